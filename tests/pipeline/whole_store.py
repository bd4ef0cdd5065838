"""The whole content of a store, for comparing stores."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.archive import Archive
from kg.store import GraphReader


def quads(root: Path) -> set[str]:
    """Everything in the published graph, as lines of N-Quads."""
    with GraphReader.open(root) as reader:
        return set((reader.store.dump(format=ox.RdfFormat.N_QUADS) or b"").decode().splitlines())


def documents(root: Path) -> dict[str, tuple[str, bytes]]:
    """Text and original of every document in the archive, by id."""
    with Archive.open(root, readonly=True) as archive:
        return {
            kept.document.id: (kept.document.text, archive.original(kept.document.id) or b"")
            for _, kept in archive.every_document()
        }


def rows(root: Path, query: str) -> list[tuple[str, ...]]:
    """The rows of a query: IRIs without the base, literals as their values."""
    with GraphReader.open(root) as reader:
        answer = reader.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return sorted(
            tuple("" if term is None else term.value.removeprefix(reader.base) for term in row)
            for row in answer
        )
