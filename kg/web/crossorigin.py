"""Which scripts of other sites may read our answers (CORS)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.web.reply import Headers
from kg.web.settings import ANY_ORIGIN

_READING = ("GET", "HEAD", "POST", "OPTIONS")  # a query may be sent by POST
_REQUEST_HEADERS = "Accept, Content-Type, If-None-Match"
_TOLD = "ETag, Retry-After, Content-Disposition, Link"
_DAY = "86400"


class CrossOrigin:
    """Answers for the origins given; “*” means every one, for reading.

    Cookies play no part here, so none are ever asked for. The origins that an operator names may
    also send a token, and write where that is allowed.
    """

    def __init__(self, origins: Sequence[str]) -> None:
        self.open = ANY_ORIGIN in origins
        self._origins = frozenset(origins)

    def common(self) -> Headers:
        """The headers of every answer."""
        if not self.open:
            return [("Cross-Origin-Resource-Policy", "same-origin")]
        return [
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Expose-Headers", _TOLD),
        ]

    def added(self, method: str, origin: str, headers: Headers) -> Headers:
        """The headers of an answer, with what this request is told besides the common ones."""
        headers = [*headers, *(() if self.open else self._told(origin))]
        if method == "OPTIONS" and (self.open or origin in self._origins):
            headers.extend(self._preflight(dict(headers).get("Allow", "GET")))
        return headers

    def _told(self, origin: str) -> Headers:
        told = [("Vary", "Origin")]
        if origin in self._origins:
            told.append(("Access-Control-Allow-Origin", origin))
            told.append(("Access-Control-Expose-Headers", _TOLD))
        return told

    def _preflight(self, allowed: str) -> Headers:
        methods = [method.strip() for method in allowed.split(",")]
        requested = _REQUEST_HEADERS
        if self.open:
            methods = [method for method in methods if method in _READING]
        if ANY_ORIGIN not in self._origins:
            requested += ", Authorization"
        return [
            ("Access-Control-Allow-Methods", ", ".join(methods)),
            ("Access-Control-Allow-Headers", requested),
            ("Access-Control-Max-Age", _DAY),
        ]
