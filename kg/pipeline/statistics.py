"""``kg stats``: what is in a store."""

from __future__ import annotations

from pathlib import Path

from kg.archive import Archive
from kg.consolidate.engine import Consolidator
from kg.errors import StoreError
from kg.settings import StorePaths, read_settings

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
    size = sum(path.stat().st_size for path in paths.root.rglob("*") if path.is_file())
    figures["megabytes"] = round(size / 1e6)
    figures["generation"] = paths.current.read_text(encoding="ascii").strip()
    figures["base"] = base
    return figures
