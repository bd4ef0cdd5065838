"""What a batch changes in the graph: the units it makes, changes and removes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.consolidate.unit_table import StoredUnit, UnitTable, pack, unpack
from kg.consolidate.units import Content, Triples, Unit


def is_meeting_group(grp: str) -> bool:
    """Whether the units of a group are meetings: only those happen."""
    return grp.startswith("v:")


class Difference:
    """Collects the changes of units group by group, and stores the units as they are now."""

    def __init__(self, table: UnitTable, base: str) -> None:
        self._table = table
        self._base = base
        self._removed: set[str] = set()
        self._added: set[str] = set()
        self._shared: Counter[str] = Counter()
        self._written: dict[int, str] = {}  # units that were written or removed, and their paths
        self.relabelled: set[str] = set()
        self.support_removed: set[tuple[int, str, int]] = set()  # (unit, node, statement)
        self.support_added: set[tuple[int, str, int]] = set()
        self.happened: set[tuple[str, str]] = set()  # (agent, area) whose happenings changed

    def update(self, grp: str, units: Iterable[Unit]) -> None:
        """Let these be the units of a group; those that say what they said are left alone."""
        before = self._table.units(grp)
        now = {unit.path: unit for unit in units}
        for path in sorted(before.keys() - now.keys()):
            self._remove(grp, before[path])
        for path, unit in sorted(now.items()):
            stored = before.get(path)
            if stored is None:
                self._put(grp, unit, unit.make(), None)
            elif stored.signature != unit.signature:
                self._put(grp, unit, unit.make(), stored)

    @property
    def written(self) -> set[str]:
        """The paths of the units that were written or removed."""
        return set(self._written.values())

    def triples(self) -> tuple[set[str], set[str]]:
        """(gone, new) lines. Ask once, when all groups are updated."""
        gone, new = self._removed - self._added, self._added - self._removed
        for path in set(self._written.values()):
            for number, _, blob in self._table.units_at(path):
                # Two groups can come to name a node alike: what another unit says was and stays.
                if number not in self._written:
                    own = unpack(blob)[0]
                    gone.difference_update(own)
                    new.difference_update(own)
        for line, more in self._shared.items():
            if more:
                before, now = self._table.share(line, more)
                if before <= 0 < now:
                    new.add(line)
                elif now <= 0 < before:
                    gone.add(line)
        return gone, new

    def _remove(self, grp: str, stored: StoredUnit) -> None:
        own, shared = unpack(stored.triples)
        self._take_back(own, shared)
        self._note(stored.n, stored.path, relabelled=True)
        removed = [(stored.n, node, number) for node, number in self._table.support(stored.n)]
        self._change_support(removed, [])
        self._set_happenings(grp, stored.n, None)
        self._table.remove_unit(stored.n)

    def _put(self, grp: str, unit: Unit, content: Content, stored: StoredUnit | None) -> None:
        out = Triples(self._base)
        content.facts.write(unit.path, out)
        triples = pack(out)
        if stored is None:
            number = self._table.add_unit(grp, unit.path, content.label, unit.signature, triples)
            before: set[tuple[str, int]] = set()
        else:
            number = stored.n
            self._take_back(*unpack(stored.triples))
            self._table.update_unit(number, content.label, unit.signature, triples)
            before = self._table.support(number)
        self._added.update(out.own)
        self._shared.update(set(out.shared))
        renamed = stored is None or stored.label != content.label
        self._note(number, unit.path, relabelled=renamed)
        now = {(node, n) for node, numbers in content.support.items() for n in numbers}
        self._change_support(
            [(number, *pair) for pair in before - now], [(number, *pair) for pair in now - before]
        )
        self._set_happenings(grp, number, content)

    def _take_back(self, own: list[str], shared: list[str]) -> None:
        self._removed.update(own)
        self._shared.subtract(set(shared))

    def _note(self, number: int, path: str, *, relabelled: bool) -> None:
        self._written[number] = path
        if relabelled:
            self.relabelled.add(path)

    def _change_support(
        self, removed: list[tuple[int, str, int]], added: list[tuple[int, str, int]]
    ) -> None:
        if removed or added:
            self._table.change_support(removed, added)
        self.support_removed.update(removed)
        self.support_added.update(added)

    def _set_happenings(self, grp: str, number: int, content: Content | None) -> None:
        if not is_meeting_group(grp):
            return
        before = self._table.happenings(number)
        now = content.happenings if content else ()
        # Also where they are as before: the statements behind them may be others.
        self.happened |= {(happening.agent, happening.area) for happening in [*before, *now]}
        if list(now) != before:
            self._table.set_happenings(number, now)
