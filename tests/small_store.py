"""A store on disk that holds tests/data/small.trig and the ontology, for tests that read one."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.archive import Archive, Deposit
from kg.model import Document, Zone, ZoneKind
from kg.resources import resource_dir
from kg.settings import DEFAULT_BASE, Settings, write_settings
from kg.store import GraphChange, GraphWriter

DATA = Path(__file__).resolve().parent / "data"


def small_data() -> ox.Store:
    """The small data and the ontology, in memory."""
    data = ox.Store()
    data.load(path=str(DATA / "small.trig"), format=ox.RdfFormat.TRIG)
    data.load(path=str(resource_dir("ontology") / "communique.ttl"), format=ox.RdfFormat.TURTLE)
    return data


def make_store(root: Path, data: ox.Store, base: str = DEFAULT_BASE) -> Path:
    """Write a store with this data and the small documents, and publish it."""
    root.mkdir(parents=True)
    write_settings(root, Settings(base))
    with Archive.open(root) as archive, archive.transaction():
        for path in sorted((DATA / "small").glob("*.txt")):
            archive.put(_deposit(path))
    graphs = [graph.value for graph in data.named_graphs() if isinstance(graph, ox.NamedNode)]
    with GraphWriter.open(root) as writer:
        writer.apply(
            GraphChange(
                insert=triples(data, ox.DefaultGraph()),
                evidence=[(graph, triples(data, ox.NamedNode(graph))) for graph in graphs],
            )
        )
        writer.publish()
    return root


def triples(data: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> str:
    """The triples of a graph as N-Triples."""
    written = data.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    assert written is not None
    return written.decode()


def _deposit(path: Path) -> Deposit:
    text = path.read_text(encoding="utf-8").rstrip("\n")
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    document = Document(path.stem, text, zones, "plain_text", title=path.stem, language="en")
    return Deposit(
        document=document,
        slug=path.stem,
        folder="/nowhere",
        path=path.name,
        place="",
        original=text.encode(),
        fingerprint="0" * 64,
        loaded="2026-11-21T12:00:00Z",
        evidence="",
    )
