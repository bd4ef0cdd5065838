"""Communiqué: news items and press releases as an evidenced knowledge graph.

>>> import kg
>>> store = kg.open("kg-data")  # doctest: +SKIP
>>> store.saved("office-holders", of="Armenia")  # doctest: +SKIP

What :func:`open` returns is described in :mod:`kg.knowledge` and docs/python.md.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.knowledge import Knowledge

__all__ = ["open"]


def open(store: str | PathLike[str] = "kg-data") -> Knowledge:
    """Open a store for reading: the folder that ``kg load --store`` names.

    Raises:
        kg.errors.StoreError: there is no store, or nothing has been loaded into it.
    """
    from pathlib import Path

    from kg.knowledge import Knowledge  # heavy, and not needed to import kg

    return Knowledge(Path(store))
