"""A bounded part of a store as an rdflib graph: some documents and what the graph says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import rdflib

from kg.check.queries import Reader
from kg.vocabulary import CMQ

WHOLE = 100  # documents up to which a store is looked at whole
SAMPLED = 40  # documents looked at in a larger one

_IRIS_A_QUERY = 200  # keeps a query well under the length that readers accept

_DOCUMENTS = "SELECT ?x WHERE { GRAPH ?x { ?x a cmq:Document } }"
_KNOWLEDGE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_EVIDENCE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"

# With the IRIs in place of VALUES. First the documents, then the nodes that they are behind.
_ITS_EVIDENCE = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES GRAPH ?x { ?s ?p ?o } }"
_NODES_BEHIND = """CONSTRUCT { ?node cmq:evidence ?claim } WHERE {
  VALUES GRAPH ?x { ?claim a cmq:Claim } ?node cmq:evidence ?claim }"""
# The rest of the evidence is left out: Russia's would be half the store. Of neighbours the shapes
# ask for the class, and of a meeting that it has a participation.
_THEIR_TRIPLES = "CONSTRUCT { ?x ?p ?o } WHERE { VALUES ?x ?p ?o FILTER(?p != cmq:evidence) }"
_NEIGHBOURS = "CONSTRUCT { ?o a ?class } WHERE { VALUES ?x ?p ?o . ?o a ?class }"
_PARTICIPATIONS = "CONSTRUCT { ?s cmq:meeting ?x } WHERE { VALUES ?s cmq:meeting ?x }"


@dataclass(frozen=True, slots=True)
class Sample:
    """Triples of both layers, and the nodes that they describe completely."""

    graph: rdflib.Graph
    documents: int  # in the sample
    of: int  # in the store
    focus: frozenset[str] | None  # IRIs; None where the sample is the whole store


def take_sample(reader: Reader, *, whole: int = WHOLE, sampled: int = SAMPLED) -> Sample:
    """The whole store where it has at most ``whole`` documents, else ``sampled`` of them.

    The choice is spread evenly over the sorted documents: the same store, the same sample.
    """
    documents = sorted(row[0].value for row in _ask(reader, _DOCUMENTS))
    graph = rdflib.Graph()
    if len(documents) <= whole:
        _add(graph, reader, _KNOWLEDGE)
        _add(graph, reader, _EVIDENCE)
        return Sample(graph, len(documents), len(documents), None)
    chosen = [documents[i * len(documents) // sampled] for i in range(sampled)]
    _add_for(graph, reader, chosen, (_ITS_EVIDENCE, _NODES_BEHIND))
    focus = frozenset(str(subject) for subject in graph.subjects())
    _add_for(graph, reader, sorted(focus), (_THEIR_TRIPLES, _NEIGHBOURS, _PARTICIPATIONS))
    return Sample(graph, len(chosen), len(documents), focus)


def _add_for(
    graph: rdflib.Graph, reader: Reader, iris: Sequence[str], patterns: Sequence[str]
) -> None:
    """Add what the patterns find for these IRIs."""
    for start in range(0, len(iris), _IRIS_A_QUERY):
        listed = " ".join(f"<{iri}>" for iri in iris[start : start + _IRIS_A_QUERY])
        for pattern in patterns:
            _add(graph, reader, pattern.replace("VALUES", f"VALUES ?x {{ {listed} }}"))


def _add(graph: rdflib.Graph, reader: Reader, construct: str) -> None:
    """Add the triples of a CONSTRUCT; as terms print as N-Triples, text carries them over."""
    graph.parse(data="".join(f"{triple} .\n" for triple in _ask(reader, construct)), format="nt")


def _ask(reader: Reader, sparql: str) -> Iterable[Any]:
    rows: Iterable[Any] = reader.query(f"PREFIX cmq: <{CMQ}>\n{sparql}")
    return rows
