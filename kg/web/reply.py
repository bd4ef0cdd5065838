"""An answer as WSGI sends it: whole or not at all, compressed where that is liked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kg.web.encoding import WORTH, Encoder, encoded, liked

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]


class Sent(NamedTuple):
    """What goes out: the body, or the file that holds it."""

    status: int
    headers: Headers
    body: bytes = b""
    file: IO[bytes] | None = None


_LONG = 1 << 16  # bytes whose compressing would keep others waiting
_PIECE = 1 << 18
_TAG = re.compile(r'(?:W/)?("[^"]*")|(\*)')


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
    _ready: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes of memory, about."""
        return 1000 + len(self.body) + (len(self.body) >> 3)

    def send(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Send it as the request wants it."""
        status, headers, body, file = self.wanted(environ)
        start(_line(status), headers)
        if file is not None:
            return Pieces(file)
        return (body,) if body else ()

    def takes_long(self, environ: Mapping[str, Any]) -> bool:
        """Whether to have it as the request wants it means to compress much."""
        coding = liked(environ.get("HTTP_ACCEPT_ENCODING", ""))
        large = self.file is not None or len(self.body) > _LONG
        return bool(coding) and large and coding not in self._ready

    def wanted(self, environ: Mapping[str, Any]) -> Sent:
        """It as the request wants it."""
        self.was_sent = True
        zipped = liked(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if self.file is not None:
            return self._of_file(environ, zipped)
        zipped = zipped if len(self.body) >= WORTH else ""
        headers, body = self._ready.get(zipped) or self._prepare(zipped)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and self.tag and _matches(known, dict(headers)["ETag"]):
            kept = [h for h in headers if h[0] not in ("Content-Length", "Content-Type")]
            return Sent(304, kept)
        return Sent(self.status, headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body)

    def _prepare(self, zipped: str) -> tuple[Headers, bytes]:
        body = encoded(self.body, zipped) if zipped else self.body
        ready = (self._headers(len(body), zipped), body)
        self._ready[zipped] = ready
        return ready

    def _headers(self, size: int, zipped: str) -> Headers:
        headers = [*self.headers, ("Content-Length", str(size))]
        if zipped:
            headers.append(("Content-Encoding", zipped))
        if self.tag:
            headers.append(("ETag", f'"{self.tag}-{zipped}"' if zipped else f'"{self.tag}"'))
        return headers

    def _of_file(self, environ: Mapping[str, Any], zipped: str) -> Sent:
        file, size = self.file, self.size
        assert file is not None
        if zipped:
            file, size = _compressed(file, zipped)
        headers = self._headers(size, zipped)
        if environ["REQUEST_METHOD"] == "HEAD":
            file.close()
            return Sent(self.status, headers)
        return Sent(self.status, headers, file=file)


class Pieces:
    """A file in pieces, closed at the end, also when the client is gone before."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        with self._file:
            while piece := self._file.read(_PIECE):
                yield piece

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _compressed(file: IO[bytes], coding: str) -> tuple[IO[bytes], int]:
    """A file compressed into another: nothing is held in memory."""
    target = tempfile.TemporaryFile(prefix="kg-result-")  # noqa: SIM115 - closed when it is sent
    encoder = Encoder(coding)
    with file:
        while piece := file.read(_PIECE):
            target.write(encoder.add(piece))
    target.write(encoder.end())
    size = target.tell()
    target.seek(0)
    return target, size


def _matches(known: str, tag: str) -> bool:
    return any(match[2] or match[1] == tag for match in _TAG.finditer(known))


def _line(status: int) -> str:
    return _LINES.get(status) or f"{status} {HTTPStatus(status).phrase}"


_LINES = {200: "200 OK"}
