"""Plain lines for people: figures in a column, and nothing that could steer a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence

_LEAST = 30  # cells that an explanation gets, however narrow the terminal


def plain(text: str) -> str:
    """The text on one line, without control characters: documents must not steer a terminal.

    >>> plain("a\\x1b[2Jb\\nc")
    'a�[2Jb c'
    """
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text
    )


def terminal_width() -> int | None:
    """Cells in a line of the terminal that standard output is, or None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def summary(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and figures, the figures aligned to the right."""
    left = max((len(name) for name, _ in pairs), default=0)
    right = max((len(figure) for _, figure in pairs), default=0)
    for name, figure in pairs:
        yield f"  {name:<{left}}  {figure:>{right}}"


def glossary(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and explanations, the explanations wrapped beside them."""
    left = max((len(name) for name, _ in pairs), default=0)
    room = max((terminal_width() or 100) - left - 4, _LEAST)
    for name, text in pairs:
        first, *more = textwrap.wrap(plain(text), room) or [""]
        yield f"  {name:<{left}}  {first}".rstrip()
        yield from (f"  {'':<{left}}  {line}" for line in more)
