"""Questions to one generation of the graph: few of them a page, each answered at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kg.errors import QueryError
from kg.model import MeetingStatus
from kg.results import serialize
from kg.vocabulary import CMQ, kind
from kg.web.terms import iri, values

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import GraphReader

Row = dict[str, str]  # variable: the value of its term, "" where it is unbound


@dataclass(frozen=True, slots=True)
class Node:
    """Something to link to: its IRI and what people call it."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """A claim behind a fact, with the sentence it was read from, cut around the very words."""

    claim: str
    document: str
    title: str
    publisher: str
    issued: str
    before: str
    words: str
    after: str
    label: str
    stance: str
    basis: str
    rule: str
    claimant: str
    status: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.words + self.after


@dataclass(frozen=True, slots=True)
class Sources:
    """What a fact rests on: the first claims in full, and how many there are."""

    shown: tuple[Source, ...] = ()
    claims: int = 0
    documents: int = 0
    others: tuple[str, ...] = ()  # statuses that contradict the fact's, as IRIs


NO_SOURCES = Sources()


def document_of(claim: str) -> str:
    """The document that a claim or passage lies in, from its IRI.

    >>> document_of("http://127.0.0.1:7878/document/a/claim/3fa94c21")
    'http://127.0.0.1:7878/document/a'
    """
    return claim.rpartition("/claim/")[0] or claim.rpartition("/passage/")[0]


class Graph:
    """One generation, asked in SPARQL; the reader knows the usual prefixes."""

    def __init__(self, reader: GraphReader) -> None:
        self.reader = reader
        self.base = reader.base

    def rows(self, query: str) -> list[Row]:
        """The solutions of a SELECT query."""
        solutions = cast("ox.QuerySolutions", self.reader.query(query))
        names = [variable.value for variable in solutions.variables]
        return [
            {name: term.value if term else "" for name, term in zip(names, row, strict=True)}
            for row in solutions
        ]

    def iris(self, query: str) -> list[str]:
        """The IRIs that a SELECT query with one variable gives, however many: written by the
        engine, whose terms are slow to look at one by one."""
        lines = serialize(self.reader.query(query), "tsv").decode().split("\n")
        return [line[1:-1] for line in lines[1:] if line.startswith("<")]

    def types(self, subject: str) -> set[str]:
        """The classes of a node, wherever it lies; empty where nothing is known by that IRI."""
        term = iri(subject)
        query = f"SELECT ?type {{ {{ {term} a ?type }} UNION {{ GRAPH ?g {{ {term} a ?type }} }} }}"
        return {row["type"] for row in self.rows(query)}

    def has_graph(self, name: str) -> bool:
        """Whether there is a named graph of this IRI; False for what is no IRI."""
        try:
            return bool(self.reader.query(f"ASK {{ GRAPH {iri(name)} {{}} }}"))
        except QueryError:
            return False

    def labels(self, subjects: Iterable[str]) -> dict[str, str]:
        """Labels (of documents: titles) of our own nodes that have one."""
        patterns = {
            "document": "GRAPH ?x {{ {} ?x dcterms:title ?label }}",
            "claim": "GRAPH ?document {{ {} ?x rdfs:label ?label }}",
            "": "{} ?x rdfs:label ?label",
        }
        sorts: dict[str, list[str]] = {sort: [] for sort in patterns}
        for subject in sorted(set(subjects)):
            path = subject.removeprefix(self.base)
            sort = "" if not path.startswith("document/") else "document"
            sorts["claim" if sort and "/claim/" in path else sort].append(subject)
        return {
            row["x"]: row["label"]
            for sort, pattern in patterns.items()
            for part in in_parts(sorts[sort])
            for row in reversed(
                self.rows(f"SELECT ?x ?label {{ {pattern.format(values('x', part))} }}")
            )
        }

    def dates(self, documents: Iterable[str]) -> dict[str, str]:
        """The dates of the documents that have one."""
        return {
            row["x"]: row["date"]
            for part in in_parts(sorted(set(documents)))
            for row in self.rows(
                f"SELECT ?x ?date {{ GRAPH ?x {{ {values('x', part)} ?x dcterms:issued ?date }} }}"
            )
        }

    def counts(self) -> dict[str, int]:
        """How many nodes of each class there are, by the last step of the class's IRI."""
        found = self.rows(
            "SELECT ?type (COUNT(?x) AS ?n) { { ?x a ?type } UNION { GRAPH ?g { ?x a ?type } } }"
            " GROUP BY ?type"
        )
        return {
            row["type"].removeprefix(CMQ): int(row["n"])
            for row in found
            if row["type"].startswith(CMQ)
        }

    def sources(self, facts: Iterable[str], limit: int = 2) -> dict[str, Sources]:
        """The claims behind each fact, ``limit`` of them in full.

        Those that say what the fact says come first, and of different documents before others.
        """
        backing: dict[str, list[_Backing]] = {fact: [] for fact in facts}
        for part in in_parts(sorted(backing)):
            for row in self.rows(_BACKING.format(values("fact", part))):
                backing[row["fact"]].append(_Backing(row["claim"], row["status"], row["now"]))
        shown = {fact: _ranked(found)[:limit] for fact, found in backing.items()}
        details = self.claims(claim for found in shown.values() for claim in found)
        return {
            fact: Sources(
                tuple(details[claim] for claim in shown[fact] if claim in details),
                len(found),
                len({document_of(backed.claim) for backed in found}),
                tuple(sorted({backed.status for backed in found if backed.disputes})),
            )
            for fact, found in backing.items()
        }

    def claims(self, claims: Iterable[str]) -> dict[str, Source]:
        """Each claim with its words; claims that are not in the graph are left out."""
        return {
            row["claim"]: _source(row)
            for part in in_parts(sorted(set(claims)))
            for row in self.rows(_CLAIM.format(values("claim", part)))
        }


