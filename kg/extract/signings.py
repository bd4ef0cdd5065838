"""Treaties signed: a meeting of those who sign, where the words say in what place they did."""

from __future__ import annotations

from typing import Final

from kg.extract.clauses import Event
from kg.extract.meeting_match import Match
from kg.extract.meeting_places import is_placed
from kg.extract.names import Name
from kg.model import EntityKind, MeetingKind, MeetingStatus

_SIGNING: Final = frozenset(("meeting.signed", "meeting.signed-by"))


def is_of_signing(match: Match) -> bool:
    """Whether a match tells who signed a treaty."""
    return match.rule.id in _SIGNING


def is_told_fully(match: Match, status: MeetingStatus, place: Name | None) -> bool:
    """Whether the words give the place of a signing, and no rule of ceremonies reads it.

    Who refused to sign may well have met the others.
    """
    if status not in (MeetingStatus.HELD, MeetingStatus.PLANNED):
        return False
    return _is_where_signed(match, place) and not _has_event_behind(match)


def _has_event_behind(match: Match) -> bool:
    """ "signed it at a ceremony in Oslo": another rule tells of that."""
    view = match.view
    behind = map(view.value, range(match.m.end(), len(view.codes)))
    return any(isinstance(value, Event) and value.kind in _SOLEMN for value in behind)


_SOLEMN: Final = (MeetingKind.CEREMONY, MeetingKind.SUMMIT)


_FIELDS: Final = frozenset("on about for regarding concerning".split())


def _is_where_signed(match: Match, place: Name | None) -> bool:
    """Whether a place is that of a signing: not "a memorandum on stability in the Idlib zone"."""
    view = match.view
    if place is None:
        return False
    words = place.text.split()
    named = (i for i, code in enumerate(view.codes) if code in "LCXGKB" and is_placed(view, i))
    at = next((i for i in named if view.words(i, i + 1)[0] == words[0]), -1)
    if at < 0:
        return True
    last = at + 1 if view.value(at) is not None else at + len(words)
    topic = not _FIELDS.isdisjoint(match.words(match.m.start(), at))
    goes_on = view.codes[last : last + 1] in tuple("xXKGmFBES")
    return not goes_on and not (topic and place.kind is EntityKind.COUNTRY)
