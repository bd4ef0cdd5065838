"""Statements as stored: who makes them, what they refer to, what they were found to mean.

This module only stores and finds; what follows from what is decided in the engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kg.consolidate.database import Database
from kg.consolidate.facts import Statement, StatementKind


class Row(NamedTuple):
    """A statement as stored."""

    n: int
    kind: StatementKind
    digest: str
    text: str
    grp: str
    res: str
    target: str
    weak: bool


_COLUMNS = "n, kind, digest, text, grp, res, target, weak"
_BY_RES = "res = ? AND res != ''"  # the second half lets SQLite use the partial index


class StatementTable:
    """Documents, claims, statements, references and choices of an office."""

    def __init__(self, database: Database) -> None:
        self.db = database

    # ------------------------------------------------------------------ documents and claims

    def slug(self, document: int) -> str:
        """The slug of a document that is, or in this transaction was, in the index."""
        row = self.db.execute("SELECT slug FROM paper WHERE document = ?", (document,)).fetchone()
        return str(row[0])

    def add_paper(self, document: int, slug: str) -> None:
        """Know a document."""
        self.db.execute("INSERT OR REPLACE INTO paper VALUES (?, ?)", (document, slug))

    def remove_papers(self, documents: Iterable[int]) -> None:
        """No longer know documents."""
        self.db.executemany("DELETE FROM paper WHERE document = ?", ((d,) for d in documents))

    def claims_of_document(self, document: int) -> set[tuple[int, str]]:
        """(statement, claim) of a document."""
        found = self.db.execute(
            "SELECT statement, claim FROM claim WHERE document = ?", (document,)
        )
        return set(found)

    def claims_of_statement(self, statement: int) -> set[tuple[int, str]]:
        """(document, claim) that make a statement."""
        found = self.db.execute(
            "SELECT document, claim FROM claim WHERE statement = ?", (statement,)
        )
        return set(found)

    def statements_of_claim(self, document: int, claim: str) -> list[int]:
        """The statements that a claim makes."""
        found = self.db.execute(
            "SELECT statement FROM claim WHERE document = ? AND claim = ?", (document, claim)
        )
        return [n for (n,) in found]

    def add_claims(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Add (statement, document, claim)."""
        self.db.executemany("INSERT INTO claim VALUES (?, ?, ?)", rows)

    def remove_claims(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Remove (statement, document, claim)."""
        self.db.executemany(
            "DELETE FROM claim WHERE statement = ? AND document = ? AND claim = ?", rows
        )

    def count_claims(self) -> int:
        """The number of claims that documents make."""
        found = self.db.execute("SELECT count(*) FROM (SELECT DISTINCT document, claim FROM claim)")
        return int(found.fetchone()[0])

    def is_live(self, statement: int) -> bool:
        """Whether anybody makes the statement."""
        found = self.db.execute("SELECT 1 FROM claim WHERE statement = ? LIMIT 1", (statement,))
        return found.fetchone() is not None

    # ------------------------------------------------------------------ statements

    def find_statement(self, digest: str) -> int | None:
        """The number of a statement."""
        row = self.db.execute("SELECT n FROM statement WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else int(row[0])

    def add_statement(self, statement: Statement, grp: str, res: str) -> int:
        """Keep a new statement."""
        cursor = self.db.execute(
            "INSERT INTO statement (kind, digest, text, grp, res) VALUES (?, ?, ?, ?, ?)",
            (statement.kind.value, statement.digest, statement.text, grp, res),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def remove_statements(self, numbers: Iterable[int]) -> None:
        """Drop statements and what they refer to."""
        rows = [(n,) for n in numbers]
        self.db.executemany("DELETE FROM statement WHERE n = ?", rows)
        self.db.executemany("DELETE FROM reference WHERE statement = ?", rows)

    def row(self, number: int) -> Row:
        """A statement by its number."""
        found = self.db.execute(f"SELECT {_COLUMNS} FROM statement WHERE n = ?", (number,))
        return _row(found.fetchone())

    def by_digest(self, digest: str) -> Row:
        """A statement by its digest."""
        found = self.db.execute(f"SELECT {_COLUMNS} FROM statement WHERE digest = ?", (digest,))
        return _row(found.fetchone())

    def of_group(self, grp: str) -> list[Row]:
        """The statements of a group."""
        found = self.db.execute(f"SELECT {_COLUMNS} FROM statement WHERE grp = ?", (grp,))
        return [_row(row) for row in found]

    def of_resolution(self, res: str) -> list[Row]:
        """The statements whose meaning depends on one thing."""
        found = self.db.execute(f"SELECT {_COLUMNS} FROM statement WHERE {_BY_RES}", (res,))
        return [_row(row) for row in found]

    def blocks(self) -> set[str]:
        """The groups in which persons are."""
        found = self.db.execute("SELECT DISTINCT grp FROM statement WHERE kind = 'person'")
        return {grp for (grp,) in found}

    def has_resolution(self, res: str) -> bool:
        """Whether there are such statements."""
        found = self.db.execute(f"SELECT 1 FROM statement WHERE {_BY_RES} LIMIT 1", (res,))
        return found.fetchone() is not None

    def digests_of_person(self, path: str) -> list[str]:
        """The digests of the statements that mean a person."""
        found = self.db.execute(
            "SELECT digest FROM statement WHERE kind = 'person' AND target = ?", (path,)
        )
        return [digest for (digest,) in found]

    def place(self, number: int, grp: str, res: str, target: str, weak: bool) -> None:
        """Store what a statement was found to mean."""
        self.db.execute(
            "UPDATE statement SET grp = ?, res = ?, target = ?, weak = ? WHERE n = ?",
            (grp, res, target, weak, number),
        )

    def referring(self, key: str) -> list[int]:
        """The statements that refer to a key."""
        found = self.db.execute("SELECT statement FROM reference WHERE key = ?", (key,))
        return [n for (n,) in found]

    def tenures_of(self, reference: str) -> list[tuple[int, str]]:
        """(number, text) of the tenure statements about a person."""
        found = self.db.execute(
            "SELECT n, text FROM reference JOIN statement ON n = statement"
            " WHERE key = ? AND kind = 'tenure'",
            (reference,),
        )
        return list(found)

    def offices_of(self, reference: str) -> list[Row]:
        """The statements about the offices and tenures of a person."""
        columns = ", ".join(f"statement.{name}" for name in _COLUMNS.split(", "))
        found = self.db.execute(
            f"SELECT {columns} FROM reference JOIN statement ON n = reference.statement"
            " WHERE key = ? AND kind IN ('office', 'tenure')",
            (reference,),
        )
        return [_row(row) for row in found]

    def groups_referring(self, key: str) -> set[str]:
        """The groups of the statements that refer to a key."""
        found = self.db.execute(
            "SELECT DISTINCT grp FROM reference JOIN statement ON n = statement WHERE key = ?",
            (key,),
        )
        return {grp for (grp,) in found}

    def add_references(self, number: int, keys: Iterable[str]) -> None:
        """Let a statement refer to keys."""
        rows = ((key, number) for key in keys)
        self.db.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?)", rows)

    def set_office_references(self, number: int, keys: Iterable[str]) -> None:
        """Let a statement depend on these choices of an office, and on no others."""
        self.db.execute(
            "DELETE FROM reference WHERE statement = ? AND key >= 'r:' AND key < 'r;'", (number,)
        )
        self.add_references(number, keys)

    def choice(self, res: str) -> tuple[str, str] | None:
        """The office that a role of a person means, and its organisation, if anything says so."""
        row = self.db.execute("SELECT office, of FROM choice WHERE res = ?", (res,)).fetchone()
        return None if row is None else (row[0], row[1])

    def set_choice(self, res: str, chosen: tuple[str, str] | None) -> None:
        """Store it."""
        if chosen:
            self.db.execute("INSERT OR REPLACE INTO choice VALUES (?, ?, ?)", (res, *chosen))
        else:
            self.db.execute("DELETE FROM choice WHERE res = ?", (res,))


def _row(values: tuple[Any, ...]) -> Row:
    n, kind, digest, text, grp, res, target, weak = values
    return Row(n, StatementKind(kind), digest, text, grp, res, target, bool(weak))
