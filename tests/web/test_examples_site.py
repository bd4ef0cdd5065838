"""The examples in a browser: what a newcomer sees after `make run` holds together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from lxml import html
from running_site import Site, running

from kg.web import create_app

_MOST = 300  # pages that are visited


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> Iterator[Site]:
    app = create_app(examples_store)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


def test_no_page_is_broken_and_every_quote_leads_to_its_words(examples: Site) -> None:
    waiting, seen = ["/", "/documents", "/queries", "/search?q=summit"], set()
    trees: dict[str, html.HtmlElement] = {}
    quotes: set[str] = set()
    while waiting and len(trees) < _MOST:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = examples.page(path)
        assert answer.status in (200, 300), path
        if answer.type != "text/html":
            continue
        trees[path] = html.document_fromstring(answer.text)
        quotes.update(trees[path].xpath("//a[contains(@class, 'words')]/@href"))
        for link in trees[path].xpath("//main//a/@href"):
            parts = urlsplit(link)
            data = "." in parts.path.rpartition("/")[2] and not parts.path.startswith("/document/")
            if not parts.netloc and parts.path not in ("", "/sparql") and not data:
                waiting.append(urldefrag(link)[0])
    assert len(quotes) > 50
    for quote in quotes:
        address, anchor = urldefrag(quote)
        if address in trees:
            assert trees[address].xpath("//*[@id=$id]", id=anchor), quote


def test_every_question_that_needs_nothing_has_rows(examples: Site) -> None:
    links = html.document_fromstring(examples.page("/queries").text).xpath("//main//li//a/@href")
    assert len(links) >= 20
    answered = [link for link in links if "<tbody>" in examples.page(link).text]
    assert len(answered) >= 15


def test_the_way_to_a_table_to_keep(examples: Site) -> None:
    home = html.document_fromstring(examples.page("/").text)
    link = home.xpath("//main//a[starts-with(@href, '/queries/who-met-whom')]/@href")[0]
    page = html.document_fromstring(examples.page(link).text)
    table = page.xpath("//p[@class='formats']/a[.='CSV']/@href")[0]
    lines = examples.get(table).text.splitlines()
    assert lines[0].startswith("person,")
    assert len(lines) > 10
