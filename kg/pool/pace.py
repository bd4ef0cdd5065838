"""How long queries take of late, and what follows from it for those that come."""

from __future__ import annotations

import os
import time
from collections.abc import Collection

from kg.pool.member import Member

_YOUTH = (0.005, 0.1)  # seconds of work after which nobody waits for a query, at least and at most
_LONGER = 2.0  # times what queries usually take, within these bounds
_BARELY = 4.0  # times so long others wait for one that gets no processor
_RECENT = 8.0  # queries that tell what is usual, about
_SOON = 0.002  # seconds in which a process is worth waiting for though another one is free
_MOST = 16  # questions behind one
_TINY = 0.00001  # seconds that no query takes less than
_NEXT = 0.05  # seconds that one query may usually take for another one to be put behind it
_ALL_CORES = os.cpu_count() or 1


class Pace:
    """Tells who may begin, and behind whom others wait best; ``cores`` are for all of them."""

    def __init__(self, cores: int) -> None:
        self._cores = cores or _ALL_CORES
        self._usual = 0.02  # seconds of work that queries took of late

    def note(self, work: float) -> None:
        """A query has taken so many seconds of work."""
        self._usual += (work - self._usual) / _RECENT

    def may_begin(self, busy: Collection[Member]) -> bool:
        """Whether one more query may begin now.

        More quick ones at once than there are processors would only be in each other's way; one
        that takes longer than usual keeps nobody waiting.
        """
        if len(busy) < self._cores:
            return True
        now = time.monotonic()
        youth = self._youth
        return sum(_is_young(member, now, youth) for member in busy) < self._cores

    def soon_free(self, busy: Collection[Member]) -> Member | None:
        """A process that is done so soon that a question had better wait for it.

        It goes on without a pause, and it and what it works with stay in a processor's caches:
        small queries take half the time that they do in processes which wake for each of them.
        """
        room = int(min(_SOON / max(self._usual, _TINY), _MOST))
        return self._least(busy, room) if room else None

    def next_free(self, busy: Collection[Member]) -> Member | None:
        """A process with nothing to do when it is done: its next question had better be there."""
        return self._least(busy, 1) if self._usual < _NEXT else None

    def is_stuck(self, member: Member) -> bool:
        """Whether those who wait behind what it does have waited for long enough."""
        return bool(member.following) and not self._is_quick(member)

    @property
    def _youth(self) -> float:
        least, most = _YOUTH
        return min(max(_LONGER * self._usual, least), most)

    def _is_quick(self, member: Member) -> bool:
        known = member.is_ready and not member.is_gone
        return known and time.monotonic() - member.since < self._youth

    def _least(self, busy: Collection[Member], room: int) -> Member | None:
        """Who has the fewest questions behind the one at hand, fewer than ``room``."""
        fits = [
            member
            for member in busy
            if len(member.following) < room and member.may_be_followed and self._is_quick(member)
        ]
        return min(fits, key=lambda member: len(member.following), default=None)


def _is_young(member: Member, now: float, youth: float) -> bool:
    """Whether a query has only just begun, so that it is likely to end soon."""
    age = now - member.since
    return age < youth or (age < _BARELY * youth and member.work < youth)
