"""The claims of one document: what it says, where its words stand, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.vocabulary import CMQ
from kg.web import wording
from kg.web.graph import Graph, Node, Row
from kg.web.marks import Span
from kg.web.terms import iri


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with the facts of the knowledge graph that rest on it. Offsets are code points."""

    iri: str
    kind: str  # naming, tenure, membership or meeting
    label: str
    start: int
    end: int
    stance: str
    basis: str
    aspect: str
    date: str
    earliest: str
    latest: str
    status: str
    claimant: str
    rule: str
    passages: tuple[str, ...] = ()
    facts: tuple[Node, ...] = ()

    @property
    def id(self) -> str:
        """The id of its words on the document's page."""
        return claim_id(self.iri)

    @property
    def when(self) -> str:
        """The claim's window in words."""
        return wording.window(self.date, self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that makes a claim."""

    iri: str
    start: int
    end: int
    section: str
    text: str

    @property
    def id(self) -> str:
        """The id of the sentence on the document's page."""
        return f"passage-{self.iri.rpartition('/')[2]}"


def claim_id(claim: str) -> str:
    """The id of a claim's words on the page of its document.

    >>> claim_id("http://127.0.0.1:7878/document/a/claim/3fa94c21")
    'claim-3fa94c21'
    """
    return f"claim-{claim.rpartition('/')[2]}"


def passages(graph: Graph, document: str) -> list[Passage]:
    """The passages of a document in the order of its text."""
    rows = graph.rows(
        f"""SELECT * {{ GRAPH {iri(document)} {{ ?x a cmq:Passage ; oa:start ?start ; oa:end ?end .
        OPTIONAL {{ ?x oa:exact ?text }} OPTIONAL {{ ?x cmq:section ?section }} }} }}
        ORDER BY ?start ?x"""
    )
    return [
        Passage(row["x"], int(row["start"]), int(row["end"]), row["section"], row["text"])
        for row in rows
    ]


def claims(graph: Graph, document: str, only: str = "") -> list[Claim]:
    """The claims of a document in the order of its text, or one of them, with their facts."""
    choice = f"VALUES ?x {{ {iri(only)} }}" if only else ""
    rows = graph.rows(
        f"""SELECT * {{ {choice} GRAPH {iri(document)} {{
        ?x a cmq:Claim ; oa:start ?start ; oa:end ?end ; cmq:inPassage ?passage .
        OPTIONAL {{ ?x cmq:claimKind ?kind }} OPTIONAL {{ ?x rdfs:label ?label }}
        OPTIONAL {{ ?x cmq:stance ?stance }} OPTIONAL {{ ?x cmq:basis ?basis }}
        OPTIONAL {{ ?x cmq:aspect ?aspect }} OPTIONAL {{ ?x cmq:claimedStatus ?status }}
        OPTIONAL {{ ?x cmq:date ?date }} OPTIONAL {{ ?x cmq:earliest ?earliest }}
        OPTIONAL {{ ?x cmq:latest ?latest }} OPTIONAL {{ ?x cmq:claimantName ?claimant }}
        OPTIONAL {{ ?x cmq:rule ?rule }} }} }} ORDER BY ?start DESC(?end) ?x ?passage"""
    )
    found: dict[str, Claim] = {}
    for row in rows:
        known = found.get(row["x"])
        found[row["x"]] = (
            replace(known, passages=(*known.passages, row["passage"])) if known else _claim(row)
        )
    facts = _facts(graph, document, choice)
    return [
        replace(
            claim,
            facts=tuple(facts[claim.iri]),
            passages=tuple(sorted(claim.passages, key=_offset)),
        )
        for claim in found.values()
    ]


def _offset(passage: str) -> int:
    """Where a passage begins, from its IRI."""
    start = passage.rpartition("/")[2].partition("-")[0]
    return int(start) if start.isdecimal() else 0


def _claim(row: Row) -> Claim:
    return Claim(
        iri=row["x"],
        kind=wording.code(row["kind"]),
        label=row["label"],
        start=int(row["start"]),
        end=int(row["end"]),
        stance=wording.code(row["stance"]),
        basis=wording.code(row["basis"]),
        aspect=wording.code(row["aspect"]),
        date=row["date"],
        earliest=row["earliest"],
        latest=row["latest"],
        status=wording.code(row["status"]),
        claimant=row["claimant"],
        rule=row["rule"],
        passages=(row["passage"],),
    )


# Facts before the entities they speak of.
_ORDER = ("Tenure", "Membership", "Meeting", "Inclusion", "Participation")


def _facts(graph: Graph, document: str, choice: str) -> dict[str, list[Node]]:
    rows = graph.rows(
        f"""SELECT ?x ?fact ?type ?label {{ {choice} GRAPH {iri(document)} {{ ?x a cmq:Claim }}
        ?fact cmq:evidence ?x ; a ?type . OPTIONAL {{ ?fact rdfs:label ?label }}
        FILTER(?type != cmq:Participation) }}"""
    )
    ranked = sorted(rows, key=lambda row: (_rank(row["type"]), row["label"], row["fact"]))
    facts: dict[str, list[Node]] = defaultdict(list)
    for row in ranked:
        node = Node(row["fact"], row["label"] or wording.code(row["type"]))
        if node not in facts[row["x"]]:
            facts[row["x"]].append(node)
    return facts


def _rank(class_iri: str) -> int:
    name = class_iri.removeprefix(CMQ)
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def spans(found: Iterable[Claim], sentences: Iterable[Passage]) -> list[Span]:
    """What to mark in the document's text."""
    return [
        *(Span(passage.start, passage.end, passage.id, "passage") for passage in sentences),
        *(
            Span(claim.start, claim.end, claim.id, claim.kind, f"{claim.kind}: {claim.label}")
            for claim in found
        ),
    ]
