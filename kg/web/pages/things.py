"""The address of every node: a person, an office, a meeting, a document, a claim."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kg.results import ResultKind, serialize
from kg.vocabulary import Cmq
from kg.web import negotiation
from kg.web.context import access, archive, graph
from kg.web.describe import description, in_graph
from kg.web.graph import Graph, Node
from kg.web.judged import judgements_about
from kg.web.links import href
from kg.web.pages import claim, document
from kg.web.pages.search import names
from kg.web.terms import iri, is_iri, values
from kg.web.things import HEADS, thing

blueprint = Blueprint("things", __name__)

_PATH = f"/<any({','.join((*HEADS, 'document'))}):head>/<path:rest>"
_SUFFIX = re.compile(r"(.+)\.([a-z]{2,6})")
_JUDGED = ("person/", "organisation/", "country/", "place/", "office/")
_HASH = re.compile(r"-[0-9a-f]{4,16}")


@blueprint.route(_PATH)
def show(head: str, rest: str) -> ResponseReturnValue:
    """A node as HTML or RDF; its address is its IRI, on whatever host we are asked."""
    known = graph()
    subject, classes, suffix = _resolve(known, f"{head}/{rest}")
    if not classes:
        return _absent(known, f"{head}/{rest}")
    form = negotiation.graph_format(suffix)
    if form:
        result = known.reader.query(description(subject, classes))
        if Cmq.Document in classes and form.name in ("trig", "nquads"):
            quads = in_graph(serialize(result, "ntriples"), subject, form.name)
            return negotiation.data(quads, form)
        return negotiation.respond(result, form)
    if Cmq.Document in classes:
        return document.page(known, subject)
    if Cmq.Claim in classes:
        return claim.claim_page(known, subject)
    if Cmq.Passage in classes:
        return claim.passage_page(known, subject)
    return _page(known, subject)


def _resolve(known: Graph, path: str) -> tuple[str, set[str], str]:
    """The node, its classes and the format suffix; an exact match comes before any suffix."""
    subject = known.base + path
    if not is_iri(subject):
        return subject, set(), ""
    classes = known.types(subject)
    split = _SUFFIX.fullmatch(path)
    if not classes and split and split[2] in negotiation.SUFFIXES:
        shorter = known.base + split[1]
        return shorter, known.types(shorter), split[2]
    return subject, classes, ""


def _absent(known: Graph, path: str) -> ResponseReturnValue:
    """An IRI that is not in use: it may have moved, or be shared by people of one name."""
    subject = known.base + path
    if not is_iri(subject):
        raise NotFound
    found = archive().moved(subject)
    found = found or [node for node, _ in archive().choices(subject)]
    if len(found) == 1:
        return redirect(href(found[0]), 301)
    choices = _described(known, found or _homonyms(subject))
    if not choices:
        raise NotFound
    if negotiation.prefers_html(ResultKind.GRAPH):
        persons = [one for one in choices if one[0].iri.startswith(f"{known.base}person/")]
        body = render_template(
            "choices.html",
            choices=choices,
            name=choices[0][0].label,
            persons=persons,
            may_judge=access().is_on,
        )
        return body, 300
    listed = [
        {"iri": node.iri, "label": node.label, "offices": offices, "href": href(node.iri)}
        for node, offices in choices
    ]
    return {"choices": listed}, 300


def _homonyms(subject: str) -> list[str]:
    """The nodes whose IRI is this one and a hash, as people of one name have it."""
    nodes = (iri for iri, _ in names().nodes if iri.startswith(f"{subject}-"))
    return [node for node in nodes if _HASH.fullmatch(node[len(subject) :])]


def _described(known: Graph, nodes: list[str]) -> list[tuple[Node, list[str]]]:
    """The nodes with the offices that tell them apart."""
    if not nodes:
        return []
    found: dict[str, tuple[Node, list[str]]] = {}
    for row in known.rows(
        f"""SELECT ?x ?label ?office {{ {values("x", nodes)} ?x rdfs:label ?label
        OPTIONAL {{ ?tenure cmq:holder ?x ; cmq:office ?held . ?held rdfs:label ?office }} }}
        ORDER BY ?x ?office"""
    ):
        _, offices = found.setdefault(row["x"], (Node(row["x"], row["label"]), []))
        if row["office"] and row["office"] not in offices:
            offices.append(row["office"])
    return list(found.values())


def _page(known: Graph, subject: str) -> ResponseReturnValue:
    found = thing(known, subject)
    if found is None:
        raise NotFound
    is_fact = bool(found.basis)
    query = (
        "SELECT ?claim ?sentence ?document WHERE {\n"
        f"  {iri(subject)} cmq:evidence ?claim .\n"
        "  GRAPH ?document { ?claim cmq:inPassage/oa:exact ?sentence }\n}"
    )
    return render_template(
        "entity.html",
        thing=found,
        alternates=negotiation.alternates(subject),
        sources_title="Says who" if is_fact else "Named in",
        judgements=judgements_about(subject),
        may_judge=access().is_on and subject.removeprefix(known.base).startswith(_JUDGED),
        all_sources=url_for("sparql.endpoint", query=query),
    )
