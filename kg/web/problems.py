"""What went wrong, for programs (RFC 9457) and for people, never with a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from kg.errors import QueryError, StoreError, UsageError
from kg.pool import PoolError
from kg.results import FORMATS, ResultKind
from kg.web.changes import ForbiddenError
from kg.web.negotiation import prefers_html
from kg.web.outcomes import PROBLEM, Outcome, outcome
from kg.web.pages.search import suggestions


def install(app: Flask) -> None:
    """Answer every error of the application in words."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(UsageError, _usage_error)
    app.register_error_handler(QueryError, _query_error)
    app.register_error_handler(ForbiddenError, _forbidden)
    app.register_error_handler(PoolError, _pool_error)


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """A problem in JSON; ``members`` say more, such as the line and column of a mistake."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return Response(json.dumps(content, sort_keys=False), status, content_type=PROBLEM)


def told(failure: Outcome) -> Response:
    """The failure of a query, for programs."""
    body = json.dumps(failure.members, sort_keys=False)
    return Response(body, failure.status, headers=failure.headers, content_type=PROBLEM)


def _answer(status: int, title: str, detail: str, **context: Any) -> Response:
    program = _is_data(request.path) or request.is_json  # whoever sends JSON reads it, too
    if program or not prefers_html(ResultKind.GRAPH, ResultKind.ROWS):
        return problem(status, title, detail)
    page = render_template("error.html", status=status, title=title, detail=detail, **context)
    return Response(page, status)


def _is_data(path: str) -> bool:
    """Whether an address ends like those of data, so that a program asks, whatever it accepts."""
    extension = path.rpartition("/")[2].rpartition(".")[2]
    return extension in {form.extension for form in FORMATS}


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    title = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Problem"
    if isinstance(error, NotFound):
        return _not_found()
    if isinstance(error, InternalServerError):
        detail = "The fault is ours. It is in the server's log; nothing was changed."
        response = _answer(500, "Something went wrong", detail)
    else:
        response = _answer(status, title, error.description or title)
    for name, value in error.get_headers(request.environ):
        if name in ("Allow", "Location", "Retry-After"):
            response.headers[name] = value
    return response


def _not_found() -> Response:
    try:
        found = suggestions(request.path)
    except StoreError:
        found = []
    detail = f"There is nothing at {request.path}."
    return _answer(404, "Nothing here", detail, suggestions=found)


def _store_error(error: StoreError) -> Response:
    response = _answer(503, "There is nothing to show yet", f"{error}", remedy=True)
    response.headers["Retry-After"] = "10"
    return response


def _forbidden(error: ForbiddenError) -> Response:
    failure = error.outcome
    response = _answer(failure.status, failure.title, failure.detail)
    response.headers.extend(failure.headers)
    return response


def _pool_error(error: PoolError) -> Response:
    failure = outcome(error)
    response = _answer(failure.status, failure.title, failure.detail)
    response.headers.extend(failure.headers)
    return response


def _usage_error(error: UsageError) -> Response:
    return _answer(400, "That cannot be answered", f"{error}")


def _query_error(error: QueryError) -> Response:
    return _answer(400, "That cannot be answered", f"{error}")
