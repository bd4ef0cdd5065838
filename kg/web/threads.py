"""A WSGI application in threads, for an ASGI server: pages, which wait for disk and templates.

No thread waits for a client: what it sends is there before, unless it is very large, and what it
takes goes out on the loop.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from werkzeug.exceptions import ClientDisconnected

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_MOST = 64  # requests that are answered at once
_AHEAD = 1 << 18  # bytes of an answer that are read before the client has taken them
_PLAIN = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def environ_of(scope: Message) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333), without its body."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": _path(scope["raw_path"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in scope["headers"]:
        key = _variable(name)
        if key in environ:
            environ[key] += "," + value.decode("latin-1")
        elif key:
            environ[key] = value.decode("latin-1")
    return environ


@lru_cache(maxsize=1000)
def _path(raw: bytes) -> str:
    return unquote_to_bytes(raw).decode("latin-1")


@lru_cache(maxsize=1000)
def _variable(name: bytes) -> str:
    """The variable of a header; none where its name could be taken for that of another."""
    if b"_" in name:
        return ""
    return _PLAIN.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")


class Body(RawIOBase):
    """The body of a request: what has been fetched on the loop, and the rest as it is read.

    Reading raises ClientDisconnected when the client has left before all of it was there: a part of
    what it meant to send may mean something else.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._ended = False
        self.fetched = b""

    async def fetch(self, most: int) -> bool:
        """Have the whole body fetched, if it has no more bytes than this; whether it is there."""
        pieces = [self.fetched]
        size = len(self.fetched)
        while not self._ended and size <= most:
            pieces.append(await self._next())
            size += len(pieces[-1])
        self.fetched = b"".join(pieces)
        return self._ended and size <= most

    async def forget(self, most: int) -> None:
        """Fetch what is left, up to so many bytes, and forget it: there is no more to read."""
        while not self._ended and most > 0:
            most -= len(await self._next())
        self._ended = True

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes from another thread; 0 at the end."""
        while not self.fetched and not self._ended:
            self.fetched = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
        count = min(len(buffer), len(self.fetched))
        buffer[:count] = self.fetched[:count]
        self.fetched = self.fetched[count:]
        return count

    async def _next(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self._ended = True
            raise ClientDisconnected
        self._ended = not message.get("more_body", False)
        body: bytes = message.get("body", b"")
        return body


class Threads:
    """Runs a WSGI application, one thread a request."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(_MOST, thread_name_prefix="kg-page")

    async def answer(
        self, environ: dict[str, Any], body: Body, send: Send, has_left: Callable[[], bool]
    ) -> None:
        """Answer one request, as long as the client has not left."""
        environ.setdefault("wsgi.input", BufferedReader(body))
        loop = asyncio.get_running_loop()
        answer = _Answer(self._app, environ)
        try:
            piece = await loop.run_in_executor(self._threads, answer.begin)
            await send(answer.start)
            while not has_left():
                more = not answer.is_over
                await send({"type": "http.response.body", "body": piece, "more_body": more})
                if not more:
                    return
                piece = await loop.run_in_executor(self._threads, answer.go_on)
        finally:
            if not answer.is_over:
                self._threads.submit(answer.close)


class _Answer:
    """What the application answers to one request, a part at a time; for threads."""

    def __init__(self, app: WSGIApplication, environ: dict[str, Any]) -> None:
        self._app = app
        self._environ = environ
        self._pieces: Iterable[bytes] = ()
        self._rest: Iterator[bytes] = iter(())
        self.start: Message = {}
        self.is_over = False

    def begin(self) -> bytes:
        """Ask the application; ``start`` is there then, and the first part."""
        self._pieces = self._app(self._environ, self._begun)  # type: ignore[arg-type]
        self._rest = iter(self._pieces)
        return self.go_on()

    def go_on(self) -> bytes:
        """The next part."""
        part: list[bytes] = []
        size = 0
        for piece in self._rest:
            part.append(piece)
            size += len(piece)
            if size >= _AHEAD:
                return b"".join(part)
        self.close()
        return b"".join(part)

    def close(self) -> None:
        """Let go of it."""
        self.is_over = True
        if hasattr(self._pieces, "close"):
            self._pieces.close()

    def _begun(self, line: str, headers: list[tuple[str, str]], *_: object) -> None:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.start = {"type": "http.response.start", "status": int(line[:3]), "headers": encoded}
