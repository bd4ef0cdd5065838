"""The Flask application."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from kg.settings import resolve_root
from kg.web import context, filters, problems, security
from kg.web.library import Library
from kg.web.pages import (
    documents,
    export,
    home,
    ontology,
    queries,
    rules,
    search,
    site,
    sparql,
    things,
)


def create_app(root: Path | str | None = None) -> Flask:
    """The application that serves the store in ``root`` (else KG_STORE, else ./kg-data).

    It never writes and sends no requests. The store need not exist yet: until documents are loaded
    the pages say what to do (503), and a new generation is picked up by the next request.
    """
    app = Flask("kg.web")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    library = Library(Path(root) if root is not None else resolve_root(None, os.environ))
    context.install(app, library)
    security.install(app)
    filters.install(app)
    problems.install(app)
    for page in (
        home,
        search,
        queries,
        documents,
        sparql,
        export,
        ontology,
        rules,
        site,
        things,
    ):
        app.register_blueprint(page.blueprint)
    return app
