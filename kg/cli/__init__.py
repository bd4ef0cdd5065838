"""The command line ``kg``: documents in, a graph that can be asked out.

Exit status: 0 done, 1 something failed (some documents, a check, the store), 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence

from kg.cli.command import Commands
from kg.errors import AmbiguousError, CommuniqueError, QueryError, UsageError

_EPILOG = """\
A first session:
  kg load press-releases/            read a folder into ./kg-data
  kg query office-holders            who holds which office, and who says so
  kg sparql 'SELECT ?p WHERE {?p a cmq:Person}'
  kg serve                           the same in a browser, http://127.0.0.1:7878/

`kg COMMAND --help` explains a command with examples. KG_STORE names the store, KG_DEBUG=1 shows
where an error came from.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; ``argv`` without the program's name. Returns the exit status."""
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever reads has enough (`kg export | head`). Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kg: interrupted", file=sys.stderr)
        return 130
    except (CommuniqueError, OSError) as error:
        if os.environ.get("KG_DEBUG"):
            raise
        print(f"kg: {_message(error)}", file=sys.stderr)
        return 2 if isinstance(error, UsageError | QueryError) else 1


def _run(argv: list[str]) -> int:
    from kg.cli import (
        backup,
        check,
        explain,
        export,
        extract,
        gazetteer,
        judge,
        link,
        links,
        query,
        rules,
        serve,
        sparql,
        store,
    )

    parser = argparse.ArgumentParser(
        prog="kg",
        description="News items and official press releases as an evidenced knowledge graph.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version = importlib.metadata.version("communique")
    parser.add_argument("--version", action="version", version=f"communique {version}")
    commands = Commands(parser)
    reading = (store, extract, explain, rules, gazetteer, sparql, query, export)
    for module in (*reading, link, links, judge, check, backup, serve):
        module.register(commands)
    if argv and argv[0] == "query":
        return query.main(argv[1:])  # its options depend on the saved query that is named
    return commands.run(argv)


def _message(error: Exception) -> str:
    if isinstance(error, QueryError) and error.line and "line" not in str(error):
        return f"line {error.line}, column {error.column}: {error}"
    if isinstance(error, AmbiguousError):
        return "\n".join([str(error), *(f"  {label}  <{iri}>" for iri, label in error.choices)])
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
