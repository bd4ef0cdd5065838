"""Claims that a meeting was held, is planned, was called off …"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.extract.context import Context
from kg.extract.coordination import Agent
from kg.extract.meetings import MeetingReading
from kg.extract.names import Name
from kg.extract.references import Unnamed
from kg.extract.same_event import OF_BODY, dates_meet, keys, merged, one_event
from kg.extract.scheduled import scheduled
from kg.extract.tenure_claims import Tenures
from kg.extract.tenures import Titled
from kg.extract.titles import office_of
from kg.extract.travellers import travelled
from kg.model import (
    Basis,
    DateWindow,
    EntityKind,
    MeetingClaim,
    MeetingKind,
    MeetingStatus,
    Participant,
    Source,
    Stance,
    ZoneKind,
)

_HEADLINE: Final = ZoneKind.HEADLINE


_MOST_ALIKE: Final = 24  # events of one participant that a new one is compared with, the latest


class Meetings:
    """The meetings of a document."""

    def __init__(self, context: Context, tenures: Tenures) -> None:
        self._context = context
        self._tenures = tenures
        self._made_by: dict[tuple[MeetingKind, str], list[int]] = {}
        self._last = -1  # place of the event told last

    def claims(self) -> list[MeetingClaim]:
        """The meetings, each event of the document once."""
        made: list[tuple[MeetingClaim, MeetingReading]] = []
        for reading in sorted(self._context.reading.meetings, key=self._is_headline):
            stance, claimant = self._context.voice(reading.start, reading.end)
            quote = self._context.in_quote(reading.start, reading.end)
            wish = quote is not None and not quote.is_transcript
            wish = wish and reading.status is not MeetingStatus.HELD
            if stance is Stance.DENIED and reading.status is MeetingStatus.REFUSED:
                stance = Stance.REPORTED  # the status says already that somebody denies it
            settled = travelled(reading, self._context.document.text, self._tenures)
            if not wish and settled is not None:
                self._add(made, settled, stance, claimant)
        whole = [(claim, reading) for claim, reading in made if _is_whole(claim)]
        off = _called_off(claim for claim, _ in whole)
        return [_after_all(self._dated(claim, reading), reading, off) for claim, reading in whole]

    def _add(
        self,
        made: list[tuple[MeetingClaim, MeetingReading]],
        reading: MeetingReading,
        stance: Stance,
        claimant: str,
    ) -> None:
        """Join a reading to the event that it tells of, or begin one."""
        reading = scheduled(reading, self._context.document)
        claim = self._meeting(reading, stance, claimant)
        if reading.rule == "meeting.took-place":
            self._settle(made, claim)
            return
        if reading.joins and (self._join(made, claim) or self._adds(reading)):
            return
        if reading.rule == "meeting.received" and self._welcomed(made, claim):
            return
        if reading.rule == "meeting.told-in" and self._is_known(made, claim):
            return
        for at in self._alike(claim):
            other, first = made[at]
            if one_event(claim, other) and not self._apart(claim, other):
                if self._is_headline(reading):
                    claim = replace(claim, source=other.source)  # the body words it better
                made[at] = (merged(other, claim), first)
                self._last = at
                return
        for key in keys(claim):
            self._made_by.setdefault(key, []).append(len(made))
        self._last = len(made)
        made.append((claim, reading))

    def _settle(self, made: list[tuple[MeetingClaim, MeetingReading]], claim: MeetingClaim) -> None:
        """ "The meeting took place in Oslo on Monday": of the event told in the sentence before."""
        if self._last < 0:
            return
        event, first = made[self._last]
        same = not event.place
        alike = event.status is claim.status and (event.kind in _APART) == (claim.kind in _APART)
        if same and alike and self._just_told(event, claim):
            window = DateWindow() if event.window.stated else claim.window
            made[self._last] = (merged(event, replace(claim, window=window)), first)

    def _adds(self, reading: MeetingReading) -> bool:
        """ "Also present were A", "A took part": at something else, if no meeting was told."""
        if reading.rule != "meeting.also-present":
            return False
        first = max(reading.sentence[0], reading.start - len("also "))
        words = self._context.document.text[first : reading.end].lower().strip(" .,;").split()
        return "also" in words or words[-1:] == ["part"] or len(words) == 1

    def _apart(self, claim: MeetingClaim, other: MeetingClaim) -> bool:
        """ "talks in Moscow", "began in Sochi on Thursday": two known towns, and not one day."""
        if claim.place == other.place or (claim.window.stated and other.window.stated):
            return False
        one, two = (self._context.names.get(c.place) for c in (claim, other))
        if one is None or two is None or not (one.wikidata and two.wikidata):
            return False
        countries = {name.country or name.key for name in (one, two)}
        towns = one.kind is two.kind is EntityKind.PLACE
        return len(countries) > 1 or towns

    def _is_known(
        self, made: list[tuple[MeetingClaim, MeetingReading]], claim: MeetingClaim
    ) -> bool:
        """ "During the conversation, Berg told Maric": the call or meeting told before."""
        agents = {p.agent for p in claim.participants}
        for at in range(len(made) - 1, -1, -1):
            other, first = made[at]
            told = agents <= {p.agent for p in other.participants}
            if told and other.kind is not MeetingKind.VISIT and other.status is claim.status:
                if not dates_meet(claim, other):
                    return False
                made[at] = (merged(other, claim), first)
                self._last = at
                return True
        return False

    def _welcomed(
        self, made: list[tuple[MeetingClaim, MeetingReading]], claim: MeetingClaim
    ) -> bool:
        """ "Berg hosted the summit. She welcomed …": those who came to the summit."""
        if self._last < 0 or claim.place or claim.window.stated:
            return False
        summit, first = made[self._last]
        hosts = {p.agent for p in summit.participants}
        alike = summit.kind is MeetingKind.SUMMIT and summit.status is claim.status
        if not alike or claim.participants[0].agent not in hosts:
            return False
        made[self._last] = (merged(summit, claim), first)
        return True

    def _join(self, made: list[tuple[MeetingClaim, MeetingReading]], claim: MeetingClaim) -> bool:
        """Add participants to the event told just before, if there is one."""
        near = list(range(len(made) - 1, max(-1, len(made) - 5), -1))
        near = [at for at in near if made[at][0].status is claim.status]
        same = [at for at in near if made[at][0].kind is claim.kind]
        like = [at for at in near if made[at][0].kind not in _APART]
        if claim.source.rule == "meeting.also-present":
            same = self._named_behind(made, near, claim) or [
                at for at in (self._last,) if at in like
            ]
        elif claim.source.rule in _JUST_TOLD:
            same = [
                at for at in (self._last,) if at in near and self._just_told(made[at][0], claim)
            ]
            like = []
        if claim.kind is MeetingKind.CALL and not same:
            same = [at for at in (self._last,) if at in like]  # "met online. Lind joined the call"
        for at in same or ([] if claim.kind in _APART else like):
            other, first = made[at]
            made[at] = (merged(other, replace(claim, window=DateWindow(), place="")), first)
            self._last = at
            return True
        return claim.kind in _APART or claim.source.rule in _JUST_TOLD

    def _named_behind(
        self, made: list[tuple[MeetingClaim, MeetingReading]], near: list[int], claim: MeetingClaim
    ) -> list[int]:
        """ "Maric was present at the talks": the latest event that the text calls so."""
        text = self._context.document.text
        told = claim.source.evidence[0]
        noun = _AT_EVENT.match(text, told.end, told.sentence_end)
        if noun is None:
            return []
        called = (made[at][0].source.evidence[0] for at in near)
        spans = [text[e.start : e.end].lower() for e in called]
        sought = ("meeting", "met") if noun[1] == "meeting" else (noun[1],)
        fit = (any(word in words for word in sought) for words in spans)
        return [at for at, fits in zip(near, fit, strict=True) if fits][:1]

    def _just_told(self, event: MeetingClaim, claim: MeetingClaim) -> bool:
        """Whether an event is that of the sentence before, and one that the claim can add to."""
        one, two = (self._context.sentence_at(c.source.evidence[-1].start) for c in (event, claim))
        gathering = event.kind in _GATHERINGS or event.source.rule in _OF_MANY
        fits = gathering or claim.source.rule != "meeting.represented-by"
        return fits and 0 <= two - one <= 1

    def _alike(self, claim: MeetingClaim) -> list[int]:
        """Places of the events of the same kind that share a participant."""
        near = (self._made_by.get(key, [])[-_MOST_ALIKE:] for key in keys(claim))
        return sorted({at for found in near for at in found})

    def _is_headline(self, reading: MeetingReading) -> bool:
        """Headlines come last: the body says the same more exactly."""
        return any(
            zone.kind is ZoneKind.HEADLINE and zone.start <= reading.start < zone.end
            for zone in self._context.document.zones
        )

    def _meeting(self, reading: MeetingReading, stance: Stance, claimant: str) -> MeetingClaim:
        participants: dict[str, Participant] = {}
        basis = Basis.STATED
        for agent, role in reading.participants:
            participant = self._participant(agent)
            participants.setdefault(participant.agent, replace(participant, role=role))
            if isinstance(agent, Titled) and agent.person.rule.startswith("reference."):
                basis = Basis.RESOLVED
        place = ""
        named = self._context.here if reading.place is None and reading.here else reading.place
        if named is not None and reading.kind is not MeetingKind.CALL:
            place = named.key
            self._context.names.setdefault(place, named)
        kind = reading.kind
        if kind is MeetingKind.MEETING and len(participants) > 2:
            kind = MeetingKind.MULTILATERAL
        evidence = self._context.evidence(reading.start, reading.end)
        source = Source(evidence, reading.rule, stance, basis, claimant)
        return MeetingClaim(
            source, kind, reading.status, tuple(participants.values()),
            self._meeting_window(reading), place, reading.name,
        )  # fmt: skip

    def _participant(self, agent: Agent) -> Participant:
        if isinstance(agent, Name):
            self._context.names.setdefault(agent.key, agent)
            return Participant(agent.key, None, agent.key)
        if isinstance(agent, Unnamed):
            self._context.names.setdefault(agent.of.key, agent.of)
            office = office_of(agent.role.title, agent.role.kind, agent.of)
            return Participant(agent.of.key, office, agent.of.key)
        capacity = self._tenures.capacity(agent)
        return Participant(agent.person.entity, capacity, capacity.of if capacity else "")

    def _meeting_window(self, reading: MeetingReading) -> DateWindow:
        """The date that the words give; open where they give none."""
        if reading.date is None:
            return DateWindow()
        future = reading.status in (MeetingStatus.PLANNED, MeetingStatus.CALLED_FOR)
        published = self._context.document.published
        window = reading.date.window(published, future=future) or DateWindow()
        called_off = reading.status in (MeetingStatus.CANCELLED, MeetingStatus.REFUSED)
        if called_off and not (reading.perfect or self._did_not_happen(reading)):
            # "called off a visit on Monday": last or next Monday?
            ahead = reading.date.window(published, future=True)
            return window if ahead == window else DateWindow()
        return window

    def _dated(self, claim: MeetingClaim, reading: MeetingReading) -> MeetingClaim:
        """Without words for a date, an official text tells of its own day, news of days before."""
        if claim.window != DateWindow():
            return _no_later_than(claim, self._context.document.published)
        document = self._context.document_window(stated=True)
        if self._did_not_happen(reading):
            return replace(claim, window=DateWindow(None, document.latest, ""))
        if claim.status is not MeetingStatus.HELD:
            return replace(claim, window=DateWindow(document.earliest, None, ""))
        if reading.perfect or reading.date is not None or not self._is_the_news(reading):
            return replace(claim, window=DateWindow(None, document.latest, ""))
        return replace(claim, window=document)

    def _did_not_happen(self, reading: MeetingReading) -> bool:
        """Whether the words look back at a day that passed without it: "did not take place"."""
        if reading.status is not MeetingStatus.CANCELLED:
            return False
        return _PASSED.search(self._context.document.text, *reading.sentence) is not None

    def _is_record(self) -> bool:
        """Whether a document is the record of a meeting: a release, or by its headline."""
        document = self._context.document
        titles = [document.text[z.start : z.end] for z in document.zones if z.kind is _HEADLINE]
        titles.append(document.title)
        return document.loader == "press_release" or any(map(_RECORD.match, titles))

    def _is_the_news(self, reading: MeetingReading) -> bool:
        """Whether an official text tells of this event as what happened that day.

        That is its headline or one of its first sentences, and no word looks further back.
        """
        told = not self._is_record() or reading.rule == "visit.noun"
        if told or reading.other_dates:
            return False
        first = self._context.reading.sentences[:6]
        leads = self._is_headline(reading) or reading.start < (first[-1][1] if first else 0)
        text = self._context.document.text[slice(*reading.sentence)].lower()
        return leads and not any(word in text for word in _LOOKING_BACK)


# "Meeting with …", "Readout of …": an official's own record of what was done that day
_RECORD: Final = re.compile(
    r"(?i)(?:joint |press )*(?:readout|summary|record) of |(?:[\w-]+ ){0,2}"
    r"(?:meetings?|talks|calls?|conversations?|conference|visit|trip) (?:with|between|of|to) "
)
_JUST_TOLD: Final = ("meeting.joined-by", "meeting.represented-by")
_GATHERINGS: Final = (MeetingKind.SUMMIT, MeetingKind.CEREMONY, MeetingKind.MULTILATERAL)
_OF_MANY: Final = (
    "meeting.attended-by",
    "meeting.attended",
    "meeting.hosted-event",
    "meeting.hosted-for",
)
_AT_EVENT: Final = re.compile(
    r"\W*(?:at|in|for|during) (?:the|both|these) (?:[\w-]+ ){0,2}?(talks|meeting|conversation|call|"
    r"dinner|lunch|luncheon|breakfast|reception|audience|summit|ceremony|negotiations|session)\b"
)
_APART: Final = (MeetingKind.VISIT, MeetingKind.CALL)
_PASSED: Final = re.compile(
    r"(?i)\b(?:did not|didn['’]t|never) (?:take|go|happen|meet|come|materiali[sz]e)\b"
)
_LOOKING_BACK: Final = ("recent", "last time", "previous", "in the past", "years ago", "once ")


def _called_off(claims: Iterable[MeetingClaim]) -> frozenset[str]:
    """Who has called off a visit."""
    return frozenset(
        p.agent
        for claim in claims
        if claim.kind is MeetingKind.VISIT and claim.status is MeetingStatus.CANCELLED
        for p in claim.participants
    )


def _after_all(claim: MeetingClaim, reading: MeetingReading, off: frozenset[str]) -> MeetingClaim:
    """ "was due to meet" somebody on a visit that was called off: that is off as well."""
    planned = claim.status is MeetingStatus.PLANNED and reading.was_planned
    if planned and off & {p.agent for p in claim.participants}:
        return replace(claim, status=MeetingStatus.CANCELLED)
    return claim


def _no_later_than(claim: MeetingClaim, published: DateWindow | None) -> MeetingClaim:
    """What a document tells as past lies not after it: "after 2001" ends on its day."""
    window = claim.window
    held = claim.status is MeetingStatus.HELD
    if not held or window.latest is not None or published is None:
        return claim
    return replace(claim, window=replace(window, latest=published.latest))


def _is_whole(claim: MeetingClaim) -> bool:
    """A visit needs its destination; a meeting two parties, a summit its place or name."""
    if claim.kind is MeetingKind.VISIT:
        return bool(claim.place)
    alone = ("meeting.attended", "meeting.at-ceremony")
    if claim.kind is MeetingKind.CEREMONY and claim.source.rule not in alone:
        return len(claim.participants) > 1
    gatherings = (MeetingKind.SUMMIT, MeetingKind.CEREMONY, MeetingKind.MULTILATERAL)
    if claim.kind in gatherings and (claim.place or claim.name):
        return bool(claim.participants)
    named = {p.agent for p in claim.participants}
    return len(named) > 1 or (claim.source.rule == OF_BODY and bool(claim.place))
