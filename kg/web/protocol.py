"""Requests of the SPARQL 1.1 Protocol: what is asked, of which dataset, in which of its ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from werkzeug.http import parse_options_header

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


class ProtocolError(Exception):
    """A request that is no SPARQL Protocol request; ``status`` is the answer it gets."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. Exactly one of ``query`` and ``update`` is set, or neither: a bare visit.

    ``default_graphs`` and ``named_graphs`` are None where the request names none of either kind;
    of an update they are what it uses.
    """

    query: str | None = None
    update: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str = ""


def parse(environ: Mapping[str, Any], body: bytes = b"") -> Operation:
    """The operation of a GET, HEAD or POST request, given as WSGI has it.

    Raises:
        ProtocolError: with 400 for a request against the protocol, 415 for a body of a type that
            it does not know.
    """
    address = _fields(environ.get("QUERY_STRING", "").encode("latin-1"))
    if environ["REQUEST_METHOD"] != "POST":
        return _operation(address, address)
    check_coding(environ)
    mimetype, parameters = parse_options_header(environ.get("CONTENT_TYPE", ""))
    mimetype = mimetype.lower()
    if mimetype == FORM:
        _check_charset(parameters)
        fields = _fields(body)
        return _operation(fields, [*address, *fields])
    if mimetype in (QUERY, UPDATE):
        _check_charset(parameters)
        text = _text(body, "the body")
        if _named(address, "query") or _named(address, "update"):
            raise ProtocolError(
                400, "The operation is in the body and in the address; one is enough."
            )
        name = "query" if mimetype == QUERY else "update"
        return _operation([(name, text), *address], address)
    if not body and not mimetype:
        raise ProtocolError(400, "The request has no body: there is nothing to answer.")
    raise ProtocolError(415, f"POST a query as {FORM} or as {QUERY}.")


def check_coding(environ: Mapping[str, Any]) -> None:
    """Raise ProtocolError where the body is compressed: what it would unpack to nobody knows."""
    coding = environ.get("HTTP_CONTENT_ENCODING", "")
    if coding.strip().lower() not in ("", "identity"):
        raise ProtocolError(415, f"Bodies in the coding {coding[:40]} are not read; send it plain.")


Fields = list[tuple[str, str]]
Values = dict[str, list[str]]  # by the name of the field


def _operation(fields: Fields, options: Fields) -> Operation:
    if fields is options and len(fields) == 1 and fields[0][0] == "query":  # as most are
        return Operation(fields[0][1])
    values: Values = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    query, update = _only(values, "query"), _only(values, "update")
    if query is not None and update is not None:
        raise ProtocolError(400, "A request holds a query or an update, not both.")
    default, named = _DATASET["query" if update is None else "update"]
    return Operation(
        query,
        update,
        _graphs(values, default),
        _graphs(values, named),
        next((value for name, value in options if name == "format"), ""),
    )


_DATASET = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


def _named(fields: Fields, name: str) -> list[str]:
    return [value for field, value in fields if field == name]


def _only(values: Values, name: str) -> str | None:
    found = values.get(name, [])
    if len(found) > 1:
        raise ProtocolError(
            400, f"The request has {len(found)} parameters “{name}”; one is enough."
        )
    return found[0] if found else None


def _graphs(values: Values, name: str) -> tuple[str, ...] | None:
    return tuple(values.get(name, ())) or None


def _fields(data: bytes) -> Fields:
    if not data:
        return []
    try:
        text = data.decode("ascii").replace("+", " ")
        pairs = [pair.partition("=") for pair in text.split("&") if pair]
        if len(pairs) > _MOST_FIELDS:
            raise ProtocolError(400, f"The request has more than {_MOST_FIELDS} parameters.")
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise ProtocolError(400, "The parameters are not percent-encoded UTF-8.") from None


def _decoded(text: str) -> str:
    """Percent-encoded text, decoded: a query has so many signs that this is what takes longest.

    >>> _decoded("%C3%A9t%C3%A9 100% \\\\x41")
    'été 100% \\\\x41'
    """
    if "%" not in text:
        return text
    try:  # “%41” is “\\x41” in Python's own notation, and that is read without a loop of ours
        escaped = text.replace("\\", "\\x5c").replace("%", "\\x").encode()
        return escaped.decode("unicode_escape").encode("latin-1").decode()
    except UnicodeDecodeError:  # or there is a “%” that begins nothing
        return unquote(text, errors="strict")


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"In {what}, byte {error.start} is not UTF-8.") from None


def _check_charset(parameters: Mapping[str, str]) -> None:
    charset = parameters.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise ProtocolError(415, f"The charset {charset} is not read; send UTF-8.")
