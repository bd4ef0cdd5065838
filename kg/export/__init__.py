"""The graph as a file: sorted, so that the same graph always gives the same bytes.

Three layers can be had: ``knowledge`` is the default graph with the ontology it uses, ``evidence``
are the graphs of the documents, ``all`` is both. Graphs that serve the store alone are left out.
"""

from kg.export.export import LAYERS, SAME_AS, TEXTS, Layer, SameAs, Text, export, export_format
from kg.export.links import export_links

__all__ = [
    "LAYERS",
    "SAME_AS",
    "TEXTS",
    "Layer",
    "SameAs",
    "Text",
    "export",
    "export_format",
    "export_links",
]
