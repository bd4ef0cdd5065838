"""``kg backup`` and ``kg restore``: a copy of the store to keep elsewhere, and the way back."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.command import Commands, add_store, store_root


def register(commands: Commands) -> None:
    """Declare the commands of this module."""
    backup = commands.add(
        "backup",
        _backup,
        "copy the store into a folder, while others read and write it",
        ["kg backup backups/monday", "kg backup /mnt/backup/kg-$(date +%F) --store archive"],
    )
    backup.add_argument("folder", metavar="DIR", help="a new or empty folder")
    add_store(backup)

    restore = commands.add(
        "restore",
        _restore,
        "make the store from a backup, after checking every file of it",
        ["kg restore backups/monday", "kg restore backups/monday --store archive --force"],
    )
    restore.add_argument("folder", metavar="DIR", help="a folder that kg backup made")
    add_store(restore)
    restore.add_argument("--force", action="store_true", help="replace the store that is there")


def _backup(options: argparse.Namespace) -> int:
    from kg.backup import back_up

    made = back_up(store_root(options), Path(options.folder))
    print(f"{options.folder}: {made.documents:,} documents, {_megabytes(made.size)}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from kg.backup import restore

    root = store_root(options)
    made = restore(Path(options.folder), root, force=options.force)
    print(f"{root}: {made.documents:,} documents, as they were on {made.made}")
    return 0


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.1f} MiB"
