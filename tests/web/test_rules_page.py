"""The page of the rules: each can be linked to, and the same table is there as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from running_site import Site, running

from kg.explain import rule_table
from kg.web import create_app


@pytest.fixture(scope="module")
def examples_site(examples_store: Path) -> Iterator[Site]:
    app = create_app(examples_store)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


def test_every_rule_stands_on_the_page_under_its_id(site: Site) -> None:
    page = html.fromstring(site.page("/rules").body)
    entries = {node.get("id"): node for node in page.xpath("//dl/div")}
    assert list(entries) == [entry.id for entry in rule_table()]
    met = entries["meeting.met-with"].text_content()
    assert "A met (with) B" in met
    assert "For example: Anna Berg met with Prime Minister Ivo Maric in Oslo." in met
    assert page.xpath("//a[@href='/rules.json']")
    assert page.xpath("//a[@href='/rules.csv']")


def test_the_rules_are_data_too(site: Site) -> None:
    for answer in (site.get("/rules.json"), site.get("/rules", "application/json")):
        assert answer.type == "application/json"
        assert [rule["id"] for rule in answer.json()] == [entry.id for entry in rule_table()]
    answer = site.get("/rules.csv")
    assert answer.type == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["id"] for row in rows] == [entry.id for entry in rule_table()]
    assert rows[0]["number"] == "1"
    assert site.page("/rules.xls").status == 404
    assert site.get("/rules", "image/png").status == 406


def test_a_claim_links_to_the_rule_that_read_it(examples_site: Site) -> None:
    page = html.fromstring(examples_site.page("/documents").body)
    document = page.xpath("//main//a[contains(@href, '/document/')]/@href")[0]
    page = html.fromstring(examples_site.page(document).body)
    ids = {entry.id for entry in rule_table()}
    linked = page.xpath("//a[@class='rule']/@href")
    assert linked
    assert {link.partition("#")[2] for link in linked} <= ids
    claim = page.xpath("//a[@class='claim']/@href")[0]
    page = html.fromstring(examples_site.page(claim).body)
    assert page.xpath("//dt[.='Read by']/following-sibling::dd//text()")
