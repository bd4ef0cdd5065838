"""Windows cover the days of their calendar unit, and nothing that no calendar has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import DateWindow
from kg.text import windows

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "made",
    [
        windows.day_window(2023, 2, 29),
        windows.day_window(2024, 13, 1),
        windows.day_window(999, 1, 1),
        windows.month_window(2024, 0),
        windows.year_window(2200),
        windows.years_window(2005, 2001),
        windows.through(windows.year_window(2005), windows.year_window(2001)),
        windows.through(None, windows.year_window(2001)),
        windows.either(windows.year_window(2005), None),
    ],
)
def test_what_no_calendar_has_is_no_window(made: DateWindow | None) -> None:
    assert made is None


@pytest.mark.parametrize(
    ("first", "last", "stated"),
    [
        (windows.month_window(2024, 3), windows.month_window(2024, 5), "2024-03/2024-05"),
        (windows.year_window(2001), windows.year_window(2005), "2001/2005"),
        (windows.month_window(2019, 3), windows.day_window(2022, 6, 3), "2019-03/2022-06-03"),
        (windows.year_window(2001), windows.year_window(2001), "2001"),
    ],
)
def test_a_stretch_keeps_the_precision_of_its_ends(
    first: DateWindow, last: DateWindow, stated: str
) -> None:
    found = windows.through(first, last)
    assert found == DateWindow(first.earliest, last.latest, stated)


@given(DAYS)
def test_a_week_goes_from_monday_to_sunday_around_its_day(day: date) -> None:
    week = windows.week_window(day)
    assert week.earliest.weekday() == 0
    assert week.latest - week.earliest == timedelta(days=6)
    assert week.earliest <= day <= week.latest


@given(DAYS, DAYS)
def test_either_of_two_readings_covers_both_and_states_neither(one: date, other: date) -> None:
    found = windows.either(windows.of_day(one), windows.of_day(other))
    assert (found.earliest, found.latest) == (min(one, other), max(one, other))
    assert bool(found.stated) == (one == other)
