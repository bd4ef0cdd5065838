"""Web pages: the article, all of it, and what the page says of itself."""

from __future__ import annotations

import socket

import pytest
from one_source import fail, load

from kg.loading import Failure, Loaded, read_bytes
from kg.model import ZoneKind

LINKED = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-19"}]}'


SENTENCES = [
    f"In the {number} round of the talks both sides spoke at length of the bridge on the river."
    for number in ("first", "second", "third", "fourth")
]
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><title>The bridge is open • Castle of Zenda</title>
<meta property="og:title" content="The bridge is open">
<meta property="og:site_name" content="Castle of Zenda">
<link rel="canonical" href="https://Castle.example/news/7#x">
<meta name="date" content="2024-03-20T10:00:00Z">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News of the castle</a></li></ul></nav>
<article itemscope itemtype="http://schema.org/NewsArticle">
<h1 class="entry-title" itemprop="name">The bridge is open</h1>
<div class="entry-summary" itemprop="description"><p>Ana Example received Ben Sample.</p></div>
<time itemprop="datePublished" datetime="2024-03-19">March 19, 2024</time>
<div class="p-location">Strelsau</div>
<div class="e-content" itemprop="articleBody">
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}
<p>The ambassadors are:</p><ul><li>Cy Specimen (Freedonia)</li><li>Di Model (Lutha)</li></ul>
<table><tr><td>Eva Pattern</td><td>Minister of Rivers</td></tr></table>
<div class="tooltip">Cy Specimen Ambassador since 2019</div>
</div></article>
<footer><p>All content on this site is licensed under something or other.</p></footer>
<script>var a = "Ana met Ben";</script></body></html>"""


def test_the_article_is_taken_whole_with_title_lead_lists_and_tables() -> None:
    document = load("p/a.html", PAGE)
    expected = ["The bridge is open", "Strelsau", "Ana Example received Ben Sample.", *SENTENCES]
    assert document.text.split("\n\n")[: len(expected)] == expected
    assert "• Cy Specimen (Freedonia)\n• Di Model (Lutha)" in document.text.replace("\n\n•", "\n•")
    assert "Eva Pattern" in document.text
    assert "Minister of Rivers" in document.text
    for furniture in ("Home", "licensed", "var a", "Ambassador since"):
        assert furniture not in document.text
    assert [z.kind for z in document.zones[:3]] == [
        ZoneKind.HEADLINE,
        ZoneKind.DATELINE,
        ZoneKind.BODY,
    ]


def test_the_page_says_what_it_is() -> None:
    document = load("p/a.html", PAGE)
    assert document.title == "The bridge is open"
    assert document.id == document.url == "https://castle.example/news/7"
    assert (document.publisher, document.language) == ("Castle of Zenda", "en-GB")
    assert document.published is not None
    assert document.published.stated == "2024-03-19"  # the marked date before the meta element


@pytest.mark.parametrize(
    "date",
    [
        '<meta property="article:published_time" content="2024-03-19T23:00:00+09:00">',
        '<meta name="dcterms.issued" content="19.03.2024">',
        f'<script type="application/ld+json">{LINKED}</script>',
        '<h1>T</h1><time datetime="2024-03-19">then</time>',
        '<h1>T</h1><span class="post-date">19 March 2024</span>',
    ],
)
def test_dates_are_found_where_pages_mark_them(date: str) -> None:
    document = load("a.html", f"<html><body>{date}<p>{' '.join(SENTENCES)}</p></body></html>")
    assert document.published is not None
    assert document.published.stated == "2024-03-19"


def test_the_date_may_stand_among_what_is_not_printed() -> None:
    hidden = '<div class="hidden-copy"><time datetime="2024-03-19">then</time></div>'
    page = f'<body><article><h1>T</h1>{hidden}<p class="date">April 2, 2024</p></article></body>'
    document = load("a.html", page)
    assert document.published is not None
    assert document.published.stated == "2024-03-19"


def test_no_date_is_guessed() -> None:
    words = " ".join([*SENTENCES, "It was agreed on 3 May 2020."])
    assert (
        load("a.html", f"<html><body><p>{words}</p><p>© 2022</p></body></html>").published is None
    )


def test_a_short_release_is_not_mixed_with_the_page_around_it() -> None:
    page = (
        "<html><head><title>Envoy sent • Castle</title></head><body><h2>Website sections</h2>"
        '<article><h1>Envoy sent to Lutha</h1><div class="entry-content">'
        "<p>The decision was taken on Monday.</p></div></article>"
        "<div>Site resources of the castle</div></body></html>"
    )  # fmt: skip
    assert load("a.html", page).text == "Envoy sent to Lutha\n\nThe decision was taken on Monday."


def test_a_page_with_a_headline_only_is_a_document() -> None:
    page = (
        "<html><body><article><h1>Ana Example met Ben Sample</h1>"
        '<div class="entry-content"> </div></article></body></html>'
    )
    assert load("a.html", page).text == "Ana Example met Ben Sample"


def test_a_page_without_article_is_a_failure_with_a_remedy() -> None:
    failure = fail("a.html", "<html><body><script>app()</script></body></html>")
    assert "no article text" in failure.reason
    assert ".txt" in failure.reason


def test_the_rest_of_a_broken_page_is_read() -> None:
    document = load("a.html", f"<html><body><div><p>{SENTENCES[0]}<p>{SENTENCES[1]}<b></div></i>")
    assert document.text == f"{SENTENCES[0]}\n\n{SENTENCES[1]}"


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = PAGE.replace(
        "<body>", '<body><img src="http://x.example/i"><iframe src="http://x.example/">'
    )
    assert load("a.html", page).title == "The bridge is open"


@pytest.mark.parametrize(
    "piece", ["<div>", "<p", "<h1>x</h1><time>2020</time>", "&amp;", "<ul><li>", "<table><tr><td>"]
)
def test_a_hostile_page_ends_in_a_document_or_a_failure(piece: str) -> None:
    (result,) = read_bytes("a.html", f"<html><body>{piece * 5000}Ana".encode())
    assert isinstance(result, (Loaded, Failure))
