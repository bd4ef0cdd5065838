"""The keeper: has the newest generation that is asked about copied, and processes forked."""

from __future__ import annotations

import itertools
import os
import selectors
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from kg.pool.copies import holder, messages, room
from kg.pool.copies.forking import fork
from kg.pool.question import Edition
from kg.pool.refusals import MEMORY_IS_OUT
from kg.pool.scheduling import never_preempt
from kg.settings import StorePaths, made

CANNOT = 3  # what the process ends with where the system lacks what it needs
_QUIET = 1.0  # seconds, at least, in which nothing newer was published before that is copied
_ATTEMPTS = 3  # to copy one generation
_WAITING = 64  # pools that connect at once


class _Copy:
    """One copy, as the keeper sees it: being made, there, or about to go."""

    def __init__(self, root: Path, edition: Edition, megabytes: int) -> None:
        self.edition = edition
        self.is_ready = False
        self.begun = time.monotonic()
        self.forked: set[int] = set()  # numbers of processes that have not ended
        self.sock, theirs = messages.pair()
        self.sock.setblocking(False)
        pipe, end = os.pipe()
        self.writer = self.holder = 0
        try:
            me = os.getpid()
            self.writer = fork(partial(holder.write, root, edition, end, me), {end})
            be = partial(holder.hold, root, edition, pipe, theirs, megabytes, me)
            self.holder = fork(be, {pipe, theirs.fileno()})
        except OSError:
            self.end()
            raise
        finally:
            theirs.close()
            messages.close([pipe, end])

    def fork(self, number: int, orders: object, descriptors: list[int]) -> bool:
        """Have a process forked; whether it was asked for."""
        try:
            messages.send(self.sock, ["fork", number, orders], descriptors)
        except OSError:
            return False
        self.forked.add(number)
        return True

    def is_whole(self) -> bool:
        """Whether all was written that the holder has read; to be asked once, when it has."""
        writer, self.writer = self.writer, 0
        return os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]) == 0

    def retire(self) -> None:
        """Let it go as soon as no process has anything of it."""
        with suppress(OSError):
            messages.send(self.sock, ["retire"])

    def end(self) -> int:
        """End the processes that make it or have it, at once; what the holder ended with."""
        self.sock.close()
        status = 0
        for pid in (self.writer, self.holder):
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return status


