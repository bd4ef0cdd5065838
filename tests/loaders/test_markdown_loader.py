"""Markdown: front matter is metadata, syntax becomes words."""

from __future__ import annotations

import pytest
from one_source import fail, load

from kg.model import ZoneKind

NOTE = """\
---
title: "The bridge\\_is open"
date: '2024-03-20'
published_time: 2024-03-20 12:31:11-05:00
source_url: https://castle.example/bridge/
lang: en
tags: [bridges, rivers]
---

**Today, [Ben Sample](https://x.example/b) was
received** by President _Ana Example_ of Ruritania.

- Minister of *Bridges* Cy Specimen
- General Di Model

> “We are glad,” she said.

\\###
"""


def test_front_matter_is_metadata_and_syntax_becomes_words() -> None:
    document = load("notes/a.md", NOTE)
    assert document.text == (
        "The bridge is open\n\n"
        "Today, Ben Sample was received by President Ana Example of Ruritania.\n\n"
        "• Minister of Bridges Cy Specimen\n• General Di Model\n\n"
        "“We are glad,” she said.\n\n###"
    )
    assert document.zones[0].kind is ZoneKind.HEADLINE
    assert document.zones[-1].kind is ZoneKind.FURNITURE
    assert (document.title, document.language) == ("The bridge is open", "en")
    assert document.id == document.url == "https://castle.example/bridge/"
    assert document.published is not None
    assert document.published.stated == "2024-03-20"
    assert document.unused == {
        "front matter:published_time": 1,
        "front matter:tags": 1,
        "furniture": 1,
    }


def test_a_date_without_a_day_stays_one() -> None:
    document = load("a.md", "---\nid: m-1\ndate: 2024-03\n---\nAna met Ben.")
    assert document.id == "m-1"
    assert document.published is not None
    assert document.published.stated == "2024-03"


def test_the_first_heading_is_the_title_where_no_front_matter_gives_one() -> None:
    document = load("a.md", "# The *bridge*\n\nAna met Ben.\n\n## Later\n\nThey left.")
    assert document.title == "The bridge"
    assert document.text == "The bridge\n\nAna met Ben.\n\nLater\n\nThey left."


def test_tables_and_html_in_markdown_give_their_words() -> None:
    document = load(
        "a.md", "| Post | Name |\n|---|---|\n| Queen | Eva |\n\n<p>Ana met <b>Ben</b>.</p>\n"
    )
    assert document.text == "Post Name\nQueen Eva\n\nAna met Ben."


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("a: 1\nb: [", "line 4"),
        ("a: 1\n\tb: 2", "line 3"),
        ("- a\n- b", "line 2"),
        ("a: " + "[" * 20_000, ""),
    ],
)
def test_front_matter_that_is_no_yaml_is_a_failure_at_its_line(front: str, place: str) -> None:
    failure = fail("a.md", f"---\n{front}\n---\nAna met Ben.")
    assert "front matter" in failure.reason
    assert failure.place == place


def test_front_matter_makes_no_objects_and_does_not_grow() -> None:
    aliases = "".join(
        f"{b}: &{b} [" + f"*{a}," * 9 + "]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    document = load(
        "a.md",
        f"---\na: &a [x]\n{aliases}title: !!python/name:os.system\nurl: *h\n---\nAna met Ben.",
    )
    assert document.url == ""


@pytest.mark.parametrize("piece", ["![[](", "[", "*a ", "<a ", "> ", "`` `"])
def test_syntax_that_never_closes_ends_all_the_same(piece: str) -> None:
    assert load("a.md", piece * 20_000 + "\n\nAna met Ben.").text.endswith("Ana met Ben.")
