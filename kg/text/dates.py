"""What the words of a date mean, kept at their own precision and read against a document's date.

General date parsers invent a day for "in February". An ``Expression`` is what a rule of
``kg.extract.date_rules`` read; ``place`` gives its window in a document of some date. A document
that is known to its month only places nothing more exactly than all days of that month allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kg.model import DateWindow
from kg.text import windows

MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_SLACK: Final = timedelta(
    days=31
)  # a day without a year may lie that far on the other side of today


@dataclass(frozen=True, slots=True)
class Expression:
    """The meaning of some words, before it is known when they were written."""

    @property
    def absolute(self) -> bool:
        """Whether it means the same whenever it is said."""
        return False

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The window on a day; ``future`` where the sentence looks ahead."""
        raise NotImplementedError


def place(
    expression: Expression, published: DateWindow | None, *, future: bool = False
) -> DateWindow | None:
    """The window of an expression in a document of that date; None where it has none."""
    if expression.absolute:
        return expression.on(date(2000, 1, 1), future=future)
    if published is None or published.earliest is None or published.latest is None:
        return None
    if not windows.can_reckon(published.earliest) or not windows.can_reckon(published.latest):
        return None
    first = expression.on(published.earliest, future=future)
    last = expression.on(published.latest, future=future)
    window = windows.either(first, last)
    if window is None or window.stated:
        return window
    same = (window.earliest, window.latest) == (published.earliest, published.latest)
    return published if same else window


@dataclass(frozen=True, slots=True)
class Fixed(Expression):
    """A date that is complete in itself: "19 March 2024", "in 1994", "the 1990s"."""

    window: DateWindow

    @property
    def absolute(self) -> bool:
        """It always does."""
        return True

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The same on every day."""
        return self.window


def fixed(window: DateWindow | None) -> Expression | None:
    """The expression of a window, None where the calendar has no such days."""
    return None if window is None else Fixed(window)


@dataclass(frozen=True, slots=True)
class Yearless(Expression):
    """A day, a month or a range of them without a year: "March 19", "in March", "19-21 March".

    ``first`` and ``last`` are months and days, day 0 being the whole month. A weekday beside the
    date decides between the years.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    weekday: int = -1
    side: int = 0  # -1 of "last May", 1 of "next May"

    def in_year(self, year: int) -> DateWindow | None:
        """The window in the year of its beginning."""
        if self.first == self.last:
            return _part(year, *self.first)
        later = year + (self.last < self.first)
        return windows.through(_part(year, *self.first), _part(later, *self.last))

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """In the nearest year that is on the right side of the day."""
        found = []
        for year in (today.year - 1, today.year, today.year + 1):
            window = self.in_year(year)
            if window is not None and window.earliest is not None:
                day = window.earliest + timedelta(days=0 if self.first[1] else 14)
                found.append((abs((day - today).days), window, window.earliest))
        if self.side:
            now = windows.month_window(today.year, today.month)
            beside = [entry for entry in found if entry[1] != now]
            future, found = self.side > 0, beside
        weekday = [entry for entry in found if entry[2].weekday() == self.weekday]
        slack = _SLACK if self.first[1] and not self.side else timedelta()
        fitting = [
            entry
            for entry in weekday or found
            if weekday or (entry[2] >= today - _SLACK if future else entry[2] <= today + slack)
        ]
        return min(fitting, key=lambda entry: entry[0])[1] if fitting else None


def _part(year: int, month: int, day: int) -> DateWindow | None:
    return windows.day_window(year, month, day) if day else windows.month_window(year, month)


