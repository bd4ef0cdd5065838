"""What the archive holds of a document, and how that becomes a row and a document again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import DateWindow, Document, Zone, ZoneKind

# The columns of table document that make a Document, in the order of ``to_row`` and ``from_row``.
COLUMNS = (
    "id, title, text, zones, loader, published, earliest, latest, url, language, publisher,"
    " extra, unused"
)


@dataclass(frozen=True, slots=True)
class Deposit:
    """A document to be kept, with where it came from.

    ``folder`` is the loaded folder or file, absolute; ``path`` is relative to it and ``place`` says
    where in the file a record stands. ``loaded`` is the moment in UTC, ISO 8601. ``evidence`` is
    the N-Triples text of its graph. ``reading`` is the part of the fingerprint that source and
    loader make, to which the extractor's version is added.
    """

    document: Document
    slug: str
    folder: str
    path: str
    place: str
    original: bytes
    fingerprint: str
    loaded: str
    evidence: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be known of a kept document to decide whether it has changed or gone."""

    number: int
    id: str
    slug: str
    fingerprint: str
    folder: str
    path: str


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """A document as kept: ``size`` counts the original bytes, ``loaded`` is UTC in ISO 8601."""

    document: Document
    iri: str
    slug: str
    path: str
    place: str
    fingerprint: str
    loaded: str
    size: int
    reading: str = ""


def to_row(document: Document) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    window = document.published or DateWindow()
    zones = [[zone.kind.value, zone.start, zone.end, zone.source] for zone in document.zones]
    return (
        document.id,
        document.title,
        document.text,
        json.dumps(zones),
        document.loader,
        None if document.published is None else window.stated,
        window.earliest.isoformat() if window.earliest else None,
        window.latest.isoformat() if window.latest else None,
        document.url,
        document.language,
        document.publisher,
        json.dumps(dict(document.extra), sort_keys=True),
        json.dumps(dict(document.unused), sort_keys=True),
    )


def from_row(row: tuple[Any, ...]) -> Document:
    """The document whose values of COLUMNS these are."""
    (
        id_,
        title,
        text,
        zones,
        loader,
        stated,
        earliest,
        latest,
        url,
        language,
        publisher,
        extra,
        unused,
    ) = row
    return Document(
        id=id_,
        text=text,
        zones=tuple(Zone(ZoneKind(kind), *offsets) for kind, *offsets in json.loads(zones)),
        loader=loader,
        title=title,
        published=None if stated is None else DateWindow(_day(earliest), _day(latest), stated),
        url=url,
        language=language,
        publisher=publisher,
        extra=json.loads(extra),
        unused=json.loads(unused),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
