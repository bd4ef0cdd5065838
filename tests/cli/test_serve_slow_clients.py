"""Clients that send or take slowly, or leave too early, harm nobody and nothing."""

from __future__ import annotations

import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from server_process import Served, served, wait_for

TOKEN = "a long secret"
SECONDS = 2  # that a body may take, and that a client may take nothing of its answer
WAITING = 100  # clients, more than one worker has threads
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
WRITE = b"Host: x\r\nAuthorization: Bearer a long secret\r\n"
PUT = b"PUT /store?graph=urn:g HTTP/1.1\r\n" + WRITE + b"Content-Type: application/n-triples\r\n"
KEPT = quote("SELECT * { ?s ?p ?o } LIMIT 200")  # small enough to be answered again at once
MUCH = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
LARGE = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000")  # too large to be kept in memory


def started(folder: Path, store: Path, seconds: int) -> AbstractContextManager[Served]:
    limits = {
        "KG_WEB_BODY_SECONDS": f"{seconds}",
        "KG_WEB_UNREAD_SECONDS": f"{seconds}",
        "KG_WEB_WRITE_TOKEN": TOKEN,
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    return served(folder, store, port, "--workers", "1", **limits)


@pytest.fixture(scope="module")
def server(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with started(tmp_path_factory.mktemp("slow"), examples_store, SECONDS) as one:
        yield one
        one.process.send_signal(signal.SIGTERM)
        told, _ = one.process.communicate(timeout=60)
        assert "Traceback" not in told


@pytest.fixture
def patient(examples_store: Path, tmp_path: Path) -> Iterator[Served]:
    """A server that lets slow clients take their time."""
    with started(tmp_path, examples_store, 600) as one:
        yield one


def begin(stack: ExitStack, server: Served, beginning: bytes) -> socket.socket:
    """A client that sends this; it has hardly any room for an answer."""
    sock = stack.enter_context(socket.socket())
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(20)
    sock.connect(("127.0.0.1", server.port))
    sock.sendall(beginning)
    return sock


def received(sock: socket.socket) -> bytes:
    """All that comes until the server ends the connection."""
    found = b""
    with suppress(ConnectionResetError):
        while piece := sock.recv(1 << 16):
            found += piece
    return found


def memory(server: Served) -> int:
    """Bytes that the worker has."""
    (worker,) = server.workers()
    return int(Path(f"/proc/{worker}/statm").read_text().split()[1]) * 4096


@pytest.mark.parametrize(
    "beginning",
    [
        POST + b"Content-Length: 1000\r\n\r\nASK",
        POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n",
        PUT + b"Content-Length: 1000\r\n\r\n<urn:a> ",
        PUT + b"Content-Length: 5000000\r\n\r\n<urn:a> ",
        b"POST /reconcile HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nqueries=",
    ],
    ids=["query", "chunks", "data", "much data", "form"],
)
def test_who_does_not_send_the_whole_of_a_request_is_told_and_let_go(
    server: Served, beginning: bytes
) -> None:
    with ExitStack() as stack:
        sock = begin(stack, server, beginning)
        for _ in range(2 * SECONDS):  # a byte now and then makes no difference
            time.sleep(0.4)
            with suppress(OSError):
                sock.sendall(b"x" if b"chunked" not in beginning else b"1\r\nx\r\n")
        assert received(sock).startswith(b"HTTP/1.1 408 ")


def test_those_who_are_slow_keep_nobody_waiting(patient: Served) -> None:
    form = b"POST /reconcile HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\nqueries="
    query = POST + b"Content-Length: %d\r\n\r\nASK"
    page = b"GET /export.nq HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as stack:
        for number in range(WAITING):
            for beginning in (form, query):
                begin(stack, patient, beginning % (1000 if number % 2 else 3_000_000))
        for _ in range(WAITING):
            assert begin(stack, patient, page).recv(12) == b"HTTP/1.1 200"
        assert patient.get("/queries").status == 200
        assert patient.answers()


def test_nothing_is_left_of_those_who_take_nothing(server: Served) -> None:
    request = f"GET /sparql?query={LARGE} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()
    (worker,) = server.workers()

    def results() -> int:
        """Files without a name: results that are too large for memory."""
        files = Path(f"/proc/{worker}/fd").iterdir()
        return sum(target(each).endswith("(deleted)") for each in files)

    with ExitStack() as stack:
        socks = [begin(stack, server, request) for _ in range(5)]
        for sock in socks:
            assert sock.recv(12) == b"HTTP/1.1 200"
        assert results()
        wait_for(lambda: not results())


def target(link: Path) -> str:
    with suppress(OSError):
        return str(link.readlink())
    return ""


def test_who_takes_nothing_is_let_go_and_who_takes_slowly_is_not(server: Served) -> None:
    request = f"GET /sparql?query={MUCH} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()
    with ExitStack() as stack:
        slow, silent = begin(stack, server, request), begin(stack, server, request)
        assert silent.recv(12) == b"HTTP/1.1 200"
        until = time.monotonic() + 3 * SECONDS
        taken = b""
        while time.monotonic() < until:
            taken += slow.recv(1 << 14)
            time.sleep(0.1)
        head, _, taken = taken.partition(b"\r\n\r\n")
        (length,) = re.findall(rb"content-length: (\d+)", head)
        while len(taken) < int(length):
            taken += slow.recv(1 << 20) or pytest.fail("the answer was cut off")
        assert len(received(silent)) < len(taken)


def test_who_asks_again_and_again_and_takes_nothing_costs_no_memory(server: Served) -> None:
    asked = f"/sparql?format=json&query={KEPT}"
    request = f"GET {asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for _ in range(3):  # it is known by now
        assert len(server.get(asked).body) > 30_000
    before = memory(server)
    with ExitStack() as stack:
        for many in (1, 10):
            sock = begin(stack, server, request)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(0.5)
            with suppress(TimeoutError, OSError):
                for _ in range(2_000):
                    sock.sendall(request * many)
                    time.sleep(0.0005)
        assert memory(server) - before < 40e6
        assert server.answers()


@pytest.mark.parametrize(
    "sent",
    [
        PUT + b"Content-Length: 100\r\n\r\n<urn:a> <urn:b> <urn:c> .\n",
        PUT + b"Content-Length: 5000000\r\n\r\n<urn:a> <urn:b> <urn:c> .\n",
        PUT + b"Transfer-Encoding: chunked\r\n\r\n1a\r\n<urn:a> <urn:b> <urn:c> .\n\r\n",
        b"POST /sparql HTTP/1.1\r\n" + WRITE + b"Content-Type: application/sparql-update\r\n"
        b"Content-Length: 100\r\n\r\nCREATE GRAPH <urn:g>",
    ],
    ids=["data", "much data", "chunks", "update"],
)
def test_a_change_of_which_only_a_part_arrived_is_not_made(server: Served, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as sock:
        sock.sendall(sent)
        time.sleep(0.2)
    time.sleep(1)
    assert server.get("/store?graph=urn:g").status == 404
