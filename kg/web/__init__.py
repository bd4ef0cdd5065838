"""The web application: pages, search, saved queries, the SPARQL endpoint (Flask).

``create_app()`` gives the application to any WSGI server; ``kg serve`` runs it.
"""

from __future__ import annotations

from kg.web.application import create_app

__all__ = ["create_app"]
