"""The HTTP interface as OpenAPI 3.1, the saved queries included."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from kg.export import SAME_AS
from kg.results import ResultKind, formats_for
from kg.saved import Parameter, SavedQuery
from kg.web.openapi_operating import OPERATING, operating
from kg.web.openapi_parts import Json
from kg.web.openapi_reasons import REASONS, reasons
from kg.web.openapi_reconciliation import RECONCILIATION, reconciliation
from kg.web.things import HEADS

PROBLEM = "application/problem+json"
_SCHEMAS: dict[str, Json] = {
    "integer": {"type": "integer"},
    "month": {"type": "string", "examples": ["2024-03"]},
}
_REFUSALS = {
    "400": "The request, the query or an argument cannot be read; the detail says where and why",
    "406": "Nothing that is accepted can hold this answer",
    "503": "There is nothing to read yet, others are being answered, or the answer needs too much",
}
_STRANGERS = {
    "403": "The query would reach out of the store, or is more than the parser is trusted with",
    "413": "The request is too large",
    "415": "The body is of a type that is not read",
    "502": "Another endpoint that the query calls gave no answer",
    "504": "The query ran longer than a query may",
}


_WRITING = {
    "401": "Writing needs the operator's token",
    "403": "Writing is off, or only documents change this",
    "413": "The data are too large",
    "415": "The data are of a type that is not read",
    "504": "Writing took too long",
}


def openapi(server: str, queries: Iterable[SavedQuery], *, metrics: bool = True) -> Json:
    """The document that describes the interface of the server at this address.

    Pages that are for people only are not in it. ``metrics`` says whether figures are told.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communiqué",
            "version": version("communique"),
            "summary": "Persons, offices, organisations, memberships and meetings, with evidence",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "tags": [
            {"name": "sparql", "description": "SPARQL 1.1 Protocol and Graph Store HTTP Protocol"},
            {"name": "queries", "description": "Saved queries: a table each, with parameters"},
            {"name": "reconciliation", "description": RECONCILIATION},
            {"name": "things", "description": "What there is, as a page or in RDF"},
            {"name": "reasons", "description": REASONS},
            {"name": "whole", "description": "The graph and its description"},
            {"name": "operating", "description": OPERATING},
        ],
        "paths": {
            "/sparql": _sparql(),
            "/store": _store(),
            "/store/{name}": _store(direct=True),
            **{f"/queries/{query.name}": _saved(query) for query in queries},
            **reconciliation(_query, _problems(_REFUSALS)),
            **{f"/{kind}/{{slug}}": _thing(kind) for kind in HEADS},
            "/document/{slug}": _thing("document"),
            **reasons(_query, _problems(_REFUSALS), _problems(_WRITING)),
            "/dataset": _described("dataset", "The data set in VoID and DCAT"),
            "/.well-known/void": _redirect("wellKnownVoid", "Where the data set is described"),
            "/ontology": _described("ontology", "The ontology"),
            **{
                f"/export.{form.extension}": _export(form.label, form.media_types[0])
                for form in formats_for(ResultKind.GRAPH)
            },
            **operating(metrics),
        },
        "components": {"schemas": {"Problem": _PROBLEM_SCHEMA}, "securitySchemes": _SECURITY},
    }


