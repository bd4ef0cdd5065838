"""Direct speech: where it stands, who speaks, and what becomes of the facts inside it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.quotes import quotes
from kg.extract.reading import read
from kg.model import Document, MeetingClaim, MembershipClaim, Stance, Zone, ZoneKind
from kg.text import windows

BERG, MARIC = "person/anna-berg", "person/ivo-maric"


def document(text: str) -> Document:
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document("d", text, zones, "plain_text", published=windows.of_day(date(2024, 3, 20)))


def spoken(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotes(text, 0, len(text))]


def speakers(text: str) -> list[str]:
    return [quote.speaker for quote in read(document(text)).quotes]


def voices(text: str) -> list[tuple[str, str]]:
    """Stance and claimant of the memberships and meetings that a text tells of."""
    return [
        (claim.source.stance.value, claim.source.claimant)
        for claim in extract(document(text)).claims
        if isinstance(claim, MembershipClaim | MeetingClaim)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We met them," she said.', ['"We met them,"']),
        ("“We met them,” she said.", ["“We met them,”"]),
        ("‘We met them,’ she said.", ["‘We met them,’"]),
        ("'We met them,' she said.", ["'We met them,'"]),
        ("« Nous les avons vus », dit-elle.", ["« Nous les avons vus »"]),
        ("«Мы их видели», сказала она.", ["«Мы их видели»"]),
        ("„Wir sahen sie damals“, sagte sie.", ["„Wir sahen sie damals“"]),
        ("»Wir sahen sie damals«, sagte sie.", ["»Wir sahen sie damals«"]),
        ('"It is," she said, "what it is now."', ['"It is,"', '"what it is now."']),
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["“One.\n\n“Two.\n\n“Three,”"]),
        ("“One.\n\nTwo.\n\nThree,” she said.", ["“One.\n\nTwo.\n\nThree,”"]),
        ("“One.\n\nBerg’s two.\n\nThree,” she said.", ["“One.\n\nBerg’s two.\n\nThree,”"]),
        ("“Never closed at all.\n\nThe sun rose.", ["“Never closed at all."]),
        ("“He said “we met them” and left,” she said.", ["“He said “we met them” and left,”"]),
        (
            "\"He said 'we met them,' and left,\" she said.",
            ["\"He said 'we met them,' and left,\""],
        ),
        ("‘I don’t know the ministers’ plan,’ she said.", ["‘I don’t know the ministers’ plan,’"]),
        ('"Yes," she said.', ['"Yes,"']),
        ("The ministers’ plan isn’t Berg’s.", []),
        ("The '90s were the ministers' time, weren't they.", []),
        ('The so-called "elders" and a "great leader" met.', []),
        ("He is 6'2\" tall.", []),
        ('"" “” «» ‘’ "', []),
    ],
)
def test_speech_stands_between_its_marks(text: str, expected: list[str]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” said Anna Berg.", [BERG]),
        ("“It is late,” Anna Berg said.", [BERG]),
        ("“It is late,” said Norwegian Foreign Minister Anna Berg on Monday.", [BERG]),
        ("“It is late,” Anna Berg, who had flown in at noon, told reporters.", [BERG]),
        ("“It is late,” according to Anna Berg.", [BERG]),
        ("Anna Berg said: “It is late.”", [BERG]),
        ("Anna Berg told parliament on Monday that “it is late now”.", [BERG]),
        ("Speaking in Oslo, Anna Berg added, “It is late.”", [BERG]),
        ("Anna Berg hugged Ivo Maric and said: “It is late.”", [BERG]),
        ("Anna Berg met Ivo Maric, who said: “It is late.”", [MARIC]),
        ("Anna Berg: “It is late.”", [BERG]),
        ("“It is late,” said Anna Berg. “We leave now.”", [BERG, BERG]),
        ("“It is late,” said Anna Berg, “and we leave.”", [BERG, BERG]),
        ("“It is late,” said Anna Berg. “We stay here,” said Ivo Maric.", [BERG, MARIC]),
        ("“It is late,” said Anna Berg. Ivo Maric sat down. “We stay here.”", [BERG, ""]),
        ("“It is late,” said Anna Berg. “We stay here,” the driver said.", [BERG, ""]),
        ("President Anna Berg of Norway came. “It is late,” the President said.", [BERG]),
        ("Anna Berg came. “It is late,” she said.", [BERG]),
        ("Anna Berg came.\n\n“It is late.\n\n“It rains. We go,” she said.", [BERG]),
        ("Anna Berg and Ivo Maric came. “It is late,” the driver said.", [""]),
        ("It rained. “It is late,” she said.", [""]),
    ],
)
def test_a_quote_knows_its_speaker(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg: Good morning.\n\nIvo Maric: Good morning. It rains.", [BERG, MARIC]),
        (
            "President of Norway Anna Berg: Good morning.\n\nIt rains.\n\nIvo Maric: It does.",
            [BERG, MARIC],
        ),
        ("ANNA BERG: Good morning.\n\nQ: Does it rain?\n\nANNA BERG: It does.", [BERG, "", BERG]),
        (
            "Foreign Minister Anna Berg: Hi.\n\nQuestion: Rain?\n\nForeign Minister Berg: Yes.",
            [BERG, "", BERG],
        ),
        ("Anna Berg issued the following statement:\n\nWe are sad.\n\nIt rained.", [BERG]),
        ("Anna Berg: a life in pictures", []),
        ("Note: the office is closed.\n\nPlace: Oslo", []),
    ],
)
def test_a_transcript_knows_its_speakers(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Croatia joined NATO.", [("asserted", "")]),
        ("“Croatia joined NATO,” said Ivo Maric.", [("reported", MARIC)]),
        ("“Croatia joined NATO,” a driver said.", [("reported", "")]),
        ("Ivo Maric said that Croatia joined NATO.", [("reported", MARIC)]),
        ("According to Ivo Maric, Croatia joined NATO.", [("reported", MARIC)]),
        ("Anna Berg: Hello.\n\nIvo Maric: Croatia joined NATO.", [("reported", MARIC)]),
        ("Croatia reportedly joined NATO.", [("hedged", "")]),
        ("Anna Berg allegedly met Ivo Maric in Oslo.", [("hedged", "")]),
        ("According to unnamed sources, Anna Berg met Ivo Maric in Oslo.", [("hedged", "")]),
        ("“Croatia reportedly joined NATO,” said Ivo Maric.", [("hedged", "")]),
        ("Ivo Maric denied that Croatia joined NATO.", [("denied", MARIC)]),
        ("Ivo Maric denied reports that Croatia joined NATO.", [("denied", MARIC)]),
        ("Norway reportedly slept; Croatia joined NATO.", [("asserted", "")]),
        (
            "Croatia reportedly joined NATO. Croatia joined NATO.",
            [("hedged", ""), ("asserted", "")],
        ),
    ],
)
def test_a_fact_says_who_vouches_for_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert voices(text) == expected


def test_what_somebody_is_said_to_have_done_is_not_vouched_for() -> None:
    for text in ("Anna Berg is said to have met Ivo Maric.", "Croatia is said to have left NATO."):
        assert set(voices(text)) <= {("hedged", "")}


def test_a_quoted_plan_is_no_meeting() -> None:
    assert voices("“Anna Berg will meet Ivo Maric in Oslo,” said Jon Lind.") == []


MARKS = st.text(st.sampled_from("\"'“”‘’„«»‹›ab ,.\n!"), max_size=80)


@given(MARKS)
def test_quotes_are_sorted_and_apart_and_have_words(text: str) -> None:
    end = 0
    for quote in quotes(text, 0, len(text)):
        assert end <= quote.start < quote.end <= len(text)
        assert any(c.isalnum() for c in text[quote.start : quote.end])
        end = quote.end


@given(MARKS, MARKS)
def test_a_quote_does_not_reach_into_another_zone(before: str, after: str) -> None:
    text = before + "\n" + after
    for quote in quotes(text, 0, len(before)):
        assert quote.end <= len(before)


@given(st.sampled_from(["“{}”", '"{}"', "«{}»", "„{}“", "‘{},’"]), st.integers(1, 6))
def test_a_quote_over_any_number_of_paragraphs_is_one(form: str, count: int) -> None:
    opening, closing = form.split("{}")
    paragraphs = [f"{opening}It is late and it rains." for _ in range(count)]
    text = "\n\n".join(paragraphs) + closing + " said Anna Berg. The sun rose."
    if opening == "‘" and count > 1:
        return  # a single mark is an apostrophe, unless its own paragraph closes it
    assert spoken(text) == [text[: text.index(" said")]]


@given(st.text(max_size=120))
def test_any_text_has_its_speakers_without_failing(text: str) -> None:
    for claim in extract(document(text + " “It is late,” said Anna Berg.")).claims:
        assert claim.source.stance in Stance


def test_a_long_text_of_marks_is_read_in_one_pass() -> None:
    for piece in ('"', "“", "‘a ", "’", "“a ", "« ", '"a" ', "“a.\n\n", "'a "):
        assert len(quotes(piece * 20_000, 0, len(piece) * 20_000)) <= 20_000


def test_a_long_speech_ends_where_a_mark_ends_a_paragraph() -> None:
    speech = (
        '"Welcome to you all.\n\nOne more thing.\nAnother one.\n\nAnd one.\n\nThank you very much.”'
    )
    assert spoken(f"Anna Berg said:\n\n{speech}\n\nIvo Maric left.") == [speech]
    # a mark inside a paragraph so far away belongs to something else
    other = speech.replace("much.”", "much” to all.")
    assert spoken(f"Anna Berg said:\n\n{other}\n\nIvo Maric left.") == ['"Welcome to you all.']
