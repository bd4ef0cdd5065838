"""Reconciliation of tables with the graph: the service that OpenRefine speaks to, version 0.2.

Specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, json, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.exceptions import NotFound

from kg.errors import CommuniqueError, UsageError
from kg.reconcile import asking, telling
from kg.reconcile.properties import PROPERTIES, Property, properties_of, property_named
from kg.reconcile.scoring import Candidate
from kg.reconcile.types import TYPES, type_named
from kg.text.slug import fold
from kg.web import extending, manifests, reconciling, security
from kg.web.context import graph
from kg.web.links import href
from kg.web.outcomes import Outcome, outcome
from kg.web.problems import told
from kg.web.things import thing

blueprint = Blueprint("reconcile", __name__)

Json = dict[str, Any]
WHAT = ("entity", "property", "type")


@blueprint.errorhandler(CommuniqueError)
def _problem(error: CommuniqueError) -> Response:
    """Clients of the service are programs: whatever they accept, they are told as programs."""
    if isinstance(error, asking.TooManyError):
        return told(Outcome(413, "Too much at once", f"{error}"))
    if isinstance(error, UsageError):
        return told(Outcome(400, "The request cannot be answered", f"{error}"))
    return told(outcome(error))


@blueprint.route("/reconcile", methods=["GET", "POST"])
def service() -> ResponseReturnValue:
    """The manifest; with ``queries`` the candidates, with ``extend`` values of properties.

    There is no JSONP: a script of ours would run in the pages of others; CORS does the same safely.
    """
    given = request.form if request.method == "POST" else request.args
    if "queries" in given:
        batch = asking.read_batch(given["queries"])
        found = reconciling.matcher().candidates(batch.values())
        return answer(telling.batch(batch, found, graph().base, descriptions(found)))
    if "extend" in given:
        asked = extending.read_extension(given["extend"])
        rows = extending.cells(asked, graph().base)
        return answer({"meta": extending.meta(asked.columns), "rows": rows})
    if request.method == "POST":
        raise UsageError("a form with the field “queries” or “extend” is expected")
    return answer(manifests.manifest())


def descriptions(results: Sequence[Sequence[Candidate]]) -> Mapping[str, str]:
    """What tells the candidates apart."""
    return reconciling.descriptions(each.iri for found in results for each in found)


@blueprint.route("/reconcile/suggest/<any(entity,property,type):what>")
def suggest(what: str) -> ResponseReturnValue:
    """Entities, properties or types whose names begin so; ``cursor`` skips as many."""
    return answer({"result": suggestions(what)})


def suggestions(what: str) -> list[Json]:
    """What is suggested for the prefix of this request."""
    prefix = " ".join(request.args.get("prefix", "").split())[: asking.LONGEST]
    start = _number("cursor", 0)
    if what == "type":
        types = [each for each in TYPES.values() if _begins(prefix, each.id, each.name)]
        found = [telling.type_told(each.id) for each in types]
    elif what == "property":
        found = [
            {"id": each.id, "name": each.name, "description": each.description}
            for each in PROPERTIES.values()
            if _begins(prefix, each.id, each.name)
        ]
    else:
        return _entities(prefix, start)
    return found[start : start + reconciling.PAGE]


def _entities(prefix: str, start: int) -> list[Json]:
    if not prefix:
        return []
    kind = request.args.get("type", "")
    found = reconciling.suggested(prefix, type_named(kind).id if kind else "")
    shown = found[start : start + reconciling.PAGE]
    known = reconciling.descriptions(each.iri for each in shown)
    return [
        {
            "id": each.iri.removeprefix(graph().base),
            "name": each.label,
            "description": known.get(each.iri, each.kind)
            + (f"; also called {each.name}" if each.name else ""),
            "notable": telling.types_of(each.kind),
        }
        for each in shown
    ]


def _begins(prefix: str, *names: str) -> bool:
    """Whether a name, or a word of it, begins with the prefix."""
    wanted = fold(prefix)
    return not wanted or any(f" {fold(name)}".find(f" {wanted}") >= 0 for name in names)


@blueprint.route("/reconcile/flyout/<any(entity,property,type):what>")
def flyout(what: str) -> ResponseReturnValue:
    """A few words on an entity, a property or a type, in HTML within JSON."""
    identifier = request.args.get("id", "")
    if what == "property":
        known = property_named(identifier)
        name, text = known.name, known.description
    elif what == "type":
        kind = type_named(identifier)
        broader = ", ".join(TYPES[each].name for each in kind.broader)
        name, text = kind.name, f"part of {broader}" if broader else "a type"
    else:
        iri, _ = reconciling.entity(identifier)
        name, text = reconciling.index().label(iri), reconciling.descriptions([iri])[iri]
    return answer({"id": identifier, "html": f"<p><b>{escape(name)}</b><br>{escape(text)}</p>"})


@blueprint.route("/reconcile/view")
def view() -> ResponseReturnValue:
    """The page of an entity, by its id."""
    iri, _ = _entity_or_nothing()
    return redirect(href(iri), 303)


@blueprint.route("/reconcile/preview")
def preview() -> ResponseReturnValue:
    """A small page on an entity, which other pages may show in a frame."""
    iri, _ = _entity_or_nothing()
    found = thing(graph(), iri)
    if found is None:
        raise NotFound
    about = reconciling.descriptions([iri])[iri]
    response = Response(render_template("preview.html", thing=found, about=about))
    response.headers["Content-Security-Policy"] = security.FRAMED
    return response


def _entity_or_nothing() -> tuple[str, str]:
    try:
        return reconciling.entity(request.args.get("id", ""))
    except UsageError as error:
        raise NotFound(f"{error}") from None


@blueprint.route("/reconcile/properties")
def properties() -> ResponseReturnValue:
    """The properties that entities of a type have: what a table can be extended with."""
    return answer(proposals())


def proposals() -> Json:
    """The properties proposed for the type of this request."""
    kind = request.args.get("type", "")
    found: Sequence[Property] = list(PROPERTIES.values())
    if kind:
        found = properties_of(type_named(kind).id)
    limit = _number("limit", 0)
    shown = found[:limit] if limit else found
    told = {"properties": [{"id": each.id, "name": each.name} for each in shown]}
    return {"type": kind} | told | ({"limit": limit} if limit else {})


@blueprint.route("/reconcile/about")
def about() -> ResponseReturnValue:
    """How to use the service, for people."""
    return render_template(
        "reconcile.html",
        types=TYPES.values(),
        properties=PROPERTIES.values(),
        batch=asking.BATCH,
        rows=extending.ROWS,
        columns=extending.COLUMNS,
    )


def answer(content: Json) -> Response:
    """An answer in JSON."""
    body = json.dumps(content, sort_keys=False, ensure_ascii=False)
    return Response(body, content_type="application/json")


def _number(name: str, usual: int) -> int:
    text = request.args.get(name, "") or str(usual)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UsageError(f"{name}: “{text[:40]}” is not a number of 0 or more")
    return int(text)
