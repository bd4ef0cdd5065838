"""The SPARQL 1.1 Graph Store HTTP Protocol, promise by promise, against a server process.

Written from the W3C Recommendation of 21 March 2013. Each test has a mark with the name of the
entry in the manifests of the W3C's own suite whose promise it holds; test_w3c_suite.py tells when
an entry has none.
"""

from __future__ import annotations

from urllib.parse import quote

import pytest
from plain_server import PlainServer, same, store

FERRY = "http://ferries.example/line/7"
PREFIX = "@prefix f: <http://ferries.example/ns#> .\n"
FIRST = f'{PREFIX}<{FERRY}> a f:Line ; f:calls [ f:at "Skerry" ] .'
SECOND = f'{PREFIX}<{FERRY}> a f:Line ; f:calls [ f:at "Holm" ], [ f:at "Ness" ] .'
TURTLE = "text/turtle; charset=utf-8"
DIRECT = "/store/lines/7"


def put(server: PlainServer, path: str, turtle: str) -> int:
    return server.send("PUT", path, turtle, Content_Type=TURTLE).status


def parts(*turtles: str) -> tuple[bytes, str]:
    """Graphs as the files of a form, and the media type of the whole."""
    limit = "and-the-next-is"
    lines = []
    for number, turtle in enumerate(turtles):
        lines += [
            f"--{limit}",
            f'Content-Disposition: form-data; name="part{number}"; filename="part{number}.ttl"',
            f"Content-Type: {TURTLE}", "", turtle,
        ]  # fmt: skip
    return "\r\n".join(
        [*lines, f"--{limit}--", ""]
    ).encode(), f"multipart/form-data; boundary={limit}"


def replaced(server: PlainServer, path: str) -> None:
    """A graph that is put is made; put again, it is replaced, not added to."""
    assert put(server, path, FIRST) == 201
    assert same(server.graph(path), FIRST)
    assert put(server, path, SECOND) in (200, 204)
    assert same(server.graph(path), SECOND)


def deleted(server: PlainServer, path: str) -> None:
    """A graph that is deleted is gone."""
    assert put(server, path, f'{PREFIX}[] a f:Line ; f:calls [ f:at "Skerry" ] .') == 201
    assert server.send("DELETE", path).status in (200, 204)
    answer = server.send("GET", path)
    assert answer.status == 404
    assert answer.type == "application/problem+json"
    assert server.send("DELETE", path).status == 404


def added(server: PlainServer, path: str) -> None:
    """What is posted is added, several files of a form at once, too."""
    assert server.send("POST", path, FIRST, Content_Type=TURTLE).status == 201
    assert same(server.graph(path), FIRST)
    name, length = f'{PREFIX}<{FERRY}> f:name "Åland" .', f"{PREFIX}<{FERRY}> f:length 41 ."
    body, type_ = parts(name, length)
    assert server.send("POST", path, body, Content_Type=type_).status in (200, 204)
    assert same(server.graph(path), f"{FIRST}\n{name}\n{length}")


def headed(server: PlainServer, path: str) -> None:
    """HEAD says of a graph what GET says, without the graph."""
    assert put(server, path, FIRST) == 201
    head, whole = server.send("HEAD", path, Accept="text/turtle"), server.graph(path)
    assert head.status == 200
    assert head.body == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.w3c("put_get_repeat_indirect")
def test_a_graph_named_by_a_parameter_is_made_and_replaced(plain: PlainServer) -> None:
    replaced(plain, store(FERRY))


@pytest.mark.w3c("put_get_repeat_direct")
def test_a_graph_named_by_its_address_is_made_and_replaced(plain: PlainServer) -> None:
    replaced(plain, DIRECT)


@pytest.mark.w3c("put_get_default")
def test_the_default_graph_can_be_replaced_and_read(plain: PlainServer) -> None:
    assert put(plain, "/store?default", FIRST) in (200, 201, 204)
    assert same(plain.graph("/store?default"), FIRST)
    assert plain.says(f"<{FERRY}> a <http://ferries.example/ns#Line>")


@pytest.mark.w3c("put_delete_get_delete_indirect")
def test_a_graph_named_by_a_parameter_can_be_deleted(plain: PlainServer) -> None:
    deleted(plain, store(FERRY))


@pytest.mark.w3c("put_delete_get_delete_direct")
def test_a_graph_named_by_its_address_can_be_deleted(plain: PlainServer) -> None:
    deleted(plain, DIRECT)


@pytest.mark.w3c("post_get_post_get_indirect")
def test_a_graph_named_by_a_parameter_can_be_added_to(plain: PlainServer) -> None:
    added(plain, store(FERRY))


@pytest.mark.w3c("post_get_post_get_direct")
def test_a_graph_named_by_its_address_can_be_added_to(plain: PlainServer) -> None:
    added(plain, DIRECT)


@pytest.mark.w3c("post_get_new_graph")
def test_a_graph_posted_without_a_name_is_told_where_it_lies(plain: PlainServer) -> None:
    answer = plain.send("POST", "/store", FIRST, Content_Type=TURTLE)
    assert answer.status == 201
    again = plain.send("POST", "/store", SECOND, Content_Type=TURTLE)
    assert again.headers["Location"] != answer.headers["Location"]
    assert same(plain.graph(store(answer.headers["Location"])), FIRST)


@pytest.mark.w3c("head_existing_indirect")
def test_head_tells_of_a_graph_named_by_a_parameter(plain: PlainServer) -> None:
    headed(plain, store(FERRY))


@pytest.mark.w3c("head_existing_direct")
def test_head_tells_of_a_graph_named_by_its_address(plain: PlainServer) -> None:
    headed(plain, DIRECT)


@pytest.mark.w3c("head_non_existing_indirect")
def test_head_of_a_graph_that_is_not_there_is_not_found(plain: PlainServer) -> None:
    answer = plain.send("HEAD", store(FERRY), Accept="text/turtle")
    assert answer.status == 404
    assert answer.body == b""


@pytest.mark.w3c("put_get_uri_pct_encoded_indirect")
def test_however_its_name_is_percent_encoded_it_is_the_same_graph(plain: PlainServer) -> None:
    assert put(plain, f"/store?graph={quote(FERRY, safe='')}", FIRST) == 201
    for spelled in (FERRY, FERRY.replace("7", "%37"), FERRY.replace("/", "%2f")):
        assert same(plain.graph(f"/store?graph={spelled}"), FIRST)


@pytest.mark.w3c("put_get_uri_pct_encoded_twice")
def test_a_name_is_percent_decoded_once_and_not_twice(plain: PlainServer) -> None:
    once, twice = (f"/store?graph=http://ferries.example/line/{end}" for end in ("%37", "%2537"))
    assert put(plain, once, FIRST) == 201
    assert put(plain, twice, SECOND) == 201
    assert same(plain.graph(once), FIRST)
    assert same(plain.graph(twice), SECOND)
    assert same(plain.graph(f"/store?graph={FERRY}"), FIRST)
