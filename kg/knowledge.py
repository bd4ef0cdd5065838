"""A store for Python: queries that give Python values, saved queries, documents, RDF graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.archive import Archive, ArchivedDocument, Hit
from kg.closing import Closing
from kg.results import serialize
from kg.saved import EntityResolver, Library, library, prepare
from kg.store import GraphReader
from kg.vocabulary import PREFIXES, Cmq, Rdf, Rdfs, Xsd

if TYPE_CHECKING:
    import rdflib

Value = str | int | float | bool | Decimal | date | datetime | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_PYTHON: Final[dict[str, Callable[[str], Value]]] = {
    Xsd.integer: int,
    Xsd.date: date.fromisoformat,
    Xsd.dateTime: datetime.fromisoformat,
    Xsd.string.replace("string", "boolean"): lambda text: text in ("true", "1"),
    Xsd.string.replace("string", "decimal"): Decimal,
    Xsd.string.replace("string", "double"): float,
    Xsd.string.replace("string", "float"): float,
}
# What holds between things, and is described along with them.
_SITUATIONS = (Cmq.Tenure, Cmq.Membership, Cmq.Participation, Cmq.Inclusion)


class Rows(list[dict[str, Value]]):
    """The rows of a SELECT query: a list of dictionaries, None for what is unbound.

    IRIs and texts are strings, dates are ``datetime.date``; dates known to the month or year stay
    strings such as "2024-03". ``columns`` are the variables in their order; ``raw`` holds the terms
    themselves, which know datatypes and languages.
    """

    def __init__(self, solutions: ox.QuerySolutions) -> None:
        self.columns = [variable.value for variable in solutions.variables]
        self.raw: list[tuple[Term, ...]] = [tuple(solution) for solution in solutions]
        super().__init__(
            dict(zip(self.columns, map(to_python, row), strict=True)) for row in self.raw
        )


class Knowledge(Closing):
    """A store, open for reading, as it was when it was opened. :func:`kg.open` makes one.

    ``base`` is the base of its IRIs. Use it in a ``with`` statement, or ``close`` it.
    """

    def __init__(self, root: Path) -> None:
        self._reader = GraphReader.open(root)
        self._archive = Archive.open(root, readonly=True)
        self.base = self._reader.base

    # ------------------------------------------------------------------ asking

    def query(self, sparql: str) -> Rows | bool | rdflib.Graph:
        """Ask in SPARQL: rows of SELECT, true or false of ASK, a graph of CONSTRUCT and DESCRIBE.

        The prefixes of :data:`kg.vocabulary.PREFIXES` need no declaration.

        Raises:
            kg.errors.QueryError: the query cannot be read; with line and column.
        """
        return _answer(self._reader.query(sparql))

    def saved(self, name: str, **arguments: str) -> Rows:
        """Ask a saved query, with arguments as on the command line: names, IRIs, Q-numbers, dates.

        Raises:
            kg.errors.UsageError: the query, a parameter or a name is unknown.
            kg.errors.AmbiguousError: a name means several things; ``choices`` lists them.
        """
        text = prepare(self.queries.get(name), arguments, self._resolver)
        answer = self._reader.query(text)
        assert isinstance(answer, ox.QuerySolutions)  # saved queries give rows
        return Rows(answer)

    @cached_property
    def queries(self) -> Library:
        """The saved queries there are."""
        return library()

    # ------------------------------------------------------------------ things

    def find(self, name: str, *kinds: str) -> str:
        """The IRI of what a name, alias, prefixed name or Q-number means.

        ``kinds`` narrow it down: "person", "organisation", "country", "office", "place",
        "document".

        Raises:
            kg.errors.UsageError: it means nothing in the store.
            kg.errors.AmbiguousError: it means several things.
        """
        return self._resolver.resolve(name, kinds or ("any",))

    def describe(self, thing: str) -> rdflib.Graph:
        """What the store says of a thing, given as in :meth:`find`.

        Of a person, office, organisation or meeting that includes its tenures, memberships and
        participations; of a document its whole graph; of a claim its passages.
        """
        node = str(ox.NamedNode(self.find(thing)))
        situations = " ".join(f"<{cls}>" for cls in _SITUATIONS)
        described = self._reader.query(
            f"""CONSTRUCT {{ ?s ?p ?o . ?o <{Rdfs.label}> ?label }} WHERE {{
              {{ VALUES ?s {{ {node} }} ?s ?p ?o }}
              UNION {{ VALUES ?class {{ {situations} }}
                       ?s ?link {node} . ?s <{Rdf.type}> ?class . ?s ?p ?o }}
              UNION {{ GRAPH {node} {{ ?s ?p ?o }} }}
              UNION {{ GRAPH ?g {{ VALUES ?s {{ {node} }} ?s ?p ?o }} }}
              UNION {{ GRAPH ?g {{ {node} <{Cmq.inPassage}> ?s . ?s ?p ?o }} }}
              OPTIONAL {{ ?o <{Rdfs.label}> ?label }}
            }}"""
        )
        assert isinstance(described, ox.QueryTriples)
        return _graph(described)

    def claims(self, thing: str) -> Rows:
        """What documents say of a thing: each claim with sentence, document and rule.

        For a person, organisation or place these are also the claims behind facts about it; for a
        document, all that it says. The columns are those of the saved query evidence-for.
        """
        return self.saved("evidence-for", fact=thing)

    # ------------------------------------------------------------------ documents

    def documents(self) -> Iterator[ArchivedDocument]:
        """Every document with its text, one at a time."""
        for _, document in self._archive.every_document():
            yield document

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Documents in which all the words stand, the best first."""
        return self._archive.search(words, limit)

    # ------------------------------------------------------------------ life

    def close(self) -> None:
        """Let go of the store."""
        self._archive.close()
        self._reader.close()

    @cached_property
    def _resolver(self) -> EntityResolver:
        return EntityResolver(self._reader)


def to_python(term: Term) -> Value:
    """The Python value of a term; what Python has no type for stays text."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    convert = _PYTHON.get(term.datatype.value)
    if convert is None:
        return term.value
    try:
        return convert(term.value)
    except ValueError:  # a year before 1, a date with a time zone, a malformed literal
        return term.value


def _answer(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> Rows | bool | rdflib.Graph:
    if isinstance(result, ox.QuerySolutions):
        return Rows(result)
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    return _graph(result)


def _graph(result: ox.QueryTriples) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.parse(data=serialize(result, "ntriples"), format="nt")
