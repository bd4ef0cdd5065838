"""Write a large fictitious graph in the shape of docs/graph.md, as N-Quads.

For measuring what reads the graph (queries, pages, export) without first extracting it from text::

    python bench/generate.py --documents 8000 -o /tmp/big.nq      # about a million quads
    python bench/generate.py --documents 8000 --store /tmp/big     # an Oxigraph directory

The same arguments always give the same bytes. Offices change hands every few years, events are
told by one to three documents, a tenth of the meetings is planned, cancelled or only called for,
so that every saved query finds something.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kg.vocabulary import CMQ, KIND, PREFIXES, WD

RDF_TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
FIRST_DAY = date(2005, 1, 1)
DAYS = 20 * 365
OFFICE_KINDS = (
    ("President", "head-of-state"),
    ("Prime Minister", "head-of-government"),
    ("Foreign Minister", "foreign-minister"),
    ("Defence Minister", "defence-minister"),
    ("Ambassador", "ambassador"),
)
MEETING_KINDS = ("bilateral-meeting", "visit", "call", "press-conference", "talks", "summit")
STATUSES = ("held",) * 18 + ("planned", "cancelled", "called-for", "refused")
SYLLABLES = (
    *("ba", "ber", "cor", "dal", "den", "el", "fa", "gor", "han", "il", "jo", "ka", "lor", "mi"),
    *("na", "or", "pel", "ro", "sa", "tor", "ul", "ve", "wen", "za"),
)


@dataclass(slots=True)
class Node:
    """A node of the default graph: its own triples and the claims behind it."""

    triples: list[str]
    evidence: set[str] = field(default_factory=set)


class Graph:
    """Collects the default graph while the document graphs stream out."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.nodes: dict[str, Node] = {}
        self.links: set[str] = set()

    def iri(self, path: str) -> str:
        """The path as an IRI of this installation, in angle brackets."""
        return f"<{self.base}{path}>"

    def node(self, path: str, claim: str, *triples: tuple[str, str]) -> str:
        """Add the node once, and the claim to its evidence."""
        iri = self.iri(path)
        if iri not in self.nodes:
            self.nodes[iri] = Node([f"{iri} <{p}> {o} .\n" for p, o in triples])
        self.nodes[iri].evidence.add(claim)
        return iri

    def link(self, subject: str, term: str, target: str) -> None:
        """Add a shortcut such as ``met``."""
        self.links.add(f"{subject} <{CMQ}{term}> {target} .\n")

    def lines(self) -> Iterator[str]:
        """All triples of the default graph, as N-Quads lines."""
        for iri, node in self.nodes.items():
            yield "".join(node.triples)
            yield "".join(f"{iri} <{CMQ}evidence> {claim} .\n" for claim in sorted(node.evidence))
        yield from sorted(self.links)


def cmq(term: str) -> str:
    """The IRI of an ontology term, without brackets."""
    return CMQ + term


def kind(name: str) -> str:
    """A kind as an N-Quads term."""
    return f"<{KIND}{name}>"


def text(value: str) -> str:
    """An English string as an N-Quads term (the generator uses no character to escape)."""
    return f'"{value}"@en'


def typed(value: object, datatype: str) -> str:
    """A typed literal as an N-Quads term."""
    return f'"{value}"^^<{PREFIXES["xsd"]}{datatype}>'


def name(rng: random.Random, words: int = 1) -> str:
    """An invented name."""
    return " ".join(
        "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).title()
        for _ in range(words)
    )


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the invented world and who holds it from which day on."""

    path: str
    label: str
    kind: str
    of: str
    of_label: str
    holders: tuple[tuple[date, str, str], ...]  # first day, path and name of the person

    def holder(self, day: date) -> tuple[str, str]:
        """Path and name of whoever holds it on a day."""
        current = self.holders[0]
        for change in self.holders:
            if change[0] <= day:
                current = change
        return current[1], current[2]


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting of the invented world."""

    day: date
    kind: str
    status: str
    offices: tuple[Office, ...]


