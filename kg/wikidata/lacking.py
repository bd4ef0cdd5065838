"""What documents say of linked people and bodies that Wikidata lacks, for a person to review.

Only what can be compared is listed: both sides are linked, and the gazetteer or what was fetched
from Wikidata tells what the item has. A term that may be the same as a known one is not lacking.
Nothing is ever uploaded: who wants to add something reads it, and sends it in their own name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal, Protocol
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.resolve.catalogue import Catalogue
from kg.wikidata.records import GAZETTEER, Held, Record
from kg.wikidata.times import may_overlap, quickstatement, shared

What = Literal["term", "start", "end", "membership"]

_POSITION, _MEMBER_OF = "P39", "P463"
_START, _END = "P580", "P582"
_REFERENCE_URL, _PUBLISHED = "S854", "S577"
_WEB_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Reader(Protocol):
    """One generation of a graph."""

    base: str

    def query(self, sparql: str) -> object:
        """Answer a query; the usual prefixes are known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that Wikidata lacks: a term of office, its start or end, a full membership.

    ``subject`` holds the office or is the member; ``start`` and ``end`` are dates at the precision
    that is certain, "" where none is. ``sentence``, ``document``, ``date`` and ``url`` are one
    document that says so; ``says`` is what it says of a term: that it starts, ends or holds.
    ``compared`` is what was looked into.
    """

    lacks: What
    subject: str
    subjectLabel: str  # noqa: N815 - named as the columns of the saved queries are
    item: str
    object: str
    objectLabel: str  # noqa: N815
    objectItem: str  # noqa: N815
    start: str
    end: str
    certainFrom: str  # noqa: N815
    certainUntil: str  # noqa: N815
    basis: str
    says: str
    sentence: str
    document: str
    documentLabel: str  # noqa: N815
    date: str
    url: str
    compared: str
    repeated: str  # "yes" where the item has several terms in this office, which need a person

    @property
    def is_simple(self) -> bool:
        """Whether it can be written as one statement: stated, with an address, of one term."""
        return self.basis == "stated" and _is_web(self.url) and not self.repeated


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is lacking, and how many linked facts nothing was known to compare with."""

    facts: tuple[Fact, ...]
    unknown: int


def lacking(reader: Reader, catalogue: Catalogue, records: Mapping[str, Record]) -> Lacking:
    """What Wikidata lacks of the facts of a generation, in the order of their subjects."""
    known = _Known(catalogue, records)
    facts: list[Fact] = []
    unknown = 0
    for row in _rows(reader, _TERMS):
        terms, source = known.terms(row["item"])
        if terms is None:
            unknown += 1
            continue
        facts.extend(
            _term(row, [each for each in terms if each.office == row["objectItem"]], source)
        )
    for row in _rows(reader, _MEMBERSHIPS):
        organisations, source = known.memberships(row["item"])
        if organisations is None:
            unknown += 1
        elif row["objectItem"] not in organisations:
            facts.append(_fact("membership", row, "", "", source))
    return Lacking(tuple(facts), unknown)


class _Known:
    """What Wikidata has, as far as we know: what was fetched from it, else the gazetteer."""

    def __init__(self, catalogue: Catalogue, records: Mapping[str, Record]) -> None:
        self._catalogue = catalogue
        self._records = records

    def terms(self, qid: str) -> tuple[list[Held] | None, str]:
        record = self._records.get(qid)
        if record is not None and not record.source.startswith(GAZETTEER):
            return list(record.held), f"{record.source} {record.time.date().isoformat()}"
        item = self._catalogue.item(qid)
        if item is None or not item.terms:  # of somebody without terms the gazetteer knows nothing
            return None, ""
        held = [Held(term.office, term.start, term.end) for term in item.terms]
        return held, GAZETTEER + self._catalogue.version

    def memberships(self, qid: str) -> tuple[tuple[str, ...] | None, str]:
        record = self._records.get(qid)
        if record is None or record.memberships is None:
            return None, ""
        return record.memberships, f"{record.source} {record.time.date().isoformat()}"


def _term(row: Mapping[str, str], known: list[Held], source: str) -> Iterator[Fact]:
    """What is lacking of one term: all of it, or its ends."""
    start = shared(row["possibleFrom"], row["certainFrom"])
    end = shared(row["certainUntil"], row["possibleUntil"])
    # Where a document tells a month, the term held by its last day and until its first.
    first, last = sorted((row["certainFrom"], row["certainUntil"]))
    fitting = [each for each in known if may_overlap(each.start, each.end, first, last)]
    repeated = "yes" if len(known) > 1 else ""
    if not fitting:
        yield _fact("term", row, start, end, source, "yes" if known else "")
        return
    if len(fitting) == 1:
        if start and not fitting[0].start:
            yield _fact("start", row, start, "", source, repeated)
        if end and not fitting[0].end:
            yield _fact("end", row, "", end, source, repeated)


def _fact(
    what: What, row: Mapping[str, str], start: str, end: str, source: str, repeated: str = ""
) -> Fact:
    copied = (
        "subject", "subjectLabel", "item", "object", "objectLabel", "objectItem", "certainFrom",
        "certainUntil", "basis", "says", "sentence", "document", "documentLabel", "date", "url",
    )  # fmt: skip
    return Fact(
        lacks=what,
        start=start,
        end=end,
        compared=source,
        repeated=repeated,
        **{name: row[name] for name in copied},
    )


