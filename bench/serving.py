"""A store of fictitious documents, and a server of its own over it, for benchmarks and tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.request import urlopen

import pyoxigraph as ox

from bench.generate import generate
from kg.archive import Archive
from kg.settings import DEFAULT_BASE, Settings, write_settings
from kg.store import GraphWriter

_PATIENCE = 30.0  # seconds in which a server answers that ever will
_SETTLED = 120.0  # seconds in which a graph is in memory that ever will be


def filled_store(folder: Path, documents: int) -> Path:
    """A store with the graph of so many fictitious documents (175 quads each), not their texts."""
    root = folder / "store"
    root.mkdir(parents=True)
    write_settings(root, Settings())
    Archive.open(root).close()
    quads = folder / "graph.nq"
    with quads.open("w", encoding="utf-8") as stream:
        stream.writelines(generate(documents, base=DEFAULT_BASE))
    store = ox.Store(str(root / "graph"))
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    quads.unlink()
    with GraphWriter.open(root) as writer:
        writer.publish()
    return root


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not asked about yet does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return status != "Z"


class Server:
    """``kg serve`` over a store, as a process with all that hangs on it."""

    def __init__(
        self,
        root: Path,
        environ: dict[str, str] | None = None,
        *options: str,
        log: Path | None = None,  # where it says what it says; else nowhere
    ) -> None:
        self.root = root
        self._log = log or Path(os.devnull)
        self.port = free_port()
        self._environ = os.environ | (environ or {})
        self._options = options
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it answers when this returns."""
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "kg", "serve", "--store", str(self.root),
                    "--port", str(self.port), *self._options,
                ],
                env=self._environ,
                stdout=log,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"the server did not answer on port {self.port}")

    def stop(self) -> None:
        """End it and everything that it has started."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def processes(self) -> list[int]:
        """It and all its descendants."""
        assert self.process is not None
        parents = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2]
                parents[int(entry.name)] = int(after_name.split()[1])
            except (OSError, IndexError):  # it has ended since
                continue
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def children(self) -> list[int]:
        """The processes that it has started itself, not those that these have started."""
        assert self.process is not None
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]

    def memory(self) -> int:
        """Bytes of memory that all its processes have together, what they share counted once."""
        total = 0
        for pid in self.processes():
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            (line,) = [line for line in lines if line.startswith("Pss_Anon")]
            total += int(line.split()[1]) << 10
        return total

    def settle(self) -> bool:
        """Wait until queries are answered from memory, and for a second by the same processes.

        Returns whether they are.
        """
        until = time.monotonic() + _SETTLED
        before: list[int] = []
        since = time.monotonic()
        while time.monotonic() < until:
            now = self.processes() if self._is_in_memory() else []
            if now != before:
                before, since = now, time.monotonic()
            if now and time.monotonic() - since > 1:
                return True
            time.sleep(0.2)
        return False

    def _is_in_memory(self) -> bool:
        with urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        figures = dict(line.split() for line in lines if line.startswith("kg_pool_"))
        return 0 < float(figures["kg_pool_processes"]) == float(figures["kg_pool_in_memory"])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
