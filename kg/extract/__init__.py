"""Reading a document into claims: a pure function of document, rules and gazetteer."""

from __future__ import annotations

from kg.extract.claims import claims_of
from kg.extract.reading import read
from kg.extract.registry import known
from kg.extract.version import extractor_version
from kg.model import Document, Extraction
from kg.text.language import is_english

__all__ = ["extract", "extractor_version"]


def extract(document: Document, without: frozenset[str] = frozenset()) -> Extraction:
    """All entities, claims and mentions that the rules read in a document.

    Nothing is read in a document that is not in English. ``without`` names rules that are switched
    off in this run.

    Raises:
        UsageError: there is no rule of that name.
    """
    if not is_english(document):
        return Extraction((), ())
    return claims_of(read(document, known(without) if without else without))
