"""What to call a document: its title, else the words it begins with."""

from __future__ import annotations

from flask import g

from kg.archive import ArchivedDocument
from kg.web.context import archive, graph

_LONGEST = 80  # characters of the words that stand for a title


def title_of(kept: ArchivedDocument) -> str:
    """The title of an archived document, or its first words."""
    if kept.document.title:
        return kept.document.title
    line = kept.document.text.strip().partition("\n")[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def title(document: str, known: str = "") -> str:
    """The title of the document of an IRI; ``known`` is the one that the graph has, if any."""
    if known:
        return known
    titles: dict[str, str] = g.setdefault("titles", {})
    if document not in titles:
        kept = archive().by_slug(document.removeprefix(f"{graph().base}document/"))
        titles[document] = title_of(kept) if kept else "Untitled document"
    return titles[document]
