"""Query results as tables for readers: labels instead of IRIs, links, dates as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.vocabulary import KIND, PREFIXES, Xsd
from kg.web import wording
from kg.web.graph import Graph
from kg.web.links import href, words_href

MOST_ROWS = 1000  # that a page shows; the data formats hold them all
_NUMBERS = frozenset(
    {
        Xsd.integer,
        *(Xsd.integer.replace("integer", name) for name in ("decimal", "double", "float")),
    }
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: ``text`` in black on white, where it leads, what it is."""

    text: str = ""
    href: str = ""
    title: str = ""
    kind: str = ""  # "null", "number", "iri" or ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``more`` says that there are rows beyond those shown."""

    headings: list[str]
    rows: list[list[Cell]]
    more: bool = False


Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None


def table(known: Graph, solutions: ox.QuerySolutions, most: int = MOST_ROWS) -> Table:
    """The first rows of a result, its IRIs shown as their labels."""
    headings = [variable.value for variable in solutions.variables]
    rows: list[list[Term]] = [list(row) for row in islice(solutions, most)]
    more = next(iter(solutions), None) is not None
    iris = {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)}
    names = known.labels(iri for iri in iris if iri.startswith(known.base))
    return Table(headings, [[_cell(term, names) for term in row] for row in rows], more)


def _cell(term: Term, names: dict[str, str]) -> Cell:
    if term is None:
        return Cell("", kind="null")
    if isinstance(term, ox.NamedNode):
        iri = term.value
        is_claim = "/claim/" in iri and iri in names
        address = words_href(iri) if is_claim else href(iri)
        return Cell(names.get(iri) or short(iri), address, iri, "iri")
    if isinstance(term, ox.Literal):
        kind = "number" if term.datatype.value in _NUMBERS else ""
        return Cell(term.value, title=_datatype(term), kind=kind, lang=term.language or "")
    return Cell(str(term))


def _datatype(literal: ox.Literal) -> str:
    plain = literal.language or literal.datatype.value == Xsd.string
    return "" if plain else short(literal.datatype.value)


def short(iri: str) -> str:
    """An IRI as people know it: a kind in words, a prefixed name, else as it is.

    >>> short("https://w3id.org/communique/kind/called-for"), short("http://schema.org/sameAs")
    ('called for', 'schema:sameAs')
    """
    if iri.startswith(KIND):
        return wording.code(iri)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def hide_labelled(shown: Table) -> Table:
    """The table without the columns of IRIs beside which their labels stand.

    ``?person`` and ``?personLabel`` become one column, the label with the link of the IRI.
    """
    places = {heading: index for index, heading in enumerate(shown.headings)}
    pairs = {
        index: places[f"{heading}Label"]
        for heading, index in places.items()
        if f"{heading}Label" in places
    }
    labels = set(pairs.values())
    kept = [index for index in range(len(shown.headings)) if index not in labels]
    rows = [[_merged(row, index, pairs) for index in kept] for row in shown.rows]
    return Table([shown.headings[index] for index in kept], rows, shown.more)


def _merged(row: list[Cell], index: int, pairs: dict[int, int]) -> Cell:
    cell = row[index]
    if index not in pairs or not row[pairs[index]].text:
        return cell
    return Cell(row[pairs[index]].text, cell.href, cell.title, cell.kind, row[pairs[index]].lang)


def captions(headings: Iterable[str]) -> list[str]:
    """Variable names as headings for people.

    >>> captions(["officeHolder", "certain_from"])
    ['office holder', 'certain from']
    """
    return [
        "".join(f" {c.lower()}" if c.isupper() else c for c in name.replace("_", " ")).strip()
        for name in headings
    ]
