"""How the pool and its processes talk: messages with their length before them, over a socket.

A question is a head in JSON, which few questions differ in, and the text of the query. An answer is
a head of numbers and the result; where there is none, the content is JSON that says why.
"""

from __future__ import annotations

import json
import socket
import struct
from functools import lru_cache
from typing import Any

from kg.pool.answer import Answer
from kg.pool.question import Edition, Question
from kg.results import FORMATS, ResultKind

_ASKED = struct.Struct("!II")  # bytes of the head and of the query
# Bytes of what follows, kind, format, whether cut, size, rows, file, digest.
_TOLD = struct.Struct("!QBBBQQi9s")
_PIECE = 1 << 16
_KINDS = ("problem", *(kind.value for kind in ResultKind))
_KIND_NUMBERS = {name: number for number, name in enumerate(_KINDS)}
_FORMATS = tuple(form.name for form in FORMATS)
_FORMAT_NUMBERS = {name: number for number, name in enumerate(_FORMATS)}
NO_FILE = -1
READY = b"."  # what a process says when it has started


class ClosedError(Exception):
    """The other side is gone."""


def question(edition: Edition, asked: Question) -> bytes:
    """A question about an edition as a message."""
    head = _head(
        edition, tuple(asked.formats.items()), asked.default_graphs, asked.named_graphs, asked.first
    )
    query = asked.query.encode("utf-8", "surrogatepass")
    return b"".join((_ASKED.pack(len(head), len(query)), head, query))


@lru_cache(maxsize=1000)
def _head(edition: Edition, formats: tuple[tuple[str, str], ...], *rest: object) -> bytes:
    return json.dumps([edition.generation, edition.store, dict(formats), *rest]).encode()


@lru_cache(maxsize=1000)
def _read_head(head: bytes) -> tuple[Edition, dict[str, Any]]:
    generation, store, formats, default, named, first = json.loads(head)
    default, named = (None if graphs is None else tuple(graphs) for graphs in (default, named))
    options = {"formats": formats, "default_graphs": default, "named_graphs": named}
    return Edition(generation, store), options | {"first": first}


def next_question(sock: socket.socket) -> tuple[Edition, Question]:
    """Wait for a question, and what it is about.

    Raises:
        ClosedError: the other side is gone.
    """
    try:
        content = _received(sock, sock.recv(_PIECE), _ASKED.size)
        start, length = _ASKED.unpack_from(content)
        start += _ASKED.size
        content = _received(sock, content, start + length)
    except ConnectionResetError as error:
        raise ClosedError from error
    edition, options = _read_head(content[_ASKED.size : start])
    return edition, Question(content[start:].decode("utf-8", "surrogatepass"), **options)


def _received(sock: socket.socket, content: bytes, wanted: int) -> bytes:
    while len(content) < wanted:
        piece = sock.recv(max(_PIECE, wanted - len(content))) if content else b""
        if not piece:
            raise ClosedError
        content += piece
    return content


def send_ready(sock: socket.socket) -> None:
    """Say that this process has started.

    Raises:
        ClosedError: the other side is gone.
    """
    _send(sock, READY)


def send_answer(sock: socket.socket, answer: Answer, file: int = NO_FILE) -> None:
    """Send a result; ``file`` is the descriptor of the file that it lies in.

    Raises:
        ClosedError: the other side is gone.
    """
    kind, form = _KIND_NUMBERS[answer.kind], _FORMAT_NUMBERS[answer.format]
    length = len(answer.body)
    head = _TOLD.pack(
        length, kind, form, answer.cut, answer.size, answer.rows, file, bytes.fromhex(answer.digest)
    )
    if length < _PIECE:
        _send(sock, head + answer.body)
    else:  # not copied once more
        _send(sock, head)
        _send(sock, answer.body)


def send_problem(sock: socket.socket, content: dict[str, Any]) -> None:
    """Send why there is no result.

    Raises:
        ClosedError: the other side is gone.
    """
    body = json.dumps(content).encode()
    _send(sock, _TOLD.pack(len(body), 0, 0, False, 0, 0, NO_FILE, b"") + body)


def _send(sock: socket.socket, content: bytes) -> None:
    try:
        sock.sendall(content)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ClosedError from error


class Incoming:
    """What comes from a process, piece by piece, until an answer is complete."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._head = b""
        self._body: list[bytes | memoryview] = []
        self._missing = 0  # bytes of the body

    def take(self, piece: bytes) -> tuple[Answer | dict[str, Any], int] | None:
        """The answer or the problem, and the descriptor of its file; None if it is not complete."""
        if len(self._head) < _TOLD.size:
            piece = self._head + piece
            if len(piece) < _TOLD.size:
                self._head = piece
                return None
            self._head = piece[: _TOLD.size]
            self._missing = _TOLD.unpack(self._head)[0] + _TOLD.size
            self._body.append(memoryview(piece)[_TOLD.size :])
        else:
            self._body.append(piece)
        self._missing -= len(piece)
        if self._missing > 0:
            return None
        _, kind, form, cut, size, rows, file, digest = _TOLD.unpack(self._head)
        body = b"".join(self._body)
        self._begin()
        if not kind:
            return json.loads(body), file
        named = "" if file != NO_FILE else digest.hex()
        return Answer(_KINDS[kind], _FORMATS[form], size, rows, bool(cut), body, named), file
