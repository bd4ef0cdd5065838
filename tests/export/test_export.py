"""Exports: complete, readable, and the same bytes for the same graph."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from small_store import make_store, small_data

from kg.archive import Archive
from kg.errors import UsageError
from kg.export import Layer, export
from kg.export.sorting import Sorter
from kg.settings import DEFAULT_BASE
from kg.store import GraphReader

GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
DATASET_FORMATS = ("jsonld", "trig", "nquads")


@dataclass
class Held:
    """A graph in memory that can be exported like a store."""

    store: ox.Store
    base: str = DEFAULT_BASE


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("export") / "kg-data", small_data())


@pytest.fixture(scope="module")
def reader(root: Path) -> Iterator[GraphReader]:
    with GraphReader.open(root) as opened:
        yield opened


def written(held: object, **options: object) -> bytes:
    return b"".join(export(held, **options))  # type: ignore[arg-type]


def quads(data: bytes, name: str) -> set[ox.Quad]:
    return set(ox.parse(data, format=GRAPH_FORMATS[name]))


def shuffled(data: ox.Store, seed: int) -> Held:
    """The same graph, put in in another order."""
    order = list(data)
    random.Random(seed).shuffle(order)
    store = ox.Store()
    for quad in order:
        store.add(quad)
    return Held(store)


# ------------------------------------------------------------------ complete


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_knowledge_reads_back_as_the_default_graph(reader: GraphReader, name: str) -> None:
    expected = {
        ox.Quad(q.subject, q.predicate, q.object)
        for q in reader.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    }
    assert quads(written(reader, fmt=name), name) == expected


@pytest.mark.parametrize("layer", ["evidence", "all"])
@pytest.mark.parametrize("name", DATASET_FORMATS)
def test_graphs_read_back_as_graphs(reader: GraphReader, name: str, layer: Layer) -> None:
    expected = {
        quad
        for quad in reader.store
        if layer == "all" or not isinstance(quad.graph_name, ox.DefaultGraph)
    }
    assert quads(written(reader, fmt=name, layer=layer), name) == expected


def test_another_library_reads_the_same_graph(reader: GraphReader) -> None:
    turtle = rdflib.Graph().parse(data=written(reader), format="turtle")
    ntriples = rdflib.Graph().parse(data=written(reader, fmt="ntriples"), format="nt")
    assert len(turtle) > 1000
    assert isomorphic(turtle, ntriples)
    xml = rdflib.Graph().parse(data=written(reader, fmt="rdfxml"), format="xml")
    assert isomorphic(xml, turtle)


PATHS = st.sampled_from(
    ["a", "b/c", "b", "b%20c", "", "./x", "a/../b", "//x", "x:y", "p#f", "q?r=s", "ü", "b/", ".",
     "a//b", "-", "123"]
)  # fmt: skip
FOREIGN = st.sampled_from(
    ["http://x/", "urn:a:b", "https://w3id.org/communique/ns#Person", "http://127.0.0.1:7878",
     "https://w3id.org/communique/ns#", "https://w3id.org/communique/ns#a.",
     "https://w3id.org/communique/ns#a/b"]
)  # fmt: skip
TERM = st.one_of(PATHS.map(lambda path: DEFAULT_BASE + path), FOREIGN).map(ox.NamedNode)
OBJECT = st.one_of(
    TERM,
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(ox.Literal),
    st.sampled_from(['> .\n<x> ', '"', "\\", "a\u2028b\x85c\x0b", "<http://127.0.0.1:7878/a>"])
    .map(lambda text: ox.Literal(text, language="en")),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.sampled_from(["2024-03", "x>y"]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode("http://x/type"))
    ),
)  # fmt: skip
GRAPHS = st.sampled_from([ox.DefaultGraph(), ox.NamedNode(DEFAULT_BASE + "document/a"),
                          ox.NamedNode(DEFAULT_BASE + "document/a/b")])  # fmt: skip
QUADS = st.lists(st.builds(ox.Quad, TERM, TERM, OBJECT, GRAPHS), max_size=12)


@given(data=QUADS, seed=st.integers())
@settings(max_examples=60)
def test_any_graph_reads_back_and_its_order_makes_no_difference(
    data: list[ox.Quad], seed: int
) -> None:
    store = ox.Store()
    store.extend(data)
    other = shuffled(store, seed)
    for name in DATASET_FORMATS:
        first = written(Held(store), fmt=name, layer="all")
        assert first == written(other, fmt=name, layer="all")
        assert quads(first, name) == set(store), name
    turtle = written(Held(store), fmt="turtle")
    assert quads(turtle, "turtle") == {
        ox.Quad(q.subject, q.predicate, q.object)
        for q in store
        if isinstance(q.graph_name, ox.DefaultGraph)
    }


# ------------------------------------------------------------------ the same bytes


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_the_same_graph_gives_the_same_bytes(reader: GraphReader, name: str) -> None:
    layer: Layer = "all" if name in DATASET_FORMATS else "knowledge"
    expected = written(reader, fmt=name, layer=layer)
    for seed in range(2):
        assert written(shuffled(small_data(), seed), fmt=name, layer=layer) == expected


def test_blank_nodes_of_other_peoples_data_are_named_by_what_is_said_of_them() -> None:
    text = """<http://x/a> <http://x/p> _:{0} .
        _:{0} <http://x/q> _:{1} .
        _:{1} <http://x/q> "end" .
        _:{2} <http://x/q> "other" ."""
    exports = set()
    for names in (("b0", "b1", "b2"), ("z", "y", "x"), ("b1", "b2", "b0")):
        store = ox.Store()
        store.load(text.format(*names).encode(), format=ox.RdfFormat.N_TRIPLES)
        exports.add(written(Held(store)))
    assert len(exports) == 1
    read = rdflib.Graph().parse(data=exports.pop(), format="turtle")
    expected = rdflib.Graph().parse(data=text.format("a", "b", "c"), format="nt")
    assert isomorphic(read, expected)