_PROBLEM_SCHEMA: Json = {
    "description": "What went wrong (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
_SECURITY: Json = {"token": {"type": "http", "scheme": "bearer"}}


def _media(*kinds: ResultKind, html: bool = True) -> Json:
    """The media types that results of these kinds can be had in."""
    types: Json = {form.media_types[0]: {} for kind in kinds for form in formats_for(kind)}
    return types | ({"text/html": {}} if html else {})


def _problems(*groups: dict[str, str]) -> Json:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
    return {
        status: {"description": text, "content": content}
        for group in groups
        for status, text in group.items()
    }


def _query(name: str, description: str, schema: Json | None = None, **more: Any) -> Json:
    schema = schema or {"type": "string"}
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _format(*kinds: ResultKind) -> Json:
    names = sorted({form.name for kind in kinds for form in formats_for(kind)})
    return _query("format", "The format, where the Accept header cannot be set", {"enum": names})


_GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_DATASET = [
    _query("default-graph-uri", "A graph that the default graph is made of", _GRAPHS),
    _query("named-graph-uri", "A graph that the query can name", _GRAPHS),
]


def _sparql() -> Json:
    kinds = (ResultKind.ROWS, ResultKind.GRAPH)
    found = {"200": {"description": "The whole result", "content": _media(*kinds)}}
    answers = found | _problems(_REFUSALS, _STRANGERS)
    form = {"type": "object", "properties": {"query": {"type": "string"}}}
    bodies = {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {"schema": form},
    }
    update = {"application/sparql-update": {"schema": {"type": "string"}}}
    written = {"204": {"description": "An update was made"}} | _problems(
        {"401": "An update needs the operator's token"}
    )
    return {
        "get": {
            "operationId": "query",
            "tags": ["sparql"],
            "summary": "Ask a query; without one, the description of the service",
            "parameters": [_query("query", "The query"), *_DATASET, _format(*kinds)],
            "responses": answers,
        },
        "post": {
            "operationId": "queryOrUpdate",
            "tags": ["sparql"],
            "summary": "Ask a query, or make an update",
            "parameters": [*_DATASET],
            "requestBody": {"required": True, "content": bodies | update},
            "responses": answers | written,
            "security": [{}, {"token": []}],
        },
    }


def _store(direct: bool = False) -> Json:
    """The graphs, by parameter or by the address itself."""
    which = [
        _query("graph", "The IRI of a named graph", {"type": "string", "format": "iri"}),
        _query("default", "The default graph", {"const": ""}, allowEmptyValue=True),
    ]
    named = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    suffix, which = ("Directly", [named]) if direct else ("", which)
    missing = _problems(_REFUSALS, {"404": "There is no such graph"})
    refused = _problems(_WRITING)
    graph = _media(ResultKind.GRAPH, html=False)
    data = {"required": True, "content": {type_: {} for type_ in graph}}
    done = {
        "201": {"description": "The graph is new"},
        "204": {"description": "The graph was there and has been changed"},
    }
    writes = [
        ("put", "putGraph", "Give a graph these triples and no others", {"requestBody": data}),
        ("post", "addToGraph", "Add triples to a graph", {"requestBody": data}),
        ("delete", "removeGraph", "Remove a graph", {}),
    ]
    read = {
        "operationId": f"getGraph{suffix}",
        "tags": ["sparql"],
        "summary": "A graph",
        "parameters": which,
        "responses": {"200": {"description": "Its triples", "content": graph}} | missing,
    }
    return {"get": read} | {
        method: {
            "operationId": f"{name}{suffix}",
            "tags": ["sparql"],
            "summary": summary,
            "parameters": which,
            "responses": done | missing | refused,
            "security": [{"token": []}],
            **more,
        }
        for method, name, summary, more in writes
    }


def _saved(query: SavedQuery) -> Json:
    parameters = [_argument(parameter) for parameter in query.parameters]
    found = {"description": _columns(query), "content": _media(ResultKind.ROWS)}
    return {
        "get": {
            "operationId": query.name,
            "tags": ["queries"],
            "summary": query.summary,
            "description": query.description,
            "parameters": [*parameters, _format(ResultKind.ROWS)],
            "responses": {"200": found}
            | {"302": {"description": "The same without the empty fields of a form"}}
            | _problems(_REFUSALS, {"504": _STRANGERS["504"]}),
        }
    }


def _columns(query: SavedQuery) -> str:
    rows = "\n".join(f"- `{column.name}`: {column.description}" for column in query.columns)
    return f"A table:\n\n{rows}"


def _argument(parameter: Parameter) -> Json:
    schema: Json = {"type": "string"} | _SCHEMAS.get(parameter.type, {})
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default:
        schema["default"] = parameter.default
    described = _query(parameter.name, parameter.description, schema)
    if parameter.example:
        described["example"] = parameter.example
    return described | ({"required": True} if parameter.required else {})


def _thing(kind: str) -> Json:
    slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
    answers = {
        "200": {"description": "What is known of it", "content": _media(ResultKind.GRAPH)},
        "300": {"description": "The name means several; the answer lists them"},
        "301": {"description": "It goes by another name now"},
        "308": {"description": "It goes by another name now"},
    }
    missing = {"404": "There is nothing of that name"}
    return {
        "get": {
            "operationId": f"get{kind.capitalize()}",
            "tags": ["things"],
            "summary": f"One {kind}",
            "parameters": [slug, _format(ResultKind.GRAPH)],
            "responses": answers | _problems(_REFUSALS, missing),
        }
    }


def _described(name: str, summary: str) -> Json:
    content = _media(ResultKind.GRAPH)
    return {
        "get": {
            "operationId": name,
            "tags": ["whole"],
            "summary": summary,
            "parameters": [_format(ResultKind.GRAPH)],
            "responses": {"200": {"description": summary, "content": content}}
            | _problems(_REFUSALS),
        }
    }


def _redirect(name: str, summary: str) -> Json:
    return {
        "get": {
            "operationId": name,
            "tags": ["whole"],
            "summary": summary,
            "parameters": [],
            "responses": {"302": {"description": "The address"}},
        }
    }


def _export(label: str, media_type: str) -> Json:
    layers = {"enum": ["knowledge", "evidence", "all"]}
    texts = {"enum": ["none", "sentence", "full"]}
    return {
        "get": {
            "operationId": f"export {label}",
            "tags": ["whole"],
            "summary": f"The graph as {label}",
            "parameters": [
                _query("layer", "What is wanted", layers),
                _query("text", "How much of what documents say goes along", texts),
                _query("same-as", "Vocabulary of the links to Wikidata", {"enum": list(SAME_AS)}),
            ],
            "responses": {"200": {"description": "The graph", "content": {media_type: {}}}}
            | _problems(_REFUSALS),
        }
    }
