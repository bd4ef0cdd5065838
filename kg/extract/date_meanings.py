"""What the words of each date rule mean; None where they turn out to be no date."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.date_rule import DateWords, number
from kg.extract.lexicon import (
    COUNTED,
    DATED_EVENTS,
    NAMED_AFTER_DATES,
    NAMED_AFTER_WEEKDAYS,
    NAMED_DAYS,
    words,
)
from kg.model import DateWindow
from kg.text import windows
from kg.text.dates import (
    DayOfMonth,
    Expression,
    Leaning,
    PartOfYear,
    Step,
    Through,
    Weekday,
    WeekdayOfWeek,
    Weekend,
    Within,
    Yearless,
    fixed,
)
from kg.text.header_dates import read_date

_FIGURES: Final = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_STEPS: Final = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "this": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
}
_COUNTED: Final = frozenset(words(COUNTED))
_BODIES: Final = frozenset(words(NAMED_AFTER_DATES))
_NAMED_DAYS: Final = frozenset(words(NAMED_DAYS))
_AFTER_WEEKDAYS: Final = frozenset(words(NAMED_AFTER_WEEKDAYS))
_EVENTS: Final = frozenset(words(DATED_EVENTS))
_QUARTERS: Final = {
    "quarter": {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
                "fourth": 4, "4th": 4, "last": 4},
    "half": {"first": 1, "1st": 1, "second": 2, "2nd": 2, "last": 2},
}  # fmt: skip


def _counts(w: DateWords) -> bool:
    """ "in March 19 people", "the 19 May Stadium": it belongs to what follows."""
    following = w.word(0).lower()
    if following in ("to", "and", "or", "-", "–"):  # "from 1500 to 2000 soldiers"
        return w.word(2).lower() in _COUNTED
    return following in _COUNTED or (w.word(0).istitle() and following in _BODIES)


def numeric(w: DateWords) -> Expression | None:
    """A day in figures, as the reader of headers takes it."""
    figures = w.text().replace(" ", "")
    return fixed(read_date(figures)) if _FIGURES.fullmatch(figures) else None


def _day(w: DateWords, month: int, day: int, year: int) -> Expression | None:
    if year:
        return fixed(windows.day_window(year, month, day))
    return _days(w, (month, day), (month, day))


def _days(w: DateWords, first: tuple[int, int], last: tuple[int, int]) -> Expression | None:
    found = Yearless(first, last, w.weekday())
    return found if found.in_year(2024) is not None else None  # a leap year has every day


def day(w: DateWords) -> Expression | None:
    """A day of a month."""
    if _counts(w):
        return None
    return _day(w, w.month("m"), w.number("d"), w.year())


def days(w: DateWords) -> Expression | None:
    """Days of one month, the first before the last."""
    month, first, last = w.month("m"), w.number("d1"), w.number("d2")
    if not 0 < first < last or _counts(w):
        return None
    if w.year():
        start = windows.day_window(w.year(), month, first)
        return fixed(windows.through(start, windows.day_window(w.year(), month, last)))
    return _days(w, (month, first), (month, last))


def days_of_two_months(w: DateWords) -> Expression | None:
    """From a day of one month to a day of another; either may have the year."""
    if w.word(-1) and " and " in f" {w.text()} " and w.led(1) != "between":
        return None
    first = (w.month("m1") or w.month("m2"), max(w.number("d1"), w.number("d2")))
    last = (w.month("m3") or w.month("m4"), max(w.number("d3"), w.number("d4")))
    year, end = w.year("y1"), w.year()
    if not (year or end):
        return _days(w, first, last)
    end = end or year + (last < first)
    start = windows.day_window(year or end - (last < first), *first)
    return fixed(windows.through(start, windows.day_window(end, *last)))


def of_this_year(w: DateWords) -> Expression | None:
    """A day or a month of this, the last or the next year."""
    month = w.month("m") or w.month("m2")
    day = max(w.number("d"), w.number("d2"), 0)
    if day and not Yearless((month, day), (month, day)).in_year(2024):
        return None
    return PartOfYear(month, month, _STEPS[w.text("which")], day)


def day_of_this_month(w: DateWords) -> Expression | None:
    """The nth of this, the last, the next or the same month."""
    found, which = w.number("d"), w.text("which")
    if not 0 < found <= 31 or (which == "the") != bool(w.text("same")):
        return None
    if which == "the":
        return None
    return DayOfMonth(found, _STEPS[which])


def months(w: DateWords) -> Expression | None:
    """From one month to another; "and" and "to" only after "between" and "from"."""
    first, last = w.text("m1"), w.text("m2")
    if not last:
        first, _, last = first.partition("-")
        if not last or first == "mid":
            return None
    elif not w.led(1) and not re.search(r"[-–—]", w.text()):
        return None
    ends = [_month_number(first), _month_number(last)]
    if 0 in ends or ends[0] == ends[1]:
        return None
    if w.year():
        start = windows.month_window(w.year() - (ends[1] < ends[0]), ends[0])
        return fixed(windows.through(start, windows.month_window(w.year(), ends[1])))
    return Yearless((ends[0], 0), (ends[1], 0))


def _month_number(name: str) -> int:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return names.index(name[:3]) + 1 if name[:3] in names else 0


def month(w: DateWords) -> Expression | None:
    """A month of a year."""
    return fixed(windows.month_window(w.year(), w.month("m")))


def month_alone(w: DateWords) -> Expression | None:
    """A month whose year is the nearest: "in May", "last May", "the May summit"."""
    name, which = w.text("m"), w.led(2)
    cue = bool(w.led()) or name.startswith("mid-")
    if not cue and w.word(-1).lower() == "of":
        cue = w.word(-2).lower() in ("month", "week", "half", "rest", "days", "weeks")
    if not cue and w.word(0).lower() in _EVENTS:
        cue = w.word(-1).lower() in ("the", "its", "their", "his", "her", "our", "a", "an")
    if not cue or (name in w.surnames):
        return None
    month = w.month("m")
    if which == "this":
        return PartOfYear(month, month, 0)
    return Yearless((month, 0), (month, 0), side=_STEPS.get(which, 0))


def decade(w: DateWords) -> Expression | None:
    """Ten years, or a hundred where that is what the words say."""
    first, mark = w.year(), w.text()[4:].strip()
    if first % 10 or mark not in ("s", "'s", "’s"):
        return None
    if first % 100 == 0 and first < 1900:
        return fixed(windows.years_window(first, first + 99))
    return fixed(windows.years_window(first, first + 9))


def years(w: DateWords) -> Expression | None:
    """From one year to another; 2001-05 may also be a month."""
    first, end = w.year(), w.text("y2")
    mark = w.text()[len(w.text("y")) : -len(end)].strip()
    if not end.isdigit() or _counts(w):
        return None
    if mark.isalpha() and not (w.led(1) and (mark != "and" or w.led(1) == "between")):
        return None
    if len(end) == 4:
        return fixed(windows.years_window(first, int(end))) if int(end) > first else None
    if len(end) != 2 or mark.isalpha():
        return None
    last = first - first % 100 + int(end)
    whole = windows.years_window(first, last) if last > first else None
    as_month = windows.month_window(first, int(end)) if mark == "-" else None
    if whole is not None and as_month is not None:
        return fixed(windows.either(whole, as_month))
    return fixed(whole or as_month)


def part_of_year(w: DateWords) -> Expression | None:
    """A quarter or a half."""
    part = w.text("part")
    index, length = _QUARTERS[part].get(w.led(1), 0), 3 if part == "quarter" else 6
    if not index:
        return None
    first, last = length * (index - 1) + 1, length * index
    if w.year():
        start = windows.month_window(w.year(), first)
        return fixed(windows.through(start, windows.month_window(w.year(), last)))
    return PartOfYear(first, last, _STEPS[w.text("which")])


def season(w: DateWords) -> Expression | None:
    """The year of a season, for where it lies is not known; a winter may begin a year early."""
    year, named, which = w.year(), w.text("season"), w.led(2)
    if year:
        window = windows.year_window(year)
        if window is None or named not in ("winter", "summer"):
            return fixed(window)
        wider = windows.years_window(year - 1, year + 1)
        if wider is None:
            return None
        return fixed(DateWindow(wider.earliest, wider.latest, window.stated))
    if w.text("which"):
        return Step("year", _STEPS[w.text("which")])
    if not which or w.word(0).lower() == "of" or (which == "the" and not w.led(1)):
        return None
    return Within("year", 1, ahead=which == "next")


def year(w: DateWords) -> Expression | None:
    """A year, unless it counts something."""
    lead = w.led()
    if not lead or (lead.split()[0] == "the" and not w.led(1)) or _counts(w):
        return None
    return fixed(windows.year_window(w.year()))


def weekdays(w: DateWords) -> Expression | None:
    """From one weekday to the next of another name."""
    first, last = w.weekday(), w.weekday("w2")
    if w.text("to") == "and" and w.led(1) != "between" and (last - first) % 7 != 1:
        return None
    if w.text("to") not in ("-", "–", "—", "through", "and") and not w.led(1):
        return None
    return Through(Weekday(first), Weekday(last))


def weekday_of_week(w: DateWords) -> Expression | None:
    """A weekday of last, this or next week."""
    which = w.text("which") or w.led(1)
    found = max(w.weekday(), w.weekday("w2"))
    return WeekdayOfWeek(found, _STEPS[which]) if which else None


def weekday(w: DateWords) -> Expression | None:
    """The nearest day of that name, unless it is one of a name's words."""
    following, preceding = w.word(0), w.word(-1)
    if following.istitle() and following.lower() in _AFTER_WEEKDAYS:
        return None
    if preceding.istitle() and preceding.lower() in _NAMED_DAYS:
        return None
    if preceding.lower() in ("a", "every", "each", "any", "most", "some") and not w.led(2):
        return None  # "on a Saturday morning"
    if w.led(1):
        which = "following" if w.led(1) == "following" else "last"
        return Leaning(w.before, Weekday(w.weekday(), which))
    which = w.led(2)
    return Weekday(w.weekday(), "last" if which == "this past" else which)