@given(
    lines=st.lists(st.text("ab<>/ ", min_size=1, max_size=6), max_size=40),
    run=st.integers(1, 10),
)
def test_sorting_through_files_is_sorting(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], run: int
) -> None:
    sorter = Sorter(tmp_path_factory.mktemp("runs"), run)
    for line in lines:
        sorter.add(line)
    expected = sorted(set(lines), key=lambda line: line.replace(">", "\t"))
    assert list(sorter) == expected
    assert list(sorter) == expected


# ------------------------------------------------------------------ readable


def test_turtle_is_sorted_and_declares_what_it_uses(reader: GraphReader) -> None:
    text = written(reader).decode()
    lines = text.splitlines()
    assert lines[0] == f"@base <{DEFAULT_BASE}> ."
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    for line in prefixes:
        assert f" {line.split()[1]}" in text.partition("\n\n")[2], "declared and not used"
    assert (
        """
<office/prime-minister-of-velmora> a cmq:Office ;
    rdfs:label "Prime Minister of Velmora"@en ;
"""
        in text
    )
    ours = [line.split(">")[0] for line in lines if line.startswith("<") and "://" not in line]
    assert len(ours) > 50
    assert ours == sorted(ours)


def test_a_document_comes_before_its_passages(reader: GraphReader) -> None:
    text = written(reader, fmt="trig", layer="evidence").decode()
    graph = text.index("<document/velmora-visit> {\n")
    assert text.index("<document/velmora-visit> a cmq:Document") < text.index(
        "<document/velmora-visit/claim/", graph
    )
    assert "@prefix oa: <http://www.w3.org/ns/oa#> ." in text


# ------------------------------------------------------------------ options


def test_knowledge_goes_with_its_ontology(reader: GraphReader) -> None:
    assert 'skos:prefLabel "head of government"@en' in written(reader).decode()


