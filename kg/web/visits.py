"""A query by GET from a client that has asked before on its connection: read and answered shortly.

What such a client sends differs from its last request in the query string alone; all else was read
by then. Nothing here waits, so there is no task: the pool calls back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol, Self

from kg.errors import CommuniqueError
from kg.pool import Answer, Edition, Question
from kg.pool.run import Run
from kg.web.application import Site
from kg.web.notes import CACHED
from kg.web.repeats import Repeats
from kg.web.reply import Headers, Reply
from kg.web.steps import Steps

BIG = 1 << 16  # bytes that are not sent at once, so that a slow client holds few of them
_LONGEST = 65_534  # bytes of a request
_LINE_ENDS = b" HTTP/1.1\r\n"
# What may stand behind the “?” of an address (RFC 3986).
_QUERY = re.compile(rb"[A-Za-z0-9%._~!$&'()*+,;=:@/?-]*+")


class Ready(NamedTuple):
    """A reply that is too large to be sent at once, and the request that it is for."""

    reply: Reply
    environ: dict[str, Any]
    begun: float


class Client(Protocol):
    """Who waits for the answer to a visit."""

    def answered(self, status: int, content: bytes) -> None:
        """Take the whole answer, its head without the date and its body."""
        ...

    def take(self, ready: Ready) -> None:
        """Take a reply that is sent by and by."""
        ...


class Head:
    """What the requests of a connection have in common."""

    __slots__ = ("_begin", "_end", "_environ")

    def __init__(self, begin: bytes, end: bytes, environ: Mapping[str, Any]) -> None:
        self._begin = begin  # up to the “?” of the address
        self._end = end  # from behind the address
        self._environ = environ

    @classmethod
    def of(cls, request: bytes, environ: Mapping[str, Any]) -> Self | None:
        """The head of a whole request that was read and found good; None if it has no query."""
        address, line_ends, rest = request.partition(_LINE_ENDS)
        path, mark, query = address.partition(b"?")
        if not (line_ends and mark and _QUERY.fullmatch(query)):
            return None
        return cls(path + mark, line_ends + rest, dict(environ))

    def read(self, data: bytes) -> dict[str, Any] | None:
        """The request as WSGI has it; None where more than its query differs."""
        begin, end = self._begin, self._end
        if not (data.startswith(begin) and data.endswith(end) and len(data) <= _LONGEST):
            return None
        query = data[len(begin) : -len(end)]
        if len(data) < len(begin) + len(end) or not _QUERY.fullmatch(query):
            return None
        return {**self._environ, "QUERY_STRING": query.decode("ascii")}


class Visits:
    """Answers such queries from what is kept, or by the pool."""

    def __init__(self, site: Site, repeats: Repeats) -> None:
        self.site = site
        self._repeats = repeats

    def begin(self, environ: dict[str, Any], request: bytes, client: Client) -> Visit | None:
        """Answer a request, now or later; None where only the application can."""
        visit = Visit(self, environ, request, client)
        return visit if visit.begin() else None

    def content(
        self, reply: Reply, environ: dict[str, Any], request: bytes | None
    ) -> tuple[int, bytes, int]:
        """The status, what is sent of a small reply, and the size of its body.

        It is kept for when the same request comes again.
        """
        sent = reply.wanted(environ)
        gate = self.site.gate
        content = head_of(gate.told(environ, sent.headers)) + sent.body
        size = len(sent.body)
        if request and reply.tag and environ[CACHED] and not gate.keeps_a_log:
            generation = reply.tag.partition(".")[0]
            self._repeats.keep(request, generation, str(sent.status), content, size)
        return sent.status, content, size


class Visit:
    """One request on its way."""

    __slots__ = ("_begun", "_client", "_environ", "_request", "_run", "_steps", "_visits")

    def __init__(
        self, visits: Visits, environ: dict[str, Any], request: bytes, client: Client
    ) -> None:
        self._visits = visits
        self._environ = environ
        self._request = request
        self._client = client
        self._run: Run | None = None
        self._begun = visits.site.gate.begin()
        self._steps: Steps[Reply | None] = visits.site.front.reply(environ)

    def begin(self) -> bool:
        """Answer it now or later; False where only the application can."""
        return self._go_on(self._steps.__next__)

    @property
    def is_waiting(self) -> bool:
        """Whether the answer comes later."""
        return self._run is not None

    def leave(self) -> None:
        """The client has left."""
        if self._run is not None:
            self._visits.site.library.pool().leave(self._run, self._hear)
            self._run = None
        self._steps.close()

    def _hear(self, result: Answer | CommuniqueError) -> None:
        """The pool has answered."""
        self._run = None
        if isinstance(result, Answer):
            self._go_on(lambda: self._steps.send(result))
        else:
            self._go_on(lambda: self._steps.throw(result))

    def _go_on(self, step: Callable[[], tuple[Edition, Question]]) -> bool:
        try:
            edition, question = step()
            self._run = self._visits.site.library.pool().submit(edition, question, self._hear)
        except StopIteration as stop:
            return self._end(stop.value)
        except Exception:  # noqa: BLE001 - written to the log
            self._steps.close()
            return self._end(self._visits.site.gate.fault(self._environ))
        return True

    def _end(self, reply: Reply | None) -> bool:
        if reply is None:
            return False
        environ = self._environ
        if reply.file is not None or len(reply.body) > BIG:
            self._client.take(Ready(reply, environ, self._begun))
            return True
        status, content, size = self._visits.content(reply, environ, self._request)
        self._client.answered(status, content)
        self._visits.site.gate.end(environ, str(status), size, self._begun)
        return True


def head_of(headers: Headers) -> bytes:
    """The lines of a head, and the empty one."""
    lines = [f"{name}: {value}\r\n" for name, value in headers]
    return "".join([*lines, "\r\n"]).encode("latin-1")
