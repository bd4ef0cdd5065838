"""Delivery: the graph follows the archive, entry by entry, in a thread of its own.

Oxigraph works without Python's lock, so the next documents are read meanwhile. One entry is under
way at a time; what the outbox holds beyond it is what a crash left.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from kg.archive import Archive, Entry, Outbox
from kg.errors import StoreError
from kg.store import GraphChange, GraphWriter


class Stopwatch:
    """Seconds by step. Steps of different names may run at once."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the seconds spent inside to a step."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - began


class Delivery:
    """Takes entries of the outbox to the graph. ``changed``: there is something to publish."""

    def __init__(
        self, archive: Archive, graph: GraphWriter, base: str, stopwatch: Stopwatch
    ) -> None:
        self.changed = False
        self._archive = archive
        self._graph = graph
        self._base = base
        self._stopwatch = stopwatch
        self._outbox = Outbox(archive.database)
        self._courier = ThreadPoolExecutor(max_workers=1, thread_name_prefix="graph")
        self._under_way: tuple[int, Future[None]] | None = None

    def close(self) -> None:
        """Wait for the thread to end: the graph it works on is going to be closed."""
        self._courier.shutdown()

    def send(self, seq: int, entry: Entry, evidence: Iterable[tuple[str, str]]) -> None:
        """Let the graph follow an entry, after all before it.

        ``evidence`` are (slug, N-Triples text) of the entry's documents.
        """
        self.arrive()
        change = GraphChange(
            drop=[self.graph_iri(slug) for slug in entry.drop],
            delete=entry.delete,
            insert=entry.insert,
            evidence=[(self.graph_iri(slug), text) for slug, text in evidence],
        )
        self._under_way = seq, self._courier.submit(self._apply, change)

    def arrive(self) -> None:
        """Wait until the graph has followed, and take what it has done out of the outbox.

        Raises:
            StoreError: the graph cannot be written; the entry stays in the outbox.
        """
        if self._under_way is None:
            return
        seq, done = self._under_way
        with self._stopwatch.timed("wait for graph"):
            try:
                done.result()
            except OSError as error:
                raise StoreError(
                    f"the graph cannot be written ({error}). Nothing is lost: once there is"
                    " space, the same command goes on from there"
                ) from error
        self._under_way = None  # not before: whoever interrupts the waiting has to wait later
        with self._archive.transaction():
            self._outbox.clear(seq)
        self.changed = True

    def deliver_all(self) -> None:
        """Let the graph follow everything in the outbox, and wait for it."""
        self.arrive()
        for seq, entry in self._outbox.pending():
            found = self._archive.evidence(entry.documents)
            self.send(seq, entry, [(slug, text) for _, slug, text in found])
        self.arrive()

    def graph_iri(self, slug: str) -> str:
        """The IRI of a document, which names its graph."""
        return f"{self._base}document/{slug}"

    def _apply(self, change: GraphChange) -> None:
        with self._stopwatch.timed("graph"):
            self._graph.apply(change)
            self._graph.flush()