class World:
    """Countries, organisations, offices and events, all drawn from one seed."""

    def __init__(self, documents: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.countries = [f"{name(self.rng)}ia {number}" for number in range(190)]
        self.organisations = [f"{name(self.rng)} Union {number}" for number in range(60)]
        self.offices = [
            self._office(f"country/{slug(c)}", c, role, kind_)
            for c in self.countries
            for role, kind_ in OFFICE_KINDS
        ] + [
            self._office(f"organisation/{slug(o)}", o, "Secretary General", "head-of-organisation")
            for o in self.organisations
        ]
        self.events = [self._event() for _ in range(documents)]

    def _office(self, of: str, of_label: str, role: str, kind_: str) -> Office:
        holders = []
        day = FIRST_DAY
        while day < FIRST_DAY + timedelta(days=DAYS):
            person = name(self.rng, 2)
            holders.append((day, f"person/{slug(person)}", person))
            day += timedelta(days=self.rng.randint(300, 3000))
        label = f"{role} of {of_label}"
        return Office(f"office/{slug(label)}", label, kind_, of, of_label, tuple(holders))

    def _event(self) -> Event:
        kind_ = self.rng.choice(MEETING_KINDS)
        count = self.rng.randint(4, 16) if kind_ == "summit" else self.rng.choice((2, 2, 2, 3))
        rank = len(self.offices) - 1
        chosen = {int(rank * self.rng.random() ** 2) for _ in range(count)}
        return Event(
            FIRST_DAY + timedelta(days=self.rng.randrange(DAYS)),
            kind_,
            self.rng.choice(STATUSES),
            tuple(self.offices[i] for i in sorted(chosen)),
        )


def slug(label: str) -> str:
    """The label as the last step of an IRI."""
    return label.lower().replace(" ", "-")


class Writer:
    """Turns the world into document graphs (as they come) and the default graph (at the end)."""

    def __init__(self, world: World, base: str) -> None:
        self.world = world
        self.graph = Graph(base)
        self.dates: dict[str, list[date]] = defaultdict(list)
        self.rng = random.Random(len(world.events))

    def lines(self) -> Iterator[str]:
        """All N-Quads lines: one string a document, then the default graph."""
        for number, event in enumerate(self.world.events):
            for copy in range(self.rng.choice((1, 1, 2, 3))):
                yield self.document(f"doc-{number}-{copy}", event, copy)
        for tenure, days in self.dates.items():
            bounds = (("certainFrom", min(days)), ("certainUntil", max(days)))
            for term, day in bounds:
                yield f"{tenure} <{CMQ}{term}> {typed(day, 'date')} .\n"
        yield from self.graph.lines()

    def document(self, id_: str, event: Event, copy: int) -> str:
        """One document graph: a sentence for the meeting and one for a membership."""
        iri = self.graph.iri(f"document/{id_}")
        issued = event.day + timedelta(days=copy + 1)
        out = [self._metadata(iri, id_, issued)]
        people = [(office, *office.holder(event.day)) for office in event.offices]
        sentence = " and ".join(f"{o.label} {n}" for o, _, n in people) + f" {event.kind}."
        passage = self._passage(out, iri, 0, sentence)
        claim = self._claim(out, iri, passage, "meeting", event.kind, event.status, event.day)
        self._meeting(event, people, claim)
        for office, person, person_name in people:
            naming = self._claim(out, iri, passage, "naming", person_name, "", None)
            self._agents(office, person, person_name, naming)
            label = f"{person_name}: {office.label}"
            self._tenure(
                office,
                person,
                person_name,
                self._claim(out, iri, passage, "tenure", label, "substantive", event.day),
                event.day,
            )
        if self.rng.random() < 0.4:
            self._membership(out, iri, len(sentence) + 1, event.day)
        return "".join(out).replace(" .\n", f" {iri} .\n")

    def _metadata(self, iri: str, id_: str, issued: date) -> str:
        digest = hashlib.sha256(id_.encode()).hexdigest()
        pairs = (
            (RDF_TYPE, f"<{CMQ}Document>"),
            (PREFIXES["dcterms"] + "identifier", f'"{id_}"'),
            (PREFIXES["dcterms"] + "title", text(f"Item {id_}")),
            (LABEL, text(f"Item {id_}")),
            (PREFIXES["dcterms"] + "issued", typed(issued, "date")),
            (PREFIXES["dcterms"] + "source", f"<https://news.example/{id_}>"),
            (PREFIXES["dcterms"] + "publisher", f'"outlet {int(digest[:4], 16) % 40}"'),
            (cmq("sha256"), f'"{digest}"'),
            (cmq("fingerprint"), f'"{digest}"'),
        )
        return self._triples(iri, pairs)

    def _passage(self, out: list[str], document: str, start: int, sentence: str) -> str:
        end = start + len(sentence)
        iri = f"{document[:-1]}/passage/{start}-{end}>"
        pairs = (
            (RDF_TYPE, f"<{CMQ}Passage>"),
            (cmq("inDocument"), document),
            (PREFIXES["oa"] + "start", typed(start, "integer")),
            (PREFIXES["oa"] + "end", typed(end, "integer")),
            (cmq("section"), '"body"'),
            (PREFIXES["oa"] + "exact", text(sentence)),
        )
        out.append(self._triples(iri, pairs))
        return iri

    def _claim(
        self,
        out: list[str],
        document: str,
        passage: str,
        what: str,
        label: str,
        status: str,
        day: date | None,
        aspect: str = "holds",
    ) -> str:
        digest = hashlib.sha256(f"{what}{label}{status}{day}".encode()).hexdigest()[:8]
        iri = f"{document[:-1]}/claim/{digest}>"
        start, end = passage.rsplit("/", 1)[1][:-1].split("-")
        pairs = [
            (RDF_TYPE, f"<{CMQ}Claim>"),
            (cmq("claimKind"), kind(what)),
            (LABEL, text(label)),
            (cmq("inPassage"), passage),
            (cmq("inDocument"), document),
            (PREFIXES["oa"] + "start", typed(start, "integer")),
            (PREFIXES["oa"] + "end", typed(end, "integer")),
            (cmq("stance"), kind("asserted")),
            (cmq("basis"), kind("stated")),
            (cmq("rule"), f'"{what}.generated"'),
        ]
        if day:
            pairs += [(cmq(t), typed(day, "date")) for t in ("date", "earliest", "latest")]
            pairs += [(cmq("aspect"), kind(aspect)), (cmq("claimedStatus"), kind(status))]
        out.append(self._triples(iri, pairs))
        return iri

    def _triples(self, subject: str, pairs: object) -> str:
        assert isinstance(pairs, (list, tuple))
        return "".join(f"{subject} <{p}> {o} .\n" for p, o in pairs)

    def _agents(self, office: Office, person: str, person_name: str, naming: str) -> None:
        number = int(hashlib.sha256(person.encode()).hexdigest()[:6], 16)
        same = PREFIXES["schema"] + "sameAs"
        self.graph.node(
            person,
            naming,
            (RDF_TYPE, f"<{CMQ}Person>"),
            (LABEL, text(person_name)),
            (PREFIXES["skos"] + "altLabel", text(person_name.split()[-1])),
            (same, f"<{WD}Q9{number:08}>"),
        )
        class_ = "Country" if office.of.startswith("country") else "InternationalOrganisation"
        number = int(hashlib.sha256(office.of.encode()).hexdigest()[:6], 16)
        self.graph.node(
            office.of,
            naming,
            (RDF_TYPE, f"<{CMQ}{class_}>"),
            (LABEL, text(office.of_label)),
            (same, f"<{WD}Q8{number:08}>"),
        )

    def _tenure(self, office: Office, person: str, person_name: str, claim: str, day: date) -> None:
        graph = self.graph
        node = graph.node(
            office.path,
            claim,
            (RDF_TYPE, f"<{CMQ}Office>"),
            (LABEL, text(office.label)),
            (cmq("officeOf"), graph.iri(office.of)),
            (cmq("officeKind"), kind(office.kind)),
        )
        holder = graph.iri(person)
        tenure = graph.node(
            f"tenure/{office.path[7:]}-{person[7:]}",
            claim,
            (RDF_TYPE, f"<{CMQ}Tenure>"),
            (LABEL, text(f"{person_name}, {office.label}")),
            (cmq("holder"), holder),
            (cmq("office"), node),
            (cmq("tenureStatus"), kind("substantive")),
            (cmq("basis"), kind("stated")),
        )
        self.dates[tenure].append(day)
        graph.link(holder, "heldOffice", node)

    def _membership(self, out: list[str], document: str, start: int, day: date) -> None:
        graph, rng = self.graph, self.rng
        country, organisation = (
            rng.choice(self.world.countries),
            rng.choice(self.world.organisations),
        )
        role, status = rng.choice(
            (("full-member", "active"),) * 4
            + (("full-member", "frozen"), ("partner", "active"), ("candidate", "active"))
        )
        passage = self._passage(out, document, start, f"{country} is {role} of {organisation}.")
        label = f"{country} {role} {organisation}"
        claim = self._claim(out, document, passage, "membership", label, status, day)
        suffix = "" if role == "full-member" else f"-{role}"
        graph.node(
            f"membership/{slug(country)}-{slug(organisation)}{suffix}",
            claim,
            (RDF_TYPE, f"<{CMQ}Membership>"),
            (LABEL, text(label)),
            (cmq("member"), graph.iri(f"country/{slug(country)}")),
            (cmq("organisation"), graph.iri(f"organisation/{slug(organisation)}")),
            (cmq("memberRole"), kind(role)),
            (cmq("membershipStatus"), kind(status)),
            (cmq("certainFrom"), typed(day, "date")),
            (cmq("certainUntil"), typed(day, "date")),
            (cmq("stance"), kind("asserted")),
            (cmq("basis"), kind("stated")),
        )
        for path, class_, label_ in (
            (f"country/{slug(country)}", "Country", country),
            (f"organisation/{slug(organisation)}", "InternationalOrganisation", organisation),
        ):
            graph.node(path, claim, (RDF_TYPE, f"<{CMQ}{class_}>"), (LABEL, text(label_)))
        if role == "full-member":
            graph.link(
                graph.iri(f"country/{slug(country)}"),
                "memberOf",
                graph.iri(f"organisation/{slug(organisation)}"),
            )

    def _meeting(self, event: Event, people: list[tuple[Office, str, str]], claim: str) -> None:
        graph = self.graph
        names = "-".join(person[7:] for _, person, _ in people)
        path = f"{event.day}-{event.kind}-{names}"[:180]
        where = people[0][0].of
        day = typed(event.day, "date")
        meeting = graph.node(
            f"meeting/{path}",
            claim,
            (RDF_TYPE, f"<{CMQ}Meeting>"),
            (LABEL, text(f"{event.kind} of {' and '.join(n for _, _, n in people)}, {event.day}")),
            (cmq("meetingKind"), kind(event.kind)),
            (cmq("eventStatus"), kind(event.status)),
            (cmq("place"), graph.iri(where)),
            (cmq("date"), day),
            (cmq("earliest"), day),
            (cmq("latest"), day),
            (cmq("month"), typed(f"{event.day:%Y-%m}", "gYearMonth")),
            (cmq("basis"), kind("stated")),
        )
        for office, person, _ in people:
            graph.node(
                f"participation/{path}-{person[7:]}",
                claim,
                (RDF_TYPE, f"<{CMQ}Participation>"),
                (cmq("meeting"), meeting),
                (cmq("participant"), graph.iri(person)),
                (cmq("inCapacity"), graph.iri(office.path)),
                (cmq("onBehalfOf"), graph.iri(office.of)),
                (cmq("participationRole"), kind("attendee")),
                (cmq("basis"), kind("stated")),
            )
        if event.status == "held":
            self._shortcuts(event, people, meeting, where)

    def _shortcuts(
        self, event: Event, people: list[tuple[Office, str, str]], meeting: str, where: str
    ) -> None:
        iris = [self.graph.iri(person) for _, person, _ in people]
        for number, person in enumerate(iris):
            self.graph.link(person, "attended", meeting)
            if event.kind == "visit" and number:
                self.graph.link(person, "visited", self.graph.iri(where))
            for other in iris:
                if other != person and event.kind != "summit":
                    self.graph.link(person, "met", other)


def generate(documents: int, *, seed: int = 1, base: str) -> Iterator[str]:
    """N-Quads text of a graph of about ``documents`` documents (130 quads each)."""
    # Events are told by 1.75 documents each.
    return Writer(World(max(1, int(documents / 1.75)), seed), base).lines()


def main() -> int:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", default="http://127.0.0.1:7878/")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", type=Path, help="N-Quads file to write")
    target.add_argument("--store", type=Path, help="Oxigraph directory to fill")
    options = parser.parse_args()
    lines = generate(options.documents, seed=options.seed, base=options.base)
    if options.output:
        with options.output.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        return 0
    import pyoxigraph as ox  # only this target needs the store

    store = ox.Store(str(options.store))
    store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    store.flush()
    print(f"{len(store)} quads in {options.store}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
