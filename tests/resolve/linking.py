"""Linking a few words in the tests, by the shipped gazetteer."""

from __future__ import annotations

from datetime import date
from functools import cache

from kg.extract.linked import extract_linked
from kg.model import Document, Zone, ZoneKind
from kg.resolve.catalogue import catalogue
from kg.resolve.linker import Linker
from kg.text import windows


@cache
def linker() -> Linker:
    """One linker for all tests; what it remembers does not change what it decides."""
    return Linker(catalogue())


def document(text: str, day: str = "2024-03-20") -> Document:
    """A text as the body of a document."""
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    published = windows.of_day(date.fromisoformat(day))
    return Document("d", text, zones, "plain_text", published=published)


def linked(text: str, day: str = "2024-03-20") -> list[tuple[str, str]]:
    """Words and Q-numbers of the links in a text, in its order."""
    _, links = extract_linked(document(text, day), linker())
    return [(text[link.start : link.end], link.qid) for link in links]
