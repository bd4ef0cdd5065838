"""Stores built with the real parts, and the application behind a real server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from socketserver import BaseServer
from typing import Any

import pyoxigraph as ox
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kg.archive import Archive, Deposit
from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.settings import DEFAULT_BASE, Settings, write_settings
from kg.store import GraphChange, GraphWriter

DATA = Path(__file__).resolve().parent.parent / "data"
BASE = DEFAULT_BASE


def triples(store: ox.Store, graph: str) -> str:
    """The triples of a graph ("" the default graph) as N-Triples."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    found = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
    assert isinstance(found, ox.QueryTriples)
    return (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def build_store(
    root: Path, documents: list[Document], data: ox.Store, base: str = BASE, publish: bool = True
) -> None:
    """Write a store that holds these documents and this data."""
    root.mkdir(parents=True, exist_ok=True)
    write_settings(root, Settings(base))
    with Archive.open(root) as archive, archive.transaction():
        for document in documents:
            archive.put(
                Deposit(
                    document, document.id, "/nowhere", f"{document.id}.txt", "",
                    document.text.encode(), "f" * 64, "2026-11-21T12:00:00Z", "",
                )
            )  # fmt: skip
    graphs = [graph.value for graph in data.named_graphs()]
    with GraphWriter.open(root) as writer:
        writer.apply(
            GraphChange(
                insert=triples(data, ""),
                evidence=[(graph, triples(data, graph)) for graph in graphs],
            )
        )
        if publish:
            writer.publish()


def small_data() -> ox.Store:
    """The graph of tests/data/small.trig with the ontology, as a load would make it."""
    store = ox.Store()
    store.load(path=str(DATA / "small.trig"), format=ox.RdfFormat.TRIG)
    store.load(
        path=str(DATA.parent.parent / "ontology" / "communique.ttl"), format=ox.RdfFormat.TURTLE
    )
    return store


def small_documents(data: ox.Store) -> list[Document]:
    """The five documents that the small data speak of."""
    rows = data.query(
        """PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX cmq: <https://w3id.org/communique/ns#>
        SELECT ?id ?title ?issued ?source ?language ?publisher ?loader { GRAPH ?d {
        ?d dcterms:identifier ?id ; dcterms:title ?title ; cmq:loader ?loader .
        OPTIONAL { ?d dcterms:issued ?issued } OPTIONAL { ?d dcterms:source ?source }
        OPTIONAL { ?d dcterms:language ?language }
        OPTIONAL { ?d dcterms:publisher ?publisher } } }"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    documents = []
    for row in rows:
        value = {v.value: (row[v].value if row[v] else "") for v in rows.variables}
        text = (DATA / "small" / f"{value['id']}.txt").read_text(encoding="utf-8").rstrip("\n")
        zones = [Zone(ZoneKind.BODY, 0, len(text))]
        if value["id"] == "velmora-visit":
            repeat = text.rindex("\n") + 1
            zones = [
                Zone(ZoneKind.BODY, 0, repeat - 1),
                Zone(ZoneKind.REPEAT, repeat, len(text), 0),
            ]
        documents.append(
            Document(
                value["id"], text, tuple(zones), value["loader"], value["title"],
                DateWindow(stated=value["issued"]), value["source"], value["language"],
                value["publisher"],
            )
        )  # fmt: skip
    return documents


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    def json(self) -> Any:
        return json.loads(self.body)


class Site:
    """A running server, asked over HTTP."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"

    def get(self, path: str, accept: str = "", **options: Any) -> Answer:
        return self.ask("GET", path, {"Accept": accept} if accept else {}, **options)

    def page(self, path: str) -> Answer:
        """As a browser asks."""
        return self.get(path, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")

    def post(self, path: str, body: str | bytes, type_: str, accept: str = "") -> Answer:
        headers = {"Content-Type": type_} | ({"Accept": accept} if accept else {})
        return self.ask("POST", path, headers, body=body)

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: str | bytes | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        data = body.encode() if isinstance(body, str) else body
        connection.request(method, path, data, headers)
        try:
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass


@contextmanager
def running(app: Flask) -> Iterator[Site]:
    """The application behind a real server on this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    with serving(server):
        yield Site(server.server_port)


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    """Let a server answer in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
