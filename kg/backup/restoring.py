"""``kg restore``: a store from a backup, in one step as far as the file system allows."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

from kg import pipeline
from kg.archive import Archive
from kg.backup.making import GRAPH
from kg.backup.manifest import Manifest
from kg.errors import StoreError
from kg.settings import StorePaths, read_settings, replace_file
from kg.store import GraphReader, lock_store, unlock_store

_AT_FDCWD, _EXCHANGE = -100, 2  # of renameat2, linux/fcntl.h and linux/fs.h


def restore(backup: Path, root: Path, *, force: bool = False) -> Manifest:
    """Make the store in ``root`` from a backup. With ``force`` it takes the place of another store.

    Everything is checked and complete before anything is replaced; a server goes on meanwhile and
    then reads what was restored.

    Raises:
        StoreError: the backup is damaged, or there is something in ``root`` that must stay.
    """
    manifest = Manifest.read(backup)
    root = root.absolute()
    _check_root(root, force)
    manifest.check(backup)
    draft = root.with_name(f".{root.name}.restore")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _fill(draft, backup, manifest)
        _try_out(draft, manifest)
        _put_in_place(draft, root)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _check_root(root: Path, force: bool) -> None:
    if not root.exists() or (root.is_dir() and not any(root.iterdir())):
        return
    if not root.is_dir() or not pipeline.is_store(root):
        raise StoreError(f"{root} holds something that is no store: choose another folder")
    if not force:
        raise StoreError(f"there is a store in {root}: --force replaces it")


def _fill(draft: Path, backup: Path, manifest: Manifest) -> None:
    """Lay out a store: the graph twice, for its writer and as the generation for readers."""
    paths = StorePaths(draft)
    generation = paths.generations / manifest.generation
    generation.mkdir(parents=True)
    paths.graph.mkdir()
    for name in manifest.files:
        source = backup / name
        inside = name.removeprefix(f"{GRAPH}/")
        if inside == name:
            shutil.copyfile(source, draft / name)
            continue
        shutil.copyfile(source, generation / inside)
        if inside.endswith(".sst"):  # never changed, so one file can be in both
            os.link(generation / inside, paths.graph / inside)
        else:
            shutil.copyfile(source, paths.graph / inside)
    replace_file(paths.current, manifest.generation + "\n")


def _try_out(draft: Path, manifest: Manifest) -> None:
    """Open what was laid out, and let the graph follow the archive where that is ahead."""
    try:
        read_settings(draft)
        with Archive.open(draft, readonly=True) as archive, GraphReader.open(draft) as reader:
            reader.query("ASK { ?s ?p ?o }")
            documents = archive.count()
    except OSError as error:
        raise StoreError(f"the backup cannot be opened ({error})") from error
    if documents != manifest.documents:
        raise StoreError(
            f"the backup says that it holds {manifest.documents} documents, and holds {documents}"
        )
    if not manifest.in_step:
        pipeline.mend(draft)


def _put_in_place(draft: Path, root: Path) -> None:
    """Exchange the two folders; the draft is what was there before, if anything was."""
    with ExitStack() as stack:
        if root.exists() and any(root.iterdir()):
            stack.callback(unlock_store, lock_store(StorePaths(root)))
            if _exchange(draft, root):
                return
            old = root.with_name(f".{root.name}.replaced")
            shutil.rmtree(old, ignore_errors=True)
            root.rename(old)
            draft.rename(root)
            shutil.rmtree(old)
            return
        try:
            draft.rename(root)
        except OSError as error:
            raise StoreError(
                f"{root} cannot be put in place ({error.strerror}): where a volume is mounted"
                " there, restore into a folder inside it"
            ) from error


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)