class Keeper:
    """Makes one copy after the other of the store in ``root``, of at most so many megabytes."""

    def __init__(self, root: Path, listener: socket.socket, megabytes: int) -> None:
        self._root = root
        self._megabytes = megabytes
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._pools: set[socket.socket] = set()
        self._asked: dict[int, tuple[socket.socket, int]] = {}  # by our number: who, their number
        self._numbers = itertools.count()
        self._wanted: Edition | None = None
        self._copy: _Copy | None = None
        self._retired: list[_Copy] = []
        self._due = 0.0  # when the copy of what is wanted is begun; 0: not at all
        self._took = 0.0  # seconds that the last copy needed
        self._attempts = 0  # to copy what is wanted
        self._limit = f"{megabytes:,} MiB are allowed (--graph-memory)"
        self._said = False  # why there is no copy

    def run(self) -> None:
        """Keep copies until standard input ends."""
        for file in (sys.stdin, self._listener):
            self._selector.register(file, selectors.EVENT_READ)
        while True:
            left = max(self._due - time.monotonic(), 0) if self._due else None
            for key, _ in self._selector.select(left):
                if key.fileobj is sys.stdin:
                    if not os.read(0, 1):
                        return
                elif key.fileobj is self._listener:
                    self._admit()
                elif isinstance(key.data, _Copy):
                    if key.data is self._copy or key.data in self._retired:  # not lost just now
                        self._hear_holder(key.data)
                elif key.fileobj in self._pools:
                    self._hear_pool(key.fileobj)
            if self._due and time.monotonic() >= self._due:
                self._due = 0.0
                self._begin()

    def _admit(self) -> None:
        try:
            pool, _ = self._listener.accept()
        except OSError:  # it has gone again
            return
        pool.setblocking(False)
        self._pools.add(pool)
        self._selector.register(pool, selectors.EVENT_READ)
        if self._copy is not None and self._copy.is_ready:
            self._tell(pool, self._ready(self._copy.edition))

    def _drop(self, pool: socket.socket) -> None:
        """Forget a pool that has ended, or takes nothing; it may come again."""
        if pool in self._pools:
            self._pools.remove(pool)
            self._selector.unregister(pool)
            pool.close()

    def _tell(self, pool: socket.socket, message: list[Any]) -> None:
        if pool in self._pools:
            try:
                messages.send(pool, message)
            except OSError:
                self._drop(pool)

    def _tell_all(self, edition: Edition | None) -> None:
        for pool in list(self._pools):
            self._tell(pool, self._ready(edition))

    @staticmethod
    def _ready(edition: Edition | None) -> list[Any]:
        return ["ready", *((edition.generation, edition.store) if edition else ("", ""))]

    def _hear_pool(self, pool: socket.socket) -> None:
        try:
            message, descriptors = messages.receive(pool)
        except messages.GoneError:
            self._drop(pool)
            return
        except BlockingIOError:
            return
        try:
            if message[0] == "want":
                self._want(Edition(*message[1:]))
            else:
                _, theirs, generation, store, orders = message
                self._fork(pool, theirs, Edition(generation, store), orders, descriptors)
        finally:
            messages.close(descriptors)

    def _fork(
        self,
        pool: socket.socket,
        theirs: int,
        edition: Edition,
        orders: object,
        descriptors: list[int],
    ) -> None:
        copy, number = self._copy, next(self._numbers)
        fits = copy is not None and copy.is_ready and copy.edition == edition
        if copy is not None and fits and copy.fork(number, orders, descriptors):
            self._asked[number] = pool, theirs
        else:
            self._tell(pool, ["refused", theirs])

    def _want(self, edition: Edition) -> None:
        """Copy this edition soon, unless it is an older one, of a pool that is behind."""
        known = self._wanted
        if known == edition or (known is not None and _is_older(edition, known)):
            return
        if not self._is_here(edition):
            return
        self._wanted = edition
        self._attempts = 0
        if self._copy is not None and not self._copy.is_ready:
            self._took = max(self._took, time.monotonic() - self._copy.begun)
            self._lose(self._copy)
        # While documents are loaded, one generation follows the other.
        pause = max(_QUIET, self._took) if known is not None else 0.0
        self._due = time.monotonic() + pause

    def _is_here(self, edition: Edition) -> bool:
        """Whether it is one of the store that is in the folder now."""
        try:
            return not edition.store or Edition.of(edition.generation, made(self._root)) == edition
        except OSError:  # it is being replaced
            return True

    def _begin(self) -> None:
        """Copy what is wanted, beside the copy that is there, if it fits."""
        edition = self._wanted
        if edition is None:
            return
        old, self._copy = self._copy, None
        self._attempts += 1
        try:
            needed = room.needed(StorePaths(self._root).generations / edition.generation)
            if needed > self._megabytes:
                self._say(f"it needs about {needed:,} MiB, and {self._limit}")
            else:
                self._copy = _Copy(self._root, edition, self._megabytes)
        except OSError:  # the generation is gone, or there can be no more processes just now
            self._again()
        if old is not None:
            self._retire(old)
        if self._copy is None:
            self._tell_all(None)
        else:
            self._selector.register(self._copy.sock, selectors.EVENT_READ, self._copy)

    def _say(self, why: str) -> None:
        if not self._said:
            self._said = True
            _complain(why)

    def _hear_holder(self, copy: _Copy) -> None:
        try:
            message, _ = messages.receive(copy.sock)
        except messages.GoneError:
            self._gone(copy)
            return
        except BlockingIOError:
            return
        if message[0] == "ready":
            self._has_read(copy)
            return
        what, number, *status = message
        copy.forked.discard(number)
        pool, theirs = self._asked.pop(number)
        self._tell(pool, [what, theirs, *status])

    def _has_read(self, copy: _Copy) -> None:
        self._took = time.monotonic() - copy.begun
        if not copy.is_whole():
            self._lose(copy)
            self._again()
            return
        copy.is_ready = True
        self._tell_all(copy.edition)

    def _gone(self, copy: _Copy) -> None:
        """A holder has ended: as it was told to, or else."""
        if copy in self._retired:
            self._retired.remove(copy)
            self._lose(copy)
            return
        was_ready = copy.is_ready
        if was_ready:
            # First: as long as pools count on it, they exchange processes that have lost it.
            self._tell_all(None)
            self._attempts = 0
        status = self._lose(copy)
        if not was_ready and status in (-signal.SIGABRT, MEMORY_IS_OUT):
            self._say(f"it needs more than it seemed to, and {self._limit}")
            self._tell_all(None)
            return
        self._again()

    def _again(self) -> None:
        """Try again, a few times: the generation may just have been removed."""
        if self._attempts < _ATTEMPTS:
            self._due = time.monotonic() + max(_QUIET, self._took)
        else:
            self._say(f"it could not be made, {self._attempts} times")
            self._tell_all(None)

    def _retire(self, copy: _Copy) -> None:
        self._retired.append(copy)
        copy.retire()

    def _lose(self, copy: _Copy) -> int:
        """End a copy; its processes go on by themselves, but nobody hears how they end."""
        self._selector.unregister(copy.sock)
        if self._copy is copy:
            self._copy = None
        for number in copy.forked:
            pool, theirs = self._asked.pop(number)
            self._tell(pool, ["ended", theirs, None])
        return copy.end()


def _complain(why: str) -> None:
    sys.stderr.write(f"kg: no copy of the graph in memory, queries read from disk: {why}\n")
    sys.stderr.flush()


def _is_older(edition: Edition, known: Edition) -> bool:
    return edition.store == known.store and int(edition.generation) < int(known.generation)


def keep(root: Path, path: Path, megabytes: int) -> int:
    """Be the keeper. Returns what the process ends with."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        os.close(os.pidfd_open(os.getpid()))
        path.unlink(missing_ok=True)
        listener.bind(str(path))
    except (OSError, AttributeError) as error:  # an old kernel, or a long path
        listener.close()
        _complain(f"{error}")
        return CANNOT
    never_preempt()
    listener.listen(_WAITING)
    listener.setblocking(False)
    Keeper(root, listener, megabytes).run()
    return 0
