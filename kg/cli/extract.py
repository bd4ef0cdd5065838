"""``kg extract``: what documents say, without a store."""

from __future__ import annotations

import argparse
import json
import sys

from kg.cli.command import Commands, add_fields, add_gazetteer
from kg.cli.table import plain


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "extract",
        _extract,
        "print what documents say, one JSON object a document, without a store",
        [
            "kg extract clip.txt",
            "kg extract press-releases/ > items.jsonl",
            "kg extract records.jsonl --field text=body",
        ],
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files or folders")
    add_fields(parser)
    add_gazetteer(parser)


def _extract(options: argparse.Namespace) -> int:
    from kg.cli.outcome import failure_line
    from kg.pipeline import Failure, extract_paths

    status = 0
    for result in extract_paths(options.paths, mapping=dict(options.field) or None):
        if isinstance(result, Failure):
            print(f"kg: {failure_line(result)}", file=sys.stderr)
            status = 1
        else:
            print(json.dumps(result, ensure_ascii=False))
            if "note" in result:
                print("kg:", plain(f"{result['id']}: {result['note']}"), file=sys.stderr)
    return status
