"""Every rule is listed, reads its own example and stays silent on its counter-example."""

from __future__ import annotations

from datetime import date

import pytest

from kg.errors import UsageError
from kg.extract import extract
from kg.extract.reading import read
from kg.extract.registry import RULES, STAGES
from kg.extract.rules import Rule
from kg.extract.trace import Trace
from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.text import windows

PUBLISHED = windows.of_day(date(2024, 3, 20))


def document(text: str, published: DateWindow | None = None) -> Document:
    return Document(
        "d", text, (Zone(ZoneKind.BODY, 0, len(text)),), "plain_text", published=published
    )


def rules_that_read(text: str) -> set[str]:
    trace = Trace()
    made = document(text, PUBLISHED)
    read(made, trace=trace)
    return trace.rules() | {claim.source.rule for claim in extract(made).claims}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_example(rule: Rule) -> None:
    assert rule.id in rules_that_read(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_silent_on_its_counter_example(rule: Rule) -> None:
    assert rule.id not in rules_that_read(rule.counter)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_that_is_switched_off_reads_nothing(rule: Rule) -> None:
    trace = Trace()
    made = document(rule.example, PUBLISHED)
    off = frozenset({rule.id})
    read(made, off, trace)
    assert rule.id not in trace.rules()
    assert rule.id not in {claim.source.rule for claim in extract(made, off).claims}
    assert rule.id in rules_that_read(rule.example)  # and only in that run


def test_ids_are_unique_and_every_stage_has_rules() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(stage.rules for stage in STAGES)


def test_a_rule_says_in_one_line_what_it_reads() -> None:
    for rule in RULES:
        assert len(rule.reads.splitlines()) == 1, rule.id
        assert rule.example != rule.counter, rule.id
        assert "" not in (rule.example, rule.counter), rule.id


def test_there_is_no_rule_of_another_name_to_switch_off() -> None:
    with pytest.raises(UsageError, match=r"no such rule: office\.nonsense"):
        extract(document("Anna Berg spoke."), frozenset({"office.nonsense"}))
