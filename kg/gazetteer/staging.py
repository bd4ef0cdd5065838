"""What has been read so far, on the disk: a build that was interrupted goes on from there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.closing import Closing
from kg.errors import UsageError
from kg.resolve.facts import read_line, write_line
from kg.resolve.item import OFFICE, Item, number

_SCHEMA = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS item
    (number INTEGER PRIMARY KEY, sure INTEGER NOT NULL, line TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (office INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Staging(Closing):
    """The items of a build and how far it has come, in one file beside the target."""

    def __init__(self, path: Path, job: object) -> None:
        """Open or begin; ``job`` says in JSON what is built from what.

        Raises:
            UsageError: what lies there was begun from another source or with other options.
        """
        self.path = path
        self._database = sqlite3.connect(path)
        self._database.executescript(_SCHEMA)
        begun = self.recall("job")
        if begun is None:
            self.remember("job", job)
            self.save()
        elif begun != json.loads(json.dumps(job)):
            self._database.close()
            raise UsageError(
                f"{path} holds a build from another source or with other options: finish it with"
                " those, or give --restart to begin anew"
            )

    def put(self, item: Item, *, sure: bool = True) -> None:
        """Keep an item; one that is not sure counts only as an office that somebody held."""
        self._database.execute(
            "INSERT OR REPLACE INTO item VALUES (?,?,?)",
            (number(item.qid), sure, write_line(item)),
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO held VALUES (?)",
            {(number(term.office),) for term in item.terms},
        )

    def remember(self, key: str, value: object) -> None:
        """Keep a value that JSON can hold; it counts from the next save on."""
        self._database.execute(
            "INSERT OR REPLACE INTO state VALUES (?,?)", (key, json.dumps(value))
        )

    def recall(self, key: str) -> Any:
        """A value that was kept, None if there is none."""
        row = self._database.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def save(self) -> None:
        """Make sure that all this survives a crash."""
        self._database.commit()

    def __iter__(self) -> Iterator[Item]:
        """The items of the gazetteer, smallest number first."""
        rows = self._database.execute(
            "SELECT sure, line FROM item WHERE sure OR number IN (SELECT office FROM held)"
            " ORDER BY number"
        )
        for sure, line in rows:
            item = read_line(line)
            if sure or item.kind == OFFICE:
                yield item

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM item").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
