"""Tables for people: aligned columns that fit the terminal and that no document can steer."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TextIO

_GAP = "  "
_NARROWEST = 8  # cells a column keeps however little room there is


def plain(text: str) -> str:
    """The text on one line, without control characters: documents must not steer a terminal.

    >>> plain("a\\x1b[2Jb\\nc")
    'a�[2Jb c'
    """
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text
    )


def terminal_width(stream: TextIO | None = None) -> int | None:
    """Cells in a line of the terminal that the stream is, or None where it is none."""
    return shutil.get_terminal_size().columns if (stream or sys.stdout).isatty() else None


def lines(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None
) -> Iterator[str]:
    """The lines of a table with a heading; cells are cut to fit ``width``, never without one."""
    cells = [[plain(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(map(_cells, column)) for column in zip(*cells, strict=True)]
    if width is not None:
        _shrink(widths, width - len(_GAP) * (len(widths) - 1))
    yield _line(cells[0], widths)
    yield _GAP.join("─" * size for size in widths)
    for row in cells[1:]:
        yield _line(row, widths)


def summary(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A table of two columns, the second one figures, aligned to the right."""
    left = max(len(name) for name, _ in pairs)
    right = max(len(figure) for _, figure in pairs)
    for name, figure in pairs:
        yield f"  {name:<{left}}  {figure:>{right}}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_fit(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _fit(text: str, size: int) -> str:
    used = _cells(text)
    if used > size:
        while text and used > size - 1:
            used -= _cell(text[-1])
            text = text[:-1]
        text, used = text + "…", used + 1
    return text + " " * (size - used)


def _shrink(widths: list[int], room: int) -> None:
    """Take from the widest column, again and again, until the line fits."""
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        wanted = widths[widest] - (sum(widths) - room)
        widths[widest] = max(wanted, min(others, widths[widest] - 1), _NARROWEST)


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cell, text))
