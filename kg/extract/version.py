"""Which rules, words and names an extraction was made with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

# Packages whose code or data decide what a document says.
_READERS: Final = ("kg.extract", "kg.resolve", "kg.text")


@cache
def extractor_version() -> str:
    """A digest of rules, word lists and gazetteer: whatever changes in them changes it.

    A number kept by hand is forgotten; then documents that an improved rule would read differently
    stay as they were. A changed comment costs one reading of the archive, which is cheap.
    """
    return digest_of({package: files(package) for package in _READERS})


def digest_of(folders: Mapping[str, Traversable]) -> str:
    """16 hexadecimal digits for names and contents of code and data in some folders."""
    digest = hashlib.sha256()
    for root, folder in sorted(folders.items()):
        for name, file in sorted(_sources(folder, root), key=lambda found: found[0]):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += _sources(entry, name)
        elif entry.name.endswith((".py", ".txt", ".tsv")):
            found.append((name, entry))
    return found
