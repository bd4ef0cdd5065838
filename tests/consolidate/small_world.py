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
from kg.resolve.judgements import Judgement

BASE = "http://127.0.0.1:7878/"

Entities = st.SearchStrategy[Entity]
Claims = st.SearchStrategy[Claim]
World = tuple[Entities, Claims]


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

    def change(
        self,
        gone: Iterable[str] = (),
        come: Mapping[str, Told] | None = None,
        judgements: Iterable[Judgement] | None = None,
    ) -> None:
        papers = []
        for name, told in (come or {}).items():
            number = self._numbers.setdefault(name, max(self._numbers.values(), default=0) + 1)
            said = told.said.toordinal() if told.said else None
            claims = told.extraction.claims
            observations = observe(told.extraction, claim_ids(claims), said, name)
            papers.append(Paper(number, name, observations))
        numbers = [self._numbers.pop(name) for name in gone if name in self._numbers]
        change = self.consolidator.change(numbers, papers, judgements)
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


def scratch(documents: Mapping[str, Told], judgements: Iterable[Judgement] | None = None) -> Graph:
    graph = Graph()
    graph.change(come=documents, judgements=judgements)
    return graph


def _short(term: str) -> str:
    if term.startswith("<"):
        inside = term[1:-1].removeprefix(BASE)
        return inside.removeprefix("https://w3id.org/communique/kind/")
    return term.split('"')[1]


# ---------------------------------------------------------------- strategies

# A world is about one thing, so that its documents collide in it again and again.

COUNTRIES = ["country/a", "country/b"]
AREA = {"place/a-town": "country/a", "place/b-town": "country/b"}
ORGANISATIONS = ["organisation/pact", "organisation/court"]

PRESIDENT_OF_A = Office("office/president-of-a", "President", OfficeKind.HEAD_OF_STATE, "country/a")
PRESIDENT_OF_B = Office("office/president-of-b", "President", OfficeKind.HEAD_OF_STATE, "country/b")
PRESIDENT = Office("office/president", "President", OfficeKind.HEAD_OF_STATE)
PRESIDENT_TOO = Office("office/president", "president", OfficeKind.OTHER, label="the president")
HEAD_OF_PACT = Office(
    "office/president-of-pact", "President", OfficeKind.HEAD_OF_ORGANISATION, "organisation/pact"
)
MINISTER_OF_A = Office(
    "office/minister-of-a", "Minister", OfficeKind.MINISTER, "country/a", "Minister of A"
)
_OFFICES = [PRESIDENT_OF_A, PRESIDENT_OF_B, PRESIDENT, PRESIDENT_TOO, HEAD_OF_PACT, MINISTER_OF_A]

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
_ANY_WINDOW = st.sampled_from(_WINDOWS)

_SOURCES = st.sampled_from(
    [source()] * 6
    + [source(stance=stance) for stance in (Stance.REPORTED, Stance.HEDGED, Stance.DENIED)]
    + [source(basis=Basis.RESOLVED)]
)


def _person(names: list[str], countries: list[tuple[str, ...]], items: list[str]) -> Entities:
    def build(name: str, tied: tuple[str, ...], item: str, form: str) -> Entity:
        key, forms = f"person/{name}", (form,) if form else ()
        full = name.replace("-", " ").title()
        shown = full.upper() if form == "Doctor" else full
        return Entity(key, EntityKind.PERSON, shown, forms, item, countries=tied)

    return st.builds(
        build,
        st.sampled_from(names),
        st.sampled_from(countries),
        st.sampled_from(items),
        st.sampled_from(["", "", "Doctor"]),
    )


def _places() -> Entities:
    towns = st.builds(
        lambda key, name, within: Entity(key, EntityKind.PLACE, name, country=within and AREA[key]),
        st.sampled_from(sorted(AREA)),
        st.sampled_from(["Town", "Town", "Old Town"]),
        st.sampled_from([True, True, False]).map(lambda known: "x" if known else ""),
    )
    lands = st.builds(
        lambda key, name: Entity(key, EntityKind.COUNTRY, name, wikidata="Q7"),
        st.sampled_from(COUNTRIES),
        st.sampled_from(["Land", "Republic"]),
    )
    return st.one_of(towns, lands)


