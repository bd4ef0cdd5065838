"""The file of judgements: one JSON object a line, only ever appended to.

The order of its lines means nothing and a line may stand in it twice, so that git can merge two of
them by keeping all lines of both (``*.jsonl merge=union`` in .gitattributes). A line that cannot be
read is told with its number and left where it is.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.resolve.judgements import Judgement, parse

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no judgement."""

    path: Path
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: each judgement once, in order of time, and the lines that hold none."""

    judgements: tuple[Judgement, ...]
    bad: tuple[BadLine, ...] = ()


def read_judgements(path: Path) -> Read:
    """Read a file of judgements; one that is not there holds none.

    Raises:
        StoreError: the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Read(())
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    found: dict[str, Judgement] = {}
    bad: list[BadLine] = []
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            made = _judgement(raw)
            if made.id in found and found[made.id] != made:
                reason = f"another judgement has the id {made.id} as well: give one of them another"
                bad.append(BadLine(path, number, reason))
                made = min(made, found[made.id], key=lambda one: one.line)
            found[made.id] = made
        except UsageError as error:
            bad.append(BadLine(path, number, f"{error}"))
    return Read(tuple(sorted(found.values(), key=lambda one: one.order)), tuple(bad))


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Add a line, and see to it that it survives a loss of power.

    A last line without a line feed, as a crash or an editor leaves it, is ended first.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if stream.seek(0, os.SEEK_END):
                stream.seek(-1, os.SEEK_END)
                ended = stream.read(1) == b"\n"
            else:
                ended = True
            stream.write(b"" if ended else b"\n")
            stream.write(judgement.line.encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error


def _judgement(raw: bytes) -> Judgement:
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"byte {error.start + 1} is no UTF-8: write it anew with kg judge"
        ) from None
    if line.startswith(_CONFLICT):
        raise UsageError(
            "git left the mark of a conflict here: remove the line, and keep all others"
        )
    try:
        return parse(line)
    except UsageError as error:
        raise UsageError(f"{error}; mend the line, or remove it and judge anew") from None
