"""What is noted of a request in its WSGI environment, for the counts and the access log."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import Flask, request

ROUTE = "communique.route"  # the pattern of its address, of which there are few
CACHED = "communique.cached"  # of a query: whether the answer had been given before
OPERATION = "communique.operation"  # the text of a query or an update
OTHER = "other"


def install(app: Flask) -> None:
    """Note the route of each request that the application answers."""
    app.before_request(_note_route)


def note_operation(environ: MutableMapping[str, Any], text: str | None) -> None:
    """Note what is asked of the endpoint."""
    environ[OPERATION] = text or ""


def _note_route() -> None:
    rule = request.url_rule
    request.environ[ROUTE] = OTHER if rule is None else rule.rule
