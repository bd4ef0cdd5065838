"""A store of the small data, and the application that serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from plain_server import TOKEN, PlainServer
from running_site import Site, build_store, running, small_data, small_documents

from bench.serving import Server
from kg.web import create_app


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of the small data. Read it, do not write to it."""
    root = tmp_path_factory.mktemp("small") / "store"
    data = small_data()
    build_store(root, small_documents(data), data)
    return root


@pytest.fixture(scope="session")
def app(small_store: Path) -> Iterator[Flask]:
    """The application over the small data."""
    made = create_app(small_store)
    yield made
    made.extensions["communique"].close()


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[Site]:
    """The small data behind a real server."""
    with running(app) as started:
        yield started


@pytest.fixture(scope="session")
def plain_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainServer]:
    """``kg serve`` over an empty store in which every graph may be written."""
    root = tmp_path_factory.mktemp("plain") / "store"
    build_store(root, [], ox.Store())
    with Server(root, {"KG_WEB_WRITE_TOKEN": TOKEN}, "--writable-graphs", "any") as server:
        yield PlainServer(Site(server.port))


@pytest.fixture
def plain(plain_process: PlainServer) -> PlainServer:
    """The same, emptied."""
    assert plain_process.update("DROP ALL").status == 204
    return plain_process
