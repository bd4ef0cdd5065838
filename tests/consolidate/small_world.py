"""A small world for property tests: few names, few days, so that everything collides."""

from __future__ import annotations

import calendar
import re
import sqlite3
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from kg.consolidate.engine import Consolidator
from kg.consolidate.intake import Paper
from kg.consolidate.observe import observe
from kg.model import (
    Aspect,
    Basis,
    Claim,
    DateWindow,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    MeetingClaim,
    MeetingKind,
    MeetingStatus,
    MemberRole,
    MembershipClaim,
    MembershipStatus,
    NamingClaim,
    Office,
    OfficeKind,
    Participant,
    ParticipantRole,
    Source,
    Stance,
    TenureClaim,
    TenureStatus,
)
from kg.rdf.claims import claim_ids

BASE = "http://127.0.0.1:7878/"


@dataclass(frozen=True)
class Told:
    """A document of the small world: the day it speaks on and what is read in it."""

    said: date | None
    extraction: Extraction


def day(text: str) -> date:
    return date.fromisoformat(text)


def on(text: str) -> DateWindow:
    return DateWindow(day(text), day(text), text)


def in_month(text: str) -> DateWindow:
    year, month = map(int, text.split("-"))
    last = calendar.monthrange(year, month)[1]
    return DateWindow(date(year, month, 1), date(year, month, last), text)


def by(text: str) -> DateWindow:
    return DateWindow(None, day(text))


def source(rule: str = "test", **manner: object) -> Source:
    return Source(evidence=(Evidence(0, 1, 0, 1),), rule=rule, **manner)  # type: ignore[arg-type]


