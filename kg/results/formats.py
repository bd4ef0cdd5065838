"""The registry of result formats, and writing a result in one of them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox

from kg.errors import UsageError
from kg.results.turtle import Writer
from kg.vocabulary import PREFIXES

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class ResultKind(StrEnum):
    """What a query gives: rows (SELECT), yes or no (ASK), a graph (CONSTRUCT, DESCRIBE)."""

    ROWS = "rows"
    BOOLEAN = "boolean"
    GRAPH = "graph"
    DATASET = "dataset"  # several graphs: no query gives it, an export does


_TABULAR = frozenset({ResultKind.ROWS, ResultKind.BOOLEAN})
_GRAPH = frozenset({ResultKind.GRAPH})
_GRAPHS = frozenset({ResultKind.GRAPH, ResultKind.DATASET})


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write results down; ``media_types`` begin with the registered one."""

    name: str
    label: str
    extension: str
    media_types: tuple[str, ...]
    kinds: frozenset[ResultKind]
    aliases: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The media type to send; text types carry their encoding."""
        first = self.media_types[0]
        return f"{first}; charset=utf-8" if first.startswith("text/") else first


# In the order of preference among formats that a client likes equally well.
FORMATS = (
    Format(
        "json",
        "JSON",
        "json",
        ("application/sparql-results+json", "application/json"),
        _TABULAR,
        ("srj",),
    ),
    Format(
        "xml",
        "XML",
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        _TABULAR,
        ("srx",),
    ),
    Format("csv", "CSV", "csv", ("text/csv",), _TABULAR),
    Format("tsv", "TSV", "tsv", ("text/tab-separated-values",), _TABULAR),
    Format("turtle", "Turtle", "ttl", ("text/turtle", "application/x-turtle"), _GRAPH, ("ttl",)),
    Format("ntriples", "N-Triples", "nt", ("application/n-triples",), _GRAPH, ("nt", "n-triples")),
    Format(
        "rdfxml",
        "RDF/XML",
        "rdf",
        ("application/rdf+xml", "application/xml", "text/xml"),
        _GRAPH,
        ("rdf", "rdf/xml", "rdf-xml"),
    ),
    Format(
        "jsonld",
        "JSON-LD",
        "jsonld",
        ("application/ld+json", "application/json"),
        _GRAPHS,
        ("json-ld",),
    ),
    Format("trig", "TriG", "trig", ("application/trig", "application/x-trig"), _GRAPHS),
    Format(
        "nquads",
        "N-Quads",
        "nq",
        ("application/n-quads", "text/x-nquads"),
        _GRAPHS,
        ("nq", "n-quads"),
    ),
)

# The formats that the engine itself writes as they are sent.
ENGINE_FORMATS: dict[str, ox.QueryResultsFormat | ox.RdfFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
}


_KNOWN = {key: form for form in FORMATS for key in (form.name, *form.aliases)}


def kind_of(result: Result) -> ResultKind:
    """What kind of result this is."""
    if isinstance(result, ox.QuerySolutions):
        return ResultKind.ROWS
    if isinstance(result, ox.QueryBoolean):
        return ResultKind.BOOLEAN
    return ResultKind.GRAPH


def formats_for(kind: ResultKind) -> tuple[Format, ...]:
    """The formats that can hold a kind of result, the preferred one first."""
    return tuple(format_ for format_ in FORMATS if kind in format_.kinds)


def format_named(name: str, kind: ResultKind | None = None) -> Format:
    """The format of a name or alias, whatever its case; extensions with a dot are names too.

    >>> format_named("TTL").media_type
    'text/turtle; charset=utf-8'

    Raises:
        UsageError: there is no such format, or it cannot hold this kind of result.
    """
    wanted = name.strip().lower().removeprefix(".")
    found = _KNOWN.get(wanted)
    if found is None:
        near = difflib.get_close_matches(wanted, _KNOWN, 1)
        hint = f", did you mean {_KNOWN[near[0]].name}?" if near else "."
        raise UsageError(f"there is no format “{name}”{hint} Choose from: {_names(kind)}")
    if kind is not None and kind not in found.kinds:
        raise UsageError(f"{found.label} {_WHY_NOT[kind]}. Choose from: {_names(kind)}")
    return found


_WHY_NOT = {
    ResultKind.ROWS: "is for graphs, and this result is a table",
    ResultKind.BOOLEAN: "is for graphs, and this result is yes or no",
    ResultKind.GRAPH: "is for tables, and this result is a graph",
    ResultKind.DATASET: "cannot hold several graphs",
}


def _names(kind: ResultKind | None) -> str:
    return ", ".join(f.name for f in (FORMATS if kind is None else formats_for(kind)))


def serialize(result: Result, format_: Format | str) -> bytes:
    """The whole result in a format; a result can be written once.

    Written by the engine itself, outside Python's lock, but for Turtle and TriG, which are written
    for people: sorted, with prefixes.

    Raises:
        UsageError: the format cannot hold this kind of result.
    """
    kind = kind_of(result)
    chosen = format_named(format_ if isinstance(format_, str) else format_.name, kind)
    if isinstance(result, ox.QueryTriples) and chosen.name not in ENGINE_FORMATS:
        return for_people(_bytes(result.serialize(format=ox.RdfFormat.N_TRIPLES)))
    written = _bytes(result.serialize(format=ENGINE_FORMATS[chosen.name]))  # type: ignore[arg-type]
    return clean_xml(written) if chosen.name in ("xml", "rdfxml") else written


# What XML 1.0 cannot hold, in UTF-8: control characters and U+FFFE, U+FFFF.
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def clean_xml(written: bytes) -> bytes:
    """XML that every parser reads: the engine writes control characters as they are.

    They become U+FFFD, for XML has no way to hold them; a carriage return becomes a reference,
    which a parser keeps where it would drop the character.
    """
    return _NO_XML.sub("\ufffd".encode(), written).replace(b"\r", b"&#13;")


def for_people(ntriples: bytes) -> bytes:
    """N-Triples as Turtle that people like to read: sorted, with prefixes, nothing twice."""
    lines = sorted(set(filter(None, ntriples.decode().split("\n"))))
    return "".join(Writer(PREFIXES).document(line[:-2] for line in lines)).encode()


def _bytes(written: bytes | None) -> bytes:
    assert written is not None  # the engine returns them where no output is given
    return written
