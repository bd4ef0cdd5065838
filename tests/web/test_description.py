"""The endpoint and the data set describe themselves, in words that machines know.

The first three tests are those of the W3C for service descriptions, in our own words.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, VOID
from running_site import Site

from kg.saved import library
from kg.store import GraphReader

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")


def described(site: Site, path: str, accept: str = "text/turtle") -> Graph:
    answer = site.get(path, accept)
    assert answer.status == 200
    return Graph().parse(data=answer.body, format=answer.type)


@pytest.mark.w3c("returns-rdf")
@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/turtle", "application/rdf+xml", "application/ld+json"]
)
def test_the_endpoint_without_a_query_answers_in_rdf(site: Site, accept: str) -> None:
    answer = site.get("/sparql", accept)
    assert answer.status == 200
    form = ox.RdfFormat.from_media_type(answer.type)
    assert len(list(ox.parse(answer.body, format=form))) > 10
    if accept not in ("", "*/*"):
        assert answer.type == accept


@pytest.mark.parametrize("accept", ["image/png", "text/csv", "text/turtle;q=0, text/csv"])
def test_who_takes_none_of_our_formats_hears_which_there_are(site: Site, accept: str) -> None:
    answer = site.get("/sparql", accept)
    assert answer.status == 406
    assert answer.type == "application/problem+json"
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.w3c("has-endpoint-triple")
def test_it_names_itself_as_the_endpoint(site: Site) -> None:
    here = URIRef(f"{site.address}/sparql")
    assert (here, SD.endpoint, here) in described(site, "/sparql")


@pytest.mark.w3c("conforms-to-schema")
def test_it_uses_the_terms_of_service_descriptions_as_they_are_meant(site: Site) -> None:
    found = described(site, "/sparql")
    (service,) = found.subjects(RDF.type, SD.Service)
    assert set(found.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert len(set(found.objects(service, SD.resultFormat))) == 10
    (data,) = found.objects(service, SD.defaultDataset)
    assert (data, RDF.type, SD.Dataset) in found
    (graph,) = found.objects(data, SD.defaultGraph)
    assert (graph, RDF.type, SD.Graph) in found
    known = {"Service", "Dataset", "Graph", "endpoint", "supportedLanguage", "resultFormat",
             "defaultDataset", "defaultGraph", "SPARQL11Query"}  # fmt: skip
    used = {str(term) for triple in found for term in triple if str(term).startswith(str(SD))}
    assert {term.removeprefix(str(SD)) for term in used} <= known


def test_it_says_what_a_query_may_take(site: Site) -> None:
    found = described(site, "/sparql")
    (service,) = found.subjects(RDF.type, SD.Service)
    assert "30 seconds" in str(found.value(service, RDFS.comment))


def test_the_data_set_counts_what_is_there(site: Site, small_store: Path) -> None:
    found = described(site, "/dataset")
    (data,) = found.subjects(RDF.type, DCAT.Dataset)
    with GraphReader.open(small_store) as reader:
        (row,) = reader.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
    assert int(found.value(data, VOID.triples)) == int(row["n"].value)  # type: ignore[call-overload]
    assert int(found.value(data, VOID.documents)) == 5  # type: ignore[call-overload]
    parts = list(found.objects(data, VOID.classPartition))
    persons = URIRef("https://w3id.org/communique/ns#Person")
    assert any((part, VOID["class"], persons) in found for part in parts)


def test_what_it_points_to_is_there(site: Site) -> None:
    found = described(site, "/dataset")
    for address in found.objects(None, VOID.dataDump):
        assert site.ask("HEAD", str(address).removeprefix(site.address), {}).status == 200
    for iri in found.objects(None, VOID.exampleResource):
        path = "/" + str(iri).split("/", 3)[3]
        assert site.get(path, "text/turtle").status == 200


def test_machines_find_it_where_they_look(site: Site) -> None:
    answer = site.get("/.well-known/void")
    assert (answer.status, answer.headers["Location"]) == (302, "/dataset")


def test_people_get_a_page(site: Site) -> None:
    page = site.page("/dataset")
    assert "5 documents" in page.text
    assert "/export.ttl" in page.text


def test_query_editors_find_the_saved_queries_inside(examples_store: Path) -> None:
    """As the editors of the SIB look for them."""
    with GraphReader.open(examples_store) as reader:
        rows = list(
            reader.query(  # type: ignore[arg-type]
                """PREFIX sh: <http://www.w3.org/ns/shacl#>
                SELECT ?query ?comment ?text { ?query a sh:SPARQLExecutable ;
                rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?text }"""
            )
        )
        runnable = [q for q in library() if not any(p.required for p in q.parameters)]
        assert {row["comment"].value for row in rows} == {query.summary for query in runnable}
        assert {row["query"].value for row in rows} == {
            f"{reader.base}queries/{query.name}" for query in runnable
        }
        for row in rows:
            reader.query(row["text"].value)
