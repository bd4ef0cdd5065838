"""Our graph beside Wikidata: what it says of linked entities, and what it lacks.

What Wikidata says is kept apart from what documents say: in a file beside the archive with its
source and time (``records``), and from it in one named graph, in Wikidata's own terms (``slices``).
"""
