"""What the Reconciliation Service API says of each answer, as JSON schemas in our own words.

They are stricter than those of the W3C community group: what its text does not name is refused.
The group's own schemas are used as well where KG_RECONCILIATION_SCHEMAS names a checkout of
https://github.com/reconciliation-api/specs (folders 0.2/schemas and 1.0-draft/schemas).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

Json = dict[str, Any]
FOLDERS = {"0.2": "0.2", "1.0": "1.0-draft"}

_TEXT: Json = {"type": "string", "minLength": 1}
_BOOLEAN: Json = {"type": "boolean"}
_WEB: Json = {"type": "string", "pattern": "^https?://[^ ]+$"}
_ONE_PLACE: Json = {"type": "string", "pattern": r"^https?://[^{}]*\{\{id\}\}[^{}]*$"}


def _record(required: Json, optional: Json | None = None) -> Json:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items, "uniqueItems": True}


_NAMED = _record({"id": _TEXT, "name": _TEXT})
_TYPE = _record({"id": _TEXT, "name": _TEXT}, {"broader": _list(_NAMED)})
_FEATURE = _record({"id": _TEXT, "name": _TEXT, "value": {"anyOf": [{"type": "number"}, _BOOLEAN]}})
_CANDIDATE = _record(
    {
        "id": _TEXT,
        "name": _TEXT,
        "type": _list(_NAMED),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": _BOOLEAN,
    },
    {"description": _TEXT, "features": _list(_FEATURE)},
)
_PATHS = {each: {"type": "string", "pattern": r"^/[^{}]*$"} for each in ("service_path",)} | {
    "service_url": _WEB,
    "flyout_service_url": _WEB,
}
_FLYOUT: Json = {"flyout_service_path": {"type": "string", "pattern": r"^/[^{}]*\$\{id\}$"}}
_COMMON = {
    "versions": _list({"enum": ["0.2", "1.0-draft"]}),
    "name": _TEXT,
    "documentation": _WEB,
    "logo": _WEB,
    "serviceVersion": _TEXT,
    "defaultTypes": _list(_TYPE),
    "batchSize": {"type": "integer", "minimum": 1},
}
_SIZE: Json = {
    "width": {"type": "integer", "minimum": 1},
    "height": {"type": "integer", "minimum": 1},
}
_CELL: Json = {
    "oneOf": [
        _NAMED, _record({"str": _TEXT}), _record({"int": {"type": "integer"}}),
        _record({"float": {"type": "number"}}), _record({}),
    ]
}  # fmt: skip
_META = _list(_record({"id": _TEXT, "name": _TEXT}, {"type": _NAMED, "service": _WEB}))
_SETTING = {"type": {"enum": ["number", "text", "checkbox", "select"]}, "default": {}}
_SUGGESTED = {"id": _TEXT, "name": _TEXT, "description": _TEXT}

_OURS: dict[tuple[str, str], Json] = {
    ("0.2", "manifest"): _record(
        _COMMON
        | {
            "identifierSpace": _WEB,
            "schemaSpace": _WEB,
            "view": _record({"url": _ONE_PLACE}),
            "preview": _record({"url": _ONE_PLACE, **_SIZE}),
            "suggest": _record(
                dict.fromkeys(("entity", "property", "type"), _record(_PATHS | _FLYOUT))
            ),
            "extend": _record(
                {
                    "propose_properties": _record({"service_url": _WEB, "service_path": _TEXT}),
                    "property_settings": _list(
                        _record({"name": _TEXT, "label": _TEXT, "help_text": _TEXT, **_SETTING})
                    ),
                }
            ),
        }
    ),
    ("1.0", "manifest"): _record(
        _COMMON
        | {
            "view": _record({"url": {"type": "string", "pattern": r"^https?://[^{}]*\{\+?id\}$"}}),
            "preview": _record(_SIZE),
            "suggest": _record(dict.fromkeys(("entity", "property", "type"), _BOOLEAN)),
            "extend": _record(
                {
                    "proposeProperties": _BOOLEAN,
                    "propertySettings": _list(
                        _record({"id": _TEXT, "name": _TEXT, "helpText": _TEXT, **_SETTING})
                    ),
                }
            ),
            "standardizedScore": {"const": True},
            "lang": {"const": "en"},
        }
    ),
    ("0.2", "reconciliation-result-batch"): {
        "type": "object",
        "additionalProperties": _record({"result": _list(_CANDIDATE)}),
    },
    ("1.0", "reconciliation-result-batch"): _record(
        {"results": {"type": "array", "items": _record({"candidates": _list(_CANDIDATE)})}}
    ),
    ("0.2", "data-extension-response"): _record(
        {
            "meta": _META,
            "rows": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": _list(_CELL)},
            },
        }
    ),
    ("1.0", "data-extension-response"): _record(
        {
            "meta": _META,
            "rows": _list(
                _record(
                    {
                        "id": _TEXT,
                        "properties": _list(_record({"id": _TEXT, "values": _list(_CELL)})),
                    }
                )
            ),
        }
    ),
}
_VALUE: Json = {
    "anyOf": [{"type": ["string", "number", "boolean"]}, _record({"id": _TEXT}, {"name": _TEXT})]
}
_LIMIT: Json = {"limit": {"type": "integer", "minimum": 1}}
_OURS["0.2", "reconciliation-query-batch"] = {
    "type": "object",
    "additionalProperties": _record(
        {"query": _TEXT},
        {"type": _TEXT, "properties": _list(_record({"pid": _TEXT, "v": _VALUE})), **_LIMIT},
    ),
}
_CONDITION: Json = {
    "oneOf": [
        _record({"matchType": {"const": "name"}, "v": _VALUE}),
        _record({"matchType": {"const": "property"}, "pid": _TEXT, "v": _VALUE}),
    ]
}
_OURS["1.0", "reconciliation-query-batch"] = _record(
    {
        "queries": {
            "type": "array",
            "items": _record(
                {"conditions": _list(_CONDITION) | {"minItems": 1}}, {"type": _TEXT, **_LIMIT}
            ),
        }
    }
)
_BOTH: dict[str, Json] = {
    "suggest-entities-response": _record(
        {"result": _list(_record(_SUGGESTED | {"notable": _list(_NAMED)}))}
    ),
    "suggest-properties-response": _record({"result": _list(_record(_SUGGESTED))}),
    "suggest-types-response": _record({"result": _list(_TYPE)}),
    "data-extension-property-proposal": _record(
        {"properties": _list(_NAMED), "type": {"type": "string"}},
        {"limit": {"type": "integer", "minimum": 1}},
    ),
}


def check(version: str, name: str, content: object) -> None:
    """Hold an answer against our schema and, where it is at hand, against that of the group."""
    ours = _OURS.get((version, name)) or _BOTH[name]
    Draft7Validator.check_schema(ours)
    Draft7Validator(ours).validate(content)
    folder = os.environ.get("KG_RECONCILIATION_SCHEMAS", "")
    if not folder:
        return
    theirs = Path(folder) / FOLDERS[version] / "schemas" / f"{name}.json"
    if theirs.exists():
        _validator(theirs).validate(content)


def _validator(path: Path) -> Draft7Validator:
    resources = []
    for file in path.parent.glob("*.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        content["$schema"] = "http://json-schema.org/draft-07/schema#"
        resources.append((content["$id"], Resource.from_contents(content)))
    schema = json.loads(path.read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft7Validator(
        schema | {"$schema": "http://json-schema.org/draft-07/schema#"}, registry=registry
    )


def needs_the_groups_schemas() -> Path:
    """The folder of the group's schemas; skips where none is named."""
    folder = os.environ.get("KG_RECONCILIATION_SCHEMAS", "")
    if not folder:
        pytest.skip("KG_RECONCILIATION_SCHEMAS names no checkout of reconciliation-api/specs")
    return Path(folder)
