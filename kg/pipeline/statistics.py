"""``kg stats``: what is in a store."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.archive import Archive
from kg.consolidate.engine import Consolidator
from kg.errors import StoreError
from kg.settings import StorePaths, read_settings
from kg.store import current_generation

ENTITIES = ("person", "country", "organisation", "place")
_KINDS = {
    "person": "persons",
    "country": "countries",
    "organisation": "organisations",
    "place": "places",
    "office": "offices",
    "tenure": "tenures",
    "membership": "memberships",
    "meeting": "meetings",
}


def stats(root: Path | str) -> dict[str, int | str]:
    """Counts of documents, claims and nodes of each kind, the generation, the base and the size.

    Raises:
        StoreError: there is no store.
    """
    root = Path(root)
    base, paths = read_settings(root).base, StorePaths(root)
    if not paths.archive.exists():
        raise StoreError(f"there is nothing in {root}: load documents first, kg load FOLDER")
    with Archive.open(root, readonly=True) as archive:
        index = Consolidator(archive.database, base)
        counts = index.count_units()
        figures: dict[str, int | str] = {"documents": archive.count()}
        figures["claims"] = index.count_claims()
    figures |= {name: counts.get(kind, 0) for kind, name in _KINDS.items()}
    figures["megabytes"] = round(_size(root) / 1e6)
    figures["generation"] = current_generation(paths)
    figures["base"] = base
    return figures


def _size(root: Path) -> int:
    """Bytes on disk; generations share files with the graph, and each counts once."""
    sizes: dict[int, int] = {}
    for path in root.rglob("*"):
        with suppress(FileNotFoundError):  # a load beside us has replaced it
            status = path.lstat()
            sizes[status.st_ino] = status.st_size
    return sum(sizes.values())
