"""Which status each failure of a query has, and what is said about it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from kg import sparqlguard
from kg.errors import CommuniqueError, QueryError, StoreError, UsageError
from kg.pool import (
    BusyError,
    NotAcceptableError,
    PoolError,
    ServiceError,
    TooLargeError,
    TooLongError,
    TooMuchMemoryError,
)
from kg.results import ResultKind, formats_for
from kg.store.edits import LayerError, NoGraphError
from kg.web.protocol import ProtocolError
from kg.web.reply import Reply

PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A failure as it is told, to people and to programs (RFC 9457)."""

    status: int
    title: str
    detail: str
    line: int = 0  # of a mistake in the query, from 1; 0 where none is known
    column: int = 0
    retry: int = 0  # seconds after which it is worth asking again; 0 if it is not

    @property
    def members(self) -> dict[str, Any]:
        """The problem details as JSON has them."""
        place = {"line": self.line, "column": self.column} if self.line else {}
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **place,
        }

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that it adds."""
        headers = [("Retry-After", str(self.retry))] if self.retry else []
        return [*headers, ("WWW-Authenticate", "Bearer")] if self.status == 401 else headers

    def reply(self) -> Reply:
        """The problem for programs."""
        body = json.dumps(self.members).encode()
        headers = [("Content-Type", PROBLEM), ("Cache-Control", "no-store"), *self.headers]
        return Reply(self.status, headers, body)


_POOL: dict[type[PoolError], tuple[int, str, int]] = {
    BusyError: (503, "Others are being answered", 2),
    TooLongError: (504, "The query takes too long", 0),
    TooMuchMemoryError: (503, "The query needs too much memory", 60),
    TooLargeError: (503, "The result is too large", 60),
    ServiceError: (502, "Another endpoint gave no answer", 0),
}


def outcome(error: CommuniqueError | ProtocolError) -> Outcome:
    """What a failure means for whoever asked."""
    match error:
        case ProtocolError():
            bad = error.status == HTTPStatus.BAD_REQUEST
            title = "Not a SPARQL request" if bad else HTTPStatus(error.status).phrase
            return Outcome(error.status, title, error.detail)
        case NotAcceptableError():
            offered = [form.media_types[0] for form in formats_for(ResultKind(error.kind))]
            detail = f"This result can be had as {', '.join(offered)}."
            return Outcome(406, HTTPStatus(406).phrase, detail)
        case PoolError():
            status, title, retry = _POOL.get(type(error), (503, "The query cannot be answered", 2))
            return Outcome(status, title, f"{error}", retry=retry)
        case LayerError():
            return Outcome(403, "Only documents change this", f"{error}")
        case NoGraphError():
            return Outcome(404, "There is no such graph", f"{error}")
        case sparqlguard.RefusedError():
            title = "The query is refused"
            return Outcome(403, title, f"{error}", error.line, error.column)
        case QueryError():
            title = "The query cannot be read" if error.line else "The query cannot be answered"
            return Outcome(400, title, f"{error}", error.line, error.column)
        case StoreError():
            return Outcome(503, "There is nothing to ask yet", f"{error}", retry=10)
        case UsageError():
            return Outcome(400, "There is no such answer", f"{error}")
        case _:
            return Outcome(500, "Something went wrong", "The fault is ours; nothing was changed.")
