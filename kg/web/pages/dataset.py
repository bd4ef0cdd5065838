"""The description of the data set, for readers and machines, and where machines look for it."""

from __future__ import annotations

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotAcceptable

from kg.pool import Question
from kg.results import Format, ResultKind, formats_for, negotiate
from kg.vocabulary import WD, Cmq
from kg.web import description, negotiation
from kg.web.context import access, archive, ask, graph, holding, library
from kg.web.description import Counts, Served
from kg.web.negotiation import Alternate
from kg.web.tables import short

blueprint = Blueprint("dataset", __name__)

_EXPORTS = ("turtle", "ntriples", "trig", "nquads", "jsonld", "rdfxml")
_EXAMPLES = 5  # things of each kind that are named as a beginning
_OF_THE_LAYER = """SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"""
_OF_CLASSES = "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c"
_LINKS = f"""SELECT (COUNT(*) AS ?n) {{ ?x schema:sameAs ?y
    FILTER STRSTARTS(STR(?y), "{WD}") }}"""
_BEGIN_WITH = (Cmq.Person, Cmq.Office, Cmq.Meeting)


@blueprint.route("/dataset")
@blueprint.route("/dataset.<suffix>")
def dataset(suffix: str = "") -> ResponseReturnValue:
    """What the data set holds: VoID and DCAT, or a page."""
    form = negotiation.graph_format(suffix)
    known = served()
    if form is not None:
        return _data(description.dataset(known), form)
    return render_template(
        "dataset.html",
        served=known,
        limits=description.limits_in_words(known.limits),
        classes=sorted((short(iri), count) for iri, count in known.counts.classes.items()),
        alternates=_alternates(),
    )


@blueprint.route("/.well-known/void")
def well_known() -> ResponseReturnValue:
    """Where RFC 8615 and the VoID note have machines look."""
    return redirect(url_for("dataset.dataset"))


def service_description() -> Response:
    """The endpoint in RDF, for clients that are no browsers.

    Raises:
        NotAcceptable: the client takes none of our formats.
    """
    form = negotiate(request.headers.get("Accept"), ResultKind.GRAPH)
    if form is None:
        offered = (each.media_types[0] for each in formats_for(ResultKind.GRAPH))
        raise NotAcceptable(
            "Without a query the endpoint describes itself, as text/html, " + ", ".join(offered)
        )
    return _data(description.service(served()), form)


def _data(lines: list[str], form: Format) -> Response:
    return negotiation.data(description.written(lines, form), form)


def served() -> Served:
    """What this server serves, as whoever asks reaches it."""
    known = graph()
    return Served(
        endpoint=url_for("sparql.endpoint", _external=True),
        dataset=url_for("dataset.dataset", _external=True),
        exports={
            form.name: url_for("export.whole", extension=form.extension, _external=True)
            for form in formats_for(ResultKind.GRAPH)
            if form.name in _EXPORTS
        },
        base=known.base,
        counts=holding().once("counts", _counts),
        examples=holding().once("example resources", _examples),
        limits=library().limits,
        writable=access().is_on,
    )


def _counts() -> Counts:
    properties = _table(_OF_THE_LAYER)
    links = _rows(_LINKS)
    return Counts(
        triples=sum(properties.values()),
        documents=archive().count(),
        classes=_table(_OF_CLASSES),
        properties=properties,
        linked=int(links[0]["n"].value) if links else 0,
    )


def _examples() -> tuple[str, ...]:
    return tuple(
        row["x"].value
        for class_iri in _BEGIN_WITH
        for row in _rows(f"SELECT ?x {{ ?x a <{class_iri}> }} ORDER BY ?x LIMIT {_EXAMPLES}")
    )


def _table(query: str) -> dict[str, int]:
    """What is counted, by IRI: the first and the second column of a query."""
    return {row[0].value: int(row[1].value) for row in _rows(query)}


def _rows(query: str) -> list[ox.QuerySolution]:
    answer = ask(Question(query, {"rows": "tsv"}))
    found = ox.parse_query_results(answer.read(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def _alternates() -> list[Alternate]:
    return [
        Alternate(
            form.label,
            f"{request.script_root}/dataset.{form.extension}",
            form.media_types[0],
        )
        for form in formats_for(ResultKind.GRAPH)
    ]
