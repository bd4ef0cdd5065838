"""Memberships that titles bring along: leaders of parties, "mayor of X and member of Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice
from kg.extract.membership_bodies import is_party
from kg.extract.membership_reading import MembershipReading
from kg.extract.names import Name
from kg.extract.office_phases import Phase
from kg.extract.party_words import PARTY_TITLE
from kg.extract.rules import Rule
from kg.extract.tenures import TenureReading, Titled
from kg.model import Aspect, EntityKind, MemberRole, MembershipStatus

TITLED_MEMBER: Final = Rule.by_function(
    "membership.among-titles",
    "a membership among the titles of somebody",
    "Anna Berg, the Mayor of Oslo and a member of the Green Party, spoke.",
    "Anna Berg, the Mayor of Oslo and a friend of the Green Party, spoke.",
)
_LONG: Final = 6  # words of a phrase that holds a title and a membership
_MEMBER: Final = frozenset(("member", "fellow"))
_BODIES: Final = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.GOVERNMENT_BODY,
        EntityKind.INTERNATIONAL_ORGANISATION,
    }
)


def long_phrases(lattice: Lattice) -> list[int]:
    """The symbols that stand for phrases of persons and their titles, where these are long."""
    edges, symbols = lattice.edges, lattice.places("T", 0, len(lattice.codes))
    return [symbol for symbol in symbols if edges[symbol + 1] - edges[symbol] >= _LONG]


def titled_members(lattice: Lattice, symbols: list[int]) -> Iterator[MembershipReading]:
    """The memberships inside the phrases of persons and their titles."""
    if not lattice.uses(TITLED_MEMBER):
        return
    for symbol in symbols:
        group = lattice.value(symbol)
        if isinstance(group, Group):
            for reading in _inside(lattice, symbol, group):
                lattice.took(TITLED_MEMBER, symbol, symbol + 1)
                yield reading


def _inside(lattice: Lattice, symbol: int, group: Group) -> Iterator[MembershipReading]:
    tokens, agents = lattice.tokens, [a for a in group.agents if isinstance(a, Titled)]
    for at in range(lattice.edges[symbol] + 1, lattice.edges[symbol + 1] - 2):
        if tokens.words[at].lower() not in _MEMBER or tokens.words[at + 1] != "of":
            continue
        body = lattice.values.get(at + 2 + (tokens.words[at + 2] == "the"))
        before = [agent for agent in agents if agent.person.start < tokens.starts[at]]
        if not isinstance(body, Name) or body.kind not in _BODIES or not before:
            continue
        former = tokens.words[at - 1].lower() == "former"
        yield MembershipReading(
            before[-1], body, MemberRole.FULL,
            MembershipStatus.ENDED if former else MembershipStatus.ACTIVE,
            Aspect.ENDS if former else Aspect.HOLDS, None, TITLED_MEMBER.id,
            lattice.start(symbol), lattice.end(symbol),
            (lattice.start(symbol), lattice.end(symbol)),
        )  # fmt: skip


PARTY_OFFICE: Final = Rule.by_function(
    "membership.party-office",
    "who leads a party, holds another of its offices or sits for it is a member of it",
    "Anna Berg is the leader of the Green League.",
    "Anna Berg is the leader of Norway.",
)


SOCIETY_OFFICE: Final = Rule.by_function(
    "membership.society-office",
    "who presides over an academy, a learned society, a professional association is a member of it",
    "Anna Berg is the president of the Norwegian Academy of Sciences.",
    "Anna Berg is the president of the Norwegian Academy of Public Administration.",
)
# They elect their presidents from among their members; schools and trade associations hire theirs.
_FIELD: Final = (
    "(?:Histor|Geograph|Mathemat|Astronom|Philosoph|Physic|Chemic|Geolog|Botan|Linguist|Statistic"
    "|Psycholog|Sociolog|Psychiatr|Esperant|Chess|Bar|Law|Medic|Dental|Bible|Philatel|Asiatic)"
)
_SOCIETY: Final = re.compile(
    r"\bAcademy of (?:\w+ )?(?:Arts?|Sciences?|Letters|Engineering|Medicine)\b"
    r"|\bAcademy of \w+ and (?:Arts|Sciences|Letters)\b|\bRoyal Society\b"
    rf"|\b{_FIELD}\w*(?: \w+)? (?:Association|Society|Union)\b"
    r"|\b(?:Association|Society|Institute) of (?:\w+ ){0,2}\w+"
    r"(?:ers|ists|ors|ians|ants|ects|eons)\b"
    r"|\bAssociation for the Advancement of\b"
)
_PRESIDES: Final = re.compile(r"(?i)\b(?:president|vice-president|chair\w*|vice-chair\w*)\b")
OFFICES: Final = (PARTY_OFFICE, SOCIETY_OFFICE)


def member_offices(lattice: Lattice, tenures: list[TenureReading]) -> Iterator[MembershipReading]:
    """The memberships that the offices of parties and of learned societies bring along."""
    for tenure in tenures:
        rule = _rule_of(tenure)
        if rule is None or not lattice.uses(rule) or tenure.status in ("elect", "nominee"):
            continue
        body = tenure.of
        assert body is not None
        was = tenure.status == "former" or tenure.phase is Phase.ENDED
        status = MembershipStatus.ENDED if was else MembershipStatus.ACTIVE
        symbol = lattice.symbol_at(tenure.start)
        lattice.took(rule, symbol, symbol + 1)
        yield MembershipReading(
            Titled(tenure.person), body, MemberRole.FULL, status, Aspect.HOLDS, None,
            rule.id, tenure.start, tenure.end, (tenure.start, tenure.end),
        )  # fmt: skip


# Titles that make a body of capitals a party: "FDP deputy leader", "PSOE senator".
_OF_POLITICIANS: Final = re.compile(
    r"(?i)\b(?:leaders?|co-leaders?|whip|mps?|meps?|senators?|councillors?|lawmakers?|legislators?)$"
)


def _rule_of(tenure: TenureReading) -> Rule | None:
    """The rule by which an office is its body's members' only."""
    body, title = tenure.of, tenure.role.title
    if body is None or body.adjective:
        return None
    if is_party(body, politician=bool(_OF_POLITICIANS.search(title))) and PARTY_TITLE.search(title):
        return PARTY_OFFICE
    return SOCIETY_OFFICE if _PRESIDES.search(title) and _SOCIETY.search(body.name) else None
