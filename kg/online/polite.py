"""Requests to other people's servers: signed, spaced, patient, and of bounded time and size."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from kg.errors import OnlineError, UsageError
from kg.online.public import PublicManager, check_host

_CONTACT = re.compile(r"https?://\S+|[^@\s()]+@[^@\s()]+\.[^@\s()]+")
_PIECE = 1 << 16
BUSY = frozenset({429, 502, 503, 504})  # states that pass
_ELSEWHERE = frozenset({301, 302, 307, 308})  # the same question is to be asked somewhere else
_HOPS = 3
GAVE_UP = "TimeoutException"  # how the Wikidata Query Service says so, with status 500
_TOLD = 4000  # bytes of a refusal that are looked at
_WAIT = 5.0  # seconds before the second try where the server names none; doubled each time
_SHOWN = 200  # characters of a server's own words that are repeated


Report = Callable[[str], None]


class AnswerError(OnlineError):
    """A server refuses. ``status`` is that of its answer, ``text`` its own words."""

    def __init__(self, message: str, status: int, text: str) -> None:
        super().__init__(message)
        self.status = status
        self.text = text


class UnreachableError(OnlineError):
    """Nobody answers."""


class LateError(OnlineError):
    """An answer does not come in time, or is too large."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a client behaves. ``contact`` is an address that whoever runs a server can write to."""

    contact: str
    interval: float = 1.0  # seconds between two requests
    timeout: float = 60.0  # seconds that one answer may take
    tries: int = 4  # of one request, where the server is busy
    patience: float = 120.0  # seconds that a server may ask to wait; if longer, come again later
    size: int = 64 << 20  # bytes of an answer
    again: frozenset[int] = BUSY  # states that pass
    persistent: bool = False  # whether a server that cannot be reached is tried again as well

    def __post_init__(self) -> None:
        if not _CONTACT.fullmatch(self.contact):
            raise UsageError(
                "whoever runs the service must be able to reach you: give an e-mail address or the"
                " address of a page with --contact, or in KG_CONTACT"
            )


class PoliteClient:
    """Asks servers over HTTP, one request after the other.

    ``report`` is told in a line when a server is waited for.
    """

    def __init__(
        self,
        manners: Manners,
        report: Report = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners
        self._report = report
        self._sleep = sleep
        name = f"communique/{version('communique')} ({manners.contact})"
        self._headers = {"User-Agent": name, "Accept-Encoding": "gzip"}
        self._pools: dict[tuple[str, bool], urllib3.PoolManager] = {}
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
            AnswerError: the server refuses.
            LateError: the answer takes too long or is too large.
            OnlineError: the server cannot be reached, is busy for too long, or sends on to where
                nobody is to be sent; the message says which.
        """
        check_address(url)
        wait = _WAIT
        reason = ""
        for turn in range(1, self.manners.tries + 1):
            self._pause()
            told: Mapping[str, str] = {}
            try:
                status, told, content = self._followed(method, url, headers, body)
            except UnreachableError as error:
                if not self.manners.persistent or turn == self.manners.tries:
                    raise
                reason = f"{error}"
            else:
                if status == 200:
                    return content
                self._check_passes(url, status, content)
                reason = f"{url} is busy ({status})"
            wait = _retry_after(told) or wait
            if wait > self.manners.patience:
                raise OnlineError(f"{reason} and asks to come again in {wait:,.0f} seconds")
            if turn < self.manners.tries:
                self._report(f"{reason}; trying again in {wait:.0f} s")
                self._sleep(wait)
                wait *= 2
        raise OnlineError(f"{reason}, after {self.manners.tries} tries")

    def _check_passes(self, url: str, status: int, content: bytes) -> None:
        """Whether a refusal is one that passes; a query that takes too long does not get faster."""
        text = content[:_TOLD].decode("utf-8", "replace")
        if status not in self.manners.again or GAVE_UP in text:
            raise AnswerError(f"{url} answers {status}{_words(content)}", status, text)

    def _pause(self) -> None:
        self._sleep(max(0.0, self._free - time.monotonic()))
        self._free = time.monotonic() + self.manners.interval

    def _followed(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """The answer where it is, a few addresses further on at most."""
        named, here = _door(url), url
        for _ in range(_HOPS + 1):
            answer = self._once(method, here, headers, body, public=_door(here) != named)
            status, told, _ = answer
            if status not in _ELSEWHERE or not told.get("Location"):
                return answer
            here = onward(here, told["Location"])
        raise OnlineError(f"{url} cannot be reached: it sends on from one address to the next")

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        public: bool,
    ) -> tuple[int, Mapping[str, str], bytes]:
        deadline = time.monotonic() + self.manners.timeout
        pool = self._pool(url, public=public)
        try:
            response = cast(
                "urllib3.HTTPResponse",
                pool.request(
                    method, url, body=body, headers=self._headers | dict(headers),
                    preload_content=False, redirect=False,
                ),
            )  # fmt: skip
            with response:
                content = self._read(response, url, deadline)
        except urllib3.exceptions.ReadTimeoutError as error:
            raise LateError(f"{url} cannot be reached: no answer in time") from error
        except urllib3.exceptions.HTTPError as error:
            raise UnreachableError(f"{url} cannot be reached: {_reason(error)}") from error
        return response.status, response.headers, content

    def _read(self, response: urllib3.HTTPResponse, url: str, deadline: float) -> bytes:
        pieces, size = [], 0
        for piece in response.stream(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self.manners.size:
                raise LateError(f"{url} answers with more than {self.manners.size:,} bytes")
            if time.monotonic() > deadline:
                raise LateError(f"{url} takes longer than {self.manners.timeout:g} seconds")
        return b"".join(pieces)

    def _pool(self, url: str, *, public: bool) -> urllib3.PoolManager:
        """What connects to a server, through the proxy that the environment names for it.

        ``public``: only if its address is a public one.
        """
        parts = _parts(url)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and parts.hostname and proxy_bypass(parts.hostname):
            proxy = ""
        if public:
            check_host(*_door(url)[1:])
        key = proxy, public and not proxy
        if key not in self._pools:
            timeout = urllib3.Timeout(
                connect=min(10.0, self.manners.timeout), read=self.manners.timeout
            )
            made: dict[str, Any] = {"timeout": timeout, "retries": False}
            manager = PublicManager if public else urllib3.PoolManager
            self._pools[key] = urllib3.ProxyManager(proxy, **made) if proxy else manager(**made)
        return self._pools[key]


def _door(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address."""
    parts = _parts(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return parts.scheme, (parts.hostname or "").lower(), port


def onward(url: str, location: str) -> str:
    """Where a server sends us on to.

    Raises:
        OnlineError: to no address of the web, or from a secure one to one that is not.
    """
    target = urljoin(url, location)
    try:
        parts = _parts(target)
    except UsageError:
        raise OnlineError(f"{url} cannot be reached: it sends on to no address") from None
    if parts.scheme == "http" and url.startswith("https:"):
        raise OnlineError(f"{url} cannot be reached: it sends on to {target}, which is not secure")
    return target


def check_address(url: str) -> None:
    """Refuse what is no address of the web.

    Raises:
        UsageError: it is none.
    """
    _parts(url)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
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
