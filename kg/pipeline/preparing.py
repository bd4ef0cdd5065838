"""What is computed for a document before it is kept: a function of it and its extraction."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from kg.archive import Deposit
from kg.consolidate.facts import Day
from kg.consolidate.observe import day, observe
from kg.loading import Loaded
from kg.model import Document, Extraction
from kg.pipeline.session import Prepared
from kg.rdf.claims import claim_ids
from kg.rdf.evidence import evidence_triples
from kg.rdf.identifiers import document_slug


def reading_of(loaded: Loaded) -> str:
    """What tells a changed source or loader from an unchanged one, 64 hexadecimal digits."""
    parts = [loaded.content_hash, loaded.document.loader, loaded.loader_version]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(reading: str, extractor: str) -> str:
    """What tells a changed source, loader or extractor from an unchanged one, likewise."""
    return hashlib.sha256(f"{reading}\n{extractor}".encode()).hexdigest()


def prepare(
    loaded: Loaded,
    extraction: Extraction,
    *,
    base: str,
    folder: str,
    extractor: str,
    number: int | None,
) -> Prepared:
    """A document ready to be kept. ``number`` is that of the one it replaces."""
    document, reading = loaded.document, reading_of(loaded)
    mark = fingerprint(reading, extractor)
    slug, ids = document_slug(document.id), claim_ids(extraction.claims)
    deposit = Deposit(
        document=document,
        slug=slug,
        folder=folder,
        path=loaded.source.path,
        place=loaded.source.place,
        original=loaded.source.data,
        fingerprint=mark,
        loaded=datetime.now(UTC).isoformat(timespec="seconds"),
        evidence=evidence_triples(base, slug, document, mark, extraction, ids),
        reading=reading,
    )
    return Prepared(deposit, observe(extraction, ids, said(document), slug), number)


def said(document: Document) -> Day:
    """The day a document speaks on: the last it may have been published on."""
    published = document.published
    if published is None:
        return None
    return day(published.latest or published.earliest)
