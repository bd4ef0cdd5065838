"""Records as RDF in Wikidata's own terms: a small slice of it, which the same queries fit.

Dates keep their precision in their datatype (xsd:date, gYearMonth, gYear), where Wikidata has
xsd:dateTime for all. Statements whose IRIs are not known get one of the installation's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.vocabulary import PREFIXES, WD, Rdfs, Xsd
from kg.wikidata.records import GAZETTEER, Held, Record

GRAPH = "enrichment/wikidata"  # of the named graph, without the base
P = "http://www.wikidata.org/prop/"
PS = f"{P}statement/"
PQ = f"{P}qualifier/"
WDT = f"{P}direct/"

_DCTERMS = PREFIXES["dcterms"]
_TYPES = {4: Xsd.gYear, 7: Xsd.gYearMonth, 10: Xsd.date}


def triples(records: Iterable[Record], base: str) -> str:
    """The records as N-Triples, sorted: the same records give the same text."""
    lines = {f"{line} ." for record in records for line in _lines(record, base)}
    return "".join(f"{line}\n" for line in sorted(lines))


def _lines(record: Record, base: str) -> Iterator[str]:
    item = f"<{WD}{record.qid}>"
    for language, label in record.labels.items():
        yield f"{item} <{Rdfs.label}> {ox.Literal(label, language=language)}"
    for property_, date in (("P569", record.born), ("P570", record.died)):
        if date:
            yield f"{item} <{WDT}{property_}> {_date(date)}"
    for held in record.held:
        yield from _term(record.qid, held, base)
    for organisation in record.memberships or ():
        yield f"{item} <{WDT}P463> <{WD}{organisation}>"
    yield from _source(record, item, base)


def _term(qid: str, held: Held, base: str) -> Iterator[str]:
    said = "|".join((qid, held.office, held.start, held.end))
    own = f"{base}{GRAPH}/statement/{hashlib.sha256(said.encode()).hexdigest()[:16]}"
    statement = f"<{held.statement or own}>"
    yield f"<{WD}{qid}> <{P}P39> {statement}"
    yield f"{statement} <{PS}P39> <{WD}{held.office}>"
    if held.start:
        yield f"{statement} <{PQ}P580> {_date(held.start)}"
    if held.end:
        yield f"{statement} <{PQ}P582> {_date(held.end)}"


def _source(record: Record, item: str, base: str) -> Iterator[str]:
    """Who said all this, and when."""
    note = f"<{base}{GRAPH}/{record.qid}>"
    source = f"<{record.source}>"
    if record.source.startswith(GAZETTEER):
        version = record.source.removeprefix(GAZETTEER)
        source = f"<{base}enrichment/gazetteer/{version}>"
        yield f"{source} <{Rdfs.label}> {ox.Literal(record.source, language='en')}"
    yield f"{note} <{_DCTERMS}subject> {item}"
    yield f"{note} <{_DCTERMS}source> {source}"
    time = ox.Literal(record.time.isoformat(), datatype=ox.NamedNode(Xsd.dateTime))
    yield f"{note} <{_DCTERMS}created> {time}"


def _date(date: str) -> str:
    return str(ox.Literal(date, datatype=ox.NamedNode(_TYPES[len(date)])))
