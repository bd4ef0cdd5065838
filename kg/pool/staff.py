"""The processes of a pool: which are free, which are busy, and when new ones take their place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import CommuniqueError
from kg.pool.answer import Answer
from kg.pool.copies.client import Copies
from kg.pool.limits import QueryLimits
from kg.pool.member import Member
from kg.pool.question import Edition

_READY = 2  # processes that are started before anybody needs them, as far as there are places
_BRIEF = 0.1  # seconds of a query whose process is as good as free


class Staff:
    """Has processes for questions about the store in ``root``. Only the loop's thread may touch it.

    ``settled`` hears what each question came to (see Member).
    """

    def __init__(
        self,
        root: Path,
        limits: QueryLimits,
        settled: Callable[[Member, Answer | CommuniqueError], None],
    ) -> None:
        self.busy: set[Member] = set()
        self.edition: Edition | None = None  # what questions are about of late
        self._root = root
        self._limits = limits
        self._settled = settled
        self._places = limits.members + 1  # the last is soon free again: see Pool
        self._free: list[Member] = []
        self._copies: Copies | None = None
        self._ended = False

    @property
    def everyone(self) -> list[Member]:
        """All processes."""
        return [*self._free, *self.busy]

    @property
    def in_memory(self) -> int:
        """How many of them have in memory what questions are about."""
        copies = [member.copy for member in self.everyone]
        return copies.count(self.edition) if self.edition else 0

    @property
    def room(self) -> int:
        """How many more may be busy."""
        return self._places - len(self.busy)

    def begin(self, keeper: Path | None) -> None:
        """Start the first; with a copy of the graph in memory where somebody keeps one."""
        if keeper is not None:
            self._copies = Copies(keeper, self._exchange)
        self._free += [self._new() for _ in range(min(_READY, self._limits.members))]

    def want(self, edition: Edition) -> None:
        """Questions are about this edition from now on."""
        self.edition = edition
        if self._copies is not None and not self._ended:
            self._copies.want(edition)

    def engage(self) -> Member:
        """A process for a question: a free one, if there is one, or a new one.

        Raises:
            OSError: no process can be started.
        """
        member = self._next_free() or self._new()
        self.busy.add(member)
        return member

    def is_fit(self, member: Member) -> bool:
        """Whether a process that has answered had better answer the next question, too."""
        return not (member.lowered or self._is_stale(member) or member.is_large())

    def release(self, member: Member) -> None:
        """A process has nothing to do."""
        self.busy.discard(member)
        self._free.append(member)

    def dismiss(self, member: Member) -> None:
        """A process is not wanted any more, or has ended."""
        self.busy.discard(member)
        member.close()

    def replace(self) -> None:
        """Start a process ahead of who will need it, if few are free and there is a place."""
        room = len(self._free) + len(self.busy) < self._places
        ready = len(self._free) + sum(member.age < _BRIEF for member in self.busy)
        if room and ready < _READY and not self._ended:
            with suppress(OSError):  # where none can be started, whoever needs it will hear so
                self._free.insert(0, self._new())

    def end(self) -> list[asyncio.Future[int]]:
        """End all of them; each is gone when its future is there."""
        self._ended = True
        if self._copies is not None:
            self._copies.close()
        everyone = self.everyone
        self._free.clear()
        return [member.close() for member in everyone]

    def _new(self) -> Member:
        return Member(self._root, self._limits, self._settled, self._copies)

    def _next_free(self) -> Member | None:
        """A free process, if there is one; of those that somebody has killed we hear soon."""
        while self._free:
            place = len(self._free) - 1  # the one used last has everything at hand
            while place and not self._free[place].is_ready:
                place -= 1
            member = self._free.pop(place)
            if not member.is_gone:
                return member
        return None

    def _is_stale(self, member: Member) -> bool:
        return self._copies is not None and self._copies.is_stale(member.copy)

    def _exchange(self) -> None:
        """There is another copy of the graph, or none: processes that are free give way to others.

        Those that are busy do when they are done.
        """
        stale = [member for member in self._free if self._is_stale(member)]
        for member in stale:
            self._free.remove(member)
            member.close()
        while len(self._free) < min(_READY, len(stale)):
            try:
                self._free.insert(0, self._new())
            except OSError:  # whoever needs one will hear of it
                return
