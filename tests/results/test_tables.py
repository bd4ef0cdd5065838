"""Tables in a terminal: they fit, they line up, and no document steers the terminal."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.results import table
from kg.results.table import cells

BASE = "http://127.0.0.1:7878/"


def shown(query: str, width: int | None = None) -> list[str]:
    return table(ox.Store().query(query), width, base=BASE).splitlines()


def select(names: str, *rows: str) -> str:
    return f"SELECT {names} WHERE {{ VALUES ({names}) {{ {' '.join(f'({r})' for r in rows)} }} }}"


def test_a_table_lines_up() -> None:
    assert shown(select("?name ?age", '"Anna" 7', '"Bo" 42')) == [
        "name  age",
        "────  ───",
        "Anna  7",
        "Bo    42",
    ]


def test_labels_stand_for_iris_and_other_iris_are_short() -> None:
    query = select(
        "?person ?personLabel ?kind ?at ?web",
        f'<{BASE}person/a> "Anna" <https://w3id.org/communique/kind/held>'
        f" <{BASE}place/lorn> <https://x.example/1>",
    )
    assert shown(query) == [
        "person  kind       at          web",
        "──────  ─────────  ──────────  ───────────────────",
        "Anna    kind:held  place/lorn  https://x.example/1",
    ]


def test_columns_without_values_are_left_out() -> None:
    assert shown(select("?a ?b ?c", '"x" UNDEF "y"')) == ["a  c", "─  ─", "x  y"]


def test_wide_letters_take_two_cells() -> None:
    lines = shown(select("?a ?b", '"東京" 1', '"Lorn" 2', '"e\u0301" 3'))
    assert [cells(line) for line in lines[2:]] == [7, 7, 7]
    assert lines[2:] == ["東京  1", "Lorn  2", "e\u0301     3"]


def test_long_texts_are_cut_to_the_width() -> None:
    lines = shown(select("?a ?b", f'"{"long " * 20}" "short"'), 40)
    assert max(map(cells, lines)) <= 40
    assert lines[2].endswith("…  short")


def test_too_many_columns_become_blocks() -> None:
    names = " ".join(f"?column{i}" for i in range(8))
    row = " ".join(f'"a sentence of words number {i}"' for i in range(8))
    lines = shown(select(names, row, row), 60)
    assert lines[0] == "column0  a sentence of words number 0"
    assert lines[8] == ""
    assert len(lines) == 17
    narrow = shown(select(names, row), 30)
    assert narrow[:2] == ["column0  a sentence of words", "         number 0"]


def test_other_results() -> None:
    assert shown("ASK {}") == ["yes"]
    assert shown("ASK { ?s ?p ?o }") == ["no"]
    assert shown("SELECT * { ?s ?p ?o }") == ["no rows"]
    assert shown("CONSTRUCT { <x:a> <x:b> <x:c> } WHERE {}") == ["<x:a> <x:b> <x:c> ."]


def test_no_document_steers_the_terminal() -> None:
    (_, _, line) = shown(select("?a", '"red \\u001b[31m and\\nnew line\\u202e"'))
    assert line == "red \ufffd[31m and new line\ufffd"


@pytest.mark.parametrize("width", [20, 60, 200])
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_fits_on_its_lines(width: int, texts: list[str]) -> None:
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    rows = [" ".join(str(ox.Literal(text)) for text in clean)]
    names = " ".join(f"?c{i}" for i in range(len(clean)))
    for line in shown(select(names, *rows), width):
        assert cells(line) <= width
        assert line.isprintable()
