"""Links in the vocabulary that is wanted, and links alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, SKOS, VOID
from small_store import make_store, small_data

from kg.errors import UsageError
from kg.export import SAME_AS, export, export_links
from kg.store import GraphReader

SCHEMA = rdflib.URIRef("http://schema.org/sameAs")
NEAR = "http://127.0.0.1:7878/place/tessa"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphReader]:
    data = small_data()
    close = ox.NamedNode(str(SKOS.closeMatch))
    item = ox.NamedNode("http://www.wikidata.org/entity/Q900000099")
    data.add(ox.Quad(ox.NamedNode(NEAR), close, item))
    root: Path = make_store(tmp_path_factory.mktemp("links") / "kg-data", data)
    with GraphReader.open(root) as opened:
        yield opened


def graph(pieces: Iterator[bytes]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=b"".join(pieces), format="turtle")


@pytest.mark.parametrize(
    ("name", "property_"), [("schema", SCHEMA), ("owl", OWL.sameAs), ("skos", SKOS.exactMatch)]
)
def test_links_have_the_vocabulary_that_is_wanted(
    reader: GraphReader, name: str, property_: rdflib.URIRef
) -> None:
    usual = graph(export(reader))
    chosen = graph(export(reader, same_as=name))  # type: ignore[arg-type]
    assert set(chosen.subject_objects(property_)) >= set(usual.subject_objects(SCHEMA)) != set()
    assert len(chosen) == len(usual)
    others = {triple for triple in chosen if triple[1] != property_}
    assert others == {triple for triple in usual if triple[1] != SCHEMA}


def test_the_vocabularies_are_these_three(reader: GraphReader) -> None:
    assert list(SAME_AS) == ["schema", "owl", "skos"]
    with pytest.raises(UsageError, match="skos"):
        list(export(reader, same_as="foaf"))  # type: ignore[arg-type]


def test_links_alone_are_linksets_that_say_how_many_they_are(reader: GraphReader) -> None:
    links = graph(export_links(reader, same_as="owl"))
    sets = {
        links.value(each, VOID.linkPredicate): each for each in links.subjects(None, VOID.Linkset)
    }
    assert set(sets) == {OWL.sameAs, SKOS.closeMatch}
    for property_, each in sets.items():
        pairs = list(links.subject_objects(property_))
        count = links.value(each, VOID.triples)
        assert isinstance(count, rdflib.Literal)
        assert count.toPython() == len(pairs) > 0
    everything = graph(export(reader))
    assert set(links.subject_objects(OWL.sameAs)) == set(everything.subject_objects(SCHEMA))
    assert (rdflib.URIRef(NEAR), SKOS.closeMatch) in set(links.subject_predicates())


def test_links_can_be_had_under_another_base_and_are_always_the_same(reader: GraphReader) -> None:
    one = b"".join(export_links(reader, base="https://kg.example.org"))
    assert b"127.0.0.1" not in one
    assert one == b"".join(export_links(reader, base="https://kg.example.org"))
    lines = b"".join(export_links(reader, fmt="ntriples")).decode().splitlines()
    assert lines == sorted(set(lines))
