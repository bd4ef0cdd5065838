"""What an operator relies on: health, figures, an access log, limits, new documents at once."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import quote

import pytest
from server_process import ASK, Served, command, served, wait_for

Kg = Callable[..., subprocess.CompletedProcess[str]]
LINES: Queue[str] = Queue()  # of the access log
JSON = {"Accept": "application/sparql-results+json"}
LABELS = "/sparql?query=" + quote("SELECT * { ?x rdfs:label ?label } ORDER BY ?x ?label")


@pytest.fixture(scope="module")
def server(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of two workers, shared by the tests of this module that only read."""
    folder = tmp_path_factory.mktemp("operations")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with served(folder, examples_store, port, "--workers", "2", "--access-log", "json") as one:
        threading.Thread(target=listen, args=(one,), daemon=True).start()
        yield one
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(timeout=60) == 0


def listen(server: Served) -> None:
    for line in server.process.stdout or ():
        LINES.put(line)


def told(server: Served, path: str) -> dict[str, Any]:
    """What the access log says of the next request for a path."""
    while True:
        entry: dict[str, Any] = json.loads(LINES.get(timeout=20))
        if entry["path"] == path:
            return entry


def test_health_is_told_in_json_whatever_is_accepted(server: Served) -> None:
    for accept in ("", "text/html", "image/png"):
        live = server.get("/health/live", Accept=accept)
        assert (live.status, live.json()) == (200, {"status": "live"})
        ready = server.get("/health/ready", Accept=accept)
        assert (ready.status, ready.json()["status"]) == (200, "ready")
        assert ready.json()["generation"].startswith("00000")
        assert ready.headers["content-type"] == "application/json"
        assert ready.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_addresses_for_operators_know_their_methods(server: Served, path: str) -> None:
    head, got = server.get(path, "HEAD"), server.get(path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert server.get(path, "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    refused = server.get(path, "POST", b"x")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert refused.headers["content-type"] == "application/problem+json"


def test_figures_are_those_of_all_workers(server: Served) -> None:
    def counted() -> tuple[float, ...]:
        found = server.metrics()
        names = ["kg_cache_hits_total", "kg_cache_misses_total"]
        routes = [("/sparql", "200"), ("/sparql", "400"), ("/document/<slug>", "404")]
        requests = [found.get(("kg_requests_total", *route), 0) for route in routes]
        return (*requests, sum(found[name,] for name in names))

    wait_for(lambda: server.metrics()["kg_workers",] == 2)
    before = counted()
    for _ in range(20):
        assert server.get(ASK, **JSON).status == 200
    for _ in range(3):
        assert server.get("/sparql?query=ASK", **JSON).status == 400
    expected = (before[0] + 20, before[1] + 3, before[2], before[3] + 20)
    wait_for(lambda: counted() == expected)
    found = server.metrics()
    assert found["kg_queries_total", "answered"] >= 1
    assert found["kg_queries_total", "query"] >= 3
    assert found["kg_pool_processes",] >= 2
    assert found["kg_cache_bytes",] > 0
    assert (
        found["kg_request_duration_seconds_bucket", "+Inf", "/sparql"]
        == (found["kg_request_duration_seconds_count", "/sparql"])
    )


def test_figures_name_the_generation_and_the_version(server: Served) -> None:
    found = server.metrics()
    assert found["kg_ready",] == 1
    generation = server.get("/health/ready").json()["generation"]
    assert found["kg_generation",] == int(generation.partition("-")[0])
    assert any(name == "kg_info" for name, *_ in found)
    openmetrics = server.get("/metrics", Accept="application/openmetrics-text;version=1.0.0")
    assert openmetrics.headers["content-type"].startswith("application/openmetrics-text")
    assert openmetrics.text.endswith("# EOF\n")


def test_the_log_tells_what_happened_and_not_what_was_asked(server: Served) -> None:
    server.get("/what-was-before")
    told(server, "/what-was-before")
    query = "SELECT * { ?very_private ?p 'a secret' } LIMIT 7"
    path = "/sparql?x=1&query=" + quote(query)
    for cached in (False, True):
        until = 20  # requests after which both workers have answered once
        for _ in range(until):
            size = len(server.get(path, Authorization="Bearer hush", **JSON).body)
            entry = told(server, "/sparql")
            assert "private" not in str(entry)
            assert "hush" not in str(entry)
            if entry["cached"] is cached:
                break
        assert entry["cached"] is cached
        assert entry["method"] == "GET"
        assert entry["client"] == "127.0.0.1"
        assert (entry["status"], entry["bytes"]) == (200, size)
        assert entry["ms"] >= 0
        assert len(entry["query"]) == 18
    posted = server.get("/sparql", "POST", query, Content_Type="application/sparql-query", **JSON)
    assert posted.status == 200
    assert told(server, "/sparql")["query"] == entry["query"]  # the same question, the same hash
    server.get("/search?q=somebody")
    entry = told(server, "/search")
    assert "somebody" not in str(entry)
    assert "query" not in entry


def test_the_log_is_one_line_each_in_ascii(server: Served) -> None:
    server.get("/person/" + quote("Ж\r\n{}\x1b[2J"))
    entry = told(server, "/person/" + quote("Ж\r\n{}\x1b[2J"))
    assert entry["status"] == 404
    server.get("/" + "a" * 4000)
    assert told(server, "/" + "a" * 299)["status"] == 404


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /?" + "a" * 70_000 + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a" * 300_000 + "\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: x\r\n" + "X: a\r\n" * 300 + "\r\n", 431),
        (
            "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 2000001\r\n\r\n" + "a" * 2_000_001,
            413,
        ),
        ("POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1e9\r\n\r\n", 400),
        ("GARBAGE\r\n\r\n", 400),
    ],
    ids=["address", "header", "headers", "body", "length", "garbage"],
)
def test_requests_that_are_too_large_are_refused(server: Served, head: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        with suppress(OSError):  # it may have heard enough already
            connection.sendall(head.encode())
        first = connection.recv(65536).split(b"\r\n")[0]
    assert first.split(b" ")[1] == str(status).encode()


def test_a_body_that_goes_on_for_ever_is_refused(server: Served) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n".encode())
        with suppress(OSError):  # it may have heard enough already
            for _ in range(1200):
                connection.sendall(b"10000\r\n" + b"#" * 65536 + b"\r\n")
        try:
            first = connection.recv(65536).split(b"\r\n")[0]
        except ConnectionResetError:
            return
    assert first.split(b" ")[1] == b"413"


def test_queries_are_soon_answered_from_memory_unless_that_is_not_wanted(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port) as server:
        on_disk = server.get(f"{LABELS}%20%23disk", **JSON).json()
        wait_for(lambda: server.answers() and in_memory(server))
        assert server.get(f"{LABELS}%20%23memory", **JSON).json() == on_disk
        assert any("kg.pool.copies" in command(pid) for pid in server.family())
    with served(tmp_path, examples_store, free_port, "--graph-memory", "0") as server:
        assert server.get(LABELS, **JSON).json() == on_disk
        assert not any("kg.pool.copies" in command(pid) for pid in server.family())
        assert server.metrics()["kg_pool_in_memory",] == 0


def in_memory(server: Served) -> bool:
    """Whether all processes of the pools answer from memory."""
    found = server.metrics()
    return found["kg_pool_processes",] == found["kg_pool_in_memory",] > 0


def test_documents_loaded_meanwhile_are_served_at_once(
    kg: Kg, examples_store: Path, tmp_path: Path, notes: Path, free_port: int
) -> None:
    store = tmp_path / "store"
    shutil.copytree(examples_store, store)
    with served(tmp_path, store, free_port, "--workers", "2") as server:
        dorn = "/sparql?query=" + quote("ASK { ?p rdfs:label 'Mirela Dorn'@en }")
        before = server.get(dorn, **JSON)
        generation = server.metrics()["kg_generation",]
        assert before.json()["boolean"] is False
        text = "Mirela Dorn is the Prime Minister of Estonia."
        (notes / "four.txt").write_text(text, encoding="utf-8")
        assert kg("load", notes, "--store", store).returncode == 0
        after = [server.get(dorn, **JSON) for _ in range(10)]
        assert all(answer.json()["boolean"] is True for answer in after)
        assert before.headers["etag"] not in {answer.headers["etag"] for answer in after}
        assert server.get("/documents").status == 200
        assert server.metrics()["kg_generation",] > generation
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=60) == 0


