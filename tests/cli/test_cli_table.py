"""Tables fit the terminal and cannot be used to steer it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.cli import table


def test_columns_line_up() -> None:
    assert list(table.lines(["name", "office"], [["Ann", "President"], ["Bo", "x"]], None)) == [
        "name  office",
        "────  ─────────",
        "Ann   President",
        "Bo    x",
    ]


def test_a_long_cell_is_cut_on_a_terminal_and_only_there() -> None:
    sentence = "word " * 40
    assert sentence.strip() in "\n".join(table.lines(["a", "sentence"], [["x", sentence]], None))
    assert all(len(line) <= 60 for line in table.lines(["a", "sentence"], [["x", sentence]], 60))


def test_no_rows_still_shows_the_columns() -> None:
    assert list(table.lines(["a", "b"], [], 80)) == ["a  b", "─  ─"]


def test_escape_sequences_and_direction_marks_do_not_reach_the_terminal() -> None:
    assert table.plain("\x1b]0;title\x07 \u202eabc") == "\ufffd]0;title\ufffd \ufffdabc"


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=5))
def test_every_line_fits(rows: list[list[str]]) -> None:
    for line in table.lines(["one", "two", "three"], rows, 70):
        assert sum(2 if table._cell(char) == 2 else table._cell(char) for char in line) <= 70
        assert line.isprintable()
