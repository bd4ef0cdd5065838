"""Reading and writing the archive."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg.archive import record, search, whereabouts
from kg.archive.connection import connect_reader, connect_writer
from kg.archive.record import ArchivedDocument, Deposit, Known
from kg.archive.search import Hit
from kg.closing import Closing
from kg.errors import StoreError
from kg.settings import StorePaths, read_settings

_ARCHIVED = f"slug, path, place, fingerprint, loaded, size, reading, {record.COLUMNS}"
_INSERT = (
    f"INSERT INTO document (n, slug, folder, path, place, fingerprint, loaded, size,"
    f" reading, {record.COLUMNS}) VALUES ({', '.join('?' * 22)})"
)
_ORIGINAL_LEVEL, _EVIDENCE_LEVEL = 6, 1  # of zlib: originals stay, evidence is often rewritten


class Archive(Closing):
    """The documents of one store. One process writes; any number read beside it."""

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self.database = connection  # for the tables of kg.consolidate, in the same transactions
        self._base = base

    @classmethod
    def open(cls, root: Path, *, readonly: bool = False) -> Archive:
        """Open the archive of a store; the writer makes what is missing.

        Raises:
            StoreError: there is no store, or its archive is damaged.
        """
        base = read_settings(root).base
        path = StorePaths(root).archive
        try:
            connection = connect_reader(path) if readonly else connect_writer(path)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} cannot be opened ({error}): restore a backup") from error
        return cls(connection, base)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing of it."""
        try:
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.database.execute("ROLLBACK")
                raise
            self.database.execute("COMMIT")
        except sqlite3.OperationalError as error:  # no space, or somebody else's lock
            raise StoreError(f"the archive cannot be written ({error}); nothing is lost") from error

    # ------------------------------------------------------------------ reading

    def count(self) -> int:
        """The number of documents."""
        return int(self.database.execute("SELECT count(*) FROM document").fetchone()[0])

    def get(self, document_id: str) -> ArchivedDocument | None:
        """The document of an id."""
        return self._one("id = ?", document_id)

    def by_slug(self, slug: str) -> ArchivedDocument | None:
        """The document whose IRI ends in this step."""
        return self._one("slug = ?", slug)

    def documents(self, offset: int = 0, limit: int = 50) -> list[ArchivedDocument]:
        """Documents by date, newest first, those without one last."""
        rows = self.database.execute(
            f"SELECT {_ARCHIVED} FROM document ORDER BY latest DESC, id LIMIT ? OFFSET ?",
            (max(limit, 0), max(offset, 0)),
        )
        return [self._archived(row) for row in rows]

    def every_document(self) -> Iterator[tuple[int, ArchivedDocument]]:
        """Each document with its number, one at a time, in a stable order."""
        numbers = [n for (n,) in self.database.execute("SELECT n FROM document ORDER BY id")]
        for number in numbers:
            row = self.database.execute(
                f"SELECT {_ARCHIVED} FROM document WHERE n = ?", (number,)
            ).fetchone()
            yield number, self._archived(row)

    def search(self, text: str, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Documents in which all the words stand, best first; [] where there are no words."""
        expression = search.match_expression(text)
        if not expression:
            return []
        rows = self.database.execute(search.SELECT, (expression, max(limit, 0), max(offset, 0)))
        return [self._hit(*row) for row in rows]

    def search_count(self, text: str) -> int:
        """How many documents ``search`` would find without a limit."""
        expression = search.match_expression(text)
        if not expression:
            return 0
        counted = "SELECT count(*) FROM fulltext WHERE fulltext MATCH ?"
        return int(self.database.execute(counted, (expression,)).fetchone()[0])

    def original(self, document_id: str) -> bytes | None:
        """The bytes the document was read from: a file's, or those of one record in a file."""
        row = self.database.execute(
            "SELECT original FROM document JOIN source USING (n) WHERE id = ?", (document_id,)
        ).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def moved(self, iri: str) -> list[str]:
        """Where the node of an IRI is now: [] if it is where it was, unknown, or quite gone.

        Several where it was split. An IRI that is in use again has not moved.
        """
        path = self._path(iri)
        return [self._base + new for new in whereabouts.moved(self.database, path)]

    def choices(self, iri: str) -> list[tuple[str, str]]:
        """(IRI, label) of the persons whose name an IRI without a hash stands for.

        [] unless there are several.
        """
        found = whereabouts.choices(self.database, self._path(iri))
        return [(self._base + path, label) for path, label in found]

    def judgements(self, iri: str) -> list[str]:
        """The judgements in force about the node of an IRI, each as the line of its file."""
        return whereabouts.judgements(self.database, self._path(iri))

    def known(self) -> dict[str, Known]:
        """What is known of each document, by its id."""
        columns = "n, id, slug, fingerprint, folder, path"
        rows = self.database.execute(f"SELECT {columns} FROM document")
        return {row[1]: Known(*row) for row in rows}

    def slug(self, number: int) -> str:
        """The slug of the document of a number."""
        row = self.database.execute("SELECT slug FROM document WHERE n = ?", (number,)).fetchone()
        return str(row[0])

    def evidence(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """(number, slug, N-Triples text) of those documents that are still there."""
        for number in numbers:
            row = self.database.execute(
                "SELECT slug, evidence FROM document JOIN source USING (n) WHERE n = ?", (number,)
            ).fetchone()
            if row is not None:
                yield number, row[0], zlib.decompress(row[1]).decode()

    def copy(self, path: Path) -> None:
        """Copy the database as it is at one moment, whatever others write meanwhile."""
        with closing(sqlite3.connect(path)) as target:
            self.database.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, until somebody writes

    # ------------------------------------------------------------------ writing, in a transaction

    def put(self, deposit: Deposit, number: int | None = None) -> int:
        """Keep a document, in place of the one of this number if given; returns its number."""
        if number is not None:
            self.remove([number])
        values = (
            *(number, deposit.slug, deposit.folder, deposit.path, deposit.place),
            *(deposit.fingerprint, deposit.loaded, len(deposit.original), deposit.reading),
            *record.to_row(deposit.document),
        )
        n = self.database.execute(_INSERT, values).lastrowid
        assert n is not None
        self.database.execute(
            "INSERT INTO source (n, original, evidence) VALUES (?, ?, ?)",
            (
                n,
                zlib.compress(deposit.original, _ORIGINAL_LEVEL),
                zlib.compress(deposit.evidence.encode(), _EVIDENCE_LEVEL),
            ),
        )
        self.database.execute(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)",
            (n, deposit.document.title, deposit.document.text),
        )
        return n

    def relocate(self, number: int, folder: str, path: str, place: str) -> None:
        """Keep where an unchanged document was found this time."""
        self.database.execute(
            "UPDATE document SET folder = ?, path = ?, place = ? WHERE n = ?",
            (folder, path, place, number),
        )

    def amend(self, number: int, fingerprint: str, evidence: str) -> None:
        """Keep what another extraction of the same document says."""
        self.database.execute(
            "UPDATE document SET fingerprint = ? WHERE n = ?", (fingerprint, number)
        )
        self.database.execute(
            "UPDATE source SET evidence = ? WHERE n = ?",
            (zlib.compress(evidence.encode(), _EVIDENCE_LEVEL), number),
        )

    def leave_no_trace(self) -> None:
        """Rewrite what was removed: its bytes in the file, and in the full-text index.

        Outside of a transaction. Takes as long as copying the archive.
        """
        self.database.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
        self.database.execute("VACUUM")
        self.database.execute("PRAGMA wal_checkpoint (TRUNCATE)")

    def remove(self, numbers: Iterable[int]) -> None:
        """Let go of documents: text, original, evidence and index."""
        for number in numbers:
            self.database.execute(
                "INSERT INTO fulltext (fulltext, rowid, title, text)"
                " SELECT 'delete', n, title, text FROM document WHERE n = ?",
                (number,),
            )
            self.database.execute("DELETE FROM document WHERE n = ?", (number,))
            self.database.execute("DELETE FROM source WHERE n = ?", (number,))

    # ------------------------------------------------------------------ rows

    def _one(self, condition: str, value: str) -> ArchivedDocument | None:
        row = self.database.execute(
            f"SELECT {_ARCHIVED} FROM document WHERE {condition}", (value,)
        ).fetchone()
        return None if row is None else self._archived(row)

    def _archived(self, row: tuple[Any, ...]) -> ArchivedDocument:
        slug, path, place, fingerprint, loaded, size, reading = row[:7]
        return ArchivedDocument(
            document=record.from_row(row[7:]),
            iri=self._iri(slug),
            slug=slug,
            path=path,
            place=place,
            fingerprint=fingerprint,
            loaded=loaded,
            size=size,
            reading=reading,
        )

    def _hit(self, id_: str, slug: str, title: str, published: str, url: str, marked: str) -> Hit:
        snippet, spans = search.unmark(marked)
        return Hit(id_, self._iri(slug), slug, title, published, url, snippet, spans)

    def _path(self, iri: str) -> str:
        return unquote(iri.removeprefix(self._base))

    def _iri(self, slug: str) -> str:
        return f"{self._base}document/{slug}"
