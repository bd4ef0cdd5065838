"""All documents, newest first."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kg.web.context import archive, graph
from kg.web.sections import Section, page_number
from kg.web.titles import title_of

blueprint = Blueprint("documents", __name__)

_SIZE = 50


@blueprint.route("/documents")
def index() -> ResponseReturnValue:
    """One page of the list."""
    graph()  # nothing is listed before it can be opened
    page, kept = page_number("page"), archive()
    documents = kept.documents((page - 1) * _SIZE, _SIZE)
    items = [(document, title_of(document)) for document in documents]
    section = Section("page", "Documents", "documents", items, kept.count(), page, _SIZE)
    return render_template("documents.html", section=section)
