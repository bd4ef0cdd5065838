"""The tables of consolidation: statements, who makes them, and what was computed from them.

They lie in the archive's database, so that a document and what it says are kept in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, Self

_SCHEMA = """
CREATE TABLE IF NOT EXISTS paper (document INTEGER PRIMARY KEY, slug TEXT NOT NULL);
-- Numbers are never given twice: they stand for their text in the signatures of units.
-- grp: the group a statement is computed in. res: what its meaning depends on besides references.
-- target: the person or office meant; weak: found by inference, not by the words alone.
CREATE TABLE IF NOT EXISTS statement (
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL, grp TEXT NOT NULL DEFAULT '', res TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '', weak INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS statement_grp ON statement (grp);
CREATE INDEX IF NOT EXISTS statement_res ON statement (res) WHERE res != '';
CREATE INDEX IF NOT EXISTS statement_target ON statement (target) WHERE kind = 'person';
CREATE TABLE IF NOT EXISTS claim (
    statement INTEGER NOT NULL, document INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY (statement, document, claim)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claim_document ON claim (document, claim);
CREATE TABLE IF NOT EXISTS reference (
    key TEXT NOT NULL, statement INTEGER NOT NULL, PRIMARY KEY (key, statement)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reference_statement ON reference (statement);
CREATE TABLE IF NOT EXISTS choice (
    res TEXT PRIMARY KEY, office TEXT NOT NULL, of TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (
    n INTEGER PRIMARY KEY AUTOINCREMENT, grp TEXT NOT NULL, path TEXT NOT NULL,
    label TEXT NOT NULL, signature BLOB NOT NULL, triples BLOB NOT NULL, UNIQUE (grp, path));
CREATE INDEX IF NOT EXISTS unit_path ON unit (path);
CREATE TABLE IF NOT EXISTS support (
    unit INTEGER NOT NULL, node TEXT NOT NULL, statement INTEGER NOT NULL,
    PRIMARY KEY (unit, node, statement)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS support_statement ON support (statement);
CREATE INDEX IF NOT EXISTS support_node ON support (node);
CREATE TABLE IF NOT EXISTS shared (triple TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS happening (
    unit INTEGER NOT NULL, agent TEXT NOT NULL, area TEXT NOT NULL, visit INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS happening_unit ON happening (unit);
CREATE INDEX IF NOT EXISTS happening_agent ON happening (agent, area, visit);
CREATE TABLE IF NOT EXISTS homonym (
    key TEXT NOT NULL, path TEXT NOT NULL, grp TEXT NOT NULL, PRIMARY KEY (key, path))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS homonym_grp ON homonym (grp);
-- What people judged, as applied; and which nodes those in force are about.
CREATE TABLE IF NOT EXISTS judgement (id TEXT PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS judged (
    judgement TEXT NOT NULL, path TEXT NOT NULL, grp TEXT NOT NULL,
    PRIMARY KEY (judgement, path, grp)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS judged_grp ON judged (grp);
CREATE TABLE IF NOT EXISTS moved (
    old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (old, new)) WITHOUT ROWID;
"""
_TABLES = (
    *("paper", "statement", "claim", "reference", "choice"),
    *("unit", "support", "shared", "happening", "homonym"),
)


class Cursor(Protocol):
    """What a database answers."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> Any: ...
    def fetchone(self) -> Any:
        """The next row, None after the last."""

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was inserted."""


class Database(Protocol):
    """The part of ``sqlite3.Connection`` in use."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each row of values."""

    def executescript(self, sql_script: str, /) -> Cursor:
        """Run several statements."""


def create_tables(database: Database) -> None:
    """Make the tables that are missing."""
    database.executescript(_SCHEMA)


def clear_tables(database: Database) -> None:
    """Empty the tables; what people judged and which IRIs have moved stay known."""
    for table in _TABLES:
        database.execute(f"DELETE FROM {table}")
    database.execute("DELETE FROM judged WHERE grp != ''")
