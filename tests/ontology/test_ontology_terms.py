"""A newcomer finds every term explained, and no classic mistake of ontology building.

The checks follow the catalogue of pitfalls of OOPS! (P…) and the metadata that FOOPS! asks for.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, URIRef
from rdflib.term import Node

from kg.rdf.ontology import ontology_graph, ontology_ntriples
from kg.vocabulary import CMQ, KIND, ONTOLOGY

GRAPH = ontology_graph()


def own(kind: URIRef) -> list[URIRef]:
    found = {s for s in GRAPH.subjects(RDF.type, kind) if str(s).startswith(CMQ)}
    return sorted(s for s in found if isinstance(s, URIRef))


CLASSES = own(OWL.Class)
OBJECT_PROPERTIES = own(OWL.ObjectProperty)
PROPERTIES = OBJECT_PROPERTIES + own(OWL.DatatypeProperty)
TERMS = CLASSES + PROPERTIES
CONCEPTS = sorted(GRAPH.subjects(RDF.type, SKOS.Concept))
SCHEMES = sorted(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))


def local(term: Node) -> str:
    return str(term).removeprefix(CMQ).removeprefix(KIND)


def english(term: Node, predicate: URIRef) -> list[str]:
    values = GRAPH.objects(term, predicate)
    return [str(v) for v in values if isinstance(v, rdflib.Literal) and v.language == "en"]


def ancestors(term: Node) -> set[Node]:
    return set(GRAPH.transitive_objects(term, RDFS.subClassOf)) - {term}


def test_it_is_there_and_small() -> None:
    assert 15 <= len(CLASSES) <= 25
    assert 45 <= len(PROPERTIES) <= 60


def test_it_has_no_blank_nodes_because_it_is_loaded_into_the_default_graph() -> None:
    terms = {term for triple in GRAPH for term in triple}
    assert [term for term in terms if isinstance(term, rdflib.BNode)] == []


def test_loading_it_twice_adds_nothing() -> None:
    text = ontology_ntriples()
    assert text == ontology_ntriples()
    assert len(rdflib.Graph().parse(data=text + text, format="nt")) == len(GRAPH)


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_every_term_is_documented(term: URIRef) -> None:
    assert len(english(term, RDFS.label)) == 1
    (definition,) = english(term, SKOS.definition)
    assert definition[0].isupper()
    assert definition.endswith((".", "!"))
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [URIRef(ONTOLOGY)]


@pytest.mark.parametrize("concept", CONCEPTS, ids=local)
def test_every_kind_is_documented(concept: Node) -> None:
    assert len(english(concept, SKOS.definition)) == 1
    assert len(english(concept, SKOS.prefLabel)) == 1
    assert english(concept, RDFS.label) == english(concept, SKOS.prefLabel)
    (scheme,) = GRAPH.objects(concept, SKOS.inScheme)
    assert scheme in SCHEMES
    for broader in GRAPH.objects(concept, SKOS.broader):
        assert GRAPH.value(broader, SKOS.inScheme) == scheme


@pytest.mark.parametrize("scheme", SCHEMES, ids=local)
def test_no_two_kinds_of_a_scheme_share_a_label(scheme: Node) -> None:
    assert english(scheme, SKOS.definition)
    members = GRAPH.subjects(SKOS.inScheme, scheme)
    labels = Counter(label for member in members for label in english(member, SKOS.prefLabel))
    assert labels
    assert set(labels.values()) == {1}


def test_names_follow_one_style() -> None:  # P22
    assert [c for c in CLASSES if not re.fullmatch(r"[A-Z][A-Za-z]+", local(c))] == []
    assert [p for p in PROPERTIES if not re.fullmatch(r"[a-z][A-Za-z0-9]+", local(p))] == []
    kinds = [*CONCEPTS, *SCHEMES]
    assert [k for k in kinds if not re.fullmatch(r"[a-z]+(-[a-z]+)*", local(k))] == []


def test_no_two_terms_share_a_label() -> None:  # P32
    labels = Counter(label for term in TERMS for label in english(term, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_class_is_connected() -> None:  # P04
    used = set(GRAPH.objects(None, RDFS.domain)) | set(GRAPH.objects(None, RDFS.range))
    used |= set(GRAPH.objects(None, RDFS.subClassOf)) | set(GRAPH.subjects(RDFS.subClassOf))
    assert [c for c in CLASSES if c not in used] == []


def test_no_class_is_its_own_ancestor() -> None:  # P06
    for one in CLASSES:
        assert all(one not in ancestors(ancestor) for ancestor in ancestors(one))


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_every_property_says_what_it_connects(term: URIRef) -> None:  # P11, P19
    domains, ranges = list(GRAPH.objects(term, RDFS.domain)), list(GRAPH.objects(term, RDFS.range))
    assert len(ranges) <= 1
    assert len(domains) <= 1
    notes = " ".join(english(term, SKOS.scopeNote)).lower()
    assert domains or re.search("no domain(,| for that reason)|has no domain", notes), "explained"
    assert ranges or "no range, because" in notes, "explained"
    assert domains or ranges


def test_everything_used_is_declared() -> None:  # P34, P35
    classes = set(GRAPH.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith):
        assert set(GRAPH.objects(None, predicate)) <= classes
    builtin = (str(RDF), str(RDFS), str(OWL))
    used = {p for p in GRAPH.predicates() if not str(p).startswith(builtin)}
    kinds = (OWL.AnnotationProperty, OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {p for kind in kinds for p in GRAPH.subjects(RDF.type, kind)}
    assert used <= declared


def test_classes_that_nothing_can_share_are_disjoint() -> None:  # P10
    pairs = {frozenset(pair) for pair in GRAPH.subject_objects(OWL.disjointWith)}

    def disjoint(one: Node, two: Node) -> bool:
        ups = ({one, *ancestors(one)}, {two, *ancestors(two)})
        return any(frozenset((a, b)) in pairs for a in ups[0] for b in ups[1])

    may_share = {
        frozenset((URIRef(CMQ + a), URIRef(CMQ + b)))
        for a, b in [
            ("Agent", "Place"),  # a country is both
            ("Organisation", "Place"),
            ("InternationalOrganisation", "Place"),
            ("GovernmentBody", "Place"),
        ]
    }
    abstract = URIRef(CMQ + "Agent")
    for one in CLASSES:
        for two in CLASSES:
            related = one in ancestors(two) | {two} or two in ancestors(one)
            if related or abstract in (one, two) or frozenset((one, two)) in may_share:
                continue
            assert disjoint(one, two), f"{local(one)} and {local(two)}"


def test_there_is_nothing_of_more_than_owl_dl() -> None:
    both = set(GRAPH.subjects(RDF.type, OWL.ObjectProperty)) & set(
        GRAPH.subjects(RDF.type, OWL.DatatypeProperty)
    )
    assert both == set()
    # The only characteristic of a datatype property is to be functional.
    for term in own(OWL.DatatypeProperty):
        assert set(GRAPH.objects(term, RDF.type)) <= {OWL.DatatypeProperty, OWL.FunctionalProperty}
    # A transitive property is not simple: nothing else may be said of it.
    for term in GRAPH.subjects(RDF.type, OWL.TransitiveProperty):
        assert set(GRAPH.objects(term, RDF.type)) == {OWL.ObjectProperty, OWL.TransitiveProperty}
    assert set(GRAPH.objects(None, OWL.imports)) == set()


def test_the_header_lets_others_cite_and_reuse_it() -> None:
    ontology = URIRef(ONTOLOGY)
    vann = "http://purl.org/vocab/vann/"
    needed = [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.bibliographicCitation,
        URIRef("http://purl.org/ontology/bibo/status"),
    ]
    assert [p for p in needed if GRAPH.value(ontology, p) is None] == []
    assert str(GRAPH.value(ontology, OWL.versionInfo)) == "0.1.0"
    assert GRAPH.value(ontology, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/0.1.0")
    licence = GRAPH.value(ontology, DCTERMS.license)
    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(GRAPH.value(ontology, URIRef(vann + "preferredNamespaceUri"))) == CMQ
    assert str(GRAPH.value(ontology, URIRef(vann + "preferredNamespacePrefix"))) == "cmq"
