"""What kind of event a match tells of: a meeting, a call, a summit, a visit."""

from __future__ import annotations

from typing import Final

from kg.extract.meeting_match import Match
from kg.model import MeetingKind


def kind_of(match: Match) -> MeetingKind | None:
    """The kind of a match; None for what is no meeting."""
    around = set(match.words(*match.m.span()))
    phone = bool(around & _PHONE)
    if match.rule.kind is not None:
        if match.rule.id in _SPOKEN and not phone and _is_in_person(match):
            return MeetingKind.MEETING
        if match.rule.id == "meeting.they-spoke":
            return MeetingKind.CALL if phone or _talked(match) else None
        if match.rule.id == "meeting.discussed-by-phone" and not phone:
            return None
        return match.rule.kind
    if match.noun is None:
        return MeetingKind.CALL if phone else MeetingKind.MEETING
    if match.noun.kind is MeetingKind.VISIT:
        return None
    of_body = match.rule.id == "meeting.attended" and match.noun.body is not None
    if of_body and match.noun.kind is MeetingKind.MEETING:
        return MeetingKind.MULTILATERAL  # "the meeting of the Council of Ministers"
    return match.noun.kind


_SPOKEN: Final = ("meeting.spoke-with", "meeting.spoke-second", "meeting.they-spoke")
_ASIDE: Final = (
    "on the sidelines", "on the margins", "on the fringes", "in person", "face to face",
    "in the margins",
)  # fmt: skip


def _is_in_person(match: Match) -> bool:
    """ "spoke with Maric on the sidelines of the summit": nobody telephoned."""
    words = match.words(match.m.start(), match.m.end() + 14)
    told = " ".join(words)
    return _PHONE.isdisjoint(words) and any(aside in told for aside in _ASIDE)


def _talked(match: Match) -> bool:
    """ "Berg and Maric talked", "spoke today": with each other; "spoke about trade" says less."""
    verb = match.verb
    if verb is None or verb.subject is None or len(verb.subject.agents) != 2:
        return False
    return verb.date is not None or "D" in match.view.codes[match.m.start() : match.m.end()]


_PHONE: Final = frozenset("phone telephone video videoconference teleconference".split())
