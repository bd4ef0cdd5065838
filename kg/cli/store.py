"""``kg load``, ``rebuild``, ``forget`` and ``stats``: what changes a store and what is in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.command import Commands, add_fields, add_gazetteer, add_store, store_root
from kg.cli.progress import Progress
from kg.cli.report import Report
from kg.cli.table import glossary, plain, summary

_INTERRUPTED = "interrupted; what was read so far is kept, and the same command goes on from there"


def register(commands: Commands) -> None:
    """Declare the commands of this module."""
    load = commands.add(
        "load",
        _load,
        "read documents into the store; what is unchanged is skipped",
        [
            "kg load press-releases/ clip.txt",
            "kg load records.jsonl --field text=body --field date=published",
            "kg load archive/ --store archive-kg --base https://kg.example.org/",
            "kg load archive/ --sync --report load.jsonl",
        ],
    )
    load.add_argument("paths", metavar="PATH", nargs="+", help="files or folders")
    add_store(load)
    load.add_argument(
        "--base", metavar="IRI", help="base of the IRIs, set by the first load of a store"
    )
    load.add_argument(
        "--report", metavar="FILE", help="write each outcome to this file as it happens, JSON Lines"
    )
    load.add_argument(
        "--sync",
        action="store_true",
        help="remove documents of these folders whose files are gone",
    )
    load.add_argument(
        "--max-size",
        metavar="MIB",
        type=_size,
        help="largest file that is read whole, in MiB (default: 32); JSON Lines may be larger",
    )
    add_fields(load)
    add_gazetteer(load)

    rebuild = commands.add(
        "rebuild",
        _rebuild,
        "read all documents of the store anew from its archive, and say what changed",
        ["kg rebuild", "kg rebuild --store archive-kg"],
    )
    add_store(rebuild)
    add_gazetteer(rebuild)

    forget = commands.add(
        "forget",
        _forget,
        "remove documents from graph, archive and index",
        ["kg forget 76dd88a1-3c5d-4c87-b4f3-0dad4e2272fa"],
    )
    forget.add_argument("ids", metavar="ID", nargs="+", help="id of a document")
    add_store(forget)

    stats = commands.add("stats", _stats, "count what is in the store", ["kg stats"])
    add_store(stats)


def _load(options: argparse.Namespace) -> int:
    from kg.cli.outcome import show_failures, show_load
    from kg.pipeline import load

    with Report(options.report) as report, Progress("documents") as progress:
        try:
            loaded = load(
                store_root(options),
                [Path(path) for path in options.paths],
                base=options.base,
                sync=options.sync,
                mapping=dict(options.field) or None,
                max_bytes=options.max_size,
                progress=progress,
                outcome=report.write,
            )
        except KeyboardInterrupt:
            progress.clear()
            print(f"kg: {_INTERRUPTED}", file=sys.stderr)
            return 130
    show_failures(loaded.failures)
    show_load(loaded)
    return 1 if loaded.failures else 0


def _rebuild(options: argparse.Namespace) -> int:
    from kg.cli.outcome import show_failures, show_rebuild
    from kg.pipeline import rebuild

    with Progress("documents") as progress:
        report = rebuild(store_root(options), progress=progress)
    show_failures(report.failures)
    show_rebuild(report)
    return 1 if report.failures else 0


def _forget(options: argparse.Namespace) -> int:
    from kg.pipeline import forget

    for name in forget(store_root(options), options.ids).forgotten:
        print(f"forgotten: {plain(name)}")
    print("Backups and exports that were made before still hold what they held.")
    return 0


def _stats(options: argparse.Namespace) -> int:
    from kg.pipeline import stats

    found = stats(store_root(options))
    counts = [(name, f"{value:,}") for name, value in found.items() if isinstance(value, int)]
    words = [(name, value) for name, value in found.items() if isinstance(value, str)]
    print("\n".join([*summary(counts), *glossary(words)]))
    return 0


def _size(text: str) -> int:
    try:
        size = int(float(text) * 2**20)
    except (ValueError, OverflowError):
        size = 0
    if size <= 0:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size in MiB, such as 200")
    return size
