"""The command explains itself, and says with its exit status what went wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = (
    "load", "rebuild", "extract", "sparql", "query", "export", "forget", "stats", "check", "serve",
    "demo",
)  # fmt: skip


def test_help_names_every_command(kg: Kg) -> None:
    done = kg("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n    {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(kg: Kg, command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert f"usage: kg {command}" in done.stdout
    assert f"examples:\n  kg {command}" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lode",),
        ("load",),
        ("load", "x", "--speed", "9"),
        ("load", "x", "--bas", "http://x.example/"),
        ("load", "x", "--field", "text"),
        ("serve", "--port", "99999"),
        ("sparql",),
        ("sparql", "ASK {}", "-f", "x.rq"),
        ("sparql", "-f", "no-such-file.rq"),
        ("sparql", "ASK {}", "--format", "excel"),
        ("query", "no-such-query"),
        ("query", "office-holders", "--planet", "Mars"),
        ("export", "--format", "excel"),
        ("forget",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_status_2_and_touches_nothing(
    kg: Kg, arguments: tuple[str, ...], tmp_path: object
) -> None:
    done = kg(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("rebuild",),
        ("sparql", "ASK {}"),
        ("query", "office-holders"),
        ("export",),
        ("check",),
        ("serve",),
        ("forget", "some-id"),
    ],
    ids=" ".join,
)
def test_without_a_store_one_line_says_what_to_do(kg: Kg, arguments: tuple[str, ...]) -> None:
    done = kg(*arguments)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("kg: ")
    assert "kg load" in done.stderr


def test_an_error_shows_where_it_came_from_when_asked(kg: Kg) -> None:
    assert "Traceback" in kg("stats", KG_DEBUG="1").stderr


def test_version(kg: Kg) -> None:
    assert kg("--version").stdout.startswith("communique 0.")
