"""Meetings told in the present tense, of a day to come: "receives her in Oslo tomorrow".

A headline tells in the present of what happened. So does a body without a date; with one that lies
ahead it announces. A bare weekday, "meets her on Friday", is in a body the next one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.extract.meetings import MeetingReading
from kg.model import Document, MeetingStatus, ZoneKind
from kg.text.dates import Weekday


def scheduled(reading: MeetingReading, document: Document) -> MeetingReading:
    """A reading, planned where it tells in the present of a day behind that of the document."""
    date, published = reading.date, document.published
    today = published.latest if published is not None else None
    if not reading.present or reading.status is not MeetingStatus.HELD or date is None:
        return reading
    window = date.window(published, future=False)
    if today is None or window is None or window.earliest is None:
        return reading
    bare = isinstance(date.meaning, Weekday) and not date.meaning.which
    next_one = bare and window.earliest < today and not _is_title(document, reading.start)
    leaves = window.earliest == today and _LEAVES.match(document.text, reading.start) is not None
    leaves = leaves and not _is_title(document, reading.start)  # "leaves for Oslo this afternoon"
    if window.earliest > today or next_one or leaves:
        return replace(reading, status=MeetingStatus.PLANNED)
    return reading


_LEAVES: Final = re.compile(r"(?:leaves|departs|flies|travels|heads|sets off)\b")


def _is_title(document: Document, offset: int) -> bool:
    """Whether a headline stands there, or the words below a picture."""
    return any(zone.kind in _TITLES and zone.start <= offset < zone.end for zone in document.zones)


_TITLES: Final = frozenset({ZoneKind.HEADLINE, ZoneKind.CAPTION})
