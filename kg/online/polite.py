"""Requests to other people's servers: signed, spaced, patient, and of bounded time and size."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from kg.errors import OnlineError, UsageError

_CONTACT = re.compile(r"https?://\S+|[^@\s()]+@[^@\s()]+\.[^@\s()]+")
_PIECE = 1 << 16
_AGAIN = frozenset({429, 502, 503, 504})  # states that pass
_WAIT = 5.0  # seconds before the second try where the server names none; doubled each time
_SHOWN = 200  # characters of a server's own words that are repeated


@dataclass(frozen=True, slots=True)
class Manners:
    """How a client behaves. ``contact`` is an address that whoever runs a server can write to."""

    contact: str
    interval: float = 1.0  # seconds between two requests
    timeout: float = 60.0  # seconds that one answer may take
    tries: int = 4  # of one request, where the server is busy
    patience: float = 120.0  # seconds that a server may ask to wait; if longer, come again later
    size: int = 64 << 20  # bytes of an answer

    def __post_init__(self) -> None:
        if not _CONTACT.fullmatch(self.contact):
            raise UsageError(
                "whoever runs the service must be able to reach you: give an e-mail address or the"
                " address of a page with --contact, or in KG_CONTACT"
            )


class PoliteClient:
    """Asks servers over HTTP, one request after the other."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        name = f"communique/{version('communique')} ({manners.contact})"
        self._headers = {"User-Agent": name, "Accept-Encoding": "gzip"}
        self._pools: dict[str, urllib3.PoolManager] = {}
        self._free = 0.0  # when the next request may be sent

    def get(self, url: str, accept: str = "application/json") -> bytes:
        """The body of an address. Raises as ``ask`` does."""
        return self.ask("GET", url, {"Accept": accept})

    def post_form(self, url: str, fields: Mapping[str, str], accept: str = "") -> bytes:
        """The answer to a form. Raises as ``ask`` does."""
        body = urlencode(dict(fields)).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", url, headers | {"Accept": accept or "application/json"}, body)

    def post_json(self, url: str, content: object) -> bytes:
        """The answer to a body in JSON. Raises as ``ask`` does."""
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return self.ask("POST", url, headers, body)

    def ask(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> bytes:
        """The answer to a request; a busy server is asked again when it says so.

        Raises:
            UsageError: the address is none of the web.
            OnlineError: the server cannot be reached, refuses, is busy for too long, or answers
                with more than is taken; the message says which.
        """
        pool = self._pool(url)
        wait = _WAIT
        for _ in range(self.manners.tries):
            self._pause()
            status, told, content = self._once(pool, method, url, headers, body)
            if status == 200:
                return content
            if status not in _AGAIN:
                raise OnlineError(f"{url} answers {status}{_words(content)}")
            wait = _retry_after(told) or wait
            if wait > self.manners.patience:
                raise OnlineError(
                    f"{url} is busy ({status}) and asks to come again in {wait:,.0f} seconds"
                )
            self._free = time.monotonic() + wait
            wait *= 2
        raise OnlineError(f"{url} is busy ({status}), after {self.manners.tries} tries")

    def _pause(self) -> None:
        time.sleep(max(0.0, self._free - time.monotonic()))
        self._free = time.monotonic() + self.manners.interval

    def _once(
        self,
        pool: urllib3.PoolManager,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        deadline = time.monotonic() + self.manners.timeout
        try:
            response = cast(
                "urllib3.HTTPResponse",
                pool.request(
                    method, url, body=body, headers=self._headers | dict(headers),
                    preload_content=False,
                ),
            )  # fmt: skip
            with response:
                content = self._read(response, url, deadline)
        except urllib3.exceptions.HTTPError as error:
            raise OnlineError(f"{url} cannot be reached: {_reason(error)}") from error
        return response.status, response.headers, content

    def _read(self, response: urllib3.HTTPResponse, url: str, deadline: float) -> bytes:
        pieces, size = [], 0
        for piece in response.stream(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self.manners.size:
                raise OnlineError(f"{url} answers with more than {self.manners.size:,} bytes")
            if time.monotonic() > deadline:
                raise OnlineError(f"{url} takes longer than {self.manners.timeout:g} seconds")
        return b"".join(pieces)

    def _pool(self, url: str) -> urllib3.PoolManager:
        """What connects to a server, through the proxy that the environment names for it."""
        parts = _parts(url)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and parts.hostname and proxy_bypass(parts.hostname):
            proxy = ""
        if proxy not in self._pools:
            timeout = urllib3.Timeout(
                connect=min(10.0, self.manners.timeout), read=self.manners.timeout
            )
            retries = urllib3.Retry(connect=0, read=0, status=0, other=0, redirect=3)
            made: dict[str, Any] = {"timeout": timeout, "retries": retries}
            self._pools[proxy] = (
                urllib3.ProxyManager(proxy, **made) if proxy else urllib3.PoolManager(**made)
            )
        return self._pools[proxy]


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"“{url}” is no address of a service: http:// or https:// is expected")
    return parts


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that a server asks to wait (RFC 9110, 10.2.3), 0 where it says nothing of use."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _reason(error: urllib3.exceptions.HTTPError) -> str:
    """What went wrong, without the names of classes and objects."""
    cause: BaseException = error
    while (inner := getattr(cause, "reason", None) or cause.__cause__) and isinstance(
        inner, BaseException
    ):
        cause = inner
    if isinstance(cause, urllib3.exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(cause, urllib3.exceptions.ResponseError):
        return "it sends on from one address to the next"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause).rpartition(": ")[2]


def _words(content: bytes) -> str:
    """A server's own words on its refusal: the detail of its problem, or its plain text."""
    text = content[:10_000].decode("utf-8", "replace").strip()
    try:
        told = json.loads(text)
    except ValueError:
        found = "" if text.startswith("<") else text
    else:
        found = (
            str(told.get("detail") or told.get("message") or "") if isinstance(told, dict) else ""
        )
    plain = "".join(c if c.isprintable() else " " for c in found)[:_SHOWN]
    return f": {plain}" if plain.strip() else ""
