"""Whatever is marked in a text, the text stays what it was."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kg.model import Zone, ZoneKind
from kg.web.marks import Span, marked

letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Zone], list[Span]]:
    text = draw(letters)
    inside = st.integers(0, len(text))
    cuts = sorted({0, len(text), *draw(st.lists(inside, max_size=4))})
    zones = [
        Zone(draw(st.sampled_from(list(ZoneKind))), start, end)
        for start, end in itertools.pairwise(cuts)
        if draw(st.booleans())
    ]
    pairs = draw(st.lists(st.tuples(inside, inside), max_size=6))
    kinds = st.sampled_from(["passage", "naming", "tenure", "meeting"])
    spans = [
        Span(min(pair), max(pair), f"s{number}", draw(kinds), draw(letters))
        for number, pair in enumerate(pairs)
    ]
    return text, zones, spans


def parsed(markup: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><body><div>{markup}</div></body></html>")


@given(documents())
def test_the_text_is_all_there_and_nothing_else(made: tuple[str, list[Zone], list[Span]]) -> None:
    text, zones, spans = made
    tree = parsed(marked(text, zones, spans))
    shown = "".join("".join(p.itertext()) for p in tree.iter("p"))
    assert "".join(shown.split()) == "".join(text.split())


@given(documents())
def test_each_span_marks_its_own_words_once(made: tuple[str, list[Zone], list[Span]]) -> None:
    text, _, spans = made
    tree = parsed(marked(text, [Zone(ZoneKind.BODY, 0, len(text))], spans))
    assert all(times == 1 for times in Counter(tree.xpath("//@id")).values())
    for span in spans:
        words = text[span.start : span.end].strip()
        found = tree.xpath(f"//*[@id='{span.id}']")
        if not words:
            continue
        assert len(found) == 1
        begun = "".join(found[0].itertext())
        assert "".join(words.split()).startswith("".join(begun.split()))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 7)], "<m a>one two</m> three"),
        ([(0, 7), (4, 7)], "<m a>one <m b>two</m></m> three"),
        ([(0, 7), (4, 13)], "<m a>one <m b>two</m></m><m> three</m>"),
        ([(0, 3), (3, 7)], "<m a>one</m><m b> two</m> three"),
        ([(4, 7), (4, 7)], "one <m a><m b>two</m></m> three"),
    ],
)
def test_overlapping_words(spans: list[tuple[int, int]], expected: str) -> None:
    made = [Span(*pair, "ab"[number], "tenure") for number, pair in enumerate(spans)]
    shown = str(marked("one two three", [Zone(ZoneKind.BODY, 0, 13)], made))
    inner = shown.split("<p>")[1].split("</p>")[0]
    for name in "ab":
        inner = inner.replace(f'<mark id="{name}" class="tenure">', f"<m {name}>")
    inner = inner.replace('<mark class="tenure">', "<m>").replace("</mark>", "</m>")
    assert inner == expected


def test_zones_are_told_apart_and_hostile_text_is_text() -> None:
    text = "Head\n<script>alert(1)</script>\nRead also"
    zones = [
        Zone(ZoneKind.HEADLINE, 0, 4),
        Zone(ZoneKind.BODY, 5, 30),
        Zone(ZoneKind.RELATED, 31, 40),
    ]
    shown = str(marked(text, zones, [Span(5, 13, 'a"><i>', "naming", "<b>'\"")]))
    assert "<script" not in shown
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "About other documents" in shown
