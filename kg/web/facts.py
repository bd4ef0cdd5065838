"""Tenures, memberships and meetings as the pages show them, with what they rest on.

Every function takes a SPARQL pattern that binds the fact's variable, so that one query serves the
page of a person, of an office and of a country. The patterns are written here and in kg/web/pages,
with terms escaped by kg.web.terms.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from kg.web import wording
from kg.web.graph import NO_SOURCES, Graph, Node, Row, Sources
from kg.web.terms import values


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person, one office, one spell."""

    iri: str
    holder: Node
    office: Node
    status: str
    bounds: wording.Bounds
    basis: str
    sources: Sources = NO_SOURCES


@dataclass(frozen=True, slots=True)
class Membership:
    """One agent in one organisation."""

    iri: str
    member: Node
    organisation: Node
    role: str
    status: str
    since: str  # by when the status held
    bounds: wording.Bounds
    basis: str
    stance: str
    sources: Sources = NO_SOURCES


@dataclass(frozen=True, slots=True)
class Participation:
    """One participant of one meeting."""

    iri: str
    who: Node
    capacity: Node | None
    behalf: Node | None
    role: str
    basis: str
    sources: Sources = NO_SOURCES


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its participants."""

    iri: str
    label: str
    kind: str
    status: str
    date: str
    earliest: str
    latest: str
    place: Node | None
    whole: Node | None
    basis: str
    participants: tuple[Participation, ...] = ()
    sources: Sources = NO_SOURCES

    @property
    def when(self) -> str:
        """The date in words, "" where nothing is known."""
        return wording.window(self.date, self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One meeting being part of another: a conclusion."""

    iri: str
    part: Node
    whole: Node
    basis: str
    rule: str
    sources: Sources = NO_SOURCES


# How each kind of fact is put in order: what to look up, and what to sort by.
_ORDERS = {
    "tenures": (
        """OPTIONAL { ?x cmq:certainUntil ?cu } OPTIONAL { ?x cmq:possibleUntil ?pu }
        OPTIONAL { ?x cmq:certainFrom ?cf }""",
        "DESC(COALESCE(?cu, ?pu, ?cf)) ?x",
    ),
    "memberships": ("OPTIONAL { ?x rdfs:label ?label }", "?label ?x"),
    "meetings": ("OPTIONAL { ?x cmq:earliest ?earliest }", "DESC(?earliest) ?x"),
}


def ordered(graph: Graph, kind: str, pattern: str, limit: int = 0) -> list[str]:
    """The IRIs of all facts ``?x`` of the pattern: the latest first, memberships by name.

    ``kind`` is "tenures", "memberships" or "meetings"; ``limit`` 0 is none.
    """
    lookup, order = _ORDERS[kind]
    cut = f"LIMIT {limit}" if limit else ""
    return graph.iris(f"SELECT DISTINCT ?x {{ {pattern} {lookup} }} ORDER BY {order} {cut}")


_BOUNDS = """OPTIONAL { ?x cmq:possibleFrom ?pf } OPTIONAL { ?x cmq:certainFrom ?cf }
    OPTIONAL { ?x cmq:certainUntil ?cu } OPTIONAL { ?x cmq:possibleUntil ?pu }
    OPTIONAL { ?x cmq:basis ?basis }"""


def tenures(graph: Graph, found: list[str], sources: int = 2) -> list[Tenure]:
    """These tenures, in this order."""
    rows = _in_order(
        graph,
        found,
        f"""?x cmq:holder ?holder ; cmq:office ?office .
        ?holder rdfs:label ?holderLabel . ?office rdfs:label ?officeLabel .
        OPTIONAL {{ ?x cmq:tenureStatus ?status }} {_BOUNDS}""",
    )
    known = graph.sources((row["x"] for row in rows), sources)
    return [
        Tenure(
            row["x"],
            Node(row["holder"], row["holderLabel"]),
            Node(row["office"], row["officeLabel"]),
            wording.code(row["status"]),
            _bounds(row),
            wording.code(row["basis"]),
            known[row["x"]],
        )
        for row in rows
    ]


def memberships(graph: Graph, found: list[str], sources: int = 2) -> list[Membership]:
    """These memberships, in this order."""
    rows = _in_order(
        graph,
        found,
        f"""?x cmq:member ?member ; cmq:organisation ?organisation .
        ?member rdfs:label ?memberLabel . ?organisation rdfs:label ?organisationLabel .
        OPTIONAL {{ ?x cmq:memberRole ?role }} OPTIONAL {{ ?x cmq:membershipStatus ?status }}
        OPTIONAL {{ ?x cmq:statusFrom ?since }} OPTIONAL {{ ?x cmq:stance ?stance }} {_BOUNDS}""",
    )
    known = graph.sources((row["x"] for row in rows), sources)
    return [
        Membership(
            row["x"],
            Node(row["member"], row["memberLabel"]),
            Node(row["organisation"], row["organisationLabel"]),
            wording.code(row["role"]),
            wording.code(row["status"]),
            row["since"],
            _bounds(row),
            wording.code(row["basis"]),
            wording.code(row["stance"]),
            known[row["x"]],
        )
        for row in rows
    ]