def today(w: DateWords) -> Expression | None:
    """The document's day, unless it is part of a newspaper's name."""
    if w.head()[0].isupper() and w.word(-1)[:1].isupper():
        return None
    return Step("day", 0)


def part_of_day(w: DateWords) -> Expression | None:
    """This morning, last night; "that evening" leans on the date before."""
    which = w.led(1)
    if which == "last":
        return Step("day", -1) if w.text() == "night" else None
    if which == "this" or w.before is None:
        return Step("day", 0)
    return Leaning(w.before, Step("day", 0))


def yesterday(w: DateWords) -> Expression | None:
    """One day away, two with "the day before" in front."""
    step = -1 if w.text("which") == "yesterday" else 1
    further = w.text("further")
    if further and (further == "before") != (step < 0):
        return Step("day", 0)
    return Step("day", 2 * step if further else step)


def weekend(w: DateWords) -> Expression | None:
    """The last one, or the one ahead."""
    which = w.led(1)
    if which in ("last", "next"):
        return Step("weekend", _STEPS[which])
    if w.word(0).lower() in ("house", "break", "edition", "of"):
        return None
    return Weekend()


def unit(w: DateWords) -> Expression | None:
    """A calendar unit beside this one; "the past year" is no calendar year."""
    which, name = w.led(2), w.text("unit")
    if w.word(0).lower() in ("of", "when"):
        return None
    if which in ("past", "coming", "this past", "this last") or (
        w.led(1) and which in ("last", "next")
    ):
        if which == "next" and w.before is not None:
            return Leaning(w.before, Step(name, 1))
        return Within(name, 1, ahead=which in ("next", "coming"))
    return Step(name, _STEPS[which])


