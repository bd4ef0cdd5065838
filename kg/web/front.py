"""Before the Flask application: queries of programs are answered here, all else goes on to it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from kg import sparqlguard
from kg.errors import CommuniqueError
from kg.web.endpoint import Endpoint, wanted
from kg.web.notes import CACHED, ROUTE, note_operation
from kg.web.outcomes import Outcome, outcome
from kg.web.protocol import Operation, ProtocolError, parse
from kg.web.reply import Headers, Reply
from kg.web.steps import Steps, taken

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/sparql"
_DRAINED = 16_000_000  # bytes of a body that is too large which are read and forgotten
METHODS = "GET, HEAD, POST, OPTIONS"


class Front:
    """WSGI middleware that takes the queries of programs out of what comes."""

    def __init__(
        self, app: WSGIApplication, endpoint: Endpoint, headers: Headers, largest: int
    ) -> None:
        self._app = app
        self._endpoint = endpoint
        self._headers = headers  # of every answer
        self._largest = largest  # bytes of a body

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        reply = taken(self.reply(environ), self._endpoint.library.ask)
        return self._app(environ, start) if reply is None else reply.send(environ, start)

    def reply(self, environ: WSGIEnvironment) -> Steps[Reply | None]:
        """The reply to a request; None for what the application answers."""
        if environ.get("PATH_INFO") != PATH:
            return None
        environ[ROUTE] = PATH
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD"):
            reply = yield from self._answer(environ, b"")
        elif method == "POST":
            reply = yield from self._post(environ)
        elif method == "OPTIONS":
            return None
        else:
            detail = f"The endpoint answers {METHODS}."
            reply = Outcome(405, "Method Not Allowed", detail).reply()
            reply.headers.append(("Allow", METHODS))
        if reply is not None:
            if self._headers[0] not in reply.headers:  # a problem, which nobody shares
                reply.headers.extend(self._headers)
            if reply.status == 200:
                environ[CACHED] = reply.was_sent
        return reply

    def _post(self, environ: WSGIEnvironment) -> Steps[Reply | None]:
        try:
            body = self._body(environ)
        except ProtocolError as error:
            return outcome(error).reply()
        environ["wsgi.input"] = BytesIO(body)  # for the application, should it be asked
        environ["CONTENT_LENGTH"] = str(len(body))
        return (yield from self._answer(environ, body))

    def _body(self, environ: WSGIEnvironment) -> bytes:
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length or environ.get("wsgi.input_terminated")):
            length = "0"  # nothing says where the body would end, so there is none
        most = self._largest
        if length.isdecimal():
            fits = int(length[:20]) <= most
            body: bytes = environ["wsgi.input"].read(int(length)) if fits else b""
            if fits and len(body) < int(length):
                raise ProtocolError(400, f"The request ends before its {length} bytes.")
        else:  # it comes in chunks
            body = environ["wsgi.input"].read(most + 1)
            fits = len(body) <= most
        if not fits:  # of a body of a known length nothing was read
            _drain(environ)
            raise ProtocolError(413, f"The request has more than {most:,} bytes.")
        return body

    def _answer(self, environ: WSGIEnvironment, body: bytes) -> Steps[Reply | None]:
        """The reply to a query of a program; None for what the application answers."""
        accept = environ.get("HTTP_ACCEPT", "")
        try:
            operation = parse(environ, body)
            note_operation(environ, operation.query or operation.update)
            html = wanted(accept, operation.format).html
        except ProtocolError as error:
            return None if wanted(accept).html else outcome(error).reply()
        except CommuniqueError as error:
            return outcome(error).reply()
        if html or not _is_query(operation):
            return None
        return (yield from self._endpoint.reply(operation, accept))


def drained(environ: WSGIEnvironment) -> int:
    """Bytes of a body that is too large which are read on, so that a client which only sends hears
    the answer, too. What is announced to be longer is not waited for."""
    length = environ.get("CONTENT_LENGTH") or ""
    left = int(length[:20]) if length.isdecimal() else _DRAINED
    return left if left <= _DRAINED else 0


def _drain(environ: WSGIEnvironment) -> None:
    left = drained(environ)
    while left > 0 and (piece := environ["wsgi.input"].read(min(left, 1 << 18))):
        left -= len(piece)


def _is_query(operation: Operation) -> bool:
    """Whether there is a query, and it is not an update by mistake."""
    query = operation.query
    return query is not None and query.strip() != "" and not sparqlguard.is_update(query)
