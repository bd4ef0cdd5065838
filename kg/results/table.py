"""Results for the terminal: a table where it fits, else one block a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pyoxigraph as ox

from kg.results.formats import Result, serialize
from kg.vocabulary import PREFIXES

_GAP = "  "
_NARROWEST = 12  # cells that a column of long texts keeps before a table is no longer readable
_LABEL = "Label"  # ?personLabel is the name of ?person


def table(result: Result, width: int | None = None, *, base: str = "") -> str:
    """The result as lines of text, at most ``width`` cells wide (None: as wide as it needs).

    Rows become a table; where the columns do not fit, one block a row. A column of IRIs beside
    which its labels stand is left out. IRIs below ``base`` and of known prefixes are shortened.
    A graph is given as Turtle. Nothing that a document says can steer the terminal.
    """
    if isinstance(result, ox.QueryBoolean):
        return "yes\n" if result else "no\n"
    if isinstance(result, ox.QueryTriples):
        return serialize(result, "turtle").decode()
    names = [variable.value for variable in result.variables]
    shown = [i for i, name in enumerate(names) if name + _LABEL not in names]
    headings = [names[i].removesuffix(_LABEL) for i in shown]
    rows = [[_text(solution[i], base) for i in shown] for solution in result]
    if not rows:
        return "no rows\n"
    return "".join(f"{line}\n" for line in _lines(headings, rows, width))


def _lines(headings: list[str], rows: list[list[str]], width: int | None) -> list[str]:
    used = [i for i in range(len(headings)) if any(row[i] for row in rows)]
    headings = [headings[i] for i in used]
    rows = [[row[i] for i in used] for row in rows]
    widths = [max(map(cells, column)) for column in zip(headings, *rows, strict=True)]
    if width is not None:
        room = width - len(_GAP) * (len(widths) - 1)
        if sum(min(size, _NARROWEST) for size in widths) > room:
            return _blocks(headings, rows, width)
        _shrink(widths, room)
    lines = [_line(headings, widths), _GAP.join("─" * size for size in widths)]
    return lines + [_line(row, widths) for row in rows]


def _blocks(headings: list[str], rows: list[list[str]], width: int) -> list[str]:
    """One block a row: a line for each value, long ones wrapped."""
    margin = max(map(cells, headings))
    room = max(width - margin - len(_GAP), _NARROWEST)
    lines: list[str] = []
    for row in rows:
        if lines:
            lines.append("")
        for heading, value in zip(headings, row, strict=True):
            if value:
                first, *more = _wrapped(value, room)
                lines.append(f"{_pad(heading, margin)}{_GAP}{first}")
                lines += [f"{' ' * margin}{_GAP}{line}" for line in more]
    return lines


def _text(term: object, base: str) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return _plain(_short(term.value, base))
    if isinstance(term, ox.Literal):
        return _plain(term.value)
    return _plain(str(term))


def _short(iri: str, base: str) -> str:
    if base and iri.startswith(base) and iri != base:
        return iri[len(base) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _plain(text: str) -> str:
    """The text on one line without control characters."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (_pad(_cut(cell, size), size) for cell, size in zip(row, widths, strict=True))
    return _GAP.join(fitted).rstrip()


def _pad(text: str, size: int) -> str:
    return text + " " * (size - cells(text))


def _cut(text: str, size: int) -> str:
    if cells(text) <= size:
        return text
    kept = ""
    for char in text:
        if cells(kept) + _cell(char) > size - 1:
            break
        kept += char
    return kept + "…"


def _wrapped(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        while cells(word) > size:
            head = _cut(word, size)[:-1]
            lines.append(head)
            word = word[len(head) :]
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) > size:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return [line for line in lines if line] or [""]


def _shrink(widths: list[int], room: int) -> None:
    """Take from the widest column, again and again, until the line fits."""
    while sum(widths) > room:
        widest = widths.index(max(widths))
        second = max((size for i, size in enumerate(widths) if i != widest), default=0)
        wanted = widths[widest] - (sum(widths) - room)
        widths[widest] = max(wanted, min(second, widths[widest] - 1), 1)
