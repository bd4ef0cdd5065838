"""Dates as people write them, kept at the precision of the words.

A small grammar of our own: general date parsers invent a day for "in February". ``read`` gives the
window of a phrase relative to a reference date (the document's), or None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kg.model import DateWindow

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        1,
    )
}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NAME = (
    r"(?:jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)"
    r"|sept?(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.))"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("range-mdd", rf"({_NAME})\s+{_DAY}{_TO}{_DAY}(?:,?\s*(\d{{4}}))?"),
        ("range-ddm", rf"{_DAY}{_TO}{_DAY}\s+(?:of\s+)?({_NAME})(?:,?\s*(\d{{4}}))?"),
        ("day-md", rf"({_NAME})\s+{_DAY}(?![\d:])(?:,?\s*(\d{{4}}))?"),
        ("day-dm", rf"{_DAY}\s+(?:of\s+)?({_NAME})(?:,?\s*(\d{{4}}))?"),
        ("iso", r"(\d{4})-(\d\d)-(\d\d)"),
        ("month", rf"({_NAME})(?:\s+of)?(?:,?\s*(\d{{4}}))?"),
        (
            "today",
            r"(?:earlier that|this) (?:morning|afternoon|evening|day)|(?:earlier )?today|tonight",
        ),
        ("yesterday", r"yesterday"),
        ("tomorrow", r"tomorrow"),
        ("weekday", rf"(last |next |this |on )?({'|'.join(_WEEKDAYS)})"),
        ("relative", r"(last|next|this|the past|the coming) (week|month|year)"),
        ("year", r"(?:in |of |since )?(\d{4})"),
    )
)


def month_window(year: int, month: int) -> DateWindow:
    """A whole month."""
    last = monthrange(year, month)[1]
    return DateWindow(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")


def year_window(year: int) -> DateWindow:
    """A whole year."""
    return DateWindow(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def day_window(day: date) -> DateWindow:
    """One day."""
    return DateWindow(day, day, day.isoformat())


def reference_day(published: DateWindow | None) -> date | None:
    """The day that "today" means: the document's, if it is known to the day."""
    if published is None or published.earliest != published.latest:
        return None
    return published.latest


def read(phrase: str, published: DateWindow | None, *, future: bool = False) -> DateWindow | None:
    """The window that a phrase such as "on Tuesday" means in a document of that date.

    ``future`` says that the sentence looks ahead: a weekday or a month without a year then lies
    after the document's date, otherwise before it. None where the phrase cannot be placed.
    """
    for name, pattern in _RULES:
        match = pattern.search(phrase)
        if match is not None:
            try:
                return _RESOLVE[name](match, published, future)
            except (ValueError, OverflowError):  # 31 February and the like: no date
                return None
    return None


def _year_for(month: int, day: int, published: DateWindow | None, future: bool) -> int | None:
    """The year that a date without one lies in: the nearest on the right side of the document."""
    if published is None or published.latest is None:
        return None
    today = published.latest
    candidates = [
        date(today.year + shift, month, min(day, monthrange(today.year + shift, month)[1]))
        for shift in (-1, 0, 1)
    ]
    slack = timedelta(days=31)
    fitting = [c for c in candidates if (c >= today - slack if future else c <= today + slack)]
    return min(fitting, key=lambda c: abs((c - today).days)).year if fitting else None


def _month_number(name: str) -> int:
    return _MONTHS.get(name[:3].lower(), 0)  # 0: no month, as in "APRİL"


def _day(
    month: int, day: int, year: str | None, published: DateWindow | None, future: bool
) -> DateWindow | None:
    found = int(year) if year else _year_for(month, day, published, future)
    return day_window(date(found, month, day)) if found else None


def _range(
    month: int, first: int, last: int, year: str | None, published: DateWindow | None, future: bool
) -> DateWindow | None:
    found = int(year) if year else _year_for(month, first, published, future)
    if not found:
        return None
    start, end = date(found, month, first), date(found, month, last)
    if end < start:
        return None
    if end == start:
        return day_window(start)
    return DateWindow(start, end, f"{start.isoformat()}/{end.isoformat()}")


def _month(m: re.Match[str], published: DateWindow | None, future: bool) -> DateWindow | None:
    month = _month_number(m[1])
    year = int(m[2]) if m[2] else _year_for(month, 15, published, future)
    return month_window(year, month) if year else None


def _shifted(days: int, published: DateWindow | None) -> DateWindow | None:
    today = reference_day(published)
    return day_window(today + timedelta(days=days)) if today else None


def _weekday(m: re.Match[str], published: DateWindow | None, future: bool) -> DateWindow | None:
    today = reference_day(published)
    if today is None:
        return None
    which, wanted = (m[1] or "").strip().lower(), _WEEKDAYS.index(m[2].lower())
    ahead = (wanted - today.weekday()) % 7
    if which == "next" or (future and which != "last"):
        return day_window(today + timedelta(days=ahead or 7))
    back = (today.weekday() - wanted) % 7
    return day_window(today - timedelta(days=back or (7 if which == "last" else 0)))


def _relative(m: re.Match[str], published: DateWindow | None, future: bool) -> DateWindow | None:
    today = reference_day(published)
    if today is None:
        return None
    which, unit = m[1].lower(), m[2].lower()
    step = {"last": -1, "the past": -1, "this": 0, "next": 1, "the coming": 1}[which]
    if unit == "year":
        return year_window(today.year + step)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return month_window(months // 12, months % 12 + 1)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
    sunday = monday + timedelta(days=6)
    return DateWindow(monday, sunday, f"{monday.isoformat()}/{sunday.isoformat()}")


_Resolver = Callable[[re.Match[str], DateWindow | None, bool], DateWindow | None]
_RESOLVE: dict[str, _Resolver] = {
    "range-mdd": lambda m, p, f: _range(_month_number(m[1]), int(m[2]), int(m[3]), m[4], p, f),
    "range-ddm": lambda m, p, f: _range(_month_number(m[3]), int(m[1]), int(m[2]), m[4], p, f),
    "day-md": lambda m, p, f: _day(_month_number(m[1]), int(m[2]), m[3], p, f),
    "day-dm": lambda m, p, f: _day(_month_number(m[2]), int(m[1]), m[3], p, f),
    "iso": lambda m, p, f: day_window(date(int(m[1]), int(m[2]), int(m[3]))),
    "month": _month,
    "today": lambda m, p, f: _shifted(0, p),
    "yesterday": lambda m, p, f: _shifted(-1, p),
    "tomorrow": lambda m, p, f: _shifted(1, p),
    "weekday": _weekday,
    "relative": _relative,
    "year": lambda m, p, f: year_window(int(m[1])) if 1000 <= int(m[1]) < 2200 else None,
}
