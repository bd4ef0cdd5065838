"""What a reconciliation client is told of the service, in versions 0.2 and 1.0 (draft)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import request, url_for

from kg.reconcile.asking import BATCH
from kg.reconcile.telling import type_told
from kg.reconcile.types import TYPES
from kg.vocabulary import CMQ
from kg.web.context import graph

Json = dict[str, Any]

WIDTH, HEIGHT = 430, 240  # of a preview, in pixels
_HELP = "The most values of each entity that are added; 0 for all"


def manifest() -> Json:
    """The manifest of version 0.2."""
    root = request.url_root.rstrip("/")
    return {
        "versions": ["0.2"],
        **_common(),
        "identifierSpace": graph().base,
        "schemaSpace": CMQ,
        "view": {"url": f"{root}{_path('reconcile.view')}?id={{{{id}}}}"},
        "preview": {
            "url": f"{root}{_path('reconcile.preview')}?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            what: {
                "service_url": root,
                "service_path": _path("reconcile.suggest", what=what),
                "flyout_service_url": root,
                "flyout_service_path": f"{_path('reconcile.flyout', what=what)}?id=${{id}}",
            }
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {
                "service_url": root,
                "service_path": _path("reconcile.properties"),
            },
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": _HELP,
                }
            ],
        },
    }


def draft_manifest() -> Json:
    """The manifest of version 1.0 (draft)."""
    limit = {"id": "limit", "name": "Limit", "type": "number", "default": 0, "helpText": _HELP}
    return {
        "versions": ["1.0-draft"],
        **_common(),
        "view": {"url": f"{graph().base}{{+id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": [limit]},
        "standardizedScore": True,
        "lang": "en",
    }


def _common() -> Json:
    return {
        "name": f"Communiqué at {request.host}",
        "documentation": url_for("reconcile.about", _external=True),
        "logo": url_for("static", filename="favicon.svg", _external=True),
        "serviceVersion": version("communique"),
        "defaultTypes": [type_told(each) for each in TYPES],
        "batchSize": BATCH,
    }


def _path(endpoint: str, **values: Any) -> str:
    """The path of an address, behind the root that ``url_root`` names."""
    return url_for(endpoint, **values).removeprefix(request.script_root)
