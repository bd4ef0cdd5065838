"""The graph as a file: sorted, so that the same graph always gives the same bytes.

Three layers can be had: ``knowledge`` is the default graph with the ontology it uses, ``evidence``
are the graphs of the documents, ``all`` is both. Graphs that serve the store alone are left out.
"""

from kg.export.export import LAYERS, TEXTS, Layer, Text, export, export_format

__all__ = ["LAYERS", "TEXTS", "Layer", "Text", "export", "export_format"]
