"""The headers of every answer: what browsers may do with it, and which scripts may read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from running_site import Site, running

from kg.web import create_app

ASK = "/sparql?query=" + quote("ASK { ?s ?p ?o }")
EVERYWHERE = (
    "/", "/documents", "/queries/office-holders", "/queries/office-holders.csv", "/sparql", ASK,
    "/sparql?query=x", "/person/mirela-dorn.ttl", "/nothing", "/nothing.json", "/health/live",
    "/health/ready", "/metrics", "/static/style.css", "/robots.txt", "/favicon.ico", "/ontology",
    "/search?q=x", "/rules", "/export.ttl", "/reconcile", "/reconcile/1.0", "/reconcile?queries=x",
    "/reconcile/suggest/entity?prefix=v", "/reconcile/about", "/reconcile/view?id=x",
)  # fmt: skip


@contextmanager
def open_to(store: Path, monkeypatch: pytest.MonkeyPatch, origins: str) -> Iterator[Site]:
    monkeypatch.setenv("KG_WEB_ORIGINS", origins)
    app = create_app(store)
    try:
        with running(app) as site:
            yield site
    finally:
        app.extensions["communique"].close()


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("accept", ["text/html", "application/json", ""])
def test_every_answer_keeps_browsers_safe(site: Site, path: str, accept: str) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "PATCH"):
        headers = site.ask(method, path, {"Accept": accept}).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"]
        assert headers.get_all("Access-Control-Allow-Origin") == ["*"]
        assert "Access-Control-Allow-Credentials" not in headers
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_get_without_a_body(site: Site, path: str) -> None:
    head, got = site.ask("HEAD", path, {}), site.get(path)
    assert (head.status, head.body) == (got.status, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_what_an_address_does_not_do_is_said_with_what_it_does(site: Site, path: str) -> None:
    known = site.get(path).status != 404
    for method in ("PATCH", "DELETE", "PUT", "POST"):
        if path.partition("?")[0] in ("/sparql", "/reconcile") and method == "POST":
            continue
        answer = site.ask(method, path, {"Accept": "application/json"}, body=b"")
        if not known:
            assert answer.status in (404, 405)
            continue
        assert answer.status == 405, method
        assert answer.type == "application/problem+json"
        assert answer.json()["status"] == 405
        allowed = {one.strip() for one in answer.headers["Allow"].split(",")}
        assert {"GET", "HEAD", "OPTIONS"} <= allowed
        assert method not in allowed
        options = site.ask("OPTIONS", path, {})
        assert options.status in (200, 204)
        assert {one.strip() for one in options.headers["Allow"].split(",")} == allowed


@pytest.mark.parametrize("path", ["/sparql", "/documents", "/health/ready"])
def test_scripts_of_every_site_may_read_and_no_more(site: Site, path: str) -> None:
    asked = {
        "Origin": "https://notebook.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = site.ask("OPTIONS", path, asked)
    assert answer.status in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    methods = set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"GET", "HEAD"} <= methods <= {"GET", "HEAD", "POST", "OPTIONS"}
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert "content-type" in allowed
    assert "authorization" not in allowed
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert "ETag" in site.get(ASK).headers["Access-Control-Expose-Headers"]


def test_only_named_sites_may_read_where_sites_are_named(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = "https://a.example, https://b.example:8443"
    with open_to(small_store, monkeypatch, named) as site:
        for path in (ASK, "/documents", "/health/live", "/nothing"):
            for origin in named.split(", "):
                headers = site.ask("GET", path, {"Origin": origin}).headers
                assert headers.get_all("Access-Control-Allow-Origin") == [origin]
                assert "Origin" in ", ".join(headers.get_all("Vary"))
            for origin in ("https://c.example", "null", "https://a.example.evil", ""):
                headers = site.ask("GET", path, {"Origin": origin} if origin else {}).headers
                assert "Access-Control-Allow-Origin" not in headers
                assert "Origin" in ", ".join(headers.get_all("Vary"))
                assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        preflight = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
        headers = site.ask("OPTIONS", "/sparql", preflight).headers
        assert "Authorization" in headers["Access-Control-Allow-Headers"]
        assert "POST" in headers["Access-Control-Allow-Methods"]
        preflight["Origin"] = "https://c.example"
        assert "Access-Control-Allow-Methods" not in site.ask("OPTIONS", "/", preflight).headers


def test_no_site_may_read_where_none_is_named(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_to(small_store, monkeypatch, "") as site:
        headers = site.ask("GET", ASK, {"Origin": "https://a.example"}).headers
        assert "Access-Control-Allow-Origin" not in headers


def test_readiness_says_why_there_is_none(tmp_path: Path) -> None:
    app = create_app(tmp_path / "none")
    with running(app) as site:
        assert site.get("/health/live").status == 200
        ready = site.get("/health/ready", "text/html")
        assert (ready.status, ready.json()["status"]) == (503, "not ready")
        assert "kg load" in ready.json()["reason"]
        assert "kg_ready 0.0" in site.get("/metrics").text
        assert "kg_workers 1.0" in site.get("/metrics").text


def test_a_fault_of_ours_is_told_in_words_with_all_headers(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(small_store)

    def broken(*_: object) -> object:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("kg.web.front.parse", broken)
    with running(app) as site:
        answer = site.get(ASK)
        assert answer.status == 500
        assert answer.type == "application/problem+json"
        assert "secret" not in answer.text
        assert answer.headers["Content-Security-Policy"]
    assert "secret detail" in caplog.text
    app.extensions["communique"].close()
