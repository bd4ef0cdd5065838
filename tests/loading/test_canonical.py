"""Canonical text keeps the words."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.text.canonical import canonical, unwrap, writable

TEXT = st.text(st.characters(codec="utf-8"), max_size=200) | st.lists(
    st.sampled_from(
        ["Talks", "in", "Vaduz.", " ", "\u00a0", "\t", "\n", "\r\n", "\r", "é", "e\u0301", "• x"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(TEXT)
def test_it_is_idempotent(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(TEXT)
def test_it_is_nfc_with_line_feeds_single_blanks_and_none_at_the_ends(text: str) -> None:
    result = canonical(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not re.search(r"[\r\t\u00a0\x00]|  | \n|\n |\n{3}", result)
    assert result == result.strip()


@given(st.lists(st.from_regex(r"[A-Za-zéüłğ']{1,8}[.,]?", fullmatch=True), max_size=60), st.data())
def test_the_words_and_their_order_stay(words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "\n", "  ", "\r\n", "\n\n\n", "\u00a0", "\u2028"])
    text = "".join(word + data.draw(gaps) for word in words)
    assert canonical(unwrap(text)).split() == [unicodedata.normalize("NFC", w) for w in words]


@given(st.text(st.characters(), max_size=100))
def test_any_text_can_be_made_writable_without_moving_offsets(text: str) -> None:
    result = writable(text)
    assert len(result) == len(text)
    result.encode()


def test_lines_broken_at_a_margin_become_paragraphs_again() -> None:
    wrapped = (
        "Let me thank the President of the\nAssembly for the words with which\n"
        "she welcomed us. We are a small\n"
        "country, our neighbours are large,\nbut our President, whose name is Ana\n"
        "Example, has shown that this\nmatters little.\n"
        "\nThe second paragraph stays apart\nfrom the first, as it should be\nand as it was.\n"
    )
    first, second = canonical(unwrap(wrapped)).split("\n\n")
    assert first.startswith(
        "Let me thank the President of the Assembly for the words with which she"
    )
    assert first.endswith("whose name is Ana Example, has shown that this matters little.")
    assert second.startswith("The second paragraph stays apart from the first")


def test_a_line_a_sentence_stays_as_it_is() -> None:
    text = "Ana Example met Ben Sample.\nThey spoke about the bridge.\nNo date was set.\n" * 4
    assert unwrap(text) == text


def test_joiners_that_scripts_spell_with_stay() -> None:
    assert canonical("ක්\u200dරි \u200b\u00ad") == "ක්\u200dරි"
