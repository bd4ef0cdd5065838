"""The shipped facts: each has a source, each number is a verified one, the names are clean."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.resolve.artefact import is_acronym
from kg.resolve.facts import FactError, read_line, read_lines, write_line
from kg.resolve.item import Former, Item, Term, number
from kg.text.slug import fold
from tools.names import good_alias, words

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "kg/resolve/data/facts").glob("*.tsv"))
ITEMS = [
    item for file in FILES for item in read_lines(file.read_text(encoding="utf-8").splitlines())
]
LARGEST = 3_000_000  # bytes of all facts, compressed


def test_they_are_many_and_small() -> None:
    assert len(ITEMS) > 44_000
    assert len(gzip.compress(b"".join(file.read_bytes() for file in FILES))) <= LARGEST


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_sorted_and_names_every_item_once(file: Path) -> None:
    numbers = [number(item.qid) for item in read_lines(file.read_text("utf-8").splitlines())]
    assert numbers == sorted(set(numbers))


def test_no_item_lacks_a_source_and_none_is_told_twice() -> None:
    assert all(item.source for item in ITEMS)
    assert len({item.qid for item in ITEMS}) == len(ITEMS)


def test_every_source_is_named_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = {name for item in ITEMS for name in item.source.split("+")}
    assert {name for name in named if f"({name})" not in notice} == set()


@pytest.mark.shared
def test_every_number_comes_from_the_verified_files() -> None:
    folder = next(
        (up / "shared/gazetteer" for up in ROOT.parents if (up / "shared/gazetteer").is_dir()), None
    )
    if folder is None:
        pytest.skip("../shared/gazetteer is not there")
    known = set(
        re.findall(r"\bQ[1-9]\d*\b", "\n".join(f.read_text("utf-8") for f in folder.glob("*.tsv")))
    )
    used = {item.qid for item in ITEMS}
    used |= {qid for item in ITEMS for qid in item.countries}
    used |= {qid for item in ITEMS for term in item.terms for qid in (term.office, term.of) if qid}
    assert used - known == set()


ADJECTIVES = {fold(name) for item in ITEMS if item.kind == "country" for name in item.adjectives}
LABELS = {fold(item.label) for item in ITEMS}


def test_an_adjective_of_nationality_names_no_state() -> None:
    wrong = [
        (item.qid, name)
        for item in ITEMS
        if item.kind == "country"
        for name in item.aliases
        if fold(name) in ADJECTIVES - LABELS - {"vatican"} and not is_acronym(name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "name", ["Ciudad de M", "Manchester2", "interior ministry", "A", "縮寫：ESO", "Yulin1"]
)
def test_what_is_no_name_is_left_out(name: str) -> None:
    assert not good_alias(name)
    assert name not in {alias for item in ITEMS for alias in item.aliases}


@pytest.mark.parametrize(
    ("acronym", "label"),
    [
        ("UN", "United Nations"),
        ("EU", "European Union"),
        ("OSCE", "Organization for Security and Co-operation in Europe"),
        ("IMF", "International Monetary Fund"),
        ("WHO", "World Health Organization"),
        ("WTO", "World Trade Organization"),
        ("IAEA", "International Atomic Energy Agency"),
        ("AU", "African Union"),
        ("ICC", "International Criminal Court"),
        ("ICJ", "International Court of Justice"),
        ("OAS", "Organization of American States"),
        ("CIS", "Commonwealth of Independent States"),
        ("EAEU", "Eurasian Economic Union"),
        ("CSTO", "Collective Security Treaty Organization"),
        ("ECOWAS", "Economic Community of West African States"),
        ("GCC", "Gulf Cooperation Council"),
        ("OIC", "Organisation of Islamic Cooperation"),
        ("EBRD", "European Bank for Reconstruction and Development"),
        ("UNHCR", "United Nations High Commissioner for Refugees"),
        ("IOM", "International Organization for Migration"),
        ("ILO", "International Labour Organization"),
        ("US", "United States"),
        ("UK", "United Kingdom"),
        ("UAE", "United Arab Emirates"),
        ("USSR", "Soviet Union"),
    ],
)
def test_a_well_known_acronym_is_there(acronym: str, label: str) -> None:
    assert [item.qid for item in ITEMS if item.label == label and acronym in item.aliases]


def test_a_former_name_is_dated() -> None:
    [city] = [item for item in ITEMS if "Sankt Peterburg" in item.aliases]
    assert Former("Leningrad", "1924", "1991") in city.former


def test_what_is_found_in_text_by_a_number_is_an_item_that_bears_the_name() -> None:
    known = {item.qid: item for item in ITEMS}
    lines = (ROOT / "kg/resolve/data/gazetteer.tsv").read_text(encoding="utf-8").splitlines()
    missing = [
        row[0]
        for row in (line.split("\t") for line in lines if not line.startswith("#"))
        if row[3] and row[3] not in known
    ]
    assert missing == []


def test_a_line_holds_all_of_an_item() -> None:
    item = Item(
        "Q7", "person", "Ana Berg", ("Anna Berg", "A. Berg"), ("Q8",), 4, "1950", "2001-02",
        (Term("Q9", "1990", "1991-05-01", "Q8"), Term("Q9")), "ours", ("Bergian",),
        (Former("Ana Tal", "", "1980"),), ("Bergs",),
    )  # fmt: skip
    assert read_line(write_line(item)) == item


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Q7\tperson", "cells"),
        ("7" + "\tperson\tA" + "\t" * 5 + "\t1\t\t\t\tours", "no Q-number"),
        ("Q7\tghost\tA" + "\t" * 5 + "\t1\t\t\t\tours", "no kind"),
        ("Q7\tperson\tA" + "\t" * 5 + "\t1\t\t\t\t", "no source"),
    ],
)
def test_a_line_that_lacks_something_is_refused(line: str, said: str) -> None:
    with pytest.raises(FactError, match=said):
        read_line(line)


def test_no_alias_is_a_plain_word() -> None:
    """A label may be one (Nice is a city); a name that we add must not be."""
    common = words() - {"republicans", "conservatives", "labour", "most"}  # parties; an acronym
    wrong = [
        (item.qid, name)
        for item in ITEMS
        for name in item.aliases
        if name.lower() in common and not name.isupper()
    ]
    assert wrong == []


def test_the_page_about_the_gazetteer_counts_right() -> None:
    page = (ROOT / "docs/gazetteer.md").read_text(encoding="utf-8")
    told = {
        kind: int(count.replace(",", ""))
        for kind, count in re.findall(r"^\| ([a-z-]+) \| ([\d,]+) \|", page, re.MULTILINE)
    }
    assert told == Counter(item.kind for item in ITEMS)
