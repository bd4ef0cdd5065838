"""What documents say, reduced to what consolidation needs and free of who says it.

A *statement* is the content of claims irrespective of the document: when a thousand documents call
one person the president on one day, that is a thousand claims and one statement. So consolidation
reads as many statements as there are different ones, never all claims.

Statements refer to entities by *reference*: the key of an entity, or ``=`` and the digest of the
person statement that says how a document knows a person; who that is, is decided over all of them.
Days are ordinals (``date.toordinal``), None is an open side. Everything here is a value: equal
statements have equal text, whatever order documents came in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

Day = int | None


class StatementKind(StrEnum):
    """What a statement is about; the value is stored."""

    PERSON = "person"
    ENTITY = "entity"
    OFFICE = "office"
    TENURE = "tenure"
    MEMBERSHIP = "membership"
    MEETING = "meeting"


class PersonFacts(NamedTuple):
    """How one document knows a person. ``offices`` are (key, first day, last day).

    The days are given only for persons known by a single name, whom only a time can tell apart.
    ``titles`` are the roles of these offices, ``roles`` those that nobody says of what: a mayor.
    """

    key: str
    name: str
    forms: tuple[str, ...] = ()
    wikidata: str = ""
    countries: tuple[str, ...] = ()
    offices: tuple[tuple[str, Day, Day], ...] = ()
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    implied: bool = False  # only referred to, not listed: the name is made from the key


class EntityFacts(NamedTuple):
    """How one document knows an entity that is no person.

    ``told``: the document itself speaks of the entity's country, which the list of names that it
    was read with knows in any case.
    """

    key: str
    kind: str
    name: str
    forms: tuple[str, ...] = ()
    wikidata: str = ""
    country: str = ""
    implied: bool = False
    told: bool = False


class OfficeFacts(NamedTuple):
    """A person is spoken of in an office. ``firm``: asserted or reported, not hedged or denied."""

    person: str
    key: str
    role: str
    kind: str
    of: str = ""
    label: str = ""
    firm: bool = True


class TenureFacts(NamedTuple):
    """A person holds, takes or leaves an office."""

    person: str
    office: str
    role: str
    of: str
    status: str
    aspect: str
    stance: str
    basis: str
    lo: Day
    hi: Day


class MembershipFacts(NamedTuple):
    """An agent is, becomes or ceases to be in a relation to an organisation."""

    member: str
    organisation: str
    role: str
    status: str
    aspect: str
    stance: str
    basis: str
    lo: Day
    hi: Day


class ParticipantFacts(NamedTuple):
    """Who takes part. ``represents`` are the keys of the countries they stand for."""

    agent: str
    role: str
    office: str = ""
    office_role: str = ""
    office_of: str = ""
    behalf: str = ""
    represents: tuple[str, ...] = ()


class MeetingFacts(NamedTuple):
    """A meeting, as a document of the day ``said`` tells of it. ``area``: the place's country."""

    kind: str
    status: str
    stance: str
    basis: str
    said: Day
    lo: Day
    hi: Day
    stated: str
    place: str
    area: str
    name: str
    participants: tuple[ParticipantFacts, ...]


Facts = PersonFacts | EntityFacts | OfficeFacts | TenureFacts | MembershipFacts | MeetingFacts

_KIND: dict[type[Any], StatementKind] = {
    PersonFacts: StatementKind.PERSON,
    EntityFacts: StatementKind.ENTITY,
    OfficeFacts: StatementKind.OFFICE,
    TenureFacts: StatementKind.TENURE,
    MembershipFacts: StatementKind.MEMBERSHIP,
    MeetingFacts: StatementKind.MEETING,
}
_DIGEST_BYTES = 12
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


class Statement(NamedTuple):
    """Facts as they are stored: ``digest`` is a function of kind and text, in hexadecimal."""

    kind: StatementKind
    text: str
    digest: str

    @property
    def reference(self) -> str:
        """How other statements refer to the person this one describes."""
        return f"={self.digest}"


def statement(facts: Facts) -> Statement:
    """The facts as a statement."""
    kind = _KIND[type(facts)]
    text = _encode(facts)
    digest = hashlib.blake2b(f"{kind.value}{text}".encode("ascii"), digest_size=_DIGEST_BYTES)
    return Statement(kind, text, digest.hexdigest())


def least(pick: Callable[[int, int], int], one: Day, other: Day) -> Day:
    """The ``min`` or ``max`` of two days; one that is not known does not count."""
    return other if one is None else one if other is None else pick(one, other)


def is_single(key: str) -> bool:
    """Whether the key of a person holds one name only, such as "person/macron"."""
    return "-" not in key.rpartition("/")[2]


def references(facts: Facts) -> frozenset[str]:
    """The entities that the meaning or the labels of facts depend on."""
    if isinstance(facts, OfficeFacts):
        found = {facts.person, facts.of}
    elif isinstance(facts, TenureFacts):
        found = {facts.person, facts.of or facts.office}
    elif isinstance(facts, MembershipFacts):
        found = {facts.member, facts.organisation}
    elif isinstance(facts, MeetingFacts):
        found = {facts.place, facts.area}
        for participant in facts.participants:
            found |= {participant.agent, participant.behalf, participant.office_of}
    else:
        found = set()
    return frozenset(found - {""})


def person_facts(text: str) -> PersonFacts:
    """Facts of a person from the text of a statement."""
    key, name, forms, wikidata, countries, offices, titles, roles, implied = _decode(text)
    return PersonFacts(
        key,
        name,
        tuple(forms),
        wikidata,
        tuple(countries),
        tuple((office, lo, hi) for office, lo, hi in offices),
        tuple(titles),
        tuple(roles),
        implied,
    )


def entity_facts(text: str) -> EntityFacts:
    """Facts of an entity from the text of a statement."""
    key, kind, name, forms, *rest = _decode(text)
    return EntityFacts(key, kind, name, tuple(forms), *rest)


def office_facts(text: str) -> OfficeFacts:
    """Facts of an office from the text of a statement."""
    return OfficeFacts._make(_decode(text))


def tenure_facts(text: str) -> TenureFacts:
    """Facts of a tenure from the text of a statement."""
    return TenureFacts._make(_decode(text))


def membership_facts(text: str) -> MembershipFacts:
    """Facts of a membership from the text of a statement."""
    return MembershipFacts._make(_decode(text))


def meeting_facts(text: str) -> MeetingFacts:
    """Facts of a meeting from the text of a statement."""
    *plain, participants = _decode(text)
    taking_part = (
        ParticipantFacts._make([*rest, tuple(represents)]) for *rest, represents in participants
    )
    return MeetingFacts._make([*plain, tuple(taking_part)])
