"""Writes a gazetteer artefact: a folder with a database, a trie of names and a file of items.

The trie keeps every folded name with the numbers of the items it may mean; the database keeps the
items, their terms, and the offices by role and jurisdiction; the file has the items once more, as
they are read fastest (see ``records``). All are read-only afterwards.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import marisa_trie

from kg.resolve.facts import lists, write_line
from kg.resolve.item import KINDS, OFFICE, WAYS, Item, number
from kg.resolve.keys import name_key
from kg.resolve.records import LINES, Row, write_records
from kg.resolve.roles import role_key, role_of
from kg.resolve.sieve import bits_of, checksum
from kg.resolve.variants import surnames, variants

FORMAT = 2  # of the tables, of the records in the trie and of the lines
ITEMS = "items.sqlite"
NAMES = "names.marisa"
RECORD = ">IBBH"  # number of the item, way, kind, prior
_LARGEST_PRIOR = 0xFFFF
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Za-z0-9&./-]{0,9}")

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, label TEXT NOT NULL,
    aliases TEXT, adjectives TEXT, close TEXT, former TEXT, countries TEXT, prior INTEGER NOT NULL,
    born TEXT, died TEXT, source TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE term (person INTEGER, place INTEGER, office INTEGER NOT NULL, start TEXT, until TEXT,
    jurisdiction INTEGER, PRIMARY KEY (person, place)) WITHOUT ROWID;
CREATE TABLE sieve (bits BLOB NOT NULL);
CREATE TABLE role (role TEXT, jurisdiction INTEGER, office INTEGER,
    PRIMARY KEY (role, jurisdiction, office)) WITHOUT ROWID;
"""


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym, which text has to write in capitals to mean it.

    >>> [is_acronym(name) for name in ("OSCE", "CoE", "G7", "U.N.", "Yerevan", "Les Verts")]
    [True, True, False, True, False, False]
    """
    letters = [letter for letter in name if letter.isalpha()]
    return bool(_ACRONYM.fullmatch(name)) and sum(map(str.isupper, letters)) * 2 > len(letters)


def names_of(
    item: Item, bare_titles: frozenset[str] = frozenset(), home: tuple[str, ...] = ()
) -> dict[str, str]:
    """The folded names of an item and how each means it; the best way of several wins.

    ``bare_titles`` are titles that name no jurisdiction, ``home`` the names of the item's country.
    """
    ways: dict[str, str] = {}

    def add(name: str, how: str) -> None:
        key = name_key(name)
        if key:
            ways.setdefault(key, how)

    for at, name in enumerate((item.label, *item.aliases)):
        if item.kind == OFFICE and name_key(name) in bare_titles:
            add(name, "title")
        elif is_acronym(name):
            add(name, "acronym")
        else:
            add(name, "alias" if at else "label")
    for former in item.former:
        add(former.name, "former")
    for name, how in variants(item, home):
        add(name, how)
    if item.kind == "person":
        for surname in surnames(item):
            add(surname, "surname")
    for name in item.close:
        add(name, "close")
    for adjective in item.adjectives:
        add(adjective, "adjective")
    return ways


class Writer:
    """Writes items into an artefact in ``folder``, which must exist and be empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, items: Iterable[Item], description: str) -> tuple[str, int]:
        """Write everything; the answer is the artefact's version and the number of its items.

        ``items`` is gone through twice and sorted by number.

        Raises:
            ValueError: the items are not sorted, or one comes twice.
            OSError: a file cannot be written.
            sqlite3.Error: the database cannot be written.
        """
        digest = hashlib.sha256(f"format {FORMAT}\n".encode())
        with closing(sqlite3.connect(self._folder / ITEMS)) as database:
            database.executescript(_SCHEMA)
            known, count = _fill(database, items, digest)
            # A term that says nothing of where it was is of what its office is of.
            database.executemany(
                "UPDATE term SET jurisdiction = ? WHERE office = ? AND jurisdiction = 0",
                (
                    (number(item.countries[0]), number(item.qid))
                    for item in known.values()
                    if item.kind == OFFICE and item.countries
                ),
            )
            roles, bare = _roles(known)
            database.executemany("INSERT INTO role VALUES (?,?,?)", sorted(roles))
            sums = array("L")
            trie = marisa_trie.RecordTrie(RECORD, _records(items, known, bare, digest, sums))
            trie.save(str(self._folder / NAMES))
            database.execute("INSERT INTO sieve VALUES (?)", (bits_of(sums),))
            meta = {
                "format": str(FORMAT),
                "version": digest.hexdigest()[:16],
                "items": str(count),
                "description": description,
            }
            database.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
            database.commit()
            write_records(self._folder / LINES, _rows(database))
        for path in self._folder.iterdir():
            _sync(path)
        return meta["version"], count


