"""Making a store, and making sure that what is opened is one."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.settings import DEFAULT_BASE, Settings, StorePaths, read_settings, write_settings


def is_store(root: Path) -> bool:
    """Whether there is a store in this folder, or half of one."""
    paths = StorePaths(root)
    return paths.settings.exists() or paths.archive.exists()


def make_root(root: Path) -> None:
    """Make the folder of a store.

    Raises:
        StoreError: it cannot be made, or is half of a store.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"no store can be made in {root} ({error.strerror}): choose another folder with --store"
        ) from error
    paths = StorePaths(root)
    if paths.archive.exists() and not paths.settings.exists():
        raise StoreError(f"{paths.settings} is missing: restore it from a backup")


def check_archive(root: Path) -> None:
    """An archive that is missing must not be taken for an empty one, and all else be emptied.

    Raises:
        StoreError: it is missing.
    """
    paths = StorePaths(root)
    if paths.current.exists() and not paths.archive.exists():
        raise StoreError(
            f"{paths.archive} is missing: restore it from a backup, or remove {root} and load the"
            " documents again"
        )


def settings_of(root: Path, base: str | None) -> Settings:
    """The settings of the store; a new one gets the base asked for, or the default.

    Raises:
        UsageError: the store has another base.
    """
    if not StorePaths(root).settings.exists():
        write_settings(root, Settings(base or DEFAULT_BASE))
    settings = read_settings(root)
    if base is not None and base != settings.base:
        raise UsageError(
            f"the IRIs of the store in {root} begin with {settings.base}, which cannot be changed:"
            " leave --base out, load into another --store, or rewrite IRIs with kg export --base"
        )
    return settings
