"""The application on an event loop (ASGI): queries of programs take no thread to wait for.

What it answers, and how, is what ``create_app`` answers: this only finds another way through the
same layers. Pages run in threads, as under any WSGI server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from werkzeug.exceptions import ClientDisconnected

from kg.errors import CommuniqueError
from kg.explain import rule_ids
from kg.pool import Answer, Edition, Question
from kg.web.application import Site, create_site
from kg.web.front import PATH, drained
from kg.web.proxies import behind_proxies
from kg.web.repeats import Repeat, Repeats
from kg.web.reply import Pieces, Reply, Sent
from kg.web.security import LARGEST_REQUEST
from kg.web.steps import awaited
from kg.web.threads import Body, Threads, environ_of
from kg.web.visits import BIG, Head, Ready, Visits

_QUERYING = frozenset({"GET", "HEAD", "POST"})
_BODILESS = frozenset({"GET", "HEAD"})  # whose bodies nobody reads

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_LEFT = 0.1  # seconds between two looks at whether clients who wait are still there
_PIECE = 1 << 18  # bytes of a large answer that are sent at once
EXCHANGE = "communique.exchange"  # an Exchange, where the server has one
REQUEST = "communique.request"  # the bytes of a whole request, where the server has them
READY = "communique.ready"  # a Ready, where a visit has come to one


class Exchange(Protocol):
    """What a server can do besides what ASGI asks of it."""

    @property
    def has_left(self) -> bool:
        """Whether the client has left."""
        ...

    def respond(self, status: int, content: bytes) -> bool:
        """Send a whole answer, its head without the date and its body; whether it was done.

        It is not while the client still has to take what was sent before.
        """
        ...

    def remember(self, head: Head | None) -> None:
        """The next requests of this client are likely to have this head, too."""
        ...


class AsyncApplication:
    """A site for an ASGI server. ``repeat`` is for servers that look at requests themselves."""

    def __init__(self, site: Site) -> None:
        self.settings = site.settings
        self._site = site
        self._gate = site.gate
        self._proxied = behind_proxies(_reached, site.settings)
        self._threads = Threads(site.gate)
        self._repeats = Repeats(site.endpoint.cache.room // 8)
        self.visits = Visits(site, self._repeats)
        self._asking: set[_Asking] = set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            # The client has left, or the server has to end.
            with suppress(asyncio.CancelledError, ClientDisconnected):
                await self._answer(scope, receive, send)

    def repeat(self, request: bytes) -> Repeat | None:
        """What is sent to a request that came before; it is counted as answered."""
        found = self._repeats.get(request)
        if found is None:
            return None
        try:
            if found.generation != self._site.library.generation():
                return None
        except CommuniqueError:  # the long way tells of it
            return None
        self._gate.again(PATH, found.status)
        return found

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()  # the server starts
        library = self._site.library
        library.loop = asyncio.get_running_loop()
        library.pool()
        self._gate.begin()
        watching = asyncio.create_task(self._watch())
        await send({"type": "lifespan.startup.complete"})
        # Pages link to the rules, which take half a second to compile: not when somebody waits.
        library.loop.run_in_executor(None, rule_ids)
        await receive()  # it ends
        watching.cancel()
        library.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        ready: Ready | None = scope.get(READY)
        if ready is not None:
            await self._send(ready.reply, ready.environ, scope, send, ready.begun)
            return
        begun = self._gate.begin()
        environ = environ_of(scope)
        self._proxied(environ, _begun)  # type: ignore[arg-type]
        body = Body(receive)
        asked = environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] in _QUERYING
        exchange: Exchange | None = scope.get(EXCHANGE)
        if asked and exchange is not None and REQUEST in scope:
            exchange.remember(Head.of(scope[REQUEST], environ))
        if environ["REQUEST_METHOD"] not in _BODILESS:
            if await _is_fetched(body, environ):
                environ["wsgi.input"] = BytesIO(body.fetched)
            elif asked:  # the front says that it is too large
                asked = False
                await body.forget(drained(environ))
        reply = await self._reply(environ, receive) if asked else None
        if reply is None:
            await self._threads.answer(environ, body, send, _leaving(scope))
        else:
            await self._send(reply, environ, scope, send, begun)

    async def _reply(self, environ: dict[str, Any], receive: Receive) -> Reply | None:
        async def ask(edition: Edition, question: Question) -> Answer:
            return await self._asked(edition, question, receive)

        try:
            return await awaited(self._site.front.reply(environ), ask)
        except Exception:  # noqa: BLE001 - written to the log
            return self._gate.fault(environ)

    async def _asked(self, edition: Edition, question: Question, receive: Receive) -> Answer:
        """The answer of the pool; the query is given up when the client leaves."""
        asking = _Asking(asyncio.current_task(), receive)
        self._asking.add(asking)
        try:
            return await self._site.library.pool().answer(edition, question)
        finally:
            self._asking.discard(asking)
            if asking.watcher is not None:
                asking.watcher.cancel()

    async def _watch(self) -> None:
        """See whether those who have waited for a while are still there."""
        known: set[_Asking] = set()
        while True:
            await asyncio.sleep(_LEFT)
            for asking in known & self._asking:
                asking.watch()
            known = set(self._asking)

    async def _send(
        self, reply: Reply, environ: dict[str, Any], scope: Message, send: Send, begun: float
    ) -> None:
        if reply.takes_long(environ):
            sent = await asyncio.to_thread(reply.wanted, environ)
        else:
            sent = reply.wanted(environ)
        exchange: Exchange | None = scope.get(EXCHANGE)
        if exchange is not None and sent.file is None and len(sent.body) <= BIG:
            status, content, size = self.visits.content(reply, environ, scope.get(REQUEST))
            if exchange.respond(status, content):
                self._gate.end(environ, str(status), size, begun)
                return
        headers = self._gate.told(environ, sent.headers)
        if sent.file is not None:
            size = await _send_file(sent, headers, send, _leaving(scope))
        else:
            size = await _send_body(sent, headers, send)
        self._gate.end(environ, str(sent.status), size, begun)


def create_async_app(
    root: Path | str | None = None, keeper: Path | None = None
) -> AsyncApplication:
    """The site in ``root`` as an ASGI application; see ``create_app``.

    ``keeper`` is the socket of a process that keeps the graph in memory (see kg.pool.copies).
    """
    site = create_site(root)
    site.library.keeper = keeper
    return AsyncApplication(site)


class _Asking:
    """Somebody who waits for an answer of the pool."""

    __slots__ = ("_receive", "_task", "watcher")

    def __init__(self, task: asyncio.Task[Any] | None, receive: Receive) -> None:
        self._task = task
        self._receive = receive
        self.watcher: asyncio.Task[None] | None = None

    def watch(self) -> None:
        """End the waiting when the client leaves."""
        if self.watcher is None:
            self.watcher = asyncio.get_running_loop().create_task(self._until_left())

    async def _until_left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._task is not None:
            self._task.cancel()


async def _send_file(
    sent: Sent, headers: list[tuple[str, str]], send: Send, has_left: Callable[[], bool]
) -> int:
    assert sent.file is not None
    size = 0
    pieces = Pieces(sent.file)
    try:
        await send(_start(sent.status, headers))
        for piece in pieces:
            if has_left():
                return size
            size += len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        pieces.close()
    return size


async def _send_body(sent: Sent, headers: list[tuple[str, str]], send: Send) -> int:
    view = memoryview(sent.body)
    await send(_start(sent.status, headers))
    for place in range(0, len(view), _PIECE):
        piece = bytes(view[place : place + _PIECE])
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
    return len(view)


def _start(status: int, headers: list[tuple[str, str]]) -> Message:
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return {"type": "http.response.start", "status": status, "headers": encoded}


async def _is_fetched(body: Body, environ: dict[str, Any]) -> bool:
    """Whether the whole body could be fetched; what is announced to be too large is not begun."""
    length = environ.get("CONTENT_LENGTH", "")
    fits = not length.isdecimal() or int(length[:20]) <= LARGEST_REQUEST
    return fits and await body.fetch(LARGEST_REQUEST)


def _leaving(scope: Message) -> Callable[[], bool]:
    """Tells whether the client has left, as far as the server knows."""
    exchange: Exchange | None = scope.get(EXCHANGE)
    return lambda: exchange is not None and exchange.has_left


def _reached(environ: dict[str, Any], start: object) -> tuple[bytes, ...]:
    """Where a request is when all proxies are behind it."""
    return ()


def _begun(*_: object) -> None:
    """Nothing has begun yet."""
