"""The saved queries: a list, a form for each, and its answer as a page or as data."""

from __future__ import annotations

import shlex
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kg.errors import AmbiguousError, UsageError
from kg.pool import PoolError, Question
from kg.results import ResultKind, format_named, formats_for, negotiate
from kg.saved import EntityResolver, Library, SavedQuery, library, prepare
from kg.web import negotiation
from kg.web.context import ask, graph, holding
from kg.web.links import href
from kg.web.outcomes import outcome
from kg.web.problems import problem
from kg.web.reading import readable
from kg.web.tables import MOST_ROWS, first_rows

blueprint = Blueprint("queries", __name__)

_FORMATS = formats_for(ResultKind.ROWS)

# Headings for what queries are about, in this order; other tags come after them.
_TAGS = {
    "office": "Offices",
    "meeting": "Meetings",
    "membership": "Memberships",
    "person": "People, countries, organisations",
    "evidence": "Evidence",
    "document": "Documents",
    "quality": "Checking the sources",
}

Arguments = dict[str, Any]  # parameter: what the reader wrote, a text


@cache
def saved() -> Library:
    """The saved queries, read once."""
    return library()


@blueprint.route("/queries")
def index() -> ResponseReturnValue:
    """All saved queries."""
    groups: dict[str, list[SavedQuery]] = {}
    for query in saved():
        groups.setdefault(query.tags[0] if query.tags else "", []).append(query)
    order = [*(tag for tag in _TAGS if tag in groups), *sorted(groups.keys() - _TAGS.keys())]
    titled = [(_TAGS.get(tag) or tag.capitalize() or "Others", groups[tag]) for tag in order]
    return render_template("queries.html", groups=titled)


@blueprint.route("/queries/<name>")
def show(name: str) -> ResponseReturnValue:
    """The form of a query with its answer; ``name.csv`` is the answer, ``name.rq`` the query."""
    stem, _, extension = name.rpartition(".")
    if name not in saved() and stem in saved():
        query, form = saved().get(stem), extension
    elif name in saved():
        query, form = saved().get(name), request.args.get("format", "")
    else:
        abort(404)
    arguments = _arguments()
    if form == "html" or (not form and negotiation.prefers_html(ResultKind.ROWS)):
        return _page(query, arguments)
    return _data(query, arguments, form)


def _arguments() -> Arguments:
    return {name: value for name, value in request.args.items() if name != "format"}


def _text(query: SavedQuery, arguments: Arguments) -> str:
    reader = graph().reader
    resolver = holding().once("resolver", lambda: EntityResolver(reader))
    return prepare(query, arguments, resolver)


def _data(query: SavedQuery, arguments: Arguments, name: str) -> ResponseReturnValue:
    try:
        if name == "rq":
            return Response(_text(query, arguments), content_type="application/sparql-query")
        if name:
            form = format_named(name, ResultKind.ROWS)
        else:
            accepted = negotiate(request.headers.get("Accept"), ResultKind.ROWS)
            if accepted is None:
                abort(406)
            form = accepted
        text = _text(query, arguments)
    except AmbiguousError as error:
        choices = [{"iri": iri, "label": label} for iri, label in error.choices]
        return problem(400, "The name means several", f"{error}", choices=choices)
    except UsageError as error:
        return problem(400, "That cannot be answered", f"{error}")
    return negotiation.answered(ask(Question(text, {"rows": form.name})))


def _page(query: SavedQuery, arguments: Arguments) -> ResponseReturnValue:
    given = {name: value for name, value in arguments.items() if value.strip()}
    if len(given) < len(arguments):  # a form sends its empty fields too; the permalink has none
        return redirect(_address(query.name, given))
    missing = [p for p in query.parameters if p.required and p.name not in given]
    if missing and not given:
        return _rendered(query, given)
    try:
        text = _text(query, given)
    except AmbiguousError as error:
        links = [(label, iri, _with(query, given, iri)) for iri, label in error.choices]
        return _rendered(query, given, problem=f"{error}".partition(":")[0], choices=links), 400
    except UsageError as error:
        return _rendered(query, given, problem=f"{error}"), 400
    try:
        rows = first_rows(ask(Question(text, {"rows": "tsv"}, first=MOST_ROWS)))
    except PoolError as error:
        failure = outcome(error)
        page = _rendered(query, given, problem=failure.detail)
        return page, failure.status, failure.headers
    sparql = "".join(line for line in text.splitlines(True) if not line.startswith("#+"))
    return _rendered(query, given, text=sparql, table=readable(graph(), rows))


def _address(name: str, arguments: Arguments, *, external: bool = False) -> str:
    """Where a query is answered; the arguments are strangers', so they are no keywords of ours."""
    path = url_for("queries.show", name=name, _external=external)
    return f"{path}?{urlencode(arguments)}" if arguments else path


def _with(query: SavedQuery, given: Arguments, iri: str) -> str:
    """The address with the ambiguous name replaced by this IRI."""
    reader = graph().reader
    resolver = holding().once("resolver", lambda: EntityResolver(reader))
    changed = dict(given)
    for parameter in query.parameters:
        value = given.get(parameter.name, "")
        if parameter.is_entity and len(resolver.find(value, parameter.types) if value else []) > 1:
            changed[parameter.name] = iri
            break
    return _address(query.name, changed)


def _rendered(query: SavedQuery, given: Arguments, **context: Any) -> str:
    def address(extension: str = "", external: bool = False) -> str:
        name = f"{query.name}.{extension}" if extension else query.name
        return _address(name, given, external=external)

    return render_template(
        "query.html",
        query=query,
        given=given,
        downloads=[(form.label, address(form.extension)) for form in _FORMATS],
        permalink=address(),
        file=address("rq"),
        curl=f"curl {shlex.quote(address('csv', external=True))}",
        href=href,
        **context,
    )
