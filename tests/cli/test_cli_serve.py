"""The server as a process: it answers, says where, and ends with all its workers."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from kg_process import read_until, running

Kg = Callable[..., subprocess.CompletedProcess[str]]


def get(address: str) -> str:
    request = urllib.request.Request(address, headers={"Accept": "text/html,*/*;q=0.5"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(answer.read().decode())


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def wait_until_free(port: int) -> None:
    for _ in range(600):
        if is_free(port):
            return
        time.sleep(0.05)
    raise AssertionError(f"somebody still listens on {port}")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_answers_and_however_it_ends_nothing_is_left(
    examples_store: Path, tmp_path: Path, free_port: int, ending: signal.Signals
) -> None:
    arguments = ("serve", "--store", str(examples_store), "--port", str(free_port))
    with running(tmp_path, *arguments) as process:
        read_until(process, f"http://127.0.0.1:{free_port}/")
        assert "Stoltenberg" in get(f"http://127.0.0.1:{free_port}/queries/office-holders.csv")
        process.send_signal(ending)
        assert process.stdout is not None
        rest = process.stdout.read()  # ends when the last process that holds it has ended
        status = process.wait()
    assert "Traceback" not in rest
    if ending is not signal.SIGKILL:
        assert status == 0, rest
    wait_until_free(free_port)


def test_a_taken_port_is_said_before_any_work(
    kg: Kg, examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        for command in (("serve", "--store", str(examples_store)), ("demo",)):
            done = kg(*command, "--port", str(free_port))
            assert done.returncode == 1
            assert f"port {free_port} on 127.0.0.1 is taken" in done.stderr
            assert len(done.stderr.splitlines()) == 1
            assert done.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_second_server_on_the_same_port_is_refused(
    kg: Kg, examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    arguments = ("serve", "--store", str(examples_store), "--port", str(free_port))
    with running(tmp_path, *arguments) as process:
        read_until(process, "http://")
        assert "is taken" in kg(*arguments).stderr
        process.send_signal(signal.SIGINT)
        process.wait()


def test_the_demo_loads_the_examples_and_says_what_to_try(tmp_path: Path, free_port: int) -> None:
    with running(tmp_path, "demo", "--port", str(free_port)) as process:
        said = read_until(process, "On the command line")
        assert "documents new" in said
        addresses = [word for word in said.split() if word.startswith("http://")]
        assert len(addresses) > 4
        for address in addresses:
            assert get(address)
        process.send_signal(signal.SIGINT)
        process.wait()
    assert (tmp_path / "kg-data-examples").is_dir()


def test_the_demo_serves_documents_of_ones_own(notes: Path, tmp_path: Path, free_port: int) -> None:
    with running(tmp_path, "demo", "notes", "--store", "own", "--port", str(free_port)) as process:
        read_until(process, "On the command line")
        assert "Tusk" in get(f"http://127.0.0.1:{free_port}/queries/visits.csv")
        process.send_signal(signal.SIGINT)
        process.wait()


def test_a_second_folder_adds_to_the_first_and_says_so(
    notes: Path, tmp_path: Path, free_port: int
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "x.txt").write_text("President Irena Vask of Austria spoke.\n", encoding="utf-8")
    for folder, told in (("notes", False), ("more", True)):
        with running(tmp_path, "demo", folder, "--port", str(free_port)) as process:
            said = read_until(process, "On the command line")
            assert ("Documents of earlier loads in kg-data, shown as well: " in said) is told
            process.send_signal(signal.SIGINT)
            process.wait()
    assert (tmp_path / "kg-data").is_dir()
    assert not (tmp_path / "kg-data-examples").exists()


def test_a_demo_without_anything_to_show_does_not_start(
    kg: Kg, tmp_path: Path, free_port: int
) -> None:
    (tmp_path / "nothing").mkdir()
    done = kg("demo", "nothing", "--port", str(free_port))
    assert done.returncode == 1
    assert "nothing to serve" in done.stderr


def test_listening_beyond_this_machine_is_warned_about(
    examples_store: Path, tmp_path: Path, free_port: int
) -> None:
    arguments = ("serve", "--store", str(examples_store), "--host", "0.0.0.0")
    with running(tmp_path, *arguments, "--port", str(free_port)) as process:
        assert "warning" in read_until(process, "Serving")
        process.send_signal(signal.SIGINT)
        process.wait()
