"""What is left out to save work changes nothing: listed words, needs of rules, words of readers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.robustness import plain
from kg.extract.claims import claims_of
from kg.extract.codes import Marked, encode
from kg.extract.reading import read
from kg.extract.registry import RULES
from kg.extract.rules import Rule
from kg.extract.search import NEEDS
from kg.extract.trace import Trace
from kg.text.tokens import tokenize

WORDED = [rule for rule in RULES if rule.words]
WORDS = st.sampled_from(["Oslo", "the", "met", "said", "President", "Berg", ".", "\n", "party"])


@given(words=st.lists(WORDS, max_size=40), listed=st.sets(WORDS))
def test_one_lookup_tells_the_character_and_the_list_of_a_word(
    words: list[str], listed: set[str]
) -> None:
    codes, signs, found = Marked(listed).read(words)
    assert codes == encode(words)
    assert signs == set(codes)
    assert found == [at for at, word in enumerate(words) if word in listed]


@pytest.mark.parametrize("rule", [r for r in RULES if r.pattern], ids=lambda rule: rule.id)
def test_what_a_text_lacks_tells_the_same_as_its_characters(rule: Rule) -> None:
    search = rule.search
    texts = [encode(tokenize(other.example).words) for other in RULES[::25]]
    for codes in texts:
        assert search.fits(set(codes)) or search.mask & NEEDS.lacking(codes)


@pytest.mark.parametrize("rule", WORDED, ids=lambda rule: rule.id)
def test_the_example_of_a_rule_has_one_of_the_words_that_its_reader_wants(rule: Rule) -> None:
    words = set(tokenize(rule.example).words)
    assert words & rule.words


@pytest.mark.parametrize("number", range(0, len(RULES), 8))
def test_who_looks_on_sees_the_same_being_read(number: int) -> None:
    document = plain("\n\n".join(rule.example for rule in RULES[number : number + 8]))
    watched = claims_of(read(document, trace=Trace()))
    assert watched == claims_of(read(document))
