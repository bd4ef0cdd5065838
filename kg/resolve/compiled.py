"""The shipped gazetteer in its compiled form: made once from the facts, kept in a cache folder.

Several processes may start at once: each compiles into a folder of its own and renames it into
place; the first wins, the others throw theirs away. What a crash leaves is never opened and is
removed by a later compilation.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import CommuniqueError
from kg.resolve.artefact import FORMAT, ITEMS, NAMES, Writer
from kg.resolve.facts import read_lines
from kg.resolve.item import Item, number
from kg.resolve.records import LINES

_DRAFT = ".draft-"
_STALE = 3600.0  # seconds after which a draft is taken for one of a crashed process


def compiled(environ: Mapping[str, str]) -> Path:
    """The folder of the compiled gazetteer; it is compiled if it is not there yet.

    Raises:
        CommuniqueError: it can be written neither into a cache folder nor into a temporary one.
    """
    name = f"gazetteer-{facts_digest()}-{FORMAT}"
    failures: list[str] = []
    for root in cache_folders(environ):
        if _complete(root / name):
            return root / name
    for root in cache_folders(environ):
        try:
            return _compile(root, name)
        except (OSError, sqlite3.Error) as error:
            failures.append(f"{root} ({getattr(error, 'strerror', None) or error})")
    places = " or ".join(failures) or "any folder"
    raise CommuniqueError(
        f"the gazetteer cannot be compiled into {places}: free some space there, or set KG_CACHE to"
        " a folder that can be written"
    )


def cache_folders(environ: Mapping[str, str]) -> Iterator[Path]:
    """Where the compiled gazetteer may lie, best first.

    KG_CACHE, else XDG_CACHE_HOME/communique, else ~/.cache/communique; and, where that cannot be
    written, a folder of this user among the temporary files.
    """
    if environ.get("KG_CACHE"):
        yield Path(environ["KG_CACHE"])
    elif environ.get("XDG_CACHE_HOME"):
        yield Path(environ["XDG_CACHE_HOME"]) / "communique"
    elif environ.get("HOME"):
        yield Path(environ["HOME"]) / ".cache" / "communique"
    temporary = Path(tempfile.gettempdir()) / f"communique-{os.getuid()}"
    if not temporary.exists() or _ours(temporary):
        yield temporary


def shipped() -> Iterator[Item]:
    """The items of the shipped facts, file by file."""
    for file in _fact_files():
        yield from read_lines(file.read_text("utf-8").splitlines())


@cache
def facts_digest() -> str:
    """16 hexadecimal digits for the shipped facts and the code that compiles them."""
    digest = hashlib.sha256()
    for file in (*_fact_files(), *_compilers()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _fact_files() -> list[Path]:
    folder = Path(str(files("kg.resolve").joinpath("data", "facts")))
    return sorted(folder.glob("*.tsv"))


def discard(folder: Path) -> None:
    """Remove a compiled gazetteer that cannot be read."""
    shutil.rmtree(folder, ignore_errors=True)


def _compilers() -> list[Path]:
    """The modules that decide what an artefact holds."""
    resolve, text = (Path(str(files(package))) for package in ("kg.resolve", "kg.text"))
    names = ("artefact", "facts", "item", "keys", "records", "roles", "sieve", "variants")
    return [*(resolve / f"{name}.py" for name in names), text / "slug.py"]


def _complete(folder: Path) -> bool:
    """A folder gets its name only when all of it is on the disk."""
    return all((folder / file).is_file() for file in (ITEMS, NAMES, LINES))


def _compile(root: Path, name: str) -> Path:
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(root)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=root))
    try:
        items = sorted(shipped(), key=lambda item: number(item.qid))
        Writer(draft).write(items, "shipped with communique")
        _publish(draft, root / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return root / name


def _publish(draft: Path, target: Path) -> None:
    """Give a draft its name, unless another process was first.

    What lies there and is not complete, as those leave it who clear temporary files by their age,
    makes room.
    """
    for last in (False, True):
        try:
            draft.rename(target)
            return
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            if _complete(target):
                return
            if last:
                raise
            discard(target)


def _sweep(root: Path) -> None:
    for draft in root.glob(_DRAFT + "*"):
        try:
            if time.time() - draft.stat().st_mtime > _STALE:
                shutil.rmtree(draft, ignore_errors=True)
        except FileNotFoundError:  # its process removed it first
            continue


def _ours(folder: Path) -> bool:
    """Nobody else may have put a folder of that name among the temporary files."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