def _naming(keys: list[str]) -> Claims:
    return st.builds(NamingClaim, _SOURCES, st.sampled_from(keys))


def _tenure(
    persons: list[str], offices: list[Office], windows: st.SearchStrategy[DateWindow]
) -> Claims:
    return st.builds(
        TenureClaim,
        source=_SOURCES,
        person=st.sampled_from(persons),
        office=st.sampled_from(offices),
        window=windows,
        aspect=st.sampled_from([Aspect.HOLDS, Aspect.HOLDS, *Aspect]),
        status=st.sampled_from([TenureStatus.SUBSTANTIVE] * 6 + list(TenureStatus)),
    )


def _meeting(
    groups: list[tuple[Participant, ...]],
    kinds: list[MeetingKind],
    places: list[str],
    names: list[str] = [""],  # noqa: B006  (never changed)
    windows: st.SearchStrategy[DateWindow] = _ANY_WINDOW,
) -> Claims:
    return st.builds(
        MeetingClaim,
        source=_SOURCES,
        kind=st.sampled_from(kinds),
        status=st.sampled_from([MeetingStatus.HELD] * 5 + list(MeetingStatus)),
        participants=st.sampled_from(groups),
        window=windows,
        place=st.sampled_from(places),
        name=st.sampled_from(names),
    )


ANN, BOB, HILL, LEE = (f"person/{name}" for name in ("ann-hill", "bob-hill", "hill", "ann-lee"))
_TWO_DAYS = st.sampled_from([on("2020-05-01"), on("2024-01-10"), in_month("2024-01")])
_DAYS_APART = st.sampled_from([on("2020-05-01"), on("2024-01-10"), by("2024-01-20")])


def _taking(agent: str, *more: object) -> Participant:
    return Participant(agent, *more)  # type: ignore[arg-type]


def _who_is_who() -> World:
    """People of one name, with and without what tells them apart, and a bare surname."""
    tied: list[tuple[str, ...]] = [(), (), ("country/a",), ("country/b",), tuple(COUNTRIES)]
    people = _person(["ann-hill", "hill", "hill", "ann-lee"], tied, ["", "", "Q1", "Q1", "Q2"])
    groups = [(_taking(one), _taking(LEE)) for one in (ANN, HILL)]
    groups += [(_taking(ANN), _taking(HILL)), (_taking(ANN, PRESIDENT_OF_A), _taking(HILL))]
    claims = st.one_of(
        _naming([ANN, HILL]),
        _tenure([ANN, ANN, HILL], [PRESIDENT_OF_A, PRESIDENT_OF_B, PRESIDENT], _TWO_DAYS),
        _meeting(groups, [MeetingKind.MEETING], ["", "place/a-town"], windows=_TWO_DAYS),
        st.builds(
            MembershipClaim,
            _SOURCES,
            st.sampled_from([ANN, HILL]),
            st.just("organisation/pact"),
            _TWO_DAYS,
        ),
    )
    return people, claims


def _offices() -> World:
    """A few people in one office with one holder, or in one that nobody says of what."""
    days = [f"{year}-0{month}-15" for year in (2019, 2020, 2022) for month in (1, 4, 7)]
    windows = st.sampled_from([*map(on, days), by("2020-07-15"), in_month("2020-04")])
    people = _person(["ann-hill", "hill", "bob-hill"], [(), ("country/a",)], ["", "Q1"])
    offices = [PRESIDENT_OF_A, PRESIDENT_OF_A, PRESIDENT, PRESIDENT_TOO, HEAD_OF_PACT]
    groups = [(_taking(ANN, office), _taking(LEE)) for office in offices]
    claims = st.one_of(
        _tenure([ANN, ANN, HILL, BOB], offices, windows),
        _meeting(groups, [MeetingKind.MEETING], [""], windows=_TWO_DAYS),
    )
    return people, claims


