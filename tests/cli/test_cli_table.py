"""Lines for people line up, and cannot be used to steer a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.cli import table


def test_figures_line_up() -> None:
    assert list(table.summary([("new", "7"), ("unchanged", "1,000")])) == [
        "  new            7",
        "  unchanged  1,000",
    ]


def test_long_explanations_are_wrapped_beside_their_names() -> None:
    lines = list(table.glossary([("a", "word " * 40), ("long-name", "short")]))
    assert len(lines) == 4
    assert all(len(line) <= 100 for line in lines)
    assert lines[1].startswith(" " * 13 + "word")


def test_escape_sequences_and_direction_marks_do_not_reach_the_terminal() -> None:
    assert table.plain("\x1b]0;title\x07 \u202eabc") == "\ufffd]0;title\ufffd \ufffdabc"


@given(st.text())
def test_whatever_a_document_says_stays_on_one_printable_line(text: str) -> None:
    assert table.plain(text).isprintable()
