"""How the pool and its processes talk: over two pairs of sockets.

A question is a head in JSON, which few questions differ in, and the text of the query, with their
lengths before them. It comes as one message with a number, which the pool can take back as long as
the process has not; of one that is too large for that the message has only the number, and the rest
comes over the other pair. There an answer goes back: a head of numbers, among them that of the
question, and the result. Where there is none, the content is JSON that says why. When a result lies
in a file, the process waits until the pool has opened it.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from kg.pool.answer import Answer
from kg.pool.question import Edition, Question
from kg.results import FORMATS, ResultKind

_NUMBER = struct.Struct("!Q")
_ASKED = struct.Struct("!II")  # bytes of the head and of the query
# Question, bytes of what follows, kind, format, whether cut, size, rows, file, digest.
_TOLD = struct.Struct("!QQBBBQQi9s")
_PIECE = 1 << 16
_KINDS = ("problem", *(kind.value for kind in ResultKind))
_KIND_NUMBERS = {name: number for number, name in enumerate(_KINDS)}
_FORMATS = tuple(form.name for form in FORMATS)
_FORMAT_NUMBERS = {name: number for number, name in enumerate(_FORMATS)}
NO_FILE = -1
_READY = struct.Struct("!Q")  # the id of a process that has started
AT_ONCE = 1 << 12  # bytes of a question that is one message: of them, any kernel holds many
TAKEN = b"!"  # what the pool says when it has opened the file of an answer


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


def next_question(
    questions: socket.socket, answers: socket.socket
) -> tuple[int, Edition, Question]:
    """Wait for a question: its number, what it is about, and itself.

    Raises:
        ClosedError: the other side is gone.
    """
    try:
        content = questions.recv(_NUMBER.size + AT_ONCE)
        if not content:
            raise ClosedError
        (number,) = _NUMBER.unpack_from(content)
        content = content[_NUMBER.size :] or answers.recv(_PIECE)
        content = _received(answers, content, _ASKED.size)
        start, length = _ASKED.unpack_from(content)
        start += _ASKED.size
        content = _received(answers, content, start + length)
    except ConnectionResetError as error:
        raise ClosedError from error
    edition, options = _read_head(content[_ASKED.size : start])
    return number, edition, Question(content[start:].decode("utf-8", "surrogatepass"), **options)


def announce(questions: socket.socket, number: int, message: bytes) -> bytes:
    """Say that there is a question; returns what has to be sent over the other pair, once.

    Raises:
        OSError: the other side is gone.
    """
    fits = len(message) <= AT_ONCE
    content = _NUMBER.pack(number)
    questions.send(content + message if fits else content, socket.MSG_DONTWAIT)
    return b"" if fits else message


def taken_back(questions: socket.socket) -> set[int]:
    """The numbers of the questions that were there still, which are not any more.

    The process may go on taking questions meanwhile, so these can be any of them.
    """
    numbers = set()
    with suppress(BlockingIOError):
        while content := questions.recv(_NUMBER.size, socket.MSG_DONTWAIT):
            numbers.add(_NUMBER.unpack(content)[0])
    return numbers


def _received(sock: socket.socket, content: bytes, wanted: int) -> bytes:
    while len(content) < wanted:
        piece = sock.recv(max(_PIECE, wanted - len(content))) if content else b""
        if not piece:
            raise ClosedError
        content += piece
    return content


def send_ready(sock: socket.socket) -> None:
    """Say that this process has started, which it is, and give others a hold of it.

    Raises:
        ClosedError: the other side is gone.
    """
    pid = os.getpid()
    try:
        handles = [os.pidfd_open(pid)]
    except OSError:  # an old kernel; only who is no parent of this process needs one
        handles = []
    try:
        socket.send_fds(sock, [_READY.pack(pid)], handles)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ClosedError from error
    finally:
        for handle in handles:
            os.close(handle)


def receive_ready(sock: socket.socket) -> tuple[int, int]:
    """The id of a process that has started, and a descriptor of it (pidfd), or -1.

    Raises:
        ClosedError: it will never start.
        BlockingIOError: it has not started yet, and the socket does not block.
    """
    try:
        said, handles, _, _ = socket.recv_fds(sock, _READY.size, 1)
    except BlockingIOError:
        raise
    except OSError as error:
        raise ClosedError from error
    if len(said) < _READY.size:
        raise ClosedError
    return int(_READY.unpack(said)[0]), handles[0] if handles else -1


def send_answer(sock: socket.socket, number: int, answer: Answer, file: int = NO_FILE) -> None:
    """Send a result; where it lies in a file, with this descriptor, wait until that is opened.

    Raises:
        ClosedError: the other side is gone.
    """
    kind, form = _KIND_NUMBERS[answer.kind], _FORMAT_NUMBERS[answer.format]
    length = len(answer.body)
    digest = bytes.fromhex(answer.digest)
    head = _TOLD.pack(
        number, length, kind, form, answer.cut, answer.size, answer.rows, file, digest
    )
    if length < _PIECE:
        _send(sock, head + answer.body)
    else:  # not copied once more
        _send(sock, head)
        _send(sock, answer.body)
    if file != NO_FILE and sock.recv(len(TAKEN)) != TAKEN:
        raise ClosedError


def send_problem(sock: socket.socket, number: int, content: dict[str, Any]) -> None:
    """Send why a question has no result.

    Raises:
        ClosedError: the other side is gone.
    """
    body = json.dumps(content).encode()
    _send(sock, _TOLD.pack(number, len(body), 0, 0, False, 0, 0, NO_FILE, b"") + body)


def _send(sock: socket.socket, content: bytes) -> None:
    try:
        sock.sendall(content)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ClosedError from error


class Incoming:
    """What comes from a process, piece by piece, until an answer is complete."""

    def __init__(self) -> None:
        self._begun = b""  # of a head
        self._head: tuple[Any, ...] = ()
        self._body: list[memoryview] = []
        self._missing = 0  # bytes of the body

    @property
    def is_under_way(self) -> bool:
        """Whether an answer has begun to come."""
        return bool(self._head or self._begun)

    def take(self, piece: bytes) -> Iterator[tuple[int, Answer | dict[str, Any], int]]:
        """What is complete: numbers of questions, answers or problems, descriptors of files."""
        rest = memoryview(piece)
        while rest:
            if not self._head:
                if self._begun:
                    rest, self._begun = memoryview(self._begun + rest), b""
                if len(rest) < _TOLD.size:
                    self._begun = bytes(rest)
                    return
                self._head = _TOLD.unpack_from(rest)
                self._missing = self._head[1]
                rest = rest[_TOLD.size :]
            self._body.append(rest[: self._missing])
            rest = rest[self._missing :]
            self._missing -= len(self._body[-1])
            if not self._missing:
                yield self._whole()

    def _whole(self) -> tuple[int, Answer | dict[str, Any], int]:
        number, _, kind, form, cut, size, rows, file, digest = self._head
        body = b"".join(self._body)
        self._head = ()
        self._body.clear()
        if not kind:
            return number, json.loads(body), file
        named = "" if file != NO_FILE else digest.hex()
        answer = Answer(_KINDS[kind], _FORMATS[form], size, rows, bool(cut), body, named)
        return number, answer, file
