"""The ledger of IRIs that have moved: after a merge, a split or another reading.

When a node is gone while what it was made from lives on under other nodes, the ledger keeps where
it went, so that old links lead there (kg.archive reads it). It is history, no part of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.consolidate.database import Database
from kg.consolidate.unit_table import UnitTable


class Ledger:
    """Where nodes went. Paths are those of units, without the base."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._units = UnitTable(database)

    def record(
        self,
        removed: Iterable[tuple[int, str, int]],
        added: Iterable[tuple[int, str, int]],
        heirs: Mapping[int, set[int]],
    ) -> None:
        """Record what a batch moved, given (unit, node, statement) that came and went.

        ``heirs`` are, for statements nobody makes any more, those that their claims make now.
        """
        self._forget_returned({node for _, node, _ in added})
        gone: dict[str, set[int]] = {}
        for _, node, statement in removed:
            gone.setdefault(node, set()).add(statement)
        for node in sorted(gone):
            if not self._units.is_node(node):
                self._record(node, gone[node], heirs)

    def _record(self, node: str, statements: set[int], heirs: Mapping[int, set[int]]) -> None:
        kind = node.partition("/")[0]
        living = {heir for statement in statements for heir in heirs.get(statement, {statement})}
        targets = {
            target
            for statement in living
            for _, target in self._units.nodes(statement)
            if target.partition("/")[0] == kind
        }
        self._db.execute("DELETE FROM moved WHERE old = ?", (node,))
        self._db.executemany(
            "INSERT OR IGNORE INTO moved VALUES (?, ?)",
            ((node, target) for target in self._same_part(node, targets)),
        )

    def _same_part(self, node: str, targets: set[str]) -> set[str]:
        """Of the participations in one meeting, those of the same participant, if any are."""
        if not node.startswith("participation/"):
            return targets
        shared = {target: len(_common_end(node, target)) for target in targets}
        longest = max(shared.values(), default=0)
        return {target for target, length in shared.items() if length == longest}

    def _forget_returned(self, nodes: set[str]) -> None:
        self._db.executemany("DELETE FROM moved WHERE old = ?", ((node,) for node in nodes))


def _common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]
