"""Dates as headers, metadata and datelines write them, with the precision they have.

"03, 2024" is March 2024, "04/05/2024" is 2024 unless the order of day and month is known: a day
that no words state is never invented. Dates in running prose are another matter (kg.extract.dates).
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from typing import Final

from kg.model import DateWindow
from kg.text.windows import day_window, month_window, of_day, year_window

_MONTHS: Final = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr, (*[""] * 9, "Sept"))
    for number, name in enumerate(names)
    if name
}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?:(?P=mark)(?P<day>\d{{1,2}}))?(?!\d)",
        rf"(?<!\d){_DAY}[ ./-]{{0,2}}(?:of )?{_MONTH},?[ ./-]{{0,2}}{_YEAR}",
        rf"\b{_MONTH} {{0,2}}{_DAY}(?:,| ){{1,2}}{_YEAR}",
        rf"\b{_MONTH},? {_YEAR}",
        r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
        rf"(?<!\d)(?P<lone>\d{{1,2}}), {_YEAR}",  # its month, the day is lost; or the reverse
        r"^(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:T\d{4,6}Z?)?$",
        r"^(?P<year>\d{4})$",
    )
)
_INTERVAL: Final = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)/(\d{4}-\d\d(?:-\d\d)?)")
_TIMESTAMP: Final = re.compile(r"[12]\d{9}(?:\d{3})?(?:\.\d+)?")
_WEEKDAY: Final = "|".join(
    ["tues", "thur", "thurs", "weds", *calendar.day_name, *calendar.day_abbr]
)
# What may stand beside the date without being more than its label, weekday, time or zone.
_BESIDE: Final = re.compile(
    rf"\b(?:{_WEEKDAY})\b|(?:\bT|\b)\d{{1,2}}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{{1,9}})?)?Z?"
    r"|\b\d{1,2} ?[ap]\.? ?m\b|\b[ap]\.?m\b|[+-]\d\d:?\d\d\b"
    r"|\b(?:UTC|GMT|[ECMPB]E?[SD]?T|MSK|AMT|noon|hours?|hrs|local|time|Z)\b"
    r"|\b(?:at|on|of|first|last|published|posted|updated|issued|released?|publication|dated?|for)\b",
    re.IGNORECASE,
)
_EARLIEST_YEAR: Final = 1500  # no document is older
_LONGEST: Final = 120  # code points of a value that can be a date at all


def read_date(value: str, *, day_first: bool | None = None) -> DateWindow | None:
    """Read a whole value as a date; None where it is not one or is not a day of the calendar.

    ``day_first`` says how 04/05/2024 is meant where the format has a convention; otherwise only
    its year is taken. The day is the one written, whatever the time zone.

    >>> read_date("March 20, 2024").stated, read_date("03, 2024").stated
    ('2024-03-20', '2024-03')
    """
    window, rest = _read(value, day_first)
    return None if re.search(r"\w", rest) else window


def read_date_line(line: str, *, day_first: bool | None = None) -> tuple[DateWindow, str] | None:
    """Read a line that holds a date and at most a place: the date and the place ("" without)."""
    window, rest = _read(line, day_first)
    place = " ".join(rest.replace("|", " ").split()).strip(" ,.;:-–—/()")
    words = place.replace(",", " ").split()
    if window is None or len(words) > 4 or not all(_capitalised(word) for word in words):
        return None
    return window, place


def _capitalised(word: str) -> bool:
    return word[0].isupper() and not any(c.isdigit() for c in word) and ":" not in word


def _read(value: str, day_first: bool | None) -> tuple[DateWindow | None, str]:
    """The date in a value and what else the value says."""
    value = " ".join(value[: _LONGEST + 1].split())
    if not value or len(value) > _LONGEST:
        return None, value
    if interval := _INTERVAL.fullmatch(value):
        return _interval(interval[1], interval[2]), ""
    if _TIMESTAMP.fullmatch(value):
        return _timestamp(value), ""
    found = (match for form in _FORMS if (match := form.search(value)))
    match = min(found, key=lambda m: (m.start(), -m.end()), default=None)
    if match is None:
        return None, value
    rest = value[: match.start()] + " " + value[match.end() :]
    return _window(match.groupdict(), day_first), _BESIDE.sub(" ", rest)


def _window(parts: dict[str, str | None], day_first: bool | None) -> DateWindow | None:
    year = int(parts["year"] or 0)
    if year < _EARLIEST_YEAR:
        return None
    if lone := parts.get("lone"):
        return month_window(year, int(lone)) if int(lone) <= 12 else year_window(year)
    if first := parts.get("first"):
        return _numeric(year, int(first), int(parts["second"] or 0), parts["mark"], day_first)
    name = parts.get("month")
    month = _MONTHS.get(name.casefold(), 0) if name else int(parts.get("number") or 0)
    day = int(parts.get("day") or 0)
    if day:
        return day_window(year, month, day)
    return month_window(year, month) if month else year_window(year)


def _numeric(
    year: int, first: int, second: int, mark: str | None, day_first: bool | None
) -> DateWindow | None:
    """12/03/2024: day and month in the order that is known or possible; with dots the day leads."""
    readings = [
        window
        for day, month in ((first, second), (second, first))
        if (window := day_window(year, month, day))
    ]
    if len(readings) < 2 or first == second:
        return readings[0] if readings else None
    if mark != "." and day_first is None:
        return year_window(year)
    return readings[1] if day_first is False else readings[0]


def _interval(start: str, end: str) -> DateWindow | None:
    first, last = _read(start, None)[0], _read(end, None)[0]
    if first is None or last is None or not (first.earliest and last.latest):
        return None
    if first.earliest > last.latest:
        return None
    if first == last:
        return first
    return DateWindow(first.earliest, last.latest, f"{first.stated}/{last.stated}")


def _timestamp(value: str) -> DateWindow:
    """Seconds or milliseconds since 1970: a day in UTC."""
    whole = int(value.split(".")[0])
    seconds = whole // 1000 if whole >= 10**12 else whole
    return of_day(datetime.fromtimestamp(seconds, tz=UTC).date())
