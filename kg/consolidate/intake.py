"""Taking in a batch of documents: which statements are new, and which nobody makes any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.consolidate.blocks import Blocks
from kg.consolidate.facts import StatementKind, entity_facts, is_single, person_facts
from kg.consolidate.observe import Observation
from kg.consolidate.statement_table import Row, StatementTable

Claim = tuple[int, str]  # document, claim


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as consolidation sees it. ``number`` and ``slug`` are the archive's."""

    number: int
    slug: str
    observations: Sequence[Observation]


@dataclass(slots=True)
class Intake:
    """What a batch changes in the statements. Statements in ``gone`` are still stored."""

    fresh: dict[int, Row] = field(default_factory=dict)
    gone: dict[int, Row] = field(default_factory=dict)
    removed: defaultdict[int, set[Claim]] = field(default_factory=lambda: defaultdict(set))
    added: defaultdict[int, set[Claim]] = field(default_factory=lambda: defaultdict(set))
    new_documents: set[int] = field(default_factory=set)  # of which nothing was known


def take_in(
    table: StatementTable, gone: Iterable[int], come: Iterable[Paper], blocks: Blocks
) -> Intake:
    """Store what the documents say now, and nothing of those that are gone.

    A document that comes again replaces what it said before. No number may be in both.
    """
    intake = Intake()
    for number in gone:
        _exchange(table, intake, number, set())
    for paper in come:
        table.add_paper(paper.number, paper.slug)
        now = {
            (_number(table, intake, observation, blocks), claim)
            for observation in paper.observations
            for claim in observation.claims
        }
        _exchange(table, intake, paper.number, now)
    table.remove_claims(_rows(intake.removed))
    table.add_claims(_rows(intake.added))
    for statement in intake.removed:
        if statement not in intake.added and not table.is_live(statement):
            intake.gone[statement] = table.row(statement)
    return intake


def _exchange(
    table: StatementTable, intake: Intake, document: int, now: set[tuple[int, str]]
) -> None:
    before = table.claims_of_document(document)
    if not before:
        intake.new_documents.add(document)
    for statement, claim in before - now:
        intake.removed[statement].add((document, claim))
    for statement, claim in now - before:
        intake.added[statement].add((document, claim))


def _number(table: StatementTable, intake: Intake, observation: Observation, blocks: Blocks) -> int:
    statement = observation.statement
    number = table.find_statement(statement.digest)
    if number is None:
        grp, res = _home(observation, blocks)
        number = table.add_statement(statement, grp, res)
        if observation.references:
            table.add_references(number, observation.references)
        intake.fresh[number] = Row(
            number, statement.kind, statement.digest, statement.text, grp, res, "", False
        )
    return number


def _home(observation: Observation, blocks: Blocks) -> tuple[str, str]:
    """The group of a statement that describes an entity; other statements find theirs later."""
    statement = observation.statement
    if statement.kind is StatementKind.PERSON:
        key = person_facts(statement.text).key
        return person_home(key, blocks)
    if statement.kind is StatementKind.ENTITY:
        return f"e:{entity_facts(statement.text).key}", ""
    return "", ""


def person_home(key: str, blocks: Blocks) -> tuple[str, str]:
    """The group of a person's key, and what marks a person known by one name only."""
    grp = blocks.group(key)
    return grp, singles_of(grp) if is_single(key) else ""


def singles_of(grp: str) -> str:
    """What marks the people of a block for whom it matters when others held an office.

    They are known by one name only, or by one that is like another's.
    """
    return f"s:{grp}"


def _rows(claims: defaultdict[int, set[Claim]]) -> list[tuple[int, int, str]]:
    return [
        (statement, document, claim)
        for statement, pairs in claims.items()
        for document, claim in pairs
    ]
