"""What a clause can come to hold is known before it is made: nothing in it is a surprise."""

from __future__ import annotations

import random

import pytest

from bench.robustness import plain
from kg.extract.clause_signs import signs_of_clause
from kg.extract.clauses import clause_of
from kg.extract.reading import read
from kg.extract.registry import RULES

TEXTS = [text for rule in RULES for text in (rule.example, rule.counter)]
WORDS = " ".join(TEXTS).split()


def holds_no_more(text: str) -> bool:
    """Whether every clause of a text holds only what was foreseen."""
    reading = read(plain(text))
    lattice = reading.lattice
    for start, end in reading.sentences:
        sentence = lattice.symbol_at(start), lattice.symbol_at(end)
        view = clause_of(lattice, sentence)
        if view is not None and not set(view.codes) <= signs_of_clause(lattice, sentence):
            return False
    return True


@pytest.mark.parametrize("number", range(0, len(TEXTS), 40))
def test_the_examples_of_the_rules_hold_what_is_foreseen(number: int) -> None:
    assert all(map(holds_no_more, TEXTS[number : number + 40]))


@pytest.mark.parametrize("seed", range(20))
def test_words_in_any_order_hold_what_is_foreseen(seed: int) -> None:
    assert holds_no_more(" ".join(random.Random(seed).choices(WORDS, k=1500)))
