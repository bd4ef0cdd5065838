"""Dates keep the precision of their words, and are read against the document's own date."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import DateWindow
from kg.text import dates

PUBLISHED = dates.day_window(date(2024, 3, 20))  # a Wednesday


@pytest.mark.parametrize(
    ("phrase", "stated"),
    [
        ("on Tuesday", "2024-03-19"),
        ("Wednesday", "2024-03-20"),
        ("last Wednesday", "2024-03-13"),
        ("in February", "2024-02"),
        ("In February 2023", "2023-02"),
        ("on March 19", "2024-03-19"),
        ("19 March 2022", "2022-03-19"),
        ("March 3rd, 2021", "2021-03-03"),
        ("today", "2024-03-20"),
        ("earlier today", "2024-03-20"),
        ("yesterday", "2024-03-19"),
        ("tomorrow", "2024-03-21"),
        ("since 1994", "1994"),
        ("last year", "2023"),
        ("last month", "2024-02"),
        ("this week", "2024-03-18/2024-03-24"),
        ("from 12 to 14 March", "2024-03-12/2024-03-14"),
        ("July 9-11, 2024", "2024-07-09/2024-07-11"),
        ("2024-03-01", "2024-03-01"),
        ("in December", "2023-12"),
    ],
)
def test_a_phrase_means_its_date_at_its_own_precision(phrase: str, stated: str) -> None:
    window = dates.read(phrase, PUBLISHED)
    assert window is not None
    assert window.stated == stated


def test_a_plan_looks_ahead() -> None:
    ahead = dates.read("on Tuesday", PUBLISHED, future=True)
    assert ahead is not None
    assert ahead.stated == "2024-03-26"
    january = dates.read("in January", PUBLISHED, future=True)
    assert january is not None
    assert january.stated == "2025-01"


def test_a_document_of_a_month_gives_no_day_to_today() -> None:
    assert dates.read("today", dates.month_window(2024, 3)) is None
    assert dates.read("on Tuesday", dates.month_window(2024, 3)) is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert dates.read("31 February 2024", PUBLISHED) is None


MONTHS = [name for name in calendar.month_name if name]


@given(
    st.sampled_from(MONTHS),
    st.integers(1000, 2199),
    st.sampled_from(["in {m} {y}", "{m} {y}", "{m}, {y}", "early {m} {y}"]),
)
def test_words_without_a_day_never_give_one(month: str, year: int, form: str) -> None:
    window = dates.read(form.format(m=month, y=year), PUBLISHED)
    assert window is not None
    assert window.stated == f"{year:04}-{MONTHS.index(month) + 1:02}"


@given(st.text(max_size=60), st.booleans())
def test_no_date_is_more_precise_than_its_words(phrase: str, future: bool) -> None:
    window = dates.read(phrase, PUBLISHED, future=future)
    if window is None or window.earliest != window.latest:
        return
    assert any(c.isdigit() for c in phrase) or any(
        word in phrase.lower()
        for word in ("day", "today", "tonight", "morning", "afternoon", "evening", "tomorrow")
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["in {m}", "on {m} {d}"]))
def test_a_window_holds_its_own_ends(day: date, form: str) -> None:
    month = MONTHS[day.month - 1]
    window = dates.read(form.format(m=month, d=day.day), DateWindow(day, day, day.isoformat()))
    assert window is not None
    assert window.earliest is not None
    assert window.latest is not None
    assert window.earliest <= day <= window.latest
