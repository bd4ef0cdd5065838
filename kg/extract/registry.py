"""Every rule of the cascade, in the order in which they are applied.

A rule that is not listed here does not exist: tests compare the rules that claims name with this
list, run every example and counter-example, and switch every rule off once.

A module with new rules is added to ``STAGES`` here; its rules are applied with ``Lattice.stage`` or
``Lattice.matches``, or by a function that asks ``Lattice.uses`` and reports with ``Lattice.took``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.errors import UsageError
from kg.extract import (
    acronyms,
    apposed_bodies,
    body_names,
    body_references,
    coordination,
    courts_and_sees,
    date_rules,
    gathering_rules,
    lists,
    meeting_lists,
    meeting_places,
    meeting_rules,
    membership_names,
    memberships,
    names,
    offices,
    organisations,
    party_codes,
    party_names,
    people,
    person_rules,
    places,
    pronouns,
    references,
    role_owners,
    speakers,
    stance,
    visit_rules,
    whose,
)
from kg.extract.rules import Rule


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the cascade and its rules, in their order."""

    name: str
    reads: str  # what the stage reads, in one line
    rules: tuple[Rule, ...]


_MEETINGS: Final = (
    *meeting_rules.RULES,
    *gathering_rules.RULES,
    *visit_rules.RULES,
    *lists.RULES,
    *meeting_lists.RULES,
    *meeting_places.RULES,
)
STAGES: tuple[Stage, ...] = (
    Stage("names", "countries, places and organisations that are known", names.RULES),
    Stage("dates", "when", (*date_rules.RULES, date_rules.RANGE)),
    Stage(
        "organisations",
        "organisations by grammar, and their short names",
        (*organisations.RULES, *acronyms.RULES, *party_names.RULES),
    ),
    Stage("places", "places by grammar", places.RULES),
    Stage("persons", "the names of persons", (*person_rules.RULES, *people.RULES)),
    Stage(
        "roles",
        "whose an office is",
        (*whose.RULES, *apposed_bodies.RULES, *courts_and_sees.RULES, *role_owners.RULES),
    ),
    Stage(
        "names told by memberships",
        "bodies and persons that only a membership gives away, and what stands for them",
        (*body_names.RULES, *membership_names.RULES, *party_codes.RULES),
    ),
    Stage("offices", "who holds which office", offices.RULES),
    Stage(
        "references",
        "offices, pronouns and pairs that mean somebody named before",
        (*references.RULES, *pronouns.RULES, *body_references.RULES),
    ),
    Stage("groups", "who acts together", coordination.RULES),
    Stage("quotes", "who speaks", speakers.RULES),
    Stage("stance", "what the text doubts, denies or leaves to others", stance.RULES),
    Stage("meetings", "who met whom, and what became of it", _MEETINGS),
    Stage("memberships", "who is a member, partner, candidate of what", memberships.RULES),
)
RULES: tuple[Rule, ...] = tuple(rule for stage in STAGES for rule in stage.rules)


@cache
def rules_by_id() -> dict[str, Rule]:
    """The rules by id."""
    return {rule.id: rule for rule in RULES}


@cache
def rule_words() -> frozenset[str]:
    """The words that some rules cannot do without."""
    return frozenset().union(*(rule.words for rule in RULES))


def known(ids: frozenset[str]) -> frozenset[str]:
    """The same ids.

    Raises:
        UsageError: one of them is no rule's.
    """
    if unknown := ids - set(rules_by_id()):
        raise UsageError(f"no such rule: {', '.join(sorted(unknown))} (see kg rules)")
    return ids
