"""A process that keeps a copy of a graph in memory, for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.cli.keeping import Keeping


@dataclass(frozen=True)
class Kept:
    """Where the keeper listens, and what starts it."""

    path: Path
    keeping: Keeping

    @property
    def pid(self) -> int:
        """The keeper's process."""
        return self.keeping.pid

    @property
    def holders(self) -> list[int]:
        """The processes that have a copy, or are about to."""
        return below(self.pid)


@contextmanager
def kept(root: Path, megabytes: int = 500) -> Iterator[Kept]:
    """The keeper of a store, as long as this lasts."""
    with tempfile.TemporaryDirectory(prefix="kg-keeper-") as folder:  # paths of sockets are short
        path = Path(folder) / "keeper.sock"
        keeping = Keeping(root, path, megabytes)
        keeping.look()
        try:
            yield Kept(path, keeping)
        finally:
            keeping.close()


def below(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            after_name = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended since
            continue
        if after_name[0] != "Z" and int(after_name[1]) == parent:
            found.append(int(entry.name))
    return found
