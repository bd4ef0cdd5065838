"""``kg explain``: why does the graph say that, and why does it not say this?"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]
TEXT = (
    "Norwegian Prime Minister Anna Berg might meet President Ivo Maric in Oslo on Monday. It "
    "rained all day. Anna Berg met Ivo Maric in Zagreb last week. Anna Berg met the press. Jon "
    'Lind said: "Anna Berg met Vera Kos in Split." The weather in Norway was fine.\n'
)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    (tmp_path / "clip.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "clip.txt"


def sentence(kg: Kg, clip: Path, words: str) -> dict:
    done = kg("explain", clip, "--find", words, "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["sentences"]
    return found


def test_a_claim_is_shown_with_its_sentence_and_its_rule(kg: Kg, clip: Path) -> None:
    found = sentence(kg, clip, "met Ivo Maric in Zagreb")
    (claim,) = found["claims"]
    assert (claim["kind"], claim["rule"]) == ("meeting", "meeting.met-with")
    assert claim["says"] == "Meeting of Anna Berg and Ivo Maric"
    assert TEXT[found["start"] : found["end"]].startswith("Anna Berg met Ivo Maric")
    assert found["silence"] == []


def test_a_mention_is_shown_with_what_it_means_and_who_says_so(kg: Kg, clip: Path) -> None:
    found = sentence(kg, clip, "might meet")
    mentions = {m["text"]: (m["kind"], m["means"]) for m in found["mentions"]}
    assert mentions["Norwegian"] == ("nationality", "Norway (Q20)")
    assert mentions["Anna Berg"] == ("person", "Anna Berg")
    assert mentions["Oslo"][0] == "place"
    assert mentions["Monday"][0] == "date"
    assert all(m["rule"] for m in found["mentions"])


def test_the_word_that_leaves_it_open_is_named(kg: Kg, clip: Path) -> None:
    reasons = sentence(kg, clip, "might meet")["silence"]
    assert any("“might meet” leaves it open" in reason for reason in reasons)


def test_nobody_is_named(kg: Kg, clip: Path) -> None:
    (reason,) = sentence(kg, clip, "rained")["silence"]
    assert "no person, organisation or country" in reason


def test_there_is_no_word_of_meeting(kg: Kg, clip: Path) -> None:
    (reason,) = sentence(kg, clip, "weather")["silence"]
    assert "no word of meeting or membership" in reason


def test_one_party_does_not_meet(kg: Kg, clip: Path) -> None:
    reasons = sentence(kg, clip, "the press")["silence"]
    assert any("“met” is a word of meeting.met-with" in reason for reason in reasons)
    assert "only one party is named" in reasons


def test_what_is_quoted_is_what_somebody_says(kg: Kg, clip: Path) -> None:
    (claim,) = sentence(kg, clip, "Split")["claims"]
    assert claim["stance"] == "reported"


def test_a_plan_that_somebody_speaks_of_is_no_fact_of_the_text(kg: Kg, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text('Jon Lind said: "Anna Berg will meet Vera Kos in Oslo on Monday."\n')
    found = sentence(kg, plan, "will meet")
    assert found["claims"] == []
    assert any("direct speech" in reason for reason in found["silence"])


def test_a_document_in_another_language_says_so(kg: Kg, tmp_path: Path) -> None:
    russian = tmp_path / "ru.txt"
    russian.write_text("Президент России встретился с министром в Москве.", encoding="utf-8")
    assert "the document is in Russian" in kg("explain", russian).stdout


def test_sentences_are_chosen_by_number(kg: Kg, clip: Path) -> None:
    shown = kg("explain", clip, "--sentence", "2").stdout
    assert "It rained" in shown
    assert "Zagreb" not in shown
    done = kg("explain", clip, "--sentence", "99")
    assert done.returncode == 2
    assert "no sentence" in done.stderr


def test_a_document_of_the_store_is_explained_by_its_id(kg: Kg, clip: Path) -> None:
    assert kg("load", clip).returncode == 0
    record = json.loads(kg("explain", clip, "--json").stdout)
    clip.unlink()
    assert "met Ivo Maric in Zagreb" in kg("explain", record["id"]).stdout
    done = kg("explain", "nothing-of-that-name")
    assert done.returncode == 2
    assert "neither a file nor the id of a document" in done.stderr
