"""A running ``kg serve`` as tests see it: what it answers, its processes, its end."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg_process import read_until, running
from prometheus_client.parser import text_string_to_metric_families

ASK = "/sparql?query=" + quote("ASK { ?s ?p ?o }")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A server process that answers at ``port``."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """The answer to a request over a connection of its own; underscores stand for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            lowered = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, lowered, answer.read())
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether a query is answered, and rightly."""
        try:
            answer = self.get(ASK, Accept="application/sparql-results+json")
        except (OSError, HTTPException):
            return False
        return answer.status == 200 and answer.json()["boolean"] is True

    def metrics(self) -> dict[tuple[str, ...], float]:
        """The values of /metrics by name and the labels, in their order."""
        return {
            (sample.name, *dict(sorted(sample.labels.items())).values()): sample.value
            for family in text_string_to_metric_families(self.get("/metrics").text)
            for sample in family.samples
        }

    def workers(self) -> list[int]:
        """The worker processes, which the one above them has started."""
        return [pid for pid in children(self.process.pid) if "spawn_main" in command(pid)]

    def family(self) -> list[int]:
        """All processes below the top one."""
        found, waiting = [], [self.process.pid]
        while waiting:
            below = children(waiting.pop())
            found += below
            waiting += below
        return found


@contextmanager
def served(folder: Path, store: Path, port: int, *options: str, **more: str) -> Iterator[Served]:
    """``kg serve`` that has begun to answer, with more in its environment."""
    arguments = ("serve", "--store", str(store), "--port", str(port), *options)
    with running(folder, *arguments, **more) as process:
        read_until(process, "Serving")
        yield Served(process, port)


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        lists = [task / "children" for task in Path(f"/proc/{pid}/task").iterdir()]
        return [int(child) for each in lists for child in each.read_text().split()]
    except OSError:
        return []


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def is_gone(pid: int) -> bool:
    """Whether a process has ended, though nobody may have taken notice yet."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return True


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"it did not happen within {seconds} seconds"
        time.sleep(0.05)


def kill(pid: int, signal: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal)
