"""The server follows the store: it waits for one, and picks up what is published meanwhile."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
from running_site import BASE, Site, build_store, running, small_data, small_documents

from kg.store import GraphChange, GraphWriter
from kg.web import create_app


def publish(root: Path, insert: str) -> None:
    with GraphWriter.open(root) as writer:
        writer.apply(GraphChange(insert=insert))
        writer.publish()


def person(name: str) -> str:
    return (
        f"<{BASE}person/{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        f" <https://w3id.org/communique/ns#Person> .\n"
        f'<{BASE}person/{name}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@en .\n'
    )


def test_without_a_store_the_pages_say_what_to_do(tmp_path: Path) -> None:
    app = create_app(tmp_path / "none")
    with running(app) as site:
        for path in ("/", "/search?q=x", "/person/x", "/documents"):
            page = site.page(path)
            assert page.status == 503
            assert "kg load" in page.text
            assert page.headers["Retry-After"]
        answer = site.get("/sparql?query=ASK%7B%7D")
        assert answer.status == 503
        assert answer.type == "application/problem+json"
        assert site.page("/ontology").status == 200
        assert site.page("/sparql").status == 200
        assert site.page("/queries").status == 200
        assert site.get("/robots.txt").status == 200
        assert site.page("/nothing").status == 404


def test_a_store_that_comes_later_is_served_without_a_restart(tmp_path: Path) -> None:
    root = tmp_path / "store"
    app = create_app(root)
    with running(app) as site:
        assert site.page("/").status == 503
        data = small_data()
        build_store(root, small_documents(data), data, publish=False)
        assert site.page("/").status == 503  # nothing is published yet
        with GraphWriter.open(root) as writer:
            writer.publish()
        assert site.page("/").status == 200
    app.extensions["communique"].close()


def test_a_new_generation_is_picked_up(tmp_path: Path) -> None:
    root = tmp_path / "store"
    build_store(root, [], ox.Store())
    publish(root, person("first"))
    app = create_app(root)
    with running(app) as site:
        assert site.page("/person/first").status == 200
        assert site.page("/person/second").status == 404
        publish(root, person("second"))
        assert site.page("/person/second").status == 200
        assert "2</strong> persons" in site.page("/").text
    app.extensions["communique"].close()


def test_a_store_that_is_made_anew_replaces_the_old_one(tmp_path: Path) -> None:
    root = tmp_path / "store"
    build_store(root, [], ox.Store())
    publish(root, person("old"))
    app = create_app(root)
    with running(app) as site:
        assert site.page("/person/old").status == 200
        assert site.page("/documents").status == 200
        shutil.rmtree(root)
        assert site.page("/person/old").status == 200  # what is open still answers
        data = small_data()
        build_store(root, small_documents(data), data, publish=False)
        publish(root, person("new"))
        assert site.page("/person/new").status == 200
        assert site.page("/person/old").status == 404
        assert "velmora-visit" in site.page("/documents").text
    app.extensions["communique"].close()


def test_no_request_fails_while_generations_come(tmp_path: Path) -> None:
    root = tmp_path / "store"
    build_store(root, [], ox.Store())
    publish(root, person("p0"))
    app = create_app(root)
    done = threading.Event()
    statuses: list[int] = []

    def read(site: Site) -> None:
        while not done.is_set():
            statuses.append(site.page("/person/p0").status)
            statuses.append(site.get("/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D").status)

    with running(app) as site:
        readers = [threading.Thread(target=read, args=(site,)) for _ in range(4)]
        for reader in readers:
            reader.start()
        for number in range(1, 12):
            publish(root, person(f"p{number}"))
        done.set()
        for reader in readers:
            reader.join()
        assert site.page("/person/p11").status == 200
    app.extensions["communique"].close()
    assert set(statuses) == {200}
    assert len(statuses) > 20


def test_old_generations_are_let_go(tmp_path: Path) -> None:
    root = tmp_path / "store"
    build_store(root, [], ox.Store())
    app = create_app(root)
    with running(app) as site:
        for number in range(6):
            publish(root, person(f"p{number}"))
            assert site.page(f"/person/p{number}").status == 200
        publish(root, person("last"))
    app.extensions["communique"].close()
    assert len(list((root / "generations").iterdir())) <= 3


@pytest.mark.parametrize("base", ["https://kg.example.org/", "https://kg.example.org/data/v1/"])
def test_a_store_of_another_base_is_served_here(tmp_path: Path, base: str) -> None:
    root = tmp_path / "store"
    text = (Path(__file__).parent.parent / "data" / "small.trig").read_text(encoding="utf-8")
    data = ox.Store()
    data.load(text.replace(BASE, base).encode(), ox.RdfFormat.TRIG)
    build_store(root, small_documents(small_data()), data, base)
    app = create_app(root)
    with running(app) as site:
        page = site.page("/person/mirela-dorn")
        assert page.status == 200
        assert 'href="/office/secretary-general-of-northern-compact"' in page.text
        assert "kg.example.org" not in page.text
        assert f"{base}person/mirela-dorn" in site.get("/person/mirela-dorn.nt").text
        assert 'id="claim-fffd9c76"' in site.page("/document/velmora-visit").text
    app.extensions["communique"].close()


def test_everything_works_below_a_path(small_store: Path) -> None:
    app = create_app(small_store)
    inner = app.wsgi_app

    def mounted(environ: dict[str, str], start: object) -> object:
        environ["SCRIPT_NAME"] = "/archive"
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix("/archive")
        return inner(environ, start)  # type: ignore[arg-type]

    app.wsgi_app = mounted  # type: ignore[assignment, method-assign]
    with running(app) as site:
        from lxml import html

        for path in ("/", "/person/mirela-dorn", "/document/velmora-visit", "/queries", "/sparql"):
            page = site.page(f"/archive{path}")
            assert page.status == 200
            tree = html.document_fromstring(page.text)
            for link in tree.xpath("//a/@href|//form/@action|//link/@href"):
                assert link.startswith(("/archive/", "#", "http")), f"{path}: {link}"
        assert "Disallow: /archive/sparql" in site.get("/archive/robots.txt").text
    app.extensions["communique"].close()


def test_the_server_module_serves_the_store_of_the_environment(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(small_store))
    app = create_app()
    with running(app) as site:
        assert "5</strong> documents" in site.page("/").text
    app.extensions["communique"].close()
