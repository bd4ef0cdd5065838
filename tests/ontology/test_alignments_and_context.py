"""The files beside the ontology speak of its terms and of no others."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, URIRef

from kg.rdf.ontology import ontology_file, ontology_graph
from kg.vocabulary import CMQ, KIND, PREFIXES, Cmq, Oa, Rdfs

ONTOLOGY = ontology_graph()
DECLARED = {str(subject) for subject in ONTOLOGY.subjects()}


def ours(graph: rdflib.Graph) -> set[str]:
    terms = {str(t) for triple in graph for t in triple if isinstance(t, URIRef)}
    return {term for term in terms if term.startswith((CMQ, KIND))}


def test_alignments_name_only_terms_that_exist() -> None:
    alignments = ontology_graph("alignments.ttl")
    assert ours(alignments)
    assert ours(alignments) <= DECLARED
    assert set(alignments.objects(None, OWL.imports)) == set()


def test_alignments_reach_the_vocabularies_that_others_use() -> None:
    text = ontology_file("alignments.ttl").read_text(encoding="utf-8")
    for namespace in ("org", "foaf", "schema", "prov", "oa", "wd", "wdt"):
        assert f" {namespace}:" in text


def test_alignments_declare_the_foreign_terms_of_their_axioms() -> None:
    alignments = ontology_graph("alignments.ttl")
    for predicate, kind in (
        (RDFS.subClassOf, OWL.Class),
        (RDFS.subPropertyOf, OWL.ObjectProperty),
    ):
        assert set(alignments.objects(None, predicate)) <= set(alignments.subjects(RDF.type, kind))


def test_alignments_tie_classes_to_classes_and_kinds_to_items() -> None:
    alignments = ontology_graph("alignments.ttl")
    for term in alignments.subjects(RDFS.subClassOf):
        assert (term, RDF.type, OWL.Class) in ONTOLOGY
    for term in alignments.subjects(RDFS.subPropertyOf):
        assert (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY
    for predicate in (SKOS.exactMatch, SKOS.closeMatch):
        for term in alignments.subjects(predicate):
            assert (term, RDF.type, SKOS.Concept) in ONTOLOGY


def test_shapes_name_only_terms_that_exist() -> None:
    shapes = ontology_graph("shapes.ttl")
    assert ours(shapes) <= DECLARED
    for path in shapes.objects(None, SH.path):
        if str(path).startswith(CMQ):
            kinds = set(ONTOLOGY.objects(path, RDF.type))
            assert kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}


def test_shapes_look_at_every_property_and_every_class_in_the_data() -> None:
    shapes = ontology_graph("shapes.ttl")
    properties = {
        str(s)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for s in ONTOLOGY.subjects(RDF.type, kind)
        if str(s).startswith(CMQ)
    }
    assert properties <= ours(shapes)
    targets = {str(target) for target in shapes.objects(None, SH.targetClass)}
    classes = {str(s) for s in ONTOLOGY.subjects(RDF.type, OWL.Class) if str(s).startswith(CMQ)}
    for one in classes:
        ups = {str(up) for up in ONTOLOGY.transitive_objects(URIRef(one), RDFS.subClassOf)}
        assert ups & targets, one


def context() -> dict[str, Any]:
    loaded = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    terms: dict[str, Any] = loaded["@context"]
    return terms


def test_the_context_has_every_term_of_the_ontology() -> None:
    terms = {name for name in vars(Cmq) if not name.startswith("_")}
    assert terms <= set(context())
    for name in terms:
        entry = context()[name]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"cmq:{name}"


def test_the_context_says_which_terms_lead_to_nodes() -> None:
    for name, entry in context().items():
        iri = URIRef(CMQ + name)
        leads = isinstance(entry, dict) and entry.get("@type") == "@id"
        if (iri, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
            assert leads, name
        elif (iri, RDF.type, OWL.DatatypeProperty) in ONTOLOGY:
            assert not leads, name


def test_the_context_uses_the_prefixes_of_the_program() -> None:
    prefixes = {k: v for k, v in context().items() if isinstance(v, str) and v.startswith("http")}
    assert prefixes.items() <= PREFIXES.items()


# rdflib's JSON-LD parser uses a class that rdflib itself has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_plain_json_expands_to_the_graph_it_means() -> None:
    tenure = {
        "@context": context(),
        "id": "http://127.0.0.1:7878/tenure/brook",
        "type": "Tenure",
        "label": "Ada Brook, President of Westmark",
        "holder": {"id": "http://127.0.0.1:7878/person/ada-brook", "sameAs": "wd:Q900000101"},
        "tenureStatus": "kind:acting",
        "certainFrom": "2031-05-31",
        "start": "7",
    }
    graph = rdflib.Graph().parse(data=json.dumps(tenure), format="json-ld")
    node = URIRef("http://127.0.0.1:7878/tenure/brook")
    person = URIRef("http://127.0.0.1:7878/person/ada-brook")
    label = rdflib.Literal("Ada Brook, President of Westmark", lang="en")
    day = rdflib.Literal("2031-05-31", datatype=XSD.date)
    assert set(graph) == {
        (node, RDF.type, URIRef(Cmq.Tenure)),
        (node, URIRef(Rdfs.label), label),
        (node, URIRef(Cmq.holder), person),
        (person, URIRef(PREFIXES["schema"] + "sameAs"), URIRef(PREFIXES["wd"] + "Q900000101")),
        (node, URIRef(Cmq.tenureStatus), URIRef(KIND + "acting")),
        (node, URIRef(Cmq.certainFrom), day),
        (node, URIRef(Oa.start), rdflib.Literal("7", datatype=XSD.integer)),
    }
