"""What is served, for machines: SPARQL 1.1 Service Description, VoID and DCAT.

The data set is described under one IRI, its parts under fragments of it; nothing is a blank node.
Sources: SPARQL 1.1 Service Description (W3C 2013), VoID (W3C 2011), DCAT 3 (W3C 2024).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.pool import QueryLimits
from kg.results import ResultKind, formats_for
from kg.results.formats import ENGINE_FORMATS, Format
from kg.results.turtle import Writer
from kg.vocabulary import CMQ, KIND, PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_FORMATS = "http://www.w3.org/ns/formats/"
_DCTERMS = PREFIXES["dcterms"]
_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_XSD = PREFIXES["xsd"]
_MEDIA = "https://www.iana.org/assignments/media-types/"

# The names that the W3C gave to formats.
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
}
_VOCABULARIES = (
    CMQ, KIND, PREFIXES["oa"], _DCTERMS, PREFIXES["skos"], PREFIXES["schema"], PREFIXES["owl"],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: triples of the default graph, documents, things of each class."""

    triples: int
    documents: int
    classes: Mapping[str, int] = field(default_factory=dict)  # class IRI → entities
    properties: Mapping[str, int] = field(default_factory=dict)  # property IRI → triples
    linked: int = 0  # links to Wikidata


@dataclass(frozen=True, slots=True)
class Served:
    """What is described: addresses as the client reaches them, and what lies behind them."""

    endpoint: str
    dataset: str
    exports: Mapping[str, str]  # format name → address
    base: str
    counts: Counts
    examples: tuple[str, ...]  # IRIs of things to begin with
    limits: QueryLimits
    writable: bool


class _Lines:
    """Triples as lines of N-Triples, without the full stop."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Triples; an object is an IRI, or a literal as N-Triples writes it."""
        for value in objects:
            written = value if value.startswith('"') else f"<{value}>"
            self.lines.append(f"<{subject}> <{predicate}> {written}")


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@en'


def _number(number: int) -> str:
    return f'"{number}"^^<{_XSD}integer>'


def service(served: Served) -> list[str]:
    """The service description, as lines of N-Triples."""
    out = _Lines()
    here, data = served.endpoint, f"{served.dataset}#default"
    out.add(here, f"{_RDF}type", f"{_SD}Service", f"{_DCAT}DataService")
    out.add(here, f"{_SD}endpoint", here)
    out.add(here, f"{_DCAT}endpointURL", here)
    out.add(here, f"{_RDFS}label", _text("SPARQL endpoint of a Communiqué archive"))
    out.add(here, f"{_RDFS}comment", _text(limits_in_words(served.limits)))
    languages = ["SPARQL11Query"] + ["SPARQL11Update"] * served.writable
    out.add(here, f"{_SD}supportedLanguage", *(f"{_SD}{name}" for name in languages))
    kinds = (ResultKind.ROWS, ResultKind.GRAPH)
    names = [_FORMAT_NAMES[form.name] for kind in kinds for form in formats_for(kind)]
    out.add(here, f"{_SD}resultFormat", *(_FORMATS + name for name in names))
    if served.writable:
        out.add(here, f"{_SD}inputFormat", *(_FORMATS + name for name in names[4:]))
    if served.limits.services:
        out.add(here, f"{_SD}feature", f"{_SD}BasicFederatedQuery")
    out.add(here, f"{_SD}defaultDataset", served.dataset)
    out.add(here, f"{_DCAT}servesDataset", served.dataset)
    out.add(served.dataset, f"{_RDF}type", f"{_SD}Dataset")
    out.add(served.dataset, f"{_SD}defaultGraph", data)
    out.add(data, f"{_RDF}type", f"{_SD}Graph", f"{_VOID}Dataset")
    out.add(data, f"{_VOID}triples", _number(served.counts.triples))
    return out.lines


def limits_in_words(limits: QueryLimits) -> str:
    """The limits of queries, in a sentence.

    >>> limits_in_words(QueryLimits(seconds=5, memory=100, rows=1000, size=2))[:58]
    'A query may run 5 seconds, take 100 megabytes of memory an'
    """
    return (
        f"A query may run {limits.seconds:g} seconds, take {limits.memory:,} megabytes of memory"
        f" and give {limits.rows:,} rows or {limits.size:,} megabytes; beyond, the answer is 503"
        " or 504, never a part of the result."
    )


