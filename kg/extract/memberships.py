"""Memberships of states, organisations and persons: member, joined, frozen, left, partner …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.coordination import Group
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.membership_rules import RULES
from kg.extract.names import Name
from kg.extract.rules import Rule, RuleIndex
from kg.extract.tenures import Titled
from kg.model import Aspect, EntityKind, MemberRole, MembershipStatus

_INDEX = RuleIndex(RULES)
_MEMBER_RULES = frozenset(
    {
        "membership.is-member",
        "membership.comma-member",
        "membership.as-member",
        "membership.as-are",
        "membership.members-include",
        "membership.member-title",
    }
)
_PARTY_RULES = frozenset(
    {
        "membership.politician-for",
        "membership.party-politician",
        "membership.comma-party",
        "membership.party-bracket",
    }
)
_JOINING = frozenset({"membership.joined", "membership.left"})
_MEMBERED = re.compile(
    r"\b(Party|Council|Committee|Board|Parliament|Assembly|Senate|Academy|Club|Society|Association"
    r"|Union|Alliance|League|Movement|Front|Coalition|Congress|Federation|Chamber|Order|Group)\b"
)


def _has_members(organisation: Name) -> bool:
    """A body that persons are members of, by its name."""
    return bool(_MEMBERED.search(organisation.name)) or _is_party(organisation)


_PARTY = re.compile(
    r"\b(Party|Partido|Democrats|Democratic Union|Social Union|Alternative"
    r"|League|Alliance|Front|Movement|Congress|Coalition|Union|Socialists|Greens|Liberals|Republicans)\b"
)


def _is_party(organisation: Name) -> bool:
    """A party by its name; of states and bodies nobody is a politician "for"."""
    return bool(_PARTY.search(organisation.name)) and organisation.kind is EntityKind.ORGANISATION


_STARTED = frozenset("became become becomes becoming joined acceded joins".split())
_HYPOTHETICAL = frozenset(
    "will would shall could should might may can must if whether to want wants wanted wish "
    "wishes hope hopes plan plans not n't never no neither against unless until before seek "
    "seeks invited invite ’ll isn’t isn't wasn't wasn’t aren't cannot".split()
)


@dataclass(frozen=True, slots=True)
class MembershipReading:
    """A membership as read."""

    member: Name | Titled
    organisation: Name
    role: MemberRole
    status: MembershipStatus
    aspect: Aspect
    date: DatePhrase | None
    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    reported: bool = False  # the member itself is quoted as saying so


def possible_memberships(lattice: Lattice, sentence: tuple[int, int]) -> list[tuple[str, str]]:
    """The rules (ids) whose words stand in a sentence, each with the first of these words."""
    first, last = sentence
    found = _INDEX.anchored(lattice.codes[first:last])
    return [(rule.id, lattice.text(first + at, first + at + 1)) for rule, at in found]


def read_memberships(lattice: Lattice, sentence: tuple[int, int]) -> list[MembershipReading]:
    """The memberships of one sentence, given as symbols (first, last)."""
    found: list[MembershipReading] = []
    for rule in _INDEX.possible(lattice.codes[slice(*sentence)]):
        for m in lattice.matches(rule, *sentence):
            readings = _readings(lattice, m, rule, sentence)
            if not readings:
                lattice.refused(rule, *m.span())
            for reading in readings:
                if not any(_same(reading, other) for other in found):
                    lattice.took(rule, *m.span())
                    found.append(reading)
    return found


def _same(a: MembershipReading, b: MembershipReading) -> bool:
    return a.member is b.member and a.organisation.key == b.organisation.key


def _readings(
    lattice: Lattice, m: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> list[MembershipReading]:
    groups = m.re.groupindex
    organisation: Name = lattice.value(m.start("o"))
    words: list[str] = []
    for group in ("gap", "verb", "how"):
        if group in groups and m[group] is not None:
            words += [w.lower() for w in lattice.words(m.start(group), m.end(group))]
    before = [w.lower() for w in lattice.words(max(sentence[0], m.start("m") - 3), m.start("m"))]
    if {"if", "whether", "unless", "when", "that"} & set(before[-1:]) and "that" not in before[-1:]:
        return []
    meaning = _meaning(rule, words)
    if meaning is None:
        return []
    role, status, aspect = meaning
    if rule.id in _PARTY_RULES and not _is_party(organisation):
        return []
    value = lattice.value(m.start("m"))
    if isinstance(value, Group) and rule.id in _JOINING and not _has_members(organisation):
        return []  # to join a company or an office is employment
    members = _members(lattice, m.start("m"), value)
    reported = rule.id == "membership.froze" and bool(
        {"announced", "said", "declared"} & set(words)
    )
    date = _date(lattice, m, sentence)
    return [
        MembershipReading(
            member, organisation, role, status, aspect, date, rule.id,
            lattice.start(min(m.start("m"), m.start())), lattice.end(m.end() - 1),
            (lattice.start(sentence[0]), lattice.end(sentence[1] - 1)), reported,
        )
        for member in members
        if not isinstance(member, Name) or member.key != organisation.key
    ]  # fmt: skip


def _members(lattice: Lattice, symbol: int, value: object) -> list[Name | Titled]:
    if isinstance(value, Group):
        return [agent for agent in value.agents if isinstance(agent, Titled)]
    if not isinstance(value, Name):
        return []
    members: list[Name | Titled] = [value]
    # "Finland and Sweden are members": the country before belongs to the subject too
    at = symbol
    while at >= 2 and lattice.codes[at - 2] == "C" and _joins(lattice, at - 1):
        at -= 2
        members.insert(0, lattice.value(at))
    return members


def _joins(lattice: Lattice, symbol: int) -> bool:
    return lattice.words(symbol, symbol + 1)[0] in ("and", ",", "&")


def _meaning(rule: Rule, words: list[str]) -> tuple[MemberRole, MembershipStatus, Aspect] | None:
    """Role, status and aspect, None where the words do not state a membership."""
    full, active = MemberRole.FULL, MembershipStatus.ACTIVE
    said = set(words)
    if rule.id == "membership.partnership":
        return MemberRole.PARTNER, active, Aspect.HOLDS
    if "become" in said and not said & {"has", "have", "had"}:
        return None
    if said & {"for", "by"} and rule.id != "membership.froze":
        return None
    certain = ("membership.froze", "membership.suspended-by", "membership.expelled")
    if rule.id not in certain and said & _HYPOTHETICAL:
        return None
    if rule.id in _MEMBER_RULES:
        if said & {"candidate", "observer", "associate", "potential", "prospective", "aspiring"}:
            return None
        if said & {"former"}:
            return full, MembershipStatus.ENDED, Aspect.ENDS
        if said & {"elected", "admitted", "founding", "among"}:
            return full, active, Aspect.STARTS if "was" in said else Aspect.HOLDS
        if said & {"was", "were"} and not said & {"been", "has", "have"}:
            return full, MembershipStatus.ENDED, Aspect.HOLDS
        starts = bool(said & _STARTED)
        return full, active, Aspect.STARTS if starts else Aspect.HOLDS
    table = {
        "membership.member-modifier": (full, active, Aspect.HOLDS),
        "membership.admitted": (full, active, Aspect.STARTS),
        "membership.body-suspended": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.party-bracket": (full, active, Aspect.HOLDS),
        "membership.politician-for": (full, active, Aspect.HOLDS),
        "membership.party-politician": (full, active, Aspect.HOLDS),
        "membership.comma-party": (full, active, Aspect.HOLDS),
        "membership.joined": (full, active, Aspect.STARTS),
        "membership.acceded": (full, active, Aspect.STARTS),
        "membership.froze": (full, MembershipStatus.FROZEN, Aspect.HOLDS),
        "membership.suspended-by": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.belongs": (full, active, Aspect.HOLDS),
        "membership.was-suspended": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.left": (full, MembershipStatus.ENDED, Aspect.ENDS),
        "membership.expelled": (full, MembershipStatus.ENDED, Aspect.ENDS),
        "membership.is-partner": (MemberRole.PARTNER, active, Aspect.HOLDS),
        "membership.candidate": (MemberRole.CANDIDATE, active, Aspect.HOLDS),
        "membership.applied": (MemberRole.CANDIDATE, active, Aspect.HOLDS),
        "membership.observer": (MemberRole.OBSERVER, active, Aspect.HOLDS),
    }
    return table[rule.id]


def _date(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> DatePhrase | None:
    """The date right behind what was read, else the one before it, else one soon after."""
    dates = [i for i in range(*sentence) if lattice.codes[i] == "D"]
    inside = [i for i in dates if m.start() <= i < m.end()]
    behind = [i for i in dates if m.end() <= i < m.end() + 8]
    close = [i for i in behind if "," not in lattice.codes[m.end() : i]]
    before = [i for i in dates if i < m.start()]
    for choice in (inside, close, before[-1:], behind):
        if choice:
            value: DatePhrase = lattice.value(choice[0])
            return value
    return None