def _posts() -> World:
    """Offices that nobody says of what, called now this and now that."""
    claims = _tenure([ANN, BOB, LEE], [PRESIDENT, PRESIDENT_TOO], _TWO_DAYS)
    return _person(["ann-hill"], [(), ("country/a",), ("country/b",)], [""]), claims


def _alike() -> World:
    """Different people whose meetings and visits come to have the same IRI."""
    pairs = [("ann", "lee-hill"), ("ann-lee", "hill"), ("ann-lee", "hill")]
    pairs += [("abe", *pair) for pair in pairs]
    groups = [tuple(_taking(f"person/{one}") for one in pair) for pair in pairs]
    kinds = [MeetingKind.MEETING, MeetingKind.MEETING, MeetingKind.VISIT]
    places = ["", "place/a-town", "country/a"]
    claims = _meeting(groups, kinds, places, windows=_TWO_DAYS)
    people = _person(["ann-lee", "lee-hill"], [(), ("country/a",)], ["", "Q1"])
    return _places() | people, claims


def _one_word() -> World:
    """A person, a place, a country and an organisation of one name."""
    keys = ["person/hill", "place/hill", "country/hill", "organisation/hill"]
    member = st.builds(
        MembershipClaim,
        _SOURCES,
        st.sampled_from(keys),
        st.sampled_from(["organisation/hill", "organisation/pact"]),
        _TWO_DAYS,
    )
    visitor = ParticipantRole.VISITOR
    groups = [(_taking(key), _taking(LEE)) for key in keys]
    going = [(_taking(LEE, None, "", visitor),)]
    claims = st.one_of(
        member,
        _tenure(keys, [PRESIDENT_OF_A, PRESIDENT], _TWO_DAYS),
        _meeting(groups, [MeetingKind.MEETING], ["", "place/hill"], windows=_TWO_DAYS),
        _meeting(going, [MeetingKind.VISIT], ["place/hill", "country/hill"], windows=_TWO_DAYS),
    )
    return _person(["hill", "ann-hill"], [(), ("country/a",)], ["", "Q1"]), claims


def _spellings() -> World:
    """Names that can be spellings of one name, in one office at several times."""
    names = ["joe-hill", "joseph-hill", "joseph-a-hill", "joseph-b-hill", "hill"]
    people = _person(names, [(), ("country/a",), ("country/b",)], ["", "", "", "Q1", "Q2"])
    everybody = [f"person/{name}" for name in names]
    days = ["2020-05-01", "2021-03-01", "2022-01-01", "2024-01-10"]
    claims = _tenure(
        everybody, [PRESIDENT_OF_A, PRESIDENT_OF_A, PRESIDENT], st.sampled_from([*map(on, days)])
    )
    return people, claims


def _namesakes_abroad() -> World:
    """People of one name: what they hold and join, where they go, whom they meet there."""
    tied: list[tuple[str, ...]] = [(), ("country/a",), ("country/b",)]
    people = _person(["ann-hill", "ann-hill", "hill"], tied, ["", "", "Q1"])
    visitor = ParticipantRole.VISITOR
    groups = [(_taking(ANN), _taking(LEE)), (_taking(ANN, PRESIDENT), _taking(LEE))]
    groups += [(_taking(ANN), _taking(HILL)), (_taking(HILL), _taking(LEE, None, "country/a"))]
    alone = [(_taking(ANN, None, "", visitor),), (_taking(HILL, PRESIDENT_OF_B, "", visitor),)]
    member = st.builds(
        MembershipClaim,
        _SOURCES,
        st.sampled_from([ANN, HILL]),
        st.just("organisation/pact"),
        _DAYS_APART,
    )
    claims = st.one_of(
        _tenure([ANN, HILL], [PRESIDENT_OF_A, PRESIDENT_OF_B, PRESIDENT], _DAYS_APART),
        _meeting(groups, [MeetingKind.MEETING], ["", "place/a-town"], windows=_DAYS_APART),
        _meeting(alone, [MeetingKind.VISIT], ["country/a", "place/a-town"], windows=_DAYS_APART),
        member,
    )
    return _places() | people, claims


