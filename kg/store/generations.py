"""Generations: numbered, immutable checkpoints, and the pointer to the one to read.

A reader holds a shared lock on the folder it has open; the writer removes only old folders that
nobody has locked. So a reader that is busy keeps what it reads, on every file system.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.errors import StoreError
from kg.settings import StorePaths, replace_file

_KEPT = 2  # generations kept besides those that readers hold: one who just read the pointer is safe
_DRAFT = "draft"
_ATTEMPTS = 5  # to open the current generation while a writer replaces it


class NoGenerationError(StoreError):
    """Nothing has been published yet."""


def current(paths: StorePaths) -> str:
    """The name of the generation to read.

    Raises:
        NoGenerationError: there is none.
    """
    try:
        name = paths.current.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NoGenerationError(
            f"there is nothing to read in {paths.root}: load documents first, kg load FOLDER"
        ) from None
    if not (name.isdigit() and (paths.generations / name).is_dir()):
        raise NoGenerationError(
            f"{paths.current} names a generation that is not there: kg rebuild makes a new one"
        )
    return name


def hold_current(paths: StorePaths) -> tuple[str, int]:
    """The generation to read, and a file descriptor that keeps it from being removed.

    Raises:
        NoGenerationError: there is none.
    """
    for _ in range(_ATTEMPTS):
        name = current(paths)
        held = _hold(paths.generations / name)
        if held is not None:  # else the writer has published since
            return name, held
    raise StoreError(f"the generations in {paths.generations} change faster than they can be read")


def hold(paths: StorePaths, name: str) -> int:
    """A file descriptor that keeps a generation from being removed.

    Raises:
        StoreError: it has been removed.
    """
    held = _hold(paths.generations / name)
    if held is None:
        raise StoreError(f"generation {name} in {paths.root} is no longer there")
    return held


def is_held(paths: StorePaths, name: str, held: int) -> bool:
    """Whether a generation is still the one held, and not that of a store put in its place."""
    return _is_same(paths.generations / name, held)


def _hold(folder: Path) -> int | None:
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if _is_same(folder, held):
            return held
    except BlockingIOError:
        pass
    os.close(held)
    return None


def _is_same(folder: Path, held: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(held))
    except FileNotFoundError:
        return False


def publish(paths: StorePaths, checkpoint: Callable[[Path], None]) -> str:
    """Make the next generation with ``checkpoint(folder)``, move the pointer, tidy up."""
    paths.generations.mkdir(exist_ok=True)
    draft = paths.generations / _DRAFT
    shutil.rmtree(draft, ignore_errors=True)  # what a crash left
    checkpoint(draft)
    name = f"{max(_numbers(paths), default=0) + 1:06d}"
    draft.rename(paths.generations / name)
    replace_file(paths.current, name + "\n")
    remove_old(paths)
    return name


def remove_old(paths: StorePaths, kept: int = _KEPT) -> None:
    """Remove generations that are neither among the newest nor held by a reader."""
    for number in sorted(_numbers(paths))[:-kept]:
        _remove_unless_held(paths.generations / f"{number:06d}")


def _numbers(paths: StorePaths) -> list[int]:
    return [int(entry.name) for entry in paths.generations.iterdir() if entry.name.isdigit()]


def _remove_unless_held(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        shutil.rmtree(folder)
    finally:
        os.close(held)
