"""``kg sparql``: any query."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.command import Commands, add_store, store_root
from kg.errors import QueryError, UsageError


def register(commands: Commands) -> None:
    """Declare the command."""
    from kg.cli.answer import add_format

    parser = commands.add(
        "sparql",
        _sparql,
        "ask the store in SPARQL; the usual prefixes need no declaration",
        [
            "kg sparql 'SELECT ?name WHERE { ?p a cmq:Person ; rdfs:label ?name }'",
            "kg sparql -f my-query.rq --format csv > rows.csv",
            "kg sparql 'DESCRIBE <http://127.0.0.1:7878/organisation/nato>' --format turtle",
            "kg sparql 'ASK { ?m cmq:eventStatus kind:cancelled }'",
        ],
    )
    parser.add_argument("query", metavar="QUERY", nargs="?", help="the text of the query")
    parser.add_argument("-f", "--file", metavar="FILE", help="read it from a file; - is input")
    add_store(parser)
    add_format(parser)


def _sparql(options: argparse.Namespace) -> int:
    from kg.cli.answer import check_format, let_interrupt_end, show
    from kg.sparqlguard import explain
    from kg.store import GraphReader

    check_format(options.format)
    text = _text(options)
    let_interrupt_end()
    with GraphReader.open(store_root(options)) as reader:
        try:
            answer = reader.query(text)
        except QueryError as error:
            raise explain(text, error, reader.query) from None
        show(answer, options.format, reader.base)
    return 0


def _text(options: argparse.Namespace) -> str:
    if (options.query is None) == (options.file is None):
        raise UsageError("give one query: kg sparql QUERY, or kg sparql -f FILE")
    if options.query is not None:
        return str(options.query)
    try:
        if options.file == "-":
            return sys.stdin.read()
        return Path(options.file).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{options.file} is not UTF-8 text: {error}") from None
    except FileNotFoundError:
        raise UsageError(f"there is no file {options.file}") from None
