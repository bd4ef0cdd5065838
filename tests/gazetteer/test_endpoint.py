"""A gazetteer from a SPARQL endpoint: the same as from a dump, fetched politely."""

from __future__ import annotations

import json
import re
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.gazetteer import harvest
from kg.gazetteer.build import Choice, build_from_dump
from kg.gazetteer.harvest import build_from_endpoint
from kg.gazetteer.service import Service, ServiceError
from kg.resolve.catalogue import Catalogue
from tests.gazetteer.wikidata import ANA, LORE, MAYOR, PREMIER, dump, small_world, triples


class Mirror:
    """Wikidata's query service in small: a store behind HTTP that notes what it is asked."""

    def __init__(self) -> None:
        self.store = ox.Store()
        for entity in small_world():
            if entity["type"] == "item":
                self.store.load("\n".join(triples(entity)).encode(), ox.RdfFormat.N_TRIPLES)
        self.agents: set[str] = set()
        self.queries: list[str] = []
        self.troubles: list[tuple[str, dict[str, str], bytes]] = []

    def __call__(self, environ, start_response):  # type: ignore[no-untyped-def]
        self.agents.add(environ.get("HTTP_USER_AGENT", ""))
        if self.troubles:
            status, headers, body = self.troubles.pop(0)
            start_response(status, list(headers.items()))
            return [body]
        size = int(environ["CONTENT_LENGTH"])
        query = urllib.parse.parse_qs(environ["wsgi.input"].read(size).decode())["query"][0]
        self.queries.append(query)
        body = self.store.query(query).serialize(format=ox.QueryResultsFormat.JSON)
        start_response("200 OK", [("Content-Type", "application/sparql-results+json")])
        return [body]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def mirror() -> Iterator[tuple[str, Mirror]]:
    application = Mirror()
    server: WSGIServer = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", application
    server.shutdown()
    thread.join()
    server.server_close()


def asked(url: str, waits: list[float] | None = None) -> Service:
    noted = [] if waits is None else waits
    return Service(url, "test@example.org", pause=0, sleep=noted.append)


@pytest.mark.parametrize("batch", [100, 2])
def test_it_gives_the_same_artefact_as_a_dump(
    mirror: tuple[str, Mirror], tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "BATCH", batch)
    monkeypatch.setattr(harvest, "PAGE", batch)
    # A service lists politicians by their offices only, so that one without an office is missing.
    world = [entity for entity in small_world() if entity["id"] != "Q990000021"]
    path = tmp_path / "all.json"
    path.write_bytes(dump(world))
    from_dump = build_from_dump(path, tmp_path / "dumped", Choice(("en", "fr")))
    made = build_from_endpoint(asked(mirror[0]), tmp_path / "made", Choice(("en", "fr")))
    with Catalogue(tmp_path / "made") as one, Catalogue(tmp_path / "dumped") as other:
        assert [one.item(qid) for qid in one] == [other.item(qid) for qid in other]
    assert made.version == from_dump.version


def test_only_the_chosen_countries_and_international_bodies_are_asked_for(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, _ = mirror
    build_from_endpoint(asked(url), tmp_path / "made", Choice(), ("Q399",))
    with Catalogue(tmp_path / "made") as opened:
        assert set(opened) == {"Q399", PREMIER, MAYOR, LORE, ANA, "Q990000030"}
    with pytest.raises(UsageError, match="--countries"):
        build_from_endpoint(asked(url), tmp_path / "other", Choice(), ("Armenia",))


def test_every_request_names_the_program_and_a_contact(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, application = mirror
    build_from_endpoint(asked(url), tmp_path / "made", Choice())
    [agent] = application.agents
    assert agent.startswith("communique/")
    assert "(test@example.org)" in agent
    with pytest.raises(UsageError, match="an e-mail address or the address of a page"):
        Service(url, "somebody")
    with pytest.raises(UsageError, match="no address"):
        Service("ftp://example.org/", "test@example.org")


def test_a_busy_service_is_given_the_time_it_asks_for(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, application = mirror
    application.troubles = [
        ("429 Too Many Requests", {"Retry-After": "7"}, b"slower, please"),
        ("503 Service Unavailable", {}, b""),
    ]
    waits: list[float] = []
    service = asked(url, waits)
    assert service.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    assert [wait for wait in waits if wait > 0] == [7.0, 14.0]


def test_a_query_that_takes_too_long_is_asked_in_smaller_ones(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, application = mirror
    whole = build_from_endpoint(asked(url), tmp_path / "whole", Choice())
    listings = [query for query in application.queries if "OFFSET" in query]
    slow = [("500 Internal Server Error", {}, b"java.util.concurrent.TimeoutException: x")]
    service = asked(url)
    select, count = service.select, 0

    def select_with_trouble(query: str):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        if count == len(listings) + 1:
            application.troubles = list(slow)
        return select(query)

    service.select = select_with_trouble  # type: ignore[method-assign]
    made = build_from_endpoint(service, tmp_path / "made", Choice())
    assert made.version == whole.version


def test_a_listing_that_takes_too_long_is_asked_in_smaller_ones(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, application = mirror
    whole = build_from_endpoint(asked(url), tmp_path / "whole", Choice())
    service = asked(url)
    select, sizes = service.select, list[int]()

    def gives_up_on_many(query: str):  # type: ignore[no-untyped-def]
        if asked_of := re.search(r"VALUES \?(?:office|home) \{(.*?)\}", query):
            sizes.append(asked_of[1].count("wd:"))
        if asked_of and sizes[-1] > 2:
            application.troubles = [("504 Gateway Timeout", {}, b"")]
        return select(query)

    service.select = gives_up_on_many  # type: ignore[method-assign]
    made = build_from_endpoint(service, tmp_path / "made", Choice())
    assert made.version == whole.version
    assert max(sizes) > 2


def test_what_was_fetched_before_a_failure_is_not_fetched_again(
    mirror: tuple[str, Mirror], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "BATCH", 2)
    url, application = mirror
    build_from_endpoint(asked(url), tmp_path / "whole", Choice())
    total = len(application.queries)
    application.queries.clear()
    service = asked(url)
    select, count = service.select, 0

    def fails(query: str):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        if count == total - 2:
            application.troubles = [("403 Forbidden", {}, b"you have been banned")]
        return select(query)

    service.select = fails  # type: ignore[method-assign]
    with pytest.raises(ServiceError, match="banned"):
        build_from_endpoint(service, tmp_path / "made", Choice())
    assert not (tmp_path / "made").exists()
    application.queries.clear()
    assert build_from_endpoint(asked(url), tmp_path / "made", Choice()).resumed
    assert len(application.queries) < total / 2


def test_a_service_that_is_not_there_or_speaks_something_else_is_told(
    mirror: tuple[str, Mirror], tmp_path: Path
) -> None:
    url, application = mirror
    with pytest.raises(ServiceError, match="cannot be reached"):
        build_from_endpoint(asked("http://127.0.0.1:9/sparql"), tmp_path / "made", Choice())
    application.troubles = [("200 OK", {}, json.dumps({"boolean": True}).encode())]
    with pytest.raises(ServiceError, match="no SPARQL results"):
        asked(url).select("ASK {}")
    application.troubles = [("302 Found", {"Location": "http://127.0.0.1:9/"}, b"")]
    with pytest.raises(ServiceError, match="private address"):
        asked(url).select("ASK {}")
