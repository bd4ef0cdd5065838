"""``kg.web:create_app()`` runs under any WSGI server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest
from running_site import Site, serving

from kg.web import create_app

QUERY = "SELECT * { ?s a cmq:Person ; rdfs:label ?name } ORDER BY ?name"
PATHS = (
    "/", "/documents", "/person/mirela-dorn", "/person/mirela-dorn.ttl", "/nothing",
    "/queries/office-holders.csv", f"/sparql?query={quote(QUERY)}", "/sparql", "/health/ready",
    "/metrics", "/static/style.css", "/robots.txt",
)  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def under_wsgiref(store: Path) -> Iterator[Site]:
    """Python's own server, one request at a time, with a check of all that the standard says."""
    app = create_app(store)
    server = make_server("127.0.0.1", 0, validator(app), handler_class=_Quiet)  # type: ignore[arg-type]
    try:
        with serving(server):
            yield Site(server.server_port)
    finally:
        app.extensions["communique"].close()


@contextmanager
def under_waitress(store: Path) -> Iterator[Site]:
    """Another server, started by its own command."""
    command = [
        sys.executable, "-c", "import sys, waitress.runner; sys.exit(waitress.runner.run())",
        "--listen=127.0.0.1:0", "--call", "kg.web:create_app",
    ]  # fmt: skip
    environ = {"KG_STORE": str(store), "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if "Serving on" in line)
            yield Site(int(said.rpartition(":")[2].strip(" /\n")))
        finally:
            process.terminate()


@pytest.mark.parametrize("server", [under_wsgiref, under_waitress])
def test_it_answers_under_another_server(
    small_store: Path, server: Callable[[Path], AbstractContextManager[Site]]
) -> None:
    with server(small_store) as site:
        for path in PATHS:
            for method in ("GET", "HEAD", "OPTIONS"):
                for accept in ("text/html", "application/json"):
                    answer = site.ask(method, path, {"Accept": accept})
                    assert answer.status in (200, 204, 404, 406), (method, path)
                    assert answer.status != 404 or path == "/nothing"
        rows = site.post("/sparql", QUERY, "application/sparql-query", "text/csv")
        assert rows.status == 200
        assert "Mirela Dorn" in rows.text
        assert site.post("/sparql", "x" * 2_000_001, "application/sparql-query").status == 413
        assert site.ask("POST", "/sparql", {}).status in (400, 415)
        assert site.ask("GET", PATHS[6], {"Accept-Encoding": "gzip"}).status == 200
