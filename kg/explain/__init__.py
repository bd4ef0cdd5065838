"""What the rules are and what they did, as plain values for the terminal and the pages."""

from __future__ import annotations

from kg.explain.catalogue import RuleEntry, rule_entry, rule_ids, rule_table

__all__ = ["RuleEntry", "rule_entry", "rule_ids", "rule_table"]  # explain: kg.explain.explanation
