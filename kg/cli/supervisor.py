"""The process above the workers: starts them, replaces those that end, and ends with them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait

from kg.cli.keeping import Keeping
from kg.errors import CommuniqueError
from kg.pool import proc

_LOOK = 0.5  # seconds between two looks without a reason
_AT_ONCE, _WITHIN = 10, 10.0  # workers that end in so many seconds cannot start at all
_MARGIN = 5.0  # seconds that a worker gets beyond the time of grace
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

# What a worker runs; it says through the connection that it answers.
Work = Callable[[Connection], None]


class _Worker:
    """One worker process."""

    def __init__(self, work: Work) -> None:
        self._told, told = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(target=work, args=(told,), name="kg-worker")
        self.process.start()
        told.close()
        self.until = 0.0  # when it is killed, once it was told to end

    def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            return self._told.poll()
        except OSError:
            return False

    def end(self, grace: float) -> None:
        """Tell it to finish."""
        self.until = time.monotonic() + grace + _MARGIN
        self.process.terminate()

    def close(self) -> None:
        """Forget it when it has ended."""
        self.process.join()
        self.process.close()
        self._told.close()


class Supervisor:
    """Keeps ``count`` workers running until a signal ends it.

    SIGTERM and SIGINT give requests ``grace`` seconds to finish; SIGHUP starts every worker anew,
    one after the other, each before the one that it replaces ends. A worker that ends is replaced,
    however often somebody kills it; only workers that end in quick succession end everything.
    """

    def __init__(
        self, work: Work, count: int, grace: float, keeping: Keeping | None = None
    ) -> None:
        self._work = work
        self._keeping = keeping  # what runs beside the workers, for all of them
        self._count = count
        self._grace = grace
        self._workers: list[_Worker] = []
        self._leaving: list[_Worker] = []  # have been told to end
        self._renewed: deque[_Worker] = deque()  # are to be replaced
        self._new: _Worker | None = None  # is to replace the first of them
        self._starts: deque[float] = deque(maxlen=_AT_ONCE)
        self._ending = False

    def run(self) -> None:
        """Run until told to end.

        Raises:
            CommuniqueError: the workers cannot run.
        """
        woken, wakes = socket.socketpair()
        woken.setblocking(False)
        wakes.setblocking(False)
        before = {number: signal.signal(number, self._hear) for number in _SIGNALS}
        known = signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        try:
            if self._keeping is not None:
                self._keeping.look()
            self._workers += [_Worker(self._work) for _ in range(self._count)]
            while self._workers or self._leaving:
                everyone = [*self._workers, *self._leaving]
                wait([woken, *(worker.process.sentinel for worker in everyone)], _LOOK)
                with contextlib.suppress(BlockingIOError):
                    woken.recv(1024)
                self._look()
        finally:
            for worker in [*self._workers, *self._leaving]:
                worker.process.kill()
            if self._keeping is not None:
                self._keeping.close()
            signal.set_wakeup_fd(known)
            woken.close()
            wakes.close()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: int, _: object) -> None:
        if number == signal.SIGHUP:
            self._renewed.extend(self._workers)
        else:
            self._ending = True

    def _look(self) -> None:
        for worker in [worker for worker in self._leaving if not worker.process.is_alive()]:
            self._leaving.remove(worker)
            worker.close()
        for worker in self._leaving:
            if time.monotonic() > worker.until:
                worker.process.kill()
        if self._ending:
            self._end_all()
            return
        for worker in [worker for worker in self._workers if not worker.process.is_alive()]:
            self._replace(worker)
        self._renew()
        if self._keeping is not None:
            self._keeping.look()

    def _end_all(self) -> None:
        while self._workers:
            worker = self._workers.pop()
            worker.end(self._grace)
            self._leaving.append(worker)

    def _replace(self, ended: _Worker) -> None:
        """Start a worker in place of one that has ended."""
        self._starts.append(time.monotonic())
        if len(self._starts) == _AT_ONCE and self._starts[-1] - self._starts[0] < _WITHIN:
            raise CommuniqueError("the workers of the server end as soon as they are started")
        self._workers.remove(ended)
        if ended is self._new:  # the one that it should have replaced is still there
            self._new = None
        else:
            self._workers.append(_Worker(self._work))
        ended.close()

    def _renew(self) -> None:
        """Go on with replacing workers by new ones, if somebody has asked for it."""
        while self._renewed and self._renewed[0] not in self._workers:
            self._renewed.popleft()  # it has ended since
        if self._new is None and self._renewed:
            self._new = _Worker(self._work)
            self._workers.append(self._new)
        elif self._new is not None and self._new.is_ready():
            self._new = None
            if self._renewed:
                old = self._renewed.popleft()
                self._workers.remove(old)
                old.end(self._grace)
                self._leaving.append(old)


def end_with_parent() -> None:
    """End this process, at once, when the one that started it ends, however that ends."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        proc.end_with(parent.pid)
