"""Towns and people that are called alike: which of them a document names."""

from __future__ import annotations

import re

import pytest

from bench.robustness import plain
from kg.extract import extract
from kg.extract.place_readings import SIGNS, Sign, sign_around
from kg.model import EntityKind


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_a_sign_is_seen_in_its_example_and_not_in_its_counter_example(sign: Sign) -> None:
    def seen(marked: str) -> str:
        before, name, behind = re.split(r"[\[\]]", marked)
        return sign_around(before + name + behind, len(before), len(before) + len(name))

    assert seen(sign.example) == sign.id
    assert seen(sign.counter_example) != sign.id


def towns(text: str) -> set[str]:
    found = extract(plain(text))
    named = {one.key: one.name for one in found.entities if one.kind is EntityKind.PLACE}
    assert {m.entity for m in found.mentions if m.entity.startswith("place/")} == named.keys()
    return set(named.values())


@pytest.mark.parametrize(
    "text",
    [
        "A cable was sent through Ambassador Butterworth. Butterworth will speak with Mr. Lind.",
        "They had lunch with Justice Douglas. Secretary Austin agrees.",
        "Senator Birmingham and Mr Lagos wrote to Deborah Cleveland. Cleveland did not answer.",
        "The list: William L. Hamilton, Dayton S. Makepeace.",
        "Ambassador Van Roijen and President Van der Bellen were thanked.",
        "He is the Member for Kingston.",
        "Secretary of Defense Lloyd Austin left at noon. Austin was tired.",
    ],
)
def test_a_surname_is_no_town(text: str) -> None:
    assert towns(text) == set()


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Secretary Austin flew home. The council met in Austin.", "Austin"),
        ("Ambassador Lind drove to Birmingham. Birmingham was covered in snow.", "Birmingham"),
        ("The consul left Butterworth at night.", "Butterworth"),
        ("Hamilton, Bermuda — Senator Hamilton spoke of trade.", "Hamilton"),
        ("The mayor of Cleveland thanked Mr. Cleveland.", "Cleveland"),
    ],
)
def test_a_town_stays_one_beside_people_of_its_name(text: str, town: str) -> None:
    assert towns(text) == {town}
