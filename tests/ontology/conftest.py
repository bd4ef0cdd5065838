"""The small invented store of data/westmark.trig, and ways to break it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.ontology import ontology_ntriples
from kg.vocabulary import PREFIXES

BASE = "http://127.0.0.1:7878/"
WESTMARK = Path(__file__).parent / "data" / "westmark.trig"
PROLOGUE = f"BASE <{BASE}>\n" + "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())

Broken = Callable[[str], ox.Store]
Layers = Callable[[ox.Store], rdflib.Graph]


@pytest.fixture(scope="session")
def ontology() -> bytes:
    """The ontology as N-Triples."""
    return ontology_ntriples().encode()


@pytest.fixture
def westmark(ontology: bytes) -> ox.Store:
    """A store in memory with one document, the ontology, and nothing wrong."""
    store = ox.Store()
    store.load(path=str(WESTMARK), format=ox.RdfFormat.TRIG)
    store.load(ontology, format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture
def broken(westmark: ox.Store) -> Broken:
    """The store after a SPARQL update that breaks something."""

    def apply(update: str) -> ox.Store:
        before = {str(quad) for quad in westmark}
        westmark.update(PROLOGUE + update)
        assert {str(quad) for quad in westmark} != before, "the update changed nothing"
        return westmark

    return apply


@pytest.fixture(scope="session")
def both_layers() -> Layers:
    """Every triple of a store in one rdflib graph, as the shapes and HermiT want it."""

    def merge(store: ox.Store) -> rdflib.Graph:
        graph = rdflib.Graph()
        graph.parse(data="".join(f"{quad.triple} .\n" for quad in store), format="nt")
        return graph

    return merge
