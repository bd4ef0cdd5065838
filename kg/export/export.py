"""What is exported, and in which steps: dump, sort, write."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Literal, Protocol, cast, get_args

import pyoxigraph as ox

from kg.archive import Archive
from kg.errors import UsageError
from kg.export.lines import LineWriter, Selection, blank_free
from kg.export.sorting import Sorter
from kg.export.writing import written
from kg.results import Format, ResultKind, format_named
from kg.settings import check_base
from kg.vocabulary import PREFIXES, Schema

Layer = Literal["knowledge", "evidence", "all"]
Text = Literal["none", "sentence", "full"]
SameAs = Literal["schema", "owl", "skos"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
TEXTS: tuple[Text, ...] = get_args(Text)
# The property that links our nodes to the same things elsewhere; schema:sameAs is how it is kept.
SAME_AS: Mapping[SameAs, str] = {
    "schema": Schema.sameAs,
    "owl": PREFIXES["owl"] + "sameAs",
    "skos": PREFIXES["skos"] + "exactMatch",
}


class Reader(Protocol):
    """What is exported: a GraphReader."""

    base: str
    store: ox.Store


def export_format(name: str, layer: Layer = "knowledge") -> Format:
    """The format of a name, if it can hold the layer.

    Raises:
        UsageError: it cannot, or there is no such format or layer.
    """
    if layer not in LAYERS:
        raise UsageError(f"there is no layer “{layer}”. Choose from: {', '.join(LAYERS)}")
    return format_named(name, ResultKind.GRAPH if layer == "knowledge" else ResultKind.DATASET)


def export(
    reader: Reader,
    *,
    layer: Layer = "knowledge",
    fmt: str = "turtle",
    base: str | None = None,
    text: Text = "sentence",
    archive: Archive | None = None,
    same_as: SameAs = "schema",
) -> Iterator[bytes]:
    """The graph in pieces of bytes; the same graph gives the same bytes, in whatever order it grew.

    Subjects, predicates and objects are sorted, ``a`` comes first; Turtle and TriG declare the
    prefixes they use and no others. Read back, it is the same graph. Nothing is held in memory but
    what one subject says: sorting goes through temporary files of about twice the size of the
    export.

    ``base`` replaces the base of the store's IRIs. ``text`` says how much of what documents say
    goes along: ``none``, the quoted ``sentence`` of each passage, or the ``full`` text of each
    document (``schema:articleBody``), for which the ``archive`` is needed. ``same_as`` is the
    vocabulary of the links to Wikidata: schema:sameAs, owl:sameAs, which lets a reasoner merge
    both, or skos:exactMatch, which makes concepts of them.

    Raises:
        UsageError: the layer, format, base, text or vocabulary is unknown, or they do not go
            together.
    """
    chosen = export_format(fmt, layer)
    if text not in TEXTS:
        raise UsageError(f"there is no text “{text}”. Choose from: {', '.join(TEXTS)}")
    if text == "full" and layer == "knowledge":
        raise UsageError(
            "the knowledge layer holds no texts: export the layer evidence or all with them"
        )
    if text == "full" and archive is None:
        raise UsageError("the full text of documents is in the archive, which was not given")
    target = reader.base if base is None else check_base(base)
    property_ = same_as_property(same_as)
    selection = Selection(layer, reader.base, target, text != "none", property_)
    return _export(reader, selection, chosen, archive if text == "full" else None)


def same_as_property(name: SameAs) -> str:
    """The property that a vocabulary has for links.

    Raises:
        UsageError: there is no such choice.
    """
    if name not in SAME_AS:
        raise UsageError(
            f"there is no vocabulary “{name}” of links. Choose from: {', '.join(SAME_AS)}"
        )
    return SAME_AS[name]


def _export(
    reader: Reader, selection: Selection, chosen: Format, archive: Archive | None
) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="kg-export-") as name:
        folder = Path(name)
        sorter = Sorter(folder)
        lines = LineWriter(selection, sorter.add)
        stream = cast(IO[bytes], lines)  # the store only writes to it
        if selection.layer == "knowledge":
            only = ox.DefaultGraph()
            reader.store.dump(stream, format=ox.RdfFormat.N_TRIPLES, from_graph=only)
        else:
            reader.store.dump(stream, format=ox.RdfFormat.N_QUADS)
        lines.finish()
        for line in blank_free(lines.with_blanks):
            sorter.add(line)
        if archive is not None:
            for _, document in archive.every_document():
                lines.add_text(document.iri, document.document.text, document.document.language)
        yield from written(sorter, chosen, selection.target, folder)
