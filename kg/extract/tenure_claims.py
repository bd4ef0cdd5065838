"""Claims that somebody holds, takes or leaves an office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.distinct_claims import DistinctClaims
from kg.extract.holders import short_title
from kg.extract.names import Name
from kg.extract.office_phases import Phase
from kg.extract.tenures import TenureReading, Titled
from kg.extract.titles import office_of
from kg.model import (
    Aspect,
    Basis,
    DateWindow,
    Office,
    OfficeKind,
    Source,
    TenureClaim,
    TenureStatus,
)

_NATIONAL = frozenset(
    {
        OfficeKind.HEAD_OF_STATE,
        OfficeKind.HEAD_OF_GOVERNMENT,
        OfficeKind.FOREIGN_MINISTER,
        OfficeKind.DEFENCE_MINISTER,
    }
)
_STATUS = {
    "acting": TenureStatus.ACTING,
    "elect": TenureStatus.ELECT,
    "nominee": TenureStatus.NOMINEE,
}


# "(1953-54)", "from 1961 to 1967", "between May 2004 and April 2012", "until 2015"
_YEARS = re.compile(
    r",?[ (]{0,2}(?:(?:from|between|in|during)? ?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?P<first>\d{4})"
    r"(?: ?[–—-] ?| (?:to|until|till|and|through) )(?:[\w ]{0,24}? )?(?P<last>\d{4}|\d{2})\b"
    r"|(?:from [^.;,]{1,30} )?until (?:[\w ]{0,24}? )?(?P<until>\d{4}))"
)


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


class Tenures:
    """The offices of a document, with their organisations settled."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tenures = self._settled_tenures()
        self._by_person: dict[str, list[_Tenure]] = defaultdict(list)
        for tenure in self._tenures:
            self._by_person[tenure.reading.person.entity].append(tenure)

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
        named = [
            r
            for r in self._context.reading.tenures
            if not r.stated or self._context.in_quote(r.start, r.end) is None
        ]
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
                elif not keys and self._context.home is not None and reading.role.kind in _NATIONAL:
                    holder = taken.get((reading.role.kind, self._context.home.key))
                    if holder in (None, reading.person.entity):
                        of, basis = self._context.home, Basis.RESOLVED
            if of is not None:
                self._context.names.setdefault(of.key, of)
            settled.append(
                _Tenure(reading, office_of(reading.role.title, reading.role.kind, of), basis)
            )
        return settled

    def claims(self) -> list[TenureClaim]:
        """The tenures, each person, office, status and window once, with all its sentences."""
        made = DistinctClaims[TenureClaim]()
        for tenure in self._tenures:
            reading = tenure.reading
            aspect, window = self._tenure_time(reading)
            status = _STATUS.get(reading.status, TenureStatus.SUBSTANTIVE)
            source = Source(
                self._context.evidence(reading.start, reading.end), reading.rule, basis=tenure.basis
            )
            claim = TenureClaim(
                source, reading.person.entity, tenure.office, window, aspect, status
            )
            made.add((claim.person, claim.office.key, aspect, status, window), claim)
        return made.all()

    def _tenure_time(self, reading: TenureReading) -> tuple[Aspect, DateWindow]:
        window = self._context.sentence_window(reading.start)
        if reading.status == "former" or reading.phase is Phase.ENDED or self._is_over(reading):
            return Aspect.ENDS, DateWindow(
                None, self._context.document_window(stated=False).latest, ""
            )
        if reading.phase is Phase.BEGAN:
            return Aspect.STARTS, DateWindow(None, window.latest, window.stated)
        return Aspect.HOLDS, window

    def _is_over(self, reading: TenureReading) -> bool:
        """ "President from 1961 to 1967": the years behind the title have passed."""
        behind = self._context.document.text[reading.end : reading.end + 80]
        years = _YEARS.match(behind)
        if years is None:
            return False
        last = years["last"] or years["until"]
        year = int(last if len(last) == 4 else years["first"][:2] + last)
        published = self._context.document.published
        return published is None or published.latest is None or year < published.latest.year

    def capacity(self, agent: Titled) -> Office | None:
        """The office in which somebody acts: of the phrase itself, else the only one known."""
        known = self._by_person.get(agent.person.entity, ())
        own = [t for t in known if t.reading in agent.tenures]
        others = [t for t in known if t.reading.status in ("", "acting")]
        current = [t for t in own if t.reading.status in ("", "acting")]
        for choice in (current, others):
            best = sorted(choice, key=lambda t: (t.office.of == "", t.reading.start))
            if best:
                full = [t for t in others if t.office.kind is best[0].office.kind and t.office.of]
                return full[0].office if not best[0].office.of and full else best[0].office
        return None
