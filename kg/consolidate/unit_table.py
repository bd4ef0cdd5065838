"""Units as stored: what each group put into the graph, and which statements are behind it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.consolidate.database import Database
from kg.consolidate.units import Happening, Triples

_LEVEL = 1  # of zlib: units are written often and read when they change


class StoredUnit(NamedTuple):
    """A unit as stored; ``triples`` is compressed."""

    n: int
    path: str
    label: str
    signature: bytes
    triples: bytes


def pack(out: Triples) -> bytes:
    """The triples of a unit in the form they are stored in."""
    text = "\n\n".join("\n".join(sorted(set(part))) for part in (out.own, out.shared))
    return zlib.compress(text.encode(), _LEVEL)


def unpack(blob: bytes) -> tuple[list[str], list[str]]:
    """The own and the shared triples of a unit, as lines."""
    own, _, shared = zlib.decompress(blob).decode().partition("\n\n")
    return own.split("\n") if own else [], shared.split("\n") if shared else []


class UnitTable:
    """Units, their support, shared triples, happenings and homonyms."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def units(self, grp: str) -> dict[str, StoredUnit]:
        """The units of a group, by path."""
        found = self.db.execute(
            "SELECT n, path, label, signature, triples FROM unit WHERE grp = ?", (grp,)
        )
        return {row[1]: StoredUnit._make(row) for row in found}

    def add_unit(self, grp: str, path: str, label: str, signature: bytes, triples: bytes) -> int:
        """Store a unit; returns its number."""
        cursor = self.db.execute(
            "INSERT INTO unit (grp, path, label, signature, triples) VALUES (?, ?, ?, ?, ?)",
            (grp, path, label, signature, triples),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def update_unit(self, number: int, label: str, signature: bytes, triples: bytes) -> None:
        """Store what a unit says now."""
        self.db.execute(
            "UPDATE unit SET label = ?, signature = ?, triples = ? WHERE n = ?",
            (label, signature, triples, number),
        )

    def remove_unit(self, number: int) -> None:
        """Drop a unit."""
        self.db.execute("DELETE FROM unit WHERE n = ?", (number,))

    def units_at(self, path: str) -> Iterator[tuple[int, str, bytes]]:
        """(number, label, triples) of all units of a path; usually one."""
        yield from self.db.execute("SELECT n, label, triples FROM unit WHERE path = ?", (path,))

    def every_path(self) -> set[str]:
        """The paths of all units."""
        return {path for (path,) in self.db.execute("SELECT DISTINCT path FROM unit")}

    def has_unit(self, path: str) -> bool:
        """Whether there is a unit of a path, besides what links it."""
        found = self.db.execute(
            "SELECT 1 FROM unit WHERE path = ? AND grp NOT LIKE 'w:%' LIMIT 1", (path,)
        )
        return found.fetchone() is not None

    def every_triple(self) -> Iterator[str]:
        """The triples of all units as lines; some more than once."""
        for (blob,) in self.db.execute("SELECT triples FROM unit"):
            own, shared = unpack(blob)
            yield from own
            yield from shared

    def every_link(self) -> Iterator[tuple[str, int, str]]:
        """(node, document, claim) of all evidence; some more than once."""
        yield from self.db.execute(
            "SELECT node, document, claim FROM support JOIN claim USING (statement)"
        )

    def count_units(self) -> dict[str, int]:
        """How many units there are by the first step of their paths."""
        found = self.db.execute(
            "SELECT substr(path, 1, instr(path, '/') - 1) AS kind, count(DISTINCT path)"
            " FROM unit GROUP BY kind ORDER BY kind"
        )
        return dict(found)

    def support(self, unit: int) -> set[tuple[str, int]]:
        """(node, statement) of a unit."""
        return set(self.db.execute("SELECT node, statement FROM support WHERE unit = ?", (unit,)))

    def nodes(self, statement: int) -> list[tuple[int, str]]:
        """(unit, node) that a statement is behind."""
        found = self.db.execute("SELECT unit, node FROM support WHERE statement = ?", (statement,))
        return list(found)

    def statements_behind(self, unit: int, node: str) -> list[int]:
        """The statements behind a node of a unit."""
        found = self.db.execute(
            "SELECT statement FROM support WHERE unit = ? AND node = ?", (unit, node)
        )
        return [n for (n,) in found]

    def is_node(self, node: str) -> bool:
        """Whether the graph has a node."""
        found = self.db.execute("SELECT 1 FROM support WHERE node = ? LIMIT 1", (node,))
        return found.fetchone() is not None

    def change_support(
        self,
        removed: Sequence[tuple[int, str, int]],
        added: Sequence[tuple[int, str, int]],
    ) -> None:
        """Remove and add (unit, node, statement)."""
        if removed:
            self.db.executemany(
                "DELETE FROM support WHERE unit = ? AND node = ? AND statement = ?", removed
            )
        self.db.executemany("INSERT INTO support VALUES (?, ?, ?)", added)

    def share(self, triple: str, more: int) -> tuple[int, int]:
        """Count a shared triple up or down; returns how often it was and is said."""
        row = self.db.execute("SELECT n FROM shared WHERE triple = ?", (triple,)).fetchone()
        before = 0 if row is None else int(row[0])
        if before + more > 0:
            self.db.execute("INSERT OR REPLACE INTO shared VALUES (?, ?)", (triple, before + more))
        elif before:
            self.db.execute("DELETE FROM shared WHERE triple = ?", (triple,))
        return before, before + more

    # ------------------------------------------------------------------ happenings and homonyms

    def happenings(self, unit: int) -> list[Happening]:
        """The happenings of a unit."""
        found = self.db.execute(
            "SELECT agent, area, visit, first, last FROM happening WHERE unit = ?", (unit,)
        )
        return [
            Happening(agent, area, bool(visit), first, last)
            for agent, area, visit, first, last in found
        ]

    def set_happenings(self, unit: int, happenings: Iterable[Happening]) -> None:
        """Store the happenings of a unit in place of those before."""
        self.db.execute("DELETE FROM happening WHERE unit = ?", (unit,))
        rows = ((unit, *happening) for happening in happenings)
        self.db.executemany("INSERT INTO happening VALUES (?, ?, ?, ?, ?, ?)", rows)

    def has_visit(self, agent: str, area: str) -> bool:
        """Whether an agent visited an area."""
        found = self.db.execute(
            "SELECT 1 FROM happening WHERE agent = ? AND area = ? AND visit LIMIT 1", (agent, area)
        )
        return found.fetchone() is not None

    def events(self, agent: str, area: str) -> list[tuple[int, tuple[str, bool, int, int]]]:
        """Unit and (path, is visit, first, last) of what an agent took part in in an area."""
        found = self.db.execute(
            "SELECT unit, path, visit, first, last FROM happening JOIN unit ON unit.n = unit"
            " WHERE agent = ? AND area = ?",
            (agent, area),
        )
        return [
            (unit, (path, bool(visit), first, last)) for unit, path, visit, first, last in found
        ]

    def set_homonyms(self, grp: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Store (key, path) of the persons of a block that share a name with others."""
        self.db.execute("DELETE FROM homonym WHERE grp = ?", (grp,))
        rows = ((key, path, grp) for key, path in pairs)
        self.db.executemany("INSERT INTO homonym VALUES (?, ?, ?)", rows)

    def has_several(self, grp: str) -> bool:
        """Whether a block has several persons, or one whom several names lead to."""
        found = self.db.execute("SELECT 1 FROM homonym WHERE grp = ? LIMIT 1", (grp,))
        if found.fetchone() is not None:
            return True
        found = self.db.execute("SELECT 1 FROM unit WHERE grp = ? LIMIT 2", (grp,))
        return len(list(found)) > 1

    def judged_of(self, path: str) -> frozenset[str]:
        """The ids of the judgements about a person."""
        found = self.db.execute("SELECT judgement FROM judged WHERE path = ?", (path,))
        return frozenset(n for (n,) in found)

    def paths(self, grp: str) -> list[str]:
        """The paths of the units of a group."""
        return [path for (path,) in self.db.execute("SELECT path FROM unit WHERE grp = ?", (grp,))]

    def set_judged(self, grp: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Store (judgement, path) of the persons of a block that judgements are about."""
        self.db.execute("DELETE FROM judged WHERE grp = ?", (grp,))
        rows = ((judgement, path, grp) for judgement, path in pairs)
        self.db.executemany("INSERT INTO judged VALUES (?, ?, ?)", rows)
