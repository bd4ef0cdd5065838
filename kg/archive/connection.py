"""Opening the archive's database: its tables, and how reader and writer share it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.archive import outbox

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL, path TEXT NOT NULL, place TEXT NOT NULL,
    fingerprint TEXT NOT NULL, loaded TEXT NOT NULL, size INTEGER NOT NULL, reading TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, zones TEXT NOT NULL, loader TEXT NOT NULL,
    published TEXT, earliest TEXT, latest TEXT, url TEXT NOT NULL, language TEXT NOT NULL,
    publisher TEXT NOT NULL, extra TEXT NOT NULL, unused TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS document_latest ON document (latest DESC, id);
-- Apart from the table above, so that reading what is listed does not read what is large.
CREATE TABLE IF NOT EXISTS source (
    n INTEGER PRIMARY KEY, original BLOB NOT NULL, evidence BLOB NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS fulltext USING fts5 (
    title, text, content='document', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
"""
_PATIENCE = 30.0  # seconds to wait for another process that holds SQLite's lock


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the database for writing, and make the tables that are missing."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    # Readers go on beside a writer; a commit that returned survives a loss of power.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")  # KiB
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.executescript(_SCHEMA)
    connection.executescript(outbox.SCHEMA)
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open the database for reading beside a writer, or on a medium that nobody can write."""
    address = path.resolve().as_uri()
    connection = _reader(f"{address}?mode=ro")
    try:
        connection.execute("SELECT n FROM document LIMIT 1")
    except sqlite3.OperationalError:
        # On a read-only medium the log beside the file cannot be opened; there nobody writes.
        connection.close()
        connection = _reader(f"{address}?immutable=1")
        connection.execute("SELECT n FROM document LIMIT 1")
    return connection


def _reader(address: str) -> sqlite3.Connection:
    # SQLite is compiled for use by several threads; Flask's are served by one connection.
    return sqlite3.connect(
        address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
