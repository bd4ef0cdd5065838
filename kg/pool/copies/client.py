"""The keeper as a pool sees it. All of it happens on the pool's event loop."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.pool.copies import messages
from kg.pool.process import UNKNOWN, Orders, Started
from kg.pool.question import Edition

_AGAIN, _SELDOM = 0.5, 30.0  # seconds between two tries to reach the keeper, at first and later
_PROMPT = 0.4  # seconds in which a process is forked, or does not come from there
_PAUSE = 5.0  # seconds in which nothing is asked of a keeper that could not give a process
_TOLD = 0.3  # seconds in which the keeper tells how a process ended that has


class Copies:
    """Asks the keeper at ``path`` for processes; ``changed`` is called when it has another copy."""

    def __init__(self, path: Path, changed: Callable[[], None]) -> None:
        self._path = path
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._sock: socket.socket | None = None
        self._numbers = itertools.count()
        self._forked: dict[int, Forked] = {}
        self._wanted: Edition | None = None
        self._told: Edition | None = None  # what the keeper says that it has
        self._there: Edition | None = None  # what it is asked for
        self._pause = _AGAIN
        self._closed = False
        self._connect()

    def want(self, edition: Edition) -> None:
        """Questions are about this edition from now on."""
        if edition != self._wanted:
            self._wanted = edition
            self._tell_wanted()
            if edition == self._there:
                self._changed()

    def is_stale(self, copy: Edition | None) -> bool:
        """Whether a process with this copy, or none, is worth being exchanged for a new one.

        Where what is wanted is not there yet, or will not be, only one with an older copy is; where
        questions elsewhere are about something newer already, one with anything else.
        """
        there = self._there
        if there is not None and there == self._wanted:
            return copy != there
        return copy not in (None, there or self._wanted)

    def fork(self, orders: Orders, failed: Callable[[], object]) -> Forked | None:
        """As kg.pool.process.Copies has it."""
        edition = self._there
        if edition is None or edition != self._wanted:
            return None
        number = next(self._numbers)
        message = ["fork", number, edition.generation, edition.store, orders.content]
        if not self._say(message, orders.descriptors):
            return None
        forked = self._forked[number] = Forked(edition, orders, failed)
        self._loop.call_later(_PROMPT, self._hurry, forked)
        return forked

    def close(self) -> None:
        """Ask for nothing any more; how processes end does not matter any more."""
        self._closed = True
        self._lost()

    def _connect(self) -> None:
        if self._closed:
            return
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        sock.setblocking(False)
        try:
            sock.connect(str(self._path))
        except OSError:  # it has not begun yet, or was killed and is begun anew
            sock.close()
            self._loop.call_later(self._pause, self._connect)
            self._pause = min(2 * self._pause, _SELDOM)
            return
        self._sock, self._pause = sock, _AGAIN
        self._loop.add_reader(sock, self._hear)
        self._tell_wanted()

    def _tell_wanted(self) -> None:
        """Say what is wanted; again, where the keeper did not hear it."""
        if self._sock is None or self._wanted is None:
            return
        if not self._say(["want", self._wanted.generation, self._wanted.store]):
            self._loop.call_later(_AGAIN, self._tell_wanted)

    def _say(self, message: list[object], descriptors: tuple[int, ...] = ()) -> bool:
        """Tell the keeper; whether that was possible."""
        if self._sock is None:
            return False
        try:
            messages.send(self._sock, message, descriptors)
        except OSError:
            return False
        return True

    def _hear(self) -> None:
        assert self._sock is not None
        try:
            (what, *rest), descriptors = messages.receive(self._sock)
        except BlockingIOError:
            return
        except messages.GoneError:
            self._lost()
            return
        messages.close(descriptors)
        if what == "ready":
            self._told = Edition(*rest) if rest[0] else None
            self._change(self._told)
            return
        forked = self._forked.pop(rest[0], None)
        if what == "refused":
            self._rest()
            if forked is not None:
                forked.refused()
        elif forked is not None:
            forked.over(UNKNOWN if rest[1] is None else rest[1])

    def _change(self, there: Edition | None) -> None:
        self._there = there
        if not self._closed:
            self._changed()

    def _rest(self) -> None:
        """Start processes for a while instead of having them forked."""
        if self._there is not None:
            self._there = None
            self._loop.call_later(_PAUSE, self._resume)

    def _resume(self) -> None:
        if self._there is None and self._told is not None:
            self._change(self._told)

    def _hurry(self, forked: Forked) -> None:
        """Whoever asks must not wait for a process that does not come."""
        if forked.is_missing:
            self._rest()
            forked.over(UNKNOWN)

    def _lost(self) -> None:
        """The keeper is gone. Processes with its copies go on."""
        self._hang_up()
        forked, self._forked = self._forked, {}
        for each in forked.values():
            each.over(UNKNOWN)
        self._told = None
        self._change(None)
        self._connect()

    def _hang_up(self) -> None:
        if self._sock is not None:
            self._loop.remove_reader(self._sock)
            self._sock.close()
            self._sock = None


class Forked:
    """A process that a holder has forked, or is about to.

    Where that comes to nothing, one is started in its place.
    """

    def __init__(self, copy: Edition, orders: Orders, failed: Callable[[], object]) -> None:
        self.copy: Edition | None = copy
        self._orders = orders
        self._failed = failed
        self._loop = asyncio.get_running_loop()
        self._instead: Started | None = None
        self._pid, self._handle = 0, -1
        self._is_killed = False
        self._status: asyncio.Future[int] = self._loop.create_future()
        self._end: asyncio.Future[int] | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it has neither begun nor come to nothing."""
        return not self._pid and self._instead is None and not self._status.done()

    @property
    def pid(self) -> int:
        """As Process has it."""
        return self._pid if self._instead is None else self._instead.pid

    def begun(self, pid: int, handle: int) -> None:
        """As Process has it."""
        if self._instead is not None:
            self._instead.begun(pid, handle)
            return
        self._pid, self._handle = pid, handle
        self._orders.answers.close()
        if handle < 0:  # nobody could end it but by leaving it alone
            self._failed()
        elif self._is_killed:
            self.kill()

    def kill(self) -> None:
        """As Process has it."""
        self._is_killed = True
        if self._instead is not None:
            self._instead.kill()
        elif self._handle >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def ended(self) -> asyncio.Future[int]:
        """As Process has it."""
        if self._instead is not None:
            return self._instead.ended()
        if self._end is None:
            self._end = asyncio.ensure_future(self._ended())
        return self._end

    def refused(self) -> None:
        """The keeper has no copy any more: have the orders carried out by another process."""
        self.copy = None
        if self._is_killed:
            self.over(UNKNOWN)
            return
        try:
            self._instead = Started(self._orders)
        except OSError:
            self.over(UNKNOWN)

    def over(self, status: int) -> None:
        """It has ended; or nobody will know, nor whether it has ever begun.

        Then it goes on, but its copy is nobody else's any more: better one that is shared.
        """
        if status == UNKNOWN:
            self.copy = None
        if not self._status.done():
            self._status.set_result(status)
        if self._handle < 0:
            self._failed()

    async def _ended(self) -> int:
        """The process is gone before anybody hears of it, or what it has would be still in use."""
        if self._handle >= 0:
            gone = asyncio.Event()
            self._loop.add_reader(self._handle, gone.set)
            await gone.wait()
            self._loop.remove_reader(self._handle)
            os.close(self._handle)
            self._handle = -1
        try:
            return await asyncio.wait_for(asyncio.shield(self._status), _TOLD)
        except TimeoutError:
            return UNKNOWN