def test_layers_with_graphs_need_a_format_with_graphs(reader: GraphReader) -> None:
    for layer in ("evidence", "all"):
        for name in ("turtle", "ntriples", "rdfxml"):
            with pytest.raises(
                UsageError, match=r"cannot hold several graphs\..*jsonld, trig, nquads"
            ):
                export(reader, layer=layer, fmt=name)  # type: ignore[arg-type]


def test_wrong_options_are_explained_at_once(reader: GraphReader) -> None:
    for options, part in [
        ({"layer": "evidenz"}, "no layer “evidenz”"),
        ({"fmt": "excel"}, "no format “excel”"),
        ({"fmt": "csv"}, "CSV is for tables"),
        ({"text": "all"}, "no text “all”"),
        ({"text": "full"}, "the knowledge layer holds no texts"),
        ({"text": "full", "layer": "all", "fmt": "trig"}, "archive"),
        ({"base": "nowhere"}, "cannot be the base"),
    ]:
        with pytest.raises(UsageError, match=part):
            export(reader, **options)  # type: ignore[arg-type]


def test_another_base_renames_our_things_and_nothing_else(reader: GraphReader) -> None:
    plain = written(reader, fmt="nquads", layer="all").decode()
    moved = written(reader, fmt="nquads", layer="all", base="https://kg.example.org").decode()
    assert DEFAULT_BASE not in moved
    assert sorted(moved.replace("https://kg.example.org/", DEFAULT_BASE).split("\n")) == sorted(
        plain.split("\n")
    )
    turtle = written(reader, base="https://kg.example.org/").decode()
    assert turtle.startswith("@base <https://kg.example.org/> .\n")


def test_a_text_that_looks_like_our_iri_is_left_alone() -> None:
    store = ox.Store()
    text = ox.Literal(f"see <{DEFAULT_BASE}person/a> .")
    store.add(ox.Quad(ox.NamedNode(DEFAULT_BASE + "a"), ox.NamedNode("http://x/p"), text))
    moved = written(Held(store), fmt="ntriples", base="https://kg.example.org/").decode()
    assert f"<{DEFAULT_BASE}person/a>" in moved
    assert moved.startswith("<https://kg.example.org/a>")


def test_sentences_can_be_left_out(reader: GraphReader) -> None:
    with_sentences = written(reader, fmt="trig", layer="evidence").decode()
    without = written(reader, fmt="trig", layer="evidence", text="none").decode()
    assert "Dorn telephoned Brandt on 1 May." in with_sentences
    assert "oa:exact" not in without
    assert "Dorn telephoned" not in without
    assert "oa:start" in without


def test_full_texts_come_from_the_archive_when_asked_for(root: Path, reader: GraphReader) -> None:
    with Archive.open(root, readonly=True) as archive:
        data = written(reader, fmt="nquads", layer="all", text="full", archive=archive)
        bodies = {
            quad.subject.value: quad.object
            for quad in quads(data, "nquads")
            if quad.predicate.value == "http://schema.org/articleBody"
        }
        assert len(bodies) == archive.count() == 5
        document = archive.get("karsia-talks")
        assert document is not None
        expected = ox.Literal(document.document.text, language="en")
        assert bodies[f"{DEFAULT_BASE}document/karsia-talks"] == expected
    assert b"articleBody" not in written(reader, fmt="trig", layer="all")


def test_graphs_that_serve_the_store_alone_stay_there() -> None:
    data = small_data()
    subject, link = ox.NamedNode("urn:communique:store"), ox.NamedNode("http://x/p")
    data.add(ox.Quad(subject, link, ox.Literal("marker"), subject))
    assert b"marker" not in written(Held(data), fmt="nquads", layer="all")
    assert b"marker" not in written(Held(data), fmt="trig", layer="evidence")


def test_an_empty_graph_is_an_empty_file() -> None:
    for name in ("turtle", "ntriples", "nquads", "trig"):
        assert written(Held(ox.Store()), fmt=name) == b""


def test_it_streams(reader: GraphReader) -> None:
    pieces = export(reader, fmt="nquads", layer="all")
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # the draft files go with it
