"""Pages and descriptions of the application, compressed for whoever likes that."""

from __future__ import annotations

from flask import Flask, Response, request

from kg.web.encoding import WORTH, encoded, liked

_TEXTS = frozenset({
    "text/html", "text/plain", "text/css", "text/csv", "text/turtle", "application/json",
    "application/ld+json", "application/n-triples", "application/n-quads", "application/trig",
    "application/rdf+xml", "application/sparql-results+json", "application/sparql-results+xml",
    "text/tab-separated-values",
})  # fmt: skip


def install(app: Flask) -> None:
    """Compress what the application answers, except what it sends in pieces."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.direct_passthrough or response.mimetype not in _TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    coding = liked(request.headers.get("Accept-Encoding", ""))
    if not coding or response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    if "ETag" not in response.headers and len(body := response.get_data()) >= WORTH:
        response.set_data(encoded(body, coding))
        response.headers["Content-Encoding"] = coding
    return response
