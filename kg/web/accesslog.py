"""A line for each request: who, what, how it ended. Never what was asked, and no secret."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import IO, Any
from urllib.parse import parse_qs, quote

from kg.pool.answer import digest
from kg.web.notes import CACHED, OPERATION, ROUTE

_LONGEST = 300  # characters of a path
_SAFE = "/:@!$&'()*+,;=-._~%"


class AccessLog:
    """Writes a line for each request in the form “plain” or “json”.

    Of an address only the path is told: its parameters hold queries and what people search for.
    A query is told by a hash, so that two requests can be seen to ask the same.
    """

    def __init__(self, form: str, stream: IO[str] | None = None) -> None:
        self._line = _FORMS[form]
        self._stream = stream

    def write(self, environ: Mapping[str, Any], status: int, size: int, seconds: float) -> None:
        """Tell of a request."""
        entry: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "client": _clean(environ.get("REMOTE_ADDR", "")) or "-",
            "method": _clean(environ["REQUEST_METHOD"]),
            "path": _clean(environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")),
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        if ROUTE in environ:
            entry["route"] = environ[ROUTE]
        if CACHED in environ:
            entry["cached"] = environ[CACHED]
        if asked := _operation(environ):
            entry["query"] = digest(asked.encode("utf-8", "replace"))
        stream = self._stream or sys.stdout
        stream.write(self._line(entry) + "\n")
        stream.flush()


def _operation(environ: Mapping[str, Any]) -> str:
    """The text of a query or an update, "" where there is none."""
    if OPERATION in environ:
        return str(environ[OPERATION])
    if CACHED not in environ:
        return ""
    fields = parse_qs(environ.get("QUERY_STRING", ""))  # an answer given before is not parsed
    return next(iter(fields.get("query", ())), "")


def _plain(entry: Mapping[str, Any]) -> str:
    line = "{time} {client} {method} {path} {status} {bytes} {ms}ms".format_map(entry)
    if "cached" in entry:
        line += " cached" if entry["cached"] else " computed"
    return f"{line} query={entry['query']}" if "query" in entry else line


_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {"plain": _plain, "json": json.dumps}


def _clean(text: str) -> str:
    """Text of strangers in one word of plain ASCII."""
    return quote(text[:_LONGEST].encode("latin-1", "replace"), safe=_SAFE)
