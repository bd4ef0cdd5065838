"""How commands are declared: one call each, with help that ends in examples."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The subcommands of a parser. Each is a function from parsed options to an exit status."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._parser = parser
        self._subparsers = parser.add_subparsers(
            title="commands", metavar="COMMAND", required=True, prog="kg"
        )

    def add(
        self, name: str, run: Run, summary: str, examples: Sequence[str]
    ) -> argparse.ArgumentParser:
        """Declare ``kg NAME``; the caller adds its options to the parser that is returned."""
        parser = self._subparsers.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=epilog(examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        parser.set_defaults(run=run)
        return parser

    def run(self, argv: Sequence[str]) -> int:
        """Parse and run; argparse ends the process with status 2 where the call is wrong."""
        options = self._parser.parse_args(argv)
        if getattr(options, "gazetteer", None):
            # In the environment, so that processes started by the command use it as well.
            os.environ["KG_GAZETTEER"] = str(Path(options.gazetteer).resolve())
        run: Run = options.run
        return run(options)


def epilog(examples: Sequence[str]) -> str:
    """The closing lines of a help text."""
    return "\n  ".join(["examples:", *examples])


def add_store(parser: argparse.ArgumentParser) -> None:
    """Declare ``--store``, which every command that reads or writes a store has."""
    parser.add_argument(
        "--store", metavar="DIR", help="folder of the store (default: $KG_STORE, else ./kg-data)"
    )


def add_gazetteer(parser: argparse.ArgumentParser) -> None:
    """Declare ``--gazetteer``, which every command that looks up names has."""
    parser.add_argument(
        "--gazetteer",
        metavar="DIR",
        help="gazetteer made by kg gazetteer build (default: $KG_GAZETTEER, else the shipped one)",
    )


def add_fields(parser: argparse.ArgumentParser) -> None:
    """Declare ``--field``, for JSON Lines whose records use other names than ours."""
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        type=_pair,
        help="JSON Lines: the field of the record that holds id, text, title, date, url or "
        "language; may be repeated",
    )


def store_root(options: argparse.Namespace) -> Path:
    """The folder of the store that the options, or the environment, name."""
    from kg.settings import resolve_root

    return resolve_root(options.store, os.environ)


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form OURS=THEIRS")
    return ours, theirs