def meetings(graph: Graph, found: list[str], sources: int = 2) -> list[Meeting]:
    """These meetings, in this order, each with its participants."""
    rows = _in_order(
        graph,
        found,
        """?x rdfs:label ?label . OPTIONAL { ?x cmq:earliest ?earliest }
        OPTIONAL { ?x cmq:meetingKind ?kind } OPTIONAL { ?x cmq:eventStatus ?status }
        OPTIONAL { ?x cmq:date ?date } OPTIONAL { ?x cmq:latest ?latest }
        OPTIONAL { ?x cmq:basis ?basis }
        OPTIONAL { ?x cmq:place ?place . ?place rdfs:label ?placeLabel }
        OPTIONAL { ?x cmq:partOf ?whole . ?whole rdfs:label ?wholeLabel }""",
    )
    known, people = graph.sources(found, sources), participants(graph, found)
    return [
        Meeting(
            row["x"],
            row["label"],
            wording.code(row["kind"]),
            wording.code(row["status"]),
            row["date"],
            row["earliest"],
            row["latest"],
            _node(row, "place"),
            _node(row, "whole"),
            wording.code(row["basis"]),
            tuple(people[row["x"]]),
            known[row["x"]],
        )
        for row in rows
    ]


def participants(graph: Graph, found: list[str]) -> dict[str, list[Participation]]:
    """The participants of each meeting, hosts and visitors first."""
    grouped: dict[str, list[Participation]] = defaultdict(list)
    if not found:
        return grouped
    rows = graph.rows(
        f"""SELECT * {{ {values("meeting", found)}
        ?x cmq:meeting ?meeting ; cmq:participant ?who . ?who rdfs:label ?whoLabel .
        OPTIONAL {{ ?x cmq:inCapacity ?office . ?office rdfs:label ?officeLabel }}
        OPTIONAL {{ ?x cmq:onBehalfOf ?behalf . ?behalf rdfs:label ?behalfLabel }}
        OPTIONAL {{ ?x cmq:participationRole ?role }} OPTIONAL {{ ?x cmq:basis ?basis }} }}
        ORDER BY ?meeting ?whoLabel"""
    )
    for row in _first(rows):
        grouped[row["meeting"]].append(
            Participation(
                row["x"],
                Node(row["who"], row["whoLabel"]),
                _node(row, "office"),
                _node(row, "behalf"),
                wording.code(row["role"]),
                wording.code(row["basis"]),
            )
        )
    order = ["visitor", "host", "mediator"]
    for people in grouped.values():
        people.sort(key=lambda p: order.index(p.role) if p.role in order else len(order))
    return grouped


def with_sources(
    graph: Graph, people: tuple[Participation, ...], limit: int = 2
) -> tuple[Participation, ...]:
    """The participations with what each rests on."""
    known = graph.sources((person.iri for person in people), limit)
    return tuple(replace(person, sources=known[person.iri]) for person in people)


def inclusions(graph: Graph, pattern: str) -> list[Inclusion]:
    """The inclusions ``?x`` of the pattern, with all their premises."""
    rows = _first(
        graph.rows(
            f"""SELECT * {{ {pattern} ?x cmq:part ?part ; cmq:whole ?whole .
            ?part rdfs:label ?partLabel . ?whole rdfs:label ?wholeLabel .
            OPTIONAL {{ ?part cmq:earliest ?earliest }}
            OPTIONAL {{ ?x cmq:basis ?basis }} OPTIONAL {{ ?x cmq:rule ?rule }} }}
            ORDER BY ?earliest ?part LIMIT 200"""
        )
    )
    known = graph.sources((row["x"] for row in rows), 50)
    return [
        Inclusion(
            row["x"],
            Node(row["part"], row["partLabel"]),
            Node(row["whole"], row["wholeLabel"]),
            wording.code(row["basis"]),
            row["rule"],
            known[row["x"]],
        )
        for row in rows
    ]


def _in_order(graph: Graph, found: list[str], pattern: str) -> list[Row]:
    """One row for each node of the list that fits the pattern; where it has two labels, one."""
    if not found:
        return []
    rows = graph.rows(f"SELECT * {{ {values('x', found)} {pattern} }}")
    by_node = {row["x"]: row for row in reversed(rows)}
    return [by_node[node] for node in found if node in by_node]


def _first(rows: list[Row]) -> list[Row]:
    """One row for each ``x``: where a node has two labels, the first stands."""
    return list({row["x"]: row for row in reversed(rows)}.values())[::-1]


def _node(row: Row, name: str) -> Node | None:
    return Node(row[name], row[f"{name}Label"]) if row[name] else None


def _bounds(row: Row) -> wording.Bounds:
    return wording.Bounds(row["pf"], row["cf"], row["cu"], row["pu"])
