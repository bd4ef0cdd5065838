"""The counts of a server as Prometheus reads them."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from kg.web.tally import BOUNDS, Counts

_LEVELS = {
    "running": ("kg_pool_running", "Queries that are being answered"),
    "waiting": ("kg_pool_waiting", "Queries that wait for a process"),
    "processes": ("kg_pool_processes", "Processes that answer queries"),
    "in_memory": ("kg_pool_in_memory", "Processes that answer from a copy of the graph in memory"),
    "cache": ("kg_cache_bytes", "Bytes of answers that are kept"),
    "workers": ("kg_workers", "Worker processes of the server"),
}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def written(counts: Counts, generation: Callable[[], str], accept: str) -> tuple[bytes, str]:
    """The counts, and the media type that they are written in: Prometheus's or OpenMetrics'."""
    registry = CollectorRegistry()
    registry.register(_Families(counts, generation()))
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type


class _Families(Collector):
    def __init__(self, counts: Counts, generation: str) -> None:
        self._counts = counts
        self._generation = generation

    def collect(self) -> Iterator[Metric]:
        counts = self._counts
        yield _info()
        requests = CounterMetricFamily(
            "kg_requests", "Requests by route and status", labels=["route", "status"]
        )
        for names, number in sorted(counts.requests.items()):
            requests.add_metric(names, number)
        yield requests
        yield _durations(counts)
        for name, what in (("hits", "were given before"), ("misses", "had to be found")):
            help_ = f"Queries of programs whose answers {what}"
            yield CounterMetricFamily(f"kg_cache_{name}", help_, counts.totals[name])
        queries = CounterMetricFamily(
            "kg_queries", "Queries that the pool was asked, by outcome", labels=["outcome"]
        )
        for outcome, number in sorted(counts.outcomes.items()):
            queries.add_metric([_plain(outcome)], number)
        yield queries
        for name, (metric, help_) in _LEVELS.items():
            yield GaugeMetricFamily(metric, help_, counts.levels[name])
        ready = bool(self._generation)
        yield GaugeMetricFamily("kg_ready", "Whether there is a generation to read", int(ready))
        number = int(self._generation.partition("-")[0]) if ready else 0
        yield GaugeMetricFamily("kg_generation", "Number of the generation that is read", number)


def _info() -> Metric:
    version = importlib.metadata.version("communique")
    return InfoMetricFamily("kg", "This version of communique", {"version": version})


def _durations(counts: Counts) -> Metric:
    family = HistogramMetricFamily(
        "kg_request_duration_seconds", "Seconds until an answer was sent", labels=["route"]
    )
    names = [*map(str, BOUNDS), "+Inf"]
    for route, numbers in sorted(counts.durations.items()):
        buckets = list(zip(names, accumulate(numbers[:-1]), strict=True))
        family.add_metric([route], buckets, numbers[-1])
    return family


def _plain(outcome: str) -> str:
    """The outcome of a query as a label.

    >>> _plain("TooMuchMemoryError")
    'too_much_memory'
    """
    return _WORDS.sub("_", outcome.removesuffix("Error")).lower()
