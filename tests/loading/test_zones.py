"""What is the article, and what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Zone, ZoneKind
from kg.text.zones import Zoning, read_zones

BODY = (
    "President Ana Example of Ruritania received Prime Minister Ben Sample of Freedonia in June.\n"
    "The two leaders spoke about the bridge over the river that divides their countries.\n"
    "Sample is to travel on to the coast on Tuesday.\n"
)


def parts(text: str, kind: ZoneKind, zoning: Zoning | None = None) -> list[str]:
    zones = (zoning or read_zones(text)).zones
    return [text[zone.start : zone.end] for zone in zones if zone.kind is kind]


def test_headlines_of_other_documents_are_not_body() -> None:
    text = BODY + "Similar Readings (2 items)\nSample visits the coast\nExample meets the Duchess\n"
    assert parts(text, ZoneKind.RELATED) == [
        "Similar Readings (2 items)\nSample visits the coast\nExample meets the Duchess"
    ]
    assert read_zones(text).unused == {"related": 2}


@pytest.mark.parametrize(
    "heading",
    ["Related articles", "READ ALSO", "See also:", "More on this topic", "Our picks (2 items)"],
)
def test_related_headlines_come_under_many_names(heading: str) -> None:
    text = BODY + f"{heading}\nSample visits the coast\nExample meets the Duchess\n"
    assert "Example meets the Duchess" in parts(text, ZoneKind.RELATED)[0]


def test_a_box_of_related_headlines_inside_the_article_does_not_swallow_what_follows() -> None:
    text = (
        BODY
        + "\nRead also\nSample visits the coast\n\n"
        + "The visit ended in the evening with a dinner.\n"
    )
    assert parts(text, ZoneKind.RELATED) == ["Read also\nSample visits the coast"]
    assert parts(text, ZoneKind.BODY)[-1] == "The visit ended in the evening with a dinner."


def test_a_digest_at_the_end_is_not_body_even_if_it_is_cut_off() -> None:
    text = (
        BODY
        + "Summary\nAna Example received Ben Sample. The two spoke about\nStatistics\n41\nWords2\n"
    )
    assert parts(text, ZoneKind.SUMMARY) == [
        "Summary\nAna Example received Ben Sample. The two spoke about"
    ]
    assert parts(text, ZoneKind.FURNITURE) == ["Statistics\n41\nWords2"]


def test_a_chapter_called_summary_stays_body() -> None:
    text = "Summary\n\n" + BODY
    assert parts(text, ZoneKind.SUMMARY) == []


def test_the_trailer_of_a_saved_clip_says_what_the_document_is() -> None:
    trailer = (
        "Details\nID: clip-7\nCategory ID: gazette\nURL: https://gazette.example/7\n"
        "Date: March 20, 2024\nCreated: 2024/03/20 06:30\nLast Read: 2024/03/21 07:00"
    )
    zoning = read_zones(BODY + trailer)
    assert {field.name: field.value for field in zoning.fields if field.name} == {
        "id": "clip-7",
        "publisher": "gazette",
        "url": "https://gazette.example/7",
        "published": "March 20, 2024",
        "created": "2024/03/20 06:30",
    }
    assert zoning.unused == {"metadata:Last Read": 1}
    assert parts(BODY + trailer, ZoneKind.METADATA) == [trailer]


def test_speakers_in_a_transcript_are_no_metadata() -> None:
    text = "Ana Example: Welcome to Ruritania.\nBen Sample: Thank you, Madam President.\n"
    assert parts(text, ZoneKind.METADATA) == []


def test_a_body_printed_twice_points_back_to_the_first_copy() -> None:
    text = BODY + BODY
    (repeat,) = [zone for zone in read_zones(text).zones if zone.kind is ZoneKind.REPEAT]
    assert (repeat.start, repeat.source) == (len(BODY), 0)
    assert text[repeat.start : repeat.end] == BODY.strip()


def test_a_teaser_line_printed_again_in_the_article_is_a_repeat() -> None:
    first, *_ = BODY.splitlines()
    text = f"{first}\n\nA new sentence that nobody has printed before stands here.\n{first}\n"
    assert parts(text, ZoneKind.REPEAT) == [first]


def test_short_lines_that_recur_by_chance_are_no_repeats() -> None:
    text = "Thank you.\n" + BODY + "Thank you.\n"
    assert parts(text, ZoneKind.REPEAT) == []


def test_a_release_has_a_date_line_a_headline_and_a_way_back() -> None:
    headline = "The President received the Prime Minister"
    text = f"03, 2024\n\n{headline}\n\n{BODY}\n← Back to list\nPress Photos"
    zoning = read_zones(text)
    assert parts(text, ZoneKind.DATELINE) == ["03, 2024"]
    assert zoning.dated is not None
    assert zoning.dated.stated == "2024-03"
    assert zoning.headline == headline
    assert parts(text, ZoneKind.FURNITURE) == ["← Back to list\nPress Photos"]


def test_the_first_sentence_of_a_clip_without_headline_is_body() -> None:
    assert parts(BODY, ZoneKind.HEADLINE) == []


def test_a_title_that_the_source_gives_marks_the_same_line_as_headline() -> None:
    text = "Example meets Sample.\n" + BODY
    zoning = read_zones(text, title="Example meets Sample")
    assert zoning.headline == "Example meets Sample."


def test_a_title_cut_short_above_the_full_one_is_no_headline() -> None:
    title = "President receives the Prime Minister of Freedonia"
    text = f"President receives the Prime Minister of…\n\n{title}\n\n{BODY}"
    assert read_zones(text).headline == title


def test_an_agency_dateline_is_told_from_its_sentence() -> None:
    text = "STRELSAU, 4 May 2021 - President Ana Example opened the bridge on Tuesday."
    zoning = read_zones(text)
    assert parts(text, ZoneKind.DATELINE) == ["STRELSAU, 4 May 2021 -"]
    assert parts(text, ZoneKind.BODY) == ["President Ana Example opened the bridge on Tuesday."]
    assert zoning.dated is not None
    assert zoning.dated.stated == "2021-05-04"


def test_a_speaker_in_capitals_is_no_dateline() -> None:
    text = "PRIME MINISTER SAMPLE - We have agreed on the bridge today."
    assert parts(text, ZoneKind.DATELINE) == []


def test_a_photo_line_is_a_caption_and_still_read() -> None:
    text = BODY + "\nAna Example and Ben Sample on the bridge. (Photo: Press Service)\n"
    assert parts(text, ZoneKind.CAPTION) == [
        "Ana Example and Ben Sample on the bridge. (Photo: Press Service)"
    ]


def test_words_in_quotation_marks_are_never_furniture() -> None:
    text = BODY + "“Share”\n"
    assert parts(text, ZoneKind.FURNITURE) == []


def test_prose_broken_at_a_margin_opens_no_section() -> None:
    text = "The Prime Minister has said a good deal\nmore on that subject than I have\nheard here\n"
    assert parts(text, ZoneKind.RELATED) == []


LINES = st.lists(
    st.sampled_from(
        [
            *BODY.splitlines(), "Summary", "Similar Readings (2 items)", "Related articles",
            "Details", "Statistics", "ID: a-1", "URL: https://gazette.example/1", "Date: 2024",
            "← Back to list",
            "", "  ", "267", "03, 2024", "A headline without an end", "Share this", "Photo: Agency",
            "Yes.", "\tA line with blanks about it that is long enough to count \u00a0",
        ]
    )
    | st.text(max_size=60),
    max_size=24,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_zones_are_sorted_disjoint_inside_the_text_and_cover_every_word(
    lines: list[str], end: str
) -> None:
    text = end.join(lines)
    zones = read_zones(text).zones
    position = 0
    for zone in zones:
        assert position <= zone.start < zone.end <= len(text)
        assert not text[position : zone.start].strip()
        position = zone.end
    assert not text[position:].strip()


@given(LINES, LINES)
def test_a_repeat_says_what_stands_at_its_source(first: list[str], second: list[str]) -> None:
    text = "\n".join([*first, *second, *first])
    for zone in read_zones(text).zones:
        if zone.kind is ZoneKind.REPEAT:
            assert zone.source < zone.start
            length = zone.end - zone.start
            assert text[zone.source : zone.source + length] == text[zone.start : zone.end]
        else:
            assert zone.source == -1


def test_what_a_loader_knows_is_kept() -> None:
    text = "Bridge opened\n\n" + BODY
    zoning = read_zones(text, known=[Zone(ZoneKind.HEADLINE, 0, 13)])
    assert zoning.zones[0] == Zone(ZoneKind.HEADLINE, 0, 13)
