"""Users join our graph with Wikidata from a client of their own, and the same locally."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from local_endpoint import endpoint, wikidata
from running_site import BASE, Site, build_store, running, small_data, small_documents

from kg.online.polite import Manners, PoliteClient
from kg.resources import resource_dir
from kg.saved import EntityResolver, library, prepare
from kg.store import GraphReader
from kg.web import create_app
from kg.wikidata.endpoint import Endpoint
from kg.wikidata.enriching import enrich_online

FILES = sorted((resource_dir("queries") / "wikidata").glob("*.rq"))
OURS, THEIRS = "http://127.0.0.1:7878/sparql", "https://query.wikidata.org/sparql"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = small_data()
    office = ox.NamedNode(f"{BASE}office/secretary-general-of-northern-compact")
    item = ox.NamedNode("http://www.wikidata.org/entity/Q900000042")
    data.add(ox.Quad(office, ox.NamedNode("http://schema.org/sameAs"), item))
    root = tmp_path_factory.mktemp("federated") / "store"
    build_store(root, small_documents(data), data)
    return root


@pytest.fixture(scope="module")
def served(linked: Path) -> Iterator[Site]:
    app = create_app(linked)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


def rows(found: object) -> list[tuple[str, ...]]:
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def joined(path: Path, served: Site) -> list[tuple[str, ...]]:
    """What a client of the user's own makes of both."""
    with endpoint(wikidata()) as theirs:
        query = path.read_text(encoding="utf-8").replace(THEIRS, theirs.url)
        return rows(ox.Store().query(query.replace(OURS, f"{served.address}/sparql")))


def test_terms_that_had_ended_are_found_by_both_ways(served: Site, linked: Path) -> None:
    found = joined(FILES[1], served)
    assert [row[0] for row in found] == ["Mirela Dorn"]
    assert found[0][2].startswith("2023-10-01")
    with endpoint(wikidata()) as theirs:
        manners = Manners("desk@example.org", interval=0.0)
        enrich_online(linked, Endpoint(theirs.url, PoliteClient(manners)))
    with GraphReader.open(linked) as reader:
        query = prepare(library().get("ended-terms"), {}, EntityResolver(reader))
        local = reader.query(query)
        assert isinstance(local, ox.QuerySolutions)
        names = {row["personLabel"].value for row in local}
    assert names == {row[0] for row in found}


def test_dates_of_birth_come_from_wikidata(served: Site) -> None:
    assert [row[:2] for row in joined(FILES[0], served)] == [
        ("Mirela Dorn", "1961-04-30T00:00:00Z")
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_server_sends_no_requests_for_strangers(served: Site, path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    answer = served.post("/sparql", query, "application/sparql-query", "application/json")
    assert answer.status == 403
    assert "SERVICE" in answer.json()["detail"]
    assert OURS in query
    assert THEIRS in query


def test_our_server_calls_what_its_operator_allows(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = """SELECT ?office ?ends { ?office schema:sameAs ?item . SERVICE <%s> {
        ?s <http://www.wikidata.org/prop/statement/P39> ?item ;
            <http://www.wikidata.org/prop/qualifier/P582> ?ends } }"""
    with endpoint(wikidata()) as theirs:
        monkeypatch.setenv("KG_QUERY_SERVICES", theirs.url)
        app = create_app(linked)
        with running(app) as site:
            media = "application/sparql-query"
            found = site.post("/sparql", query % theirs.url, media, "text/csv")
            refused = site.post("/sparql", query % f"{theirs.url}/x", media)
            described = site.get("/sparql", "text/turtle").text
            broken = query.replace("?item ;", "?item ; ?p ?v ; UNKNOWN")
            assert site.post("/sparql", broken % theirs.url, media).status == 400
        app.extensions["communique"].close()
    with endpoint(wikidata(), raw=b"what?", port=theirs.port):
        app = create_app(linked)
        with running(app) as site:
            lost = site.post("/sparql", query % theirs.url, media)
        app.extensions["communique"].close()
    assert lost.status == 502
    assert lost.type == "application/problem+json"
    assert "2023-10-01" in found.text
    assert found.headers["Cache-Control"] == "no-store"
    assert refused.status == 403
    assert theirs.url in refused.json()["detail"]
    assert "sd:feature sd:BasicFederatedQuery" in described


def test_they_are_no_saved_queries_of_the_server() -> None:
    assert [path.stem for path in FILES] == ["born", "ended-terms"]
    assert "born" not in library()
