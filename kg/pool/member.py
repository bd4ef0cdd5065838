"""One process of the pool, seen from the pool's event loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import CommuniqueError, QueryError, StoreError, UsageError
from kg.pool import proc, wire
from kg.pool.answer import Answer
from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.process import UNKNOWN, Copies, Orders, begin
from kg.pool.question import Edition
from kg.pool.refusals import (
    MEMORY_IS_OUT,
    BusyError,
    CrashedError,
    NotAcceptableError,
    PoolError,
    ServiceError,
    TooLargeError,
    TooLongError,
    TooMuchMemoryError,
)
from kg.pool.run import Run, forget
from kg.sparqlguard import RefusedError

LONG = 0.5  # seconds after which a query is no quick one
_GROWN = 100 * MEGABYTE  # bytes of its own with which a process is exchanged for a new one
_QUICK = 0.02  # seconds in which no query can have taken much memory
_RARELY = 2.0  # seconds between two looks that cost something
_LOWER = 10  # niceness of a query that has run for long: quick ones go first
_PIECE, _MORE = 1 << 16, 1 << 19  # bytes that are read at once, first and afterwards
LIVED = (NotAcceptableError, TooLargeError, ServiceError)  # after which a process can go on


class Member:
    """A process that answers one question after the other. Only the loop's thread may touch it.

    ``settled`` hears of each question what it came to: the answer, or why there is none. After a
    PoolError other than those in LIVED the process is gone.
    """

    def __init__(
        self,
        root: Path,
        limits: QueryLimits,
        settled: Callable[[Member, Answer | CommuniqueError], None],
        copies: Copies | None = None,
    ) -> None:
        self._limits = limits
        self._settled = settled
        self._ended = ""  # why it was killed: time, memory, others or nobody
        self._incoming = wire.Incoming()
        self._piece = _PIECE
        self._unsent = b""
        self.run: Run | None = None  # what it is busy with
        self.following: deque[Run] = deque()  # what it does next
        self.since = 0.0  # when it got the question it is busy with
        self.until = 0.0  # when it must have answered it
        self.is_ready = False  # whether it has started
        self.is_gone = False  # whether it has ended, as far as that has been noticed
        self.lowered = False
        self._looked = 0.0  # when it was looked at how much it has of its own
        self._base = 0  # bytes of memory that it has from whom it was forked from
        self._sock, self._theirs = socket.socketpair()
        self._sock.setblocking(False)
        # Both ends of the other pair are ours, too: so a question can be taken back.
        self._questions = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        orders = Orders(root, limits, self._questions[1], self._theirs)
        try:
            self._process = begin(orders, copies, self._hang_up)
        except OSError:
            self._close_sockets()
            raise
        self._worked = 0.0  # seconds by that clock when it got its question
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._sock, self._readable)

    @property
    def pid(self) -> int:
        """Its id, 0 as long as it is not known."""
        return self._process.pid

    @property
    def copy(self) -> Edition | None:
        """What it has in memory from its beginning."""
        return self._process.copy

    @property
    def age(self) -> float:
        """Seconds since it got its question, if it has started by now."""
        return time.monotonic() - self.since if self.is_ready else 0.0

    @property
    def work(self) -> float:
        """Seconds that it has had a processor for its question.

        Where more run than there are processors, many pass in which a query does little.
        """
        return self._worked_so_far() - self._worked

    @property
    def may_be_followed(self) -> bool:
        """Whether others can wait behind its question, and be taken back."""
        return self.run is not None and self.run.is_small

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for its answer."""
        return self.run is not None and bool(self.run.waiting)

    def ask(self, run: Run) -> None:
        """Have a question answered, after those that it has already."""
        if self.run is None:
            self._begin(run)
        else:
            self.following.append(run)
        self._send(run)

    def go_on(self) -> None:
        """It has begun with the next question."""
        self._begin(self.following.popleft())

    def give_back(self) -> list[Run]:
        """Questions that it has not begun with, which it will not answer any more."""
        if self.run is None or not self.following or self.is_gone:
            return []
        numbers = wire.taken_back(self._questions[1])
        kept = [run for run in (self.run, *self.following) if run.number not in numbers]
        back = [run for run in self.following if run.number in numbers]
        if self.run.number in numbers:  # it had not even begun with the first, at most with another
            kept.append(self.run)
            self._send(self.run)
        if kept[0] is not self.run:
            self._begin(kept[0])
        self.following = deque(kept[1:])
        return back

    def _begin(self, run: Run) -> None:
        self.run = run
        self.since = time.monotonic()
        self.until = max(run.begun + self._limits.seconds, self.since + LONG)
        self._worked = self._worked_so_far()

    def kill(self, reason: str) -> None:
        """End the process at once; whoever waits for it hears the reason."""
        self._ended = self._ended or reason
        self._process.kill()
        if not self.is_ready:  # it may never be
            self._hang_up()

    def lower(self) -> None:
        """Let others have the processor first."""
        self.lowered = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWER)

    def memory(self) -> int:
        """Bytes of memory that the process has taken."""
        return proc.resident(self.pid) - self._base if self.is_ready else 0

    def is_large(self) -> bool:
        """Whether a new one had better be in its place.

        A forked one writes, even where it only reads, to what it shared with others until then.
        """
        if self.age > _QUICK and self.memory() >= _GROWN:
            return True
        now = time.monotonic()
        if self.copy is None or now < self._looked + _RARELY:
            return False
        self._looked = now
        return proc.private(self.pid) >= _GROWN

    def close(self) -> asyncio.Future[int]:
        """Let the process go; it is gone when the future is there."""
        self._process.kill()
        return self._hang_up()

    def _worked_so_far(self) -> float:
        if not self.pid:
            return 0.0
        try:
            # What clock_getcpuclockid(3) gives: the time that it has had a processor for.
            return time.clock_gettime(~self.pid << 3 | 2)
        except OSError:  # it is gone
            return self._worked

    def _send(self, run: Run) -> None:
        try:
            rest = wire.announce(self._questions[0], run.number, run.message)
        except OSError:
            self._hang_up()
            return
        if rest:
            self._send_on(rest)

    def _send_on(self, message: bytes) -> None:
        try:
            sent = self._sock.send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._hang_up()
            return
        if sent < len(message):
            if not self._unsent:
                self._loop.add_writer(self._sock, self._writable)
            self._unsent = message[sent:]

    def _writable(self) -> None:
        self._loop.remove_writer(self._sock)
        message, self._unsent = self._unsent, b""
        self._send_on(message)

    def _readable(self) -> None:
        if not self.is_ready:
            self._begun()
            return
        try:
            piece = self._sock.recv(self._piece)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._hang_up()
            return
        for number, content, file in self._incoming.take(piece):
            if self.run is None or number != self.run.number:
                self.close()  # better no answer than that of another question
                return
            self._settle(content, file)
            if self.is_gone:  # who waits for the rest of it hears of that otherwise
                return
        self._piece = _MORE if self._incoming.is_under_way else _PIECE

    def _begun(self) -> None:
        """The process is there, or will never be."""
        try:
            pid, handle = wire.receive_ready(self._sock)
        except BlockingIOError:
            return
        except wire.ClosedError:
            self._hang_up()
            return
        self._process.begun(pid, handle)
        self._base = proc.resident(self.pid) if self.copy is not None else 0
        self.is_ready = True
        self.until += time.monotonic() - self.since
        self.since = time.monotonic()
        self._worked = self._worked_so_far()

    def _settle(self, content: Answer | dict[str, Any], file: int) -> None:
        """Hand over what came; nobody may be waiting any more."""
        if isinstance(content, dict):
            self._settled(self, _error(content))
            return
        if file != wire.NO_FILE:
            try:
                if self.is_wanted:
                    content.file = open(f"/proc/{self.pid}/fd/{file}", "rb")  # noqa: PTH123, SIM115
                self._sock.send(wire.TAKEN)
            except OSError:  # it has ended since
                forget(content)
                self._hang_up()
                return
        self._settled(self, content)

    def _hang_up(self) -> asyncio.Future[int]:
        """The process has ended, or is to; whoever waits for its answer hears why."""
        if not self.is_gone:
            self.is_gone = True
            self._loop.remove_reader(self._sock)
            self._loop.remove_writer(self._sock)
            self._close_sockets()
        ended = self._process.ended()
        if self.run is not None:
            ended.add_done_callback(self._has_ended)
        return ended

    def _close_sockets(self) -> None:
        for sock in (self._sock, self._theirs, *self._questions):
            sock.close()

    def _has_ended(self, ended: asyncio.Future[int]) -> None:
        if self.run is not None and not ended.cancelled():
            self._settled(self, self._why(ended.result()))

    def _why(self, status: int) -> PoolError:
        """What ended the process."""
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
        if self._ended == "start":
            return BusyError("No process could be started for the query; try again later.")
        if self._ended == "memory" or status in (MEMORY_IS_OUT, -signal.SIGABRT):
            return TooMuchMemoryError(
                f"The query needs more than {limits.memory:,} megabytes of memory, the most that"
                " one may take: ask for less, or for less at a time."
            )
        return CrashedError(
            "The process that answered the query ended unexpectedly"
            f" ({_in_words(status)}). Nothing was changed."
        )


def _in_words(status: int) -> str:
    if status == UNKNOWN:
        return "nobody knows how"
    return f"signal {-status}" if status < 0 else f"status {status}"


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
        case "service":
            return ServiceError(detail)
        case "usage":
            return UsageError(detail)
        case "store":
            return StoreError(detail)
        case _:
            return QueryError(detail)
