"""The whole graph as a file."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from typing import IO, cast

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import wrap_file

from kg.export import Layer, SameAs, Text, export, export_format
from kg.pool import BusyError
from kg.results import Format, ResultKind, formats_for
from kg.web.context import archive, generation, graph

blueprint = Blueprint("export", __name__)

_IN_MEMORY = 8_000_000  # bytes of an export that no file is made for
_EXTENSIONS = {form.extension: form.name for form in formats_for(ResultKind.GRAPH)}
# Sorting a whole graph is work; a few who ask for it at the same time wait for each other.
_one_at_a_time = threading.Lock()
_asking = threading.BoundedSemaphore(4)


@blueprint.route("/export.<extension>")
def whole(extension: str) -> ResponseReturnValue:
    """The graph in a format; ``layer``, ``text`` and ``same-as`` as for ``kg export``.

    The answer begins when the file is complete: what arrives is all there is.
    """
    if extension not in _EXTENSIONS:
        abort(404)
    usual = "all" if extension in ("trig", "nq") else "knowledge"
    layer = cast(Layer, request.args.get("layer") or usual)
    form = export_format(_EXTENSIONS[extension], layer)
    text = cast(Text, request.args.get("text") or "sentence")
    same_as = cast(SameAs, request.args.get("same-as") or "schema")
    known = graph()
    pieces = export(
        known.reader,
        layer=layer,
        fmt=form.name,
        text=text,
        archive=archive() if text == "full" else None,
        same_as=same_as,
    )
    if request.method == "HEAD":
        response = Response(content_type=form.media_type)
        response.automatically_set_content_length = False  # nobody knows before it is written
        return response
    file = _written(pieces)
    return _sent(file, form, f"communique-{generation()}-{layer}")


def _written(pieces: Iterable[bytes]) -> IO[bytes]:
    """A file that holds them. Whoever takes it closes it."""
    if not _asking.acquire(blocking=False):
        raise BusyError("Others are being given the whole graph; try again in a while.")
    try:
        with ExitStack() as stack:
            file = stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            with _one_at_a_time:
                for piece in pieces:
                    file.write(piece)
            stack.pop_all()
    finally:
        _asking.release()
    return cast(IO[bytes], file)


def _sent(file: IO[bytes], form: Format, name: str) -> Response:
    size = file.seek(0, 2)
    file.seek(0)
    response = Response(
        wrap_file(request.environ, file), content_type=form.media_type, direct_passthrough=True
    )
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form.extension}")
    return response
