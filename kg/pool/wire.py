"""How the pool and its processes talk: messages with their length before them, over a socket."""

from __future__ import annotations

import os
import socket
import struct
from typing import IO

_LENGTHS = struct.Struct("!II")  # of the head and of the body
_PIECE = 1 << 18


class ClosedError(Exception):
    """The other side is gone."""


def send(
    sock: socket.socket, head: bytes, body: bytes = b"", file: IO[bytes] | None = None
) -> None:
    """Send one message; a file goes along as a descriptor.

    Raises:
        ClosedError: the other side is gone.
    """
    lengths = _LENGTHS.pack(len(head), len(body))
    try:
        if file is None:
            sock.sendall(lengths + head + body)
        else:
            socket.send_fds(sock, [lengths], [file.fileno()])
            sock.sendall(head + body)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ClosedError from error


def receive(sock: socket.socket) -> tuple[bytes, bytes, IO[bytes] | None]:
    """The next message.

    Raises:
        ClosedError: the other side is gone.
        TimeoutError: the socket has a timeout, and nothing came.
    """
    try:
        first, descriptors, _, _ = socket.recv_fds(sock, _PIECE, 1)
        file = os.fdopen(descriptors[0], "rb") if descriptors else None
        while len(first) < _LENGTHS.size:
            first += _more(sock, first)
        head, body = _LENGTHS.unpack_from(first)
        wanted = _LENGTHS.size + head + body
        if len(first) == wanted:
            content = first
        else:
            content = _all(sock, first, wanted)
    except ConnectionResetError as error:
        raise ClosedError from error
    start = _LENGTHS.size
    return content[start : start + head], content[start + head :], file


def _more(sock: socket.socket, before: bytes) -> bytes:
    piece = sock.recv(_PIECE) if before else b""
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
