"""The items of a gazetteer as they are read fastest: one line each in a mapped file.

The database tells of items as well; but a query costs ten times as much as to read a line, most of
all between two documents, when nothing of the database is left in the processor's caches.

The file: the lines, the numbers of the items in order, where the line of each ends, how many items
there are, and a mark. All numbers are of eight bytes, in this machine's order: an artefact stays on
the machine that made it. Cells are parted by U+001F; a cell for each term comes behind those of
the item.
"""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from sys import byteorder

from kg.resolve.facts import listed
from kg.resolve.item import KINDS, Former, Item, Term

LINES = "items.lines"
_MARK = b"cmqitem2"
_CELL = "\x1f"
_WORD = 8  # bytes of a number

# Number, kind, label, aliases, adjectives, close, former, countries, prior, born, died, source.
Row = tuple[int | str, ...]


def write_records(path: Path, rows: Iterable[tuple[Row, Iterable[Row]]]) -> None:
    """Write items, each as its row with the rows of its terms (office, start, until, of).

    ``rows`` is sorted by number. OSError: the file cannot be written.
    """
    numbers, ends, end = array("q"), array("q"), 0
    with path.open("wb") as file:
        for (number, *cells), terms in rows:
            told = [
                "~".join((f"Q{office}", str(start), str(until), f"Q{of}" if of else ""))
                for office, start, until, of in terms
            ]
            kept = [str(cell).replace(_CELL, " ") for cell in cells]
            end += file.write(_CELL.join([*kept, *told]).encode())
            numbers.append(int(number))
            ends.append(end)
        for part in (numbers, ends, array("q", [len(numbers)]), _MARK):
            file.write(part)


class Records:
    """The lines of an artefact, opened for reading; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            OSError: it cannot be read.
            ValueError: it is empty or damaged.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        foot = len(self._map) - 2 * _WORD
        count = int.from_bytes(self._map[foot : foot + _WORD], byteorder) if foot >= 0 else -1
        lines = foot - 2 * _WORD * count
        if self._map[foot + _WORD :] != _MARK or not 0 <= lines <= foot:
            self._map.close()
            raise ValueError(f"{path.name} is not whole")
        self._view = memoryview(self._map)
        self._numbers = self._view[lines : lines + _WORD * count].cast("q")
        self._ends = self._view[lines + _WORD * count : foot].cast("q")

    def item(self, number: int) -> Item | None:
        """The item of a number, None if there is none."""
        numbers, ends = self._numbers, self._ends
        at = bisect_left(numbers, number)
        if at == len(numbers) or numbers[at] != number:
            return None
        return _item(number, self._map[ends[at - 1] if at else 0 : ends[at]].decode())

    def close(self) -> None:
        """Let go of the file."""
        for view in (self._numbers, self._ends, self._view):
            view.release()
        self._map.close()


def _item(number: int, line: str) -> Item:
    kind, label, aliases, adjectives, close, former, countries, *rest = line.split(_CELL)
    prior, born, died, source, *terms = rest
    return Item(
        f"Q{number}",
        KINDS[int(kind)],
        label,
        listed(aliases),
        listed(countries),
        int(prior),
        born,
        died,
        tuple([Term(*term.split("~")) for term in terms]) if terms else (),
        source,
        listed(adjectives),
        tuple([Former(*name.split("~")) for name in listed(former)]) if former else (),
        listed(close),
    )
