"""Names that people take for the same are alike, others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reconcile.similarity import likeness, slips, words
from kg.text.slug import fold

WORDS = st.text("abcdefghij", min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=5)


def alike(one: str, other: str) -> float:
    return likeness(words(fold(one)), words(fold(other))).value


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Mirela Dorn", "Mirela Dorn", 1.0, 1.0),
        ("MIRELA DÓRN", "Mirela Dorn", 1.0, 1.0),
        ("the Northern Compact", "Northern Compact", 1.0, 1.0),
        ("Dorn, Mirela", "Mirela Dorn", 0.97, 0.97),
        ("M. Dorn", "Mirela Dorn", 0.5, 0.9),
        ("Mirella Dorn", "Mirela Dorn", 0.9, 0.95),
        ("Khachatryan", "Khachaturyan", 0.9, 0.95),
        ("Dorn", "Mirela Dorn", 0.4, 0.8),
        ("Mirela Hale", "Mirela Dorn", 0.4, 0.8),
        ("Iran", "Iraq", 0.0, 0.0),
        ("Olga Brandt", "Mirela Dorn", 0.0, 0.0),
        ("Article 1998", "Article 1999", 0.4, 0.8),
    ],
)
def test_names_are_as_alike_as_readers_find_them(
    one: str, other: str, least: float, most: float
) -> None:
    assert least <= alike(one, other) <= most


@given(NAMES, NAMES)
def test_the_likeness_is_a_share_and_whole_for_the_same_words_only(
    one: list[str], other: list[str]
) -> None:
    found = likeness(one, other)
    assert 0 <= found.value <= 1
    assert found.same == (sorted(one) == sorted(other))
    if one == other:
        assert found.value == 1
    elif sorted(one) != sorted(other):
        assert found.value < 1


@given(NAMES, NAMES)
def test_words_that_only_one_name_has_never_help(one: list[str], other: list[str]) -> None:
    assert likeness(one, [*one, *other]).value <= likeness(one, one).value


@given(WORDS, WORDS)
def test_slips_are_counted_like_a_spelling_checker_counts_them(one: str, other: str) -> None:
    found = slips(one, other)
    assert found == slips(other, one)
    if found:
        assert found == distance(one, other)
    elif one != other and min(len(one), len(other)) >= 5:
        assert distance(one, other) > (2 if min(len(one), len(other)) >= 9 else 1)


@given(st.text("ab", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from("abc"))
def test_one_slip_is_forgiven_wherever_it_is(word: str, place: int, letter: str) -> None:
    place %= len(word)
    for slipped in (
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    ):
        if slipped != word and len(slipped) >= 5:
            assert slips(word, slipped) == 1


def distance(one: str, other: str) -> int:
    """Optimal string alignment, by its definition."""
    table = {(-1, -1): 0}
    for i in range(len(one)):
        table[i, -1] = i + 1
    for j in range(len(other)):
        table[-1, j] = j + 1
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b)
            )
            if i and j and a == other[j - 1] and one[i - 1] == b:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]
