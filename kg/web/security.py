"""Headers that keep hostile text harmless, and that let other sites read our data."""

from __future__ import annotations

from flask import Flask, Response, request

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
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
LARGEST_REQUEST = 2_000_000  # bytes: the longest query allowed, percent-encoded


def common() -> list[tuple[str, str]]:
    """The headers of answers that do not come from the application itself."""
    return [*HEADERS.items(), ("Access-Control-Allow-Origin", "*")]


def install(app: Flask) -> None:
    """Give every answer of the application its headers."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.after_request(_add)


def _add(response: Response) -> Response:
    if request.blueprint:  # everything but the static files comes in several forms
        response.vary.add("Accept")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # All that can be read here may be read by pages of other sites, without anybody's cookies.
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET")
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
