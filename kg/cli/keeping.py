"""The process beside the workers that keeps a copy of the graph in memory for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from kg.pool.copies.keeper import CANNOT
from kg.pool.process import environment

_PAUSE = 1.0  # seconds between two starts
_SECRET = "KG_WEB_WRITE_TOKEN"  # that it need not know


class Keeping:
    """Starts the keeper of ``root``, which listens at ``path``, and again whenever it ends."""

    def __init__(self, root: Path, path: Path, megabytes: int) -> None:
        self._arguments = [str(root), str(path), str(megabytes)]
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0

    @property
    def pid(self) -> int:
        """The process that was started last, 0 if none could be."""
        return self._process.pid if self._process is not None else 0

    def look(self) -> None:
        """See to it that it runs. The server answers without it, only slower."""
        process = self._process
        if process is not None and process.poll() in (None, CANNOT):
            return
        if time.monotonic() < self._begun + _PAUSE:
            return
        if process is not None:
            self.close()
        self._begun = time.monotonic()
        environ = {name: value for name, value in os.environ.items() if name != _SECRET}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.pool.copies", *self._arguments],
                stdin=subprocess.PIPE,  # ends when this process does, and the keeper with it
                env=environment(environ),
                start_new_session=True,  # Ctrl-C in a terminal is for the server to hear
            )
        except OSError:
            self._process = None

    def close(self) -> None:
        """End it and all that it has started for itself."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()
            process.kill()
            process.wait()
