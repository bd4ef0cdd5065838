"""Which graphs an update would write to is known before it runs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.sparqlguard import RefusedError
from kg.sparqlguard.updates import ALL, DEFAULT, with_dataset, written_graphs
from kg.store.edits import resolved

BASE = "http://127.0.0.1:7878/"
PREFIXES = {"ex": "http://example.org/"}


def graphs(text: str) -> set[str]:
    return written_graphs(text, BASE, PREFIXES, resolved).graphs


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("", set()),
        ("INSERT DATA { <s> <p> <o> }", {DEFAULT}),
        ("insert data { graph <urn:g> { <s> <p> '}' } }", {"urn:g"}),
        ("INSERT DATA { GRAPH ex:g { <s> <p> 1 } . <s> <p> 2 }", {"http://example.org/g", DEFAULT}),
        ("PREFIX g: <urn:x:> DELETE DATA { GRAPH g:a { <s> <p> 1 } }", {"urn:x:a"}),
        ("BASE <http://b.org/> DELETE WHERE { GRAPH <a> { ?s ?p ?o } }", {"http://b.org/a"}),
        ("WITH <urn:w> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", {"urn:w"}),
        ("DELETE { GRAPH <urn:a> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", {"urn:a"}),
        ("INSERT { GRAPH <urn:a> { ?s ?p ?o } } USING <urn:b> WHERE { ?s ?p ?o }", {"urn:a"}),
        (
            "CLEAR SILENT GRAPH <urn:a>; DROP NAMED ; CREATE GRAPH <urn:b> ;",
            {"urn:a", ALL, "urn:b"},
        ),
        ("CLEAR DEFAULT", {DEFAULT}),
        ("DROP ALL", {ALL}),
        ("COPY <urn:a> TO <urn:b>", {"urn:b"}),
        ("MOVE GRAPH <urn:a> TO DEFAULT", {"urn:a", DEFAULT}),
        ("ADD SILENT DEFAULT TO GRAPH <urn:b>", {"urn:b"}),
        ("INSERT DATA { GRAPH <urn:a> {} } # DROP ALL", {"urn:a"}),
    ],
)
def test_the_graphs_of_an_update(update: str, expected: set[str]) -> None:
    assert graphs(update) == expected


@pytest.mark.parametrize(
    "update",
    [
        "INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { GRAPH <urn:a> { <s> <p> <o> }",
        "INSERT DATA { GRAPH no:g { <s> <p> <o> } }",
        "INSERTDATA { <s> <p> <o> }",
        "SELECT * { ?s ?p ?o }",
        "DROP",
        "INSERT DATA {} DROP ALL",
        "LOAD <http://example.org/> INTO GRAPH <urn:a>",
        r"CLEAR GRAPH <urn:\u0061>",
    ],
)
def test_what_cannot_be_told_is_refused(update: str) -> None:
    with pytest.raises(RefusedError, match="cannot be told"):
        graphs(update)


def test_the_dataset_of_the_protocol_goes_into_every_modification() -> None:
    text = "INSERT DATA { <s> <p> 1 } ; INSERT { <s> <p> ?o } WHERE { ?s ?p ?o }"
    given_ = with_dataset(text, written_graphs(text, BASE, {}, resolved), ["urn:a"], ["urn:b"])
    assert given_.endswith("USING <urn:a> USING NAMED <urn:b> WHERE { ?s ?p ?o }")
    ox.Store().update(given_, base_iri=BASE)


_graph = st.sampled_from(["<urn:a>", "<urn:b>", "ex:c"])
_triple = st.sampled_from(
    ["<urn:s> <urn:p> '{'", '<urn:s> <urn:p> "GRAPH <urn:z> {"', "<urn:s> <urn:p> 1 , 2 ; a ex:C"]
)
_block = st.one_of(
    st.builds(lambda g, t: f"GRAPH {g} {{ {t} }}", _graph, _triple),
    st.builds("{} .".format, _triple),
)
_data = st.lists(_block, min_size=1, max_size=3).map(" ".join)
_operation = st.one_of(
    st.builds("INSERT DATA {{ {} }}".format, _data),
    st.builds("DELETE DATA {{ {} }}".format, _data),
    st.builds("WITH {} INSERT {{ {} }} WHERE {{ ?s ?p ?o FILTER(?s < ?o) }}".format, _graph, _data),
    st.builds("CLEAR SILENT GRAPH {}".format, _graph),
    st.builds("COPY SILENT {} TO {}".format, _graph, _graph),
    st.builds("MOVE SILENT {} TO {}".format, _graph, _graph),
    st.sampled_from(["CLEAR DEFAULT", "DROP ALL", "# DROP ALL\nCLEAR NAMED"]),
)


@given(st.lists(_operation, max_size=4).map(" ;\n".join))
def test_no_other_graph_changes_than_those_that_were_told(update: str) -> None:
    store = ox.Store()
    for name in ("a", "b", "c"):
        store.update(f"INSERT DATA {{ GRAPH <urn:{name}> {{ <urn:s> <urn:p> '{name}' }} }}")
    store.update("INSERT DATA { <urn:s> <urn:p> 'd' }")
    before = set(store)
    store.update(update, base_iri=BASE, prefixes=PREFIXES)
    changed = {
        DEFAULT if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name.value)
        for quad in before ^ set(store)
    }
    told = graphs(update)
    assert changed <= told or ALL in told


_piece = st.sampled_from(
    ["document", "document/", "/", "//", "..", "../", ".", "./", "x/", ";", "?", "#", "h:1", BASE]
)
_reference = st.lists(_piece, max_size=6).map("".join)


@given(_reference, st.one_of(st.none(), _reference))
@example("document/..;", None)
@example("../velmora-visit", f"{BASE}document//")
def test_an_iri_is_taken_for_what_the_engine_takes_it_for(graph: str, base: str | None) -> None:
    prologue = "" if base is None else f"BASE <{base}> "
    update = f"{prologue}CREATE GRAPH <{graph}>"
    store = ox.Store()
    try:
        store.update(update, base_iri=BASE)
    except SyntaxError:
        return
    assert graphs(update) == {name.value for name in store.named_graphs()}