class Graph:
    """The default graph as lines, held strictly: nothing is inserted twice or deleted in vain."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.consolidator = Consolidator(self.database, BASE)
        self.consolidator.create()
        # Closed with the object: an open connection is a warning from Python 3.13 on.
        weakref.finalize(self, self.database.close)
        self.lines: set[str] = set()
        self._numbers: dict[str, int] = {}

    def change(self, gone: Iterable[str] = (), come: Mapping[str, Told] | None = None) -> None:
        papers = []
        for name, told in (come or {}).items():
            number = self._numbers.setdefault(name, max(self._numbers.values(), default=0) + 1)
            said = told.said.toordinal() if told.said else None
            claims = told.extraction.claims
            observations = observe(told.extraction, claim_ids(claims), said)
            papers.append(Paper(number, name, observations))
        numbers = [self._numbers.pop(name) for name in gone if name in self._numbers]
        change = self.consolidator.change(numbers, papers)
        delete, insert = set(change.delete.splitlines()), set(change.insert.splitlines())
        assert delete <= self.lines, sorted(delete - self.lines)
        assert not insert & self.lines, sorted(insert & self.lines)
        self.lines -= delete
        self.lines |= insert

    def about(self, path: str) -> set[tuple[str, str]]:
        """(predicate, object) of a node, shortened to last steps and values."""
        start = f"<{BASE}{path}> "
        return {
            (re.split("[#/]", predicate[:-1])[-1], _short(value.removesuffix(" .")))
            for line in self.lines
            if line.startswith(start)
            for _, predicate, value in [line.split(" ", 2)]
        }

    def nodes(self, kind: str) -> set[str]:
        start = f"<{BASE}{kind}/"
        return {
            line.split("> ", 1)[0].removeprefix(f"<{BASE}")
            for line in self.lines
            if line.startswith(start)
        }


def scratch(documents: Mapping[str, Told]) -> Graph:
    graph = Graph()
    graph.change(come=documents)
    return graph


def _short(term: str) -> str:
    if term.startswith("<"):
        inside = term[1:-1].removeprefix(BASE)
        return inside.removeprefix("https://w3id.org/communique/kind/")
    return term.split('"')[1]


# ---------------------------------------------------------------- strategies

PERSONS = ["ann-hill", "bob-hill", "hill", "ann-lee", "lee"]
COUNTRIES = ["country/a", "country/b", "country/c"]
PLACES = ["place/a-town", "place/b-town", "place/nowhere", "country/a", "country/b", ""]
ORGANISATIONS = ["organisation/pact", "organisation/court"]
AREA = {"place/a-town": "country/a", "place/b-town": "country/b"}

_OFFICES = [
    Office("office/president-of-a", "President", OfficeKind.HEAD_OF_STATE, "country/a"),
    Office("office/president-of-b", "President", OfficeKind.HEAD_OF_STATE, "country/b"),
    Office("office/president", "President", OfficeKind.HEAD_OF_STATE),
    Office("office/minister-of-a", "Minister", OfficeKind.MINISTER, "country/a", "Minister of A"),
    Office("office/minister", "minister", OfficeKind.OTHER),
    Office("office/head-of-pact", "Head", OfficeKind.HEAD_OF_ORGANISATION, "organisation/pact"),
]
_DAYS = ["2020-05-01", "2024-01-10", "2024-01-20", "2024-02-05", "2024-03-05"]
_WINDOWS = [
    *(on(text) for text in _DAYS),
    *(by(text) for text in _DAYS),
    in_month("2024-01"),
    in_month("2024-02"),
    DateWindow(day("2024-01-01"), day("2024-12-31"), "2024"),
    DateWindow(day("2024-01-09"), day("2024-01-11"), "2024-01-09/2024-01-11"),
    DateWindow(day("2024-01-15"), None),
    DateWindow(),
]


def _sources() -> st.SearchStrategy[Source]:
    stance = st.sampled_from([Stance.ASSERTED] * 4 + list(Stance))
    basis = st.sampled_from([Basis.STATED] * 3 + [Basis.RESOLVED])
    return st.builds(lambda s, b: source(stance=s, basis=b), stance, basis)


_person_keys = st.sampled_from([f"person/{name}" for name in PERSONS])
_windows = st.sampled_from(_WINDOWS)


@st.composite
def entities(draw: st.DrawFn) -> tuple[Entity, ...]:
    found = []
    for name in draw(st.lists(st.sampled_from(PERSONS), unique=True, max_size=4)):
        full = name.replace("-", " ").title()
        found.append(
            Entity(
                key=f"person/{name}",
                kind=EntityKind.PERSON,
                name=draw(st.sampled_from([full, full.upper()])),
                forms=tuple(draw(st.sampled_from([[], [full.split()[-1]], ["Doctor"]]))),
                wikidata=draw(st.sampled_from(["", "", "", "Q1", "Q2"])),
                countries=tuple(
                    sorted(draw(st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=2)))
                ),
            )
        )
    for place in draw(st.lists(st.sampled_from(sorted(AREA)), unique=True, max_size=2)):
        name = draw(st.sampled_from(["Town", "Old Town"]))
        found.append(Entity(place, EntityKind.PLACE, name, country=AREA[place]))
    for country in draw(st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=2)):
        name = draw(st.sampled_from(["A-land", "Republic"]))
        found.append(Entity(country, EntityKind.COUNTRY, name, wikidata="Q7"))
    return tuple(found)


def _naming() -> st.SearchStrategy[Claim]:
    keys = [f"person/{name}" for name in PERSONS] + COUNTRIES + sorted(AREA)
    return st.builds(NamingClaim, _sources(), st.sampled_from(keys))


def _tenure() -> st.SearchStrategy[Claim]:
    return st.builds(
        TenureClaim,
        source=_sources(),
        person=_person_keys,
        office=st.sampled_from(_OFFICES),
        window=_windows,
        aspect=st.sampled_from([Aspect.HOLDS, *Aspect]),
        status=st.sampled_from([TenureStatus.SUBSTANTIVE] * 4 + list(TenureStatus)),
    )


def _membership() -> st.SearchStrategy[Claim]:
    return st.builds(
        MembershipClaim,
        source=_sources(),
        member=st.sampled_from([*COUNTRIES, "person/ann-hill"]),
        organisation=st.sampled_from(ORGANISATIONS),
        window=_windows,
        role=st.sampled_from([MemberRole.FULL, MemberRole.FULL, MemberRole.PARTNER]),
        status=st.sampled_from(list(MembershipStatus)),
        aspect=st.sampled_from(list(Aspect)),
    )


def _meeting() -> st.SearchStrategy[Claim]:
    participant = st.builds(
        Participant,
        agent=st.one_of(_person_keys, st.sampled_from(COUNTRIES)),
        capacity=st.sampled_from([None, None, *_OFFICES]),
        on_behalf_of=st.sampled_from(["", "", *COUNTRIES]),
        role=st.sampled_from(
            [ParticipantRole.ATTENDEE, ParticipantRole.VISITOR, ParticipantRole.HOST]
        ),
    )
    return st.builds(
        MeetingClaim,
        source=_sources(),
        kind=st.sampled_from(
            [
                MeetingKind.MEETING,
                MeetingKind.TALKS,
                MeetingKind.VISIT,
                MeetingKind.VISIT,
                MeetingKind.SUMMIT,
                MeetingKind.CALL,
            ]
        ),
        status=st.sampled_from([MeetingStatus.HELD] * 4 + list(MeetingStatus)),
        participants=st.lists(participant, max_size=3).map(tuple),
        window=_windows,
        place=st.sampled_from(PLACES),
        name=st.sampled_from(["", "", "", "Great Summit"]),
    )


def _claims_of_a_visit() -> st.SearchStrategy[Claim]:
    """Ann Hill visits A and meets people there, as several documents tell it."""
    ann, lee, hill = "person/ann-hill", "person/ann-lee", "person/hill"
    visit = st.builds(
        MeetingClaim,
        source=_sources(),
        kind=st.just(MeetingKind.VISIT),
        status=st.sampled_from([MeetingStatus.HELD] * 4 + [MeetingStatus.PLANNED]),
        participants=st.sampled_from([ann, ann, hill]).map(
            lambda agent: (Participant(agent, role=ParticipantRole.VISITOR),)
        ),
        window=_windows,
        place=st.sampled_from(["country/a", "country/a", "place/a-town"]),
    )
    meeting = st.builds(
        MeetingClaim,
        source=_sources(),
        kind=st.sampled_from([MeetingKind.MEETING, MeetingKind.PRESS_CONFERENCE]),
        status=st.just(MeetingStatus.HELD),
        participants=st.sampled_from([(ann, lee), (ann, "country/a"), (hill, lee)]).map(
            lambda agents: tuple(Participant(agent) for agent in agents)
        ),
        window=_windows,
        place=st.sampled_from(["", "country/a", "place/a-town", "place/b-town"]),
    )
    return st.one_of(visit, meeting)


def _claims_of_an_office() -> st.SearchStrategy[Claim]:
    """Two people in one office with one holder, now and then."""
    days = [f"{year}-0{month}-15" for year in (2019, 2020, 2022) for month in (1, 4, 7)]
    return st.builds(
        TenureClaim,
        source=_sources(),
        person=st.sampled_from(["person/ann-hill", "person/ann-hill", "person/bob-hill"]),
        office=st.sampled_from([_OFFICES[0], _OFFICES[0], _OFFICES[2]]),
        window=st.sampled_from(
            [on(text) for text in days] + [by("2020-07-15"), in_month("2020-04")]
        ),
        aspect=st.sampled_from([Aspect.HOLDS, Aspect.HOLDS, *Aspect]),
    )


_anything = st.one_of(_naming(), _tenure(), _membership(), _meeting(), _meeting())


@st.composite
def told(draw: st.DrawFn) -> Told:
    """One document: a handful of claims about the same few."""
    theme = draw(
        st.sampled_from([_anything, _anything, _claims_of_a_visit(), _claims_of_an_office()])
    )
    claims = draw(st.lists(theme, max_size=5))
    said = draw(st.sampled_from([None, *map(day, _DAYS)]))
    return Told(said, Extraction(draw(entities()), tuple(claims)))
