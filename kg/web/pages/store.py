"""The Graph Store HTTP Protocol: every graph can be read; graphs of users' own can be written.

A graph is named by ``/store?graph=IRI``, by ``/store?default``, or directly: ``/store/a/b`` is the
graph whose IRI is the base of the store with ``store/a/b`` behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import quote, urljoin
from uuid import uuid4

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from kg.errors import CommuniqueError, QueryError, UsageError
from kg.results import ResultKind, formats_for, negotiate
from kg.store.edits import Data, Edit, Kind, NoGraphError
from kg.web.changes import ForbiddenError, change, permit
from kg.web.context import endpoint, graph, settings
from kg.web.outcomes import Outcome, outcome
from kg.web.problems import told
from kg.web.protocol import Operation, ProtocolError, check_coding
from kg.web.settings import MEGABYTE

blueprint = Blueprint("store", __name__)

Arguments = ParamSpec("Arguments")

_METHODS = ["GET", "PUT", "POST", "DELETE"]
_SAFE = "/:@!$&'()*+,;=-._~%"
_MULTIPART = "multipart/form-data"
_MEDIA = {media: form.name for form in formats_for(ResultKind.GRAPH) for media in form.media_types}


def _answers(
    view: Callable[Arguments, ResponseReturnValue],
) -> Callable[Arguments, ResponseReturnValue]:
    """Tell every failure as a program reads it: nobody but programs comes here."""

    @wraps(view)
    def answering(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        try:
            return view(*args, **kwargs)
        except ForbiddenError as error:
            return told(error.outcome)
        except RequestEntityTooLarge:
            detail = f"The data have more than {settings().write_size} megabytes."
            return told(Outcome(413, "Content Too Large", detail))
        except QueryError as error:  # what is sent here are data
            place = error.line, error.column
            return told(Outcome(400, "The data cannot be read", f"{error}", *place))
        except (CommuniqueError, ProtocolError) as error:
            return told(outcome(error))

    return answering


@blueprint.route("/store", methods=_METHODS)
@_answers
def indirect() -> ResponseReturnValue:
    """A graph named by a parameter."""
    named, default = request.args.getlist("graph"), "default" in request.args
    if len(named) + default > 1:
        raise ProtocolError(400, "Name one graph: ?default, or ?graph= with its IRI.")
    if named and (not named[0] or urljoin("x:y", named[0]) != named[0] or ":" not in named[0]):
        raise ProtocolError(400, f"“{named[0]}” is no absolute IRI.")
    if not named and not default:
        if request.method != "POST":
            raise ProtocolError(400, "Name a graph: ?default, or ?graph= with its IRI.")
        return _write("add", f"{graph().base}store/{uuid4()}")
    return _handle(named[0] if named else "")


@blueprint.route("/store/<path:name>", methods=_METHODS)
@_answers
def direct(name: str) -> ResponseReturnValue:
    """A graph named by the address itself."""
    return _handle(f"{graph().base}store/{quote(name, safe=_SAFE)}")


def _handle(name: str) -> ResponseReturnValue:
    match request.method:
        case "PUT":
            return _write("replace", name)
        case "POST":
            return _write("add", name)
        case "DELETE":
            change(Edit("remove", graph=name))
            return Response(status=204)
        case _:
            return _read(name)


def _read(name: str) -> ResponseReturnValue:
    if name and not graph().has_graph(name):
        raise NoGraphError(f"There is no graph {name}.")
    form = negotiate(request.headers.get("Accept"), ResultKind.GRAPH)
    if form is None:
        offered = ", ".join(form.media_types[0] for form in formats_for(ResultKind.GRAPH))
        raise ProtocolError(406, f"A graph can be had as {offered}.")
    pattern = f"GRAPH <{name}> {{ ?s ?p ?o }}" if name else "?s ?p ?o"
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
    reply = endpoint().answer(Operation(query, format=form.name), "")
    return Response.from_app(reply.send, request.environ)


def _write(kind: Kind, name: str) -> ResponseReturnValue:
    permit()  # before anything of a stranger's is read
    if not change(Edit(kind, graph=name, data=_data())).created:
        return Response(status=204)
    return Response(status=201, headers={"Location": name})


def _data() -> tuple[Data, ...]:
    """The data of the request: one text, or each part of a form."""
    check_coding(request.environ)
    request.max_content_length = settings().write_size * MEGABYTE
    if request.mimetype != _MULTIPART or request.method != "POST":
        return (Data(_text(request.get_data(cache=False)), _format(request.mimetype)),)
    if request.form:
        named = next(iter(request.form))
        raise ProtocolError(400, f"The part “{named[:40]}” of the form is no file.")
    files = [file for _, file in request.files.items(multi=True)]
    if not files:
        raise ProtocolError(400, "The request holds no data.")
    return tuple(Data(_text(file.read()), _format(file.mimetype)) for file in files)


def _format(media: str) -> str:
    if media not in _MEDIA or media in ("application/json", "application/xml", "text/xml"):
        known = ", ".join(form.media_types[0] for form in formats_for(ResultKind.GRAPH))
        sent = f"{media} is not read" if media else "The request does not say what it sends"
        raise ProtocolError(415, f"{sent}; send one of {known}.")
    return _MEDIA[media]


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The data are not UTF-8: byte {error.start} is not.") from None
