"""The small addresses that browsers and robots ask for."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

blueprint = Blueprint("site", __name__)

# Search pages and queries have no end; everything else may be read.
_ROBOTS = (
    "User-agent: *\nDisallow: {root}/search\nDisallow: {root}/sparql\nDisallow: {root}/export\n"
)


@blueprint.route("/robots.txt")
def robots() -> ResponseReturnValue:
    """What robots may read."""
    return Response(_ROBOTS.format(root=request.script_root), mimetype="text/plain")


@blueprint.route("/favicon.ico")
def favicon() -> ResponseReturnValue:
    """The icon, for browsers that ask for it by this name."""
    return current_app.send_static_file("favicon.svg")
