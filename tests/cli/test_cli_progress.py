"""A progress line on a terminal, and never in a pipe."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from kg_process import environment

from kg.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_says_how_far_and_goes_away() -> None:
    stream = Terminal()
    with Progress("documents", stream) as progress:
        progress(10, 1000)
        progress(1000, 1000)
    written = stream.getvalue()
    assert "1,000 of 1,000 documents" in written
    assert written.endswith("\r\x1b[2K")


def test_an_unknown_total_is_counted_up() -> None:
    stream = Terminal()
    Progress("documents", stream)(7, 0)
    assert "7 documents" in stream.getvalue()


def test_a_pipe_gets_nothing() -> None:
    stream = io.StringIO()
    with Progress("documents", stream) as progress:
        progress(1, 1)
    assert stream.getvalue() == ""


def test_a_load_on_a_terminal_shows_it(notes: Path, tmp_path: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no terminal can be made here: {error}")
    command = [sys.executable, "-m", "kg", "load", str(notes)]
    subprocess.run(
        command, cwd=tmp_path, env=environment(), stderr=theirs, stdout=subprocess.PIPE, check=True
    )
    os.close(theirs)
    assert "3 of 3 documents" in os.read(ours, 65536).decode()
    os.close(ours)
