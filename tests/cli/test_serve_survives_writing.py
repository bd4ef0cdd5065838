"""Whoever is killed while somebody writes: nothing is lost, and nothing is half there."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest
from server_process import Answer, Served, command, is_gone, kill, served, wait_for

from kg import pipeline

TOKEN = "of who writes"
OLD = "".join(f'<urn:old> <urn:n> "{n}" .\n' for n in range(500))
NEW = "".join(f'<urn:new> <urn:n> "{n} {"x" * 60}" .\n' for n in range(30_000))  # 2.5 megabytes
GRAPH = "/store/notes"


@pytest.fixture
def store(tmp_path: Path, notes: Path) -> Path:
    root = tmp_path / "kg-data"
    assert not pipeline.load(root, [notes]).failures
    return root


def put(server: Served, text: str, path: str = GRAPH) -> Answer:
    return server.get(
        path, "PUT", text, Content_Type="application/n-triples", Authorization=f"Bearer {TOKEN}"
    )


def quietly(server: Served, text: str) -> int:
    try:
        return put(server, text).status
    except (OSError, HTTPException):
        return 0


def held(server: Served) -> str:
    """The graph as it is published."""
    lines = server.get(GRAPH, Accept="application/n-triples").text.splitlines(keepends=True)
    return "".join(sorted(lines))


def scribes(server: Served) -> list[int]:
    """The processes that write."""
    return [pid for pid in server.family() if "kg.pool.scribe" in command(pid)]


@pytest.mark.slow
def test_a_write_that_is_killed_is_made_as_a_whole_or_not_at_all(
    store: Path, tmp_path: Path, free_port: int
) -> None:
    whole = {"".join(sorted(text.splitlines(keepends=True))) for text in (OLD, NEW)}
    with (
        served(tmp_path, store, free_port, KG_WEB_WRITE_TOKEN=TOKEN) as server,
        ThreadPoolExecutor(1) as writing,
    ):
        for wait in (0.0, 0.1, 0.2, 0.4, 0.8):
            assert put(server, OLD).status in (201, 204)
            answer = writing.submit(put, server, NEW)
            wait_for(lambda: scribes(server))
            time.sleep(wait)
            for pid in scribes(server):
                kill(pid, signal.SIGKILL)
            if answer.result().status != 204:  # else it was over already
                assert answer.result().status == 503
                assert answer.result().headers["content-type"] == "application/problem+json"
                assert "as a whole or not at all" in answer.result().json()["detail"]
            assert server.answers()
            assert held(server) in whole
            assert put(server, "<urn:a> <urn:b> <urn:c> .", "/store/other").status in (201, 204)
            assert held(server) in whole


@pytest.mark.slow
def test_who_writes_ends_with_the_server(store: Path, tmp_path: Path, free_port: int) -> None:
    with (
        served(tmp_path, store, free_port, KG_WEB_WRITE_TOKEN=TOKEN) as server,
        ThreadPoolExecutor(1) as writing,
    ):
        assert put(server, OLD).status == 201
        writing.submit(quietly, server, NEW * 5)
        wait_for(lambda: scribes(server))
        family = server.family()
        server.process.kill()
        server.process.wait()
        wait_for(lambda: all(map(is_gone, family)), 2)
    with served(tmp_path, store, free_port, KG_WEB_WRITE_TOKEN=TOKEN) as server:
        assert server.answers()
        assert held(server) == "".join(sorted(OLD.splitlines(keepends=True)))
        assert put(server, OLD).status == 204
