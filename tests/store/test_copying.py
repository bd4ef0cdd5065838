"""A copy of the graph in memory is exactly what was on disk."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import GraphReader
from kg.store.copying import read_copy, write_copy

BASE = "https://kg.example.org/"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.integers(0, 5).map(lambda n: ox.NamedNode(f"urn:t{n}"))
NODES = st.sampled_from([ox.BlankNode("a"), ox.BlankNode("b")])
LITERALS = (
    st.builds(ox.Literal, TEXTS)
    | st.builds(ox.Literal, TEXTS, language=st.sampled_from(["ar", "en-gb"]))
    | st.builds(ox.Literal, TEXTS, datatype=IRIS)
    | st.builds(ox.Literal, st.integers(-10, 10))
)
GRAPHS = st.just(ox.DefaultGraph()) | IRIS | NODES
QUADS = st.builds(ox.Quad, IRIS | NODES, IRIS, IRIS | NODES | LITERALS, GRAPHS)


def filled(folder: Path, quads: list[ox.Quad]) -> GraphReader:
    """A reader of a store on disk."""
    store = ox.Store(str(folder / "graph"))
    store.extend(quads)
    return GraphReader(folder, "000001", BASE, store)


def written(reader: GraphReader) -> bytes:
    stream = io.BytesIO()
    write_copy(reader, stream)
    return stream.getvalue()


@settings(max_examples=50, deadline=None)
@given(st.lists(QUADS, max_size=25), st.lists(IRIS | NODES, max_size=3))
def test_whatever_is_in_a_graph_is_in_its_copy(
    quads: list[ox.Quad], empty: list[ox.NamedNode | ox.BlankNode]
) -> None:
    with TemporaryDirectory() as folder:
        reader = filled(Path(folder), quads)
        for graph in empty:
            reader.store.add_graph(graph)
        copy = read_copy(Path(folder), "000001", io.BytesIO(written(reader)))
        assert set(copy.store) == set(reader.store) == set(quads)
        assert set(copy.store.named_graphs()) == set(reader.store.named_graphs())
        assert (copy.generation, copy.base) == (reader.generation, reader.base)
        del reader.store  # or it would write while its folder is removed


def test_a_copy_answers_like_what_it_was_copied_from(tmp_path: Path) -> None:
    a, p, b, graph = (ox.NamedNode(iri) for iri in ("urn:a", "urn:p", f"{BASE}b", "urn:g"))
    quads = [ox.Quad(a, p, b), ox.Quad(a, p, ox.Literal("x", language="en"), graph)]
    reader = filled(tmp_path, quads)
    copy = read_copy(tmp_path, "000001", io.BytesIO(written(reader)))
    for query in (
        "SELECT * { ?s ?p ?o }",
        "SELECT ?g { GRAPH ?g {} }",
        "SELECT * { ?s ?p <b> }",
        "SELECT * { GRAPH <urn:g> { ?s ?p 'x'@en } }",
        "SELECT * FROM <urn:g> { ?s ?p ?o }",
    ):
        found, wanted = copy.query(query), reader.query(query)
        assert isinstance(found, ox.QuerySolutions)
        assert isinstance(wanted, ox.QuerySolutions)
        rows = [*map(str, found)]
        assert rows == [*map(str, wanted)], query
        assert len(rows) == 1
    copy.close()
    assert copy.query("ASK { ?s ?p ?o }")  # what is in memory stays there


def test_a_process_with_a_copy_has_no_thread_that_keeps_it_from_forking(tmp_path: Path) -> None:
    quads = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n))
             for n in range(20_000)]  # fmt: skip
    (tmp_path / "copy").write_bytes(written(filled(tmp_path, quads)))
    code = (
        "import os, sys; from pathlib import Path; from kg.store.copying import read_copy\n"
        "with open(sys.argv[1], 'rb') as stream:\n"
        "    copy = read_copy(Path('.'), '000001', stream)\n"
        "print(len(os.listdir('/proc/self/task')), sum(1 for _ in copy.store))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "copy")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["1", "20000"]


@pytest.mark.parametrize("left", [0, 3, 40])
def test_what_is_no_copy_is_refused(tmp_path: Path, left: int) -> None:
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.NamedNode("urn:b"))
    content = written(filled(tmp_path, [quad]))
    with pytest.raises((ValueError, SyntaxError)):
        read_copy(tmp_path, "000001", io.BytesIO(content[:left]))