def _meetings() -> World:
    """Two people, and what is told of when and where they met."""
    groups = [(_taking(ANN), _taking(LEE)), (_taking(ANN),), (_taking(ANN), _taking("country/b"))]
    claims = _meeting(
        groups,
        [MeetingKind.MEETING, MeetingKind.MEETING, MeetingKind.TALKS, MeetingKind.SUMMIT],
        ["", "", *AREA, *COUNTRIES],
        ["", "", "", "Great Summit"],
    )
    return st.one_of(_places(), _person(["ann-hill"], [()], [""])), claims


def _visits() -> World:
    """Ann Hill visits A and meets people there, as several documents tell it."""
    visitor = ParticipantRole.VISITOR
    alone = [(_taking(one, None, "", visitor),) for one in (ANN, ANN, HILL, LEE)]
    together = (_taking(ANN, None, "", visitor), _taking(LEE, None, "", visitor))
    groups = [(_taking(ANN), _taking(BOB)), (_taking(ANN), _taking(LEE), _taking(BOB))]
    groups.append((_taking(ANN), _taking(BOB, None, "country/a")))
    visits = _meeting([*alone, together], [MeetingKind.VISIT], ["country/a", "place/a-town"])
    kinds = [MeetingKind.MEETING, MeetingKind.PRESS_CONFERENCE, MeetingKind.CALL]
    meetings = _meeting(groups, kinds, ["", *AREA, "country/a"])
    people = _person(["hill"], [()], ["", "Q1"]) | _person(["ann-hill"], [()], ["Q1"])
    return st.one_of(_places(), people), st.one_of(visits, meetings)


def _memberships() -> World:
    """Who is a member of two organisations, in which state."""
    claims = st.builds(
        MembershipClaim,
        source=_SOURCES,
        member=st.sampled_from(COUNTRIES),
        organisation=st.sampled_from(ORGANISATIONS),
        window=_ANY_WINDOW,
        role=st.sampled_from([MemberRole.FULL, MemberRole.FULL, MemberRole.PARTNER]),
        status=st.sampled_from([MembershipStatus.ACTIVE, *MembershipStatus]),
        aspect=st.sampled_from([Aspect.HOLDS, *Aspect]),
    )
    return _places(), claims


def _anything() -> World:
    """All of it at once."""
    worlds = [_who_is_who(), _offices(), _meetings(), _visits(), _memberships()]
    everybody = [ANN, BOB, HILL, LEE, *COUNTRIES, *AREA]
    capable = [(_taking(one, office), _taking(LEE)) for one in (ANN, BOB) for office in _OFFICES]
    claims = [claim for _, claim in worlds] + [
        _naming(everybody),
        _meeting(capable, list(MeetingKind), ["", *AREA, *COUNTRIES]),
    ]
    return st.one_of([people for people, _ in worlds]), st.one_of(claims)


def _documents(world: World) -> st.SearchStrategy[list[Told]]:
    entities, claims = world
    one = st.builds(
        lambda said, known, made: Told(
            said, Extraction(tuple({e.key: e for e in known}.values()), tuple(made))
        ),
        st.sampled_from([None, *map(day, _DAYS)]),
        st.lists(entities, max_size=3),
        st.lists(claims, min_size=1, max_size=3),
    )
    return st.lists(one, min_size=4, max_size=9)


_WORLDS = (
    *(_who_is_who, _who_is_who, _offices, _posts, _alike, _alike, _meetings, _visits),
    *(_one_word, _namesakes_abroad, _memberships, _anything, _spellings, _spellings),
)
documents = st.one_of(*(_documents(world()) for world in _WORLDS))
