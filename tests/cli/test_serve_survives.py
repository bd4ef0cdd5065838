"""Whatever process of the server is killed, it answers again; and nothing of it outlives it."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest
from server_process import ASK, Served, is_gone, kill, served, wait_for

ENDLESS = "/sparql?query=" + quote(
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
)
SLOW = "/sparql?query=" + quote(
    "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 700 }"
    " { SELECT * { ?d ?e ?f } LIMIT 700 } FILTER(CONCAT(STR(?a), 'x') != STR(?d)) }"
)
BACK = 2.0  # seconds after which a server that lost a process answers again


@pytest.mark.slow
def test_any_process_below_the_top_one_may_be_killed(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        busy(server)
        before = server.family()
        assert len(before) >= 2 + 1 + 2 * 2  # workers, Python's helper, two of each pool
        for pid in before:
            kill(pid, signal.SIGKILL)
            wait_for(server.answers, BACK)
            wait_for(lambda: complete(server))  # nobody else is missing when the next one goes
        assert all(map(is_gone, before))
        assert all(server.answers() for _ in range(20))
        end(server)


@pytest.mark.slow
def test_any_process_below_the_top_one_may_be_killed_while_others_ask(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    over, wrong = threading.Event(), list[str]()
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        busy(server)

        def keep_asking(name: int) -> None:
            number = 0
            while not over.is_set():
                number += 1
                with suppress(OSError, HTTPException):  # the connection ends with its worker
                    answer = server.get(f"{ASK}%23{name}.{number}", Accept="application/json")
                    if answer.status != 200 or answer.json()["boolean"] is not True:
                        wrong.append(f"{answer.status} {answer.text[:200]}")

        with ThreadPoolExecutor(4) as asking:
            for name in range(4):
                asking.submit(keep_asking, name)
            try:
                for pid in server.family():
                    kill(pid, signal.SIGKILL)
                    wait_for(server.answers, BACK)
                    wait_for(lambda: complete(server), 60)
            finally:
                over.set()
        # A query whose process is killed is asked again; it may be killed twice.
        assert all(each.startswith("503") for each in wrong), wrong
        assert all(server.answers() for _ in range(20))
        end(server)


@pytest.mark.slow
def test_all_workers_killed_at_once_are_replaced_again_and_again(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        for _ in range(3):
            workers = server.workers()
            assert len(workers) == 2
            for pid in workers:
                kill(pid, signal.SIGKILL)
            wait_for(server.answers)
            wait_for(lambda gone=workers: len(set(server.workers()) - set(gone)) == 2)
        end(server)


@pytest.mark.slow
def test_what_was_counted_is_not_lost_with_a_worker(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        for _ in range(30):
            assert server.get("/rules").status == 200
        counted = ("kg_requests_total", "/rules", "200")
        wait_for(lambda: server.metrics().get(counted) == 30)
        wait_for(lambda: server.metrics()["kg_workers",] == 2)
        kill(server.workers()[0], signal.SIGKILL)
        wait_for(server.answers, BACK)
        assert server.metrics()[counted] == 30
        end(server)


@pytest.mark.slow
def test_when_the_top_process_is_killed_nothing_is_left_and_a_restart_answers(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        busy(server)
        family = server.family()
        with ThreadPoolExecutor(2) as asking:
            for number in range(2):
                asking.submit(quietly, server, f"{ENDLESS}%23{number}")
            wait_for(lambda: server.metrics()["kg_pool_running",] == 2)
            server.process.kill()
            server.process.wait()
            wait_for(lambda: all(map(is_gone, family)), BACK)
    with served(tmp_path, examples_store, free_port) as server:
        assert server.answers()
        end(server)


@pytest.mark.slow
def test_a_hangup_starts_every_worker_anew_while_others_answer(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        wait_for(lambda: complete(server))
        before = set(server.workers())
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: server.answers() and not before & set(server.workers()), seconds=60)
        wait_for(lambda: complete(server))
        end(server)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_finishes_what_it_was_asked(
    examples_store: Path, tmp_path: Path, free_port: int, ending: signal.Signals
) -> None:
    with served(tmp_path, examples_store, free_port, "--workers", "2") as server:
        family = server.family()
        with ThreadPoolExecutor(1) as asking:
            answer = asking.submit(server.get, SLOW)
            wait_for(lambda: server.metrics()["kg_pool_running",] == 1 or answer.done())
            server.process.send_signal(ending)
            assert server.process.wait(timeout=60) == 0
            assert answer.result().status == 200
            assert b"value" in answer.result().body
        wait_for(lambda: all(map(is_gone, family)), BACK)


@pytest.mark.slow
def test_what_takes_longer_than_the_time_of_grace_is_ended(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with served(tmp_path, examples_store, free_port, "--grace", "1") as server:
        asking = threading.Thread(target=quietly, args=(server, ENDLESS))
        asking.start()
        wait_for(lambda: server.metrics()["kg_pool_running",] == 1)
        family = server.family()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=15) == 0  # the query would run for 30 seconds
        wait_for(lambda: all(map(is_gone, family)), BACK)
        asking.join()


def complete(server: Served) -> bool:
    """Whether both workers are there and answer."""
    try:
        return len(server.workers()) == 2 and server.metrics()["kg_workers",] == 2
    except (OSError, HTTPException):  # the connection was one with a worker that is gone
        return False


def busy(server: Served) -> None:
    """Have both workers start their pools."""
    wait_for(lambda: server.metrics()["kg_workers",] == 2)
    for n in range(200):
        assert server.get(f"{ASK}&n={n}").status == 200
        if n > 20 and server.metrics()["kg_pool_processes",] >= 4:
            return


def quietly(server: Served, path: str) -> None:
    with suppress(OSError):
        server.get(path)


def end(server: Served) -> None:
    """Stop it, and see that it ends well."""
    server.process.send_signal(signal.SIGTERM)
    assert server.process.stdout is not None
    said = server.process.stdout.read()
    assert server.process.wait() == 0, said
    assert "Traceback" not in said
