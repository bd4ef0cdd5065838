"""How the pool and its processes talk: messages with their length before them, over a socket."""

from __future__ import annotations

import socket
import struct

_LENGTHS = struct.Struct("!II")  # of the head and of the body
_PIECE = 1 << 16


class ClosedError(Exception):
    """The other side is gone."""


def send(sock: socket.socket, head: bytes, body: bytes = b"") -> None:
    """Send one message.

    Raises:
        ClosedError: the other side is gone.
    """
    try:
        sock.sendall(_LENGTHS.pack(len(head), len(body)) + head + body)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ClosedError from error


def receive(sock: socket.socket) -> tuple[bytes, bytes]:
    """The head and the body of the next message.

    Raises:
        ClosedError: the other side is gone.
        BlockingIOError: the socket has a time limit, and nothing came.
    """
    try:
        content = sock.recv(_PIECE)
        if not content:
            raise ClosedError
        while len(content) < _LENGTHS.size:
            content += _more(sock)
        head, body = _LENGTHS.unpack_from(content)
        start = _LENGTHS.size
        if len(content) < start + head + body:
            content = _all(sock, content, start + head + body)
    except ConnectionResetError as error:
        raise ClosedError from error
    return content[start : start + head], content[start + head :]


def _more(sock: socket.socket) -> bytes:
    piece = sock.recv(_PIECE)
    if not piece:
        raise ClosedError
    return piece


def _all(sock: socket.socket, first: bytes, wanted: int) -> bytes:
    content = bytearray(wanted)
    content[: len(first)] = first
    view, filled = memoryview(content), len(first)
    while filled < wanted:
        count = sock.recv_into(view[filled:])
        if not count:
            raise ClosedError
        filled += count
    return bytes(content)
