"""Claims that somebody holds, takes or leaves an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.extract.context import Context
from kg.extract.counterparts import NATIONAL, counterparts
from kg.extract.distinct_claims import DistinctClaims
from kg.extract.holders import short_title
from kg.extract.membership_bodies import is_party
from kg.extract.names import Name
from kg.extract.tenure_times import tenure_times
from kg.extract.tenures import TenureReading, Titled
from kg.extract.titles import office_of
from kg.model import (
    Basis,
    Office,
    OfficeKind,
    Source,
    Stance,
    TenureClaim,
    TenureStatus,
)

_STATUS: Final = {
    "acting": TenureStatus.ACTING,
    "elect": TenureStatus.ELECT,
    "nominee": TenureStatus.NOMINEE,
}


@dataclass(frozen=True, slots=True)
class _Tenure:
    """A tenure with its office settled."""

    reading: TenureReading
    office: Office
    basis: Basis


def _titles(tenures: Iterable[TenureReading]) -> dict[str, dict[str, None]]:
    """The titles of each person, in the order of the text."""
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for tenure in tenures:
        table[tenure.person.entity][tenure.role.title] = None
    return table


def _is_short_form(title: str, known: Iterable[str]) -> bool:
    """ "Secretary Berg" of somebody who is Foreign Secretary elsewhere in the document."""
    return any(other != title and short_title(title, other) for other in known)


def _not_of_party(reading: TenureReading) -> TenureReading:
    """A Labour MP sits for the party, not in it."""
    party = reading.of is not None and is_party(reading.of)
    sits = party and reading.role.kind is OfficeKind.LEGISLATOR
    return reading._replace(of=None) if sits else reading


def _is_of_country(reading: TenureReading) -> bool:
    """An office of a state's own, now: a country that is found otherwise can be its."""
    kinds = (*NATIONAL, OfficeKind.ROYAL, OfficeKind.DEPUTY)
    return reading.role.kind in kinds and reading.status in _IN_OFFICE


_IN_OFFICE: Final = frozenset(("", "acting"))


def _fullest(tenure: _Tenure) -> tuple[bool, int]:
    """Offices with their organisation first, then those that are named first."""
    return tenure.office.of == "", tenure.reading.start


class Tenures:
    """The offices of a document, with their organisations settled."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tenures = self._settled_tenures()
        self._by_person: dict[str, list[_Tenure]] = defaultdict(list)
        self._in_office: dict[str, list[_Tenure]] = defaultdict(list)  # the fullest first
        self._by_reading = {id(tenure.reading): tenure for tenure in self._tenures}
        for tenure in self._tenures:
            self._by_person[tenure.reading.person.entity].append(tenure)
        for tenure in sorted(self._tenures, key=_fullest):
            if tenure.reading.status in _IN_OFFICE:
                self._in_office[tenure.reading.person.entity].append(tenure)

    def countries(self, person: str) -> tuple[str, ...]:
        """Keys of the countries that a person's offices belong to, or lie in."""
        found = set()
        for tenure in self._by_person.get(person, ()):
            of = self._context.names.get(tenure.office.of)
            found.add(tenure.office.of if of is None or not of.country else of.country)
            if tenure.reading.nationality is not None:
                found.add(tenure.reading.nationality.key)
        return tuple(sorted(key for key in found if key.startswith("country/")))

    def _settled_tenures(self) -> list[_Tenure]:
        named = [_not_of_party(reading) for reading in self._context.reading.tenures]
        known: dict[tuple[str, str], set[str]] = {}
        by_key: dict[str, Name] = {}
        for reading in named:
            if reading.of is not None:
                by_key[reading.of.key] = reading.of
                known.setdefault((reading.person.entity, reading.role.title), set()).add(
                    reading.of.key
                )
        settled: list[_Tenure] = []
        titles = _titles(named)
        theirs = counterparts(self._context.reading)
        taken = {(r.role.kind, r.of.key): r.person.entity for r in named if r.of is not None}
        for reading in named:
            of, basis = reading.of, Basis.STATED
            if reading.person.rule.startswith("reference."):
                basis = Basis.RESOLVED
            if (
                of is None
                and reading.status == ""
                and _is_short_form(reading.role.title, titles[reading.person.entity])
            ):
                continue
            if of is None:
                keys = known.get((reading.person.entity, reading.role.title), set())
                if len(keys) == 1:
                    of, basis = by_key[next(iter(keys))], Basis.RESOLVED
                    if reading.status == "":
                        continue  # the fuller phrase states the same
                elif not keys:
                    of = self._unsaid(reading, theirs, taken)
                    basis = basis if of is None else Basis.RESOLVED
            if of is not None:
                self._context.names.setdefault(of.key, of)
            settled.append(
                _Tenure(reading, office_of(reading.role.title, reading.role.kind, of), basis)
            )
        return settled

    def _unsaid(
        self,
        reading: TenureReading,
        theirs: dict[str, Name],
        taken: dict[tuple[OfficeKind, str], str],
    ) -> Name | None:
        """Whose an office is that no phrase says: one side's of two who meet, or the document's."""
        if _is_of_country(reading) and reading.person.entity in theirs:
            return theirs[reading.person.entity]
        home = self._context.home
        if home is None or reading.role.kind not in NATIONAL:
            return None
        holder = taken.get((reading.role.kind, home.key))
        return home if holder in (None, reading.person.entity) else None

    def claims(self) -> list[TenureClaim]:
        """The tenures, each person, office, status and window once, with all its sentences."""
        made = DistinctClaims[TenureClaim]()
        for tenure in self._tenures:
            reading = tenure.reading
            status = _STATUS.get(reading.status, TenureStatus.SUBSTANTIVE)
            source = self._source(tenure)
            firm = source.stance in (Stance.ASSERTED, Stance.REPORTED)
            for aspect, window in tenure_times(self._context, reading):
                claim = TenureClaim(
                    source, reading.person.entity, tenure.office, window, aspect, status
                )
                made.add((claim.person, claim.office.key, aspect, status, window, firm), claim)
        return made.all()

    def _source(self, tenure: _Tenure) -> Source:
        """Where a tenure stands and who says so: a mere title is used, not said, by the speaker."""
        reading = tenure.reading
        stance, claimant = Stance.ASSERTED, ""
        if reading.stated:
            stance, claimant = self._context.voice(reading.start, reading.end)
        evidence = self._context.evidence(reading.start, reading.end)
        return Source(evidence, reading.rule, stance, tenure.basis, claimant)

    def capacity(self, agent: Titled) -> Office | None:
        """The office in which somebody acts: of the phrase itself, else the only one known."""
        known = self._in_office[agent.person.entity]
        settled = (self._by_reading.get(id(reading)) for reading in agent.tenures)
        current = [t for t in settled if t is not None and t.reading.status in _IN_OFFICE]
        best = min(current, key=_fullest, default=known[0] if known else None)
        if best is None or best.office.of:
            return best.office if best else None
        kind = best.office.kind
        return next((t.office for t in known if t.office.kind is kind and t.office.of), best.office)
