"""Which nodes point to which claims: what changes of it.

A node points to every claim of every statement behind it. These links are no part of a unit, for a
head of state has ten thousand of them: only those that come or go are ever looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.consolidate.difference import Difference
from kg.consolidate.intake import Claim, Intake
from kg.consolidate.statement_table import StatementTable
from kg.consolidate.unit_table import UnitTable

Link = tuple[str, int, str]  # node, document, claim


@dataclass(slots=True)
class LinkChanges:
    """Links that come and links that go."""

    added: set[Link] = field(default_factory=set)
    removed: set[Link] = field(default_factory=set)


class Links:
    """Compares the links of a batch with those before, once all its groups are updated."""

    def __init__(
        self, statements: StatementTable, units: UnitTable, difference: Difference, intake: Intake
    ) -> None:
        self._statements = statements
        self._units = units
        self._intake = intake
        self._nodes_removed = _by_statement(difference.support_removed)
        self._nodes_added = _by_statement(difference.support_added)
        self._taken_back: defaultdict[Claim, set[int]] = defaultdict(set)
        for statement, claims in intake.removed.items():
            for claim in claims:
                self._taken_back[claim].add(statement)

    def changes(self) -> LinkChanges:
        """The links that come and go; none that stays or that was there is among them."""
        touched = {*self._intake.removed, *self._intake.added}
        touched |= {*self._nodes_removed, *self._nodes_added}
        changes = LinkChanges()
        for statement in touched:
            self._add_changes(statement, changes)
        both = changes.added & changes.removed
        added = {link for link in changes.added - both if not self._was(link)}
        removed = {link for link in changes.removed - both if not self._is(link)}
        return LinkChanges(added, removed)

    def _add_changes(self, statement: int, changes: LinkChanges) -> None:
        come = self._intake.added.get(statement, set())
        gone = self._intake.removed.get(statement, set())
        now, before = self._nodes_now_and_before(statement)
        if now != before:
            is_fresh = statement in self._intake.fresh
            claims = come if is_fresh else self._statements.claims_of_statement(statement)
            changes.added |= _links(now - before, claims)
            changes.removed |= _links(before - now, (claims - come) | gone)
        changes.added |= _links(now & before, come)
        changes.removed |= _links(now & before, gone)

    def _nodes_now_and_before(self, statement: int) -> tuple[set[str], set[str]]:
        now = set(self._units.nodes(statement))
        before = now
        if statement in self._nodes_added or statement in self._nodes_removed:
            gone = self._nodes_removed.get(statement, set())
            before = (now - self._nodes_added.get(statement, set())) | gone
        return {node for _, node in now}, {node for _, node in before}

    def _is(self, link: Link) -> bool:
        """Whether the claim is evidence of the node through another statement it makes."""
        node, document, claim = link
        made = self._statements.statements_of_claim(document, claim)
        return any(node in self._nodes_now_and_before(statement)[0] for statement in made)

    def _was(self, link: Link) -> bool:
        """Whether the claim was evidence of the node already."""
        node, document, claim = link
        if document in self._intake.new_documents:
            return False
        made = set(self._statements.statements_of_claim(document, claim))
        made = {s for s in made if (document, claim) not in self._intake.added.get(s, ())}
        made |= self._taken_back[document, claim]
        return any(node in self._nodes_now_and_before(statement)[1] for statement in made)


def _by_statement(
    support: Iterable[tuple[int, str, int]],
) -> defaultdict[int, set[tuple[int, str]]]:
    found: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
    for unit, node, statement in support:
        found[statement].add((unit, node))
    return found


def _links(nodes: Iterable[str], claims: Iterable[Claim]) -> set[Link]:
    claims = list(claims)
    return {(node, document, claim) for node in nodes for document, claim in claims}
