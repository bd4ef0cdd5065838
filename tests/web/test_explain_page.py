"""The explanation of a document in the browser: from the document, per sentence, as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from running_site import Site, running

from kg.web import create_app


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> Iterator[Site]:
    app = create_app(examples_store)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


@pytest.fixture(scope="module")
def address(examples: Site) -> str:
    page = html.fromstring(examples.page("/documents").body)
    document = page.xpath("//main//a[contains(@href, '/document/')]/@href")[0]
    page = html.fromstring(examples.page(document).body)
    return str(page.xpath("//a[contains(@href, '/explain')]/@href")[0])


def test_each_sentence_has_its_claims_with_links_to_their_rules(
    examples: Site, address: str
) -> None:
    answer = examples.page(address)
    assert answer.status == 200
    page = html.fromstring(answer.body)
    assert page.xpath("//li[@id='sentence-1']")
    assert page.xpath("//li[@class='tenure']//a[@class='rule'][starts-with(@href, '/rules#')]")
    assert page.xpath("//li[contains(., 'because') or contains(., 'mention')]")


def test_sentences_are_found_by_their_words(examples: Site, address: str) -> None:
    first = examples.get(f"{address}.json").json()["sentences"][0]["text"]
    words = "+".join(first.split()[:4])
    found = examples.get(f"{address}.json?find={words}").json()["sentences"]
    assert first in [sentence["text"] for sentence in found]
    assert "No sentence has these words" in examples.page(f"{address}?find=qqqq").text


def test_a_document_that_is_not_there_has_no_explanation(examples: Site, address: str) -> None:
    assert examples.page("/document/nothing/explain").status == 404
    assert examples.get(f"{address}.csv").status == 404


def test_what_a_document_says_does_not_become_part_of_the_page(site: Site) -> None:
    for path in ("/documents",):
        page = html.fromstring(site.page(path).body)
        for document in page.xpath("//main//a[contains(@href, '/document/')]/@href"):
            page = html.fromstring(site.page(f"{document}/explain").body)
            assert not page.xpath("//main//script")
