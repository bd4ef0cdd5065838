"""Code, ontology and model name the same things: kg/vocabulary.py, communique.ttl, kg/model.py."""

from __future__ import annotations

import typing
from enum import StrEnum

import pytest
from rdflib import OWL, RDF, SKOS, URIRef

from kg import model, vocabulary
from kg.rdf.ontology import ontology_graph
from kg.vocabulary import CMQ, KIND, ClaimKind, Cmq, kind

GRAPH = ontology_graph()

SCHEMES: dict[str, type[StrEnum]] = {
    "office-kinds": model.OfficeKind,
    "tenure-statuses": model.TenureStatus,
    "member-roles": model.MemberRole,
    "membership-statuses": model.MembershipStatus,
    "meeting-kinds": model.MeetingKind,
    "event-statuses": model.MeetingStatus,
    "participation-roles": model.ParticipantRole,
    "stances": model.Stance,
    "aspects": model.Aspect,
    "bases": model.Basis,
    "claim-kinds": ClaimKind,
}


def constants(namespace: type) -> dict[str, str]:
    return {name: value for name, value in vars(namespace).items() if not name.startswith("_")}


def test_each_term_of_the_ontology_has_its_constant_and_the_other_way_round() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {str(s) for k in kinds for s in GRAPH.subjects(RDF.type, k)}
    terms = {iri.removeprefix(CMQ): iri for iri in declared if iri.startswith(CMQ)}
    assert constants(Cmq) == terms


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_holds_the_values_of_its_enum(scheme: str) -> None:
    members = {str(s) for s in GRAPH.subjects(SKOS.inScheme, URIRef(KIND + scheme))}
    assert members == {kind(value) for value in SCHEMES[scheme]}


def test_there_is_no_scheme_without_an_enum() -> None:
    schemes = {str(s).removeprefix(KIND) for s in GRAPH.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(SCHEMES)


def test_each_enum_of_the_model_that_the_graph_shows_has_a_scheme() -> None:
    not_shown_as_kinds = {model.ZoneKind, model.EntityKind}  # a string; the classes
    enums = {
        value
        for value in vars(model).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert enums - not_shown_as_kinds <= set(SCHEMES.values())


def test_a_kind_belongs_to_one_scheme_only() -> None:
    for concept in GRAPH.subjects(RDF.type, SKOS.Concept):
        assert len(list(GRAPH.objects(concept, SKOS.inScheme))) == 1


def test_each_kind_of_entity_has_a_class() -> None:
    for value in model.EntityKind:
        name = "".join(part.capitalize() for part in value.split("-"))
        assert getattr(Cmq, name) == CMQ + name


def test_there_is_one_kind_for_each_class_of_claim() -> None:
    classes = {one.__name__.removesuffix("Claim").lower() for one in typing.get_args(model.Claim)}
    assert {value.value for value in ClaimKind} == classes


def test_each_prefix_is_the_one_that_the_constants_use() -> None:
    namespaces = {
        "cmq": vocabulary.Cmq,
        "rdf": vocabulary.Rdf,
        "rdfs": vocabulary.Rdfs,
        "xsd": vocabulary.Xsd,
        "skos": vocabulary.Skos,
        "dcterms": vocabulary.Dcterms,
        "oa": vocabulary.Oa,
        "schema": vocabulary.Schema,
    }
    for prefix, namespace in namespaces.items():
        for name, iri in constants(namespace).items():
            assert iri == vocabulary.PREFIXES[prefix] + name
    assert vocabulary.PREFIXES["wd"] == vocabulary.WD
    assert vocabulary.PREFIXES["schema"].startswith("http:"), "as in Wikidata's own RDF"