def dataset(served: Served) -> list[str]:
    """The description of the data set, as lines of N-Triples."""
    out = _Lines()
    here, counts = served.dataset, served.counts
    out.add(here, f"{_RDF}type", f"{_VOID}Dataset", f"{_DCAT}Dataset")
    out.add(here, f"{_DCTERMS}title", _text("Persons, offices, organisations and meetings"))
    about = (
        f"What {counts.documents:,} news items and press releases say of persons, offices,"
        " memberships and meetings, each statement with the words that say it."
    )
    out.add(here, f"{_DCTERMS}description", _text(about))
    out.add(here, f"{_VOID}sparqlEndpoint", served.endpoint)
    out.add(here, f"{_VOID}uriSpace", f'"{served.base}"')
    out.add(here, f"{_VOID}triples", _number(counts.triples))
    out.add(here, f"{_VOID}documents", _number(counts.documents))
    out.add(here, f"{_VOID}entities", _number(sum(counts.classes.values())))
    out.add(here, f"{_VOID}classes", _number(len(counts.classes)))
    out.add(here, f"{_VOID}properties", _number(len(counts.properties)))
    out.add(here, f"{_VOID}vocabulary", *_VOCABULARIES)
    out.add(here, f"{_VOID}exampleResource", *served.examples)
    for number, (iri, count) in enumerate(sorted(counts.classes.items())):
        part = f"{here}#class-{number}"
        out.add(here, f"{_VOID}classPartition", part)
        out.add(part, f"{_VOID}class", iri)
        out.add(part, f"{_VOID}entities", _number(count))
    for number, (iri, count) in enumerate(sorted(counts.properties.items())):
        part = f"{here}#property-{number}"
        out.add(here, f"{_VOID}propertyPartition", part)
        out.add(part, f"{_VOID}property", iri)
        out.add(part, f"{_VOID}triples", _number(count))
    _links(out, here, counts.linked)
    for name, address in served.exports.items():
        _distribution(out, here, name, address)
    return out.lines


def _links(out: _Lines, here: str, links: int) -> None:
    subset = f"{here}#wikidata"
    out.add(here, f"{_VOID}subset", subset)
    out.add(subset, f"{_RDF}type", f"{_VOID}Linkset")
    out.add(subset, f"{_VOID}linkPredicate", f"{PREFIXES['schema']}sameAs")
    out.add(subset, f"{_VOID}subjectsTarget", here)
    out.add(subset, f"{_VOID}objectsTarget", "http://www.wikidata.org/")
    out.add(subset, f"{_VOID}triples", _number(links))


def _distribution(out: _Lines, here: str, name: str, address: str) -> None:
    form = next(form for form in formats_for(ResultKind.GRAPH) if form.name == name)
    part = f"{here}#{name}"
    out.add(here, f"{_VOID}dataDump", address)
    out.add(here, f"{_VOID}feature", _FORMATS + _FORMAT_NAMES[name])
    out.add(here, f"{_DCAT}distribution", part)
    out.add(part, f"{_RDF}type", f"{_DCAT}Distribution")
    out.add(part, f"{_DCAT}downloadURL", address)
    out.add(part, f"{_DCAT}mediaType", _MEDIA + form.media_types[0])


def written(lines: list[str], form: Format) -> bytes:
    """The lines in a format."""
    ordered = sorted(set(lines))
    if form.name in ("turtle", "trig"):
        prefixes = PREFIXES | {"sd": _SD, "void": _VOID, "dcat": _DCAT, "formats": _FORMATS}
        return "".join(Writer(prefixes).document(ordered)).encode()
    return _serialized(ordered, form)


def _serialized(lines: list[str], form: Format) -> bytes:
    text = "".join(f"{line} .\n" for line in lines)
    kind = ENGINE_FORMATS[form.name]
    assert isinstance(kind, ox.RdfFormat)
    triples: Iterator[ox.Triple] = (q.triple for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    body = ox.serialize(triples, format=kind)
    assert body is not None  # no file was given
    return body
