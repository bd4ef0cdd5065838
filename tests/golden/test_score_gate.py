"""Scores may only rise: no set of known documents falls below what it has once reached.

`make score` prints the scores; `tools/score.py --raise-floors` keeps what is reached now.
"""

from __future__ import annotations

import json

import pytest

from tools.scoring import development, floors, sets

ADVICE = "see `python tools/score.py {} --errors 50`"


def gate(score: sets.Score) -> None:
    low = floors.below(floors.read()[score.name], score.measures)
    assert not low, f"{score.name}: {'; '.join(low)}; {ADVICE.format(score.name)}"


@pytest.mark.parametrize("name", sets.OURS)
def test_our_own_documents_are_read_no_worse_than_before(name: str) -> None:
    gate(sets.score(name))


def test_every_fixture_is_read_entirely_right() -> None:
    score = sets.score("fixtures")
    assert score.measures["document"]["accuracy"] == 1.0, score.faults[:10]


@pytest.mark.shared
@pytest.mark.parametrize("name", development.SETS)
def test_the_development_gold_is_read_no_worse_than_before(name: str) -> None:
    if name not in development.available():
        pytest.skip("../shared/extraction-dev is not there")
    gate(development.score(name))


def test_every_set_has_floors() -> None:
    # Links have bars of their own: test_links.py.
    assert set(floors.read()) - {"links", "links-dev"} == {*sets.OURS, *development.SETS}


def test_floors_only_rise() -> None:
    before = {"office": {"precision": 0.9, "recall": 0.8}}
    after = floors.raised(before, {"office": {"precision": 0.85, "recall": 0.8456}})
    assert after == {"office": {"precision": 0.9, "recall": 0.845}}


def test_a_floor_without_a_score_is_not_reached() -> None:
    assert floors.below({"meeting": {"recall": 0.5}}, {}) == ["meeting recall: 0.0000, floor 0.5"]
    assert not floors.below({"meeting": {"recall": 0.5}}, {"meeting": {"recall": 0.5}})


def test_the_floors_file_is_as_the_command_writes_it() -> None:
    text = floors.FILE.read_text(encoding="utf-8")
    assert text == json.dumps(floors.read(), indent=2, sort_keys=True) + "\n"
