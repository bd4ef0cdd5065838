"""One line on standard error that says how far a long command has come; nothing in a pipe."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

_INTERVAL = 0.1  # seconds between two drawings; more often only costs time


class Progress:
    """A progress bar: call it with the number done and the number in all (0 where unknown)."""

    def __init__(self, noun: str, stream: TextIO | None = None) -> None:
        self._noun = noun
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._started = time.monotonic()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def __call__(self, done: int, total: int) -> None:
        """Draw, unless the last drawing was a moment ago."""
        now = time.monotonic()
        if not self._shown or (now - self._drawn < _INTERVAL and done != total):
            return
        self._drawn = now
        width = shutil.get_terminal_size().columns
        rate = done / max(now - self._started, 0.001)
        of = f" of {total:,}" if total else ""
        text = f"{done:,}{of} {self._noun}, {rate:,.0f}/s"
        cells = max(width - len(text) - 4, 0) if total else 0
        bar = f"{'━' * (cells * done // total):─<{cells}} " if cells > 5 else ""
        self._stream.write(f"\r\x1b[2K{bar}{text}"[: width + 5])
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away, so that what follows stands at the left margin."""
        if self._shown and self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = 0.0
