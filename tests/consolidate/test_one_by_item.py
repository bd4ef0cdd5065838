"""Two whom documents tell the same Wikidata item of are one person, unless something denies it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import kg
from kg.pipeline import Order, decide, forget, load
from kg.resolve.artefact import Writer
from kg.resolve.item import Item
from kg.resolve.judgements import Verb

# Years lie between them, so that the office alone does not make them one.
EARLY = "2019-06-20\n\nUkrainian President Volodymyr Zelensky met Anna Brevik in Lorn.\n"
LATE = "2023-06-20\n\nUkrainian President Volodymyr Zelenskyy met Tom Hale in Lorn.\n"
BARE = "2023-06-21\n\nThe President of Ukraine, Zelenskyi, spoke.\n"
ONE = ["person/volodymyr-zelensky"]
TWO = ["person/volodymyr-zelensky", "person/volodymyr-zelenskyy"]


def papers(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def zelenskys(store: Path) -> list[str]:
    with kg.open(store) as known:
        rows = known.query("SELECT ?p { ?p a cmq:Person } ORDER BY ?p")
        assert isinstance(rows, list)
        paths = [str(row["p"]).removeprefix(known.base) for row in rows]
    return [path for path in paths if "zelensk" in path]


def knowledge(store: Path) -> set[tuple[str, ...]]:
    with kg.open(store) as known:
        rows = known.query("SELECT ?s ?p ?o { ?s ?p ?o }")
        assert isinstance(rows, list)
        return {tuple(str(value) for value in row.values()) for row in rows}


def test_two_spellings_of_one_item_are_one_person_and_the_reason_is_told(tmp_path: Path) -> None:
    load(tmp_path / "kg", [papers(tmp_path / "papers", EARLY, LATE)])
    assert zelenskys(tmp_path / "kg") == ONE
    with kg.open(tmp_path / "kg") as known:
        rows = known.query(
            "SELECT ?reason { ?p schema:sameAs wd:Q3874799 ; cmq:linkReason ?reason }"
        )
        assert isinstance(rows, list)
        [row] = rows
    assert "one person" in str(row["reason"])
    assert "Volodymyr Zelensky, Volodymyr Zelenskyy" in str(row["reason"])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_it_does_not_matter_who_came_first_or_who_was_there_before(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    texts = [EARLY, LATE, BARE]
    folder = papers(tmp_path / "papers", *texts)
    load(tmp_path / "whole", [folder])
    for number in order:
        load(tmp_path / "parts", [folder / f"{number}.txt"])
    assert knowledge(tmp_path / "whole") == knowledge(tmp_path / "parts")
    load(tmp_path / "alone", [folder / f"{order[0]}.txt"])
    for number in order[1:]:
        forget(tmp_path / "parts", [f"{number}.txt"])
    assert knowledge(tmp_path / "alone") == knowledge(tmp_path / "parts")


def test_with_a_gazetteer_that_lacks_the_item_they_are_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder = tmp_path / "kg", papers(tmp_path / "papers", EARLY, LATE)
    own = tmp_path / "own"
    own.mkdir()
    Writer(own).write([Item("Q900000001", "person", "Somebody Else", prior=1)], "a test")
    monkeypatch.setenv("KG_GAZETTEER", str(own))
    load(store, [folder])
    assert zelenskys(store) == TWO
    names = ("Volodymyr Zelensky", "Volodymyr Zelenskyy")
    told = decide(store, Order(Verb.DIFFERENT, names, author="Ann Lee")).judgement.id
    monkeypatch.delenv("KG_GAZETTEER")
    load(store, [folder])
    assert zelenskys(store) == TWO  # somebody said so
    decide(store, Order(Verb.UNDO, author="Ann Lee", undoes=told))
    assert zelenskys(store) == ONE
    monkeypatch.setenv("KG_GAZETTEER", str(own))
    load(store, [folder])
    assert zelenskys(store) == TWO


def test_two_links_of_people_make_one_person_as_well(tmp_path: Path) -> None:
    store = tmp_path / "kg"
    texts = (
        "2019-06-20\n\nIrena Vask met Anna Brevik in Lorn.\n",
        "2019-06-20\n\nIrina Vask met Tom Hale in Lorn.\n",
    )
    load(store, [papers(tmp_path / "papers", *texts)])
    for name in ("Irena Vask", "Irina Vask"):
        decide(store, Order(Verb.LINK, (name,), author="Ann Lee", qid="Q57665"))
    with kg.open(store) as known:
        rows = known.query("SELECT ?p { ?p schema:sameAs wd:Q57665 }")
        assert isinstance(rows, list)
        assert len(rows) == 1
