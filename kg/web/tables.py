"""Query results as tables for readers: labels instead of IRIs, links, dates as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.pool import Answer
from kg.vocabulary import KIND, PREFIXES, Xsd
from kg.web import wording
from kg.web.graph import Graph
from kg.web.links import href, words_href

MOST_ROWS = 1000  # that a page shows; the data formats hold them all
_NUMBERS = frozenset(Xsd.integer.replace("integer", n) for n in ("integer", "decimal", "double"))
_DATES = frozenset({Xsd.date, Xsd.gYearMonth, Xsd.gYear, Xsd.dateTime})

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that states the fact of a row, and where it comes from."""

    sentence: str
    address: str
    lang: str
    document: str
    document_address: str
    date: str
    url: str
    basis: str
    documents: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: a text, where it leads, what it is; or a quote."""

    text: str = ""
    href: str = ""
    title: str = ""
    kind: str = ""  # "null", "number", "date", "iri", "quote" or ""
    lang: str = ""
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The first rows of a result as terms; ``more`` says that there are others."""

    names: list[str]
    terms: list[list[Term]]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings."""

    headings: list[str]
    rows: list[list[Cell]]
    more: bool = False


def fetch(solutions: ox.QuerySolutions, most: int = MOST_ROWS, *, more: bool = False) -> Rows:
    """The first rows of a result; ``more`` says that there are others, not among these."""
    names = [variable.value for variable in solutions.variables]
    terms: list[list[Term]] = [list(row) for row in islice(solutions, most)]
    return Rows(names, terms, more or next(iter(solutions), None) is not None)


def first_rows(answer: Answer) -> Rows:
    """The rows of an answer in TSV."""
    solutions = ox.parse_query_results(answer.read(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)
    return fetch(solutions, more=answer.cut)


def table(known: Graph, rows: Rows) -> Table:
    """A result as it is, but IRIs shown as their labels."""
    names = labels(known, rows)
    return Table(
        captions(rows.names), [[cell(term, names) for term in row] for row in rows.terms], rows.more
    )


def labels(known: Graph, rows: Rows) -> dict[str, str]:
    """The labels of our own nodes among the terms, where no column of labels has them."""
    bare = [i for i, name in enumerate(rows.names) if f"{name}Label" not in rows.names]
    terms = (row[index] for row in rows.terms for index in bare)
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    return known.labels(iri for iri in iris if iri.startswith(known.base))


def cell(term: Term, names: dict[str, str]) -> Cell:
    """One term as a cell."""
    if term is None:
        return Cell(kind="null")
    if isinstance(term, ox.NamedNode):
        iri = term.value
        is_claim = "/claim/" in iri and iri in names
        address = words_href(iri) if is_claim else href(iri)
        return Cell(names.get(iri) or short(iri), address, iri, "iri")
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        kind = "number" if datatype in _NUMBERS else "date" if datatype in _DATES else ""
        return Cell(term.value, title=_datatype(term), kind=kind, lang=term.language or "")
    return Cell(str(term))


def _datatype(literal: ox.Literal) -> str:
    datatype = literal.datatype.value
    plain = literal.language or datatype == Xsd.string or datatype in _DATES
    return "" if plain else short(datatype)


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


def captions(headings: Iterable[str]) -> list[str]:
    """Variable names as headings for people.

    >>> captions(["officeHolder", "certain_from"])
    ['office holder', 'certain from']
    """
    return [
        "".join(f" {c.lower()}" if c.isupper() else c for c in name.replace("_", " ")).strip()
        for name in headings
    ]
