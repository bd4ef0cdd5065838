"""Files of one JSON object a line that are only appended to, and survive a crash at any moment."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from kg.errors import StoreError

_LONGEST_LINE = 1 << 22  # bytes that a crash can leave of a line at most

T = TypeVar("T")


class LineFile(Generic[T]):
    """Lines that ``read`` makes values of; ``write`` gives the content of a line."""

    def __init__(
        self, path: Path, read: Callable[[dict[str, Any]], T], write: Callable[[T], dict[str, Any]]
    ) -> None:
        self.path = path
        self._value = read
        self._content = write

    def read(self) -> list[T]:
        """All values in the order in which they came; the rest of a torn last line is left out.

        Raises:
            StoreError: the file cannot be read, or another line of it is broken.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error
        return list(self._values(lines))

    def append(self, values: Iterable[T]) -> None:
        """Add values, and see to it that they survive a loss of power.

        Raises:
            StoreError: the file cannot be written.
        """
        lines = (
            json.dumps(self._content(each), ensure_ascii=False, sort_keys=True) for each in values
        )
        text = "".join(f"{line}\n" for line in lines)
        try:
            with self.path.open("a+b") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                _cut_torn_line(stream)
                stream.write(text.encode("utf-8", "replace"))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror}") from error

    def _values(self, lines: list[bytes]) -> Iterator[T]:
        whole, torn = lines[:-1], lines[-1]  # every whole line ends in a line feed
        for number, line in enumerate(whole, 1):
            if not line.strip():
                continue
            try:
                yield self._value(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise StoreError(
                    f"{self.path}, line {number} cannot be read ({error}): remove the line"
                ) from None
        if torn.strip():
            try:
                yield self._value(json.loads(torn))
            except (ValueError, TypeError, KeyError, AttributeError):
                return


def _cut_torn_line(stream: IO[bytes]) -> None:
    """Remove the part of a line that a crash leaves at the end: its question is asked again."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - _LONGEST_LINE)
    stream.seek(start)
    tail = stream.read()
    if tail and not tail.endswith(b"\n"):
        stream.truncate(start + tail.rfind(b"\n") + 1)
    stream.seek(0, os.SEEK_END)
