"""What pools, keeper and holder tell each other: lists in JSON, and descriptors of files.

A pool says ["want", generation, store] and ["fork", number, generation, store, orders] with the
sockets of the process to be; the keeper answers ["ready", generation, store] (empty: no copy),
["refused", number] and ["ended", number, status]. The keeper passes on ["fork", number, orders] and
["retire"]; the holder says ["ready"] and ["ended", number, status].
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Sequence
from typing import Any

LARGEST = 1 << 16  # bytes of a message: the addresses of services are the longest part
_MOST = 4  # descriptors that come with one


class GoneError(OSError):
    """The other side has ended."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Two sockets for messages, connected."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(sock: socket.socket, message: Sequence[object], descriptors: Sequence[int] = ()) -> None:
    """Send a message.

    Raises:
        GoneError: nobody will read it.
        OSError: the message is too large, or the socket does not block and has no room.
    """
    content = json.dumps(message).encode()
    if len(content) > LARGEST:
        raise OSError(errno.EMSGSIZE, os.strerror(errno.EMSGSIZE))
    try:
        socket.send_fds(sock, [content], descriptors)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise GoneError from error


def receive(sock: socket.socket) -> tuple[list[Any], list[int]]:
    """The next message, and its descriptors, which whoever calls closes.

    Raises:
        GoneError: there is none any more.
        BlockingIOError: the socket does not block, and nothing is there yet.
    """
    try:
        content, descriptors, _, _ = socket.recv_fds(sock, LARGEST, _MOST)
    except BlockingIOError:
        raise
    except OSError as error:
        raise GoneError from error
    if not content:
        raise GoneError
    return json.loads(content), descriptors


def close(descriptors: Sequence[int]) -> None:
    """Close them."""
    for each in descriptors:
        os.close(each)
