"""The rules that read documents, for readers and as data. The page needs no store."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, fields
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotAcceptable

from kg.errors import UsageError
from kg.explain import RuleEntry, rule_table
from kg.results import best
from kg.web.negotiation import HTML, Alternate

blueprint = Blueprint("rules", __name__)

_TYPES = {"html": HTML, "json": "application/json", "csv": "text/csv"}


@blueprint.route("/rules")
@blueprint.route("/rules.<suffix>")
def rules(suffix: str = "") -> ResponseReturnValue:
    """All rules in the order in which they are applied."""
    form = suffix or request.args.get("format", "") or _accepted()
    if form not in _TYPES and suffix:
        abort(404)
    if form not in _TYPES:
        raise UsageError(f"there is no format “{form[:40]}” here: {', '.join(_TYPES)}")
    entries = rule_table()
    if form == "json":
        body = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2)
        return Response(body, content_type=_TYPES[form])
    if form == "csv":
        return Response(_csv(entries), content_type="text/csv; charset=utf-8")
    groups = groupby(entries, key=lambda entry: (entry.stage, entry.stage_reads))
    return render_template(
        "rules.html",
        groups=[(stage, reads, list(found)) for (stage, reads), found in groups],
        count_of_rules=len(entries),
        alternates=_alternates(),
    )


def _accepted() -> str:
    chosen = best(request.headers.get("Accept"), list(_TYPES.values()))
    if chosen is None:
        raise NotAcceptable("This address answers with " + ", ".join(_TYPES.values()))
    return next(name for name, media_type in _TYPES.items() if media_type == chosen)


def _alternates() -> list[Alternate]:
    return [
        Alternate(name.upper(), url_for("rules.rules", suffix=name), _TYPES[name])
        for name in ("json", "csv")
    ]


def _csv(entries: tuple[RuleEntry, ...]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(RuleEntry)])
    writer.writeheader()
    writer.writerows(asdict(entry) for entry in entries)
    return out.getvalue()
