"""IRIs that a merge, a split or a new reading has given up lead to where the node is now."""

from __future__ import annotations

from kg.web.graph import Graph


def moved(graph: Graph, subject: str) -> str:
    """The IRI that took the place of this one, "" where none did."""
    return ""
