"""The W3C's own tests of the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol.

They are read from $KG_W3C_TESTS or ../shared/w3c (the folder that holds sparql11), and run against
a store that is no more than a SPARQL store, for they write everywhere. What each promises is tested
in our own words in test_w3c_protocol.py, test_w3c_graph_store.py and test_description.py.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node
from running_site import Answer, Site, build_store, running

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = Namespace("http://www.w3.org/2011/http-statusCodes#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

TOKEN = "of the tests"
STATUS = {
    HTS.OK: 200, HTS.Created: 201, HTS.NoContent: 204, HTS.BadRequest: 400, HTS.NotFound: 404,
}  # fmt: skip
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        *("application/sparql-results+json", "application/sparql-results+xml"),
        *("text/csv", "text/tab-separated-values"),
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}


def folder() -> Path | None:
    """Where the tests lie."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "w3c"
    for place in (Path(os.environ.get("KG_W3C_TESTS", "/nowhere")), beside):
        found = [path.parent for path in place.glob("**/protocol/manifest.ttl")]
        if found:
            return found[0].parent
    return None


@dataclass
class Case:
    """One test: the requests it sends, one after the other, and the data it needs."""

    name: str
    graph: Graph
    node: Node
    data: list[tuple[str, Path]] = field(default_factory=list)


def cases(*names: str) -> list[Case]:
    root = folder()
    if root is None:
        return []
    found = []
    for name in names:
        graph = Graph().parse(root / name, format="turtle")
        for entries in graph.objects(None, MF.entries):
            for node in Collection(graph, entries):
                data = [
                    (str(graph.value(each, RDFS.label)), Path(str(graph.value(each, UT.graph))[7:]))
                    for each in graph.objects(node, UT.graphData)
                ]
                found.append(Case(str(node).rpartition("#")[2], graph, node, data))
    return found


PROTOCOL = cases("protocol/manifest.ttl")
STORE = cases(
    "graph-store-protocol/manifest-indirect.ttl", "graph-store-protocol/manifest-direct.ttl"
)


@pytest.fixture(scope="module")
def plain(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch_module: pytest.MonkeyPatch
) -> Iterator[Site]:
    """An empty store in which every graph may be written."""
    import pyoxigraph as ox

    from kg.web import create_app

    root = tmp_path_factory.mktemp("w3c") / "store"
    build_store(root, [], ox.Store())
    monkeypatch_module.setenv("KG_WEB_WRITE_TOKEN", TOKEN)
    monkeypatch_module.setenv("KG_WEB_WRITABLE", "any")
    app = create_app(root)
    with running(app) as site:
        yield site
    app.extensions["communique"].close()


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def send(site: Site, case: Case, request: Node, location: str) -> tuple[Answer, str]:
    """Send one request; the answer, and the Location that it tells of."""
    graph = case.graph
    path = str(graph.value(request, HT.absolutePath)).replace("$LOCATION$", location)
    path = path.replace("/sparql/", "/sparql", 1)
    path = "/store" + path.removeprefix("/gsp") if path.startswith("/gsp") else path
    headers = {"Authorization": f"Bearer {TOKEN}"}
    sent = graph.value(request, HT.headers)
    for header in Collection(graph, sent) if sent else ():
        name, value = graph.value(header, HT.fieldName), graph.value(header, HT.fieldValue)
        headers[str(name)] = str(value)
    body = graph.value(request, HT.body)
    chars = graph.value(body, CNT.chars) if body else None
    encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8") if body else "utf-8"
    data = None if chars is None else str(chars).encode(encoding)
    if data and "multipart" in headers.get("content-type", ""):
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    answer = site.ask(str(graph.value(request, HT.methodName)), path, headers, data)
    return answer, answer.headers.get("Location") or location


def check(case: Case, request: Node, answer: Answer) -> None:
    """The answer is what the test expects."""
    graph = case.graph
    response = graph.value(request, HT.resp)
    expected = set(graph.objects(response, MF.expectedStatus))
    assert any(allows(status, answer.status) for status in expected), (answer.status, answer.text)
    kind = graph.value(response, MF.expectedFormat)
    if kind is not None:
        assert answer.type in FORMATS[str(kind)]
    truth = graph.value(response, MF.expectedBoolean)
    if truth is not None:
        assert answer.json()["boolean"] is truth.toPython()  # type: ignore[attr-defined]
    body = graph.value(response, HT.body)
    if body is not None and answer.status == 200:
        turtle = str(graph.value(body, CNT.chars))
        wanted = Graph().parse(data=turtle, format="turtle", publicID="http://www.example/")
        got = Graph().parse(data=answer.text, format="turtle", publicID="http://www.example/")
        assert isomorphic(wanted, got)


def allows(expected: Node, status: int) -> bool:
    name = str(expected).rpartition("#")[2]
    if name.endswith("xx"):
        return name[-3] == str(status)[0]
    return STATUS[URIRef(expected)] == status


def run(site: Site, case: Case) -> None:
    """Run a test against an empty store."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    assert site.ask("POST", "/sparql", headers, "DROP ALL").status == 204
    for name, path in case.data:
        put = site.ask(
            "PUT",
            f"/store?graph={quote(name, safe='')}",
            {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/n-triples"},
            path.read_bytes(),
        )
        assert put.status in (201, 204), put.text
    action = case.graph.value(case.node, MF.action)
    requests = case.graph.value(action, HT.requests)
    location = ""
    for request in Collection(case.graph, requests):
        assert case.graph.value(request, RDF.type) == HT.Request
        answer, location = send(site, case, request, location)
        check(case, request, answer)


@pytest.mark.shared
@pytest.mark.skipif(not PROTOCOL, reason="the W3C's tests are not there: set KG_W3C_TESTS")
@pytest.mark.parametrize("case", PROTOCOL, ids=lambda case: case.name)
def test_sparql_protocol(plain: Site, case: Case) -> None:
    run(plain, case)


@pytest.mark.shared
@pytest.mark.skipif(not STORE, reason="the W3C's tests are not there: set KG_W3C_TESTS")
@pytest.mark.parametrize("case", STORE, ids=lambda case: case.name)
def test_graph_store_protocol(plain: Site, case: Case) -> None:
    run(plain, case)


def counterparts(module: str) -> dict[str, str]:
    """The tests of a module by the entry whose promise they hold."""
    found = {}
    for name, test in vars(importlib.import_module(module)).items():
        marks = getattr(test, "pytestmark", ()) if name.startswith("test_") else ()
        for entry in (mark.args[0] for mark in marks if mark.name == "w3c"):
            assert entry not in found, f"{name}: {found[entry]} holds {entry} already"
            found[entry] = name
    return found


@pytest.mark.shared
@pytest.mark.skipif(not PROTOCOL, reason="the W3C's tests are not there: set KG_W3C_TESTS")
@pytest.mark.parametrize(
    ("module", "manifests", "count"),
    [
        ("test_w3c_protocol", ["protocol/manifest.ttl"], 34),
        (
            "test_w3c_graph_store",
            [f"graph-store-protocol/manifest-{way}.ttl" for way in ("indirect", "direct")],
            13,
        ),
        ("test_description", ["service-description/manifest.ttl"], 3),
    ],
)
def test_every_entry_has_a_test_in_our_own_words(
    module: str, manifests: list[str], count: int
) -> None:
    entries = {case.name for case in cases(*manifests)}
    assert len(entries) == count
    assert set(counterparts(module)) == entries
