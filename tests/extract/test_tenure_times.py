"""When an office was held, taken or left, as the words say it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import extract
from kg.extract.items import items
from kg.model import Document, TenureClaim, Zone, ZoneKind
from kg.text import windows


def document(text: str) -> Document:
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document("d", text, zones, "plain_text", published=windows.of_day(date(2024, 3, 20)))


def times(text: str) -> list[tuple[str, str, str]]:
    """Aspect, earliest and latest of every tenure in a text."""
    return [
        (claim.aspect.value, str(claim.window.earliest or ""), str(claim.window.latest or ""))
        for claim in extract(document(text)).claims
        if isinstance(claim, TenureClaim)
    ]


TODAY = "2024-03-20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Anna Berg of Norway spoke.", [("holds", TODAY, TODAY)]),
        (
            "President Anna Berg of Norway arrived on Tuesday.",
            [("holds", "2024-03-19", "2024-03-19")],
        ),
        (
            "Anna Berg was Foreign Minister of Norway from 1994 to 1998.",
            [("starts", "1994-01-01", "1994-12-31"), ("ends", "1998-01-01", "1998-12-31")],
        ),
        (
            "Anna Berg, President of Norway from March 2001 to 3 June 2005, spoke.",
            [("starts", "2001-03-01", "2001-03-31"), ("ends", "2005-06-03", "2005-06-03")],
        ),
        (
            "Anna Berg has been President of Norway since March 2020.",
            [("starts", "2020-03-01", "2020-03-31"), ("holds", TODAY, TODAY)],
        ),
        (
            "Anna Berg became President of Norway in 1994.",
            [("starts", "1994-01-01", "1994-12-31")],
        ),
        (
            "Anna Berg was Minister of Justice from 1994 to 1998 and Mayor of Oslo in 2001.",
            [
                ("starts", "1994-01-01", "1994-12-31"),
                ("ends", "1998-01-01", "1998-12-31"),
                ("holds", "2001-01-01", "2001-12-31"),
                ("ends", "", TODAY),
            ],
        ),
        (
            "Anna Berg is President of Norway, having served as Mayor of Oslo from 2001 to 2003.",
            [
                ("holds", TODAY, TODAY),
                ("starts", "2001-01-01", "2001-12-31"),
                ("ends", "2003-01-01", "2003-12-31"),
            ],
        ),
        (
            "On 3 March Anna Berg was appointed President of Norway.",
            [("starts", "2024-03-03", "2024-03-03")],
        ),
        (
            "Anna Berg was President of Norway until 2016.",
            [("ends", "2016-01-01", "2016-12-31")],
        ),
        (
            "Anna Berg was President of Norway until her resignation in June 2019.",
            [("ends", "2019-06-01", "2019-06-30")],
        ),
        (
            "Anna Berg resigned as President of Norway on 3 March.",
            [("ends", "2024-03-03", "2024-03-03")],
        ),
        (
            "Anna Berg was President of Norway in 1994.",
            [("holds", "1994-01-01", "1994-12-31"), ("ends", "", TODAY)],
        ),
        ("Former President of Norway Anna Berg spoke.", [("ends", "", TODAY)]),
        (
            "Anna Berg will become President of Norway on 5 May.",
            [("starts", "2024-05-05", "2024-05-05")],
        ),
    ],
)
def test_an_office_has_the_times_of_its_words(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert times(text) == expected


def test_a_spell_that_is_over_is_one_item_of_a_former_holder() -> None:
    made = document("Anna Berg was Foreign Minister of Norway from 1994 to 1998.")
    offices = [item for item in items(made, extract(made)) if item["kind"] == "office"]
    assert [item["status"] for item in offices] == ["former"]


def test_what_somebody_says_of_an_office_is_reported_and_a_title_is_not() -> None:
    text = "“Anna Berg was President of Norway in 1994. President Jon Lind knows,” said Ivo Maric."
    voices = {
        (claim.person, claim.source.stance.value, claim.source.claimant)
        for claim in extract(document(text)).claims
        if isinstance(claim, TenureClaim)
    }
    assert ("person/anna-berg", "reported", "person/ivo-maric") in voices
    assert ("person/jon-lind", "asserted", "") in voices
