"""One process of the pool, seen from the pool."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from kg.errors import CommuniqueError, QueryError, StoreError, UsageError
from kg.pool import wire
from kg.pool.answer import Answer
from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.refusals import (
    MEMORY_IS_OUT,
    BusyError,
    CrashedError,
    NotAcceptableError,
    TooLargeError,
    TooLongError,
    TooMuchMemoryError,
)
from kg.sparqlguard import RefusedError

_PAGE = resource.getpagesize()
_LOWER = 10  # niceness of a query that has run for long: quick ones go first
# The engine reserves an address space for each arena, which would count as memory.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}


class Member:
    """A process that answers one question at a time."""

    def __init__(self, root: Path, limits: QueryLimits) -> None:
        self._limits = limits
        self._ended = ""  # why it was killed: time, memory or others
        self.since = 0.0  # when it got the question it is busy with
        self.until = 0.0  # when it must have answered it
        self.lowered = False
        ours, theirs = socket.socketpair()
        arguments = (limits.memory * MEGABYTE, limits.rows, limits.size * MEGABYTE)
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable, "-m", "kg.pool.worker", str(root), str(theirs.fileno()),
                    *map(str, arguments),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
                start_new_session=True,  # Ctrl-C in a terminal is for the server to hear
            )  # fmt: skip
        # A limit in the kernel costs nothing; one of Python's costs a call before each other.
        seconds, rest = divmod(limits.seconds, 1)
        limit = struct.pack("ll", int(seconds), int(rest * 1e6))
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        self._sock = ours

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def age(self) -> float:
        """Seconds since it got its question."""
        return time.monotonic() - self.since

    def ask(self, message: bytes) -> Answer:
        """The answer to a question.

        Raises:
            PoolError, QueryError, UsageError, StoreError: there is none; after a PoolError other
                than NotAcceptableError and TooLargeError the process is gone.
        """
        try:
            wire.send(self._sock, message)
            head, body = wire.receive(self._sock)
        except BlockingIOError:
            self.kill("time")
            raise self._why() from None
        except wire.ClosedError:
            raise self._why() from None
        content = json.loads(head)
        if "error" in content:
            raise _error(content)
        file = content.get("file")
        if file is not None:
            try:
                file = open(f"/proc/{self.pid}/fd/{file}", "rb")  # noqa: PTH123, SIM115
            except OSError:  # it has ended since
                raise self._why() from None
        return Answer(
            content["kind"], content["format"], content["size"], content["rows"], content["cut"],
            body, file,
        )  # fmt: skip

    def kill(self, reason: str) -> None:
        """End the process at once; whoever waits for it hears the reason."""
        self._ended = self._ended or reason
        self._process.kill()

    def is_alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def lower(self) -> None:
        """Let others have the processor first."""
        self.lowered = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWER)

    def memory(self) -> int:
        """Bytes of memory that the process has of its own, 0 if it is gone."""
        try:
            text = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii")
        except OSError:
            return 0
        resident, shared = text.split()[1:3]
        return (int(resident) - int(shared)) * _PAGE

    def close(self) -> None:
        """Let the process go; it is gone afterwards."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for an answer
        self._sock.close()

    def _why(self) -> CommuniqueError:
        """What ended the process."""
        status = self._process.wait()
        limits = self._limits
        if self._ended == "time":
            return TooLongError(
                f"The query took longer than {limits.seconds:g} seconds, the most that one may: ask"
                " for less, or for less at a time."
            )
        if self._ended == "others":
            return BusyError(
                f"Others waited, so the query was ended after {limits.fair_seconds:g} seconds: try"
                " again when less is asked, or ask for less."
            )
        if self._ended == "memory" or status in (MEMORY_IS_OUT, -signal.SIGABRT):
            return TooMuchMemoryError(
                f"The query needs more than {limits.memory:,} megabytes of memory, the most that"
                " one may take: ask for less, or for less at a time."
            )
        return CrashedError(
            "The process that answered the query ended unexpectedly"
            f" ({f'signal {-status}' if status < 0 else f'status {status}'}). Nothing was changed."
        )


def _error(content: dict[str, Any]) -> CommuniqueError:
    """The error that a process told of."""
    detail = content.get("detail", "")
    match content["error"]:
        case "acceptable":
            return NotAcceptableError(content["kind"])
        case "large":
            return TooLargeError(detail)
        case "refused":
            return RefusedError(detail, content["line"], content["column"])
        case "query":
            return QueryError(detail, content["line"], content["column"])
        case "usage":
            return UsageError(detail)
        case "store":
            return StoreError(detail)
        case _:
            return QueryError(detail)
