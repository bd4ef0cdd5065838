"""What a process of the pool gives back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO


@dataclass(slots=True)
class Answer:
    """A complete result, written: in memory, or in a file if it is large.

    Whoever takes an answer with a ``file`` closes it.
    """

    kind: str  # rows, boolean or graph
    format: str  # the name of a kg.results.Format
    size: int  # bytes
    rows: int  # of a table; 0 if it was too small to be counted
    cut: bool = False  # whether there are more rows than were asked for
    body: bytes = b""
    digest: str = ""  # names the body: the same for the same bytes; "" where there is a file
    file: IO[bytes] | None = None

    def read(self) -> bytes:
        """The whole result in memory; the file is closed."""
        if self.file is None:
            return self.body
        with self.file:
            return self.file.read()


def digest(body: bytes) -> str:
    """A short name of these bytes. (SHA-256 is what processors have instructions for.)"""
    return hashlib.sha256(body).hexdigest()[:18]
