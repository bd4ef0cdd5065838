"""A read-only view of a gazetteer artefact: what a name may mean, what is known of an item."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import marisa_trie

from kg.closing import Closing
from kg.errors import UsageError
from kg.resolve.artefact import FORMAT, ITEMS, NAMES, RECORD
from kg.resolve.compiled import compiled, discard
from kg.resolve.item import KINDS, WAYS, Candidate, Former, Holder, Item, Term, number
from kg.resolve.keys import name_key
from kg.resolve.records import LINES, Records
from kg.resolve.roles import role_key
from kg.resolve.sieve import Sieve

__all__ = ["Candidate", "Catalogue", "Former", "Holder", "Item", "Term", "catalogue"]


class Catalogue(Closing):
    """A gazetteer, opened for reading; threads may share it.

    ``version`` is a digest of its contents: two artefacts with the same items have the same one.
    """

    def __init__(self, folder: Path) -> None:
        """Open the artefact in ``folder``.

        Raises:
            UsageError: there is none, it is damaged, or another version of communique made it.
        """
        self.folder = folder
        self._lock = Lock()
        names, items = folder / NAMES, folder / ITEMS
        if not (names.is_file() and items.is_file()):
            raise UsageError(
                f"{folder} is no gazetteer: a folder with {ITEMS} and {NAMES} is, as"
                " kg gazetteer build makes it"
            )
        self._database = sqlite3.connect(
            f"{items.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            self.about = dict(self._database.execute("SELECT key, value FROM meta"))
            self._names = marisa_trie.RecordTrie(RECORD)
            self._names.mmap(str(names))
            self._sieve = self._read_sieve()
            self._check_format()
            self._items = Records(folder / LINES)
        except (sqlite3.Error, RuntimeError, OSError, ValueError) as error:
            self._database.close()
            raise UsageError(
                f"the gazetteer in {folder} is damaged ({error}): build it again"
            ) from error
        self.version: str = self.about["version"]

    def _check_format(self) -> None:
        if self.about.get("format") != str(FORMAT):
            self._database.close()
            raise UsageError(
                f"the gazetteer in {self.folder} has format {self.about.get('format')}, this"
                f" version of communique reads format {FORMAT}: build it again"
            )

    def _read_sieve(self) -> Sieve:
        known = self._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'sieve'")
        if known.fetchone() is None:  # built before there were sieves
            return Sieve()
        row = self._database.execute("SELECT bits FROM sieve").fetchone()
        return Sieve(row[0]) if row and row[0] else Sieve()

    def may_know(self, key: str) -> bool:
        """Whether a name, folded by ``name_key``, may mean any item; most do not."""
        return self._sieve.passes(key) or key.startswith("the ")

    def named(self, name: str) -> list[Candidate]:
        """The items that a name may mean; case, diacritics, apostrophes and dots do not count.

        Nor does an article in front. Ordered by how the name means them, prior (largest first), and
        Q-number.
        """
        key = name_key(name)
        found = self._names.get(key) if self._sieve.passes(key) else None
        if not found and key.startswith("the "):
            found = self._names.get(key[4:])
        if not found:
            return []
        records = sorted(set(found), key=lambda record: (record[1], -record[3], record[0]))
        return [
            Candidate(f"Q{item}", WAYS[way], KINDS[kind], prior)
            for item, way, kind, prior in records
        ]

    def item(self, qid: str) -> Item | None:
        """What is known of an item, None if the gazetteer lacks it."""
        try:
            wanted = number(qid)
        except ValueError:
            return None
        return self._items.item(wanted)

    def offices(self, role: str, of: str) -> list[str]:
        """Q-numbers of the offices with a role ("foreign minister") in a jurisdiction or
        organisation, given by its Q-number; smallest number first.
        """
        try:
            jurisdiction = number(of)
        except ValueError:
            return []
        rows = self._rows(
            "SELECT office FROM role WHERE role = ? AND jurisdiction = ? ORDER BY office",
            role_key(role),
            jurisdiction,
        )
        return [f"Q{office}" for (office,) in rows]

    def holders(self, office: str) -> list[Holder]:
        """Who is known to have held an office, each term, by start and Q-number of the person."""
        try:
            wanted = number(office)
        except ValueError:
            return []
        rows = self._rows(
            "SELECT person, office, start, until, jurisdiction FROM term WHERE office = ?"
            " ORDER BY start, person, place",
            wanted,
        )
        return [Holder(f"Q{person}", _term(*rest)) for person, *rest in rows]

    def counts(self) -> dict[str, int]:
        """How many items there are of each kind."""
        rows = self._rows("SELECT kind, count(*) FROM item GROUP BY kind ORDER BY kind")
        return {KINDS[kind]: count for kind, count in rows}

    def names(self) -> Iterator[str]:
        """Every folded name, sorted."""
        return iter(sorted(set(self._names.keys())))

    def __iter__(self) -> Iterator[str]:
        """Every Q-number, smallest first."""
        return (f"Q{row[0]}" for row in self._rows("SELECT number FROM item ORDER BY number"))

    def __len__(self) -> int:
        return int(self.about["items"])

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()
        self._items.close()

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(query, values).fetchall()


def catalogue(path: Path | None = None) -> Catalogue:
    """The gazetteer at ``path``, else where KG_GAZETTEER says, else the shipped one.

    The shipped one is compiled the first time and opened in milliseconds afterwards. Each is opened
    once a process.

    Raises:
        UsageError: there is no gazetteer at that place.
    """
    chosen = path or (Path(named) if (named := os.environ.get("KG_GAZETTEER")) else None)
    if chosen:
        return _opened(chosen.resolve())
    folder = compiled(os.environ)
    try:
        return _opened(folder)
    except UsageError:  # a damaged disk, a hand in the cache: what is ours can be made again
        discard(folder)
        return _opened(compiled(os.environ))


@cache
def _opened(folder: Path) -> Catalogue:
    return Catalogue(folder)


def _term(office: int, start: str, until: str, jurisdiction: int) -> Term:
    return Term(f"Q{office}", start, until, f"Q{jurisdiction}" if jurisdiction else "")
