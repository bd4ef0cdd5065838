"""The lines of a large file, plain or compressed by gzip or bzip2, from any place a reader left."""

from __future__ import annotations

import bz2
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import UsageError

CHUNK = 1 << 18  # bytes read at a time
MOST = 1 << 23  # bytes unpacked at a time
LONGEST_LINE = 1 << 26  # bytes; the longest line of Wikidata has less than 8 million


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two lines of the file.

    ``member`` is the offset in the file at which a compressed member starts (dumps are many
    members in a row), ``skip`` the number of unpacked bytes from there, ``line`` the number of
    lines before.
    """

    member: int = 0
    skip: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines in a row. ``position`` is how much of the file, in bytes, was read for them."""

    lines: list[bytes]
    first: int  # number of the first line, counted from 1
    after: Mark
    position: int


def batches(path: Path, start: Mark = Mark()) -> Iterator[Batch]:
    """The lines behind ``start``, without their line feeds.

    A line beyond LONGEST_LINE comes as an empty one.

    Raises:
        UsageError: the file is damaged or ends in the middle of compressed data.
    """
    rest: list[bytes] = []
    held, dropping = 0, False
    mark, line = start, start.line
    for member, begin, data, position in _unpacked(path, start):
        lines = data.split(b"\n")
        rest.append(lines[0])
        held += len(lines[0])
        if len(lines) == 1:
            if held > LONGEST_LINE:
                rest, held, dropping = [], 0, True
            continue
        lines[0] = b"" if dropping else b"".join(rest)
        rest, dropping = [lines.pop()], False
        held = len(rest[0])
        mark = Mark(member, begin + len(data) - held, line + len(lines))
        yield Batch(lines, line + 1, mark, position)
        line += len(lines)
    if held and not dropping:
        size = path.stat().st_size
        yield Batch([b"".join(rest)], line + 1, Mark(mark.member, mark.skip, line + 1), size)


def _unpacked(path: Path, start: Mark) -> Iterator[tuple[int, int, bytes, int]]:
    """Unpacked pieces: offset of their member, offset in it, bytes, offset read in the file."""
    with path.open("rb") as file:
        magic = file.read(3)
        if magic[:2] == b"\x1f\x8b" or magic == b"BZh":
            file.seek(start.member)
            yield from _members(path, file, start, gzip=magic != b"BZh")
            return
        file.seek(start.skip)
        begin = start.skip
        while data := file.read(CHUNK * 8):
            yield 0, begin, data, begin + len(data)
            begin += len(data)


def _members(
    path: Path, file: BinaryIO, start: Mark, *, gzip: bool
) -> Iterator[tuple[int, int, bytes, int]]:
    member, begin, skip = start.member, 0, start.skip
    unpacker = _Gzip() if gzip else _Bzip2()
    data = b""
    while True:
        data = data or (b"" if unpacker.pending else file.read(CHUNK))
        ended = not data and not unpacker.pending
        try:
            piece = unpacker.unpack(data)
        except (zlib.error, OSError, EOFError) as error:
            raise UsageError(
                f"{path} is damaged near byte {file.tell() - len(data):,} ({error}): get it again"
            ) from error
        data = unpacker.left
        if skip < len(piece):
            yield member, begin + skip, piece[skip:], file.tell() - len(data)
        skip = max(skip - len(piece), 0)
        begin += len(piece)
        if unpacker.eof:
            data = (data or file.read(CHUNK)).lstrip(b"\0")  # padding of tapes
            member, begin = file.tell() - len(data), 0
            unpacker = _Gzip() if gzip else _Bzip2()
            if not data:
                return
        elif ended and not piece:
            raise UsageError(f"{path} ends in the middle of compressed data: get the rest of it")


class _Gzip:
    """One member of a gzip file; python-isal, where it is there, unpacks three times as fast."""

    def __init__(self) -> None:
        try:
            from isal import isal_zlib
        except ImportError:
            self._engine: Any = zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:
            self._engine = isal_zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.left = b""
        self.pending = False

    @property
    def eof(self) -> bool:
        return bool(self._engine.eof)

    def unpack(self, data: bytes) -> bytes:
        piece: bytes = self._engine.decompress(data, MOST)
        self.left = self._engine.unused_data if self.eof else self._engine.unconsumed_tail
        return piece


class _Bzip2:
    """One member of a bzip2 file."""

    def __init__(self) -> None:
        self._engine = bz2.BZ2Decompressor()
        self.left = b""

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def pending(self) -> bool:
        """Whether more comes out before more is put in."""
        return not self._engine.eof and not self._engine.needs_input

    def unpack(self, data: bytes) -> bytes:
        piece = self._engine.decompress(data, MOST)
        self.left = self._engine.unused_data
        return piece
