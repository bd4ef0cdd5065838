"""Clients that people use ask, page and write without knowing anything about us."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from running_site import BASE, Site, build_store, running, small_data, small_documents

from kg.web import create_app

PERSONS = """PREFIX cmq: <https://w3id.org/communique/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?name { ?who a cmq:Person ; rdfs:label ?name } ORDER BY ?name"""
COUNTRIES = "CONSTRUCT { ?c a cmq:Country } WHERE { ?c a cmq:Country }"
TOKEN = "of the clients"
NOTES = URIRef(f"{BASE}store/notes")
COMUNICA = Path(
    os.environ.get("KG_COMUNICA", "build/clients/node_modules/.bin/comunica-sparql")
).absolute()


@pytest.fixture(scope="module")
def names(site: Site) -> list[str]:
    """The names of all persons, as our own JSON has them."""
    answer = site.post("/sparql", PERSONS, "application/sparql-query")
    return [row["name"]["value"] for row in answer.json()["results"]["bindings"]]


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("clients") / "store"
    data = small_data()
    build_store(root, small_documents(data), data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_WEB_WRITE_TOKEN", TOKEN)
        app = create_app(root)
    with running(app) as site:
        yield site
    app.extensions["communique"].close()


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper(site: Site, names: list[str], method: str, form: str) -> None:
    wrapper = sparql_wrapper(site.address + "/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(PERSONS)
    wrapper.setReturnFormat(form)
    answer = wrapper.queryAndConvert()
    if form == "json":
        assert [row["name"]["value"] for row in answer["results"]["bindings"]] == names
    elif form == "xml":
        assert [cell.firstChild.data for cell in answer.getElementsByTagName("literal")] == names
    else:
        assert all(name in answer.decode() for name in names)


def test_sparqlwrapper_reads_graphs(site: Site) -> None:
    wrapper = sparql_wrapper(site.address + "/sparql")
    wrapper.setQuery(COUNTRIES)
    wrapper.setReturnFormat("turtle")
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) > 0


def sparql_wrapper(address: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SPARQLWrapper import SPARQLWrapper
    return SPARQLWrapper(address)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(site: Site, names: list[str], method: str) -> None:
    graph = Graph(SPARQLStore(f"{site.address}/sparql", method=method))  # type: ignore[arg-type]
    assert [str(row.name) for row in graph.query(PERSONS)] == names  # type: ignore[union-attr]
    person = next(iter(graph.query(PERSONS)))[0]  # type: ignore[index]
    assert len(list(graph.triples((person, None, None)))) > 1


def test_rdflib_writes_with_the_token(writable: Site) -> None:
    address = f"{writable.address}/sparql"
    store = SPARQLUpdateStore(
        address, address, headers={"Authorization": f"Bearer {TOKEN}"}, context_aware=True
    )
    graph = Graph(store, identifier=NOTES)
    triple = (URIRef("urn:a"), URIRef("urn:says"), Literal('"quoted"\n'))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert len(graph) == 0


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl(site: Site, names: list[str], tmp_path: Path) -> None:
    address = site.address + "/sparql"
    table = run(
        "curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", f"query={PERSONS}", address
    )
    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == names
    (tmp_path / "persons.rq").write_text(PERSONS, encoding="utf-8")
    direct = run(
        "curl", "-sf", "--compressed", "-H", "Content-Type: application/sparql-query",
        "--data-binary", f"@{tmp_path / 'persons.rq'}", address,
    )  # fmt: skip
    assert len(json.loads(direct)["results"]["bindings"]) == len(names)
    assert "@prefix" in run("curl", "-sf", "-H", "Accept: text/turtle", f"{address}")


@pytest.mark.skipif(not shutil.which("roqet"), reason="roqet is not installed (rasqal-utils)")
def test_roqet(site: Site, names: list[str]) -> None:
    # -p: a SPARQL protocol service; its results are asked for in XML
    shown = run("roqet", "-q", "-p", f"{site.address}/sparql", "-r", "csv", "-e", PERSONS)
    assert [row["name"] for row in csv.DictReader(io.StringIO(shown))] == names


@pytest.mark.slow
@pytest.mark.skipif(not COMUNICA.exists(), reason="Comunica is not installed (npm)")
def test_comunica(site: Site, names: list[str]) -> None:
    source = f"sparql@{site.address}/sparql"
    shown = run(str(COMUNICA), source, PERSONS, "-t", "application/sparql-results+json")
    rows = json.loads(shown)["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == names
    # found by what the endpoint says of itself
    alone = run(str(COMUNICA), f"{site.address}/sparql", PERSONS, "-t", "text/csv")
    assert all(name in alone for name in names)
