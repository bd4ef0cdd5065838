"""What the kernel tells of processes, and does for them."""

from __future__ import annotations

import os
import resource
import signal
import sys

_MOST = 4096  # bytes
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_PAGE = resource.getpagesize()


def read(path: str) -> bytes:
    """A short file of /proc, at a quarter of what Python's own files cost.

    Raises:
        OSError: there is none, as for a process that is gone.
    """
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, _MOST)
    finally:
        os.close(file)


def resident(pid: int) -> int:
    """Bytes of memory that a process has and that belong to no file; 0 if it is gone.

    What it still shares with the process that it was forked from counts, too.
    """
    try:
        pages, of_files = read(f"/proc/{pid}/statm").split()[1:3]
    except OSError:
        return 0
    return (int(pages) - int(of_files)) * _PAGE


def private(pid: int) -> int:
    """Bytes of memory that nobody else has, and that were written to; 0 if it is gone.

    It costs a millisecond where there are hundreds of megabytes.
    """
    try:
        lines = read(f"/proc/{pid}/smaps_rollup").splitlines()
    except OSError:
        return 0
    found = (line.split() for line in lines if line.startswith(b"Private_Dirty:"))
    return next((int(fields[1]) << 10 for fields in found), 0)


def address_space() -> int:
    """Bytes that this process has laid claim to."""
    return int(read("/proc/self/statm").split()[0]) * _PAGE


def end_with(parent: int) -> None:
    """End this process, at once, when ``parent``, which started it, ends, however that ends."""
    if sys.platform != "linux":
        return
    import ctypes  # what few processes need

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGKILL)
