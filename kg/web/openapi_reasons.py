"""Judgements, rules and explanations in OpenAPI: how the graph came to be what it is."""

from __future__ import annotations

from collections.abc import Callable

from kg.resolve.judgements import Verb
from kg.resolve.rulings import State
from kg.web.openapi_parts import Json, json_content

REASONS = "How the graph came to be: judgements of people, the rules, and what they read"
_TEXT: Json = {"type": "string"}
_VERB: Json = {"enum": [verb.value for verb in Verb]}
_JUDGEMENT: Json = {
    "type": "object",
    "required": ["id", "verb", "author", "time", "state", "by"],
    "properties": {
        "id": _TEXT,
        "verb": _VERB,
        "subjects": {"type": "array", "items": {"type": "object"}},
        "author": _TEXT,
        "time": {"type": "string", "format": "date-time"},
        "reason": _TEXT,
        "qid": _TEXT,
        "undoes": _TEXT,
        "state": {"enum": [state.value for state in State]},
        "by": {"type": "string", "description": "The judgement that made it so, if one did"},
    },
}
_ORDER: Json = {
    "type": "object",
    "required": ["verb", "author"],
    "properties": {
        "verb": _VERB,
        "one": {"type": "string", "description": "Whom it is about: a name or an IRI"},
        "other": {"type": "string", "description": "Of “same” and “different” the other one"},
        "qid": {"type": "string", "description": "Of “link” the Wikidata item"},
        "undoes": {"type": "string", "description": "Of “undo” the id of a judgement"},
        "author": {"type": "string", "description": "Who judges"},
        "reason": _TEXT,
        "token": {"type": "string", "description": "The token, where no header can be sent"},
    },
}
_MADE: Json = {
    "type": "object",
    "required": ["about"],
    "properties": {"about": {"type": "array", "items": {"type": "string", "format": "iri"}}},
}
_EXPLANATION: Json = {
    "type": "object",
    "required": ["sentences"],
    "properties": {"sentences": {"type": "array", "items": {"type": "object"}}},
}


def reasons(query: Callable[..., Json], problems: Json, refusals: Json) -> Json:
    """The paths; ``query`` describes a parameter, ``problems`` are what may be anywhere, and
    ``refusals`` where something is changed."""
    listed = {"type": "array", "items": _JUDGEMENT}
    rules = {"type": "array", "items": {"type": "object"}}
    form = {"enum": ["csv", "html", "json"]}
    slug = {"name": "slug", "in": "path", "required": True, "schema": _TEXT}
    too_long = {"413": {"description": "The document is too long for an answer"}}
    missing = {"404": {"description": "There is no such document"}}
    make: Json = {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": _ORDER},
                "application/x-www-form-urlencoded": {"schema": _ORDER},
            },
        },
        "security": [{}, {"token": []}],
    }
    made = {
        "201": {"description": "It is made; whom it is about", "content": json_content(_MADE)},
        "303": {"description": "It is made, by a form: the page of whom it is about"},
    }
    return {
        "/judgements": {
            "get": _operation(
                "judgements", "Each judgement, the latest first, and what became of it",
                {"200": {
                    "description": "All",
                    "content": json_content(listed) | _html(),
                }} | problems,
            ),
            "post": _operation("judge", "Make a judgement", made | problems | refusals) | make,
        },
        "/rules": {
            "get": _operation(
                "rules", "Each rule that reads documents, in order",
                {"200": {
                    "description": "All",
                    "content": json_content(rules) | {"text/csv": {}} | _html(),
                }} | problems,
                query("format", "The format, where the Accept header cannot be set", form),
            ),
        },
        "/document/{slug}/explain.json": {
            "get": _operation(
                "explain", "What the rules made of a document, sentence by sentence",
                {"200": {"description": "Its sentences", "content": json_content(_EXPLANATION)}}
                | problems | too_long | missing,
                slug,
                query("find", "Only sentences with these words"),
            ),
        },
    }  # fmt: skip


def _operation(name: str, summary: str, answers: Json, *parameters: Json) -> Json:
    return {
        "operationId": name,
        "tags": ["reasons"],
        "summary": summary,
        "parameters": list(parameters),
        "responses": answers,
    }


def _html() -> Json:
    return {"text/html": {}}
