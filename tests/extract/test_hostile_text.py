"""Whatever a text says, it is read to its end, and what is read stands in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.items import items
from kg.extract.registry import RULES
from kg.model import DateWindow, Document, Zone, ZoneKind


def document(text: str, *, kinds: tuple[ZoneKind, ...] = (ZoneKind.BODY,)) -> Document:
    step = len(text) // len(kinds) + 1
    zones = tuple(
        Zone(kind, at * step, min((at + 1) * step, len(text)))
        for at, kind in enumerate(kinds)
        if at * step < len(text)
    )
    day = date(2024, 3, 20)
    published = DateWindow(day, day, "2024-03-20")
    return Document("d", text, zones, "plain_text", published=published, language="en")


def check(made: Document) -> None:
    """Extract as a load does; all evidence lies in the text."""
    extraction = extract(made)
    items(made, extraction)
    keys = {entity.key for entity in extraction.entities}
    for claim in extraction.claims:
        assert claim.source.evidence
        for evidence in claim.source.evidence:
            assert 0 <= evidence.sentence_start <= evidence.start
            assert evidence.start < evidence.end <= evidence.sentence_end <= len(made.text)
    assert len(keys) == len(extraction.entities)


WORDS = sorted(
    {word for rule in RULES for word in f"{rule.example} {rule.counter}".split()}
    | set(
        "( ) [ ] “ ” \" ' ’ ‘ . , ; : … - – — \n \n\n \u00a0 ’s 's & * # @ 1 19 2024 1,000".split(
            " "
        )
    )
)


@given(st.lists(st.sampled_from(WORDS), max_size=80), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=150, deadline=None)
def test_words_of_the_rules_in_any_order(words: list[str], between: str) -> None:
    check(document(between.join(words)))


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    check(document(text))


@given(
    st.lists(st.sampled_from([rule.example for rule in RULES]), max_size=8),
    st.lists(st.sampled_from(list(ZoneKind)), min_size=1, max_size=4),
    st.sampled_from([str, str.upper, str.lower, str.title]),
)
@settings(max_examples=100, deadline=None)
def test_sentences_cut_into_zones_anywhere(
    sentences: list[str], kinds: list[ZoneKind], write: type[str]
) -> None:
    kinds = [kind for kind in kinds if kind is not ZoneKind.REPEAT] or [ZoneKind.BODY]
    check(document(write(" ".join(sentences)), kinds=tuple(kinds)))


LONG = {
    "one word": "Berg " * 20_000,
    "one token": "a" * 100_000,
    "quote marks": '"' * 20_000,
    "brackets": "(" * 20_000,
    "capitals": "PRESIDENT BERG MET PRIME MINISTER MARIC. " * 800,
    "commas": "Anna Berg, " * 4_000,
    "joined": "Anna Berg and Ivo Maric and " * 1_500,
    "of the": "Minister of the Council of the " * 1_500,
    "line breaks": "Berg\n" * 8_000,
    "initials": "A. B. " * 6_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_monotonous_texts(kind: str) -> None:
    check(document(LONG[kind]))
