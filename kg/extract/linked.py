"""Reading and linking at once: what a document says, and which Wikidata items it names."""

from __future__ import annotations

from kg.extract.capitals_left import unclaimed
from kg.extract.claims import claims_of
from kg.extract.reading import read
from kg.model import Document, Extraction
from kg.resolve.documents import Link, links
from kg.resolve.linker import Linker
from kg.text.language import is_english


def extract_linked(document: Document, linker: Linker) -> tuple[Extraction, list[Link]]:
    """The extraction of a document, and every mention with an accepted link.

    A pure function of document, rules and the linker's gazetteer.
    """
    if not is_english(document):
        return Extraction((), ()), []
    reading = read(document)
    extraction = claims_of(reading)
    return extraction, links(document, extraction, unclaimed(reading.lattice), linker)
