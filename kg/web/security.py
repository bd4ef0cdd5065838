"""Headers that keep hostile text harmless, and that let other sites read our data."""

from __future__ import annotations

from flask import Flask, Response, request

from kg.web.crossorigin import CrossOrigin
from kg.web.reply import Headers

# Nothing but our own style sheet, images and forms; no script, wherever it may come from.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The one kind of page that others may show in a frame: previews for reconciliation clients.
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
}
LARGEST_REQUEST = 2_000_000  # bytes: the longest query allowed, percent-encoded


def common(cross: CrossOrigin) -> Headers:
    """The headers of every answer."""
    return [*HEADERS.items(), *cross.common()]


def install(app: Flask, headers: Headers) -> None:
    """Give every answer of the application its headers."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST

    def add(response: Response) -> Response:
        if request.blueprint:  # everything but the static files comes in several forms
            response.vary.add("Accept")
        framed = response.headers.get("Content-Security-Policy") == FRAMED
        for name, value in headers:
            if not (framed and name == "X-Frame-Options"):
                response.headers.setdefault(name, value)
        return response

    app.after_request(add)
