"""What a meeting is called: the path of its IRI, its label, and its dates for people."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kg.consolidate.facts import Day
from kg.consolidate.names import Names
from kg.consolidate.windows import Cluster, Window
from kg.model import MeetingStatus
from kg.rdf.identifiers import last_step, short_hash

_MOST_IN_PATH = 3  # participants that a path names; more are counted and hashed
_MOST_MONTHS = 24  # that a window is listed under
_STATUS_WORD = {
    MeetingStatus.HELD: "",
    MeetingStatus.PLANNED: ", planned",
    MeetingStatus.CALLED_FOR: ", called for",
    MeetingStatus.REFUSED: ", refused",
    MeetingStatus.CANCELLED: ", cancelled",
}


def who_step(family: str, agents: Sequence[str], destination: str, names: Names) -> str:
    """The part of a path that says what and who: "press-conference-a-b", "visit-a-armenia"."""
    steps = [names.step(agent) for agent in sorted(agents)]
    if len(steps) > _MOST_IN_PATH:
        others = len(steps) - _MOST_IN_PATH + 1
        told_apart_by = short_hash("|".join(sorted(agents)), 6)
        steps = [*steps[: _MOST_IN_PATH - 1], f"and-{others}-others-{told_apart_by}"]
    return "-".join([family, *steps, *([names.step(destination)] if destination else [])])


def meeting_paths(clusters: Sequence[Cluster], who: str) -> list[str]:
    """The path of each cluster of one block; those that share a date also say place or days."""
    plain = [f"meeting/{when_step(cluster.core)}-{who}" for cluster in clusters]
    placed = [
        f"{path}-{last_step(cluster.core.place) or 'somewhere'}" if plain.count(path) > 1 else path
        for path, cluster in zip(plain, clusters, strict=True)
    ]
    counts = Counter(placed)
    return [
        f"{path}-{short_hash(repr(tuple(cluster.core)), 6)}" if counts[path] > 1 else path
        for path, cluster in zip(placed, clusters, strict=True)
    ]


def when_step(window: Window) -> str:
    """A window in a path: "2024-03-19", "2024-03", "by-2024-03-20", "undated"."""
    return _when(window, "by-", "from-", "-to-") or "undated"


def when_words(window: Window) -> str:
    """A window for people: "2024-03-19", "March 2024", "by 2024-03-20", "" if nothing is known."""
    words = _when(window, "by ", "from ", " to ")
    if len(words) == len("2024-03"):
        year, month = words.split("-")
        return f"{calendar.month_name[int(month)]} {year}"
    return words


def status_words(status: MeetingStatus) -> str:
    """What a label adds for a meeting that has not been held."""
    return _STATUS_WORD[status]


def months(window: Window) -> Iterator[tuple[int, int]]:
    """(year, month) of each month that the window touches, the first two years of them.

    Of a window with an open side it is the month of the other: nobody says more.
    """
    first = _date(window.hi if window.lo is None else window.lo)
    last = _date(window.lo if window.hi is None else window.hi)
    if first is None or last is None:
        return
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for number in range(begin, min(end + 1, begin + _MOST_MONTHS)):
        yield number // 12, number % 12 + 1


def _when(window: Window, by: str, since: str, to: str) -> str:
    lo, hi = _date(window.lo), _date(window.hi)
    if lo is None or hi is None:
        return f"{by}{hi}" if hi else f"{since}{lo}" if lo else ""
    if lo == hi:
        return lo.isoformat()
    if lo.year == hi.year and lo.day == 1 and hi.day == calendar.monthrange(hi.year, hi.month)[1]:
        if lo.month == hi.month:
            return lo.isoformat()[:7]
        if (lo.month, hi.month) == (1, 12):
            return lo.isoformat()[:4]
    return f"{lo}{to}{hi}"


def _date(day: Day) -> date | None:
    return None if day is None else date.fromordinal(day)