@dataclass(frozen=True, slots=True)
class Step(Expression):
    """So many units from the day: "yesterday", "two weeks ago", "next month", "this year"."""

    unit: str
    count: int

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The day, week, month … that lies so many of them away."""
        return unit_window(today, self.unit, self.count)


def unit_window(day: date, unit: str, step: int) -> DateWindow | None:
    """The day, week, weekend, month, quarter, year or decade so many steps from a day's own."""
    if abs(step) > 150:
        return None
    if unit == "day":
        return windows.of_day(day + timedelta(days=step)) if windows.can_reckon(day) else None
    if unit in ("week", "weekend"):
        if not windows.can_reckon(day) or abs(step) > 50:
            return None
        week = windows.week_window(day + timedelta(weeks=step))
        if unit == "week" or week.latest is None:
            return week
        saturday = windows.of_day(week.latest - timedelta(days=1))
        return windows.through(saturday, windows.of_day(week.latest))
    if unit == "month":
        return windows.months_window(*2 * [windows.month_number(day) + step])
    if unit == "quarter":
        first = 3 * (windows.month_number(day) // 3 + step)
        return windows.months_window(first, first + 2)
    if unit == "year":
        return windows.year_window(day.year + step)
    first_year = day.year - day.year % 10 + 10 * step
    return windows.years_window(first_year, first_year + 9)


@dataclass(frozen=True, slots=True)
class Weekday(Expression):
    """A day of the week: "on Tuesday", "last Friday", "this Sunday", "next Monday"."""

    weekday: int
    which: str = ""

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The nearest one, the day itself included unless a word excludes it."""
        ahead, back = (self.weekday - today.weekday()) % 7, (today.weekday() - self.weekday) % 7
        if self.which == "last":
            return unit_window(today, "day", -(back or 7))
        if self.which == "following":
            return unit_window(today, "day", ahead or 7)
        if self.which == "next":
            near = unit_window(today, "day", ahead or 7)
            if self.weekday <= today.weekday():
                return near
            # "next Friday", said on a Monday: of this week or of the next? Both are English.
            return windows.either(near, unit_window(today, "day", ahead + 7))
        if self.which == "this" and not future:
            return unit_window(today, "day", self.weekday - today.weekday())
        return unit_window(today, "day", ahead if future else -back)


@dataclass(frozen=True, slots=True)
class WeekdayOfWeek(Expression):
    """A weekday of another week: "Tuesday last week"."""

    weekday: int
    week: int

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The day of the week that lies so many weeks away."""
        return unit_window(today, "day", self.weekday - today.weekday() + 7 * self.week)


@dataclass(frozen=True, slots=True)
class Weekend(Expression):
    """ "at the weekend", "this weekend": the one before, or the one ahead."""

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """This week's from Saturday on, or in a plan; else last week's."""
        return unit_window(today, "weekend", 0 if future or today.weekday() > 4 else -1)


@dataclass(frozen=True, slots=True)
class DayOfMonth(Expression):
    """ "the 19th of this month", "of last month"."""

    day: int
    month: int

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """The day of the month that lies so many months away."""
        month = windows.month_number(today) + self.month
        return windows.day_window(month // 12, month % 12 + 1, self.day)


@dataclass(frozen=True, slots=True)
class PartOfYear(Expression):
    """Months of this, the last or the next year: "in the first quarter of this year".

    Or a day of its first month: "on 5 May this year".
    """

    first: int
    last: int
    year: int
    day: int = 0

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """Those months of the year that lies so many years away."""
        if self.day:
            return windows.day_window(today.year + self.year, self.first, self.day)
        january = 12 * (today.year + self.year)
        return windows.months_window(january + self.first - 1, january + self.last - 1)


@dataclass(frozen=True, slots=True)
class Leaning(Expression):
    """A date that leans on one named before: "the previous day", "two weeks later", "that day".

    Without a date to lean on it is open: then only the side of the document's day is known.
    """

    anchor: Expression | None
    step: Expression

    @property
    def absolute(self) -> bool:
        """Where the date that it leans on is."""
        return self.anchor is not None and self.anchor.absolute

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """Counted from both ends of the date it leans on."""
        if self.anchor is None:
            return DateWindow(today, None, "") if future else DateWindow(None, today, "")
        known = self.anchor.on(today, future=future)
        if known is None or known.earliest is None or known.latest is None:
            return None
        if not windows.can_reckon(known.earliest) or not windows.can_reckon(known.latest):
            return None
        first = self.step.on(known.earliest, future=future)
        return windows.either(first, self.step.on(known.latest, future=future))


@dataclass(frozen=True, slots=True)
class Within(Expression):
    """Some time in the last or next so many units: "in recent years", "in the coming days".

    No words state the date; a count of 0 leaves the far end open.
    """

    unit: str
    count: int
    ahead: bool

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """From that far to the day, or from the day that far."""
        step = self.count if self.ahead else -self.count
        far = unit_window(today, self.unit, step) if self.count else None
        if self.ahead:
            return DateWindow(today, far.latest if far else None, "")
        return DateWindow(far.earliest if far else None, today, "")


@dataclass(frozen=True, slots=True)
class Through(Expression):
    """From one date to another: "from March 2019 to June 2022", "Monday to Wednesday"."""

    first: Expression
    last: Expression

    @property
    def absolute(self) -> bool:
        """Where its parts are."""
        return self.first.absolute and self.last.absolute

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """From the beginning of the first, on or before the last, to the end of the last."""
        last = self.last.on(today, future=future)
        if last is None or last.latest is None:
            return None
        if isinstance(self.first, Yearless | Weekday) and windows.can_reckon(last.latest):
            return windows.through(self.first.on(last.latest, future=False), last)
        return windows.through(self.first.on(today, future=future), last)


@dataclass(frozen=True, slots=True)
class Bounded(Expression):
    """Before or after a date: "by Friday", "before 2010", "after 2001"."""

    of: Expression
    after: bool

    @property
    def absolute(self) -> bool:
        """Where its parts are."""
        return self.of.absolute

    def on(self, today: date, *, future: bool) -> DateWindow | None:
        """One side is known, and no words state the date."""
        known = self.of.on(today, future=future)
        if known is None:
            return None
        if self.after:
            return DateWindow(known.earliest, None, "")
        return DateWindow(None, known.latest, "")
