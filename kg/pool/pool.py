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
from functools import partial
from pathlib import Path

from kg.errors import CommuniqueError
from kg.pool import proc, wire
from kg.pool.answer import Answer
from kg.pool.limits import MEGABYTE, QueryLimits
from kg.pool.member import LIVED, LONG, Member
from kg.pool.pace import Pace
from kg.pool.question import Edition, Question
from kg.pool.refusals import BusyError, CrashedError, PoolError
from kg.pool.run import Run, Then, forget
from kg.pool.staff import Staff

_STARTING = 10.0  # seconds in which a process that ever will has started
_STARTS = 2  # processes that may be gone before one begins with a question
_DYING = 0.05  # seconds in which a process that was killed is gone
_TICK = 0.1  # seconds between two looks at those that run
_MOMENT = 0.02  # seconds between two looks at whether those that wait may have a processor
_LOOKS = 2  # that find one idle before it is taken: another server process may just fetch its next
_ALL_CORES = os.cpu_count() or 1
_WAITED = 0.2  # seconds that others wait before a long query has to give way


class Pool:
    """Answers questions about the store in ``root``, in processes of its own.

    It lives on the event loop ``loop``, else on one of its own in a thread of its own. ``answer``
    is for that loop, everything else for any thread. Where there is a ``keeper`` (the path of its
    socket, see kg.pool.copies), processes have the graph in memory.
    """

    def __init__(
        self,
        root: Path,
        limits: QueryLimits | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
        keeper: Path | None = None,
    ) -> None:
        self.limits = limits or QueryLimits()
        self.outcomes: Counter[str] = Counter()  # "answered", or the name of the error
        self._staff = Staff(root, self.limits, self._settled)
        self._busy = self._staff.busy
        self._under_way: dict[bytes, Run] = {}  # by the question
        self._queue: deque[Run] = deque()  # who has waited longest comes first
        self._pace = Pace(self.limits.cores)
        self._asked_now = 0  # runs that somebody waits for
        self._closed = False
        self._watching = False
        self._looking = False
        self._idle = 0  # looks in a row that found a processor idle
        self._thread: threading.Thread | None = None
        if loop is None:
            loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=loop.run_forever, name="kg-pool", daemon=True)
            self._thread.start()
        self._loop = loop
        self._on_loop(partial(self._staff.begin, keeper))

    @property
    def running(self) -> int:
        """How many queries are being answered."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._queue)

    @property
    def in_memory(self) -> int:
        """How many processes answer questions of late from memory."""
        return self._staff.in_memory

    @property
    def processes(self) -> list[int]:
        """The process ids."""
        return sorted(member.pid for member in self._staff.everyone if member.pid)

    def expect(self, edition: Edition) -> None:
        """Questions will be about this edition."""
        self._loop.call_soon_threadsafe(self._staff.want, edition)

    def ask(self, edition: Edition, question: Question) -> Answer:
        """As ``answer``, for other threads than that of the loop."""
        asked = self.answer(edition, question)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    async def answer(self, edition: Edition, question: Question) -> Answer:
        """The complete answer to a question about an edition, which the caller holds.

        Whoever cancels this leaves; see ``submit``.

        Raises:
            PoolError: a limit was reached, or the result cannot be had in the formats asked for.
            QueryError: the query cannot be read, or is refused.
            StoreError: the generation is not there.
        """
        turn: asyncio.Future[Answer | CommuniqueError] = self._loop.create_future()

        def then(result: Answer | CommuniqueError) -> None:
            if turn.done():
                forget(result)
            else:
                turn.set_result(result)

        run = self.submit(edition, question, then)
        try:
            result = await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                forget(turn.result())
            else:
                self.leave(run, then)
            raise
        if isinstance(result, CommuniqueError):
            raise result
        return result

    def submit(self, edition: Edition, question: Question, then: Then) -> Run:
        """Have a question answered; ``then`` hears, later, what ``answer`` returns or raises.

        Who asks what is being answered already waits for the same run, unless its values differ
        each time. When the last who waits has left, the query is ended unless it ends by itself
        very soon.
        """
        if edition is not self._staff.edition:
            self._staff.want(edition)
        message = wire.question(edition, question)
        volatile = question.is_volatile
        run = None if volatile else self._under_way.get(message)
        if run is None:
            run = Run(message, time.monotonic())
            if not volatile:
                self._under_way[message] = run
            self._asked_now += 1
            self._try(run)
        run.waiting.append(then)
        return run

    def leave(self, run: Run, then: Then) -> None:
        """Wait no longer; ``then`` hears nothing."""
        if then not in run.waiting:
            return
        run.waiting.remove(then)
        if run.waiting:
            return
        if self._under_way.get(run.message) is run:
            del self._under_way[run.message]
        if run in self._queue:
            self._queue.remove(run)
        self._asked_now -= 1

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

    def _end(self) -> list[asyncio.Future[int]]:
        self._closed = True
        self._take_back([])
        return self._staff.end()

    async def _gone(self) -> None:
        await asyncio.gather(*self._end())
        while self._asked_now:  # whoever asked hears of it first
            await asyncio.sleep(0.001)

    def _try(self, run: Run) -> None:
        """Give a question to a process that is free, or a new one; else let it wait for one."""
        limits = self.limits
        room = self._staff.room
        if self._closed:
            self._refuse(run, "The server is being stopped.")
        elif len(self._queue) >= limits.waiting + room:
            self._refuse(run, f"{limits.waiting} queries are waiting already; try again later.")
        else:
            run.since = time.monotonic()
            run.until = min(run.since + limits.patience, run.begun + limits.seconds)
            self._queue.append(run)
            self._serve_queue()

    def _refuse(self, run: Run, why: str) -> None:
        """Say why nobody can answer; whoever asks is not there to hear it yet."""
        self._loop.call_soon(self._over, run, BusyError(why))

    def _over(self, run: Run, result: Answer | CommuniqueError) -> None:
        if not run.waiting:  # it was given up, and another run may have begun
            forget(result)
            return
        if self._under_way.get(run.message) is run:
            del self._under_way[run.message]
        self._asked_now -= 1
        answered = isinstance(result, Answer)
        self.outcomes["answered" if answered else type(result).__name__] += 1
        run.over(result)

    def _settled(self, member: Member, result: Answer | CommuniqueError) -> None:
        """A process has answered, or ended."""
        run, member.run = member.run, None
        if isinstance(result, Answer):
            self._pace.note(member.work)
        usable = not isinstance(result, PoolError) or isinstance(result, LIVED)
        self._give_back(member, usable)
        if run is None:
            forget(result)
        elif isinstance(result, CrashedError) and self._is_worth_another(run, member):
            # Somebody killed a process that had just begun, or it never did. Others may have been
            # killed with it, and not be gone yet.
            run.deaths += 1
            self._loop.call_later(_DYING, self._try_again, run)
        else:
            self._over(run, result)

    def _is_worth_another(self, run: Run, member: Member) -> bool:
        if self._closed:
            return False
        if not member.is_ready:  # no query has harmed it
            return run.deaths < _STARTS
        return not run.deaths and time.monotonic() - run.begun <= LONG

    def _try_again(self, run: Run) -> None:
        if run.waiting:
            self._try(run)

    def _may_begin(self) -> bool:
        return self._staff.room > 0 and self._pace.may_begin(self._busy)

    def _give(self, run: Run) -> None:
        """Give a question to a process, which has less time the longer it waited."""
        try:
            member = self._staff.engage()
        except OSError as error:
            self._refuse(run, f"No process can be started for the query ({error}).")
            return
        member.ask(run)
        if not self._watching:
            self._watching = True
            self._loop.call_later(_TICK, self._watch)

    def _give_back(self, member: Member, usable: bool) -> None:
        """A process is done with a question."""
        usable = usable and not self._closed and self._staff.is_fit(member)
        if usable and member.following:
            member.go_on()
        elif usable:
            self._staff.release(member)
        else:
            following = [*member.following]
            member.following.clear()
            self._staff.dismiss(member)
            self._take_back(following)
            self._staff.replace()
        self._serve_queue()

    def _take_back(self, runs: list[Run]) -> None:
        """Let others answer these, which have waited for longer than those in the queue."""
        self._queue.extendleft(run for run in reversed(runs) if run.waiting)
        while self._closed and self._queue:
            self._over(self._queue.popleft(), BusyError("The server is being stopped."))

    def _serve_queue(self) -> None:
        """Let those begin who may, or wait behind others who are done soon."""
        while self._queue:
            run = self._queue[0]
            member = self._pace.soon_free(self._busy) if run.is_small else None
            if member is None and self._may_begin():
                self._give(self._queue.popleft())
                continue
            member = member or (self._pace.next_free(self._busy) if run.is_small else None)
            if member is None:
                break
            member.ask(self._queue.popleft())
        waits = bool(self._queue) or any(member.following for member in self._busy)
        if waits and not self._looking:
            self._looking = True
            self._loop.call_later(_MOMENT, self._look_again)

    def _look_again(self) -> None:
        """Those behind a query that takes long are given to others. And where nobody else needs the
        processors, more may begin than are for this server."""
        self._looking = False
        for member in self._busy:
            if self._pace.is_stuck(member):
                self._take_back(member.give_back())
        wanted = self._queue and self._staff.room > 0
        self._idle = self._idle + 1 if wanted and _is_idle() else 0
        if self._idle >= _LOOKS:
            self._idle = 0
            self._give(self._queue.popleft())
        self._serve_queue()

    def _watch(self) -> None:
        """Look after those that run for long and those that wait, until there are none.

        When every place is taken, the query that has run longest gives way to those that wait.
        """
        now = time.monotonic()
        late = [run for run in self._queue if now > run.until]
        for run in late:
            self._queue.remove(run)
        for run in late:
            patience = f"{run.until - run.since:.2g} seconds"
            self._over(run, BusyError(f"No process was free for {patience}; try again later."))
        busy = sorted(self._busy, key=lambda member: member.since)
        for member in busy:
            self._look_at(member)
        pressed = bool(self._queue) and now - self._queue[0].since > _WAITED
        pressed = pressed and self._staff.room <= 0
        if pressed and busy[0].age > self.limits.fair_seconds:
            busy[0].kill("others")
        self._staff.replace()
        self._watching = bool(self._queue or self._busy)
        if self._watching:
            self._loop.call_later(_TICK, self._watch)

    def _look_at(self, member: Member) -> None:
        now = time.monotonic()
        if now > (member.until if member.is_ready else member.since + _STARTING):
            member.kill("time" if member.is_ready else "start")
        if member.age <= LONG:
            return
        if not member.is_wanted:
            member.kill("nobody")
        if not member.lowered and member.work > LONG:
            member.lower()
        if member.memory() > self.limits.memory * MEGABYTE:
            member.kill("memory")


def _is_idle() -> bool:
    """Whether a processor of this machine has nothing to do; who asks is running, too."""
    try:
        running = int(proc.read("/proc/loadavg").split()[3].partition(b"/")[0])
    except (OSError, ValueError, IndexError):
        return False
    return running - 1 < _ALL_CORES
