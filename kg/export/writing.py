"""Sorted lines as a file of a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.results import Format
from kg.results.formats import clean_xml
from kg.results.turtle import Writer
from kg.vocabulary import PREFIXES

_PIECE = 64 * 1024  # bytes or more that are handed on at once
_ENGINE = {"jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}


def written(
    lines: Iterable[str],
    chosen: Format,
    base: str,
    folder: Path,
    prefixes: Mapping[str, str] = PREFIXES,
) -> Iterator[bytes]:
    """Lines "graph subject predicate object", sorted, in a format; ``folder`` is for drafts."""
    match chosen.name:
        case "ntriples" | "nquads":
            return _pieces(f"{_statement(line)}\n" for line in lines)
        case "turtle" | "trig":
            return _for_people(lines, Writer(prefixes, base), folder)
        case _:
            return _by_engine(lines, chosen, folder)


def _statement(line: str) -> str:
    graph, rest = line.split(" ", 1)
    return f"{rest} {graph} ." if graph else f"{rest} ."


def _for_people(lines: Iterable[str], writer: Writer, folder: Path) -> Iterator[bytes]:
    """Turtle or TriG. The prefixes stand first and are known last, so there is a draft."""
    draft = folder / "draft"
    with draft.open("wb") as stream:
        stream.writelines(_pieces(_body(writer, lines)))
    yield writer.header().encode()
    yield from _read(draft)


def _body(writer: Writer, lines: Iterable[str]) -> Iterator[str]:
    split = (line.split(" ", 1) for line in lines)
    for number, (graph, group) in enumerate(groupby(split, key=lambda parts: parts[0])):
        triples = (rest for _, rest in group)
        if number:
            yield "\n"
        yield from writer.graph(graph, triples) if graph else writer.triples(triples)


def _by_engine(lines: Iterable[str], chosen: Format, folder: Path) -> Iterator[bytes]:
    """A format that the engine writes, from sorted statements.

    It gets no prefixes: it would declare them in another order each time.
    """
    statements, draft = folder / "statements", folder / "draft"
    with statements.open("wb") as stream:
        stream.writelines(_pieces(f"{_statement(line)}\n" for line in lines))
    quads = ox.parse(path=str(statements), format=ox.RdfFormat.N_QUADS)
    if chosen.name == "rdfxml":
        triples = (quad.triple for quad in quads)
        ox.serialize(triples, str(draft), _ENGINE[chosen.name])
    else:
        ox.serialize(quads, str(draft), _ENGINE[chosen.name])
    for piece in _read(draft):
        yield clean_xml(piece) if chosen.name == "rdfxml" else piece


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as fewer, larger pieces."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
