"""Memberships of states, organisations and persons: member, joined, frozen, left, partner …"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract import (
    context_rules,
    entry_rules,
    membership_rules,
    party_rules,
    seat_rules,
    society_rules,
    status_rules,
    switch_rules,
)
from kg.extract.codes import literal
from kg.extract.lattice import Lattice
from kg.extract.membership_match import Match
from kg.extract.membership_meaning import agrees, fits, goes_on, in_agreement, is_subject, meaning
from kg.extract.membership_reading import Member, MembershipReading
from kg.extract.membership_rule import MembershipRule
from kg.extract.membership_series import SERIES, later_members
from kg.extract.names import Name
from kg.extract.questions import is_question
from kg.extract.rule_index import RuleIndex
from kg.extract.rules import Rule
from kg.extract.titled_members import OFFICES, TITLED_MEMBER, titled_members
from kg.model import Aspect, MembershipStatus

PATTERNS: tuple[MembershipRule, ...] = (
    *membership_rules.RULES,
    *entry_rules.RULES,
    *seat_rules.RULES,
    *context_rules.RULES,
    *status_rules.RULES,
    *party_rules.RULES,
    *switch_rules.RULES,
    *society_rules.RULES,
)
RULES: tuple[Rule, ...] = (*PATTERNS, TITLED_MEMBER, SERIES, *OFFICES)
_INDEX: Final = RuleIndex(PATTERNS)
# An organisation, a party's adjective, an office, or a word of a body in the text before.
_CONTEXT: Final = (
    "became", "having", "membership", "member", "members", "candidate", "observer",
    "observers", "partner", "partners", "left", "exited", "admitted", "readmitted", "join",
    "joined", "applied", "acceded", "remains", "remained", "rejoined", "quit", "withdrew",
)  # fmt: skip
_NEEDED: Final = re.compile(f"[OVZ{''.join(map(literal, _CONTEXT))}]")


def possible_memberships(lattice: Lattice, sentence: tuple[int, int]) -> list[tuple[str, str]]:
    """The rules (ids) whose words stand in a sentence, each with the first of these words."""
    first, last = sentence
    found = _INDEX.anchored(lattice.codes[first:last])
    return [(rule.id, lattice.text(first + at, first + at + 1)) for rule, at in found]


def read_memberships(
    lattice: Lattice,
    sentence: tuple[int, int],
    long: list[int],
    before: Sequence[MembershipReading] = (),
) -> list[MembershipReading]:
    """The memberships of one sentence, given as symbols (first, last).

    ``long`` are the long phrases of persons in the text, ``before`` what was read before.
    """
    codes, (first, last) = lattice.codes, sentence
    found: list[MembershipReading] = []
    if long and (inside := long[bisect_left(long, first) : bisect_left(long, last)]):
        found += titled_members(lattice, inside)
    if _NEEDED.search(codes, first, last) is None:
        return found
    if is_question(lattice, first, last):
        return found
    for rule in _INDEX.possible(frozenset(codes[first:last])):
        for m in lattice.matches(rule, *sentence):
            readings = list(_readings(Match(lattice, m, rule, sentence, before)))
            if not readings:
                lattice.refused(rule, *m.span())
            for reading in [*readings, *_later(lattice, sentence, readings, m.end())]:
                if not any(_same(reading, other) for other in found):
                    lattice.took(rule, *m.span())
                    found.append(reading)
    return found


def _later(
    lattice: Lattice, sentence: tuple[int, int], readings: list[MembershipReading], end: int
) -> Iterator[MembershipReading]:
    """Those who joined later, told of behind the first."""
    return later_members(lattice, sentence, readings[-1], end) if readings else iter(())


def _same(a: MembershipReading, b: MembershipReading) -> bool:
    """One statement read by two rules; joining and leaving are two."""
    if _identity(a.member) != _identity(b.member) or a.organisation.key != b.organisation.key:
        return False
    return a.aspect is b.aspect or Aspect.HOLDS in (a.aspect, b.aspect)


def _identity(member: Member) -> str:
    return member.key if isinstance(member, Name) else member.person.entity


def _readings(match: Match) -> Iterator[MembershipReading]:
    """A reading for each member in each organisation."""
    said = meaning(match)
    members = in_agreement(match, match.members())
    if said is None or goes_on(match) or not (is_subject(match) and agrees(match, members)):
        return
    status, aspect = said
    date = match.date(near=status is MembershipStatus.ACTIVE and aspect is Aspect.HOLDS)
    reported = match.rule.id == "membership.froze" and not _ANNOUNCED.isdisjoint(match.words)
    lattice, (first, last) = match.lattice, match.sentence
    for organisation in match.organisations():
        for member in members:
            if fits(match, member, organisation):
                yield MembershipReading(
                    member, organisation, match.role, status, aspect, date, match.rule.id,
                    lattice.start(match.m.start()), lattice.end(match.m.end() - 1),
                    (lattice.start(first), lattice.end(last - 1)), reported,
                )  # fmt: skip


_ANNOUNCED: Final = frozenset("announced said declared".split())
