"""Answers that were given before, as long as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Weighty(Protocol):
    """What can be kept."""

    @property
    def weight(self) -> int:
        """Bytes of memory, about."""
        ...


T = TypeVar("T", bound=Weighty)


class Cache(Generic[T]):
    """The answers used last, of at most ``room`` bytes together. Threads share it.

    The generation is a part of each key, so nothing kept here is ever out of date.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.weight = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """What was kept under a key."""
        try:
            reply = self._kept[key]
            self._kept.move_to_end(key)
        except KeyError:  # another thread may have made room between the two lines
            return None
        return reply

    def put(self, key: Hashable, reply: T) -> None:
        """Keep a reply, and let go of those that were not used for the longest time."""
        weight = reply.weight
        if weight > self.room // 8:
            return
        with self._lock:
            known = self._kept.pop(key, None)
            self.weight += weight - (known.weight if known else 0)
            self._kept[key] = reply
            while self.weight > self.room:
                _, oldest = self._kept.popitem(last=False)
                self.weight -= oldest.weight

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self.weight = 0
