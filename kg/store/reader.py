"""Reading: one generation, open as long as the reader lives."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg import sparqlguard
from kg.closing import Closing
from kg.errors import QueryError, StoreError
from kg.settings import StorePaths, read_settings
from kg.store import generations
from kg.vocabulary import PREFIXES

Results = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_DATA_PLACE = re.compile(r"^Parser error [^:]*: | \(line \d+\)$")
_FAULTS = (OSError, RuntimeError, StoreError)  # the engine raises the first two
_ATTEMPTS = 5  # to open a store that somebody restores meanwhile
_MARKS = tuple(f"{prefix}:" for prefix in PREFIXES)
_LONGEST_MESSAGE = 300  # characters; the parser lists every character it would have taken


class GraphReader(Closing):
    """The published graph as it was when the reader was opened.

    ``generation`` names it, ``base`` is the base of its IRIs, ``store`` holds it: on disk, with the
    descriptor ``held`` that keeps it from being removed, or in memory (see kg.store.copying).
    Threads may share a reader. A process that has opened one on disk must not fork.
    """

    def __init__(
        self, root: Path, generation: str, base: str, store: ox.Store, held: int = -1
    ) -> None:
        self.generation = generation
        self.base = base
        self.store = store
        self._paths = StorePaths(root)
        self._held = held

    @classmethod
    def open(cls, root: Path) -> GraphReader:
        """Open the current generation.

        Raises:
            StoreError: there is no store, or nothing has been published in it.
        """
        read_settings(root)  # says so if there is no store
        paths = StorePaths(root)
        for _ in range(_ATTEMPTS):
            name, held = generations.hold_current(paths)
            try:
                reader = cls(root, name, read_settings(root).base, _store(paths, name), held)
            except _FAULTS as error:
                is_there = generations.is_held(paths, name, held)
                os.close(held)
                if is_there:
                    raise _unreadable(root, name, error) from error
            else:
                if generations.is_held(paths, name, held):
                    return reader
                reader.close()
        raise StoreError(f"{root} is replaced faster than it can be read")

    @classmethod
    def of(cls, root: Path, generation: str) -> GraphReader:
        """Open a generation by its name, while somebody holds it.

        Raises:
            StoreError: there is no store, or no such generation, or it cannot be read.
        """
        settings = read_settings(root)
        paths = StorePaths(root)
        held = generations.hold(paths, generation)
        try:
            return cls(root, generation, settings.base, _store(paths, generation), held)
        except _FAULTS as error:
            os.close(held)
            raise _unreadable(root, generation, error) from error

    def is_current(self) -> bool:
        """Whether no newer generation has been published."""
        return generations.current(self._paths) == self.generation

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        services: Mapping[str, str] | None = None,
    ) -> Results:
        """Answer a query. The prefixes of kg.vocabulary need no declaration.

        ``default_graphs`` and ``named_graphs`` are IRIs; where either is given, they are the whole
        dataset, as in the SPARQL protocol. ``services`` are the endpoints that may be called
        (SERVICE), and the addresses that are called in their place. Nothing limits the time this
        takes.

        Raises:
            QueryError: it cannot be read, or would reach out of the store (SERVICE).
        """
        called = sparqlguard.check(sparql, services=services or ())
        asked = sparqlguard.redirected(sparql, called, services or {})
        default = _nodes(default_graphs)
        named = _nodes(named_graphs)
        if named is not None and default is None:
            default = []
        elif default is not None and named is None:
            named = []
        try:
            # The engine's stubs ask for invariant lists of every kind of graph name.
            return self.store.query(
                asked.text,
                base_iri=self.base,
                prefixes=_needed(asked.text),
                default_graph=default,  # type: ignore[arg-type]
                named_graphs=named,  # type: ignore[arg-type]
            )
        except SyntaxError as error:
            found = query_error(error)
            raise QueryError(f"{found}", *asked.place(found.line, found.column)) from None

    def close(self) -> None:
        """Let go of the generation, so that it can be removed; what is in memory stays there."""
        if self._held >= 0:
            del self.store
            os.close(self._held)
            self._held = -1


def _store(paths: StorePaths, generation: str) -> ox.Store:
    return ox.Store.read_only(str(paths.generations / generation))


def _needed(sparql: str) -> dict[str, str] | None:
    """Our prefixes if any of them may occur: the engine reads all of them for each query."""
    return PREFIXES if any(mark in sparql for mark in _MARKS) else None


def _unreadable(root: Path, generation: str, error: Exception) -> StoreError:
    return StoreError(
        f"generation {generation} in {root} cannot be read ({error}): kg rebuild makes a new one"
    )


def query_error(error: SyntaxError) -> QueryError:
    """The parser's complaint with line and column apart, and in a bearable length."""
    message, line, column = str(error), 0, 0
    if found := _PLACE.match(message):
        line, column, message = int(found[1]), int(found[2]), found[3]
    if len(message) > _LONGEST_MESSAGE:
        message = message[:_LONGEST_MESSAGE].rstrip() + "…"
    return QueryError(message, line, column)


def data_error(error: SyntaxError) -> QueryError:
    """The complaint of a parser of RDF data, with line and column apart where it knows them."""
    message = _DATA_PLACE.sub("", error.msg)[:_LONGEST_MESSAGE]
    return QueryError(message, error.lineno or 0, error.offset or 0)


def _nodes(iris: Sequence[str] | None) -> list[ox.NamedNode] | None:
    if iris is None:
        return None
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph of the dataset has no valid IRI: {error}") from None
