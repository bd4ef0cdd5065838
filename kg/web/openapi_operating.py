"""What operators ask, in OpenAPI: is the server alive, is it ready, how much does it do."""

from __future__ import annotations

from kg.web.openapi_parts import Json, json_content

OPERATING = "For operators: is it alive, is it ready, how much does it do"
_METRICS = ("text/plain", "application/openmetrics-text")


def operating(metrics: bool) -> Json:
    """The paths; ``metrics`` says whether figures are told."""
    alive = {"type": "object", "required": ["status"]}
    well = {"200": {"description": "It is", "content": json_content(alive)}}
    not_yet = {"503": {"description": "It is not; the reason", "content": json_content(alive)}}
    figures = {"200": {"description": "Figures", "content": {each: {} for each in _METRICS}}}
    paths = {
        "/health/live": _get("isAlive", "Whether the process answers", well),
        "/health/ready": _get("isReady", "Whether there is a graph to read", well | not_yet),
    }
    return paths | ({"/metrics": _get("metrics", "For Prometheus", figures)} if metrics else {})


def _get(name: str, summary: str, answers: Json) -> Json:
    return {
        "get": {
            "operationId": name,
            "tags": ["operating"],
            "summary": summary,
            "parameters": [],
            "responses": answers,
        }
    }
