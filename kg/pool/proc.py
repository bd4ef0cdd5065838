"""What the kernel tells of processes, in files of its own."""

from __future__ import annotations

import os

_MOST = 4096  # bytes


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
