"""The Flask application."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from kg.pool import QueryLimits
from kg.settings import resolve_root
from kg.web import compression, context, filters, notes, problems, security
from kg.web.accesslog import AccessLog
from kg.web.crossorigin import CrossOrigin
from kg.web.endpoint import Endpoint
from kg.web.front import Front
from kg.web.gate import Gate
from kg.web.library import Library
from kg.web.operations import Operations
from kg.web.pages import (
    api,
    dataset,
    documents,
    explain,
    export,
    home,
    judgements,
    ontology,
    queries,
    reconcile,
    reconcile_draft,
    rules,
    search,
    site,
    sparql,
    store,
    things,
)
from kg.web.permission import WriteAccess
from kg.web.proxies import behind_proxies
from kg.web.settings import MEGABYTE, WebSettings

# The order in which addresses are tried: those of things take whatever the others leave.
_PAGES = (
    *(home, search, queries, documents, explain, sparql, store, export, dataset, ontology, rules),
    *(reconcile, reconcile_draft, judgements),
    api,
    site,
    things,
)


def create_app(root: Path | str | None = None) -> Flask:
    """The WSGI application that serves the store in ``root`` (else KG_STORE, else ./kg-data).

    It sends no requests, and writes only for who has the operator's token (KG_WEB_WRITE_TOKEN).
    The store need not exist yet: until documents are loaded the pages say what to do (503), and a
    new generation is picked up by the next request.
    """
    return create_site(root).app


@dataclass(frozen=True)
class Site:
    """The application and the layers around it, for a server that has its own way through them."""

    app: Flask
    settings: WebSettings
    library: Library
    endpoint: Endpoint
    front: Front  # queries of programs
    gate: Gate  # every request; it is what lies behind the proxies


def create_site(root: Path | str | None = None) -> Site:
    """As ``create_app``."""
    app = Flask("kg.web")
    settings = WebSettings.from_environment(os.environ)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    limits = QueryLimits.from_environment(os.environ)
    library = Library(Path(root) if root is not None else resolve_root(None, os.environ), limits)
    cross = CrossOrigin(settings.origins)
    headers = security.common(cross)
    answers = Endpoint(library, settings.cache * MEGABYTE, settings.max_age, headers)
    access = WriteAccess(settings.write_token)
    context.install(app, context.Serving(library, answers, settings, access))
    compression.install(app)
    security.install(app, headers)
    notes.install(app)
    filters.install(app)
    problems.install(app)
    for page in _PAGES:
        app.register_blueprint(page.blueprint)
    front = Front(app.wsgi_app, answers, headers, security.LARGEST_REQUEST)
    operations = Operations(library, answers.cache, settings, headers)
    log = AccessLog(settings.access_log) if settings.access_log else None
    gate = Gate(front, operations, cross, headers, log)
    app.wsgi_app = behind_proxies(gate, settings)  # type: ignore[method-assign, assignment]
    return Site(app, settings, library, answers, front, gate)
