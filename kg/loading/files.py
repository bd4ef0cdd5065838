"""Which files the given paths mean."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.loading.outcome import Failure


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read and the name it goes by: its path relative to the loaded folder."""

    file: Path
    name: str


def list_files(paths: Iterable[Path]) -> Iterator[FoundFile | Failure]:
    """The files of the paths, in the order given and sorted within folders.

    Hidden files are passed over. A symbolic link inside a folder is passed over where its target
    is read anyway, and is a failure where it leads out of the folder.
    """
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            yield Failure(_printable(str(path)), "", _reason(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(path)
        elif stat.S_ISREG(mode):
            yield FoundFile(path, _printable(path.name))
        else:
            yield Failure(_printable(str(path)), "", "it is neither a file nor a folder")


def _folder(root: Path) -> Iterator[FoundFile | Failure]:
    found = False
    for item in _walk(root, root.resolve()):
        found = True
        yield item
    if not found:
        yield Failure(_printable(str(root)), "", "there are no files in this folder")


def _walk(root: Path, real_root: Path) -> Iterator[FoundFile | Failure]:
    """Depth first, by name, without recursion: folders may be nested deeper than Python's stack."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        name = _printable(path.relative_to(root).as_posix())
        try:
            if path.is_symlink() and path != root:
                yield from _link(path, name, real_root)
            elif path.is_dir():
                inside = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
                waiting.extend(sorted(inside, key=lambda entry: entry.name, reverse=True))
            elif path.is_file():
                yield FoundFile(path, name)
            else:
                yield Failure(name, "", "it is neither a file nor a folder")
        except OSError as error:
            yield Failure(name, "", _reason(error))


def _link(path: Path, name: str, real_root: Path) -> Iterator[FoundFile | Failure]:
    target = path.resolve()
    if not target.is_relative_to(real_root):
        reason = "it is a symbolic link out of the folder and was not followed; load its target"
        yield Failure(name, "", reason)
    elif not target.exists():
        yield Failure(name, "", "it is a symbolic link to nothing")
    elif target.is_file() and _is_hidden(target.relative_to(real_root)):
        yield FoundFile(path, name)  # kept in a hidden folder, as git-annex does


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be read (no permission)"
    return f"it cannot be read ({getattr(error, 'strerror', None) or error})"


def _printable(name: str) -> str:
    """A name in NFC, as other systems write it too; bytes that are not UTF-8 as ``\\xff``."""
    readable = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return unicodedata.normalize("NFC", readable)
