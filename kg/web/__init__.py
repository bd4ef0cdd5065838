"""The web application: pages, search, saved queries, the SPARQL endpoint (Flask).

``create_app()`` gives the application to any WSGI server; ``kg serve`` runs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(root: Path | str | None = None) -> Flask:
    """See ``kg.web.application.create_app``; who only needs a setting does not load it all."""
    from kg.web import application

    return application.create_app(root)
