"""A SPARQL endpoint on this machine with a few items in the shape of Wikidata's RDF."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

_DATA = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wds: <http://www.wikidata.org/entity/statement/> .
@prefix wdv: <http://www.wikidata.org/value/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q900000021 wdt:P569 "1961-04-30T00:00:00Z"^^xsd:dateTime ;
    rdfs:label "Mirela Dorn"@en , "Mirèle Dorn"@fr , "Мирела Дорн"@ru ;
    p:P569 wds:b ; p:P570 wds:d ; p:P39 wds:a .
wds:b a wikibase:BestRank ; psv:P569 wdv:b .
wdv:b wikibase:timeValue "1961-04-30T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 .
wds:d a wikibase:BestRank ; psv:P570 wdv:d .
wdv:d wikibase:timeValue "2100-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 7 .
wds:a ps:P39 wd:Q900000042 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wdv:s ; pqv:P582 wdv:e ;
    pq:P582 "2023-10-01T00:00:00Z"^^xsd:dateTime .
wdv:s wikibase:timeValue "2014-05-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 10 .
wdv:e wikibase:timeValue "2023-10-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 .
wd:Q900000022 rdfs:label "Irena Vask"@en ; p:P39 wds:x .
wds:x ps:P39 wd:Q900000041 ; wikibase:rank wikibase:DeprecatedRank .
wd:Q900000001 rdfs:label "Velmora"@en ; wdt:P463 wd:Q900000012 .
"""


def wikidata() -> ox.Store:
    """A few fictitious items."""
    store = ox.Store()
    store.load(_DATA.encode(), ox.RdfFormat.TURTLE)
    return store


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Local:
    """A running endpoint."""

    port: int
    requests: list[Request]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"


@contextmanager
def endpoint(
    store: ox.Store, *, fails_after: int = 0, raw: bytes = b"", port: int = 0
) -> Iterator[Local]:
    """The store behind the SPARQL protocol; ``raw`` is answered in place of results, and after
    ``fails_after`` answers each further one is a failure."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            requests.append(Request(dict(self.headers), body))
            status, content = 200, raw
            if fails_after and len(requests) > fails_after:
                status = 500
            elif not raw:
                form = "form" in self.headers.get("Content-Type", "")
                query = parse_qs(body.decode())["query"][0] if form else body.decode()
                found = store.query(query)
                content = found.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Local(server.server_port, requests)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
