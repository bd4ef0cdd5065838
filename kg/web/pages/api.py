"""How programs use this server: OpenAPI, and the same for people."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kg.web.context import settings
from kg.web.negotiation import Alternate
from kg.web.openapi import openapi
from kg.web.pages.queries import saved

blueprint = Blueprint("api", __name__)


@blueprint.route("/openapi.json")
def document() -> ResponseReturnValue:
    """The interface as OpenAPI."""
    body = json.dumps(_described(), sort_keys=False, ensure_ascii=False, indent=1)
    return Response(body, content_type="application/json")


@blueprint.route("/api")
def page() -> ResponseReturnValue:
    """The interface as a page."""
    described = _described()
    operations = [
        (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    groups = [
        (tag, [each for each in operations if tag["name"] in each[2]["tags"]])
        for tag in described["tags"]
    ]
    alternates = [Alternate("OpenAPI 3.1", url_for("api.document"), "application/json")]
    return render_template("api.html", groups=groups, server=_server(), alternates=alternates)


def _described() -> dict[str, Any]:
    return openapi(_server(), saved(), metrics=settings().metrics)


def _server() -> str:
    return request.url_root.rstrip("/")