_PLANS = frozenset({kind(MeetingStatus.PLANNED), kind(MeetingStatus.CALLED_FOR)})


@dataclass(frozen=True, slots=True)
class _Backing:
    """A claim behind a fact: the status it gives, and the one the fact has now."""

    claim: str
    status: str
    now: str

    @property
    def differs(self) -> bool:
        return self.now not in ("", self.status) and self.status != ""

    @property
    def disputes(self) -> bool:
        """Whether it differs although one does not grow out of the other, as plans become facts."""
        return self.differs and self.status not in _PLANS


_BACKING = """SELECT ?fact ?claim ?status ?now {{ {} ?fact cmq:evidence ?claim .
    OPTIONAL {{ ?fact cmq:eventStatus|cmq:membershipStatus|cmq:meeting/cmq:eventStatus ?now }}
    OPTIONAL {{ GRAPH ?document {{ ?claim cmq:claimedStatus ?status }} }} }}"""


def in_parts(items: Sequence[str], size: int = 300) -> Iterator[Sequence[str]]:
    """The items in parts that a query has room for."""
    return (items[start : start + size] for start in range(0, len(items), size))


# A claim and the sentence its words stand in: the one passage that holds their first character.
# What is asked for stands inside GRAPH, else the engine reads every document before it looks.
_CLAIM = """SELECT * {{ GRAPH ?document {{ {}
    ?claim cmq:inPassage ?passage ; oa:start ?start ; oa:end ?end .
    ?passage oa:start ?from ; oa:end ?to ; oa:exact ?exact .
    FILTER(?from <= ?start && ?start < ?to)
    OPTIONAL {{ ?claim rdfs:label ?label }}
    OPTIONAL {{ ?claim cmq:stance ?stance }}
    OPTIONAL {{ ?claim cmq:basis ?basis }}
    OPTIONAL {{ ?claim cmq:rule ?rule }}
    OPTIONAL {{ ?claim cmq:claimantName ?claimant }}
    OPTIONAL {{ ?claim cmq:claimedStatus ?status }}
    OPTIONAL {{ ?document dcterms:title ?title }}
    OPTIONAL {{ ?document dcterms:publisher ?publisher }}
    OPTIONAL {{ ?document dcterms:issued ?issued }} }} }}"""


def _source(row: Row) -> Source:
    start = int(row["start"]) - int(row["from"])
    end = int(row["end"]) - int(row["from"])
    copied = ("claim", "document", "title", "publisher", "issued", "label", "stance", "basis")
    return Source(
        **{name: row[name] for name in (*copied, "rule", "claimant", "status")},
        before=row["exact"][:start],
        words=row["exact"][start:end],
        after=row["exact"][end:],
    )


def _ranked(found: list[_Backing]) -> list[str]:
    """Claims in order of use: those that agree with the fact, one of each document at a time."""
    turn: dict[tuple[str, bool], int] = {}
    ranked = []
    for backed in sorted(found, key=lambda backed: backed.claim):
        key = (document_of(backed.claim), backed.differs)
        turn[key] = turn.get(key, 0) + 1
        ranked.append((backed.differs, turn[key], backed.claim))
    return [claim for _, _, claim in sorted(ranked)]
