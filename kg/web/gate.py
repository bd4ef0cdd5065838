"""The outermost layer: every request passes here, is counted, and may be told of in a log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.web.accesslog import AccessLog
from kg.web.crossorigin import CrossOrigin
from kg.web.notes import CACHED, OTHER, ROUTE
from kg.web.operations import Operations
from kg.web.outcomes import Outcome
from kg.web.reply import Headers, Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOG = logging.getLogger(__name__)
_FAULT = "The fault is ours. It is in the server's log; nothing was changed."


class Gate:
    """WSGI middleware: answers for operators, counts, the access log, headers for other sites."""

    def __init__(
        self,
        app: WSGIApplication,
        operations: Operations,
        cross: CrossOrigin,
        headers: Headers,
        log: AccessLog | None,
    ) -> None:
        self._app = app
        self._operations = operations
        self._own = operations.paths
        self._cross = cross
        self._headers = headers  # of every answer
        self._log = log

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        begun = self.begin()
        status = ""

        def begin(line: str, headers: Headers, *rest: Any) -> Callable[[bytes], object]:
            nonlocal status
            status = line[:3]
            return start(line, self.told(environ, headers), *rest)

        def end(size: int) -> None:
            self.end(environ, status, size, begun)

        try:
            body = self._answer(environ, begin, environ["REQUEST_METHOD"])
        except Exception:
            if status:
                raise
            body = self.fault(environ).send(environ, begin)
        if isinstance(body, tuple):
            end(sum(map(len, body)))
            return list(body)  # what servers send fastest
        return _Watched(body, end)

    def begin(self) -> float:
        """A request has come; what ``end`` wants to know."""
        self._operations.begin()
        return perf_counter()

    def end(self, environ: Mapping[str, Any], status: str, size: int, begun: float) -> None:
        """It was answered with so many bytes: count it, and tell of it."""
        seconds = perf_counter() - begun
        route = environ.get(ROUTE, OTHER)
        self._operations.tally.add(route, status, seconds, environ.get(CACHED))
        if self._log is not None:
            self._log.write(environ, int(status or 0), size, seconds)

    def again(self, route: str, status: str) -> None:
        """A query was answered as before, at once; only where there is no log."""
        self._operations.tally.again(route, status)

    def told(self, environ: Mapping[str, Any], headers: Headers) -> Headers:
        """The headers of an answer, with those for other sites."""
        method = environ["REQUEST_METHOD"]
        if self._cross.open and method != "OPTIONS":
            return headers
        return self._cross.added(method, environ.get("HTTP_ORIGIN", ""), headers)

    def fault(self, environ: Mapping[str, Any]) -> Reply:
        """The answer where an exception was not foreseen, which the server's log has."""
        _LOG.exception("%s %s", environ["REQUEST_METHOD"], environ.get("PATH_INFO"))
        reply = Outcome(500, "Something went wrong", _FAULT).reply()
        reply.headers.extend(self._headers)
        return reply

    @property
    def keeps_a_log(self) -> bool:
        """Whether each request is told of."""
        return self._log is not None

    def _answer(
        self, environ: WSGIEnvironment, start: StartResponse, method: str
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path not in self._own:
            return self._app(environ, start)
        environ[ROUTE] = path
        reply = self._operations.reply(path, method, environ.get("HTTP_ACCEPT", ""))
        return reply.send(environ, start)


class _Watched:
    """An answer that is sent in pieces; ``end`` hears how many bytes it was when it is over."""

    def __init__(self, body: Iterable[bytes], end: Callable[[int], None]) -> None:
        self._body = body
        self._end: Callable[[int], None] | None = end
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._body:
            self._size += len(piece)
            yield piece

    def close(self) -> None:
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            end, self._end = self._end, None
            if end is not None:
                end(self._size)
