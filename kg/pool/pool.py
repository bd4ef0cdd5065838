"""The processes that answer queries: who is free, who waits, who has run for too long.

There is one place more than queries may run for long, and a process is started before it is needed:
so whoever asks something quick finds one that is free and ready, whatever others ask meanwhile. All
of it happens on one event loop, so that a question costs neither a lock nor a change of thread.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import CommuniqueError
from kg.pool import wire
from kg.pool.answer import Answer
from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.member import Member
from kg.pool.question import Edition, Question
from kg.pool.refusals import (
    BusyError,
    CrashedError,
    NotAcceptableError,
    PoolError,
    ServiceError,
    TooLargeError,
)
from kg.pool.sharing import Shared

_READY = 2  # processes that are started before anybody needs them, as far as there are places
_STARTING = 10.0  # seconds in which a process that ever will has started
_DYING = 0.05  # seconds in which a process that was killed is gone
_TICK = 0.1  # seconds between two looks at those that run
_LONG = 0.5  # seconds after which a query is no quick one
_QUICK = 0.02  # seconds in which no query can have taken much memory
_YOUNG = 0.05  # seconds in which a query that has begun is likely to end: others wait for that
_GROWN = 100 * MEGABYTE  # bytes of its own with which a process is exchanged for a new one
_WAITED = 0.2  # seconds that others wait before a long query has to give way


@dataclass(eq=False, slots=True)
class _Waiting:
    """Somebody who waits for a process, until there is one or it has waited for too long."""

    begun: float
    since: float
    until: float
    turn: asyncio.Future[Member]


class Pool:
    """Answers questions about the store in ``root``, in processes of its own.

    It lives on the event loop ``loop``, else on one of its own in a thread of its own. ``answer``
    is for that loop, everything else for any thread.
    """

    def __init__(
        self,
        root: Path,
        limits: QueryLimits | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self.limits = limits or QueryLimits()
        self._places = self.limits.members + 1  # the last is soon free again: see _watch
        self.outcomes: Counter[str] = Counter()  # "answered", or the name of the error
        self._root = root
        self._free: list[Member] = []
        self._busy: set[Member] = set()
        self._under_way: dict[bytes, Shared] = {}  # by the question
        self._queue: deque[_Waiting] = deque()  # who has waited longest comes first
        self._most_young = os.cpu_count() or 1
        self._asked_now = 0  # how many have asked and were not answered yet
        self._closed = False
        self._watching = False
        self._looking = False
        self._thread: threading.Thread | None = None
        if loop is None:
            loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=loop.run_forever, name="kg-pool", daemon=True)
            self._thread.start()
        self._loop = loop
        self._on_loop(self._begin)

    @property
    def running(self) -> int:
        """How many queries are being answered."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._queue)

    @property
    def processes(self) -> list[int]:
        """The process ids."""
        return sorted(member.pid for member in [*self._free, *self._busy])

    def ask(self, edition: Edition, question: Question) -> Answer:
        """As ``answer``, for other threads than that of the loop."""
        asked = self.answer(edition, question)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    async def answer(self, edition: Edition, question: Question) -> Answer:
        """The complete answer to a question about an edition, which the caller holds.

        Who asks what is being answered already waits for the same run, unless its values differ
        each time. Whoever cancels this leaves: when the last has, the query is ended unless it ends
        by itself very soon.

        Raises:
            PoolError: a limit was reached, or the result cannot be had in the formats asked for.
            QueryError: the query cannot be read, or is refused.
            StoreError: the generation is not there.
        """
        self._asked_now += 1
        try:
            message = wire.question(edition, question)
            if question.is_volatile:
                return await self._answer(message)
            shared = self._under_way.get(message)
            if shared is None:
                forget = partial(self._under_way.pop, message)
                shared = self._under_way[message] = Shared(self._answer(message), forget)
            return await shared.answer()
        finally:
            self._asked_now -= 1

    async def _answer(self, message: bytes) -> Answer:
        begun = time.monotonic()
        try:
            try:
                answer = await self._asked(message, begun)
            except CrashedError:
                if self._closed or time.monotonic() - begun > _LONG:
                    raise
                # Somebody killed a process that had just begun. Others may have been killed with
                # it, and not be gone yet.
                await asyncio.sleep(_DYING)
                answer = await self._asked(message, begun)
        except CommuniqueError as error:
            self.outcomes[type(error).__name__] += 1
            raise
        self.outcomes["answered"] += 1
        return answer

    def close(self) -> None:
        """End every process."""
        if self._closed:
            return
        if self._thread is None:
            self._on_loop(self._end)
            return
        asyncio.run_coroutine_threadsafe(self._gone(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def _on_loop(self, call: Callable[[], object]) -> None:
        """Do something on the loop, and wait for it where that is another thread's."""
        try:
            here = asyncio.get_running_loop()
        except RuntimeError:
            here = None
        if here is self._loop:
            call()
            return

        async def called() -> None:
            call()

        asyncio.run_coroutine_threadsafe(called(), self._loop).result()

    def _begin(self) -> None:
        self._free += [
            Member(self._root, self.limits) for _ in range(min(_READY, self.limits.members))
        ]

    def _end(self) -> list[asyncio.Future[int]]:
        self._closed = True
        while self._queue:
            turn = self._queue.popleft().turn
            if not turn.done():
                turn.set_exception(BusyError("The server is being stopped."))
        members = [*self._free, *self._busy]
        self._free.clear()
        return [member.close() for member in members]

    async def _gone(self) -> None:
        await asyncio.gather(*self._end())
        while self._asked_now:  # whoever asked hears of it first
            await asyncio.sleep(0.001)

    async def _asked(self, message: bytes, begun: float) -> Answer:
        member = await self._member(begun)
        usable = False
        try:
            answer = await member.ask(message)
            usable = True
            return answer
        except asyncio.CancelledError:
            member.leave(partial(self._give_back, member, True))
            raise
        except PoolError as error:
            usable = isinstance(error, NotAcceptableError | TooLargeError | ServiceError)
            raise
        except CommuniqueError:
            usable = True
            raise
        finally:
            if member.is_wanted:
                self._give_back(member, usable)

    async def _member(self, begun: float) -> Member:
        """A process that is free, or a new one; else wait for one. What waited has less time.

        Raises:
            BusyError: too many wait, or this one has waited for too long.
        """
        if self._closed:
            raise BusyError("The server is being stopped.")
        if not self._queue and self._may_begin():
            return self._taken(begun)
        room = self._places - len(self._busy)
        if len(self._queue) >= self.limits.waiting + room:
            raise BusyError(f"{self.limits.waiting} queries are waiting already; try again later.")
        since = time.monotonic()
        until = min(since + self.limits.patience, begun + self.limits.seconds)
        waiting = _Waiting(begun, since, until, self._loop.create_future())
        self._queue.append(waiting)
        self._serve_queue()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.done() and not waiting.turn.cancelled():
                self._give_back(waiting.turn.result(), True)
            raise

    def _may_begin(self) -> bool:
        """Whether a query may begin now.

        More quick ones at once than there are processors would only be in each other's way; one
        that has run for a while keeps nobody waiting.
        """
        if len(self._busy) >= self._places:
            return False
        if len(self._busy) < self._most_young:
            return True
        now = time.monotonic()
        return sum(now - member.since < _YOUNG for member in self._busy) < self._most_young

    def _taken(self, begun: float) -> Member:
        """A process for a question, from now on."""
        member = self._next_free() or self._started()
        member.since = time.monotonic()
        member.until = max(begun + self.limits.seconds, member.since + _LONG)
        self._busy.add(member)
        if not self._watching:
            self._watching = True
            self._loop.call_later(_TICK, self._watch)
        return member

    def _next_free(self) -> Member | None:
        """A free process that nobody has killed, if there is one."""
        while self._free:
            place = len(self._free) - 1  # the one used last has everything at hand
            while place and not self._free[place].is_ready:
                place -= 1
            member = self._free.pop(place)
            if member.is_alive():
                return member
            member.close()
        return None

    def _started(self) -> Member:
        """A new process."""
        try:
            return Member(self._root, self.limits)
        except OSError as error:
            raise BusyError(f"No process can be started for the query ({error}).") from error

    def _give_back(self, member: Member, usable: bool) -> None:
        self._busy.discard(member)
        usable = usable and not member.lowered and not self._closed
        if usable and member.age > _QUICK:
            usable = member.memory() < _GROWN
        if usable:
            self._free.append(member)
        else:
            member.close()
            self._replace()
        self._serve_queue()

    def _replace(self) -> None:
        """Start a process ahead of who will need it, if few are free and there is a place."""
        room = len(self._free) + len(self._busy) < self._places
        if room and len(self._free) < _READY and not self._closed:
            with suppress(OSError):  # where none can be started, whoever needs it will hear so
                self._free.insert(0, Member(self._root, self.limits))

    def _serve_queue(self) -> None:
        """Let those begin who may."""
        while self._queue and self._may_begin():
            waiting = self._queue.popleft()
            if waiting.turn.done():  # it has left
                continue
            try:
                waiting.turn.set_result(self._taken(waiting.begun))
            except BusyError as error:
                waiting.turn.set_exception(error)
        if self._queue and not self._looking and len(self._busy) < self._places:
            self._looking = True
            self._loop.call_later(_YOUNG, self._look_again)

    def _look_again(self) -> None:
        self._looking = False
        self._serve_queue()

    def _watch(self) -> None:
        """Look after those that run for long and those that wait, until there are none.

        When every place is taken, the query that has run longest gives way to those that wait.
        """
        now = time.monotonic()
        for waiting in [each for each in self._queue if now > each.until]:
            self._queue.remove(waiting)
            if not waiting.turn.done():
                patience = f"{waiting.until - waiting.since:.2g} seconds"
                refusal = BusyError(f"No process was free for {patience}; try again later.")
                waiting.turn.set_exception(refusal)
        busy = sorted(self._busy, key=lambda member: member.since)
        for member in busy:
            self._look_at(member)
        pressed = bool(self._queue) and now - self._queue[0].since > _WAITED
        pressed = pressed and len(busy) >= self._places
        if pressed and busy[0].age > self.limits.fair_seconds:
            busy[0].kill("others")
        self._replace()
        self._watching = bool(self._queue or self._busy)
        if self._watching:
            self._loop.call_later(_TICK, self._watch)

    def _look_at(self, member: Member) -> None:
        now = time.monotonic()
        if now > (member.until if member.is_ready else member.since + _STARTING):
            member.kill("time")
        if member.age <= _LONG:
            return
        if not member.is_wanted:
            member.kill("nobody")
        if not member.lowered:
            member.lower()
        if member.memory() > self.limits.memory * MEGABYTE:
            member.kill("memory")
