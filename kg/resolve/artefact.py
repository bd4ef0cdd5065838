"""Writes a gazetteer artefact: a folder with ``items.sqlite`` and ``names.marisa``.

The trie keeps every folded name with the numbers of the items it may mean; the database keeps the
items, their terms, and the offices by role and jurisdiction. Both are read-only afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie

from kg.resolve.facts import write_line
from kg.resolve.item import KINDS, OFFICE, WAYS, Item, number
from kg.resolve.keys import name_key
from kg.resolve.roles import role_key, role_of
from kg.resolve.variants import surnames, variants

FORMAT = 1  # of the tables and of the records in the trie
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
    """Collects items into an artefact in ``folder``, which must exist and be empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = sqlite3.connect(folder / ITEMS)
        self._database.executescript(_SCHEMA)

    def write(self, items: Iterable[Item], description: str) -> str:
        """Write everything and close; the answer is the artefact's version.

        Raises:
            OSError: a file cannot be written.
            sqlite3.Error: the database cannot be written.
        """
        try:
            return self._write(sorted(items, key=lambda item: number(item.qid)), description)
        finally:
            self._database.close()

    def _write(self, items: list[Item], description: str) -> str:
        by_number = {item.qid: item for item in items}
        digest = hashlib.sha256(f"format {FORMAT}\n".encode())
        for item in items:
            digest.update(write_line(item).encode() + b"\n")
        version = digest.hexdigest()[:16]
        self._database.executemany(
            "INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", map(_row, items)
        )
        self._database.executemany(
            "INSERT INTO term VALUES (?,?,?,?,?,?)", _terms(items, by_number)
        )
        self._database.execute("CREATE INDEX holders ON term (office, person, place)")
        roles, bare = _roles(items, by_number)
        self._database.executemany("INSERT INTO role VALUES (?,?,?)", sorted(roles))
        meta = {
            "format": str(FORMAT),
            "version": version,
            "items": str(len(items)),
            "description": description,
        }
        self._database.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
        self._database.commit()
        marisa_trie.RecordTrie(RECORD, _records(items, by_number, bare)).save(
            str(self._folder / NAMES)
        )
        (self._folder / "about.json").write_text(
            json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        for path in self._folder.iterdir():
            _sync(path)
        return version


def _row(item: Item) -> tuple[int | str, ...]:
    return (
        number(item.qid),
        KINDS.index(item.kind),
        item.label,
        "|".join(item.aliases),
        "|".join(item.adjectives),
        "|".join(item.close),
        "|".join(f"{name.name}~{name.start}~{name.end}" for name in item.former),
        "|".join(item.countries),
        item.prior,
        item.born,
        item.died,
        item.source,
    )


def _terms(items: list[Item], known: dict[str, Item]) -> Iterator[tuple[int | str, ...]]:
    for item in items:
        for at, term in enumerate(item.terms):
            office = known.get(term.office)
            of = term.of or (office.countries[0] if office and office.countries else "")
            yield (
                number(item.qid), at, number(term.office), term.start, term.end,
                number(of) if of else 0,
            )  # fmt: skip


def _roles(
    items: list[Item], known: dict[str, Item]
) -> tuple[set[tuple[str, int, int]], frozenset[str]]:
    """Offices by role and jurisdiction, and the titles that name no jurisdiction at all."""
    roles: set[tuple[str, int, int]] = set()
    bare: set[str] = set()
    for item in items:
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
    items: list[Item], known: dict[str, Item], bare: frozenset[str]
) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    for item in items:
        rest = (KINDS.index(item.kind), min(max(item.prior, 0), _LARGEST_PRIOR))
        home = tuple(name for of in item.countries for name in _names(known.get(of)))
        for name, how in names_of(item, bare, home).items():
            yield name, (number(item.qid), WAYS.index(how), *rest)


def _names(item: Item | None) -> tuple[str, ...]:
    return (item.label, *item.aliases, *item.adjectives) if item else ()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
