"""Users write graphs of their own, with the operator's token; what documents say stays theirs."""

from __future__ import annotations

import fcntl
import gzip
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from running_site import BASE, Answer, Site, build_store, running, small_data, small_documents

from kg.settings import StorePaths
from kg.web import create_app

TOKEN = "a long secret"
NOTES = f"{BASE}store/notes"
TURTLE = '<urn:a> <urn:says> "{}" .'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    data = small_data()
    build_store(tmp_path / "store", small_documents(data), data)
    return tmp_path / "store"


@pytest.fixture
def site(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("KG_WEB_WRITE_TOKEN", TOKEN)
    app = create_app(root)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


def update(site: Site, text: str, token: str = TOKEN, path: str = "/sparql") -> Answer:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
    return site.ask("POST", path, headers, text)


def put(
    site: Site, path: str, data: str, method: str = "PUT", type_: str = "text/turtle"
) -> Answer:
    headers = {"Content-Type": type_, "Authorization": f"Bearer {TOKEN}"}
    return site.ask(method, path, headers, data)


def holds(site: Site, pattern: str) -> bool:
    answer = site.get("/sparql?query=" + quote(f"ASK {{ {pattern} }}"))
    return bool(answer.json()["boolean"])


def test_an_update_is_seen_by_the_next_query(site: Site) -> None:
    assert not holds(site, f"GRAPH <{NOTES}> {{ <urn:a> <urn:says> 'x' }}")
    answer = update(site, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <urn:a> <urn:says> 'x' }} }}")
    assert (answer.status, answer.body) == (204, b"")
    assert holds(site, f"GRAPH <{NOTES}> {{ <urn:a> <urn:says> 'x' }}")


def test_an_update_may_read_what_documents_say(site: Site) -> None:
    text = f"INSERT {{ GRAPH <{NOTES}> {{ ?p a <urn:Known> }} }} WHERE {{ ?p a cmq:Person }}"
    assert update(site, text).status == 204
    assert holds(site, f"GRAPH <{NOTES}> {{ ?p a <urn:Known> }} ?p a cmq:Person")


def test_an_update_can_be_sent_as_a_form(site: Site) -> None:
    body = urlencode({"update": f"CREATE GRAPH <{NOTES}>"})
    assert put(site, "/sparql", body, "POST", "application/x-www-form-urlencoded").status == 204


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "CLEAR DEFAULT",
        "DROP ALL",
        "DROP NAMED",
        f"CLEAR GRAPH <{BASE}document/velmora-visit>",
        "CLEAR GRAPH <document/velmora-visit>",
        f"BASE <{BASE}document//> CLEAR GRAPH <../velmora-visit>",
        "CREATE GRAPH <document/..;>",
        f"INSERT DATA {{ GRAPH <{BASE}document/new> {{ <urn:a> <urn:b> <urn:c> }} }}",
        f"MOVE <{BASE}document/velmora-visit> TO <{NOTES}>",
        "INSERT { GRAPH ?g { <urn:a> <urn:b> <urn:c> } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"LOAD <http://127.0.0.1:1/> INTO GRAPH <{NOTES}>",
    ],
)
def test_what_documents_say_is_not_for_updates_to_change(site: Site, text: str) -> None:
    before = site.get("/export.nq").body
    answer = update(site, text)
    assert answer.status == 403
    assert answer.type == "application/problem+json"
    assert len(answer.json()["detail"]) > 40
    assert site.get("/export.nq").body == before


@pytest.mark.parametrize("name", ["?default", f"?graph={quote(BASE, safe='')}document/new"])
def test_nor_for_the_graph_store_protocol(site: Site, name: str) -> None:
    for method in ("PUT", "POST", "DELETE"):
        assert put(site, f"/store{name}", TURTLE, method).status == 403


def test_mistakes_in_updates_and_data_are_told_with_their_place(site: Site) -> None:
    answer = update(site, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <urn:a> 'no' 1 }} }}")
    assert (answer.status, answer.json()["line"]) == (400, 1)
    answer = put(site, "/store/notes", "<urn:a> <urn:b> .\n")
    assert (answer.status, answer.json()["line"]) == (400, 1)
    assert put(site, "/store/notes", "{}", type_="application/json").status == 415
    assert put(site, "/store/notes", "<urn:g> {}", type_="application/trig").status in (201, 204)
    named = "<urn:g> { <urn:a> <urn:b> 1 }"
    assert put(site, "/store/notes", named, type_="application/trig").status == 400


def test_a_graph_is_put_read_added_to_and_removed(site: Site) -> None:
    assert site.get("/store/notes").status == 404
    assert put(site, "/store/notes", TURTLE.format("one")).status == 201
    assert put(site, "/store/notes", TURTLE.format("two")).status == 204
    assert put(site, "/store/notes", TURTLE.format("three"), "POST").status == 204
    answer = site.get("/store/notes", "application/n-triples")
    assert sorted(line.split('"')[1] for line in answer.text.splitlines()) == ["three", "two"]
    assert site.get(f"/store?graph={quote(NOTES, safe='')}", "text/turtle").status == 200
    assert site.ask("HEAD", "/store/notes", {}).status == 200
    assert put(site, "/store/notes", "", "DELETE").status == 204
    assert put(site, "/store/notes", "", "DELETE").status == 404
    assert site.ask("HEAD", "/store/notes", {}).status == 404


