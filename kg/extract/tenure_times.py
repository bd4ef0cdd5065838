"""When an office is said to be held, taken or left: aspects and windows of one reading."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.context import Context
from kg.extract.dates import DatePhrase
from kg.extract.office_phases import Phase
from kg.extract.tenures import TenureReading
from kg.model import Aspect, DateWindow
from kg.text import windows

Time = tuple[Aspect, DateWindow]

_RANGES: Final = frozenset(("date.years", "date.months", "date.range", "date.days-of-two-months"))
_LONGEST_EVENT: Final = 80  # characters
_NEAR: Final = 2  # symbols between an office and the date that belongs to it: a comma, "in"
_FAR: Final = (
    8  # and behind a verb that takes or leaves it: "was appointed head of the bank on 3 May"
)
_LEAVES: Final = re.compile(
    r"(?i)\b(?:resign\w*|stepp?\w* down|quit\w*|left|leav\w+|retire\w*|dismiss\w*|sack\w*|oust\w*"
    r"|remov\w+|depos\w+|replac\w+|step\w* aside|departure|relieved)\b"
)


def tenure_times(context: Context, reading: TenureReading) -> list[Time]:
    """Every aspect that the words give, each with its window.

    "President from 2001 to 2005" began in 2001 and ended in 2005; "since 2020" began then and holds
    on the document's day; "was president in 1994" held in 1994 and is over.
    """
    today = context.document_window(stated=False)
    past = DateWindow(None, today.latest, "")
    over = reading.status == "former" or reading.phase is Phase.ENDED
    moves = reading.phase is not Phase.HOLDS
    near = _FAR if moves else _NEAR
    phrase = reading.date or context.date_beside(
        reading.start, reading.end, near, moves, reading.until
    )
    if phrase is not None and (times := _dated(context, reading, phrase, today)):
        return times
    if over:
        return [(Aspect.ENDS, past)]
    window = context.sentence_window(reading.start)
    if reading.phase is Phase.BEGAN:
        return [(Aspect.STARTS, DateWindow(None, window.latest, window.stated))]
    return [(Aspect.HOLDS, window)]


def _dated(
    context: Context, reading: TenureReading, phrase: DatePhrase, today: DateWindow
) -> list[Time]:
    """The times that a date beside an office gives; none where it says nothing of the office."""
    published = context.document.published
    window = phrase.window(published, future=reading.status in ("elect", "nominee"))
    if window is None:
        return []
    over = reading.status == "former" or reading.phase is Phase.ENDED
    if phrase.rule in _RANGES and reading.phase is not Phase.BEGAN:
        return _from_to(window, today)
    if phrase.relation == "since" and not over:
        return [(Aspect.STARTS, window), (Aspect.HOLDS, today)]
    began = reading.phase is Phase.BEGAN
    if (not began and phrase.relation in ("until", "till")) or _ends_with(context, reading, phrase):
        return [(Aspect.ENDS, window)] if _is_before(window, today) else []
    if phrase.relation in ("before", "after", "by"):
        return []
    if reading.phase is Phase.BEGAN:
        return [(Aspect.STARTS, window)]
    text = context.document.text[reading.start : reading.end]
    if over and _LEAVES.search(text):
        return [(Aspect.ENDS, window)]
    if reading.phase is Phase.ENDED and _is_before(window, today):
        return [(Aspect.HOLDS, window), (Aspect.ENDS, DateWindow(None, today.latest, ""))]
    return []


def _ends_with(context: Context, reading: TenureReading, phrase: DatePhrase) -> bool:
    """ "until her resignation in June 2019"."""
    behind = context.document.text[reading.end : reading.end + _LONGEST_EVENT]
    before, found, _ = behind.partition(phrase.text)
    return bool(found) and before.lower().split()[:1] in (["until"], ["till"])


def _from_to(window: DateWindow, today: DateWindow) -> list[Time]:
    first, _, last = window.stated.partition("/")
    started, ended = windows.of_stated(first), windows.of_stated(last)
    if started is None or ended is None:
        return []
    if _is_before(ended, today):
        return [(Aspect.STARTS, started), (Aspect.ENDS, ended)]
    return [(Aspect.STARTS, started), (Aspect.HOLDS, today)] if today.latest else []


def _is_before(window: DateWindow, today: DateWindow) -> bool:
    """Whether a window is over by the document's day, as far as that is known."""
    if window.latest is None or today.earliest is None:
        return window.latest is not None
    return window.latest <= today.earliest
