"""Changes that users make to graphs of their own, beside what the documents say.

The graph has two layers that nobody edits: the evidence graph of each document and the default
graph, which is computed from them. Everything else is free; ``anywhere`` frees those two as well,
for a store that is no more than a SPARQL store.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg import sparqlguard
from kg.errors import QueryError, UsageError
from kg.settings import read_settings
from kg.sparqlguard.updates import ALL, DEFAULT, with_dataset, written_graphs
from kg.store.reader import data_error
from kg.store.writer import GraphWriter
from kg.vocabulary import PREFIXES

Kind = Literal["update", "replace", "add", "remove"]

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


class LayerError(UsageError):
    """A graph that only documents change; the message says what to do instead."""


class NoGraphError(UsageError):
    """There is no graph of that name."""


@dataclass(frozen=True, slots=True)
class Data:
    """Triples as text in one of FORMATS."""

    text: str
    format: str = "turtle"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: an update in SPARQL (``text``), or ``data`` for one graph ("" the default graph).

    All of it is made at once or nothing. ``using`` and ``using_named`` are the dataset that the
    protocol gives to an update.
    """

    kind: Kind
    text: str = ""
    graph: str = ""
    data: tuple[Data, ...] = ()
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to: the generation that shows it, and whether its graph is new."""

    generation: str
    created: bool = False


def perform(root: Path, edit: Edit, *, anywhere: bool = False) -> Done:
    """Make a change and publish it.

    Raises:
        QueryError: the update or the data cannot be read.
        LayerError: it would write what only documents change.
        NoGraphError: the graph to remove is not there.
        StoreError: there is no store, or another process is writing to it.
    """
    base = read_settings(root).base
    for iri in (*edit.using, *edit.using_named, *([edit.graph] if edit.graph else ())):
        _check_iri(iri)
    with GraphWriter.open(root) as writer:
        if edit.kind == "update":
            writer.update(_checked(edit, base, anywhere), base)
            created = False
        else:
            _allow({edit.graph}, base, anywhere)
            created = not writer.has_graph(edit.graph)
            if edit.kind == "remove":
                if created:
                    raise NoGraphError(f"There is no graph {edit.graph}.")
                writer.remove_graph(edit.graph)
            else:
                triples = _triples(edit, base)
                writer.put_graph(edit.graph, triples, replace=edit.kind == "replace")
        writer.flush()
        return Done(writer.publish(), created)


def _checked(edit: Edit, base: str, anywhere: bool) -> str:
    """The update as it will run, if it may."""
    sparqlguard.check(edit.text, update=True)
    given = edit.using or edit.using_named
    if anywhere and not given:
        return edit.text
    written = written_graphs(edit.text, base, PREFIXES, resolved)
    _allow(written.graphs, base, anywhere)
    if given and written.has_dataset:
        raise UsageError(
            "The update says what it reads (USING, WITH), and so does the request"
            " (using-graph-uri): only one of them may."
        )
    return with_dataset(edit.text, written, list(edit.using), list(edit.using_named))


def resolved(reference: str, base: str) -> str:
    """The IRI that the engine takes a reference for: others resolve some differently.

    Raises:
        ValueError: it is none.

    >>> resolved("../a/..;", "http://127.0.0.1:7878/document//")
    'http://127.0.0.1:7878/document/a/..;'
    """
    try:
        quad = next(iter(ox.parse(f"<{reference}> a <x:y> .", FORMATS["turtle"], base_iri=base)))
    except SyntaxError as error:
        raise ValueError(error.msg) from None
    assert isinstance(quad.subject, ox.NamedNode)
    return quad.subject.value


def _check_iri(iri: str) -> None:
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"“{iri}” is no absolute IRI: {error}") from None


def _allow(graphs: set[str], base: str, anywhere: bool) -> None:
    for graph in graphs if not anywhere else ():
        if graph == DEFAULT:
            raise LayerError(
                "The default graph is computed from the documents; nobody writes it. Write to a"
                f" graph of your own, as in INSERT DATA {{ GRAPH <{base}store/notes> {{ … }} }}."
            )
        if graph == ALL:
            raise LayerError(
                "The graphs of documents and the default graph are not for updates to remove:"
                " name the graphs that you mean."
            )
        if graph.startswith(f"{base}document/"):
            raise LayerError(
                f"<{graph}> is the evidence of a document; it changes with the document alone"
                " (kg load, kg forget). Write to a graph of your own."
            )


def _triples(edit: Edit, base: str) -> str:
    """All the data as N-Triples."""
    several = len(edit.data) > 1
    found = []
    for number, data in enumerate(edit.data, 1):
        try:
            # Blank nodes of one name in two texts are two nodes.
            quads = list(
                ox.parse(
                    data.text, format=FORMATS[data.format], base_iri=edit.graph or base,
                    rename_blank_nodes=several,
                )
            )  # fmt: skip
        except SyntaxError as error:
            problem = data_error(error)
            where = f"part {number}: " if several else ""
            raise QueryError(f"{where}{problem}", problem.line, problem.column) from None
        if any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
            raise UsageError("The data name graphs of their own; send the triples of one graph.")
        written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
        assert written is not None  # no file was given
        found.append(written.decode())
    return "".join(found)
