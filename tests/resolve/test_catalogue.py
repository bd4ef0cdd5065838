"""The shipped gazetteer answers what a name may mean and what is known of an item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.resolve.artefact import Writer
from kg.resolve.catalogue import Catalogue, catalogue
from kg.resolve.compiled import shipped
from kg.resolve.item import Candidate, Item, Term


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()


@pytest.mark.parametrize(
    ("name", "qid", "how"),
    [
        ("Jens Stoltenberg", "Q57665", "label"),
        ("Nikol Pashinyan", "Q7035479", "label"),
        ("Vahagn Khachaturyan", "Q3553274", "alias"),
        ("VLADIMIR PUTIN", "Q7747", "label"),
        ("Putin", "Q7747", "surname"),
        ("NATO", "Q7184", "acronym"),
        ("CSTO", "Q318693", "acronym"),
        ("O.S.C.E.", "Q81299", "acronym"),
        ("Armenia", "Q399", "label"),
        ("Armenian", "Q399", "adjective"),
        ("Yerevan", "Q1953", "label"),
        ("President of Russia", "Q218295", "label"),
    ],
)
def test_a_name_is_found_with_how_it_means_its_item(
    known: Catalogue, name: str, qid: str, how: str
) -> None:
    assert (qid, how) in [(found.qid, found.how) for found in known.named(name)]


@pytest.mark.parametrize(
    ("role", "of", "office"),
    [
        ("Prime Minister", "Q399", "Q1123764"),
        ("president", "Q399", "Q4283840"),
        ("President", "Q159", "Q218295"),
        ("Secretary-General", "Q7184", "Q167662"),
    ],
)
def test_a_role_and_its_jurisdiction_name_the_office(
    known: Catalogue, role: str, of: str, office: str
) -> None:
    assert office in known.offices(role, of)


def test_holders_of_an_office_come_with_their_terms(known: Catalogue) -> None:
    held = [found.term for found in known.holders("Q1123764") if found.person == "Q7035479"]
    assert Term("Q1123764", "2018-05-08", "2021-04-25", "Q399") in held


def test_every_row_has_a_source_and_is_found_again(known: Catalogue) -> None:
    for item in shipped():
        assert item.source
        found = known.item(item.qid)
        assert found is not None
        assert (found.label, found.aliases, found.source) == (item.label, item.aliases, item.source)


def test_what_is_no_number_or_unknown_is_not_there(known: Catalogue) -> None:
    assert known.item("Armenia") is None
    assert known.item("Q0") is None
    assert known.named("") == []
    assert known.offices("President", "") == []
    assert known.holders("president") == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Catalogue]:
    rows = [
        Item("Q20", "person", "Ana Berg", ("Anna Berg",), prior=3, source="ours"),
        Item("Q3", "person", "Ana Berg", prior=3, source="ours"),
        Item("Q100", "person", "Ana Berg", prior=9, source="ours"),
    ]
    Writer(tmp_path).write(sorted(rows, key=lambda item: int(item.qid[1:])), "three of one name")
    with Catalogue(tmp_path) as opened:
        yield opened


def test_homonyms_stay_visible_in_a_stable_order(small: Catalogue) -> None:
    assert [found.qid for found in small.named("ana  BERG")] == ["Q100", "Q3", "Q20"]
    assert small.named("Anna Berg") == [Candidate("Q20", "alias", "person", 3)]


def test_a_folder_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no gazetteer"):
        Catalogue(tmp_path)
