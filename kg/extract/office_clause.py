"""One clause that may say who holds an office: its verb, its titles and the words between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.extract import office_guards as guards
from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.office_phases import Phase, predicate
from kg.extract.office_subjects import Subject, subject_of
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.tenures import TenureReading, own_dates, tenures, titled
from kg.model import EntityKind, OfficeKind

Found = list[TenureReading]
_STATES: Final = (EntityKind.COUNTRY, EntityKind.PLACE)
_NATIONAL: Final = frozenset(
    (
        OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.MINISTER,
        OfficeKind.FOREIGN_MINISTER, OfficeKind.DEFENCE_MINISTER, OfficeKind.ROYAL,
    )
)  # fmt: skip


_BEFORE_NAMING: Final = frozenset("has have had also on in today yesterday earlier".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """One match of a rule, with the words that decide what it says."""

    lattice: Lattice
    rule: Rule
    m: re.Match[str]

    def has(self, group: str) -> bool:
        """Whether the rule has a group, and the match has it, too."""
        return group in self.m.re.groupindex and self.m[group] is not None

    def words(self, group: str) -> list[str]:
        """The words of a group; none where the rule or the match has no such group."""
        return self.lattice.words(*self.m.span(group)) if self.has(group) else []

    def undated(self, group: str) -> list[str]:
        """The words of a group without its dates."""
        lattice, span = self.lattice, self.m.span(group) if self.has(group) else (0, 0)
        symbols = [i for i in range(*span) if lattice.codes[i] != "D"]
        return [word for i in symbols for word in lattice.words(i, i + 1)]

    def before(self, group: str) -> list[str]:
        """Up to six words before a group, within its clause."""
        first = at = self.m.start(group)
        while first > 0 and at - first < 6 and self.lattice.codes[first - 1] not in ".n;:q":
            first -= 1
        return self.lattice.words(first, at)

    def sentence_says(self, *words: str) -> bool:
        """Whether one of some words stands in the sentence, near the match."""
        codes, first, last = self.lattice.codes, self.m.start(), self.m.end()
        while first > 0 and self.m.start() - first < 40 and codes[first - 1] not in ".n":
            first -= 1
        while last < len(codes) and last - self.m.end() < 40 and codes[last] not in ".n":
            last += 1
        said = {word.lower() for word in self.lattice.words(first, last)}
        return not said.isdisjoint(words)

    def country_of(self, role: Role) -> Name | None:
        """ "In Vanuatu, Berg became president": the country that the sentence begins with."""
        if role.of is not None or role.kind not in _NATIONAL:
            return None
        first = self.m.start()
        while (
            first > 0 and self.m.start() - first < 40 and self.lattice.codes[first - 1] not in ".nq"
        ):
            first -= 1
        begins = self.lattice.codes[first + 1 : first + 3] == "C,"
        if not begins or self.lattice.words(first, first + 1) != ["In"]:
            return None
        country: Name = self.lattice.value(first + 1)
        return country

    def appointing_body(self) -> Name | None:
        """The body or country right before a verb: "Oslo Bank has named Berg its chairwoman"."""
        lattice, at = self.lattice, self.m.start("verb") - 1
        while at > 0 and (lattice.codes[at] == "D" or lattice.word(at) in _BEFORE_NAMING):
            at -= 1
        name = lattice.value(at) if at >= 0 and lattice.codes[at] in "OC" else None
        return name if isinstance(name, Name) else None

    def subject(self) -> Subject | None:
        """Who is the subject of its verb."""
        return subject_of(self.lattice, self.m.start("verb"))

    def said_of(
        self, who: int, phase: Phase, status: str = "", roles: list[Role] | None = None
    ) -> Found:
        """The readings of its titles for the person at a symbol."""
        chosen = guards.whose_titles(self.lattice, self.m) if roles is None else roles
        person = titled(self.lattice.value(who)).person
        chosen = [guards.owned_by(role, self.country_of(role)) for role in chosen]
        if chosen and self.has("titles"):
            owner = guards.its_owner(self.lattice, self.m.start("titles"), chosen[0])
            if owner is not None and owner.kind not in _STATES:  # the holder's, in brackets
                chosen = [guards.owned_by(role, owner) for role in chosen]
        span = min(who, self.m.start()), max(who + 1, self.m.end())
        found = tenures(self.lattice, self.rule, span, person, chosen, status, phase, stated=True)
        titles = self.m.span("titles") if self.has("titles") else (0, 0)
        symbols = list(self.lattice.places("Z", *titles))
        return own_dates(self.lattice, symbols, found) if len(found) == len(chosen) else found


IF: Final = ("if", "unless", "whether", "could", "might")


def said(clause: Clause, roles: list[Role] | None = None) -> Found:
    """The subject of the verb holds, takes or has left the office."""
    subject = clause.subject()
    verdict = predicate(subject.aux, clause.words("verb")) if subject else None
    if subject is None or verdict is None:
        return []
    phase, status = verdict
    if status == "elect" and clause.sentence_says(*IF):
        return []
    if _is_supposed(clause, subject.symbol):
        return []
    if clause.words("verb")[0].lower() in ("acted", "acts", "acting", "act"):
        status = status or "acting"
    if phase is Phase.ENDED and _goes_on(clause):
        phase = Phase.HOLDS
    return clause.said_of(subject.symbol, phase, status, roles)


def _is_supposed(clause: Clause, subject: int) -> bool:
    """ "even if he was elected Prime Minister"; "were he elected", but not "the guests were A"."""
    before = [word.lower() for word in clause.lattice.words(max(0, subject - 2), subject)]
    if not {"if", "unless", "whether"}.isdisjoint(before):
        return True
    inverted = before[-1:] in (["should"], ["were"])
    return inverted and clause.lattice.codes[max(0, subject - 2) : subject - 1] in _BEGINNINGS


_BEGINNINGS: Final = frozenset(
    ("", ".", "n", ",", ";", "q")
)  # before a clause that begins with its verb


def _goes_on(clause: Clause) -> bool:
    """ "served … since 2010": not over yet."""
    behind = clause.lattice.words(
        clause.m.end(), min(clause.m.end() + 3, len(clause.lattice.codes))
    )
    return "since" in behind and clause.words("verb")[0].lower() not in ("was", "been")
