"""The whole graph as a file."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

blueprint = Blueprint("export", __name__)


@blueprint.route("/export.<suffix>")
def export(suffix: str) -> ResponseReturnValue:
    """The knowledge graph in a format."""
    abort(404)
