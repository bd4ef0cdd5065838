"""What operators and their machines ask: is it alive, is it ready, how much does it do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from kg.errors import CommuniqueError
from kg.web.cache import Cache
from kg.web.library import Library
from kg.web.outcomes import Outcome
from kg.web.reply import Headers, Reply
from kg.web.settings import WebSettings
from kg.web.sharing import Sharing
from kg.web.tally import Counts, Tally

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
_METHODS = "GET, HEAD, OPTIONS"
_FRESH = [("Cache-Control", "no-store")]


class Operations:
    """Answers the addresses for operators, and counts."""

    def __init__(
        self, library: Library, cache: Cache[Reply], settings: WebSettings, headers: Headers
    ) -> None:
        self.tally = Tally()
        self._library = library
        self._cache = cache
        self._headers = headers
        self._answers: dict[str, Callable[[str], Reply]] = {LIVE: self._live, READY: self._ready}
        if settings.metrics:
            self._answers[METRICS] = self._metrics
        self._sharing = Sharing(Path(settings.counts), self._counts) if settings.counts else None

    @property
    def paths(self) -> frozenset[str]:
        """The addresses that are answered here."""
        return frozenset(self._answers)

    def begin(self) -> None:
        """A request has come."""
        if self._sharing is not None:
            self._sharing.begin()

    def reply(self, path: str, method: str, accept: str) -> Reply:
        """The answer for one of the paths."""
        if method in ("GET", "HEAD"):
            reply = self._answers[path](accept)
        elif method == "OPTIONS":
            reply = Reply(200, [("Allow", _METHODS), ("Content-Type", "text/plain"), *_FRESH])
        else:
            detail = f"This address answers {_METHODS}."
            reply = Outcome(405, "Method Not Allowed", detail).reply()
            reply.headers.append(("Allow", _METHODS))
        reply.headers.extend(self._headers)
        return reply

    def _live(self, _: str) -> Reply:
        return _json(200, {"status": "live"})

    def _ready(self, _: str) -> Reply:
        try:
            return _json(200, {"status": "ready", "generation": self._library.generation()})
        except (CommuniqueError, OSError) as error:
            return _json(503, {"status": "not ready", "reason": f"{error}"})

    def _metrics(self, accept: str) -> Reply:
        from kg.web.metrics import written  # the client library: only needed here

        counts = self._sharing.together() if self._sharing else self._counts()
        counts.levels["workers"] = counts.levels["workers"] or 1
        body, media_type = written(counts, self._generation, accept)
        return Reply(200, [("Content-Type", media_type), ("Vary", "Accept"), *_FRESH], body)

    def _generation(self) -> str:
        try:
            return self._library.generation()
        except (CommuniqueError, OSError):
            return ""

    def _counts(self) -> Counts:
        """The counts of this process as they are now."""
        counts = self.tally.counts()
        counts.levels["cache"] = self._cache.weight
        pool = self._library.started_pool()
        if pool is not None:
            counts.outcomes.update(pool.outcomes)
            counts.levels["running"] = pool.running
            counts.levels["waiting"] = pool.waiting
            counts.levels["processes"] = len(pool.processes)
            counts.levels["in_memory"] = pool.in_memory
        return counts


def _json(status: int, content: dict[str, str]) -> Reply:
    headers = [("Content-Type", "application/json"), *_FRESH]
    return Reply(status, headers, (json.dumps(content) + "\n").encode())
