"""``kg backup``: a copy of a store, made while others read it and write to it."""

from __future__ import annotations

import fcntl
import importlib.metadata
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kg.archive import Archive, Notes, Outbox
from kg.backup.manifest import Manifest, measure
from kg.errors import StoreError, UsageError
from kg.settings import StorePaths, judgements_file, read_settings, write_settings
from kg.store import GraphReader

GRAPH = "graph"  # the folder of the published graph in a backup
_TRIES = 3  # to find a moment at which no load publishes
_NOT_COPIED = ("LOCK", "LOG")  # of the engine: its lock, what it tells of its work


@dataclass(frozen=True, slots=True)
class _Copied:
    """A moment of a store: the archive was copied while this generation was the current one."""

    generation: str
    documents: int
    in_step: bool


def back_up(root: Path, target: Path) -> Manifest:
    """Copy the store in ``root`` into the folder ``target``, which may be empty or not there.

    Others may read the store and write to it meanwhile. The folder appears when it is complete.

    Raises:
        StoreError: there is no store, or there is something in the folder.
        UsageError: the folder lies in the store.
    """
    settings = read_settings(root)
    _check_target(root, target)
    with _draft_of(target) as draft:
        copied = _copy_all(root, draft)
        files = sorted(path for path in draft.rglob("*") if path.is_file())
        manifest = Manifest(
            communique=importlib.metadata.version("communique"),
            store_format=settings.format_version,
            base=settings.base,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            generation=copied.generation,
            documents=copied.documents,
            in_step=copied.in_step,
            files={path.relative_to(draft).as_posix(): measure(path) for path in files},
        )
        manifest.write(draft)
        draft.rename(target)
    return manifest


def _check_target(root: Path, target: Path) -> None:
    if target.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{target} lies in the store {root}: choose a folder elsewhere")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError(f"there is something in {target}: a backup needs a folder of its own")


@contextmanager
def _draft_of(target: Path) -> Iterator[Path]:
    """A folder beside the target that goes when it has not become it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.draft")
    draft.mkdir(exist_ok=True)
    held = os.open(draft, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        raise StoreError(f"another backup to {target} is under way") from None
    try:
        for left in draft.iterdir():  # by one that was interrupted
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        os.close(held)


def _copy_all(root: Path, draft: Path) -> _Copied:
    copied = _copy_moment(root, draft)
    for _ in range(_TRIES - 1):
        if copied.in_step:
            break
        copied = _copy_moment(root, draft)
    paths = StorePaths(root)
    for other in _others(paths):
        shutil.copyfile(other, draft / other.name)
    _copy_judgements(root, draft)
    return copied


def _copy_judgements(root: Path, draft: Path) -> None:
    """A backup holds what it needs: judgements kept elsewhere are in it, as its own."""
    settings = read_settings(root)
    judgements = judgements_file(root, settings)
    own = replace(settings, judgements="")
    write_settings(draft, own)
    if settings.judgements and judgements.exists():
        shutil.copyfile(judgements, judgements_file(draft, own))


def _copy_moment(root: Path, draft: Path) -> _Copied:
    """Copy the archive and the current generation, and see whether they belong together."""
    archive = draft / StorePaths(root).archive.name
    archive.unlink(missing_ok=True)
    shutil.rmtree(draft / GRAPH, ignore_errors=True)
    with GraphReader.open(root) as reader:
        with Archive.open(root, readonly=True) as kept:
            kept.copy(archive)
        still_current = reader.is_current()
        source = StorePaths(root).generations / reader.generation
        shutil.copytree(source, draft / GRAPH, ignore=_not_copied)
        generation = reader.generation
    shutil.copyfile(StorePaths(root).settings, draft / StorePaths(root).settings.name)
    with Archive.open(draft, readonly=True) as copy:
        outbox, notes = Outbox(copy.database), Notes(copy.database)
        delivered = next(outbox.pending(), None) is None
        published = notes.get("published") == str(outbox.last())
        count = copy.count()
    return _Copied(generation, count, still_current and delivered and published)


def _not_copied(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name.startswith(_NOT_COPIED)}


def _others(paths: StorePaths) -> Iterator[Path]:
    """Files that people keep in the folder of a store, such as their judgements."""
    ours = {paths.settings.name, paths.current.name, paths.lock.name}
    for path in sorted(paths.root.iterdir()):
        ends = path.name.startswith(paths.archive.name) or path.suffix == ".new"
        if path.is_file() and not path.is_symlink() and path.name not in ours and not ends:
            yield path
