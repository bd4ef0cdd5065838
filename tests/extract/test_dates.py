"""Dates keep the precision of their words, and are read against the document's own date."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import codes
from kg.extract.date_rules import RULES
from kg.extract.dates import DatePhrase, date_stage
from kg.extract.lattice import Lattice
from kg.model import DateWindow
from kg.text import windows
from kg.text.tokens import tokenize

PUBLISHED = windows.of_day(date(2024, 3, 20))  # a Wednesday


def phrases(text: str) -> list[DatePhrase]:
    """The dates in a text of its own."""
    tokens = tokenize(text)
    lattice = Lattice(tokens, codes.encode(tokens.words), list(range(len(tokens.words) + 1)))
    date_stage(lattice)
    return [lattice.value(at) for at in lattice.places("D", 0, len(lattice.codes))]


def window(
    words: str, published: DateWindow | None = PUBLISHED, *, future: bool = False
) -> DateWindow | None:
    """The window of the last date in some words."""
    found = phrases(words)
    return found[-1].window(published, future=future) if found else None


def stated(words: str, *, future: bool = False) -> str | None:
    found = window(words, future=future)
    return None if found is None else found.stated


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_places_its_example(rule: object) -> None:
    found = [phrase for phrase in phrases(rule.example) if phrase.rule == rule.id]
    assert found[0].window(PUBLISHED).stated == rule.window


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # days of the week
        ("on Tuesday", "2024-03-19"),
        ("on Wednesday", "2024-03-20"),
        ("late on Tuesday evening", "2024-03-19"),
        ("last Wednesday", "2024-03-13"),
        ("this Monday", "2024-03-18"),
        ("this past Sunday", "2024-03-17"),
        ("next Tuesday", "2024-03-26"),
        ("next Friday", ""),  # the 22nd or the 29th
        ("on Friday of last week", "2024-03-15"),
        ("last week's Friday", "2024-03-15"),
        ("Monday next week", "2024-03-25"),
        ("from Monday to Wednesday", "2024-03-18/2024-03-20"),
        ("on Saturday and Sunday", "2024-03-16/2024-03-17"),
        ("at the weekend", "2024-03-16/2024-03-17"),
        ("last weekend", "2024-03-16/2024-03-17"),
        ("next weekend", "2024-03-30/2024-03-31"),
        # days beside the document's
        ("today", "2024-03-20"),
        ("earlier today", "2024-03-20"),
        ("this morning", "2024-03-20"),
        ("earlier that afternoon", "2024-03-20"),
        ("tonight", "2024-03-20"),
        ("last night", "2024-03-19"),
        ("yesterday", "2024-03-19"),
        ("the day before yesterday", "2024-03-18"),
        ("tomorrow morning", "2024-03-21"),
        ("the day after tomorrow", "2024-03-22"),
        ("two days ago", "2024-03-18"),
        ("3 days ago", "2024-03-17"),
        # days of a month
        ("on March 19", "2024-03-19"),
        ("on 19 March", "2024-03-19"),
        ("on the 19th of March", "2024-03-19"),
        ("on this 19th day of March", "2024-03-19"),
        ("on Tuesday, March 19", "2024-03-19"),
        ("on Tuesday, 19 March 2024", "2024-03-19"),
        ("on Tuesday the 19th of March", "2024-03-19"),
        ("19 March 2022", "2022-03-19"),
        ("March 3rd, 2021", "2021-03-03"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("3 JANUARY 2021", "2021-01-03"),
        ("19.03.2024", "2024-03-19"),
        ("2024-03-19", "2024-03-19"),
        ("2024/03/19", "2024-03-19"),
        ("19/03/2024", "2024-03-19"),
        ("03/04/2024", "2024"),  # March or April
        ("03.04.2024", "2024-04-03"),  # with dots the day leads
        ("on December 30", "2023-12-30"),
        ("the 5th of last month", "2024-02-05"),
        ("in July of last year", "2023-07"),
        ("in December this year", "2024-12"),
        ("on 5 May last year", "2023-05-05"),
        ("on May 5 of this year", "2024-05-05"),
        # weeks, months, quarters, seasons, years, decades
        ("this week", "2024-03-18/2024-03-24"),
        ("earlier this week", "2024-03-18/2024-03-24"),
        ("last week", "2024-03-11/2024-03-17"),
        ("two weeks ago", "2024-03-04/2024-03-10"),
        ("a month ago", "2024-02"),
        ("in February", "2024-02"),
        ("In February 2023", "2023-02"),
        ("in early March", "2024-03"),
        ("in mid-March", "2024-03"),
        ("in mid-March 2023", "2023-03"),
        ("in late March of 2023", "2023-03"),
        ("at the end of February", "2024-02"),
        ("the second week of February", "2024-02"),
        ("in December", "2023-12"),
        ("last month", "2024-02"),
        ("last November", "2023-11"),
        ("last March", "2023-03"),
        ("next June", "2024-06"),
        ("this May", "2024-05"),
        ("at the February summit", "2024-02"),
        ("in the month of February", "2024-02"),
        ("LAST WEEK", "2024-03-11/2024-03-17"),
        ("10 Dec 1948", "1948-12-10"),
        ("early next month", "2024-04"),
        ("the first quarter of 2024", "2024-01/2024-03"),
        ("the second half of last year", "2023-07/2023-12"),
        ("the fourth quarter of last year", "2023-10/2023-12"),
        ("in the autumn of 2023", "2023"),
        ("since 1994", "1994"),
        ("until 2016", "2016"),
        ("in late 2023", "2023"),
        ("at the end of 2023", "2023"),
        ("in mid-2023", "2023"),
        ("in the year 2000", "2000"),
        ("last year", "2023"),
        ("three years ago", "2021"),
        ("in the 1990s", "1990/1999"),
        ("since the late 1980s", "1980/1989"),
        ("the 1800s", "1800/1899"),
        # ranges
        ("from 12 to 14 March", "2024-03-12/2024-03-14"),
        ("12-14 March", "2024-03-12/2024-03-14"),
        ("12, 13 and 14 March 2023", "2023-03-12/2023-03-14"),
        ("12/13 March", "2024-03-12/2024-03-13"),
        ("between 12 and 14 March", "2024-03-12/2024-03-14"),
        ("July 9-11, 2024", "2024-07-09/2024-07-11"),
        ("July 9 through 11", "2023-07-09/2023-07-11"),
        ("March 30-April 2, 2023", "2023-03-30/2023-04-02"),
        ("30 March – 2 April 2023", "2023-03-30/2023-04-02"),
        ("from 30 December 2022 to 2 January 2023", "2022-12-30/2023-01-02"),
        ("28 December to 3 January", "2023-12-28/2024-01-03"),
        ("between March and May 2023", "2023-03/2023-05"),
        ("from November to January 2023", "2022-11/2023-01"),
        ("March-May 2023", "2023-03/2023-05"),
        ("between 2001 and 2005", "2001/2005"),
        ("2001–05", "2001/2005"),
        ("2001-05", ""),  # the years to 2005, or May 2001
        ("2010-05", "2010-05"),
        ("1998-2002", "1998/2002"),
        ("from March 2019 to 3 June 2022", "2019-03/2022-06-03"),
        ("from 2019 until June 2022", "2019/2022-06"),
        # dates that lean on the one before
        ("on 12 March and the next day", "2024-03-13"),
        ("On 12 March he left. The previous day", "2024-03-11"),
        ("On 12 March he left. Two days later", "2024-03-14"),
        ("On 12 March he left. A day earlier", "2024-03-11"),
        ("On 12 March he left. The day before,", "2024-03-11"),
        ("On 12 March he left. Later that day", "2024-03-12"),
        ("On 12 March he left. The same evening", "2024-03-12"),
        ("On 12 March he left. Later that month", "2024-03"),
        ("On 12 March he left. The following Friday", "2024-03-15"),
        ("In 2015 he left. Two years later", "2017"),
        ("In March 2015 he left. The following year", "2016"),
        ("In March 2015 he left. The next day", ""),  # of a day that nobody knows
        ("On 12 March he left. A week later", "2024-03-18/2024-03-24"),
        # open on one side: no words state a date
        ("by Friday", ""),
        ("before 2010", ""),
        ("after March 2019", ""),
        ("in recent weeks", ""),
        ("in the coming days", ""),
        ("over the past three years", ""),
        ("several years ago", ""),
        ("more than two years ago", ""),
        ("the previous day", ""),
        ("years later", ""),
        ("last summer", ""),
        ("this spring", ""),
    ],
)
def test_words_mean_their_date_at_their_own_precision(words: str, expected: str) -> None:
    assert stated(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "May I come in",
        "He may 3 times",
        "Thousands march on the capital",
        "President March opened the May Fair",
        "He wrote in the Sunday Times",
        "the Good Friday Agreement and Black Friday",
        "they told Russia Today",
        "the Second of May street",
        "the 19 May Stadium",
        "the April 6 Movement",
        "a crowd of 2024 people",
        "by 2000 votes",
        "from 1500 to 2000 soldiers",
        "at 19.30",
        "call 0171 2004",
        "31 February 2024",
        "February 30",
        "32 March",
        "2024-13-01",
        "the fall of Kabul",
        "a spring of hope",
        "twice a week, once a month",
        "day by day",
        "the same year-end feeling",
        "on a Saturday morning",
        "every Monday",
        "in the morning",
        "week-long talks",
        "as much as craft weeks",
        "Resolution 2231",
        "Theresa May spoke. It was the worst vote since May took office",
    ],
)
def test_traps_are_no_dates(words: str) -> None:
    assert phrases(words) == []


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("by Friday", None, "2024-03-22"),
        ("before 2010", None, "2010-12-31"),
        ("after March 2019", "2019-03-01", None),
        ("in recent weeks", None, "2024-03-20"),
        ("in the coming days", "2024-03-20", None),
        ("over the past three years", "2021-01-01", "2024-03-20"),
        ("the past week", "2024-03-11", "2024-03-20"),
        ("in this last week", "2024-03-11", "2024-03-20"),
        ("next Friday", "2024-03-22", "2024-03-29"),
        ("2001-05", "2001-01-01", "2005-12-31"),
        ("in the winter of 2023", "2022-01-01", "2024-12-31"),
        ("In March 2015 he left. The next day", "2015-03-02", "2015-04-01"),
    ],
)
def test_what_is_open_has_a_window_without_a_stated_date(
    words: str, earliest: str | None, latest: str | None
) -> None:
    found = window(words, future="Friday" in words)
    assert found is not None
    ends = [end and end.isoformat() for end in (found.earliest, found.latest)]
    assert ends == [earliest, latest]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Tuesday", "2024-03-26"),
        ("on Wednesday", "2024-03-20"),  # a plan for today
        ("this Sunday", "2024-03-24"),
        ("in January", "2025-01"),
        ("on January 15", "2025-01-15"),
        ("on March 15", "2024-03-15"),  # just gone by: a plan that was told of
        ("from Friday to Sunday", "2024-03-22/2024-03-24"),
        ("this weekend", "2024-03-23/2024-03-24"),
    ],
)
def test_a_plan_looks_ahead(words: str, expected: str) -> None:
    assert stated(words, future=True) == expected


def test_a_weekday_decides_between_two_years() -> None:
    january = windows.of_day(date(2024, 1, 10))
    assert window("on Thursday, 15 February", january).stated == "2024-02-15"
    assert window("on Wednesday, 15 February", january).stated == "2023-02-15"


def test_a_document_of_a_month_gives_no_day() -> None:
    march = windows.month_window(2024, 3)
    assert window("today", march) == march
    assert window("on Tuesday", march).stated == ""
    assert window("last month", march).stated == "2024-02"
    assert window("on March 19", march).stated == "2024-03-19"
    assert window("yesterday", march) == DateWindow(date(2024, 2, 29), date(2024, 3, 30), "")


def test_a_document_of_a_year_leaves_a_month_between_two_years() -> None:
    found = window("in March", windows.year_window(2024))
    assert found == DateWindow(date(2023, 3, 1), date(2024, 3, 31), "")


def test_a_document_without_a_date_has_only_complete_dates() -> None:
    assert window("19 March 2024", None).stated == "2024-03-19"
    assert window("on 12 March 2024 and the next day", None).stated == "2024-03-13"
    assert window("before 2010", None).latest == date(2010, 12, 31)
    for words in ("today", "on March 19", "on Tuesday", "last year", "two days ago"):
        assert window(words, None) is None


# -- properties -----------------------------------------------------------------------------------

MONTHS = [name for name in calendar.month_name if name]
WEEKDAYS = list(calendar.day_name)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
RELATIVE = st.sampled_from(
    "today|yesterday|tomorrow|two days ago|on Tuesday|last Friday|next Monday|this Sunday|"
    "the day before yesterday|last night|tonight|earlier today".split("|")
)
ANY_WORDS = st.lists(
    st.sampled_from(
        [
            *MONTHS, *WEEKDAYS, *"in on the of to from between and - – , 1 2 19 31 32 2001 2024 05 "
            "1990s 's last next this previous following same day days week weeks month year years "
            "ago later earlier early late mid before after by since until today tomorrow "
            "yesterday quarter half spring winter morning first two few recent past . ( ) / "
            "19.03.2024 2024-03-19 0 9999 1000 2199".split(),
        ]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.sampled_from(MONTHS), st.integers(1000, 2199))
def test_words_without_a_day_never_give_one(month: str, year: int) -> None:
    for form in ("in {m} {y}", "{m} {y}", "{m}, {y}", "early {m} {y}", "the end of {m} {y}"):
        assert stated(form.format(m=month, y=year)) == f"{year:04}-{MONTHS.index(month) + 1:02}"


@given(ANY_WORDS, st.booleans(), st.sampled_from([None, "2024-03-20", "2024-03", "2024"]))
def test_no_date_is_more_precise_than_its_words(
    words: str, future: bool, published: str | None
) -> None:
    parts = [int(part) for part in published.split("-")] if published else []
    made = [None, windows.year_window, windows.month_window, windows.day_window][len(parts)]
    for phrase in phrases(words):
        found = phrase.window(made(*parts) if made else None, future=future)
        if found is None:
            continue
        both = found.earliest is not None and found.latest is not None
        if both and found.earliest == found.latest:
            assert _names_a_day(phrase.text), (phrase, found)
            assert published is None or len(published) == 10 or re.search(r"\d", words)
        if both and (found.latest - found.earliest).days < 27:
            assert re.search(r"\d|day|week|night|morning|evening|noon", phrase.text), phrase
        assert not both or found.earliest <= found.latest
        _check_stated(found)


def _names_a_day(words: str) -> bool:
    return bool(
        re.search(r"(?i)\b\d{1,2}\b|day|night|morning|afternoon|evening|tomorrow|\.\d", words)
    )


def _check_stated(found: DateWindow) -> None:
    """What is stated lies within the window, and is the window where it is a day or a range."""
    if not found.stated:
        return
    first, _, last = found.stated.partition("/")
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= _edge(first, first=True)
    assert _edge(last or first, first=False) <= found.latest
    if len(first) == 10 and not last:
        assert found.earliest == found.latest


def _edge(text: str, *, first: bool) -> date:
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    if first:
        return date(year, month or 1, day or 1)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


@given(RELATIVE, DAYS, st.integers(-2000, 2000), st.booleans())
def test_days_beside_the_document_move_with_it_by_weeks(
    words: str, day: date, weeks: int, future: bool
) -> None:
    moved = timedelta(weeks=weeks % 500)
    one = window(words, windows.of_day(day), future=future)
    other = window(words, windows.of_day(day + moved), future=future)
    assert one.earliest + moved == other.earliest
    assert one.latest + moved == other.latest


@given(st.integers(1, 50), DAYS, st.integers(-500, 500))
def test_days_ago_move_with_the_document(count: int, day: date, shift: int) -> None:
    words = f"{count} days ago"
    one = window(words, windows.of_day(day))
    other = window(words, windows.of_day(day + timedelta(days=shift)))
    assert one.earliest == day - timedelta(days=count)
    assert other.earliest - one.earliest == timedelta(days=shift)


@given(DAYS)
def test_a_day_survives_every_way_of_writing_it(day: date) -> None:
    month = MONTHS[day.month - 1]
    for words in (
        f"on {month} {day.day}, {day.year}",
        f"on {day.day} {month} {day.year}",
        f"the {day.day}th of {month}, {day.year}",
        f"{WEEKDAYS[day.weekday()]}, {day.day} {month} {day.year}",
        day.isoformat(),
        day.strftime("%d.%m.%Y"),
    ):
        assert window(words) == windows.of_day(day), words
    for words in (f"on {month} {day.day}", f"{WEEKDAYS[day.weekday()]} {day.day} {month}"):
        assert window(words, windows.of_day(day)) == windows.of_day(day)


@given(DAYS, st.integers(1, 40))
def test_a_range_survives_every_way_of_writing_it(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    for form in ("%d %B %Y", "%B %d, %Y"):
        for join in ("from {} to {}", "between {} and {}", "{} – {}", "{} through {}"):
            found = window(join.format(day.strftime(form), last.strftime(form)))
            assert (found.earliest, found.latest) == (day, last)


@given(DAYS)
def test_a_document_known_less_exactly_only_widens_the_window(day: date) -> None:
    for words in ("today", "on Tuesday", "last week", "in March", "two months ago", "next year"):
        exact = window(words, windows.of_day(day))
        wide = window(words, windows.month_window(day.year, day.month))
        assert wide.earliest <= exact.earliest
        assert exact.latest <= wide.latest


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_read_without_failing(text: str, future: bool) -> None:
    for phrase in phrases(text):
        phrase.window(PUBLISHED, future=future)
        phrase.window(None)


def test_a_long_text_of_dates_leans_without_end() -> None:
    found = phrases("On 12 March he left. " + "The next day he left. " * 5000)
    assert len(found) == 5001
    assert all(phrase.window(PUBLISHED) is not None for phrase in found)
