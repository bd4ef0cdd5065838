"""Answers are named, compressed, remembered and never out of date."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import quote

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running_site import Site

from kg.pool.spool import Spool
from kg.results.formats import clean_xml
from kg.web.cache import Cache
from kg.web.encoding import liked
from kg.web.reply import Reply

CODING_PARTS = ["gzip", "br", "*", "identity", ";q=", "0", "1", "0.5", ",", " ", "deflate"]
ROWS = "/sparql?query=" + quote("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 100")


def sent(reply: Reply, **headers: str) -> tuple[str, dict[str, str], bytes]:
    """What a server would send for a request with these headers."""
    got: list[Any] = []
    environ = {"REQUEST_METHOD": "GET"} | headers
    body = b"".join(reply.send(environ, lambda *args: got.extend(args) or bytes))  # type: ignore[arg-type]
    return got[0], dict(got[1]), body


def test_an_answer_has_a_name_and_is_not_sent_again_to_who_has_it(site: Site) -> None:
    first = site.get(ROWS)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    again = site.ask("GET", ROWS, {"If-None-Match": f'"other", {tag}'})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert site.ask("GET", ROWS, {"If-None-Match": "*"}).status == 304
    assert site.ask("GET", ROWS, {"If-None-Match": '"other"'}).body == first.body


def test_proxies_may_keep_answers_and_ask_whether_they_hold(site: Site) -> None:
    headers = site.get(ROWS).headers
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["Vary"] == "Accept, Accept-Encoding"


def test_formats_and_encodings_of_one_answer_have_different_names(site: Site) -> None:
    plain, zipped = site.get(ROWS), site.ask("GET", ROWS, {"Accept-Encoding": "gzip, br;q=0.5"})
    table, brief = (
        site.get(ROWS, "text/csv"),
        site.ask("GET", ROWS, {"Accept-Encoding": "gzip, br"}),
    )
    assert len({each.headers["ETag"] for each in (plain, zipped, table, brief)}) == 4
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert brief.headers["Content-Encoding"] == "br"
    assert brotli.decompress(brief.body) == plain.body
    for answer in (zipped, brief):  # each is known by its own name, and by no other's
        tag, coding = answer.headers["ETag"], answer.headers["Content-Encoding"]
        headers = {"Accept-Encoding": coding, "If-None-Match": tag}
        assert site.ask("GET", ROWS, headers).status == 304
        assert site.ask("GET", ROWS, headers | {"Accept-Encoding": ""}).status == 200
    for refused in ("identity", "gzip;q=0", "deflate", "*;q=0", "gzip;q=0.4, identity"):
        answer = site.ask("GET", ROWS, {"Accept-Encoding": refused})
        assert (answer.headers["Content-Encoding"], answer.body) == (None, plain.body)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("*", "br"),
        ("GZIP;Q=0.5", "gzip"),
        ("identity;q=0.5, gzip;q=0.4", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("gzip;q=nonsense", ""),
        ("zstd", ""),
        ("", ""),
    ],
)
def test_the_coding_that_is_liked_best_is_sent(accepted: str, coding: str) -> None:
    assert liked(accepted) == coding


@given(st.text(max_size=40) | st.lists(st.sampled_from(CODING_PARTS), max_size=8).map("".join))
def test_a_coding_is_never_one_that_is_not_named(accepted: str) -> None:
    coding = liked(accepted)
    assert coding == "" or coding in accepted.lower() or "*" in accepted


@pytest.mark.parametrize("path", ["/", "/dataset.ttl", "/openapi.json", "/rules", "/store?default"])
@pytest.mark.parametrize(("coding", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_pages_and_descriptions_are_compressed_too(
    site: Site, path: str, coding: str, read: Callable[[bytes], bytes]
) -> None:
    plain, small = site.get(path), site.ask("GET", path, {"Accept-Encoding": coding})
    assert small.headers["Content-Encoding"] == coding
    assert len(small.body) < len(plain.body) / 2
    assert b" ms" in plain.body or read(small.body) == plain.body  # some say how long they took
    for answer in (plain, small):
        assert {"Accept", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))
    head = site.ask("HEAD", path, {"Accept-Encoding": coding})
    assert (head.status, head.body) == (200, b"")


def test_values_that_differ_from_call_to_call_are_never_kept(site: Site) -> None:
    for function in ("NOW()", "RAND ( )", "STRUUID()", "uuid()", "BNODE()"):
        path = "/sparql?query=" + quote(f"SELECT ({function} AS ?x) {{}}")
        answer = site.get(path)
        assert answer.headers["ETag"] is None
        assert answer.headers["Cache-Control"] == "no-store"
    assert site.get("/sparql?query=" + quote("SELECT (RAND() AS ?x) {}")).body != (
        site.get("/sparql?query=" + quote("SELECT (RAND() AS ?x) {}")).body
    )


def test_a_head_request_tells_what_a_get_would_give(site: Site) -> None:
    get, head = site.get(ROWS), site.ask("HEAD", ROWS, {})
    assert head.body == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_a_problem_is_never_kept(site: Site) -> None:
    answer = site.get("/sparql?query=" + quote("SELECT * {"))
    assert (answer.status, answer.headers["Cache-Control"]) == (400, "no-store")


def test_a_file_is_sent_in_pieces_compressed_if_that_is_liked() -> None:
    content = b"some bytes\n" * 100_000
    plain = sent(Reply(200, [], file=BytesIO(content), size=len(content)))
    assert plain[2] == content
    assert plain[1]["Content-Length"] == str(len(content))
    zipped = sent(
        Reply(200, [], file=BytesIO(content), size=len(content)), HTTP_ACCEPT_ENCODING="gzip"
    )
    assert gzip.decompress(zipped[2]) == content
    brief = sent(
        Reply(200, [], file=BytesIO(content), size=len(content)), HTTP_ACCEPT_ENCODING="br"
    )
    assert brotli.decompress(brief[2]) == content
    assert zipped[1]["Content-Length"] == str(len(zipped[2]))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3_000)), max_size=40))
def test_a_cache_never_holds_more_than_it_has_room_for(puts: list[tuple[int, int]]) -> None:
    cache = Cache(room=20_000)
    for key, size in puts:
        reply = Reply(200, [], b"x" * size)
        cache.put((key, size), reply)
        assert 0 <= cache.weight <= cache.room
        assert cache.get((key, size)) in (reply, None)
    assert cache.weight == sum(reply.weight for reply in cache._kept.values())


@given(
    st.lists(st.binary(max_size=6) | st.sampled_from([b"\xef", b"\xbf", b"\xbe", b"\x01", b"\r"]))
)
def test_xml_is_cleaned_the_same_in_whatever_pieces_it_comes(pieces: list[bytes]) -> None:
    spool = Spool("rdfxml", 10**9, 10**9)
    for piece in pieces:
        spool.write(piece)
    assert spool.close()[0] == clean_xml(b"".join(pieces))


def test_everybody_who_asks_at_once_gets_each_header_once(site: Site) -> None:
    path = "/sparql?query=" + quote("SELECT * { ?s ?p ?o } ORDER BY ?o ?p ?s LIMIT 70")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(site.get, [path] * 32))
    for answer in answers:
        names = [name.lower() for name in answer.headers]
        assert len(names) == len(set(names))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
