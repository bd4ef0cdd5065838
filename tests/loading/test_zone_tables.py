"""The lines around an article are told from its sentences: every example, every counter-example."""

from __future__ import annotations

import re

import pytest

from kg.model import ZoneKind
from kg.text.zone_tables import LINES, LONGEST, SECTIONS, LineRule, compile_rules
from kg.text.zones import read_zones, section_kind

RULES = [*SECTIONS, *LINES]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTER = [
    (table, example)
    for table in (SECTIONS, LINES)
    for rule in table
    for example in rule.counter_examples
]


@pytest.mark.parametrize(("rule", "line"), EXAMPLES, ids=lambda x: getattr(x, "name", x))
def test_each_example_is_recognised(rule: LineRule, line: str) -> None:
    assert re.fullmatch(rule.pattern, line, re.IGNORECASE)


@pytest.mark.parametrize(("table", "line"), COUNTER, ids=lambda x: x if isinstance(x, str) else "")
def test_no_counter_example_is_taken_by_any_rule_of_its_table(
    table: tuple[LineRule, ...], line: str
) -> None:
    assert compile_rules(table).fullmatch(line) is None


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_heading_of_a_section_begins_with_a_capital() -> None:
    assert section_kind("More on this topic") is ZoneKind.RELATED
    assert section_kind("more on this topic") is None


@pytest.mark.parametrize(
    "piece", ["home > ", "share this ", "x (photo ", "1,", "- ", "a: ", "(c) "]
)
def test_no_line_keeps_a_pattern_busy(piece: str) -> None:
    line = (piece * LONGEST)[:LONGEST].strip()
    for _ in range(20):  # a pattern that runs wild takes minutes for one
        (zone,) = read_zones(line).zones
        assert (zone.start, zone.end) == (0, len(line))
