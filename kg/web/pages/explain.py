"""What the rules made of a document: each sentence with its mentions, claims, and the reasons."""

from __future__ import annotations

import json
from dataclasses import asdict

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from kg.explain.compiled import compile_rules
from kg.web.context import archive, graph
from kg.web.negotiation import Alternate
from kg.web.titles import title_of

blueprint = Blueprint("explain", __name__)

LONGEST = 300_000  # characters that are explained while somebody waits; kg explain has no limit
_SHOWN = 2_000  # sentences on one page


@blueprint.route("/document/<path:slug>/explain")
@blueprint.route("/document/<path:slug>/explain.<suffix>")
def explain(slug: str, suffix: str = "") -> ResponseReturnValue:
    """The explanation of a document that is in the graph, as a page or as JSON."""
    compile_rules()
    from kg.explain.explanation import explain

    known, kept = graph(), archive().by_slug(slug)
    if kept is None or suffix not in ("", "json", "html"):
        abort(404)
    if len(kept.document.text) > LONGEST:
        raise RequestEntityTooLarge(f"It is too long for a page. Try: kg explain {slug}")
    explanation = explain(kept.document)
    words = request.args.get("find", "").strip()
    chosen = explanation.chosen(None, words)
    if suffix == "json":
        body = asdict(explanation) | {"sentences": [asdict(sentence) for sentence in chosen]}
        return Response(json.dumps(body, ensure_ascii=False), content_type="application/json")
    address = url_for("explain.explain", slug=slug, suffix="json", find=words or None)
    return render_template(
        "explain.html",
        title=title_of(kept),
        document=f"{known.base}document/{slug}",
        explanation=explanation,
        sentences=chosen[:_SHOWN],
        more=max(len(chosen) - _SHOWN, 0),
        words=words,
        alternates=[Alternate("JSON", address, "application/json")],
    )
