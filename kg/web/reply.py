"""An answer as WSGI sends it: whole or not at all, compressed where that is liked."""

from __future__ import annotations

import gzip
import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]

_WORTH = 1_000  # bytes from which compressing is worth its time
_LEVEL = 1  # of gzip: 2 milliseconds for a megabyte of results, which shrink to a twentieth
_PIECE = 1 << 18
_TAG = re.compile(r'(?:W/)?("[^"]*")|(\*)')
_GZIP = re.compile(r"(?:^|[,\s])(gzip|\*)\s*(?:;\s*q=([0-9.]+))?\s*(?=,|$)", re.IGNORECASE)


@dataclass(slots=True)
class Reply:
    """A complete answer. ``tag`` is the inside of a strong entity tag, "" for what never repeats.

    A reply with a ``file`` can be sent once, one with a ``body`` as often as one likes.
    """

    status: int
    headers: Headers
    body: bytes = b""
    file: IO[bytes] | None = None
    size: int = 0  # bytes of the file
    tag: str = ""
    was_sent: bool = False  # before
    _ready: dict[bool, tuple[Headers, bytes]] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes of memory, about."""
        return 1000 + len(self.body) + (len(self.body) >> 3)

    def send(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Send it as the request wants it."""
        self.was_sent = True
        zipped = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if self.file is not None:
            return self._send_file(environ, start, zipped)
        zipped = zipped and len(self.body) >= _WORTH
        headers, body = self._ready.get(zipped) or self._prepare(zipped)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and self.tag and _matches(known, dict(headers)["ETag"]):
            kept = [h for h in headers if h[0] not in ("Content-Length", "Content-Type")]
            start("304 Not Modified", kept)
            return ()
        start(_line(self.status), headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _prepare(self, zipped: bool) -> tuple[Headers, bytes]:
        body = gzip.compress(self.body, _LEVEL, mtime=0) if zipped else self.body
        ready = (self._headers(len(body), zipped), body)
        self._ready[zipped] = ready
        return ready

    def _headers(self, size: int, zipped: bool) -> Headers:
        headers = [*self.headers, ("Content-Length", str(size))]
        if zipped:
            headers.append(("Content-Encoding", "gzip"))
        if self.tag:
            headers.append(("ETag", f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'))
        return headers

    def _send_file(
        self, environ: WSGIEnvironment, start: StartResponse, zipped: bool
    ) -> Iterable[bytes]:
        file, size = self.file, self.size
        assert file is not None
        if zipped:
            file, size = _compressed(file)
        start(_line(self.status), self._headers(size, zipped))
        if environ["REQUEST_METHOD"] == "HEAD":
            file.close()
            return ()
        return _Pieces(file)


class _Pieces:
    """A file in pieces, closed at the end, also when the client is gone before."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        with self._file:
            while piece := self._file.read(_PIECE):
                yield piece

    def close(self) -> None:
        self._file.close()


def digest(body: bytes) -> str:
    """A short name of these bytes."""
    return hashlib.blake2b(body, digest_size=9).hexdigest()


def _compressed(file: IO[bytes]) -> tuple[IO[bytes], int]:
    """A file compressed into another: nothing is held in memory."""
    target = tempfile.TemporaryFile(prefix="kg-result-")  # noqa: SIM115 - closed when it is sent
    with file, gzip.GzipFile(fileobj=target, mode="wb", compresslevel=_LEVEL, mtime=0) as stream:
        while piece := file.read(_PIECE):
            stream.write(piece)
    size = target.tell()
    target.seek(0)
    return target, size


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is liked (RFC 9110, 12.5.3); a client that does not say gets plain bytes."""
    if accepted in ("", "identity"):
        return False
    found = {match[1].lower(): match[2] for match in _GZIP.finditer(accepted)}
    quality = found.get("gzip", found.get("*", "0"))
    return quality is None or quality.strip("0.") != ""


def _matches(known: str, tag: str) -> bool:
    return any(match[2] or match[1] == tag for match in _TAG.finditer(known))


def _line(status: int) -> str:
    return _LINES.get(status) or f"{status} {HTTPStatus(status).phrase}"


_LINES = {200: "200 OK"}