def _fill(
    database: sqlite3.Connection, items: Iterable[Item], digest: hashlib._Hash
) -> tuple[dict[str, Item], int]:
    """Write items and terms; the answer holds those whose names others build on."""
    known: dict[str, Item] = {}
    last = count = 0
    for item in items:
        if number(item.qid) <= last:
            raise ValueError(f"{item.qid} comes after Q{last}: items have to be sorted, each once")
        last = number(item.qid)
        count += 1
        digest.update(write_line(item).encode() + b"\n")
        database.execute("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _row(item))
        database.executemany("INSERT INTO term VALUES (?,?,?,?,?,?)", _terms(item))
        if item.kind != "person":
            known[item.qid] = item
    database.execute("CREATE INDEX holders ON term (office, person, place)")
    return known, count


def _rows(database: sqlite3.Connection) -> Iterator[tuple[Row, Iterable[Row]]]:
    """The items as they were written, each with its terms."""
    terms = database.execute(
        "SELECT person, office, start, until, jurisdiction FROM term ORDER BY person, place"
    )
    held = groupby(terms, key=itemgetter(0))
    person, spells = next(held, (0, iter(())))
    for row in database.execute("SELECT * FROM item ORDER BY number"):
        if row[0] != person:
            yield row, ()
            continue
        yield row, [spell[1:] for spell in spells]
        person, spells = next(held, (0, iter(())))


def _row(item: Item) -> tuple[int | str, ...]:
    return (
        number(item.qid),
        KINDS.index(item.kind),
        item.label,
        *lists(item),
        item.prior,
        item.born,
        item.died,
        item.source,
    )


def _terms(item: Item) -> Iterator[tuple[int | str, ...]]:
    for at, term in enumerate(item.terms):
        of = number(term.of) if term.of else 0
        yield number(item.qid), at, number(term.office), term.start, term.end, of


def _roles(known: dict[str, Item]) -> tuple[set[tuple[str, int, int]], frozenset[str]]:
    """Offices by role and jurisdiction, and the titles that name no jurisdiction at all."""
    roles: set[tuple[str, int, int]] = set()
    bare: set[str] = set()
    for item in known.values():
        if item.kind != OFFICE:
            continue
        for of in item.countries or ("Q0",):
            names = _names(known.get(of))
            for title in (item.label, *item.aliases):
                role = role_of(title, names)
                if role:
                    roles.add((role, number(of), number(item.qid)))
                if role == role_key(title):
                    bare.add(name_key(title))
    return roles, frozenset(bare)


def _records(
    items: Iterable[Item],
    known: dict[str, Item],
    bare: frozenset[str],
    digest: hashlib._Hash,
    sums: array[int],
) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """The names with what they mean; digest and checksums are brought up to date with them."""
    for item in items:
        kind, prior = KINDS.index(item.kind), min(max(item.prior, 0), _LARGEST_PRIOR)
        home = tuple(name for of in item.countries for name in _names(known.get(of)))
        for name, how in sorted(names_of(item, bare, home).items()):  # sets were among their makers
            digest.update(f"{name}\t{how}\n".encode())
            sums.append(checksum(name))
            yield name, (number(item.qid), WAYS.index(how), kind, prior)


def _names(item: Item | None) -> tuple[str, ...]:
    return (item.label, *item.aliases, *item.adjectives) if item else ()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
