"""How the pool gets a process: started, or forked from one that has the graph in memory."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.question import Edition

UNKNOWN = -1_000  # what a process ended with if nobody knows
# The engine reserves an address space for each arena, which would count as memory.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}
# What a thread may keep of small pieces of memory that it has given back, and large pages: of a
# query's many small things more go through the short way, which saves 2 to 10 percent of its time.
_TUNED = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=200:glibc.malloc.hugetlb=1"}


class Process(Protocol):
    """A process that answers questions, however it came to be. For the thread of the loop."""

    @property
    def pid(self) -> int:
        """Its id, 0 as long as nobody knows: at the latest it is known when it has begun."""
        ...

    @property
    def copy(self) -> Edition | None:
        """What it has in memory from its beginning."""
        ...

    def begun(self, pid: int, handle: int) -> None:
        """It has said that it is there, with a descriptor of itself (pidfd), or -1."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...

    def ended(self) -> asyncio.Future[int]:
        """What it ended with, when it has: negative for a signal."""
        ...


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is told when it begins.

    ``answers`` is to be closed as soon as the process has it: where nobody has it, nobody answers.
    """

    root: Path
    limits: QueryLimits
    questions: socket.socket
    answers: socket.socket

    @property
    def descriptors(self) -> tuple[int, int]:
        """What the process gets."""
        return self.questions.fileno(), self.answers.fileno()

    @property
    def bounds(self) -> tuple[int, int, int]:
        """Bytes of memory, rows, and bytes of a result."""
        limits = self.limits
        return limits.memory * MEGABYTE, limits.rows, limits.size * MEGABYTE

    @property
    def content(self) -> list[object]:
        """What of it goes into a message."""
        return [*self.bounds, list(self.limits.services)]


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of a process that runs the engine, and of what it forks."""
    return _TUNED | dict(environ) | _ENVIRONMENT


class Started:
    """A process that was started as ``python -m kg.pool.worker``.

    Raises:
        OSError: there can be no more processes.
    """

    copy: Edition | None = None

    @property
    def pid(self) -> int:
        """As Process has it."""
        return self._process.pid

    def __init__(self, orders: Orders) -> None:
        with orders.answers:
            self._process = subprocess.Popen(
                [
                    sys.executable, "-m", "kg.pool.worker", str(orders.root),
                    *map(str, (*orders.descriptors, *orders.bounds)), *orders.limits.services,
                ],
                pass_fds=orders.descriptors,
                stdin=subprocess.DEVNULL,
                env=environment(os.environ),
                start_new_session=True,  # Ctrl-C in a terminal is for the server to hear
            )  # fmt: skip

    def begun(self, _: int, handle: int) -> None:
        """As Process has it; as its parent, this needs no descriptor."""
        if handle >= 0:
            os.close(handle)

    def kill(self) -> None:
        """As Process has it."""
        self._process.kill()

    def ended(self) -> asyncio.Future[int]:
        """As Process has it."""
        return asyncio.get_running_loop().run_in_executor(None, self._process.wait)


class Copies(Protocol):
    """Where processes with a copy of the graph come from: see kg.pool.copies.client."""

    def fork(self, orders: Orders, failed: Callable[[], object]) -> Process | None:
        """A process with the copy that is wanted, None if there is none.

        ``failed`` hears, later, that it came to nothing.
        """
        ...


def begin(orders: Orders, copies: Copies | None, failed: Callable[[], object]) -> Process:
    """A process: with the copy that is there, if there is one.

    Raises:
        OSError: there can be no more processes.
    """
    forked = copies.fork(orders, failed) if copies is not None else None
    return forked or Started(orders)
