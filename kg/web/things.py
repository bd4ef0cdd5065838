"""What the graph knows of one node, arranged for a page: a person, an organisation, a meeting …"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.vocabulary import CMQ, Cmq, Rdf, Rdfs, Schema, Skos
from kg.web import wording
from kg.web.facts import Participation, participants, with_sources
from kg.web.graph import Graph, Node, Sources, document_of
from kg.web.linking import Linking, linking
from kg.web.sections import Section, facts, parts
from kg.web.terms import iri

# The heads of the paths under which the nodes of the knowledge graph live.
HEADS = (
    "person", "organisation", "country", "place", "office", "meeting",
    "tenure", "membership", "participation", "inclusion",
)  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """A node of the knowledge graph with all that its page says."""

    iri: str
    kind: str  # its class in words
    label: str
    names: list[str]
    wikidata: list[str]
    linking: Linking | None
    when: str
    basis: str
    rule: str
    stance: str
    details: list[tuple[str, list[Node]]]  # what else is known: property and values, in words
    sections: list[Section]
    participants: tuple[Participation, ...]
    sources: Sources


_NAMES = {
    Cmq.holder: "Holder",
    Cmq.office: "Office",
    Cmq.officeOf: "Office of",
    Cmq.officeKind: "Kind",
    Cmq.tenureStatus: "Status",
    Cmq.member: "Member",
    Cmq.organisation: "Organisation",
    Cmq.memberRole: "Role",
    Cmq.membershipStatus: "Status",
    Cmq.statusFrom: "Status held by",
    Cmq.meetingKind: "Kind",
    Cmq.eventStatus: "Status",
    Cmq.place: "Place",
    Cmq.meeting: "Meeting",
    Cmq.participant: "Participant",
    Cmq.inCapacity: "In the office of",
    Cmq.onBehalfOf: "On behalf of",
    Cmq.participationRole: "Part taken",
    Cmq.part: "Part",
    Cmq.whole: "Whole",
    Cmq.locatedIn: "In",
    Cmq.visited: "Visited",
    Cmq.met: "Met",
}
_MANY = 60  # values of one property that a page lists
_SORTED = 500  # documents that are sorted by date
_PREMISES = 200  # statements behind one fact that its own page lists


def thing(graph: Graph, subject: str) -> Thing | None:
    """The node with its sections; None where the knowledge graph has no such node."""
    values = _values(graph, subject)
    classes = [node.iri for node in values[Rdf.type] if node.iri.startswith(CMQ)]
    if not classes:
        return None
    kind = classes[0].removeprefix(CMQ)
    meeting = kind == "Meeting"
    return Thing(
        iri=subject,
        kind=wording.code(classes[0]),
        label=_one(values, Rdfs.label) or _composed(kind, values),
        names=[node.iri for node in values[Skos.altLabel]],
        wikidata=[node.iri for node in values[Schema.sameAs]],
        linking=linking(values),
        when=_when(values),
        basis=wording.code(_one(values, Cmq.basis)),
        rule=_one(values, Cmq.rule),
        stance=wording.code(_one(values, Cmq.stance)),
        details=[
            (name, [_readable(node) for node in values[predicate][:_MANY]])
            for predicate, name in _NAMES.items()
            if values[predicate]
        ],
        sections=_sections(graph, iri(subject), kind),
        participants=with_sources(graph, tuple(participants(graph, [subject])[subject]))
        if meeting
        else (),
        sources=_sources(graph, subject, kind),
    )


def _values(graph: Graph, subject: str) -> dict[str, list[Node]]:
    values: dict[str, list[Node]] = defaultdict(list)
    rows = graph.rows(
        f"""SELECT ?p ?o ?label {{ {iri(subject)} ?p ?o
        FILTER(?p NOT IN (cmq:evidence, cmq:attended))
        OPTIONAL {{ ?o rdfs:label ?label }} }} ORDER BY ?p ?label ?o"""
    )
    for row in rows:
        values[row["p"]].append(Node(row["o"], row["label"]))
    return values


def _one(values: dict[str, list[Node]], predicate: str) -> str:
    return values[predicate][0].iri if values[predicate] else ""


def _when(values: dict[str, list[Node]]) -> str:
    bounds = wording.Bounds(
        _one(values, Cmq.possibleFrom),
        _one(values, Cmq.certainFrom),
        _one(values, Cmq.certainUntil),
        _one(values, Cmq.possibleUntil),
    )
    if bounds != wording.Bounds():
        return wording.spell(bounds)
    dates = (_one(values, name) for name in (Cmq.date, Cmq.earliest, Cmq.latest))
    return wording.window(*dates)


def _composed(kind: str, values: dict[str, list[Node]]) -> str:
    """A heading for the nodes that have no label of their own."""
    if kind == "Participation":
        ends = (values[Cmq.participant], values[Cmq.meeting], "{} in “{}”")
    else:
        ends = (values[Cmq.part], values[Cmq.whole], "“{}” is part of “{}”")
    first, second, pattern = ends
    if first and second:
        return pattern.format(first[0].label, second[0].label)
    return wording.code(kind).capitalize()


def _readable(node: Node) -> Node:
    """A value with a label: that of the graph, a date or a code in words."""
    if node.label:
        return node
    date = wording.day(node.iri)
    return Node(node.iri, date if date != node.iri else wording.code(node.iri))


def _sections(graph: Graph, term: str, kind: str) -> list[Section]:
    if kind in ("Tenure", "Membership", "Participation", "Inclusion"):
        return []
    if kind == "Person":
        found = _of_person(graph, term)
    elif kind == "Office":
        found = _of_office(graph, term)
    elif kind == "Meeting":
        found = _of_meeting(graph, term)
    elif kind == "Place":
        found = [_held_at(graph, term)]
    else:
        found = _of_organisation(graph, term, kind)
    return [section for section in found if section]


def _of_person(graph: Graph, term: str) -> list[Section | None]:
    attended = f"?p cmq:participant {term} ; cmq:meeting ?x ."
    return [
        facts(graph, "offices", "Offices", "tenures", f"?x cmq:holder {term} .", person=False),
        facts(
            graph, "memberships", "Memberships", "memberships", f"?x cmq:member {term} .",
            member=False,
        ),
        facts(graph, "meetings", "Meetings, visits and calls", "meetings", attended,
              without=term[1:-1]),
    ]  # fmt: skip


def _of_office(graph: Graph, term: str) -> list[Section | None]:
    acting = f"?p cmq:inCapacity {term} ; cmq:meeting ?x ."
    return [
        facts(graph, "holders", "Holders", "tenures", f"?x cmq:office {term} .", office=False),
        facts(graph, "meetings", "Meetings attended in this office", "meetings", acting),
    ]


def _of_meeting(graph: Graph, term: str) -> list[Section | None]:
    return [
        parts(graph, "whole", "Part of", f"?x cmq:part {term} .", "whole"),
        parts(graph, "parts", "Parts", f"?x cmq:whole {term} .", "part"),
    ]


def _of_organisation(graph: Graph, term: str, kind: str) -> list[Section | None]:
    offices = f"?post cmq:officeOf {term} . ?x cmq:office ?post ."
    behalf = f"?p cmq:onBehalfOf|cmq:participant {term} ; cmq:meeting ?x ."
    return [
        facts(
            graph, "memberships", "Member, partner or candidate of", "memberships",
            f"?x cmq:member {term} .", member=False,
        ),
        facts(
            graph, "members", "Members and partners", "memberships",
            f"?x cmq:organisation {term} .", organisation=False,
        ),
        facts(graph, "offices", "Offices and their holders", "tenures", offices),
        facts(graph, "meetings", "Meetings on its behalf", "meetings", behalf),
        _held_at(graph, term) if kind == "Country" else None,
    ]  # fmt: skip


def _held_at(graph: Graph, term: str) -> Section | None:
    place = f"{{ ?x cmq:place {term} }} UNION {{ ?at cmq:locatedIn {term} . ?x cmq:place ?at }}"
    return facts(graph, "here", "Meetings and visits here", "meetings", place)


def _sources(graph: Graph, subject: str, kind: str) -> Sources:
    """Where the node is named; for a fact, all it rests on."""
    if kind in ("Tenure", "Membership", "Participation", "Inclusion", "Meeting"):
        return graph.sources([subject], _PREMISES)[subject]
    return named_in(graph, subject)


def named_in(graph: Graph, subject: str, limit: int = 8) -> Sources:
    """Documents that speak of a node, the latest first, and how many there are."""
    claims = [
        row["claim"]
        for row in graph.rows(f"SELECT ?claim {{ {iri(subject)} cmq:evidence ?claim }}")
    ]
    first: dict[str, str] = {}  # of each document the first claim
    for claim in sorted(claims):
        first.setdefault(document_of(claim), claim)
    # The dates of thousands of documents are not worth the wait; any of them will do then.
    dates = graph.dates(first) if limit < len(first) <= _SORTED else {}
    latest = sorted(first, key=lambda document: (dates.get(document, ""), document), reverse=True)
    details = graph.claims(first[document] for document in latest[:limit])
    shown = (details[first[document]] for document in latest[:limit] if first[document] in details)
    return Sources(tuple(shown), len(claims), len(first))
