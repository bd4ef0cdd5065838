"""Every rule reads its own example and stays silent on its counter-example."""

from __future__ import annotations

import pytest

from kg.extract import extract, meetings, memberships, offices
from kg.extract.reading import read
from kg.extract.rules import Rule
from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.text import dates

RULES = [*offices.RULES, *meetings.RULES, *memberships.RULES]


def document(text: str, published: DateWindow | None = None) -> Document:
    return Document(
        "d", text, (Zone(ZoneKind.BODY, 0, len(text)),), "plain_text", published=published
    )


def rules_that_read(text: str) -> set[str]:
    made = document(text, dates.read("20 March 2024", None))
    reading = read(made)
    found = (*reading.tenures, *reading.meetings, *reading.memberships)
    return {item.rule for item in found} | {c.source.rule for c in extract(made).claims}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_example(rule: Rule) -> None:
    assert rule.id in rules_that_read(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_silent_on_its_counter_example(rule: Rule) -> None:
    assert rule.id not in rules_that_read(rule.counter)


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
