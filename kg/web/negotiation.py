"""HTML for readers, data for programs: which of them an address answers with."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import NotAcceptable
from werkzeug.wsgi import wrap_file

from kg.pool import Answer
from kg.results import Format, ResultKind, best, format_named, formats_for, serialize
from kg.results.formats import Result
from kg.web.links import href

HTML = "text/html"
_HTML_TYPES = (HTML, "application/xhtml+xml")
_GRAPH_FORMATS = formats_for(ResultKind.GRAPH)
# ".json" of a node is JSON-LD.
SUFFIXES = {"html", "json"} | {form.extension for form in _GRAPH_FORMATS}
_OFFERED = ("turtle", "jsonld", "ntriples", "rdfxml", "trig")


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page."""

    name: str
    address: str
    media_type: str


def prefers_html(*kinds: ResultKind) -> bool:
    """Whether the client would rather read than parse; one that takes anything reads.

    ``kinds`` are the kinds of data it could have instead.
    """
    data = [media for kind in kinds for form in formats_for(kind) for media in form.media_types]
    offered = [*_HTML_TYPES, *data, "application/json", "application/problem+json"]
    return best(request.headers.get("Accept"), offered) in _HTML_TYPES


def graph_format(suffix: str = "") -> Format | None:
    """The format in which a node is asked for, None for HTML.

    The suffix of the address comes first, then ``?format=``, then the Accept header.

    Raises:
        NotAcceptable: the client takes none of our formats.
        UsageError: the format that it names does not exist.
    """
    name = suffix or request.args.get("format", "")
    if name == "html":
        return None
    if name:
        return format_named("jsonld" if name == "json" else name, ResultKind.GRAPH)
    offered = {media: form for form in _GRAPH_FORMATS for media in form.media_types}
    chosen = best(request.headers.get("Accept"), [*_HTML_TYPES, *offered])
    if chosen is None:
        raise NotAcceptable(
            "This address answers with "
            + ", ".join((HTML, *(f.media_types[0] for f in _GRAPH_FORMATS)))
        )
    return offered.get(chosen)


def respond(result: Result, form: Format) -> Response:
    """A result in a format."""
    return data(serialize(result, form), form)


def data(body: bytes, form: Format, filename: str = "") -> Response:
    """What was written in a format, as an answer; with a filename it is offered for saving."""
    response = Response(body, content_type=form.media_type)
    if filename:
        response.headers.set(
            "Content-Disposition", "attachment", filename=f"{filename}.{form.extension}"
        )
    return response


def answered(answer: Answer) -> Response:
    """What the pool wrote, as an answer; a large one goes out in pieces."""
    form = format_named(answer.format)
    if answer.file is None:
        return data(answer.body, form)
    response = Response(
        wrap_file(request.environ, answer.file),
        content_type=form.media_type,
        direct_passthrough=True,
    )
    response.content_length = answer.size
    return response


def alternates(subject: str) -> list[Alternate]:
    """The other forms of the page of a node."""
    forms = (format_named(name) for name in _OFFERED)
    return [
        Alternate(form.label, f"{href(subject)}.{form.extension}", form.media_types[0])
        for form in forms
    ]
