"""Claims that somebody is, becomes or ceases to be a member, partner, candidate …"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extract.context import Context
from kg.extract.distinct_claims import DistinctClaims
from kg.extract.membership_reading import MembershipReading
from kg.extract.names import Name
from kg.extract.tenure_claims import Tenures
from kg.model import (
    Aspect,
    Basis,
    DateWindow,
    MemberRole,
    MembershipClaim,
    MembershipStatus,
    Source,
    Stance,
)

_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ANNIVERSARY: Final = re.compile(
    rf"\b(\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})\w*\s+anniversary\b"
)


class Memberships:
    """The memberships of a document."""

    def __init__(self, context: Context, tenures: Tenures) -> None:
        self._context = context
        self._tenures = tenures

    def claims(self) -> list[MembershipClaim]:
        """The memberships, each member, body, role and status once a voice, with all sentences."""
        made = DistinctClaims[MembershipClaim]()
        for reading in self._context.reading.memberships:
            read = self._membership(reading)
            for claim in () if read is None else self._since(read, reading):
                what = (claim.member, claim.organisation, claim.role, claim.status, claim.aspect)
                made.add((*what, claim.source.stance, claim.source.claimant), claim)
        return made.all()

    def _since(
        self, claim: MembershipClaim, reading: MembershipReading
    ) -> tuple[MembershipClaim, ...]:
        """ "a member since 1952": it began then, and it holds on the document's day."""
        active = claim.status is MembershipStatus.ACTIVE and claim.aspect is Aspect.HOLDS
        if not active or reading.date is None or not claim.window.stated:
            return (claim,)
        text = self._context.document.text[slice(*reading.sentence)]
        words = re.escape(reading.date.text.removeprefix("since ").removeprefix("Since "))
        if not re.search(rf"(?i)\bsince\s+(?:the\s+)?{words}", text):
            return (claim,)
        today = self._context.document_window(stated=False)
        return replace(claim, aspect=Aspect.STARTS), replace(claim, window=today)

    def _membership(self, reading: MembershipReading) -> MembershipClaim | None:
        member, stance, claimant, basis = self._member(reading)
        if not member:
            return None
        voiced, who = self._context.voice(reading.start, reading.end)
        if voiced is not Stance.ASSERTED:
            stance, claimant = voiced, who
        if reading.reported:
            stance, claimant = Stance.REPORTED, member
        window = self._membership_window(reading)
        self._context.names.setdefault(reading.organisation.key, reading.organisation)
        source = Source(
            self._context.evidence(reading.start, reading.end),
            reading.rule,
            stance,
            basis,
            claimant,
        )
        return MembershipClaim(
            source, member, reading.organisation.key, window, reading.role, reading.status,
            reading.aspect,
        )  # fmt: skip

    def _member(self, reading: MembershipReading) -> tuple[str, Stance, str, Basis]:
        member = reading.member
        if isinstance(member, Name):
            self._context.names.setdefault(member.key, member)
            resolved = member.rule.startswith("reference.")
            return member.key, Stance.ASSERTED, "", Basis.RESOLVED if resolved else Basis.STATED
        if reading.role is MemberRole.PARTNER:
            # "X said his country …": the country of the speaker's office
            text = self._context.document.text[reading.start : reading.end]
            office = self._tenures.capacity(member)
            if "country" in text and office is not None and office.of.startswith("country/"):
                return office.of, Stance.REPORTED, member.person.entity, Basis.RESOLVED
            return "", Stance.ASSERTED, "", Basis.STATED
        return member.person.entity, Stance.ASSERTED, "", Basis.STATED

    def _membership_window(self, reading: MembershipReading) -> DateWindow:
        window = self._anniversary(reading)
        if window is None and reading.date is not None:
            window = reading.date.window(self._context.document.published)
        if window is None:
            document = self._context.document_window(stated=False)
            ended = reading.aspect is Aspect.ENDS or reading.aspect is Aspect.STARTS
            return DateWindow(None, document.latest, "") if ended else document
        if reading.reported or reading.status is MembershipStatus.FROZEN:
            return DateWindow(None, window.latest, window.stated)
        return window

    def _anniversary(self, reading: MembershipReading) -> DateWindow | None:
        """ "the 20th anniversary of its accession": the year that many years ago."""
        text = self._context.document.text[slice(*reading.sentence)]
        years = _ANNIVERSARY.search(text) if reading.aspect is Aspect.STARTS else None
        today = self._context.document.published
        if years is None or today is None or today.earliest is None:
            return None
        count = _ORDINALS.index(years[1]) + 1 if years[1] in _ORDINALS else int(years[1])
        year = today.earliest.year - count
        return DateWindow(date(year, 1, 1), date(year, 12, 31), str(year))
