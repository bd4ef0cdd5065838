"""The process with a copy of the graph in its memory, which forks others that answer queries."""

from __future__ import annotations

import errno
import gc
import os
import resource
import selectors
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import StoreError
from kg.pool import proc
from kg.pool.copies import messages
from kg.pool.copies.forking import fork
from kg.pool.limits import MEGABYTE
from kg.pool.question import Edition
from kg.pool.refusals import MEMORY_IS_OUT
from kg.pool.worker import serve
from kg.settings import made
from kg.store import GraphReader
from kg.store.copying import read_copy, write_copy

_GENTLY = 10  # niceness while the graph is read: queries go first
_SPARE = 256  # megabytes that may be needed besides what a copy is allowed


def write(root: Path, edition: Edition, stream: int, parent: int) -> None:
    """Be the process that reads an edition from disk and writes it to a pipe.

    It has to be one of its own: the engine starts threads for a store on disk, and who has threads
    cannot fork. Ends with 0 if all of it was written.
    """
    proc.end_with(parent)
    os.nice(_GENTLY)
    try:
        with os.fdopen(stream, "wb") as pipe, GraphReader.of(root, edition.generation) as reader:
            if edition.store and Edition.of(edition.generation, made(root)) != edition:
                raise SystemExit(2)  # another store is in the folder by now
            write_copy(reader, pipe)
    except BrokenPipeError:  # who read it has ended, and the keeper knows why
        raise SystemExit(1) from None
    except (OSError, StoreError) as error:
        sys.stderr.write(f"kg: the graph cannot be copied into memory: {error}\n")
        raise SystemExit(1) from error


def hold(
    root: Path, edition: Edition, stream: int, sock: socket.socket, megabytes: int, parent: int
) -> None:
    """Be the process that has the copy, from a pipe, until told to retire."""
    proc.end_with(parent)
    _limit_memory(proc.address_space() + (megabytes + _SPARE) * MEGABYTE)
    reader = _read(root, edition, stream)
    _limit_memory(resource.RLIM_INFINITY)
    gc.freeze()  # so that no page of it is written to, and copied, in those that are forked
    with suppress(messages.GoneError):  # the keeper has ended, and this process is about to
        _Holder(root, edition, reader, sock).run()


def _read(root: Path, edition: Edition, stream: int) -> GraphReader:
    """Read the copy without being in anybody's way. Only threads can become polite for a while."""
    found: list[GraphReader] = []

    def read() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _GENTLY)
        with os.fdopen(stream, "rb") as pipe:
            try:
                found.append(read_copy(root, edition.generation, pipe))
            except MemoryError:
                os._exit(MEMORY_IS_OUT)
            except (ValueError, SyntaxError):  # who wrote it has ended before its time
                os._exit(1)

    reading = threading.Thread(target=read)
    reading.start()
    reading.join()
    while len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - the thread is about to be gone
        time.sleep(0.001)
    if not found:
        raise SystemExit(1)  # Python has said why
    return found[0]


class _Holder:
    def __init__(
        self, root: Path, edition: Edition, reader: GraphReader, sock: socket.socket
    ) -> None:
        self._root = root
        self._edition = edition
        self._reader = reader
        self._sock = sock
        self._retired = False
        self._children: dict[int, tuple[int, int]] = {}  # by descriptor: pid, number
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Fork processes, and tell how they end, until nobody needs that any more."""
        self._selector.register(self._sock, selectors.EVENT_READ)
        messages.send(self._sock, ["ready"])
        while not (self._retired and not self._children):
            for key, _ in self._selector.select():
                if key.fileobj is self._sock:
                    self._hear()
                else:
                    self._ended(key.fd)

    def _hear(self) -> None:
        message, descriptors = messages.receive(self._sock)
        if message[0] == "retire":
            self._retired = True
            return
        _, number, orders = message
        try:
            pid, child = self._fork(descriptors, orders)
        except OSError:
            messages.send(self._sock, ["refused", number])
            return
        finally:
            messages.close(descriptors)
        self._children[child] = pid, number
        self._selector.register(child, selectors.EVENT_READ)

    def _fork(self, descriptors: list[int], orders: Any) -> tuple[int, int]:
        """A process that has the sockets: its id, and a descriptor of it."""
        if len(descriptors) < 2:  # there was no room for them
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        questions, answers = descriptors
        pid = fork(partial(self._serve, questions, answers, orders), descriptors)
        try:
            return pid, os.pidfd_open(pid)
        except OSError:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise

    def _serve(
        self, questions: int, answers: int, orders: tuple[int, int, int, list[str]]
    ) -> NoReturn:
        memory, rows, size, services = orders
        have = (self._edition, self._reader)
        serve(self._root, (questions, answers), memory, rows, size, services, have)
        os._exit(0)

    def _ended(self, child: int) -> None:
        self._selector.unregister(child)
        pid, number = self._children.pop(child)
        os.close(child)
        _, status = os.waitpid(pid, 0)
        messages.send(self._sock, ["ended", number, os.waitstatus_to_exitcode(status)])


def _limit_memory(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
