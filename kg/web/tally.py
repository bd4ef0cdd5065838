"""What a server process counts: requests, how long they took, what became of queries."""

from __future__ import annotations

import json
import threading
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

# Upper bounds in seconds: cached answers take less than the first, the longest query the last.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


@dataclass(slots=True)
class Counts:
    """Numbers of one process, or of several together."""

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)  # by route and status
    durations: dict[str, list[float]] = field(default_factory=dict)  # by route: buckets, then sum
    totals: Counter[str] = field(default_factory=Counter)  # that only rise
    outcomes: Counter[str] = field(default_factory=Counter)  # of queries in the pool
    levels: Counter[str] = field(default_factory=Counter)  # that rise and fall

    def add(self, other: Counts, *, alive: bool = True) -> None:
        """Take the numbers of another process in; one that has ended has no levels any more."""
        self.requests.update(other.requests)
        self.totals.update(other.totals)
        self.outcomes.update(other.outcomes)
        for route, numbers in other.durations.items():
            known = self.durations.get(route, [0.0] * len(numbers))
            self.durations[route] = [a + b for a, b in zip(known, numbers, strict=True)]
        if alive:
            self.levels.update(other.levels)

    def to_json(self) -> str:
        """The numbers as text."""
        requests = [[*names, number] for names, number in self.requests.items()]
        return json.dumps([requests, self.durations, self.totals, self.outcomes, self.levels])

    @classmethod
    def from_json(cls, text: str) -> Counts:
        """The numbers of ``to_json``."""
        requests, durations, totals, outcomes, levels = json.loads(text)
        return cls(
            Counter({(route, status): number for route, status, number in requests}),
            durations,
            Counter(totals),
            Counter(outcomes),
            Counter(levels),
        )


class Tally:
    """The counts of this process, as they grow. Threads share it."""

    def __init__(self) -> None:
        self._counts = Counts()
        self._again: Counter[tuple[str, str]] = Counter()  # by route and status; only rises
        self._lock = threading.Lock()

    def add(self, route: str, status: str, seconds: float, cached: bool | None) -> None:
        """Count a request; ``cached`` says of a query whether its answer was there already."""
        counts = self._counts
        with self._lock:
            counts.requests[route, status] += 1
            durations = counts.durations.get(route)
            if durations is None:
                durations = counts.durations[route] = [0.0] * (len(BOUNDS) + 2)
            durations[bisect_left(BOUNDS, seconds)] += 1
            durations[-1] += seconds
            if cached is not None:
                counts.totals["hits" if cached else "misses"] += 1

    def again(self, route: str, status: str) -> None:
        """Count a query that was answered at once, as before: there is little to note, and often.

        For one thread.
        """
        self._again[route, status] += 1

    def counts(self) -> Counts:
        """A copy of the counts."""
        copy = Counts()
        with self._lock:
            copy.add(self._counts)
        for (route, status), number in self._again.copy().items():
            durations = [float(number), *[0.0] * (len(BOUNDS) + 1)]
            totals = Counter({"hits": number})
            copy.add(Counts(Counter({(route, status): number}), {route: durations}, totals))
        return copy
