"""The connection that `kg serve` has: with a short way for what is known of a client's requests."""

from __future__ import annotations

from typing import Any

from kg.cli.connection import IDLE_SECONDS, Connection
from kg.web.asgi import READY
from kg.web.visits import Ready, Visit


class QuickConnection(Connection):
    """Answers a request that came before at once, and a query by GET without having it parsed."""

    _visit: Visit | None = None  # the query that is being answered
    _request = b""  # its bytes
    _later = b""  # what came behind it
    _ready: Ready | None = None  # its answer, which is sent by and by
    _ends = False  # whether the server ends

    def data_received(self, data: bytes) -> None:
        """Let the next request wait for the answer to the one before."""
        if self._visit is None:
            super().data_received(data)
        else:
            self._later += data
            self.flow.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; nobody waits any more."""
        visit, self._visit = self._visit, None
        if visit is not None:
            visit.leave()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End when the answer is there."""
        if self._visit is None:
            super().shutdown()
        else:
            self._ends = True

    def on_headers_complete(self) -> None:
        """Begin to answer, perhaps with what is there already."""
        super().on_headers_complete()
        ready, self._ready = self._ready, None
        if ready is not None:
            self.scope[READY] = ready  # type: ignore[literal-required]
            if self._ends:
                self.cycle.keep_alive = False

    def answered(self, status: int, content: bytes) -> None:
        """As ``kg.web.visits.Client`` says."""
        self._visit, self._answering = None, False
        if self.transport.is_closing():
            return
        self._last = self.loop.time()
        self._write(status, content, b"connection: close\r\n" if self._ends else b"")
        if self._ends:
            self.transport.close()
            return
        if self.timeout_keep_alive_task is None:
            self._await_next(self.timeout_keep_alive)
        self._go_on()

    def take(self, ready: Ready) -> None:
        """As ``kg.web.visits.Client`` says: uvicorn does it, which reads the request for that."""
        self._visit, self._answering = None, False
        self._ready = ready
        self._parse(self._request)
        self._go_on()

    def _is_known(self, data: bytes) -> bool:
        found = self.site.repeat(data)
        if found is not None:
            self._last = self.loop.time()
            self._stop_waiting()
            self._write(int(found.status), found.content)
            return True
        environ = self.head.read(data) if self.head is not None else None
        return environ is not None and self._is_visit(environ, data)

    def _is_visit(self, environ: dict[str, Any], data: bytes) -> bool:
        self._request = data
        self._answering = True
        visit = self.site.visits.begin(environ, data, self)
        if visit is None:
            self._answering = False
            return False
        self._stop_waiting()
        if visit.is_waiting:
            self._visit = visit
        return True

    def _go_on(self) -> None:
        """Read what came meanwhile."""
        if self._later:
            data, self._later = self._later, b""
            self.flow.resume_reading()
            self.data_received(data)


def options() -> dict[str, Any]:
    """How uvicorn is to serve."""
    return {
        "http": QuickConnection,
        "ws": "none",
        "lifespan": "on",
        "timeout_keep_alive": int(IDLE_SECONDS),
        "access_log": False,
        "proxy_headers": False,  # the application knows which it may believe
        "server_header": False,
        "log_config": None,
        "log_level": "error",
    }
