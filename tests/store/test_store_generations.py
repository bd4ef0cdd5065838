"""Readers see published generations and nothing else; the writer's own graph stays its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.settings import Settings, StorePaths, write_settings
from kg.store import (
    GraphChange,
    GraphReader,
    GraphWriter,
    NoGenerationError,
    lock_store,
    unlock_store,
)
from kg.store import writer as graph_writer

DOCUMENT = "http://127.0.0.1:7878/document/d1"
A = '<http://127.0.0.1:7878/a> <http://www.w3.org/2000/01/rdf-schema#label> "A" .\n'
B = '<http://127.0.0.1:7878/b> <http://www.w3.org/2000/01/rdf-schema#label> "B" .\n'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_settings(tmp_path, Settings())
    return tmp_path


@pytest.fixture
def writer(root: Path) -> Iterator[GraphWriter]:
    with GraphWriter.open(root) as opened:
        yield opened


def count(reader: GraphReader) -> int:
    answer = reader.query(COUNT)
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


def test_nothing_is_seen_before_it_is_published(root: Path, writer: GraphWriter) -> None:
    with pytest.raises(NoGenerationError, match="kg load"):
        GraphReader.open(root)
    writer.apply(GraphChange(insert=A))
    assert writer.publish() == "000001"
    with GraphReader.open(root) as reader:
        writer.apply(GraphChange(insert=B))
        assert count(reader) == 1
        assert reader.is_current()
        writer.publish()
        assert not reader.is_current()
        assert count(reader) == 1
    with GraphReader.open(root) as reader:
        assert (reader.generation, count(reader)) == ("000002", 2)


def test_old_generations_go_when_no_reader_holds_them(root: Path, writer: GraphWriter) -> None:
    def kept() -> list[str]:
        return sorted(path.name for path in StorePaths(root).generations.iterdir())

    writer.publish()
    reader = GraphReader.open(root)
    for _ in range(4):
        writer.publish()
    assert kept() == ["000001", "000004", "000005"]
    assert count(reader) == 0
    reader.close()
    reader.close()  # twice is no mistake
    writer.publish()
    assert kept() == ["000005", "000006"]


def test_what_a_crash_left_of_a_generation_is_no_generation(
    root: Path, writer: GraphWriter
) -> None:
    writer.publish()
    (StorePaths(root).generations / "draft").mkdir()
    assert writer.publish() == "000002"
    shutil.rmtree(StorePaths(root).generations / "000002")
    with pytest.raises(NoGenerationError, match="kg rebuild"):
        GraphReader.open(root)
    assert not writer.published()


def test_a_second_writer_is_told_who_is_first(root: Path, writer: GraphWriter) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store import GraphWriter\n"
        "try: GraphWriter.open(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("StoreError another process (")
    with pytest.raises(StoreError):
        GraphWriter.open(root)


def test_the_lock_ends_with_the_writer(root: Path) -> None:
    for _ in range(3):
        with GraphWriter.open(root) as writer:
            writer.publish()


@pytest.mark.parametrize("limit", [0, 10**9], ids=["bulk", "one update"])
def test_a_change_drops_deletes_and_inserts_and_may_be_applied_twice(
    root: Path, writer: GraphWriter, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_writer, "ONE_UPDATE", limit)
    writer.apply(GraphChange(insert=A, evidence=[(DOCUMENT, A), (DOCUMENT + "2", B)]))
    change = GraphChange(drop=[DOCUMENT], delete=A, insert=B, evidence=[(DOCUMENT, B)])
    for _ in range(2):
        writer.apply(change)
        writer.flush()
        writer.publish()
        with GraphReader.open(root) as reader:
            lines = (reader.store.dump(format=ox.RdfFormat.N_QUADS) or b"").decode().splitlines()
        quad = B.removesuffix(" .\n")
        assert sorted(lines) == [
            f"{quad} .", f"{quad} <{DOCUMENT}2> .", f"{quad} <{DOCUMENT}> .",
        ]  # fmt: skip


_WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40
) | st.sampled_from(
    ['\\u0041"', " .\n", "} ; DROP ALL #", "\\", "'''", "\t\r\n", "<b>&amp;", "é\u2028"]
)


@settings(max_examples=60)
@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_what_a_document_says_arrives_as_it_is_and_nothing_else_happens(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    from kg.rdf.triples import iri, lines, plain, triple, worded

    node, says, titled = map(iri, ("http://x/n", "http://x/says", "http://x/titled"))
    found = []
    for limit in (0, 10**9):
        root = tmp_path_factory.mktemp("words")
        write_settings(root, Settings())
        graph_writer.ONE_UPDATE, before = limit, graph_writer.ONE_UPDATE
        try:
            with GraphWriter.open(root) as writer:
                said = [triple(node, says, plain(text)) for text in texts]
                said += [triple(node, titled, worded(text, "de-CH")) for text in texts]
                writer.apply(GraphChange(evidence=[(DOCUMENT, lines(said))]))
                writer.publish()
        finally:
            graph_writer.ONE_UPDATE = before
        with GraphReader.open(root) as reader:
            found.append({(q.predicate.value, q.object.value, q.graph_name) for q in reader.store})
        shutil.rmtree(root)
    expected = {
        (predicate, text, ox.NamedNode(DOCUMENT))
        for predicate in ("http://x/says", "http://x/titled")
        for text in texts
    }
    assert found == [expected, expected]


def test_fingerprints_are_those_of_the_document_graphs(writer: GraphWriter) -> None:
    mark = f'<{DOCUMENT}> <https://w3id.org/communique/ns#fingerprint> "{"ab" * 32}" .\n'
    writer.apply(GraphChange(insert=A, evidence=[(DOCUMENT, mark + A)]))
    assert writer.fingerprints() == {(DOCUMENT, "ab" * 32)}
    writer.start_over()
    assert writer.fingerprints() == set()


# ---------------------------------------------------------------- asking


@pytest.fixture
def reader(root: Path) -> Iterator[GraphReader]:
    with GraphWriter.open(root) as writer:
        writer.apply(GraphChange(insert=A, evidence=[(DOCUMENT, B), (DOCUMENT + "2", A + B)]))
        writer.publish()
    with GraphReader.open(root) as opened:
        yield opened


def test_prefixes_need_no_declaration_and_may_have_one(reader: GraphReader) -> None:
    assert bool(reader.query("ASK { <a> rdfs:label 'A' }"))
    own = "PREFIX rdfs: <http://elsewhere/> ASK { <a> rdfs:label 'A' }"
    assert not bool(reader.query(own))


def test_a_mistake_is_told_with_line_and_column(reader: GraphReader) -> None:
    with pytest.raises(QueryError) as caught:
        reader.query("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    assert caught.value.column in (15, 16)  # the brace that comes too early
    with pytest.raises(QueryError) as caught:
        reader.query("SELECT * {\n ?s nobody:knows ?o }")
    assert len(str(caught.value)) < 350


def test_no_query_reaches_out_of_the_store(reader: GraphReader) -> None:
    for query in (
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
    ):
        with pytest.raises(QueryError):
            reader.query(query)


def test_a_dataset_is_what_is_asked_for_and_nothing_else(reader: GraphReader) -> None:
    def answers(**dataset: list[str]) -> tuple[int, int]:
        query = "SELECT ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        found = reader.query(query, **dataset)
        assert isinstance(found, ox.QuerySolutions)
        graphs = [row["g"] for row in found]
        return graphs.count(None), len(graphs) - graphs.count(None)

    assert answers() == (1, 3)
    assert answers(default_graphs=[DOCUMENT + "2"]) == (2, 0)
    assert answers(named_graphs=[DOCUMENT]) == (0, 1)
    assert answers(default_graphs=[DOCUMENT], named_graphs=[DOCUMENT + "2"]) == (1, 2)
    with pytest.raises(QueryError, match="IRI"):
        reader.query(COUNT, default_graphs=["not an iri"])


def test_a_program_that_was_started_meanwhile_does_not_keep_the_store_locked(root: Path) -> None:
    lock = lock_store(StorePaths(root))
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(lock,)) as child:
        with pytest.raises(StoreError, match="is writing to the store"):
            lock_store(StorePaths(root))
        unlock_store(lock)
        unlock_store(lock_store(StorePaths(root)))
        assert child.poll() is None
