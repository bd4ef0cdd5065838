"""A WSGI application in threads, for an ASGI server: pages, which wait for disk and templates."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_MOST = 64  # requests that are answered at once
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
    """The body of a request: what has been fetched on the loop, and the rest as it is read."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._ended = False
        self.fetched = b""

    async def fetch(self, most: int) -> bool:
        """Have the whole body fetched, if it has no more bytes than this; whether it is there."""
        while not self._ended and len(self.fetched) <= most:
            self.fetched += await self._next()
        return self._ended and len(self.fetched) <= most

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
        self._ended = not message.get("more_body", False)  # also when the client has left
        body: bytes = message.get("body", b"")
        return body


class Threads:
    """Runs a WSGI application, one thread a request."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(_MOST, thread_name_prefix="kg-page")

    async def answer(
        self, environ: dict[str, Any], body: Body, receive: Receive, send: Send
    ) -> None:
        """Answer one request."""
        environ.setdefault("wsgi.input", BufferedReader(body))
        loop = asyncio.get_running_loop()
        running = _Running(loop, send)
        watcher = None
        if await _has_no_body(environ, body):
            watcher = loop.create_task(running.watch(receive))
        try:
            await loop.run_in_executor(self._threads, running.run, self._app, environ)
        finally:
            running.has_left = True
            if watcher is not None:
                watcher.cancel()


async def _has_no_body(environ: dict[str, Any], body: Body) -> bool:
    """Whether all that can still come is that the client leaves."""
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") and await body.fetch(0)


class _Running:
    """One request in its thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self._loop = loop
        self._send = send
        self._start: Message | None = None  # what is not sent yet
        self.has_left = False

    def run(self, app: WSGIApplication, environ: dict[str, Any]) -> None:
        pieces = app(environ, self._begin)  # type: ignore[arg-type]
        try:
            for piece in pieces:
                if self.has_left:
                    return
                self._write(piece, more=True)
            self._write(b"", more=False)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()

    async def watch(self, receive: Receive) -> None:
        """Notice that the client leaves."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self.has_left = True

    def _begin(self, line: str, headers: list[tuple[str, str]], *_: object) -> None:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self._start = {"type": "http.response.start", "status": int(line[:3]), "headers": encoded}

    def _write(self, piece: bytes, more: bool) -> None:
        if piece or not more:
            asyncio.run_coroutine_threadsafe(self._sent(piece, more), self._loop).result()

    async def _sent(self, piece: bytes, more: bool) -> None:
        start, self._start = self._start, None
        if start is not None:
            await self._send(start)
        await self._send({"type": "http.response.body", "body": piece, "more_body": more})