def _count(word: str) -> int:
    return -1 if not word else number(word)


def ago(w: DateWords) -> Expression | None:
    """So many units before the document; about so many, only before it."""
    name, count = w.text("unit").removesuffix("s"), _count(w.led(2))
    if w.led(1) or count < 1 or w.led(2) == "half":
        return Within("year", 0, ahead=False)
    return Step(name, -count)


def later(w: DateWords) -> Expression | None:
    """So many units from the date before; "two days after the vote" leans on something else."""
    name, count, side = w.text("unit").removesuffix("s"), _count(w.led(2)), w.text("side")
    if w.led(2) == "the" and name == "day":
        count = 1
    following = w.word(0)
    if side in ("before", "after") and (following[:1].isalnum() or following in "\"“«'"):
        return None if following else Leaning(w.before, Step(name, _signed(count, side)))
    if count < 1 or w.led(1):
        return Leaning(None, Step(name, 0)) if w.led(2) not in ("sooner", "any") else None
    return Leaning(w.before, Step(name, _signed(count, side)))


def _signed(count: int, side: str) -> int:
    return -count if side in ("earlier", "before") else count


def next_day(w: DateWords) -> Expression | None:
    """The day, week, month or year beside the date before, or the same."""
    which, name = w.led(1), w.text("unit")
    if w.word(0).lower() in ("of", "before", "after", "that", "when"):
        return None
    if which in ("later in the", "earlier in the"):
        return Leaning(w.before, Step(name, 0)) if w.before is not None else Step(name, 0)
    if which in ("that", "that same", "the same"):
        return Leaning(w.before, Step(name, 0))
    return Leaning(w.before, Step(name, 1 if which in ("the following", "the next") else -1))


def within(w: DateWords) -> Expression | None:
    """A stretch up to the document's day, or from it on."""
    which, count = w.led(1), _count(w.led(2))
    if w.led(2) and count < 0 and w.led(2) not in ("few", "couple of", "several"):
        return None
    if which == "recent" and w.led(2):
        return None
    name = w.text("unit").removesuffix("s")
    return Within(name, max(count, 0), ahead=which in ("next", "coming"))
