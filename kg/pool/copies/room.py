"""How much memory a copy may take, and about how much it does."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.pool.limits import MEGABYTE

VARIABLE = "KG_GRAPH_MEMORY"
_SHARE = 8  # the part of the memory that a copy may have, if nobody says: at most one in so many
_COPIES = 2  # while a new one takes the place of the old one
_LARGER = 3  # times the size on disk: 2.5 for a million quads
_CGROUPS = Path("/sys/fs/cgroup")


def allowed(environ: Mapping[str, str], processes: int) -> int:
    """Megabytes that a copy may take: as the operator says, else an eighth of all, or less.

    Each of so many ``processes`` that answer from it writes, even where it only reads, to what it
    shares with the others, and may come to have a copy of its own; the memory is enough for that.

    Raises:
        UsageError: what the operator says is no number.
    """
    text, most = environ.get(VARIABLE, ""), min(_limits()) // MEGABYTE
    if not text:
        return most // max(processes + _COPIES, _SHARE)
    if not (text.isascii() and text.isdecimal()):
        raise UsageError(f"{VARIABLE}: “{text}” is not a number of 0 or more")
    return min(int(text), most)


def needed(generation: Path) -> int:
    """Megabytes that a generation will need, about, by what it has on disk.

    Raises:
        OSError: it is not there.
    """
    return _LARGER * sum(file.stat().st_size for file in generation.iterdir()) // MEGABYTE


def _limits() -> Iterator[int]:
    """Bytes of memory that the machine has, and that this process's group may have."""
    yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    group = ""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
        group = next((line[3:].lstrip("/") for line in lines if line.startswith("0::")), "")
    except OSError:
        pass
    for file in (
        _CGROUPS / group / "memory.max",
        _CGROUPS / "memory.max",
        _CGROUPS / "memory" / "memory.limit_in_bytes",
    ):
        try:
            text = file.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdecimal():  # else "max"
            yield int(text)
