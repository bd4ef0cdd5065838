"""A SPARQL service asked politely: one request at a time, with a pause, a name and patience."""

from __future__ import annotations

import email.utils
import importlib.metadata
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException
from typing import Any

from kg.errors import CommuniqueError, UsageError

Row = Mapping[str, str]
Binding = Mapping[str, Mapping[str, str]]
Report = Callable[[str], None]

_LARGEST = 256 << 20  # bytes of an answer
_BUSY = frozenset({429, 500, 502, 503, 504})
_TRIES = 6
_LONGEST_WAIT = 600.0  # seconds that a service may ask for at once


class ServiceError(CommuniqueError):
    """The service cannot be reached or refuses; what was fetched before is kept."""


class TooMuchError(ServiceError):
    """The service gave up on a query, which a smaller one may not meet."""


class Service:
    """A SPARQL 1.1 endpoint. Nothing is sent before the first query."""

    def __init__(
        self,
        url: str,
        contact: str,
        *,
        pause: float = 1.0,
        timeout: float = 90.0,
        report: Report = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``contact`` is a mail address or a web page, sent in the User-Agent of each request.

        Raises:
            UsageError: the address is not of the Web, or the contact is not one.
        """
        if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
            raise UsageError(f"“{url}” is no address of a SPARQL endpoint: it begins with https://")
        if not contact.isprintable() or not ("@" in contact or "://" in contact):
            raise UsageError(f"“{contact}” is neither a mail address nor the address of a page")
        self.url = url
        self._agent = f"communique/{importlib.metadata.version('communique')} ({contact})"
        self._pause = pause
        self._timeout = timeout
        self._report = report
        self._sleep = sleep
        self._last = 0.0

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query: values by variable, without their types.

        Raises:
            TooMuchError: the query took the service too long.
            ServiceError: the service cannot be reached, refuses, or answers something else.
        """
        wait = max(self._pause, 1.0)
        for turn in range(1, _TRIES + 1):
            self._sleep(max(0.0, self._last + self._pause - time.monotonic()))
            try:
                return _rows(self._ask(query))
            except urllib.error.HTTPError as error:
                with error:
                    text = error.read(4000).decode("utf-8", "replace")
                if "TimeoutException" in text or error.code == 504:
                    raise TooMuchError(f"{self.url} took too long for a query") from error
                if error.code not in _BUSY or turn == _TRIES:
                    raise ServiceError(
                        f"{self.url} answered {error.code} {error.reason}: {_first_line(text)}"
                    ) from error
                wait = _asked_for(error.headers) or wait
            except TimeoutError as error:
                raise TooMuchError(f"{self.url} took too long for a query") from error
            except (OSError, HTTPException) as error:
                if turn == _TRIES:
                    reason = getattr(error, "reason", None) or error
                    raise ServiceError(
                        f"{self.url} cannot be reached ({reason}): what was fetched is kept, the"
                        " same command goes on from there"
                    ) from error
            finally:
                self._last = time.monotonic()
            wait = min(wait, _LONGEST_WAIT)
            self._report(f"{self.url} is busy; trying again in {wait:.0f} s")
            self._sleep(wait)
            wait *= 2
        raise AssertionError("the loop returns or raises")

    def _ask(self, query: str) -> bytes:
        request = urllib.request.Request(
            self.url,
            data=urllib.parse.urlencode({"query": query}).encode(),
            headers={
                "User-Agent": self._agent,
                "Accept": "application/sparql-results+json",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        with _OPENER.open(request, timeout=self._timeout) as reply:
            body: bytes = reply.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            raise TooMuchError(f"{self.url} sent more than {_LARGEST >> 20} MiB")
        return body


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Whoever names a service means that one; an answer must not send us elsewhere."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect())


def _rows(body: bytes) -> list[Row]:
    try:
        bindings: list[Binding] = json.loads(body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServiceError(f"the service sent no SPARQL results in JSON ({error!r})") from error


def _asked_for(headers: Message[Any, Any]) -> float:
    """The seconds that a service asks to wait, 0 if it does not say."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(moment.timestamp() - time.time(), 1.0)


def _first_line(text: str) -> str:
    return next((line.strip()[:200] for line in text.splitlines() if line.strip()), "")
