"""The IRIs of the ontology and of the vocabularies it leans on, one constant per term.

Constants are spelled exactly like the local name of their term (``Cmq.heldOffice``), so that a
reader can move between code, query and ontology without a table; a test holds them and
``ontology/communique.ttl`` in step, in both directions. The kinds are the values of the enums of
``kg.model``: ``kind(OfficeKind.MINISTER)`` is their IRI.
"""

# ruff: noqa: N815  (the spelling of a term is the spelling of its constant)
from __future__ import annotations

from enum import StrEnum
from typing import Final

ONTOLOGY: Final = "https://w3id.org/communique/ns"
CMQ: Final = "https://w3id.org/communique/ns#"
KIND: Final = "https://w3id.org/communique/kind/"
WD: Final = "http://www.wikidata.org/entity/"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_OA = "http://www.w3.org/ns/oa#"
_SCHEMA = "http://schema.org/"  # as in Wikidata's own RDF, not the https form

PREFIXES: Final[dict[str, str]] = {
    "cmq": CMQ,
    "kind": KIND,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "xsd": _XSD,
    "owl": _OWL,
    "skos": _SKOS,
    "dcterms": _DCTERMS,
    "oa": _OA,
    "schema": _SCHEMA,
    "wd": WD,
}


class Cmq:
    """Classes (capital) and properties (small initial) of the Communiqué ontology."""

    Agent: Final = CMQ + "Agent"
    Claim: Final = CMQ + "Claim"
    Country: Final = CMQ + "Country"
    Dated: Final = CMQ + "Dated"
    Document: Final = CMQ + "Document"
    GovernmentBody: Final = CMQ + "GovernmentBody"
    Inclusion: Final = CMQ + "Inclusion"
    InternationalOrganisation: Final = CMQ + "InternationalOrganisation"
    Meeting: Final = CMQ + "Meeting"
    Membership: Final = CMQ + "Membership"
    Office: Final = CMQ + "Office"
    Organisation: Final = CMQ + "Organisation"
    Participation: Final = CMQ + "Participation"
    Passage: Final = CMQ + "Passage"
    Person: Final = CMQ + "Person"
    Place: Final = CMQ + "Place"
    Situation: Final = CMQ + "Situation"
    Tenure: Final = CMQ + "Tenure"

    aspect: Final = CMQ + "aspect"
    attended: Final = CMQ + "attended"
    basis: Final = CMQ + "basis"
    certainFrom: Final = CMQ + "certainFrom"
    certainUntil: Final = CMQ + "certainUntil"
    claimKind: Final = CMQ + "claimKind"
    claimantName: Final = CMQ + "claimantName"
    claimedStatus: Final = CMQ + "claimedStatus"
    date: Final = CMQ + "date"
    earliest: Final = CMQ + "earliest"
    eventStatus: Final = CMQ + "eventStatus"
    evidence: Final = CMQ + "evidence"
    fingerprint: Final = CMQ + "fingerprint"
    heldOffice: Final = CMQ + "heldOffice"
    holder: Final = CMQ + "holder"
    inCapacity: Final = CMQ + "inCapacity"
    inDocument: Final = CMQ + "inDocument"
    inPassage: Final = CMQ + "inPassage"
    latest: Final = CMQ + "latest"
    linkCandidate: Final = CMQ + "linkCandidate"
    linkGazetteer: Final = CMQ + "linkGazetteer"
    linkMargin: Final = CMQ + "linkMargin"
    linkReason: Final = CMQ + "linkReason"
    linkRunnerUp: Final = CMQ + "linkRunnerUp"
    linkScore: Final = CMQ + "linkScore"
    loader: Final = CMQ + "loader"
    locatedIn: Final = CMQ + "locatedIn"
    meeting: Final = CMQ + "meeting"
    meetingKind: Final = CMQ + "meetingKind"
    member: Final = CMQ + "member"
    memberOf: Final = CMQ + "memberOf"
    memberRole: Final = CMQ + "memberRole"
    membershipStatus: Final = CMQ + "membershipStatus"
    met: Final = CMQ + "met"
    month: Final = CMQ + "month"
    office: Final = CMQ + "office"
    officeKind: Final = CMQ + "officeKind"
    officeOf: Final = CMQ + "officeOf"
    onBehalfOf: Final = CMQ + "onBehalfOf"
    organisation: Final = CMQ + "organisation"
    part: Final = CMQ + "part"
    partOf: Final = CMQ + "partOf"
    participant: Final = CMQ + "participant"
    participationRole: Final = CMQ + "participationRole"
    place: Final = CMQ + "place"
    possibleFrom: Final = CMQ + "possibleFrom"
    possibleUntil: Final = CMQ + "possibleUntil"
    rule: Final = CMQ + "rule"
    section: Final = CMQ + "section"
    sha256: Final = CMQ + "sha256"
    stance: Final = CMQ + "stance"
    statusFrom: Final = CMQ + "statusFrom"
    tenureStatus: Final = CMQ + "tenureStatus"
    visited: Final = CMQ + "visited"
    whole: Final = CMQ + "whole"


class ClaimKind(StrEnum):
    """What a claim speaks of: one value for each claim class of ``kg.model``."""

    NAMING = "naming"
    TENURE = "tenure"
    MEMBERSHIP = "membership"
    MEETING = "meeting"


def kind(value: StrEnum) -> str:
    """The IRI of a kind, role, status, stance, aspect or basis.

    >>> from kg.model import MeetingStatus
    >>> kind(MeetingStatus.CALLED_FOR)
    'https://w3id.org/communique/kind/called-for'
    """
    return KIND + value.value


class Rdf:
    """Terms of RDF in use."""

    type: Final = _RDF + "type"
    langString: Final = _RDF + "langString"


class Rdfs:
    """Terms of RDF Schema in use."""

    label: Final = _RDFS + "label"


class Xsd:
    """XML Schema datatypes in use; dates keep the precision of the words."""

    date: Final = _XSD + "date"
    gYearMonth: Final = _XSD + "gYearMonth"
    gYear: Final = _XSD + "gYear"
    dateTime: Final = _XSD + "dateTime"
    integer: Final = _XSD + "integer"
    decimal: Final = _XSD + "decimal"
    string: Final = _XSD + "string"


EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"  # cmq:date of several days: "2024-03-19/…-21"


class Skos:
    """Terms of SKOS in use."""

    altLabel: Final = _SKOS + "altLabel"
    closeMatch: Final = _SKOS + "closeMatch"
    prefLabel: Final = _SKOS + "prefLabel"
    inScheme: Final = _SKOS + "inScheme"
    definition: Final = _SKOS + "definition"


class Dcterms:
    """Dublin Core terms of a document."""

    identifier: Final = _DCTERMS + "identifier"
    title: Final = _DCTERMS + "title"
    issued: Final = _DCTERMS + "issued"
    source: Final = _DCTERMS + "source"
    language: Final = _DCTERMS + "language"
    publisher: Final = _DCTERMS + "publisher"


class Oa:
    """Web Annotation terms of a passage or claim: offsets in code points, end exclusive."""

    start: Final = _OA + "start"
    end: Final = _OA + "end"
    exact: Final = _OA + "exact"


class Schema:
    """The one schema.org term in use: the link from our node to a Wikidata item."""

    sameAs: Final = _SCHEMA + "sameAs"
