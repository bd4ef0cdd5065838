"""What the application reads: the current generation of the graph, and the archive.

A new generation is picked up by the next request; requests under way finish with the one they
began with, and the last of them lets go of it.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from kg.archive import Archive
from kg.errors import StoreError
from kg.pool import Answer, Edition, Pool, QueryLimits, Question
from kg.settings import StorePaths, made
from kg.store import GraphReader

T = TypeVar("T")


@dataclass
class Holding:
    """One open generation, how many requests use it, and what was computed from it once."""

    reader: GraphReader
    edition: Edition
    users: int = 0
    retired: bool = False
    computed: dict[str, Any] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def once(self, name: str, compute: Callable[[], T]) -> T:
        """The value computed for this generation: it never changes, so once is enough."""
        if name not in self.computed:
            with self.lock:
                if name not in self.computed:
                    self.computed[name] = compute()
        return cast(T, self.computed[name])


class Library:
    """The store in ``root``, opened when it is first asked for. Threads may share it.

    ``limits`` are those of strangers' queries, which run in a pool of processes of their own.
    """

    def __init__(self, root: Path, limits: QueryLimits | None = None) -> None:
        self.root = root
        self.limits = limits or QueryLimits()
        self.keeper: Path | None = None  # where the processes of the pool find a copy in memory
        self.loop: asyncio.AbstractEventLoop | None = None  # on which the pool is to live
        self._pointer = str(StorePaths(root).current)
        self._seen: tuple[int, int] | None = None
        self._pool: Pool | None = None
        self._lock = threading.Lock()
        self._holding: Holding | None = None
        self._archive: Archive | None = None
        self._archives: list[Archive] = []
        self._made: tuple[int, ...] = ()

    def borrow(self) -> Holding:
        """The current generation; give it back with ``release``.

        Raises:
            StoreError: there is no store, or nothing has been loaded into it.
        """
        mark = self._mark()
        with self._lock:
            holding = self._holding
            if holding is None or mark is None or mark != self._seen:
                holding = self._looked()
                self._seen = mark
            holding.users += 1
            return holding

    def _looked(self) -> Holding:
        self._notice_another_store()
        holding = self._holding
        return self._renew() if holding is None or not _is_current(holding.reader) else holding

    def _mark(self) -> tuple[int, int] | None:
        """What changes with the pointer to the current generation; cheap."""
        try:
            status = os.stat(self._pointer)  # noqa: PTH116 - a tenth of the time that Path takes
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def pool(self) -> Pool:
        """The processes that answer queries; started when the first one comes."""
        with self._lock:
            if self._pool is None:
                self._pool = Pool(self.root, self.limits, self.loop, self.keeper)
                with suppress(StoreError, OSError):  # there is nothing to read yet
                    self._pool.expect(self._looked().edition)
            return self._pool

    def started_pool(self) -> Pool | None:
        """The processes, if there has been a query."""
        return self._pool

    def ask(self, edition: Edition, question: Question) -> Answer:
        """The answer of the pool about the edition of a borrowed generation."""
        return self.pool().ask(edition, question)

    def generation(self) -> str:
        """Which generation is current: a name that no other ever had in this folder; cheap.

        Raises:
            StoreError: there is no store, or nothing has been loaded into it.
        """
        holding = self._holding
        if holding is None or self._mark() != self._seen:
            holding = self.borrow()
            self.release(holding)
        return holding.edition.name

    def release(self, holding: Holding) -> None:
        """Give a generation back."""
        with self._lock:
            holding.users -= 1
            _close_if_idle(holding)

    def archive(self) -> Archive:
        """The archive. It has one connection, which SQLite guards for all threads."""
        with self._lock:
            if self._archive is None:
                self._archive = Archive.open(self.root, readonly=True)
                self._archives.append(self._archive)
            return self._archive

    def close(self) -> None:
        """Let go of everything that no request uses."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()
        with self._lock:
            self._retire()
            while self._archives:
                self._archives.pop().close()
            self._archive = None

    def _renew(self) -> Holding:
        reader = GraphReader.open(self.root)
        new = Holding(reader, Edition.of(reader.generation, self._made))
        self._retire()
        self._holding = new
        return new

    def _retire(self) -> None:
        if self._holding:
            self._holding.retired = True
            _close_if_idle(self._holding)
            self._holding = None

    def _notice_another_store(self) -> None:
        """Begin anew when the folder was removed and filled again: its generations count from 1."""
        try:
            found = made(self.root)
        except OSError:  # moved away for a moment: what is open still answers
            return
        if self._made not in ((), found):
            self._retire()
            self._archive = None  # a request may be reading it: closed with everything else
        self._made = found


def _is_current(reader: GraphReader) -> bool:
    try:
        return reader.is_current()
    except StoreError:  # the store was moved or is being restored: what is open still answers
        return True


def _close_if_idle(holding: Holding) -> None:
    if holding.retired and holding.users == 0:
        holding.reader.close()
