"""``kg query``: the saved queries, each with options of its own."""

from __future__ import annotations

import argparse
import re
import shlex
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.command import Commands, add_store, epilog, store_root
from kg.cli.table import glossary

if TYPE_CHECKING:
    from kg.saved import Parameter, SavedQuery

_SUMMARY = "ask a saved query; without a name, list them"
_WIDTH = 80  # of running text in help
_PREFIX = "parameter:"  # keeps the names of parameters apart from those of our own options


def register(commands: Commands) -> None:
    """Declare the command for the list of commands; :func:`main` is what runs."""
    commands.add("query", _never, _SUMMARY, [])


def main(argv: Sequence[str]) -> int:
    """Run ``kg query``, whose options depend on the query that is named."""
    from kg.saved import library

    queries = library()
    name = _bare().parse_known_args(argv)[0].name
    saved = None if name is None else queries.get(name)
    options = _parser(saved).parse_args(argv)
    if saved is None:
        print("\n".join(glossary([(query.name, query.summary) for query in queries])))
        print("\nkg query NAME --help says what a query can be asked.")
        return 0
    return _ask(saved, options)


def _ask(saved: SavedQuery, options: argparse.Namespace) -> int:
    from kg.cli.answer import check_format, let_interrupt_end, show
    from kg.saved import EntityResolver, prepare
    from kg.store import GraphReader

    check_format(options.format)
    arguments = {
        name.removeprefix(_PREFIX): value
        for name, value in vars(options).items()
        if name.startswith(_PREFIX) and value is not None
    }
    let_interrupt_end()
    with GraphReader.open(store_root(options)) as reader:
        text = prepare(saved, arguments, EntityResolver(reader))
        if options.sparql:
            print(text)
        else:
            show(reader.query(text), options.format, reader.base)
    return 0


def _bare() -> argparse.ArgumentParser:
    """Knows our own options only, enough to find the name among those of a query."""
    parser = argparse.ArgumentParser(prog="kg query", add_help=False, allow_abbrev=False)
    _add_own(parser)
    return parser


def _parser(saved: SavedQuery | None) -> argparse.ArgumentParser:
    if saved is None:
        description = _SUMMARY[0].upper() + _SUMMARY[1:] + "."
        examples = ["kg query", "kg query office-holders", "kg query meetings-of --help"]
        usage = "kg query [NAME] [--PARAM VALUE …] [options]"
    else:
        paragraphs = [saved.summary + ".", *saved.description.split("\n\n")]
        description = "\n\n".join(textwrap.fill(text, _WIDTH) for text in paragraphs if text)
        examples = _examples(saved)
        usage = f"kg query {saved.name} [--PARAM VALUE …] [options]"
    parser = argparse.ArgumentParser(
        prog="kg query",
        usage=usage,
        description=description,
        epilog=epilog(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_own(parser)
    if saved is not None and saved.parameters:
        group = parser.add_argument_group("parameters of this query")
        for parameter in saved.parameters:
            _add_parameter(group, parameter)
    return parser


def _add_own(parser: argparse.ArgumentParser) -> None:
    from kg.cli.answer import add_format

    parser.add_argument("name", metavar="NAME", nargs="?", help="which query")
    add_store(parser)
    add_format(parser)
    parser.add_argument(
        "--sparql", action="store_true", help="print the SPARQL text instead of asking it"
    )


def _add_parameter(group: argparse._ArgumentGroup, parameter: Parameter) -> None:
    words = [parameter.description or parameter.name]
    if parameter.choices:
        words.append("one of " + ", ".join(parameter.choices))
    elif parameter.is_entity:
        words.append("a name, an IRI or a Q-number")
    if parameter.default:
        words.append(f"default: {parameter.default}")
    if parameter.required:
        words.append("required")
    group.add_argument(
        *dict.fromkeys([_option(parameter.name), f"--{parameter.name}"]),
        dest=_PREFIX + parameter.name,
        metavar=parameter.type.upper(),
        help="; ".join(words).replace("%", "%%"),
    )


def _option(name: str) -> str:
    """The option of a parameter, as options are written: ``minSources`` is ``--min-sources``."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name.replace("_", "-"))
    return f"--{words.lower()}"


def _examples(saved: SavedQuery) -> list[str]:
    """Calls that can be copied: with what is needed, and with one thing more."""
    given = {
        parameter.name: f"{_option(parameter.name)} {shlex.quote(parameter.example)}"
        for parameter in saved.parameters
        if parameter.example
    }
    needed = [given[p.name] for p in saved.parameters if p.required and p.name in given]
    more = [option for option in given.values() if option not in needed][:1]
    calls = [[*needed], [*needed, *more], [*needed, "--format csv"]]
    return [" ".join(["kg query", saved.name, *call]) for call in calls if call or not needed]


def _never(_: argparse.Namespace) -> int:
    raise AssertionError("kg query is run by main()")
