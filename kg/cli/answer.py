"""Writing the result of a query: a table on the terminal, else a format for programs."""

from __future__ import annotations

import argparse
import signal
import sys

from kg.cli.table import terminal_width
from kg.results import FORMATS, Result, format_named, kind_of, serialize, table

TABLE = "table"


def add_format(parser: argparse.ArgumentParser) -> None:
    """Declare ``--format``; which formats can hold a result is known when it is there."""
    names = ", ".join([TABLE, *(format_.name for format_ in FORMATS)])
    parser.add_argument(
        "--format", metavar="NAME", default=TABLE, help=f"{names} (default: {TABLE})"
    )


def check_format(name: str) -> None:
    """Raise UsageError for a format there is not, before the work rather than after it."""
    if name.lower() != TABLE:
        format_named(name)


def show(result: Result, name: str, base: str) -> None:
    """Write the result to standard output. Raises UsageError where the format cannot hold it."""
    if name.lower() == TABLE:
        sys.stdout.write(table(result, terminal_width(), base=base))
        return
    written = serialize(result, format_named(name, kind_of(result)))
    sys.stdout.flush()
    sys.stdout.buffer.write(written)


def let_interrupt_end() -> None:
    """Let Ctrl-C end the process at once: the engine cannot be told to stop, and only reads."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
