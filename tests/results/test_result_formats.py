"""Results in every format, as its specification has it."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.results import FORMATS, Result, ResultKind, format_named, formats_for, kind_of, serialize

ROWS = "SELECT * WHERE { VALUES (?name ?value) { ('a' 1) ('b' UNDEF) } }"
ASK = "ASK {}"
GRAPH = "CONSTRUCT { <http://x/s> a <http://x/C> ; <http://x/p> 'o'@en } WHERE {}"
TEXT = st.text(st.characters(exclude_categories=("Cs",)))


def ask(query: str) -> Result:
    return ox.Store().query(query)


def rows(*texts: str) -> Result:
    """A result with one column and these texts in it."""
    values = " ".join(str(ox.Literal(text)) for text in texts)
    return ask(f"SELECT ?text WHERE {{ VALUES ?text {{ {values} }} }}")


@pytest.mark.parametrize("query", [ROWS, ASK, GRAPH])
def test_every_format_holds_what_it_says(query: str) -> None:
    kind = kind_of(ask(query))
    for form in FORMATS:
        if kind in form.kinds:
            assert serialize(ask(query), form)
        else:
            with pytest.raises(UsageError, match="Choose from: "):
                serialize(ask(query), form)


def test_csv_is_that_of_the_recommendation() -> None:
    assert serialize(ask(ROWS), "csv") == b"name,value\r\na,1\r\nb,\r\n"
    hostile = rows('=cmd|"x"', "a,b", "line\nbreak", "-1")
    assert serialize(hostile, "csv") == (
        b'text\r\n"=cmd|""x"""\r\n"a,b"\r\n"line\nbreak"\r\n-1\r\n'
    )


@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_csv_gives_every_text_back(texts: list[str]) -> None:
    written = serialize(rows(*texts), "csv").decode()
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(written, newline=""))]
    assert read == ["text", *texts]


@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_json_gives_every_text_back(texts: list[str]) -> None:
    read = json.loads(serialize(rows(*texts), "json"))
    assert [b["text"]["value"] for b in read["results"]["bindings"]] == texts


@given(text=TEXT)
def test_xml_is_xml_whatever_a_document_contains(text: str) -> None:
    root = ElementTree.fromstring(serialize(rows(text), "xml"))
    (literal,) = root.iter("{http://www.w3.org/2005/sparql-results#}literal")
    kept = "".join("\ufffd" if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" else c
                   for c in text)  # fmt: skip
    assert (literal.text or "") == kept


@given(text=TEXT)
def test_graphs_give_every_text_back(text: str) -> None:
    query = f"CONSTRUCT {{ <http://x/s> <http://x/p> {ox.Literal(text)} }} WHERE {{}}"
    expected = {(rdflib.URIRef("http://x/s"), rdflib.URIRef("http://x/p"), rdflib.Literal(text))}
    for name, form in [("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES),
                       ("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS),
                       ("jsonld", ox.RdfFormat.JSON_LD)]:  # fmt: skip
        (quad,) = ox.parse(serialize(ask(query), name), format=form)
        assert quad.object == ox.Literal(text), name
    assert set(rdflib.Graph().parse(data=serialize(ask(query), "turtle"))) == expected


def test_rdf_xml_is_xml_whatever_a_document_contains() -> None:
    text = ox.Literal("a\x01b\r\n")
    query = f"CONSTRUCT {{ <http://x/s> <http://x/p> {text} }} WHERE {{}}"
    (triple,) = rdflib.Graph().parse(data=serialize(ask(query), "rdfxml"), format="xml")
    assert str(triple[2]) == "a\ufffdb\r\n"


def test_turtle_is_written_for_people() -> None:
    query = """CONSTRUCT { <http://x/b> <http://x/p> 2, 1 . <http://x/a> rdfs:label "A"@en ;
        a cmq:Person ; cmq:certainFrom "2024-03-19"^^xsd:date } WHERE {}"""
    from kg.vocabulary import PREFIXES

    written = serialize(ox.Store().query(query, prefixes=PREFIXES), "turtle").decode()
    assert (
        written
        == """\
@prefix cmq: <https://w3id.org/communique/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<http://x/a> a cmq:Person ;
    rdfs:label "A"@en ;
    cmq:certainFrom "2024-03-19"^^xsd:date .

<http://x/b> <http://x/p> 1,
        2 .
"""
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [("json", "json"), ("JSON", "json"), (".ttl", "turtle"), ("nt", "ntriples"),
     ("json-ld", "jsonld"), ("RDF/XML", "rdfxml"), ("srx", "xml"), ("nq", "nquads")],
)  # fmt: skip
def test_formats_have_the_names_people_try(name: str, found: str) -> None:
    assert format_named(name).name == found


def test_an_unknown_format_is_explained() -> None:
    with pytest.raises(UsageError, match=r"no format “turtel”, did you mean turtle\? Choose from"):
        format_named("turtel", ResultKind.GRAPH)
    with pytest.raises(UsageError, match=r"there is no format “excel”\. Choose from: json, xml"):
        format_named("excel", ResultKind.ROWS)
    with pytest.raises(UsageError, match="CSV is for tables, and this result is a graph"):
        format_named("csv", ResultKind.GRAPH)
    with pytest.raises(UsageError, match="Turtle cannot hold several graphs"):
        format_named("turtle", ResultKind.DATASET)


def test_names_and_extensions_are_unambiguous() -> None:
    names = [name for form in FORMATS for name in (form.name, *form.aliases)]
    assert len(names) == len(set(names))
    extensions = [form.extension for form in FORMATS]
    assert len(extensions) == len(set(extensions))
    for kind in ResultKind:
        offered = [media for form in formats_for(kind) for media in form.media_types]
        assert len(offered) == len(set(offered))
