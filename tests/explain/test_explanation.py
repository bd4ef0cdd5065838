"""Explanations say what the rules did, sentence by sentence, also where nothing is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.explain.explanation import explain
from kg.extract import extract
from kg.model import Document, NamingClaim, Zone, ZoneKind

MET = "Anna Berg met Ivo Maric in Oslo. The weather was fine."


def document(*parts: tuple[ZoneKind, str]) -> Document:
    text, zones = "", []
    for kind, part in parts:
        zones.append(Zone(kind, len(text), len(text) + len(part)))
        text += part + "\n"
    return Document("d", text, tuple(zones), "plain_text")


def test_a_part_that_is_not_read_says_so() -> None:
    related = "Jon Lind met Ivo Maric"
    sentences = explain(document((ZoneKind.BODY, MET), (ZoneKind.RELATED, related))).sentences
    assert [s.text for s in sentences][:2] == MET.replace(". ", ".|").split("|")
    last = sentences[-1]
    assert (last.text, last.claims) == (related, ())
    assert last.silence == ("it stands in a part of the document that is not read: related",)


def test_a_table_is_no_sentence() -> None:
    sentences = explain(
        document((ZoneKind.BODY, "Anna Berg met " + "wheat, barley, " * 400))
    ).sentences
    assert any("taken for a table" in reason for s in sentences for reason in s.silence)


WORDS = (
    "Anna Berg|Ivo Maric|President|Croatia|NATO|met|visited|might|member of|in Oslo|.|,|\n|“|”|("
).split("|")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_all_claims_are_explained_and_no_others(words: list[str]) -> None:
    made = document((ZoneKind.BODY, " ".join(words)))
    explained = [claim.rule for s in explain(made).sentences for claim in s.claims]
    claims = [c for c in extract(made).claims if not isinstance(c, NamingClaim)]
    assert set(explained) == {claim.source.rule for claim in claims}
    for sentence in explain(made).sentences:
        assert sentence.claims or sentence.silence or not sentence.text.strip()


def test_an_untitled_document_is_called_by_its_first_words() -> None:
    assert explain(document((ZoneKind.BODY, MET))).title == MET
