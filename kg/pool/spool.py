"""Where a result goes while the engine writes it: memory first, then a file; limited."""

from __future__ import annotations

import tempfile
from typing import IO

from kg.pool.refusals import TooLargeError
from kg.results.formats import clean_xml

IN_MEMORY = 8 << 20  # bytes of a result that are kept in memory, and may be kept by the cache

# Bytes that a row has at the least: below so many of them there is nothing to count.
_LEAST = {"json": 3, "xml": 17, "csv": 2}
# What ends a row as the engine writes it: strings in JSON have their quotes escaped, in XML their
# angle brackets, in TSV their line feeds. CSV is counted by lines; a cell may hold some more.
_ROW_ENDS = {
    "json": (b'}},{"', b"{},{"),
    "xml": (b"</result>",),
    "csv": (b"\n",),
    "tsv": (b"\n",),
    "ntriples": (b"\n",),
    "nquads": (b"\n",),
}
XML = frozenset({"xml", "rdfxml"})


class Enough(Exception):  # noqa: N818 - no error: the rows that were asked for are there
    """The first rows have been written; the engine need not go on."""


class Spool:
    """A file for the engine to write one result to.

    Its rows stay 0 where they are too few to matter. Raises TooLargeError out of ``write`` when the
    result has more than ``rows`` rows or ``size`` bytes, and Enough after ``first`` rows if that is
    not 0.
    """

    def __init__(self, form: str, rows: int, size: int, first: int = 0) -> None:
        self.rows = 0
        self.size = 0
        self._most_rows = rows
        self._most_bytes = size
        self._first = first + 1 if first else 0  # the head of a table is a line too
        self._ends = _ROW_ENDS.get(form, ())
        self._uncounted = 0 if first else min(rows * _LEAST.get(form, 0), IN_MEMORY)
        self._tail = b""
        self._held = b""
        self._clean = form in XML
        self._buffer: list[bytes] = []
        self._file: IO[bytes] | None = None

    def write(self, data: bytes) -> int:
        """Take the next piece in."""
        if self._ends and self.size + len(data) > self._uncounted:
            if self._uncounted:
                self._uncounted = 0
                self._count(b"".join(self._buffer))
            self._count(data)
        self._keep(self._cleaned(data) if self._clean else data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what is written is there."""

    def close(self) -> tuple[bytes, IO[bytes] | None]:
        """The result: in memory, or in a file at its beginning."""
        if self._held:
            held, self._held = self._held, b""
            self._keep(held)
        if self._file is None:
            return b"".join(self._buffer), None
        self._file.flush()
        self._file.seek(0)
        return b"", self._file

    def lines(self, count: int) -> bytes:
        """The first lines of what was written."""
        return b"\n".join(b"".join(self._buffer).split(b"\n", count)[:count]) + b"\n"

    def _count(self, data: bytes) -> None:
        for end in self._ends:
            # What the last piece began may end in this one.
            seam = self._tail[1 - len(end) :] + data[: len(end) - 1] if len(end) > 1 else b""
            self.rows += data.count(end) + seam.count(end)
        self._tail = data[-8:]
        if self._first and self.rows > self._first:
            self._buffer.append(data)
            raise Enough
        if self.rows > self._most_rows:
            raise TooLargeError(
                f"The result has more than {self._most_rows:,} rows, the most that are given:"
                " ask for less, or page with LIMIT and OFFSET."
            )

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self._most_bytes:
            raise TooLargeError(
                f"The result has more than {self._most_bytes >> 20:,} megabytes, the most that are"
                " given: ask for less, or take the export."
            )
        if self._file is not None:
            self._file.write(data)
            return
        self._buffer.append(data)
        if self.size > IN_MEMORY:
            self._file = tempfile.TemporaryFile(prefix="kg-result-")  # noqa: SIM115 - see close
            self._file.writelines(self._buffer)
            self._buffer = []

    def _cleaned(self, data: bytes) -> bytes:
        """XML that every parser reads, but for what only the next piece can tell."""
        data = self._held + data
        # The last bytes may begin a character that the next piece ends.
        held = next((n for n in (2, 1) if data[-n:] == b"\xef\xbf"[:n]), 0)
        data, self._held = data[: len(data) - held], data[len(data) - held :]
        return clean_xml(data)
