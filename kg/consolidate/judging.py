"""Applying judgements to what is stored: which groups have to be computed again."""

from __future__ import annotations

from collections.abc import Iterable

from kg.consolidate.blocks import Blocks
from kg.consolidate.database import Database
from kg.consolidate.facts import person_facts
from kg.consolidate.intake import person_home
from kg.consolidate.judged import Judged
from kg.consolidate.judgement_table import JudgementTable
from kg.consolidate.statement_table import StatementTable
from kg.consolidate.unit_table import UnitTable
from kg.resolve.judgements import Judgement


class Judging:
    """The judgements that the graph follows, and the blocks they make."""

    def __init__(self, database: Database, statements: StatementTable, units: UnitTable) -> None:
        self._table = JudgementTable(database)
        self._statements = statements
        self._units = units
        self._read: tuple[list[Judgement], Judged, Blocks] | None = None

    @property
    def judgements(self) -> list[Judgement]:
        """Those that were applied, in force or not."""
        return self._state()[0]

    @property
    def judged(self) -> Judged:
        """What is in force."""
        return self._state()[1]

    @property
    def blocks(self) -> Blocks:
        """The blocks of names."""
        return self._state()[2]

    def change(self, judgements: Iterable[Judgement]) -> set[str]:
        """Let these be all judgements; returns the groups that have to be computed again."""
        _, judged, blocks = self._state()
        self._table.replace({one.id: one for one in judgements}.values())
        self._read = None
        self._table.set_about(self.judged.about_others)
        keys = self.judged.keys_of_change(judged)
        people = {key for key in keys if key.startswith("person/")}
        touched = {f"{_GROUP[key.partition('/')[0]]}:{key}" for key in keys - people}
        for grp in sorted({blocks.group(key) for key in people}):
            touched |= {grp, *self._regroup(grp)}
        touched |= {self.blocks.group(key) for key in people}
        return touched

    def _regroup(self, grp: str) -> set[str]:
        """Put the profiles of a group into the groups they belong to now."""
        found: set[str] = set()
        for row in self._statements.of_group(grp):
            home, res = person_home(person_facts(row.text).key, self.blocks)
            if home != row.grp:
                self._statements.place(row.n, home, res, row.target, row.weak)
                found.add(home)
        self._units.set_homonyms(grp, ())  # or the new group could not say the same
        return found

    def _state(self) -> tuple[list[Judgement], Judged, Blocks]:
        if self._read is None:
            judgements = self._table.read()
            judged = Judged(judgements)
            self._read = judgements, judged, Blocks(judged.bridges)
        return self._read


_GROUP = {"country": "e", "organisation": "e", "place": "e", "office": "o"}
