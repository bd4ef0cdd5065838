"""The processes that answer queries: who is free, who waits, who has run for too long.

There is one place more than queries may run for long, and a process is started before it is needed:
so whoever asks something quick finds one that is free and ready, whatever others ask meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from contextlib import suppress
from pathlib import Path

from kg.errors import CommuniqueError
from kg.pool.answer import Answer
from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.member import Member
from kg.pool.question import Edition, Question
from kg.pool.refusals import BusyError, CrashedError, NotAcceptableError, PoolError, TooLargeError

_READY = 2  # processes that are started before anybody needs them, as far as there are places
_TICK = 0.1  # seconds between two looks at those that run
_LONG = 0.5  # seconds after which a query is no quick one
_QUICK = 0.02  # seconds in which no query can have taken much memory
_DYING = 0.05  # seconds in which a process that was killed is gone
_GROWN = 100 * MEGABYTE  # bytes of its own with which a process is exchanged for a new one
_WAITED = 0.2  # seconds that others wait before a long query has to give way


class Pool:
    """Answers questions about the store in ``root``, in processes of its own. Threads share it."""

    def __init__(self, root: Path, limits: QueryLimits | None = None) -> None:
        self.limits = limits or QueryLimits()
        self._places = self.limits.members + 1  # the last is soon free again: see _watch_over
        self.outcomes: Counter[str] = Counter()  # "answered", or the name of the error
        self._root = root
        self._state = threading.Condition()
        self._free: deque[Member] = deque()
        self._busy: set[Member] = set()
        self._waiting: deque[float] = deque()  # since when, the longest first
        self._count = 0  # processes, and those about to be started
        self._closed = False
        self._watch = threading.Thread(target=self._watch_over, name="kg-pool", daemon=True)
        self._watch.start()
        for _ in range(min(_READY, self.limits.members)):
            self._count += 1
            self._free.append(Member(root, self.limits))

    @property
    def running(self) -> int:
        """How many queries are being answered."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._waiting)

    @property
    def processes(self) -> list[int]:
        """The process ids."""
        with self._state:
            return sorted(member.pid for member in (*self._free, *self._busy))

    def ask(self, edition: Edition, question: Question) -> Answer:
        """The complete answer to a question about an edition, which the caller holds.

        Raises:
            PoolError: a limit was reached, or the result cannot be had in the formats asked for.
            QueryError: the query cannot be read, or is refused.
            StoreError: the generation is not there.
        """
        message = question.message(edition)
        begun = time.monotonic()
        try:
            try:
                answer = self._ask(message, begun)
            except CrashedError:
                if time.monotonic() - begun > _LONG:
                    raise
                time.sleep(_DYING)  # others may have been killed with it, and not be gone yet
                answer = self._ask(message, begun)  # somebody killed a process that had just begun
        except CommuniqueError as error:
            self.outcomes[type(error).__name__] += 1
            raise
        self.outcomes["answered"] += 1
        return answer

    def close(self) -> None:
        """End every process."""
        with self._state:
            self._closed = True
            members = [*self._free, *self._busy]
            self._free.clear()
            self._state.notify_all()
        for member in members:
            member.close()
        self._watch.join()

    def _ask(self, message: bytes, begun: float) -> Answer:
        member = self._take(begun)
        usable = False
        try:
            answer = member.ask(message)
            usable = True
            return answer
        except PoolError as error:
            usable = isinstance(error, NotAcceptableError | TooLargeError)
            raise
        except CommuniqueError:
            usable = True
            raise
        finally:
            self._give_back(member, usable)

    def _take(self, begun: float) -> Member:
        """A process that is free, or a new one; else wait for one. What waited has less time.

        Raises:
            BusyError: too many wait, or this one has waited for too long.
        """
        with self._state:
            if self._closed:
                raise BusyError("The server is being stopped.")
            member = self._next_free()
            if member is None and self._count >= self._places:
                member = self._wait(begun)
            elif member is None:
                self._count += 1
            if member is not None:
                return self._begun(member, begun)
        return self._started(begun)

    def _next_free(self) -> Member | None:
        """A free process that nobody has killed, if there is one."""
        while self._free:
            member = self._free.pop()
            if member.is_alive():
                return member
            member.close()
            self._count -= 1
        return None

    def _started(self, begun: float) -> Member:
        """A new process for a place that is counted already."""
        try:
            member = Member(self._root, self.limits)
        except OSError as error:
            with self._state:
                self._count -= 1
                self._state.notify()
            raise BusyError(f"No process can be started for the query ({error}).") from error
        with self._state:
            return self._begun(member, begun)

    def _begun(self, member: Member, begun: float) -> Member:
        member.since = time.monotonic()
        member.until = max(begun + self.limits.seconds, member.since + _LONG)
        self._busy.add(member)
        if len(self._busy) == 1:
            self._state.notify_all()  # the watch sleeps while nobody is busy
        return member

    def _wait(self, begun: float) -> Member:
        if len(self._waiting) >= self.limits.waiting:
            raise BusyError(f"{self.limits.waiting} queries are waiting already; try again later.")
        since = time.monotonic()
        self._waiting.append(since)
        try:
            until = min(since + self.limits.patience, begun + self.limits.seconds)
            while not self._free and not self._closed:
                if not self._state.wait(until - time.monotonic()):
                    break
            if not self._free:
                raise BusyError(
                    f"No process was free for {until - since:.2g} seconds; try again later."
                )
            return self._free.pop()
        finally:
            self._waiting.remove(since)

    def _give_back(self, member: Member, usable: bool) -> None:
        usable = usable and not member.lowered
        if usable and member.age > _QUICK:
            usable = member.memory() < _GROWN
        if not usable:
            member.close()
        with self._state:
            self._busy.discard(member)
            if self._closed:
                member.close()
                return
            if usable:
                self._free.append(member)
                self._state.notify()
                return
            self._count -= 1
        self._replace()

    def _replace(self) -> None:
        """Start a process ahead of who will need it, if few are free and there is a place."""
        with self._state:
            if self._closed or len(self._free) >= _READY or self._count >= self._places:
                return
            self._count += 1
        member = None
        with suppress(OSError):  # where none can be started, whoever needs it will hear so
            member = Member(self._root, self.limits)
        with self._state:
            self._put(member)

    def _put(self, member: Member | None) -> None:
        """Have a process that was started ahead wait for its first question."""
        if member is None:
            self._count -= 1
        elif self._closed:
            member.close()
        else:
            self._free.appendleft(member)  # those that have answered before are quicker
            self._state.notify()

    def _watch_over(self) -> None:
        """Look after those that run for long, until the pool is closed.

        When every place is taken, the query that has run longest gives way to those that wait.
        """
        while True:
            with self._state:
                while not self._busy and not self._closed:
                    self._state.wait()
                if self._closed:
                    return
                busy = sorted(self._busy, key=lambda member: member.since)
                pressed = bool(self._waiting) and time.monotonic() - self._waiting[0] > _WAITED
            for member in busy:
                if time.monotonic() > member.until:
                    member.kill("time")
                elif member.age > _LONG:
                    self._look_at(member)
            if pressed and busy[0].age > self.limits.fair_seconds:
                busy[0].kill("others")
            self._replace()
            time.sleep(_TICK)

    def _look_at(self, member: Member) -> None:
        if not member.lowered:
            member.lower()
        if member.memory() > self.limits.memory * MEGABYTE:
            member.kill("memory")
