"""Whatever is sent, the server answers in words and lives on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bench.mutants import PAGES, mutant
from bench.mutated import TOKEN, check, fault

REQUESTS = int(os.environ.get("KG_MUTANTS", "600"))  # .ci/run sends ten thousand


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_no_mutated_request_brings_the_server_down_or_shows_its_insides(
    examples_store: Path, tmp_path: Path, seed: int
) -> None:
    root = tmp_path / "store"  # a copy, for some mutants may write
    shutil.copytree(examples_store, root)
    assert check(root, tmp_path / "log", seed, REQUESTS) == []


def test_mutants_can_be_sent_again() -> None:
    assert [mutant(3, n, TOKEN, PAGES) for n in range(300)] == [
        mutant(3, n, TOKEN, PAGES) for n in range(300)
    ]
    assert mutant(3, 1, TOKEN, PAGES) != mutant(4, 1, TOKEN, PAGES)
    assert len({mutant(3, n, TOKEN, PAGES) for n in range(300)}) > 280


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", ""),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", ""),
        (b"HTTP/1.1 503 Busy\r\nContent-Type: application/problem+json\r\n\r\n{}", ""),
        (b"HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\n\r\nno", "status 503"),
        (b"HTTP/1.1 500 Oh\r\nContent-Type: application/problem+json\r\n\r\n{}", "status 500"),
        (b"HTTP/1.1 400 No\r\n\r\nTraceback (most recent call last)", "it shows its insides"),
        (b"", "no answer"),
        (b"GET / HTTP/1.1", "no HTTP: b'GET / HTTP/1.1'"),
    ],
)
def test_a_fault_is_told(said: bytes, wrong: str) -> None:
    assert fault(said, is_request=True) == wrong
