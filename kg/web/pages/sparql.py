"""The SPARQL endpoint, for programs and for people."""

from __future__ import annotations

from typing import Any, cast

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kg import sparqlguard
from kg.errors import QueryError, StoreError, UsageError
from kg.results import (
    Format,
    ResultKind,
    best,
    format_named,
    formats_for,
    kind_of,
    negotiate,
    serialize,
)
from kg.results.formats import Result
from kg.web import negotiation
from kg.web.context import graph
from kg.web.examples import EXAMPLES
from kg.web.problems import problem
from kg.web.protocol import Operation, ProtocolError, parse
from kg.web.tables import fetch, table

blueprint = Blueprint("sparql", __name__)

_LONGEST_TURTLE = 200_000  # characters of a graph that a page shows
_READ_ONLY = (
    "This endpoint reads only. Documents come in with “kg load” and go with “kg forget”; the graph"
    " is computed from them."
)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> ResponseReturnValue:
    """One operation of the SPARQL 1.1 Protocol, or the form to write a query in."""
    html = _wants_html()
    try:
        operation = parse(request)
    except ProtocolError as error:
        return _failed(html, Operation(), error.status, "Not a SPARQL request", error.detail)
    if operation.update is not None or sparqlguard.is_update(operation.query or ""):
        return _failed(html, operation, 403, "Updates are refused", _READ_ONLY)
    if operation.query is None or (html and not operation.query.strip()):
        if html:
            return _page(Operation(query=EXAMPLES[0].query))
        detail = "Give a query: GET ?query=…, or POST one as application/sparql-query."
        return _failed(html, operation, 400, "No query", detail)
    try:
        return _answer(operation, html and not operation.format)
    except StoreError as error:
        response = _failed(html, operation, 503, "There is nothing to ask yet", f"{error}")
        response.headers["Retry-After"] = "10"
        return response
    except sparqlguard.RefusedError as error:
        return _failed(html, operation, 403, "The query is refused", f"{error}", error)
    except QueryError as error:
        better = sparqlguard.explain(operation.query, error, graph().reader.query)
        return _failed(html, operation, 400, "The query cannot be read", f"{better}", better)
    except UsageError as error:
        return _failed(html, operation, 400, "There is no such answer", f"{error}")
    except (OSError, RuntimeError, ValueError) as error:  # how the engine says it gave up
        return _failed(html, operation, 400, "The query cannot be answered", f"{error}")


def _wants_html() -> bool:
    """Whether a browser asks: one that takes anything gets data."""
    data = [media for kind in (ResultKind.ROWS, ResultKind.GRAPH) for media in _media(kind)]
    chosen = best(request.headers.get("Accept"), [*data, negotiation.HTML, "application/xhtml+xml"])
    return chosen in (negotiation.HTML, "application/xhtml+xml")


def _media(kind: ResultKind) -> list[str]:
    return [media for form in formats_for(kind) for media in form.media_types]


def _answer(operation: Operation, html: bool) -> Response:
    known = graph()
    result = known.reader.query(
        operation.query or "",
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
    )
    if html:
        return Response(_page(operation, **_shown(result)))
    kind = kind_of(result)
    form: Format | None
    if operation.format:
        form = format_named(operation.format, kind)
    else:
        form = negotiate(request.headers.get("Accept"), kind)
    if form is None:
        offered = ", ".join(other.media_types[0] for other in formats_for(kind))
        return problem(406, "Not acceptable", f"This result can be had as {offered}.")
    return negotiation.data(serialize(result, form), form)


def _shown(result: Result) -> dict[str, Any]:
    """What the page needs to show a result."""
    kind = kind_of(result)
    shown: dict[str, Any] = {"kind": kind.value}
    if kind is ResultKind.ROWS:
        shown["table"] = table(graph(), fetch(cast(ox.QuerySolutions, result)))
    elif kind is ResultKind.BOOLEAN:
        shown["yes"] = bool(result)
    else:
        turtle = serialize(result, "turtle").decode()
        shown |= {"turtle": turtle[:_LONGEST_TURTLE], "cut": len(turtle) > _LONGEST_TURTLE}
    return shown


def _page(operation: Operation, **context: Any) -> str:
    kind = context.get("kind")
    forms = formats_for(ResultKind(kind)) if kind else ()
    return render_template(
        "sparql.html",
        query=operation.query or "",
        examples=EXAMPLES,
        downloads=[(form.label, address(operation, form.name)) for form in forms],
        permalink=address(operation),
        operation=operation,
        endpoint=url_for("sparql.endpoint", _external=True),
        **context,
    )


def address(operation: Operation, form: str = "") -> str:
    """The address that asks the same by GET, "" in the page's own format."""
    options: dict[str, Any] = {"query": operation.query or ""}
    if operation.default_graphs:
        options["default-graph-uri"] = list(operation.default_graphs)
    if operation.named_graphs:
        options["named-graph-uri"] = list(operation.named_graphs)
    if form:
        options["format"] = form
    return url_for("sparql.endpoint", **options)


def _failed(
    html: bool,
    operation: Operation,
    status: int,
    title: str,
    detail: str,
    error: QueryError | None = None,
) -> Response:
    line, column = (error.line, error.column) if error else (0, 0)
    if not html:
        where = {"line": line, "column": column} if line else {}
        return problem(status, title, detail, **where)
    shown = {"status": status, "title": title, "detail": detail, "line": line, "column": column}
    shown["caret"] = caret(operation.query or "", line, column)
    asked = operation.query or operation.update or ""
    return Response(_page(Operation(query=asked), problem=shown), status)


def caret(text: str, line: int, column: int) -> str:
    """The line of a mistake with a caret under its place; "" where the place is unknown.

    >>> print(caret("SELECT *\\nWHERE { ?s ?p }", 2, 15))
    WHERE { ?s ?p }
                  ^
    """
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return ""
    shown = lines[line - 1].replace("\t", " ").rstrip("\r")
    start = max(0, column - 60)
    shown = shown[start : start + 100]
    return f"{shown}\n{' ' * (column - 1 - start)}^"
