"""Windows of days: what a day, a month, a quarter, a year or a stretch of them cover.

Every function gives None for what no calendar has (31 February, the 13th month), so that the
readers of dates never have to catch anything.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from kg.model import DateWindow

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
_MARGIN: Final = 400  # days: nothing is reckoned from a day so close to the ends of the calendar


def of_day(day: date) -> DateWindow:
    """One day."""
    return DateWindow(day, day, day.isoformat())


def day_window(year: int, month: int, day: int) -> DateWindow | None:
    """One day, given by its numbers."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= month <= 12:
        return None
    return of_day(date(year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def month_window(year: int, month: int) -> DateWindow | None:
    """A whole month."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    return DateWindow(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")


def year_window(year: int) -> DateWindow | None:
    """A whole year."""
    return years_window(year, year)


def years_window(first: int, last: int) -> DateWindow | None:
    """Whole years, from the first to the last."""
    if not EARLIEST_YEAR <= first <= last <= LATEST_YEAR:
        return None
    stated = f"{first:04}" if first == last else f"{first:04}/{last:04}"
    return DateWindow(date(first, 1, 1), date(last, 12, 31), stated)


def months_window(first: int, last: int) -> DateWindow | None:
    """Whole months, each counted from the year 0: ``12 * year + month - 1``."""
    start, end = month_window(*_month(first)), month_window(*_month(last))
    return through(start, end)


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def month_number(day: date) -> int:
    """The month of a day, counted from the year 0."""
    return 12 * day.year + day.month - 1


def of_stated(words: str) -> DateWindow | None:
    """The window of a day, month or year as windows state it; None for anything else.

    >>> of_stated("2024-02").latest.isoformat()
    '2024-02-29'
    """
    parts = words.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = [*map(int, parts), 0, 0][:3]
    if len(parts) == 3:
        return day_window(year, month, day)
    return month_window(year, month) if len(parts) == 2 else year_window(year)


def week_window(day: date) -> DateWindow:
    """The Monday to the Sunday that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    return DateWindow(monday, sunday, f"{monday.isoformat()}/{sunday.isoformat()}")


def through(first: DateWindow | None, last: DateWindow | None) -> DateWindow | None:
    """From the beginning of one window to the end of another; None if that lies before it.

    >>> through(month_window(2024, 3), month_window(2024, 5)).stated
    '2024-03/2024-05'
    """
    if first is None or last is None or first == last:
        return first if last is not None else None
    if first.earliest is None or last.latest is None or first.earliest > last.latest:
        return None
    stated = ""
    if first.stated and last.stated:
        start, end = first.stated.partition("/")[0], last.stated.rpartition("/")[2]
        stated = start if start == end else f"{start}/{end}"
    return DateWindow(first.earliest, last.latest, stated)


def either(one: DateWindow | None, other: DateWindow | None) -> DateWindow | None:
    """The days of two readings, where it is open which of them is meant: no words state them."""
    if one is None or other is None or one == other:
        return one if other is not None else None
    starts = [window.earliest for window in (one, other)]
    ends = [window.latest for window in (one, other)]
    return DateWindow(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
        "",
    )


def can_reckon(day: date) -> bool:
    """Whether a day is far enough from the ends of the calendar to count from."""
    return date.min + timedelta(days=_MARGIN) < day < date.max - timedelta(days=_MARGIN)
