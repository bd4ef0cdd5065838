"""The command as its users run it: a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kg_process import environment

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """Run ``kg`` with these arguments in an empty folder."""

    def run(
        *arguments: str | Path, stdin: str | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            cwd=tmp_path,
            env=environment(**more),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of three short documents."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for day, text in {
        "one": "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin.",
        "two": "Polish Prime Minister Donald Tusk visited Estonia on 9 May 2024.",
        "three": "Finland joined NATO in April 2023.",
    }.items():
        (folder / f"{day}.txt").write_text(text + "\n", encoding="utf-8")
    return folder