# One document that asserts the fact: the first with an address, by date and IRI; rather one that
# says when it ended or began, since only that one can be cited for the day.
_EVIDENCE = """
    { SELECT ?fact (MIN(?key) AS ?first) {
        ?fact a %(class)s ; cmq:evidence ?any .
        GRAPH ?in { ?any cmq:stance kind:asserted . OPTIONAL { ?any cmq:aspect ?aspect }
            OPTIONAL { ?in dcterms:source ?address } OPTIONAL { ?in dcterms:issued ?issued } }
        BIND (COALESCE(IF(?aspect = kind:ends, "0", IF(?aspect = kind:starts, "1", "2")), "2")
            AS ?rank)
        BIND (CONCAT(IF(BOUND(?address), "0", "1"), ?rank, COALESCE(STR(?issued), "9"), " ",
            STR(?any)) AS ?key)
    } GROUP BY ?fact }
    BIND (IRI(STRAFTER(?first, " ")) AS ?claim)
    GRAPH ?document { ?claim cmq:inPassage/oa:exact ?sentence .
        OPTIONAL { ?claim cmq:aspect ?told }
        OPTIONAL { ?document rdfs:label ?documentLabel }
        OPTIONAL { ?document dcterms:source ?url } OPTIONAL { ?document dcterms:issued ?date } }
    ?subject rdfs:label ?subjectLabel ; schema:sameAs ?subjectItem .
    ?object rdfs:label ?objectLabel ; schema:sameAs ?linkedItem .
    BIND (STRAFTER(STR(?subjectItem), STR(wd:)) AS ?item)
    BIND (STRAFTER(STR(?linkedItem), STR(wd:)) AS ?objectItem)
    FILTER (?item != "" && ?objectItem != "")
    BIND (STRAFTER(STR(?known), STR(kind:)) AS ?basis)
    BIND (COALESCE(STRAFTER(STR(?told), STR(kind:)), "") AS ?says)
"""
_TERMS = (
    "SELECT * { ?fact cmq:holder ?subject ; cmq:office ?object ; cmq:basis ?known ;"
    " cmq:tenureStatus kind:substantive ; cmq:certainFrom ?certainFrom ;"
    " cmq:certainUntil ?certainUntil . OPTIONAL { ?fact cmq:possibleFrom ?possibleFrom }"
    " OPTIONAL { ?fact cmq:possibleUntil ?possibleUntil }"
    + _EVIDENCE % {"class": "cmq:Tenure"}
    + "} ORDER BY ?subject ?object ?fact ?sentence"
)
_MEMBERSHIPS = (
    "SELECT * { ?fact cmq:member ?subject ; cmq:organisation ?object ; cmq:basis ?known ;"
    " cmq:memberRole kind:full-member ; cmq:membershipStatus kind:active ;"
    " cmq:certainFrom ?certainFrom ; cmq:certainUntil ?certainUntil ."
    + _EVIDENCE % {"class": "cmq:Membership"}
    + "} ORDER BY ?subject ?object ?fact ?sentence"
)
_COLUMNS = (
    "fact", "subject", "subjectLabel", "item", "object", "objectLabel", "objectItem", "basis",
    "says", "certainFrom", "certainUntil", "possibleFrom", "possibleUntil", "sentence", "document",
    "documentLabel", "date", "url",
)  # fmt: skip


def _rows(reader: Reader, query: str) -> Iterator[dict[str, str]]:
    """The rows, one of each fact."""
    solutions = reader.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    there = {variable.value for variable in solutions.variables}
    seen: set[str] = set()
    for solution in solutions:
        terms = {name: solution[name] if name in there else None for name in _COLUMNS}
        row = {name: term.value if term is not None else "" for name, term in terms.items()}
        if row["fact"] not in seen:
            seen.add(row["fact"])
            yield row


def as_csv(facts: Iterable[Fact]) -> Iterator[str]:
    """A table for a person to read: one line a fact, with the sentence that says it."""
    names = [each.name for each in fields(Fact)]
    yield ",".join(names)
    for fact in facts:
        out = io.StringIO()
        values = (_plain(getattr(fact, name)) for name in names)
        csv.writer(out, lineterminator="").writerow(values)
        yield out.getvalue()


def _plain(text: str) -> str:
    """A cell on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line


def as_quickstatements(facts: Iterable[Fact]) -> Iterator[str]:
    """Commands of QuickStatements (version 1, tabs), for a person to review before sending them.

    Only what a document with an address states of one term: the rest is in the table alone. So is
    a first or last day that the cited document does not tell.
    """
    for fact in facts:
        start = fact.start if fact.says == "starts" else ""
        end = fact.end if fact.says == "ends" else ""
        nothing = fact.lacks in ("start", "end") and not (start or end)
        if nothing or not fact.is_simple:
            continue
        property_ = _MEMBER_OF if fact.lacks == "membership" else _POSITION
        parts = [fact.item, property_, fact.objectItem]
        parts += [_START, quickstatement(start)] if start else []
        parts += [_END, quickstatement(end)] if end else []
        parts += [_REFERENCE_URL, f'"{quote(fact.url, safe=_WEB_SAFE)}"']
        parts += [_PUBLISHED, quickstatement(fact.date)] if len(fact.date) in (4, 7, 10) else []
        told = f"{fact.subjectLabel}: {fact.objectLabel}".replace("*/", "* /")
        yield "\t".join(parts) + f"\t/* {_plain(told)} */"


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and address.isprintable()


FORMS: Mapping[str, Callable[[Iterable[Fact]], Iterator[str]]] = {
    "csv": as_csv,
    "quickstatements": as_quickstatements,
}
