"""Reading the sources of a load: which document comes from where, and which ids were seen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.loading import MAX_BYTES, Failure, Loaded, Registry, check_mapping, list_files, read_file
from kg.loading.files import FoundFile
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one of the given paths: ``folder`` is that path, absolute."""

    folder: str
    item: Loaded | Failure


class Sources:
    """The files of the given paths, read one at a time.

    A document whose id another one of this load has is a failure: the first in the order of paths
    and names is kept. Files of the store ``root`` itself are passed over. ``total`` is the number
    of files, and of failures to list them.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        root: Path,
        mapping: Mapping[str, str] | None,
        max_bytes: int | None,
    ) -> None:
        self._mapping = check_mapping(mapping)
        self._registry = Registry.installed()
        self._max_bytes = max_bytes or MAX_BYTES
        store = root.resolve()
        self._files: list[tuple[str, FoundFile | Failure]] = [
            (_printable(path.resolve()), found)
            for path in paths
            for found in list_files([path])
            if isinstance(found, Failure) or not found.file.resolve().is_relative_to(store)
        ]
        self.total = len(self._files)
        self.done = 0
        self.ids: dict[str, str] = {}  # id → the source that has it
        self.failed: set[tuple[str, str]] = set()  # (folder, path) that could not be read in whole

    def __iter__(self) -> Iterator[Found]:
        for folder, found in self._files:
            if isinstance(found, Failure):
                yield self._failed(folder, found)
            else:
                for item in self._read(found):
                    yield self._checked(folder, item)
            self.done += 1

    def listed(self) -> set[str]:
        """The given paths, absolute, in which there was a file."""
        return {folder for folder, found in self._files if isinstance(found, FoundFile)}

    def is_gone(self, folder: str, path: str, document_id: str) -> bool:
        """Whether a document that was once read from there is there no more.

        What could not be read this time is not gone.
        """
        unreadable = any(
            where == folder and (path == failed or path.startswith(f"{failed}/"))
            for where, failed in self.failed
        )
        return document_id not in self.ids and not unreadable

    def _read(self, found: FoundFile) -> list[Loaded | Failure]:
        return read_file(
            found.file,
            found.name,
            mapping=self._mapping,
            registry=self._registry,
            max_bytes=self._max_bytes,
        )

    def _checked(self, folder: str, item: Loaded | Failure) -> Found:
        if isinstance(item, Failure):
            return self._failed(folder, item)
        source = item.source
        if not _is_text(item.document):
            reason = "it holds characters that are no text (halves of surrogate pairs)"
            return self._failed(folder, Failure(source.path, source.place, reason))
        here = f"{source.path}, {source.place}" if source.place else source.path
        first = self.ids.setdefault(item.document.id, here)
        if first is not here:
            reason = f"its id “{item.document.id}” is already that of {first}; it was not loaded"
            return self._failed(folder, Failure(source.path, source.place, reason))
        return Found(folder, item)

    def _failed(self, folder: str, failure: Failure) -> Found:
        self.failed.add((folder, failure.path))
        return Found(folder, failure)


def _is_text(document: Document) -> bool:
    """Whether the document can be written: JSON can spell what is no text."""
    parts = [document.id, document.title, document.text, document.url]
    try:
        "".join([*parts, document.language, document.publisher]).encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: Path) -> str:
    """A path as text; bytes that are no UTF-8 are spelled out."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
