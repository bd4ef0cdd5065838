"""What became of IRIs: where a node has moved, who shares a name, what people judged of it.

The tables are those of kg.consolidate.
"""

from __future__ import annotations

import sqlite3

_MOST_STEPS = 1000  # of old IRIs to follow, far more than any history has


def moved(database: sqlite3.Connection, path: str) -> list[str]:
    """The paths that took the place of a node's, [] if it is where it was or quite gone."""
    if not _is_there(database) or _is_node(database, path):
        return []
    found: set[str] = set()
    seen, waiting = {path}, [path]
    while waiting and len(seen) < _MOST_STEPS:
        old = waiting.pop()
        for (new,) in database.execute("SELECT new FROM moved WHERE old = ?", (old,)):
            if new in seen:
                continue
            seen.add(new)
            if _is_node(database, new):
                found.add(new)
            else:
                waiting.append(new)
    return sorted(found)


def choices(database: sqlite3.Connection, path: str) -> list[tuple[str, str]]:
    """(path, label) of the persons who share the name that a path without a hash stands for."""
    if not _is_there(database):
        return []
    rows = database.execute(
        "SELECT DISTINCT homonym.path, label FROM homonym JOIN unit USING (grp)"
        " WHERE key = ? AND unit.path = homonym.path ORDER BY homonym.path",
        (path,),
    )
    return list(rows)


def judgements(database: sqlite3.Connection, path: str) -> list[str]:
    """The judgements in force about a node, each as the line of its file."""
    if not _is_there(database, "judged"):
        return []
    rows = database.execute(
        "SELECT DISTINCT line FROM judged JOIN judgement ON id = judgement WHERE path = ?", (path,)
    )
    return [line for (line,) in rows]


def _is_node(database: sqlite3.Connection, path: str) -> bool:
    row = database.execute("SELECT 1 FROM support WHERE node = ? LIMIT 1", (path,)).fetchone()
    return row is not None


def _is_there(database: sqlite3.Connection, table: str = "moved") -> bool:
    """Whether the tables have been made; an archive can be filled without them."""
    row = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return row is not None
