"""What comes over one connection: in pieces, several at once, again, too slowly, or not at all."""

from __future__ import annotations

import gzip
import json
import re
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import pytest
from server_process import Served, served, wait_for

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def server(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("connections")
    with served(folder, examples_store, free_port(), "--workers", "1") as one:
        yield one
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(timeout=60) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def request(query: str, *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} /sparql?query={quote(query)} HTTP/1.1", "Host: x", f"Accept: {JSON}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode()


def value(number: int) -> str:
    return f"SELECT ({number} AS ?n) {{}}"


def connected(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def answer(connection: socket.socket, method: str = "GET") -> HTTPResponse:
    """The next answer; its body has been read."""
    response = HTTPResponse(connection, method=method)
    response.begin()
    response.body = response.read()  # type: ignore[attr-defined]
    return response


def number(response: HTTPResponse) -> int:
    assert response.status == 200
    (row,) = json.loads(response.body)["results"]["bindings"]  # type: ignore[attr-defined]
    return int(row["n"]["value"])


def read_answers(server: Served, sent: bytes, count: int) -> list[bytes]:
    """The bodies of so many answers to what is sent at once."""
    with connected(server) as connection:
        connection.sendall(sent)
        content, bodies = b"", []
        while len(bodies) < count:
            head, end, rest = content.partition(b"\r\n\r\n")
            lengths = [x for x in head.lower().split(b"\r\n") if x.startswith(b"content-length:")]
            size = int(lengths[0].partition(b":")[2]) if end else 1
            if not end or len(rest) < size:
                piece = connection.recv(65536)
                assert piece, content
                content += piece
                continue
            bodies.append(rest[:size])
            content = rest[size:]
    return bodies


def test_a_request_that_comes_again_gets_the_same_answer(server: Served) -> None:
    with connected(server) as connection:
        answers = []
        for _ in range(5):
            connection.sendall(request(value(1)))
            answers.append(answer(connection))
    assert {number(each) for each in answers} == {1}
    assert len({each.headers["ETag"] for each in answers}) == 1
    assert all(each.headers["Date"] for each in answers)


def test_requests_that_differ_in_a_header_get_what_each_asks_for(server: Served) -> None:
    rows = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40"
    with connected(server) as connection:
        for _ in range(3):
            connection.sendall(request(rows))
            plain = answer(connection)
            connection.sendall(request(rows, "Accept-Encoding: gzip"))
            zipped = answer(connection)
            assert gzip.decompress(zipped.body) == plain.body  # type: ignore[attr-defined]
            connection.sendall(request(rows, f"If-None-Match: {plain.headers['ETag']}"))
            assert answer(connection).status == 304
            connection.sendall(request(rows, method="HEAD"))
            head = answer(connection, "HEAD")
            assert head.headers["ETag"] == plain.headers["ETag"]
            assert head.body == b""  # type: ignore[attr-defined]
            connection.sendall(request(rows, "X-Other: 1").replace(JSON.encode(), b"text/csv"))
            assert answer(connection).headers["Content-Type"].startswith("text/csv")


def test_requests_that_come_together_are_answered_in_their_order(server: Served) -> None:
    for _ in range(3):  # again with what was answered before
        numbers = [7, 8, 7, 9]
        sent = b"".join(request(value(n)) for n in numbers)
        bodies = read_answers(server, sent, len(numbers))
        found = [json.loads(body)["results"]["bindings"][0]["n"]["value"] for body in bodies]
        assert found == [str(n) for n in numbers]
        sent = request(value(7)) + request(value(8))[:-20]
        assert len(read_answers(server, sent, 1)) == 1


def test_a_request_that_comes_in_pieces_is_one(server: Served) -> None:
    whole = request(value(3))
    for _ in range(2):
        with connected(server) as connection:
            for place in range(0, len(whole), 25):
                connection.sendall(whole[place : place + 25])
                time.sleep(0.01)
            assert number(answer(connection)) == 3
            connection.sendall(whole)
            assert number(answer(connection)) == 3


def test_what_looks_like_a_request_in_a_body_is_none(server: Served) -> None:
    inner = request(value(4))
    with connected(server) as connection:
        connection.sendall(inner)
        assert number(answer(connection)) == 4
        connection.sendall(inner)
        assert number(answer(connection)) == 4  # known by now
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: {len(inner)}\r\n"
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n".encode())
        time.sleep(0.1)
        connection.sendall(inner)
        assert answer(connection).status == 400


def test_who_offers_another_protocol_is_answered_in_http(server: Served) -> None:
    """As Java's client does, and curl --http2."""
    offer = "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"
    post = "\r\n".join(["POST /sparql HTTP/1.1", "Host: x", f"Accept: {JSON}", *offer, ""])
    media = "Content-Type: application/sparql-query\r\n"
    with connected(server) as connection:
        for n in (21, 22):
            query = value(n).encode()
            length = f"Content-Length: {len(query)}\r\n\r\n"
            connection.sendall((post + media + length).encode() + query)
            assert number(answer(connection)) == n
            head = (post + media + "Transfer-Encoding: chunked\r\n\r\n").encode()
            connection.sendall(head)
            time.sleep(0.05)
            connection.sendall(b"%x\r\n%s\r\n" % (len(query), query))
            connection.sendall(b"0\r\n\r\n")
            assert number(answer(connection)) == n
            connection.sendall(request(value(n + 1), *offer))
            assert number(answer(connection)) == n + 1
    whole = (post + media + length).encode() + query + request(value(9), *offer)
    assert [b'"9"' in body for body in read_answers(server, whole * 2, 4)] == [False, True] * 2
    with connected(server) as connection:
        connection.sendall(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
        assert answer(connection).status == 405


def test_an_answer_of_many_megabytes_is_complete(server: Served) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "text/csv"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    assert response.status == 200
    assert int(response.headers["Content-Length"]) == len(body) > 8 << 20
    assert body.count(b"\n") >= 60_001


def test_the_query_of_a_client_that_leaves_is_ended(server: Served) -> None:
    with connected(server) as connection:
        connection.sendall(request(ENDLESS))
        wait_for(lambda: server.metrics()["kg_pool_running",] == 1)
    wait_for(lambda: server.metrics()["kg_pool_running",] == 0, seconds=5)
    assert server.answers()


def test_a_query_that_others_wait_for_goes_on_when_one_of_them_leaves(server: Served) -> None:
    def running() -> float:
        return server.metrics()["kg_pool_running",]

    with connected(server) as stays:
        with connected(server) as leaves:
            leaves.sendall(request(ENDLESS))
            wait_for(lambda: running() == 1)
            stays.sendall(request(ENDLESS))
            time.sleep(0.5)
            assert running() == 1
        time.sleep(1)
        assert running() == 1
    wait_for(lambda: running() == 0, seconds=5)


@pytest.mark.slow
def test_who_says_nothing_is_let_go(server: Served) -> None:
    with connected(server) as silent, connected(server) as slow:
        slow.sendall(b"GET /sparql HTTP/1.1\r\nHost: ")
        begun = time.monotonic()
        for connection in (silent, slow):
            with suppress(ConnectionResetError):
                assert connection.recv(100) == b""
        assert 5 < time.monotonic() - begun < 20


def test_clients_that_leave_or_send_what_is_no_http_leave_no_trace(
    examples_store: Path, tmp_path: Path
) -> None:
    page = b"GET /queries HTTP/1.1\r\nHost: x\r\n\r\n"
    with served(tmp_path, examples_store, free_port(), "--workers", "1") as one:
        for _ in range(20):
            with connected(one) as connection:
                at_once = struct.pack("ii", 1, 0)  # what is still on the way is not waited for
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
                connection.sendall(page * 3)
                connection.recv(10)
        with connected(one) as connection:  # too many headers, and then no HTTP either
            many = b"".join(b"X-%d: 1\r\n" % n for n in range(200))
            head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            connection.sendall(head + many + b"\r\nno size\r\n")
            assert answer(connection).status == 431
        assert one.answers()
        one.process.send_signal(signal.SIGTERM)
        told, _ = one.process.communicate(timeout=60)
    assert "Traceback" not in told


# What is answered alike on a new connection, and on one whose client has asked before.
ASKED = (
    "query=ASK%20%7B%7D",
    "query=ASK+%7B%7D",
    "query=ASK%7B%7D&format=csv",
    "query=ASK%7B%7D&format=nothing",
    "query=ASK%7B%7D&query=ASK%7B%7D",
    "query=ASK%7B%7D&default-graph-uri=urn:nowhere",
    "query=ASK%20%7B%20?s%20?p%20?o%20%7D&named-graph-uri=urn:nowhere",
    "query=CONSTRUCT%20%7B%20?s%20?p%20?o%20%7D%20%7B%20?s%20?p%20?o%20%7D%20LIMIT%203",
    "query=LIMIT%20SELECT%20*%20%7B%20%7D",
    "query=SELECT%20*%20%7B%20SERVICE%20<http://127.0.0.1/>%20%7B%20%7D%20%7D",
    "query=SELECT%20*%20%7B%20SERVICE%20%3Chttp://127.0.0.1/%3E%20%7B%20%7D%20%7D",
    "query=%FF",
    "query=%4",
    "query=",
    "update=CLEAR%20ALL",
    "query=CLEAR%20ALL",
    "format=json",
    "",
    "query=ASK%7B%7D#fragment",
    "query=ASK %7B%7D",
    "query=ASK\x7f%7B%7D",
    "query=" + "%20" * 30_000 + "ASK%7B%7D",
    "query=SELECT%20(RAND()%20>%202%20AS%20?r)%20%7B%7D".replace(">", "%3E"),
)


@pytest.mark.parametrize("asked", ASKED)
def test_a_client_that_goes_on_asking_is_answered_as_one_that_begins(
    server: Served, asked: str
) -> None:
    def sent(asked: str) -> bytes:
        lines = [f"GET /sparql?{asked} HTTP/1.1", "Host: x", f"Accept: {JSON}, */*;q=0.1", "", ""]
        return "\r\n".join(lines).encode()

    found = []
    for before in (0, 1, 2):
        with connected(server) as connection:
            for n in range(before):
                connection.sendall(sent(f"query=ASK%7B%7D%23{n}"))
                assert answer(connection).status == 200
            # Another text each time, or it would be the answer that is known by now.
            connection.sendall(sent(asked.replace("%7D", "%20" * before + "%7D")))
            response = answer(connection)
            headers = [item for item in response.getheaders() if item[0].lower() != "date"]
            found.append((response.status, headers, response.body))  # type: ignore[attr-defined]
    assert found[1:] == found[:1] * 2


def test_who_goes_on_asking_may_ask_for_another_form_each_time(server: Served) -> None:
    rows = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40"
    with connected(server) as connection:
        for n in range(30, 34):
            for _ in range(2):
                connection.sendall(request(f"{rows} # {n}", "Accept-Encoding: gzip"))
                zipped = answer(connection)
                assert json.loads(gzip.decompress(zipped.body))  # type: ignore[attr-defined]
            connection.sendall(request(value(n)))
            assert number(answer(connection)) == n
            connection.sendall(request(value(n), "X-N: 1").replace(JSON.encode(), b"text/csv"))
            assert answer(connection).body.split() == [b"n", b"%d" % n]  # type: ignore[attr-defined]


def test_what_comes_behind_a_query_waits_for_its_answer(server: Served) -> None:
    large = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
    middling = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2000"
    with connected(server) as connection:
        for n, query in enumerate((large, middling, value(1), f"{large} #", f"{middling} #"), 50):
            connection.sendall(request(value(n)))
            assert number(answer(connection)) == n
            connection.sendall(request(query))
            time.sleep(0.02)
            connection.sendall(request(value(n)) + request(value(n + 100)))
            time.sleep(0.02)
            connection.sendall(request(value(n + 200)))
            with connection.makefile("rb") as stream:
                bodies = [next_body(stream) for _ in range(4)]
            found = [json.loads(body)["results"]["bindings"] for body in bodies]
            assert [int(rows[0]["n"]["value"]) for rows in found[1:]] == [n, n + 100, n + 200]
            limit = re.search(r"LIMIT (\d+)", query)
            assert len(found[0]) == (int(limit[1]) if limit else 1)


def next_body(stream: BinaryIO) -> bytes:
    """The body of the next answer."""
    size = 0
    assert stream.readline().startswith(b"HTTP/1.1 200")
    while (line := stream.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            size = int(line.partition(b":")[2])
    return stream.read(size)


def test_the_query_of_a_client_that_leaves_after_others_is_ended(server: Served) -> None:
    with connected(server) as connection:
        connection.sendall(request(value(1)))
        assert number(answer(connection)) == 1
        connection.sendall(request(f"{ENDLESS} # again"))
        wait_for(lambda: server.metrics()["kg_pool_running",] == 1)
    wait_for(lambda: server.metrics()["kg_pool_running",] == 0, seconds=5)
    assert server.answers()


def test_a_server_that_is_stopped_finishes_the_query_of_who_asked_before(
    examples_store: Path, tmp_path: Path
) -> None:
    lasting = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
    with served(tmp_path, examples_store, free_port(), "--workers", "1") as one:
        with connected(one) as connection:
            connection.sendall(request(value(1)))
            assert number(answer(connection)) == 1
            connection.sendall(request(lasting))
            wait_for(lambda: one.metrics()["kg_pool_running",] == 1)
            one.process.send_signal(signal.SIGTERM)
            last = answer(connection)
            assert number(last) > 1_000_000
            assert last.headers["Connection"] == "close"
            assert connection.recv(1) == b""
        assert one.process.wait(timeout=20) == 0
