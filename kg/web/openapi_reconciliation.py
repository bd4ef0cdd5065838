"""The reconciliation service in OpenAPI: version 0.2 and, under /reconcile/1.0, the draft."""

from __future__ import annotations

from collections.abc import Callable

from kg.reconcile.asking import BATCH
from kg.reconcile.types import TYPES
from kg.web.openapi_parts import Json, json_content

RECONCILIATION = "Matching tables with the graph: the Reconciliation Service API of OpenRefine"
_OBJECT: Json = {"type": "object"}
_RESULT: Json = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array"}},
}
_TYPE: Json = {"type": "string", "enum": list(TYPES)}
_NUMBER: Json = {"type": "integer", "minimum": 0, "maximum": 10_000}
_TEXT: Json = {"type": "string"}
_LIMIT = {"413": f"More than {BATCH} queries, or too many entities, at once"}


def reconciliation(query: Callable[..., Json], problems: Json) -> Json:
    """The paths of the service; ``query`` describes a parameter, ``problems`` are all that may be.

    The addresses of HTML pages, which people are led to, are not among them.
    """

    def get(name: str, summary: str, schema: Json, *parameters: Json) -> Json:
        answers = {"200": {"description": summary, "content": json_content(schema)}} | problems
        return {
            "operationId": name,
            "tags": ["reconciliation"],
            "summary": summary,
            "parameters": list(parameters),
            "responses": answers,
        }

    def post(name: str, summary: str, body: Json) -> Json:
        large = {"description": _LIMIT["413"]}
        answers = {"200": {"description": summary, "content": json_content(_OBJECT)}} | problems
        return {
            "operationId": name,
            "tags": ["reconciliation"],
            "summary": summary,
            "requestBody": {"required": True, "content": body},
            "responses": answers | {"413": large},
        }

    batch = query("queries", f"A batch of at most {BATCH} queries, as JSON by keys")
    extend = query("extend", "Ids of entities and properties whose values are wanted, as JSON")
    form = {"type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}
    prefix = query("prefix", "What the name begins with", _TEXT)
    cursor = query("cursor", "How many suggestions to skip", _NUMBER)
    kind = query("type", "Only entities of this type", _TYPE)
    identifier = query("id", "Of an entity, a property or a type", _TEXT, required=True)
    proposing = (kind, query("limit", "How many properties are enough", _NUMBER))
    paths: Json = {
        "/reconcile": {
            "get": get(
                "reconcile", "The manifest; candidates for queries; values of properties", _OBJECT,
                batch, extend,
            ),
            "post": post(
                "reconcileByForm", "Candidates for queries, or values of properties",
                {"application/x-www-form-urlencoded": {"schema": form}},
            ),
        },
        "/reconcile/properties": {
            "get": get("proposeProperties", "Properties of a type", _OBJECT, *proposing)
        },
        "/reconcile/1.0": {"get": get("reconcileDraft", "The manifest of version 1.0", _OBJECT)},
        "/reconcile/1.0/reconcile": {
            "post": post("reconcileByJson", "Candidates for queries", json_content(_OBJECT))
        },
        "/reconcile/1.0/extend": {
            "post": post("extendByJson", "Values of properties", json_content(_OBJECT))
        },
        "/reconcile/1.0/extend/propose": {
            "get": get("proposePropertiesDraft", "Properties of a type", _OBJECT, *proposing)
        },
    }  # fmt: skip
    for what in ("entity", "property", "type"):
        more = (kind,) if what == "entity" else ()
        for path, name in (("/reconcile", ""), ("/reconcile/1.0", "Draft")):
            operation = get(
                f"suggest{what.capitalize()}{name}", f"Each {what} whose name begins so", _RESULT,
                prefix, cursor, *more,
            )  # fmt: skip
            paths[f"{path}/suggest/{what}"] = {"get": operation}
        flyout = get(
            f"describe{what.capitalize()}", f"A few words on one {what}", _OBJECT, identifier
        )
        paths[f"/reconcile/flyout/{what}"] = {"get": flyout}
    return paths