def test_every_limit_can_be_given(examples_store: Path, tmp_path: Path, free_port: int) -> None:
    options = (
        "--workers 1 --query-seconds 1.5 --query-rows 10 --query-memory 500 --query-size 8"
        " --query-processes 2 --query-waiting 3 --query-patience 2 --query-fair-seconds 1"
        " --cache 1 --max-age 60 --no-metrics --prefix /kg --access-log plain --grace 5"
        " --cors-origin https://a.example --cors-origin https://b.example"
    )
    with served(tmp_path, examples_store, free_port, *options.split()) as server:
        rows = "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT ")
        assert (
            server.get(f"{rows}9", **JSON)
            .headers["cache-control"]
            .endswith("max-age=60, must-revalidate")
        )
        refused = server.get(f"{rows}12", **JSON)
        assert (refused.status, "10 rows" in refused.json()["detail"]) == (503, True)
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        refused = server.get("/sparql?query=" + quote(endless), **JSON)
        assert (refused.status, "1.5 seconds" in refused.json()["detail"]) == (504, True)
        assert server.get("/metrics").status == 404
        assert 'href="/kg/queries"' in server.get("/kg/", Accept="text/html").text
        page = server.get("/health/live", Origin="https://b.example")
        assert page.headers["access-control-allow-origin"] == "https://b.example"
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stdout is not None
        said = server.process.stdout.read()
        assert server.process.wait() == 0
    assert " GET /kg/ 200 " in said
    assert "query=" in said
    assert "SELECT" not in said


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--query-seconds", "soon"), ("--query-seconds", "0"), ("--query-rows", "-1"),
        ("--proxies", "one"), ("--prefix", "kg"), ("--prefix", "//evil.example"),
        ("--cors-origin", "example.org"), ("--cache", "1.5"), ("--graph-memory", "much"),
        ("--access-log", "xml"),
    ],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused(
    kg: Kg, examples_store: Path, option: str, value: str
) -> None:
    done = kg("serve", "--store", examples_store, option, value)
    assert done.returncode == 2
    assert value in done.stderr or "more than 0" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_defaults_in_the_help_are_those_that_hold() -> None:
    from kg.cli import serving
    from kg.pool import QueryLimits
    from kg.web.settings import WebSettings

    for settings, known, prefix in (
        (serving.LIMITS, QueryLimits(), "KG_QUERY_"),
        (serving.WEB, WebSettings(), "KG_WEB_"),
    ):
        for setting in settings:
            value = getattr(known, setting.variable.removeprefix(prefix).lower())
            if setting.usual[0].isdecimal() and value:
                assert float(setting.usual) == value, setting.option
