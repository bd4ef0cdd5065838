"""Behind a reverse proxy every link leads back through it; nobody else is believed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html
from running_site import BASE, Site, running, serving

from kg.web import create_app

PAGES = (
    "/", "/documents", "/search?q=dorn", "/queries", "/queries/office-holders", "/ontology",
    "/person/mirela-dorn", "/document/velmora-visit", "/nothing", "/rules",
    "/sparql?query=" + quote("SELECT * { ?s a cmq:Person }"),
)  # fmt: skip
HTML = "text/html,*/*;q=0.5"


@contextmanager
def proxied(site: Site, prefix: str, strips: bool = True) -> Iterator[Site]:
    """A reverse proxy in front of the site, which shows it under a path."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix(prefix) if strips else self.path
            headers = dict(self.headers) | {
                "Host": "inside.example",
                "X-Forwarded-For": "192.0.2.7",
                "X-Forwarded-Host": "kg.example.org",
                "X-Forwarded-Proto": "https",
                "X-Forwarded-Prefix": prefix,
            }
            inner = HTTPConnection("127.0.0.1", site.port, timeout=30)
            inner.request("GET", path or "/", headers=headers)
            answer = inner.getresponse()
            body = answer.read()
            inner.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("date", "server", "connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    with serving(server):
        yield Site(server.server_port)


@contextmanager
def site_with(store: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> Iterator[Site]:
    for name, value in settings.items():
        monkeypatch.setenv(f"KG_WEB_{name.upper()}", value)
    app = create_app(store)
    try:
        with running(app) as site:
            yield site
    finally:
        app.extensions["communique"].close()


def links(text: str) -> set[str]:
    tree = html.document_fromstring(text)
    return set(tree.xpath("//a/@href|//form/@action|//link/@href|//img/@src"))


@pytest.mark.parametrize("strips", [True, False])
def test_every_link_leads_back_through_the_proxy(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, strips: bool
) -> None:
    with (
        site_with(small_store, monkeypatch, proxies="1") as site,
        proxied(site, "/archive", strips) as front,
    ):
        followed: set[str] = set()
        for path in PAGES:
            page = front.get(f"/archive{path}", HTML)
            assert page.status in (200, 404), path
            for link in links(page.text):
                parts = urlsplit(link)
                if parts.netloc == "kg.example.org":
                    assert parts.scheme == "https", link
                    link = parts.path
                elif parts.netloc or link.startswith("#"):
                    continue
                assert link.startswith("/archive/"), f"{path}: {link}"
                followed.add(link.partition("#")[0])
            assert "inside.example" not in page.text
        assert len(followed) > 30
        for link in sorted(followed)[:60]:
            assert front.get(link, HTML).status == 200, link


def test_redirects_and_machines_addresses_go_through_the_proxy(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        site_with(small_store, monkeypatch, proxies="1") as site,
        proxied(site, "/archive") as front,
    ):
        moved = [
            front.get("/archive/queries/office-holders?person=", HTML),
            front.get("/archive/documents/", HTML),
        ]
        for answer in moved:
            if 300 <= answer.status < 400:
                target = urlsplit(answer.headers["Location"])
                assert target.path.startswith("/archive/")
                assert target.netloc in ("", "kg.example.org")
        assert "https://kg.example.org/archive/sparql" in front.get("/archive/sparql", HTML).text
        assert front.get("/archive/robots.txt").text.count("/archive/") >= 3
        assert front.get("/archive/health/ready").json()["status"] == "ready"
        asked = front.get("/archive/sparql?query=" + quote("ASK { ?s ?p ?o }"), "*/*;q=0.1")
        assert asked.status == 200
        data = front.get("/archive/person/mirela-dorn.nt")
        assert f"<{BASE}person/mirela-dorn>" in data.text  # an IRI is a name, wherever it is served


def test_without_trust_forwarded_headers_mean_nothing(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_with(small_store, monkeypatch) as site, proxied(site, "/archive") as front:
        page = front.get("/archive/", HTML)
        assert page.status == 200
        assert "kg.example.org" not in page.text
        assert not any(link.startswith("/archive") for link in links(page.text))


def test_only_the_last_proxies_are_believed(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_with(small_store, monkeypatch, proxies="1") as site:
        headers = {
            "Accept": HTML,
            "X-Forwarded-Host": "evil.example, kg.example.org",
            "X-Forwarded-Prefix": "/evil, /good",
        }
        text = site.ask("GET", "/sparql", headers).text
        assert "http://kg.example.org/good/sparql" in text
        assert "evil" not in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Host", 'a"><script>'), ("Host", "a.example/b"), ("Host", "a b"), ("Proto", "javascript"),
        ("Prefix", "//evil.example"), ("Prefix", "/a/../b"), ("Prefix", 'x"><script>'),
        ("Prefix", "https://evil.example"), ("For", "<script>"),
    ],
)  # fmt: skip
def test_what_no_proxy_says_is_not_believed(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with site_with(small_store, monkeypatch, proxies="1") as site:
        page = site.ask("GET", "/sparql", {"Accept": HTML, f"X-Forwarded-{name}": value})
        assert page.status == 200
        for link in links(page.text):
            assert link.startswith(("/", "#", "https://www.w3.org")), link
            assert not link.startswith("//"), link
        assert "script>" not in page.text
        assert "evil" not in page.text


def test_a_prefix_may_be_set_once_and_for_all(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_with(small_store, monkeypatch, prefix="/archive/") as site:
        for path in ("/archive/documents", "/documents"):  # whether the proxy strips it or not
            page = site.get(path, HTML)
            assert page.status == 200
            assert 'href="/archive/queries"' in page.text
        assert site.get("/archive", HTML).status == 200
        assert site.get("/archives", HTML).status == 404
