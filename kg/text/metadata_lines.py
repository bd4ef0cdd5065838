"""Lines such as "ID: …" and "URL: …" that say what a saved document is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.text.lines import Line


@dataclass(frozen=True, slots=True)
class Field:
    """One such line: what it is about (see ``LABELS``; "" if unused), its label, its value."""

    name: str
    label: str
    value: str


# A label and the field it fills. Fields that are not Document's own are kept in Document.extra;
# "" is recognised, so that its line is no prose, but kept nowhere: it tells of the reader.
LABELS: dict[str, str] = {
    **dict.fromkeys(
        ("id", "document id", "article id", "item id", "record id", "doc id", "guid", "uuid",
         "identifier", "reference id"), "id"),
    **dict.fromkeys(
        ("url", "link", "source url", "permalink", "original url", "canonical url", "web address",
         "original link"), "url"),
    **dict.fromkeys(
        ("date", "published", "publication date", "date published", "published on", "published at",
         "release date", "date of publication", "issued", "posted", "posted on"), "published"),
    **dict.fromkeys(
        ("category id", "publisher", "source", "outlet", "agency", "source id", "feed",
         "published by", "site"), "publisher"),
    **dict.fromkeys(("title", "headline", "subject"), "title"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("author", "authors", "byline", "by", "written by"), "author"),
    **dict.fromkeys(("created", "created at", "date created"), "created"),
    **dict.fromkeys(("updated", "last updated", "modified", "last modified", "updated at"),
                    "updated"),
    **dict.fromkeys(("category", "section"), "category"),
    **dict.fromkeys(
        ("last read", "last opened", "last viewed", "accessed", "saved", "saved at", "retrieved",
         "read count", "words", "word count", "views", "rating", "status", "tags", "keywords",
         "topics", "folder", "read", "starred", "notes", "length", "reading time"), ""),
}  # fmt: skip
_LABELLED: Final = re.compile(r"([^\W\d_][\w -]{0,29}?)(?: ?:|\t) ?(\S.{0,1999})?")
_MOST_FIELDS: Final = 60  # lines; a longer trailer is a table, not a description of the document


def parse_field(line: str) -> Field | None:
    """The labelled value of a line; None where it has no label or one that nobody knows."""
    match = _LABELLED.fullmatch(line)
    if match is None or match[1].casefold() not in LABELS:
        return None
    return Field(LABELS[match[1].casefold()], match[1], (match[2] or "").strip())


def find_fields(lines: Sequence[Line]) -> dict[int, Field]:
    """The metadata lines at the head and at the end of a document, by line number.

    A block counts from two known labels on; one alone ("Source: …") may be prose. In the block at
    the end a line with an unknown label is metadata too where known ones enclose it.
    """
    return _head(lines) | _tail(lines)


def _head(lines: Sequence[Line]) -> dict[int, Field]:
    found: dict[int, Field] = {}
    for number, line in enumerate(lines[:_MOST_FIELDS]):
        field = parse_field(line.text)
        if field is None:
            break
        found[number] = field
    return found if _is_block(found) else {}


def _tail(lines: Sequence[Line]) -> dict[int, Field]:
    found: dict[int, Field] = {}
    unknown: dict[int, Field] = {}
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_FIELDS), -1):
        text = lines[number].text
        if field := parse_field(text):
            found |= {number: field, **unknown}
            unknown = {}
        elif (match := _LABELLED.fullmatch(text)) and match[2] and len(text) <= 80:
            unknown[number] = Field("", match[1], match[2].strip())
        elif found or lines[number].is_prose:
            break
        # Below the block a line or two of furniture may follow: keep looking.
    return found if _is_block(found) else {}


def _is_block(found: dict[int, Field]) -> bool:
    known = {field.name for field in found.values()} - {""}
    return len(found) >= 2 and len(known) >= 2
