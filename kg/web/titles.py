"""What to call a document: its title, else the words it begins with."""

from __future__ import annotations

from flask import g

from kg.archive import ArchivedDocument
from kg.web.context import archive, graph


def title_of(kept: ArchivedDocument) -> str:
    """The title of an archived document, or its first words."""
    return kept.document.heading or "Untitled document"


def title(document: str, known: str = "") -> str:
    """The title of the document of an IRI; ``known`` is the one that the graph has, if any."""
    if known:
        return known
    titles: dict[str, str] = g.setdefault("titles", {})
    if document not in titles:
        kept = archive().by_slug(document.removeprefix(f"{graph().base}document/"))
        titles[document] = title_of(kept) if kept else "Untitled document"
    return titles[document]
