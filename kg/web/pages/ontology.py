"""The ontology, for readers and as RDF. It needs no store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from kg.resources import resource_dir
from kg.results import format_named, serialize
from kg.vocabulary import CMQ, KIND, PREFIXES
from kg.web import negotiation
from kg.web.links import term_id
from kg.web.negotiation import Alternate
from kg.web.tables import short

blueprint = Blueprint("ontology", __name__)

_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")
_GROUPS = (
    ("Classes", "?x a owl:Class"),
    ("Properties between things", "?x a owl:ObjectProperty"),
    ("Properties with values", "?x a owl:DatatypeProperty"),
)


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with what the ontology says of it. ``above``: superclass, domain and range."""

    iri: str
    id: str
    name: str
    label: str
    definition: str
    note: str
    example: str
    above: list[tuple[str, list[str]]]


@blueprint.route("/ontology")
@blueprint.route("/ontology.<suffix>")
def ontology(suffix: str = "") -> ResponseReturnValue:
    """All terms on one page, or the ontology in a format."""
    form = negotiation.graph_format(suffix)
    if form:
        if form.name == "turtle":
            return Response(_source(), content_type=form.media_type)
        result = _store().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        return negotiation.data(serialize(result, form), form)
    return render_template(
        "ontology.html",
        groups=_groups(),
        alternates=_alternates(),
        short=short,
        href_term=_href,
    )


def _alternates() -> list[Alternate]:
    forms = (format_named(name) for name in _FORMATS)
    return [
        Alternate(
            form.label,
            url_for("ontology.ontology", suffix=form.extension),
            form.media_types[0],
        )
        for form in forms
    ]


def _href(iri: str) -> str:
    """The place of a term on this page; "" for the terms of others."""
    return f"#{term_id(iri)}" if iri.startswith((CMQ, KIND)) else ""


@cache
def defined() -> frozenset[str]:
    """The IRIs of all terms."""
    return frozenset(row[0] for row in _rows("SELECT DISTINCT ?x { ?x ?p ?o }"))


@cache
def _source() -> bytes:
    return (resource_dir("ontology") / "communique.ttl").read_bytes()


@cache
def _store() -> ox.Store:
    store = ox.Store()
    store.load(_source(), ox.RdfFormat.TURTLE)
    return store


@cache
def _groups() -> list[tuple[str, str, list[TermEntry]]]:
    """The terms in groups: heading, id of the group, terms in alphabetical order."""
    own = "FILTER(STRSTARTS(STR(?x), STR(cmq:)))"
    groups = [(title, _slug(title), _terms(f"{pattern} . {own}")) for title, pattern in _GROUPS]
    schemes = _rows("SELECT ?x ?label { ?x a skos:ConceptScheme ; skos:prefLabel ?label }")
    for iri, label in sorted(schemes, key=lambda row: row[1]):
        groups.append((label.capitalize(), term_id(iri), _terms(f"?x skos:inScheme <{iri}>")))
    return [group for group in groups if group[2]]


def _terms(pattern: str) -> list[TermEntry]:
    rows = _rows(
        f"""SELECT ?x (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition) (SAMPLE(?n) AS ?note)
        (SAMPLE(?e) AS ?example) {{ {pattern} .
        OPTIONAL {{ ?x skos:prefLabel|rdfs:label ?l }} OPTIONAL {{ ?x skos:definition ?d }}
        OPTIONAL {{ ?x skos:scopeNote ?n }} OPTIONAL {{ ?x skos:example ?e }} }} GROUP BY ?x"""
    )
    entries = [
        TermEntry(iri, term_id(iri), _name(iri), label, definition, note, example, _above(iri))
        for iri, label, definition, note, example in rows
    ]
    return sorted(entries, key=lambda entry: entry.name.lower())


def _above(iri: str) -> list[tuple[str, list[str]]]:
    found = []
    for title, predicate in (
        ("kind of", "rdfs:subClassOf"),
        ("part of", "rdfs:subPropertyOf"),
        ("of", "rdfs:domain"),
        ("to", "rdfs:range"),
    ):
        targets = [row[0] for row in _rows(f"SELECT ?y {{ <{iri}> {predicate} ?y }} ORDER BY ?y")]
        if targets:
            found.append((title, targets))
    return found


def _name(iri: str) -> str:
    return f"kind:{iri[len(KIND) :]}" if iri.startswith(KIND) else short(iri)


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def _rows(query: str) -> list[list[str]]:
    solutions = _store().query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    return [[term.value if term else "" for term in row] for row in solutions]
