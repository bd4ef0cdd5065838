"""The judgements that the graph follows, as stored beside the claims."""

from __future__ import annotations

from collections.abc import Iterable

from kg.consolidate.database import Database
from kg.resolve.judgements import Judgement, parse


class JudgementTable:
    """The judgements that were applied, whether in force or not."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def read(self) -> list[Judgement]:
        """All of them."""
        return [parse(line) for (line,) in self.db.execute("SELECT line FROM judgement")]

    def replace(self, judgements: Iterable[Judgement]) -> None:
        """Store these in place of those before."""
        self.db.execute("DELETE FROM judgement")
        rows = ((one.id, one.line) for one in judgements)
        self.db.executemany("INSERT INTO judgement VALUES (?, ?)", rows)

    def set_about(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Store (judgement, path) of those in force about anything but persons."""
        self.db.execute("DELETE FROM judged WHERE grp = ''")
        self.db.executemany("INSERT INTO judged VALUES (?, ?, '')", pairs)