def form(*texts: str, file: str = '; filename="data.ttl"') -> str:
    """Texts in Turtle as the files of a form."""
    head = f'--next\r\nContent-Disposition: form-data; name="data"{file}\r\n'
    parts = (f"{head}Content-Type: text/turtle\r\n\r\n{text}\r\n" for text in texts)
    return "".join(parts) + "--next--\r\n"


def test_the_files_of_a_form_are_added_all_at_once_or_not_at_all(site: Site) -> None:
    def post(*texts: str, **options: str) -> Answer:
        media = "multipart/form-data; boundary=next"
        return put(site, "/store/notes", form(*texts, **options), "POST", media)

    refused = post(TURTLE.format("one"), "<urn:a>\n <urn:says> .")
    assert refused.status == 400
    assert "part 2" in refused.json()["detail"]
    assert refused.json()["line"] == 2
    assert post(TURTLE.format("one"), TURTLE.format("two"), file="").status == 400
    assert post().status == 400
    assert site.get("/store/notes").status == 404
    assert post("_:b <urn:says> 'one' .", "_:b <urn:says> 'two' .").status == 201
    assert holds(site, f"GRAPH <{NOTES}> {{ ?x <urn:says> 'one' . ?y <urn:says> 'two' }}")
    assert not holds(site, f"GRAPH <{NOTES}> {{ ?x <urn:says> 'one' , 'two' }}")


def test_a_new_graph_gets_an_address_of_its_own(site: Site) -> None:
    answer = put(site, "/store", TURTLE.format("new"), "POST")
    assert answer.status == 201
    path = answer.headers["Location"].removeprefix(BASE)
    assert "new" in site.get(f"/{path}").text


def test_every_graph_can_be_read(site: Site) -> None:
    document = quote(f"{BASE}document/velmora-visit", safe="")
    assert "velmora" in site.get(f"/store?graph={document}", "text/turtle").text
    assert site.get("/store?default", "application/n-triples").text.count("\n") > 100
    assert site.get("/store?default", "image/png").status == 406
    for bad in ("", "?graph=relative", "?default&graph=urn:a", "?graph=urn:a&graph=urn:b"):
        assert site.get(f"/store{bad}").status == 400


def test_nobody_writes_without_the_token(site: Site) -> None:
    text = f"CREATE GRAPH <{NOTES}>"
    for token in ("", "another", TOKEN + "x"):
        answer = update(site, text, token)
        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    headers = {"Content-Type": "text/turtle", "Authorization": f"Basic {TOKEN}"}
    assert site.ask("PUT", "/store/notes", headers, TURTLE).status == 401
    assert site.get("/store/notes").status == 404


def test_writing_is_off_unless_the_operator_sets_a_token(root: Path) -> None:
    app = create_app(root)
    with running(app) as site:
        assert update(site, f"CREATE GRAPH <{NOTES}>").status == 403
        assert put(site, "/store/notes", TURTLE).status == 403
    app.extensions["communique"].close()


def test_an_update_by_get_is_no_update(site: Site) -> None:
    path = "/sparql?update=" + quote(f"CREATE GRAPH <{NOTES}>")
    answer = site.ask("GET", path, {"Authorization": f"Bearer {TOKEN}"})
    assert answer.status == 400


def test_the_dataset_of_an_update_comes_from_the_request_or_from_its_text(site: Site) -> None:
    put(site, "/store/a", TURTLE.format("in a"))
    copy = f"INSERT {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    using = f"/sparql?using-graph-uri={quote(BASE, safe='')}store/a"
    assert update(site, copy, path=using).status == 204
    assert site.get("/store/notes", "application/n-triples").text.count("\n") == 1
    both = copy.replace("WHERE", "USING <urn:g> WHERE")
    assert update(site, both, path=using).status == 400


def test_while_a_load_writes_a_change_is_asked_to_come_again(site: Site, root: Path) -> None:
    lock = os.open(StorePaths(root).lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        answer = update(site, f"CREATE GRAPH <{NOTES}>")
    finally:
        os.close(lock)
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "another process" in answer.json()["detail"].lower()


def test_data_that_are_too_large_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WEB_WRITE_TOKEN", TOKEN)
    monkeypatch.setenv("KG_WEB_WRITE_SIZE", "1")
    app = create_app(root)
    with running(app) as site:
        assert put(site, "/store/notes", "#" * 3_000_000).status == 413
        assert put(site, "/store/notes", "#" * 900_000).status == 201
    app.extensions["communique"].close()


def test_nothing_of_who_may_not_write_is_read(site: Site) -> None:
    head = "PUT /store/notes HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Length: 1000000\r\n\r\n<urn:a>".encode())
        assert connection.recv(12) == b"HTTP/1.1 401"


def test_a_compressed_body_is_refused_in_words(site: Site) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Encoding": "gzip"}
    for method, path, media in (
        ("POST", "/sparql", "application/sparql-query"),
        ("POST", "/sparql", "application/sparql-update"),
        ("PUT", f"/store?graph={quote(NOTES)}", "text/turtle"),
    ):
        answer = site.ask(method, path, headers | {"Content-Type": media}, gzip.compress(b"ASK {}"))
        assert answer.status == 415
        assert "gzip" in answer.json()["detail"]


def test_data_that_cannot_be_read_are_refused_with_the_place(site: Site) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    answer = site.ask("PUT", f"/store?graph={quote(NOTES)}", headers, "<urn:a>\n <urn:b> .")
    assert answer.status == 400
    assert answer.json()["title"] == "The data cannot be read"
    assert answer.json()["line"] == 2
