"""Whatever strangers ask, others are answered, and nothing is left of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.hostile import INNOCENT, QUERIES, ask
from bench.serving import Server, filled_store, is_alive

SECONDS = 3.0  # on a machine that does much else, too, an innocent query takes its time


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = filled_store(tmp_path_factory.mktemp("hostile"), 300)
    limits = {"KG_QUERY_SECONDS": str(SECONDS), "KG_QUERY_FAIR_SECONDS": "0.5"}
    with Server(root, limits) as started:
        yield started


@pytest.mark.slow
def test_every_hostile_query_gets_a_clear_answer_and_an_innocent_one_its_rows(
    server: Server,
) -> None:
    assert len(QUERIES) >= 25
    over, innocent = threading.Event(), []

    def keep_asking() -> None:
        while not over.is_set():
            innocent.append(ask(server.port, f"{INNOCENT} #{len(innocent)}", 30)[0])
            time.sleep(0.05)

    beside = threading.Thread(target=keep_asking)
    beside.start()
    with ThreadPoolExecutor(4) as threads:
        found = dict(
            zip(
                QUERIES,
                threads.map(lambda query: ask(server.port, query, 30)[0], QUERIES.values()),
                strict=True,
            )
        )
    over.set()
    beside.join()
    assert set(innocent) == {200}
    wrong = {name: status for name, status in found.items() if not 400 <= status < 600}
    # Small enough an archive, some have an answer after all, and it is a whole one.
    assert set(wrong.values()) <= {200}
    assert found["ten megabytes"] == 413
    for name in ("call to this machine", "call for secrets", "call to wherever"):
        assert found[name] == 403
    for name in ("groups, nested", "parentheses, nested", "file of the machine", "drop everything"):
        assert found[name] == 403
    assert 500 not in found.values()


def test_no_process_is_left_when_the_server_ends(tmp_path: Path) -> None:
    with Server(filled_store(tmp_path, 20)) as server:
        assert ask(server.port, "ASK { ?s ?p ?o }", 30)[0] == 200
        processes = server.processes()
        assert len(processes) > 2
    until = time.monotonic() + 5
    while any(map(is_alive, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, processes))
