"""Text files: clips of a news reader, press releases, anything else."""

from __future__ import annotations

from datetime import date

import pytest
from one_source import load

from kg.model import Document, ZoneKind

BODY = """\
Prime Minister Ben Sample of Freedonia arrived in Strelsau on Monday for two days of talks.
Sample and President Ana Example of Ruritania opened the new bridge in the afternoon.
Freedonia joined the River Commission in January.
"""
CLIP = f"""\
{BODY}{BODY}You may also like (2 items)
Freedonia to build a second bridge
Duchess Clara leaves for the mountains
Digest
Ben Sample came to Strelsau. Freedonia has joined the
Statistics
48
Words1
Read CountDetails
ID: 5f0c-11
Category ID: strelsau-gazette
URL: https://gazette.example/2024/03/bridge?utm_source=reader#top
Date: March 20, 2024
Created: 2024/03/20 06:30
Last Read: 2024/03/21 07:02
"""
RELEASE = """\
03, 2024

President of the Republic received the Prime Minister of Freedonia

President Ana Example received Prime Minister Ben Sample in the Castle of Zenda.

Welcoming the guest, the President said:

"I am glad to see you here.

We have waited for this visit for a long time."

← Back to list
"""


def zone_texts(document: Document, kind: ZoneKind) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind is kind]


def test_a_clip_gives_its_body_once_and_its_trailer_as_metadata() -> None:
    document = load("clips/a.txt", CLIP)
    assert document.loader == "reader_clip"
    assert document.id == "5f0c-11"
    assert document.url == "https://gazette.example/2024/03/bridge"
    assert document.publisher == "strelsau-gazette"
    assert document.extra == {"created": "2024/03/20 06:30"}
    assert document.published is not None
    assert document.published.earliest == document.published.latest == date(2024, 3, 20)
    assert zone_texts(document, ZoneKind.BODY) == [BODY.strip()]
    assert zone_texts(document, ZoneKind.REPEAT) == [BODY.strip()]
    assert document.unused == {
        "related": 2,
        "summary": 1,
        "furniture": 3,
        "metadata:Last Read": 1,
    }


def test_a_clip_without_headline_gets_no_invented_title() -> None:
    assert load("a.txt", CLIP).title == ""


def test_a_release_is_dated_as_precisely_as_its_date_line() -> None:
    document = load("a.txt", RELEASE)
    assert document.loader == "press_release"
    assert document.title == "President of the Republic received the Prime Minister of Freedonia"
    assert document.published is not None
    assert document.published.stated == "2024-03"
    assert document.published.latest == date(2024, 3, 31)
    assert (
        "We have waited for this visit for a long time." in zone_texts(document, ZoneKind.BODY)[0]
    )
    assert document.unused == {"furniture": 1}


def test_plain_text_keeps_its_words_in_canonical_form() -> None:
    document = load(
        "notes/a.txt", "\ufeffBridge\u00a0opened  \r\n\r\n\r\n\r\nAna Example cut the ribbon.\r\n"
    )
    assert document.text == "Bridge opened\n\nAna Example cut the ribbon."
    assert document.id == "notes/a.txt"
    assert document.title == "Bridge opened"
    assert document.published is None


def test_a_labelled_head_is_metadata() -> None:
    document = load("a.txt", f"Title: The bridge\nDate: 20 March 2024\nLanguage: en\n\n{BODY}")
    assert (document.title, document.language) == ("The bridge", "en")
    assert document.published is not None
    assert document.published.stated == "2024-03-20"
    assert zone_texts(document, ZoneKind.BODY) == [BODY.strip()]


@pytest.mark.parametrize(
    ("head", "identifier"),
    [
        ("ID: a-7\nURL: https://gazette.example/7\nDate: 2024\n", "a-7"),
        ("URL: https://gazette.example/7\nDate: 2024\n", "https://gazette.example/7"),
        ("URL: https://gazette.example/\nDate: 2024\n", "in/a.txt"),
        ("URL: ftp://gazette.example/7\nDate: 2024\n", "in/a.txt"),
        ("", "in/a.txt"),
    ],
)
def test_identity_is_the_texts_own_id_else_its_url_else_its_path(
    head: str, identifier: str
) -> None:
    assert load("in/a.txt", f"{head}\n{BODY}").id == identifier


def test_text_in_any_script_is_text() -> None:
    document = load("a.txt", "ජනාධිපති\n\nජනාධිපතිවරයා අද අගමැතිවරයා හමුවිය.")
    assert document.text.startswith("ජනාධිපති\n\n")
