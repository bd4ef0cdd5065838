"""Running the command in a process, for the tests beside this file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of whoever runs the tests; warnings are errors in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return kept | {"PYTHONWARNINGS": "error", "PYTHONUTF8": "1"} | more


@contextmanager
def running(folder: Path, *arguments: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A server, with more in its environment; it is ended and reaped whatever happens."""
    command = [sys.executable, "-m", "kg", *arguments]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """What the process says up to and with the line that holds these words."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)
