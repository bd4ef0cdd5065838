"""SERVICE in queries: the endpoints that the operator allows, asked in the engine's place.

The engine sends such a request to whatever address a name has just then, and waits for ever for
an answer without end. So it calls addresses of this process instead, on which its requests are
taken, checked, bounded and sent on.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from ipaddress import ip_address
from urllib.parse import urlsplit

import pyoxigraph as ox
import urllib3

from kg.errors import OnlineError
from kg.online.public import PublicManager, check_host

SECONDS = 15.0  # in which an endpoint answers
LARGEST = 16 << 20  # bytes of an answer
MOST = 20  # requests for one query; one that came before is not sent again
_CONNECTING = 5.0  # seconds
_PIECE = 1 << 16
_QUERY = 1 << 20  # bytes of what is asked
_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_STACK = 1 << 19  # bytes for each of our threads: the memory of the process is limited


class Forwarder:
    """Sends on what is asked of ``services``; ``addresses`` are where it takes it, by service.

    Services are reached directly, never by way of a proxy or of another address that they name. A
    host that is named by its IP address may be any; the name of a host stands for public addresses.
    It serves one query at a time, which ``begin`` announces.
    """

    def __init__(self, services: Sequence[str], contact: str = "") -> None:
        self._services = {f"/{secrets.token_hex(16)}": service for service in services}
        self._agent = f"communique/{version('communique')}" + (f" ({contact})" if contact else "")
        self._lock = threading.Lock()
        self._known: dict[tuple[str, bytes], tuple[str, bytes]] = {}
        self.failure = ""  # why the last request that failed did so
        timeout = urllib3.Timeout(connect=_CONNECTING, read=SECONDS)
        self._public = PublicManager(timeout=timeout, retries=False)
        self._named = urllib3.PoolManager(timeout=timeout, retries=False)
        threading.stack_size(_STACK)
        server = _Server(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=server.serve_forever, name="kg-services", daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        self.addresses = {service: place + path for path, service in self._services.items()}

    def begin(self) -> None:
        """Another query: nothing of the last one matters any more."""
        self._known = {}
        self.failure = ""

    def answer(self, path: str, query: bytes) -> tuple[str, bytes] | None:
        """The media type and the body of the answer to a query; None where there is none."""
        service = self._services.get(path)
        if service is None:
            return None
        with self._lock:  # one after the other: nobody is to be overrun by a query
            try:
                if (service, query) not in self._known:
                    if len(self._known) >= MOST:
                        raise OnlineError(f"a query may ask other endpoints {MOST} times")
                    self._known[service, query] = self._asked(service, query)
            except OnlineError as error:
                self.failure = f"{error}"
                return None
            return self._known[service, query]

    def _asked(self, service: str, query: bytes) -> tuple[str, bytes]:
        deadline = time.monotonic() + SECONDS
        headers = {
            "User-Agent": self._agent,
            "Accept": ", ".join(_RESULTS),
            "Content-Type": "application/sparql-query",
        }
        try:
            response = self._manager(service).request(
                "POST", service, body=query, headers=headers, preload_content=False,
                redirect=False, decode_content=False,
            )  # fmt: skip
            try:
                media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                if response.status != 200:
                    raise OnlineError(f"{service} answers {response.status}, not with a result")
                if media not in _RESULTS or response.headers.get("Content-Encoding"):
                    raise OnlineError(f"{service} answers with what is no result of a query")
                body = _read(response, service, deadline)
                _check(body, media, service)
                return media, body
            finally:
                response.close()
        except urllib3.exceptions.NewConnectionError:
            raise OnlineError(f"{service} cannot be reached") from None
        except urllib3.exceptions.TimeoutError:
            raise OnlineError(f"{service} does not answer within {SECONDS:g} seconds") from None
        except urllib3.exceptions.HTTPError as error:
            raise OnlineError(f"{service} cannot be reached ({type(error).__name__})") from None

    def _manager(self, service: str) -> urllib3.PoolManager:
        """What connects to a service."""
        parts = urlsplit(service)
        host = parts.hostname or ""
        if _is_address(host):
            return self._named
        check_host(host, parts.port or (443 if parts.scheme == "https" else 80))
        return self._public


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _read(response: urllib3.BaseHTTPResponse, service: str, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise OnlineError(f"{service} answers with more than {LARGEST >> 20} megabytes")
        if time.monotonic() > deadline:
            raise OnlineError(f"{service} does not answer within {SECONDS:g} seconds")
    return b"".join(pieces)


def _check(body: bytes, media: str, service: str) -> None:
    """See that it is what it says: the engine would find out in the middle of its own answer."""
    try:
        found = ox.parse_query_results(body, format=_RESULTS[media])
        if isinstance(found, ox.QuerySolutions):
            for _ in found:
                pass
    except (SyntaxError, ValueError, OSError):
        raise OnlineError(f"{service} answers with what is no result of a query") from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The engine has left; there is nobody to tell."""


def _handler(forwarder: Forwarder) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """What the engine calls."""

        timeout = _CONNECTING

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            size = int(length) if length.isdecimal() else 0
            query = self.rfile.read(size) if size <= _QUERY else b""
            found = forwarder.answer(self.path, query)
            media, body = found or ("text/plain", b"")
            self.send_response(200 if found else 502)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
