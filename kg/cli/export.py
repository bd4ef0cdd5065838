"""``kg export``: the graph as a file that is always the same for the same graph."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.cli.command import Commands, add_store, store_root
from kg.errors import CommuniqueError, UsageError

if TYPE_CHECKING:
    from kg.store import GraphReader


def register(commands: Commands) -> None:
    """Declare the command."""
    from kg.export import LAYERS, SAME_AS, TEXTS
    from kg.wikidata.lacking import FORMS

    parser = commands.add(
        "export",
        _export,
        "write the graph to a file; the same graph always gives the same bytes",
        [
            "kg export > knowledge.ttl",
            "kg export --layer all -o everything.trig",
            "kg export --layer evidence --text none --format nquads -o evidence.nq",
            "kg export --base https://kg.example.org/ --same-as owl -o published.ttl",
            "kg export --links -o links.ttl",
            "kg export --lacking quickstatements -o for-review.txt",
        ],
    )
    add_store(parser)
    parser.add_argument(
        "--layer", choices=LAYERS, default="knowledge", help="what to export (default: knowledge)"
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        help="turtle, trig, ntriples, nquads, jsonld, rdfxml (default: by the name of FILE, else"
        " turtle, or trig where there are graphs)",
    )
    parser.add_argument("--base", metavar="IRI", help="put this base in place of the store's own")
    parser.add_argument(
        "--text",
        choices=TEXTS,
        default="sentence",
        help="how much of what documents say goes along (default: sentence)",
    )
    parser.add_argument(
        "--same-as",
        choices=SAME_AS,
        default="schema",
        help="vocabulary of the links to Wikidata: schema:sameAs (default), owl:sameAs or"
        " skos:exactMatch",
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--links", action="store_true", help="only the links, as a VoID linkset")
    only.add_argument(
        "--lacking",
        choices=FORMS,
        help="only terms of office and memberships that Wikidata lacks, as far as the gazetteer and"
        " what kg link --enrich fetched tell, for a person to review; nothing is uploaded",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: output)")


def _export(options: argparse.Namespace) -> int:
    from kg.archive import Archive
    from kg.export import export, export_links
    from kg.store import GraphReader

    root = store_root(options)
    format_name = "" if options.lacking else _format(options)
    with ExitStack() as stack:
        reader = stack.enter_context(GraphReader.open(root))
        if options.lacking:
            pieces = _lacking(options, root, reader)
        elif options.links:
            pieces = export_links(
                reader, fmt=format_name, base=options.base, same_as=options.same_as
            )
        else:
            archive = None
            if options.text == "full":
                archive = stack.enter_context(Archive.open(root, readonly=True))
            pieces = export(
                reader,
                layer=options.layer,
                fmt=format_name,
                base=options.base,
                text=options.text,
                archive=archive,
                same_as=options.same_as,
            )
        if options.output in (None, "-"):
            _copy(pieces, sys.stdout.buffer)
        else:
            with _replacing(Path(options.output)) as stream:
                _copy(pieces, stream)
    return 0


def _lacking(options: argparse.Namespace, root: Path, reader: GraphReader) -> Iterator[bytes]:
    """What Wikidata lacks; on standard error, what could not be compared."""
    from kg.resolve.catalogue import catalogue
    from kg.wikidata.lacking import FORMS, lacking
    from kg.wikidata.records import RecordFile

    known = {each.qid: each for each in RecordFile(root).latest()}
    found = lacking(reader, catalogue(), known)
    if found.unknown:
        print(
            f"kg: {found.unknown:,} linked statements could not be compared: neither the gazetteer"
            " nor what kg link --enrich fetched knows of such",
            file=sys.stderr,
        )
    yield from (f"{line}\n".encode() for line in FORMS[options.lacking](found.facts))


def _format(options: argparse.Namespace) -> str:
    """The format asked for, else that of the file's name, else the readable one for the layer."""
    from kg.export import export_format

    default = "turtle" if options.layer == "knowledge" else "trig"
    wanted = options.format
    if wanted is None and options.output:
        suffix = Path(options.output).suffix
        try:
            wanted = export_format(suffix, options.layer).name if suffix else None
        except UsageError:
            if _is_format(suffix):
                raise  # everything.ttl for several graphs: better to hear of it than to find TriG
            wanted = None
    return export_format(wanted or default, options.layer).name


def _is_format(name: str) -> bool:
    from kg.results import format_named

    try:
        format_named(name)
    except UsageError:
        return False
    return True


def _copy(pieces: Iterable[bytes], stream: IO[bytes]) -> None:
    for piece in pieces:
        stream.write(piece)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when it is complete, and not at all otherwise."""
    if not path.parent.is_dir():
        raise CommuniqueError(f"{path}: there is no folder {path.parent}; make it first")
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
