"""The rules of extraction as a table: `kg rules` and the page `/rules` show the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import UsageError
from kg.explain.compiled import compile_rules


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule, as people are told about it."""

    number: int  # its place in the order of application
    stage: str
    stage_reads: str
    id: str
    reads: str
    pattern: str  # "" where a function reads it
    example: str
    counter: str


@cache
def rule_table() -> tuple[RuleEntry, ...]:
    """All rules in the order in which they are applied."""
    compile_rules()
    from kg.extract.registry import STAGES

    pairs = ((stage, rule) for stage in STAGES for rule in stage.rules)
    return tuple(
        RuleEntry(
            number, stage.name, stage.reads, rule.id, rule.reads, rule.pattern, rule.example,
            rule.counter,
        )
        for number, (stage, rule) in enumerate(pairs, 1)
    )  # fmt: skip


@cache
def rule_ids() -> frozenset[str]:
    """The ids of all rules."""
    return frozenset(entry.id for entry in rule_table())


def rule_entry(id: str) -> RuleEntry:
    """One rule.

    Raises:
        UsageError: there is none of that id; the message names those that resemble it.
    """
    for entry in rule_table():
        if entry.id == id:
            return entry
    alike = sorted(known for known in rule_ids() if id in known)
    hint = f"; there are {', '.join(alike)}" if alike else "; kg rules lists them"
    raise UsageError(f"no such rule: {id}{hint}")
