"""Queries call the endpoints that the operator allows, within limits, and no others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import QueryError, UsageError
from kg.online import forwarding
from kg.online.forwarding import MOST
from kg.pool import Edition, Pool, QueryLimits, Question, ServiceError, TooLongError
from kg.settings import Settings, write_settings
from kg.sparqlguard import RefusedError
from kg.store import GraphChange, GraphWriter

FOUND = '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:here"}}]}}'
JSON = "application/sparql-results+json"
FORMATS = {"rows": "csv", "boolean": "csv", "graph": "ntriples"}


@dataclass
class Other:
    """Another endpoint: what it answers, and what it was asked."""

    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    body: bytes = FOUND.encode()
    silent: bool = False
    asked: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"


@contextmanager
def another() -> Iterator[Other]:
    other, over = Other(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            other.asked.append((self.path, body, dict(self.headers)))
            if other.silent:
                over.wait(60)
            self.send_response(other.status)
            for name, value in other.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(other.body)))
            self.end_headers()
            self.wfile.write(other.body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        other.port = server.server_port
        yield other
        over.set()
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("services") / "store"
    folder.mkdir()
    write_settings(folder, Settings())
    lines = "".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(100))
    with GraphWriter.open(folder) as writer:
        writer.apply(GraphChange(insert=f'{lines}<urn:here> <urn:name> "here" .\n'))
        writer.publish()
    return folder


@pytest.fixture
def other() -> Iterator[Other]:
    with another() as found:
        yield found


@pytest.fixture
def pool(root: Path, other: Other) -> Iterator[Pool]:
    """A pool whose queries may call this one other endpoint, by its IP address."""
    yield from allowing(root, other.address)


def allowing(root: Path, *services: str, seconds: float = 20) -> Iterator[Pool]:
    pool = Pool(root, QueryLimits(processes=1, seconds=seconds, services=services))
    yield pool
    pool.close()


def ask(pool: Pool, query: str) -> str:
    return pool.ask(Edition("000001"), Question(query, FORMATS)).read().decode()


def test_our_graph_is_joined_with_that_of_an_allowed_endpoint(pool: Pool, other: Other) -> None:
    query = f"SELECT ?name {{ SERVICE <{other.address}> {{ ?x a <urn:X> }} ?x <urn:name> ?name }}"
    assert ask(pool, query).split() == ["name", "here"]
    ((path, asked, headers),) = other.asked
    assert path == "/sparql"
    assert b"<urn:X>" in asked
    assert headers["User-Agent"].startswith("communique/")
    assert headers["Host"] == f"127.0.0.1:{other.port}"


@pytest.mark.parametrize(
    "called",
    [
        "<http://127.0.0.1:{port}/other>",
        "<http://127.0.0.1:{port}/sparql?x>",
        "<HTTP://127.0.0.1:{port}/sparql>",
        "<http://127.0.0.1:{port}/\\u0073parql>",
        "?anything",
        "SILENT <http://169.254.169.254/latest/>",
        "ex:sparql",
    ],
)
def test_no_other_endpoint_is_called(pool: Pool, other: Other, called: str) -> None:
    target = called.replace("{port}", f"{other.port}")
    prefix = f"PREFIX ex: <http://127.0.0.1:{other.port}/>"
    with pytest.raises(RefusedError, match=f"other servers but <{other.address}>"):
        ask(pool, f"{prefix} SELECT * {{ SERVICE {target} {{ ?s ?p ?o }} }}")
    allowed = f"SERVICE <{other.address}> {{ ?s ?p ?o }}"
    with pytest.raises(RefusedError):
        ask(pool, f"{prefix} SELECT * {{ {allowed} SERVICE {target} {{ ?s ?p ?o }} }}")
    assert other.asked == []


def test_nobody_follows_where_an_endpoint_sends_on_to(pool: Pool, other: Other) -> None:
    with another() as private:
        other.status, other.headers = 307, {"Location": private.address}
        with pytest.raises(ServiceError, match="answers 307"):
            ask(pool, f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")
        assert private.asked == []


def test_the_name_of_a_host_never_stands_for_a_private_address(root: Path, other: Other) -> None:
    named = other.address.replace("127.0.0.1", "localhost")
    for pool in allowing(root, named):
        with pytest.raises(ServiceError, match="private address"):
            ask(pool, f"SELECT * {{ SERVICE <{named}> {{ ?s ?p ?o }} }}")
    assert other.asked == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": 500}, "answers 500"),
        ({"headers": {"Content-Type": "text/html"}}, "no result"),
        ({"headers": {"Content-Type": JSON, "Content-Encoding": "gzip"}}, "no result"),
        ({"body": b" " * (17 << 20)}, "more than 16 megabytes"),
        ({"body": b"what?"}, "no result"),
        ({"body": FOUND.encode()[:-9]}, "no result"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_unless_it_may_be_missing(
    pool: Pool, other: Other, change: dict[str, object], words: str
) -> None:
    for name, value in change.items():
        setattr(other, name, value)
    with pytest.raises(ServiceError, match=words) as raised:
        ask(pool, f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")
    assert other.address in f"{raised.value}"
    found = ask(pool, f"SELECT ?x {{ SERVICE SILENT <{other.address}> {{ ?s ?p ?x }} }}")
    assert found.split() == ["x"] or found.strip() in ("x", 'x\r\n""')


def test_an_endpoint_that_nobody_runs_is_no_reason_to_wait(root: Path) -> None:
    address = "http://127.0.0.1:1/sparql"
    for pool in allowing(root, address):
        with pytest.raises(ServiceError, match="cannot be reached"):
            ask(pool, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")


def test_an_endpoint_that_says_nothing_ends_with_the_time_of_the_query(
    root: Path, other: Other
) -> None:
    other.silent = True
    for pool in allowing(root, other.address, seconds=1):
        with pytest.raises(TooLongError):
            ask(pool, f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")


def test_a_query_asks_a_few_times_and_nothing_twice(pool: Pool, other: Other) -> None:
    call = f"SERVICE <{other.address}> {{ ?s ?p ?x }}"
    assert ask(pool, f"SELECT * {{ ?a <urn:p> ?b FILTER EXISTS {{ {call} }} }}").count("urn:") > 99
    assert len(other.asked) == 1
    calls = " ".join(f"SERVICE <{other.address}> {{ ?s <urn:{n}> ?x }}" for n in range(MOST + 1))
    with pytest.raises(ServiceError, match=f"{MOST} times"):
        ask(pool, f"SELECT * {{ {calls} }}")
    assert len(other.asked) == 1 + MOST
    assert ask(pool, f"ASK {{ {call} }}") == "true"  # the next query begins anew
    assert len(other.asked) == 2 + MOST


def test_the_place_of_a_mistake_is_that_in_the_query_as_it_was_sent(
    pool: Pool, other: Other
) -> None:
    query = f"SELECT * {{\n SERVICE <{other.address}> {{ ?s ?p ?o }} }} }}"
    with pytest.raises(QueryError) as raised:
        ask(pool, query)
    assert (raised.value.line, raised.value.column) == (2, len(query.split("\n")[1]))


@pytest.mark.parametrize(
    "service",
    ["ftp://example.org/", "https://user:secret@example.org/", "https://example.org/#a", "x", "<"],
)
def test_what_is_no_endpoint_cannot_be_allowed(service: str) -> None:
    with pytest.raises(UsageError, match="KG_QUERY_SERVICES"):
        QueryLimits.from_environment({"KG_QUERY_SERVICES": f"https://example.org/ {service}"})


def test_answers_of_others_are_not_kept() -> None:
    for query in ("SELECT * { SERVICE <http://a.org/> {} }", "ASK { serviceSILENT #\n<urn:a>{} }"):
        assert Question(query).is_volatile
    assert not Question("SELECT * { ?x rdfs:label 'a service' }").is_volatile
    assert forwarding.SECONDS < 60
