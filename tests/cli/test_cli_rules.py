"""``kg rules``: what is applied, in which order, and what one rule reads."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Kg = Callable[..., subprocess.CompletedProcess[str]]


def test_the_rules_are_listed_with_what_they_read(kg: Kg) -> None:
    done = kg("rules")
    assert done.returncode == 0
    assert "  meeting.met-with " in done.stdout
    assert "A met (with) B" in done.stdout
    assert "rules, applied in this order" in done.stdout.splitlines()[-1]


def test_all_of_them_are_json_too(kg: Kg) -> None:
    rules = json.loads(kg("rules", "--json").stdout)
    assert [rule["number"] for rule in rules] == list(range(1, len(rules) + 1))
    met = next(rule for rule in rules if rule["id"] == "meeting.met-with")
    assert met["example"] == "Anna Berg met with Prime Minister Ivo Maric in Oslo."
    assert "v-met" in met["pattern"]
    assert json.loads(kg("rules", "meeting.met-with", "--json").stdout) == met


def test_one_rule_is_shown_with_its_example_and_what_it_must_not_read(kg: Kg) -> None:
    shown = kg("rules", "meeting.met-with").stdout
    assert "Anna Berg met with Prime Minister Ivo Maric in Oslo." in shown
    assert "Anna Berg met the expectations of Prime Minister Ivo Maric." in shown


def test_a_rule_that_is_not_there_is_refused_with_those_that_resemble_it(kg: Kg) -> None:
    done = kg("rules", "met-with")
    assert done.returncode == 2
    assert "no such rule: met-with; there are meeting.met-with" in done.stderr
