"""A connection of a client: uvicorn's, with limits."""

from __future__ import annotations

import asyncio
import fcntl
import sys
import termios
from http import HTTPStatus
from typing import TYPE_CHECKING

import httptools
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from kg.web.asgi import EXCHANGE, REQUEST

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

    from kg.web.asgi import AsyncApplication
    from kg.web.visits import Head

HEAD_SECONDS = 10.0  # in which a client has sent the head of its request
IDLE_SECONDS = 75.0  # that a connection may wait for its next request
_LINGER = 2.0  # seconds in which a client that is refused may go on sending
_LARGEST_HEAD = 1 << 17  # bytes of a request's head
_LONGEST_ADDRESS = 65_534  # bytes; it is a part of the head
_MOST_HEADERS = 100
_OFFERS = frozenset({b"upgrade", b"http2-settings"})  # headers


class Connection(HttpToolsProtocol):
    """One connection."""

    site: AsyncApplication
    _head_timer: asyncio.TimerHandle | None = None
    _body_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None
    _unread = 0  # bytes that the client had still to take when the timer was set
    _is_there = False  # whether the client has done anything since
    _head_size = 0  # bytes of headers that are there
    _header_count = 0
    _unfinished = 0  # bytes that came while the head had no end
    _in_head = False
    _in_message = False
    _answering = False
    _refused = False
    _is_offered = False  # another protocol, by the request whose head has just come
    _last = 0.0  # when the last request was answered
    _whole = b""  # what may be one whole request
    head: Head | None = None  # of the last request, where others may have the same
    _current: RequestResponseCycle | None = None  # what is being answered; more may have come

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        self.site = self.config.loaded_app
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._stop_waiting()
        self._body_is_there()
        if self._unread_timer is not None:
            self._unread_timer.cancel()
        if self.timeout_keep_alive_task is not None:
            self.timeout_keep_alive_task.cancel()
        if self._current is not None:  # uvicorn tells only what came last
            self._current.disconnected = True
            self._current.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Answer what came before at once; have all else parsed."""
        if self._refused:
            return
        self._is_there = True
        self._whole = b""
        if self._is_idle() and not self.flow.write_paused:
            if self._is_known(data):
                return
            self._whole = data
        self._parse(data)
        if self._in_head and not self._refused:
            self._unfinished += len(data)
            if self._unfinished > _LARGEST_HEAD:
                self._refuse(431)
            elif self._head_timer is None:
                self._await_head()
        elif self._in_message and self._body_timer is None and not self._refused:
            self._await_body()

    def _is_known(self, data: bytes) -> bool:
        """Whether what comes is answered without being parsed."""
        return False

    def _parse(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as found:
            if not self._refused:
                self._stay(data[found.args[0] :])
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")

    def _stay(self, rest: bytes) -> None:
        """Stay with HTTP/1.1, though the client would change to something else (RFC 9110, 7.8).

        The parser takes what follows for that something. So another one reads the request again,
        as if nothing had been offered: Java's own client offers HTTP/2 with all that it sends.
        """
        version, method = self.parser.get_http_version().encode(), self.parser.get_method()
        headers = [(name, value) for name, value in self.headers if name not in _OFFERS]
        lines = [b"%s %s HTTP/%s" % (method, self.url, version)]
        lines += [b"%s: %s" % header for header in headers]
        self._in_message = self._is_offered = False
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn does
        self._parse(b"\r\n".join([*lines, b"", b""]) + rest)

    def pause_writing(self) -> None:
        """The client does not take what is sent."""
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        """It goes on taking it."""
        self._is_there = True
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Say that it is no HTTP, unless something else was said already."""
        if not (self._refused or self.transport.is_closing()):
            super().send_400_response(msg)

    def on_message_begin(self) -> None:
        """A request begins."""
        if not self._is_idle():  # it came with another one
            self._whole = b""
            self.scope.pop(REQUEST, None)  # type: ignore[misc]
        self._in_message = self._in_head = True
        self._head_size = self._header_count = self._unfinished = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header in."""
        self._header_count += 1
        self._head_size += len(name) + len(value)
        if self._header_count <= _MOST_HEADERS:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer, unless it is too much."""
        self._in_head = False
        self._stop_waiting()
        if self._refused:
            return
        if len(self.url) > _LONGEST_ADDRESS:
            self._refuse(414)
        elif self._header_count > _MOST_HEADERS or self._head_size > _LARGEST_HEAD:
            self._refuse(431)
        elif self.parser.get_method() == b"CONNECT":
            self._refuse(405)
        elif self.parser.should_upgrade():
            self._is_offered = True
        else:
            self._answering = True
            super().on_headers_complete()
            self.scope[EXCHANGE] = _Exchange(self, self.cycle)  # type: ignore[literal-required]

    def on_body(self, body: bytes) -> None:
        """Take a part of the body in."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is whole."""
        if self._is_offered:
            return
        self._in_message = False
        self._body_is_there()
        if self._refused:
            return
        if self._whole and self.scope["method"] == "GET" and self.cycle.keep_alive:
            self.scope[REQUEST] = self._whole  # type: ignore[literal-required]
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on with the next request, unless this one has no end."""
        self.server_state.total_requests += 1
        self._answering = bool(self.pipeline)
        if self.transport.is_closing():
            return
        self._last = self.loop.time()
        self._watch_reader()
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif self._in_message:
            self._linger()
        elif self.timeout_keep_alive_task is None:
            self._await_next(self.timeout_keep_alive)

    def timeout_keep_alive_handler(self) -> None:
        """Close, unless there was something since."""
        self.timeout_keep_alive_task = None
        left = self._last + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._await_next(left)
        elif self._is_idle():
            super().timeout_keep_alive_handler()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._current = cycle
        super()._start_asgi_task(cycle, app)

    def _unset_keepalive_if_required(self) -> None:
        """Leave the timer alone: it costs more to set it anew than to see that it was early."""

    def _await_next(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            seconds, self.timeout_keep_alive_handler
        )

    def _is_idle(self) -> bool:
        """Whether what comes next begins a request."""
        return not (self._in_message or self._answering)

    def _write(self, status: int, content: bytes, close: bytes = b"") -> None:
        date = self.server_state.default_headers
        told = b"date: " + date[0][1] + b"\r\n" if date else b""
        self.transport.write(b"".join((STATUS_LINE[status], told, close, content)))
        if self._unread_timer is None:
            self._watch_reader()

    def respond(self, cycle: RequestResponseCycle, status: int, content: bytes) -> bool:
        """As ``kg.web.asgi.Exchange`` says."""
        if cycle.disconnected:
            return True
        if self.flow.write_paused:
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        self._write(status, content, b"" if cycle.keep_alive else b"connection: close\r\n")
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    def _refuse(self, status: int) -> None:
        """Say that it is too much, and read no more."""
        text = HTTPStatus(status).phrase.encode()
        head = f"content-type: text/plain\r\ncontent-length: {len(text)}\r\n\r\n".encode()
        self._write(status, head + text, b"connection: close\r\n")
        self._linger()

    def _linger(self) -> None:
        """Close when the client has had time to read; at once, it could lose what was sent."""
        self._refused = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_LINGER, self.transport.close)

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_slow(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self.transport.close()

    def _await_body(self) -> None:
        seconds = self.site.settings.body_seconds
        self._body_timer = self.loop.call_later(seconds, self._body_is_late)

    def _body_is_there(self) -> None:
        if self._body_timer is not None:
            self._body_timer.cancel()
            self._body_timer = None

    def _body_is_late(self) -> None:
        self._body_timer = None
        cycle = self.cycle
        if self.flow.read_paused or self.pipeline:  # we are the slow ones
            self._await_body()
        elif not (cycle.response_started or self.transport.is_closing()):
            cycle.disconnected = True  # whoever reads the body hears that no more of it comes
            cycle.message_event.set()
            self._refuse(408)

    def _watch_reader(self) -> None:
        """See to it that a client which takes nothing is let go."""
        size = self.transport.get_write_buffer_size()
        if size and self._unread_timer is None:
            self._unread, self._is_there = size + self._in_kernel(), False
            seconds = self.site.settings.unread_seconds
            self._unread_timer = self.loop.call_later(seconds, self._look_at_reader)

    def _look_at_reader(self) -> None:
        self._unread_timer = None
        unread = self.transport.get_write_buffer_size() + self._in_kernel()
        if self._is_there or unread < self._unread:
            self._watch_reader()
        else:
            self.transport.abort()

    def _in_kernel(self) -> int:
        """Bytes that the kernel has for the client, which it takes from us in large steps only."""
        sock = self.transport.get_extra_info("socket")
        try:
            told = fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, bytes(4))
        except OSError:  # a system whose sockets do not tell
            return 0
        return int.from_bytes(told, sys.byteorder)


class _Exchange:
    """A request and its answer, as ``kg.web.asgi.Exchange`` says."""

    __slots__ = ("_connection", "_cycle")

    def __init__(self, connection: Connection, cycle: RequestResponseCycle) -> None:
        self._connection = connection
        self._cycle = cycle

    @property
    def has_left(self) -> bool:
        return self._cycle.disconnected

    def respond(self, status: int, content: bytes) -> bool:
        return self._connection.respond(self._cycle, status, content)

    def remember(self, head: Head | None) -> None:
        self._connection.head = head
