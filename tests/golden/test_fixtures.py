"""The fixtures are what the README of tests/golden says: short, complete, consistent."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kg.text.slug import fold
from tools.scoring.compare import values
from tools.scoring.match import KINDS
from tools.scoring.sets import OURS, gold_records

STATUSES = {
    "office": {"current", "former", "acting", "elect", "nominee"},
    "membership": {
        *("member", "joined", "left", "suspended", "candidate", "partner", "observer", "former"),
    },
    "meeting": {"held", "planned", "denied", "cancelled"},
}
TYPES = {"meeting", "visit", "call", "press_conference", "summit", "ceremony"}
KEYS = {
    "person": {"name"},
    "organisation": {"name"},
    "office": {"person", "role", "org", "status"},
    "membership": {"member", "org", "status", "date"},
    "meeting": {"participants", "type", "place", "date", "status"},
}
FIXTURES = gold_records("fixtures")
IDS = [str(record["id"]) for record in FIXTURES]


def test_there_are_enough_of_them_each_with_an_id_and_a_phenomenon_of_its_own() -> None:
    assert len(FIXTURES) >= 80
    assert not [id_ for id_, count in Counter(IDS).items() if count > 1]
    phenomena = Counter(record["phenomenon"] for record in FIXTURES)
    assert not [name for name, count in phenomena.items() if count > 1]


@pytest.mark.parametrize("record", FIXTURES, ids=IDS)
def test_a_fixture_is_short_and_its_items_are_well_formed(record: dict) -> None:
    assert len(record["text"]) < 900
    assert date.fromisoformat(record["date"])
    assert record["complete"] == list(KINDS)
    for item in record["gold"]:
        assert KEYS[item["kind"]] <= set(item)
        if item["kind"] in STATUSES:
            assert item["status"] in STATUSES[item["kind"]]
        if item["kind"] == "meeting":
            assert item["type"] in TYPES


@pytest.mark.parametrize("record", FIXTURES, ids=IDS)
def test_names_stand_in_the_text(record: dict) -> None:
    text = fold(record["text"])
    for item in record["gold"]:
        if item["kind"] in ("person", "organisation"):
            assert any(fold(name) in text for name in values(item, "name", "alt"))


@pytest.mark.parametrize("record", FIXTURES, ids=IDS)
def test_holders_of_offices_are_listed_as_persons(record: dict) -> None:
    persons = {i["name"] for i in record["gold"] if i["kind"] == "person"}
    assert {i["person"] for i in record["gold"] if i["kind"] == "office"} <= persons


def test_examples_and_fixtures_are_all_of_our_sets() -> None:
    assert set(OURS) == {"fixtures", "examples"}
