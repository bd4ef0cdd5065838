"""Blocks: the groups in which persons are looked for.

People of one block may be one person. A judgement that two are the same joins their blocks, so that
everything about them is computed together.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.consolidate.persons import block_of


class Blocks:
    """Which block each name is in, given pairs of names that were judged to be one person's."""

    def __init__(self, bridges: Iterable[tuple[str, str]] = ()) -> None:
        self._leader: dict[str, str] = {}
        for one, other in bridges:
            low, high = sorted((self._find(block_of(one)), self._find(block_of(other))))
            self._leader[high] = low

    def group(self, key: str) -> str:
        """The group in which the persons of a name are found."""
        return f"b:{self._find(block_of(key)) if self._leader else block_of(key)}"

    def _find(self, block: str) -> str:
        while (leader := self._leader.get(block, block)) != block:
            block = leader
        return block


def is_block(grp: str) -> bool:
    """Whether a group is one of persons."""
    return grp.startswith("b:")
