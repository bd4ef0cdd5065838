"""``kg rules``: the rules that read documents, in the order in which they are applied."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from kg.cli.command import Commands
from kg.cli.table import glossary

if TYPE_CHECKING:
    from kg.explain import RuleEntry


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "rules",
        _rules,
        "list the rules that read documents, or show one",
        ["kg rules", "kg rules meeting.met-with", "kg rules --json > rules.json"],
    )
    parser.add_argument("id", metavar="RULE", nargs="?", help="the rule to show in full")
    parser.add_argument("--json", action="store_true", help="as JSON, patterns and examples too")


def _rules(options: argparse.Namespace) -> int:
    from kg.explain import rule_entry, rule_table

    if options.id is None:
        entries = rule_table()
        if options.json:
            print(json.dumps([as_json(entry) for entry in entries], ensure_ascii=False, indent=2))
        else:
            print("\n".join(_listing(entries)))
        return 0
    entry = rule_entry(options.id)
    if options.json:
        print(json.dumps(as_json(entry), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_detail(entry)))
    return 0


def as_json(entry: RuleEntry) -> dict[str, object]:
    """One rule as a JSON object."""
    return asdict(entry)


def _listing(entries: tuple[RuleEntry, ...]) -> list[str]:
    lines = []
    for (stage, reads), group in groupby(entries, key=lambda e: (e.stage, e.stage_reads)):
        lines += [f"{stage}: {reads}", *glossary([(e.id, e.reads) for e in group]), ""]
    return [*lines, f"{len(entries)} rules, applied in this order; kg rules RULE shows one."]


def _detail(entry: RuleEntry) -> list[str]:
    pairs = [
        ("stage", f"{entry.stage} ({entry.stage_reads}); number {entry.number} of the cascade"),
        ("reads", entry.reads),
        ("pattern", entry.pattern or "none: read by a function"),
        ("for example", entry.example),
        ("but not", entry.counter),
    ]
    return [entry.id, *glossary(pairs)]
