"""Links to Wikidata hold their bars, on documents of our own and on the development gold."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from kg.resolve.catalogue import catalogue
from tools.scoring import links


def test_our_documents_are_enough() -> None:
    documents = links.marked_documents()
    names = [name for document in documents for name in document.names]
    assert len(documents) >= 40
    assert len(names) >= 150
    assert sum(not name.qid for name in names) >= 50
    assert max(Counter(document.id for document in documents).values()) == 1


def test_every_number_is_of_the_gazetteer() -> None:
    known = catalogue()
    for document in links.marked_documents():
        for name in document.names:
            assert not name.qid or known.item(name.qid), (document.id, name)


def test_links_in_our_documents() -> None:
    score = links.score("links")
    measures = score.measures["link"]
    assert measures["precision"] >= 0.99, score.faults
    assert measures["recall"] >= 0.92, score.faults
    assert measures["abstention"] >= 0.95, score.faults


@pytest.mark.shared
def test_links_in_the_development_gold() -> None:
    if "links-dev" not in links.available():
        pytest.skip("../shared/linking-dev is not there")
    score = links.score("links-dev")
    measures = score.measures["ALL"]
    assert measures["precision"] >= 0.95, score.faults
    assert measures["recall"] >= 0.80, score.faults
    assert measures["inside"] >= 0.94, score.faults


def test_a_mark_says_what_to_link_and_what_to_leave_alone() -> None:
    document = links.parse(
        {"id": "a", "date": "", "marked": "[[Kremlin|-]] and [[Armenia|Q399]] met."}
    )
    assert document.text == "Kremlin and Armenia met."
    assert document.names == (links.Link(0, 7, ""), links.Link(12, 19, "Q399"))


def test_a_link_inside_a_name_to_be_left_alone_is_false() -> None:
    document = links.parse({"id": "a", "date": "", "marked": "The [[South Caucasus|-]] rests."})
    total = links.tally([document], {"a": [links.Link(10, 18, "Q18869")]})
    assert (total.wrong, total.left, total.alone) == (1, 0, 1)
    assert json.dumps(total.faults)
