"""The text form of gazetteer facts: one item a line, cells parted by tabs, sorted by Q-number.

Cells: qid, kind, label, aliases, adjectives, close names, former names, countries, prior, born,
died, terms, source. Lists are parted by ``|``; a former name is ``name~start~end``, a term
``office~start~end~of``, where ``of`` is left out if it is the office's own jurisdiction. Lines that
start with ``#`` are remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.resolve.item import KINDS, Former, Item, Term, number

CELLS = (
    "qid", "kind", "label", "aliases", "adjectives", "close", "former", "countries", "prior",
    "born", "died", "terms", "source",
)  # fmt: skip


class FactError(ValueError):
    """A line of facts cannot be read; the message says why."""


def write_line(item: Item) -> str:
    """The item as a line, without a line feed."""
    cells = (
        item.qid,
        item.kind,
        item.label,
        *lists(item),
        str(item.prior),
        item.born,
        item.died,
        "|".join(f"{t.office}~{t.start}~{t.end}~{t.of}".rstrip("~") for t in item.terms),
        item.source,
    )
    return "\t".join(cells)


def lists(item: Item) -> tuple[str, str, str, str, str]:
    """The cells of aliases, adjectives, close names, former names and countries."""
    former = (f"{name.name}~{name.start}~{name.end}" for name in item.former)
    named = (item.aliases, item.adjectives, item.close, former, item.countries)
    aliases, adjectives, close, once, countries = map("|".join, named)
    return aliases, adjectives, close, once, countries


def read_line(line: str) -> Item:
    """The item of a line.

    Raises:
        FactError: cells are missing, the Q-number or the kind is none, there is no source.
    """
    cells = line.rstrip("\n").split("\t")
    if len(cells) != len(CELLS):
        raise FactError(f"{len(cells)} cells instead of {len(CELLS)}")
    qid, kind, label, aliases, adjectives, close, former, *rest = cells
    countries, prior, born, died, terms, source = rest
    if kind not in KINDS:
        raise FactError(f"“{kind}” is no kind of item")
    if not label or not source:
        raise FactError(f"{qid} has no {'source' if label else 'label'}")
    try:
        number(qid)
        return Item(
            qid,
            kind,
            label,
            listed(aliases),
            listed(countries),
            int(prior),
            born,
            died,
            tuple(Term(*_padded(cell, 4)) for cell in listed(terms)),
            source,
            listed(adjectives),
            tuple(Former(*_padded(cell, 3)) for cell in listed(former)),
            listed(close),
        )
    except ValueError as error:
        raise FactError(f"{qid}: {error}") from error


def read_lines(lines: Iterable[str]) -> Iterator[Item]:
    """The items of lines; remarks and empty lines are passed over.

    Raises:
        FactError: a line cannot be read; the message begins with its number.
    """
    for at, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        try:
            yield read_line(line)
        except FactError as error:
            raise FactError(f"line {at}: {error}") from error


def listed(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list."""
    return tuple(cell.split("|")) if cell else ()


def _padded(cell: str, size: int) -> list[str]:
    parts = cell.split("~")
    if len(parts) > size:
        raise ValueError(f"“{cell}” has more than {size} parts")
    return parts + [""] * (size - len(parts))
