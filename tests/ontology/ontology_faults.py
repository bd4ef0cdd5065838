"""The ways to break a store that data/*.ru list."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Fault(NamedTuple):
    """One way: what must be found, where, and the SPARQL update that breaks it."""

    finding: str
    where: str
    update: str


def read_faults(name: str) -> list[Fault]:
    """The faults of a file: blocks that start with “### finding: where”."""
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    faults = []
    for block in text.split("\n### ")[1:]:
        title, _, update = block.partition("\n")
        finding, _, where = title.partition(":")
        faults.append(Fault(finding, where.strip(), update))
    return faults
