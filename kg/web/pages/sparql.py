"""The SPARQL endpoint as people see it; what programs ask is answered before it comes here."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kg import sparqlguard
from kg.errors import CommuniqueError
from kg.pool import Answer, Question
from kg.results import ResultKind, formats_for
from kg.store.edits import Edit
from kg.web.changes import ForbiddenError, change, permit
from kg.web.context import ask, graph
from kg.web.endpoint import wanted
from kg.web.examples import EXAMPLES
from kg.web.hints import unknown_terms
from kg.web.outcomes import Outcome, outcome
from kg.web.pages.dataset import service_description
from kg.web.pages.ontology import defined
from kg.web.problems import told
from kg.web.protocol import Operation, ProtocolError, parse
from kg.web.tables import MOST_ROWS, first_rows, table

blueprint = Blueprint("sparql", __name__)

_LONGEST_TURTLE = 200_000  # characters of a graph that a page shows
_SHOWN = {"rows": "tsv", "boolean": "json", "graph": "turtle"}


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> ResponseReturnValue:
    """A query of a person, or the form to write one in; an update."""
    html = wanted(request.headers.get("Accept", "")).html
    operation = Operation()
    try:
        operation = parse(request.environ, request.get_data())
        if operation.update is not None or sparqlguard.is_update(operation.query or ""):
            return _updated(operation)
        if not (operation.query or "").strip():
            if html:
                return _page(Operation(query=EXAMPLES[0].query))
            if operation.query is None and request.method in ("GET", "HEAD"):
                return service_description()
            detail = "Give a query: GET ?query=…, or POST one as application/sparql-query."
            return _failed(html, operation, Outcome(400, "No query", detail))
        return _page(operation, **_shown(_ask(operation)))
    except ForbiddenError as error:
        return _failed(html, operation, error.outcome)
    except (CommuniqueError, ProtocolError) as error:
        return _failed(html, operation, outcome(error))


def _updated(operation: Operation) -> Response:
    """Run an update, for who may."""
    permit()
    if operation.update is None or request.method != "POST":
        raise ProtocolError(400, "An update is sent by POST, as “update”, never as a query.")
    dataset = (operation.default_graphs or (), operation.named_graphs or ())
    change(Edit("update", operation.update, using=dataset[0], using_named=dataset[1]))
    return Response(status=204)


def _ask(operation: Operation) -> Answer:
    question = Question(
        operation.query or "",
        _SHOWN,
        operation.default_graphs,
        operation.named_graphs,
        first=MOST_ROWS,
    )
    return ask(question)


def _shown(answer: Answer) -> dict[str, Any]:
    """What the page needs to show an answer."""
    shown: dict[str, Any] = {"kind": answer.kind}
    if answer.kind == ResultKind.ROWS:
        shown["table"] = table(graph(), first_rows(answer))
    elif answer.kind == ResultKind.BOOLEAN:
        shown["yes"] = json.loads(answer.read())["boolean"]
    else:
        turtle = answer.read().decode()
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
        unknown=unknown_terms(operation.query or "", defined()) if kind else [],
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


def _failed(html: bool, operation: Operation, failure: Outcome) -> Response:
    if not html:
        return told(failure)
    asked = operation.query or operation.update or ""
    shown = {
        "status": failure.status,
        "title": failure.title,
        "detail": failure.detail,
        "line": failure.line,
        "column": failure.column,
        "caret": caret(asked, failure.line, failure.column),
    }
    page = _page(Operation(query=asked), problem=shown)
    return Response(page, failure.status, headers=failure.headers)


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
