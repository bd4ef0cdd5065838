"""The same service in version 1.0 of the API, a draft: its addresses lie under /reconcile/1.0.

Draft: https://reconciliation-api.github.io/specs/draft/
"""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kg.errors import CommuniqueError, UsageError
from kg.reconcile import asking, telling
from kg.web import extending, manifests, reconciling
from kg.web.context import graph
from kg.web.pages import reconcile

blueprint = Blueprint("reconcile_draft", __name__, url_prefix="/reconcile/1.0")
blueprint.register_error_handler(CommuniqueError, reconcile._problem)


@blueprint.route("", strict_slashes=False)
def service() -> ResponseReturnValue:
    """The manifest."""
    return reconcile.answer(manifests.draft_manifest())


@blueprint.route("/reconcile", methods=["POST"])
def candidates() -> ResponseReturnValue:
    """Candidates for a batch of queries."""
    batch = asking.read_draft(_body())
    found = reconciling.matcher().candidates(batch)
    known = reconcile.descriptions(found)
    return reconcile.answer(telling.draft(found, graph().base, known))


@blueprint.route("/suggest/<any(entity,property,type):what>")
def suggest(what: str) -> ResponseReturnValue:
    """Entities, properties or types whose names begin so."""
    return reconcile.answer({"result": reconcile.suggestions(what)})


@blueprint.route("/preview")
def preview() -> ResponseReturnValue:
    """A small page on an entity."""
    return reconcile.preview()


@blueprint.route("/extend", methods=["POST"])
def extend() -> ResponseReturnValue:
    """Values of properties."""
    asked = extending.read_extension(_body())
    rows = [
        {
            "id": identifier,
            "properties": [{"id": name, "values": values} for name, values in columns.items()],
        }
        for identifier, columns in extending.cells(asked, graph().base).items()
    ]
    return reconcile.answer({"meta": extending.meta(asked.columns), "rows": rows})


@blueprint.route("/extend/propose")
def propose() -> ResponseReturnValue:
    """The properties that entities of a type have."""
    return reconcile.answer(reconcile.proposals())


def _body() -> str:
    """The body of the request, which is JSON."""
    if request.mimetype != "application/json":
        raise UsageError("a body of the type application/json is expected")
    try:
        return request.get_data().decode()
    except UnicodeDecodeError:
        raise UsageError("the body is not in UTF-8") from None
