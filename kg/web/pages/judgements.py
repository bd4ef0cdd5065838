"""What people judged: all of it on a page, and making a judgement with the operator's token.

A form carries the token that its user types, and nothing of a browser speaks for anybody: there are
no cookies, so another site that sends a form here sends it without a token, and is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from kg.pool.writing import judge
from kg.resolve.judgement_file import read_judgements
from kg.resolve.rulings import standings
from kg.results import ResultKind
from kg.settings import judgements_file, read_settings
from kg.web.changes import permit
from kg.web.context import access, library, settings
from kg.web.judged import Shown, shown
from kg.web.links import href
from kg.web.negotiation import prefers_html

blueprint = Blueprint("judgements", __name__)

_HALF = re.compile("[\ud800-\udfff]")
_FIELDS = ("author", "reason", "qid", "undoes")


@blueprint.get("/judgements")
@blueprint.get("/judgements.<suffix>")
def listed(suffix: str = "") -> ResponseReturnValue:
    """All judgements, the latest first, and what became of them."""
    if suffix not in ("", "html", "json"):
        abort(404)
    root = library().root
    read = read_judgements(judgements_file(root, read_settings(root)))
    found = standings(read.judgements)[::-1]
    if suffix == "json" or (not suffix and not prefers_html(ResultKind.ROWS)):
        content = [
            {**json.loads(one.judgement.line), "state": one.state, "by": one.by} for one in found
        ]
        return Response(json.dumps(content, ensure_ascii=False), content_type="application/json")
    judgements: list[tuple[Shown, str]] = [
        (shown(one.judgement), f"{one.state} by {one.by}" if one.by else one.state) for one in found
    ]
    return render_template(
        "judgements.html", judgements=judgements, bad=read.bad, may_judge=access().is_on
    )


@blueprint.post("/judgements")
def make() -> ResponseReturnValue:
    """Make a judgement, from a form or from JSON, and lead to whom it is about."""
    sent = _sent()
    permit(sent.get("token"))
    names = [sent.get(name) for name in ("one", "other")]
    fields = {"verb": sent.get("verb"), **{name: sent.get(name) for name in _FIELDS}}
    if not all(value is None or _is_text(value) for value in [*names, *fields.values()]):
        raise BadRequest("A judgement holds texts only.")
    order = {name: value for name, value in fields.items() if value}
    order["names"] = [name for name in names if name]
    about = judge(library().root, order, seconds=settings().write_seconds)
    if request.is_json:
        return {"about": about}, 201
    return redirect(href(about[0]) if about else url_for("judgements.listed"), 303)


def _sent() -> Mapping[str, object]:
    """What the request holds."""
    if not request.is_json:
        return request.form
    try:
        content = json.loads(request.get_data())
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise BadRequest("The request holds no form and no JSON object.")
    return content


def _is_text(value: object) -> bool:
    """Whether it is a text; JSON can hold halves of characters, which no file can."""
    return isinstance(value, str) and not _HALF.search(value)
