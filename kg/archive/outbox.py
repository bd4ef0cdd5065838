"""The outbox: what the graph still has to get, and notes about the store as a whole.

A batch is written here in the transaction that writes its documents, then applied to the graph, and
taken out when the graph is on disk. Applying an entry twice, or all entries again in their order,
ends in the same graph, because each only says which triples are there and which are not.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, entry BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change of the graph: graphs to drop (slugs), documents whose evidence to insert (numbers),
    and N-Triples to delete from and insert into the default graph.
    """

    drop: Sequence[str] = ()
    documents: Sequence[int] = ()
    delete: str = ""
    insert: str = ""


class Outbox:
    """The entries that are still to be applied, in their order."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def add(self, entry: Entry) -> int:
        """Keep an entry; returns its number."""
        parts = [list(entry.drop), list(entry.documents), entry.delete, entry.insert]
        blob = zlib.compress(json.dumps(parts).encode(), 1)
        cursor = self._db.execute("INSERT INTO outbox (entry) VALUES (?)", (blob,))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def pending(self) -> Iterator[tuple[int, Entry]]:
        """The entries with their numbers, oldest first."""
        numbers = [seq for (seq,) in self._db.execute("SELECT seq FROM outbox ORDER BY seq")]
        for seq in numbers:
            row = self._db.execute("SELECT entry FROM outbox WHERE seq = ?", (seq,)).fetchone()
            yield seq, Entry(*json.loads(zlib.decompress(row[0])))

    def last(self) -> int:
        """The number of the last entry there ever was, 0 if there was none."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
        return 0 if row is None else int(row[0])

    def clear(self, up_to: int) -> None:
        """Take out what is applied and on disk."""
        self._db.execute("DELETE FROM outbox WHERE seq <= ?", (up_to,))


class Notes:
    """Short facts about the store as a whole, such as which version computed it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def get(self, key: str) -> str:
        """A note, "" if there is none."""
        row = self._db.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return "" if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        """Write a note."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))
