"""Dates of documents have the precision of their words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.header_dates import read_date, read_date_line


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("2024-03-20", "2024-03-20"), ("2024/03/20 06:30", "2024-03-20"), ("2024-03", "2024-03"),
        ("2024", "2024"), ("20240320", "2024-03-20"), ("March 20, 2024", "2024-03-20"),
        ("20 March 2024", "2024-03-20"), ("Wednesday, 20th of March 2024", "2024-03-20"),
        ("Wed, 20 Mar 2024 23:58:00 +0900", "2024-03-20"),
        ("20-MAR-2024 12:18:17.96", "2024-03-20"),
        ("2024-03-20T23:30:00-05:00", "2024-03-20"), ("2024-03-20T15:00:00.123Z", "2024-03-20"),
        ("Published: March 20, 2024 at 4:30 pm EST", "2024-03-20"), ("20.03.2024", "2024-03-20"),
        ("March 2024", "2024-03"), ("03, 2024", "2024-03"), ("20, 2024", "2024"),
        ("22/11/2016", "2016-11-22"), ("11/22/2016", "2016-11-22"), ("05/05/2020", "2020-05-05"),
        ("04/05/2024", "2024"), ("1710892800", "2024-03-20"),
        ("2024-03-19/2024-03-21", "2024-03-19/2024-03-21"),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_written(words: str, stated: str) -> None:
    window = read_date(words)
    assert window is not None
    assert window.stated == stated


def test_a_month_without_a_day_is_the_whole_month() -> None:
    window = read_date("03, 2024")
    assert window is not None
    assert (window.earliest, window.latest) == (date(2024, 3, 1), date(2024, 3, 31))


def test_the_convention_of_a_format_decides_between_day_and_month() -> None:
    day_first, month_first = (
        read_date("04/09/1973", day_first=True),
        read_date("04/09/1973", day_first=False),
    )
    assert day_first is not None
    assert month_first is not None
    assert (day_first.stated, month_first.stated) == ("1973-09-04", "1973-04-09")


@pytest.mark.parametrize(
    "words",
    [
        "", "yesterday", "2024-02-30", "0001-01-01T00:00Z", "Article 5 of 2024", "2024-13",
        "In March 2024 they met", "9" * 500,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(words: str) -> None:
    assert read_date(words) is None


def test_a_date_line_may_name_a_place() -> None:
    line = read_date_line("Strelsau, September 6, 1963, 4 p.m.")
    assert line is not None
    assert (line[0].stated, line[1]) == ("1963-09-06", "Strelsau")
    assert read_date_line("Speech on 4 May 2020 in the old town hall of Strelsau") is None


@given(
    st.dates(date(1600, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%d-%b-%Y"]),
)
def test_every_day_written_out_is_that_day(day: date, form: str) -> None:
    words = day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04}")
    window = read_date(words)
    assert window is not None
    assert (window.earliest, window.latest) == (day, day)


@given(st.text(st.sampled_from("0123456789/-., :TZMarch2024JanSep")) | st.text())
def test_no_words_make_it_fail(words: str) -> None:
    window = read_date(words)
    if window is not None:
        assert window.earliest is not None
        assert window.latest is not None
        assert window.earliest <= window.latest
