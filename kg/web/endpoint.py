"""The SPARQL endpoint for programs: a cache, and the pool behind it. No Flask in the way."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import CommuniqueError
from kg.pool import Answer, NotAcceptableError, Question
from kg.results import ResultKind, best, format_named, formats_for, negotiate
from kg.web.cache import Cache
from kg.web.library import Library
from kg.web.outcomes import outcome
from kg.web.protocol import Operation
from kg.web.reply import Headers, Reply
from kg.web.steps import Steps, taken

KINDS = (ResultKind.ROWS, ResultKind.BOOLEAN, ResultKind.GRAPH)
_HTML = ("text/html", "application/xhtml+xml")
_VARY = "Accept, Accept-Encoding"
_HAS_TEXT = re.compile("[\"'#]")  # where blanks may mean something, or a comment may end


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is wanted: as a page, or for each kind of result in a format."""

    html: bool
    formats: Mapping[str, str]


@lru_cache(maxsize=1000)
def wanted(accept: str, format_name: str = "") -> Wanted:
    """What the Accept header and the parameter ``format`` say; the parameter wins.

    Raises:
        UsageError: there is no such format.
    """
    if format_name:
        form = format_named(format_name)
        return Wanted(False, {kind.value: form.name for kind in KINDS if kind in form.kinds})
    data = [media for kind in KINDS for form in formats_for(kind) for media in form.media_types]
    chosen = {kind.value: negotiate(accept, kind) for kind in KINDS}
    return Wanted(
        best(accept, [*data, *_HTML]) in _HTML,
        {kind: form.name for kind, form in chosen.items() if form is not None},
    )


class Endpoint:
    """Answers queries about the store of a library."""

    def __init__(self, library: Library, room: int, max_age: int, headers: Headers) -> None:
        self.library = library
        self._headers = headers  # of every answer: a reply that is kept is shared, so it is whole
        self.cache: Cache[Reply] = Cache(room)
        self._control = f"public, max-age={max_age}, must-revalidate"

    def answer(self, operation: Operation, accept: str) -> Reply:
        """As ``reply``, waiting for the pool in this thread."""
        return taken(self.reply(operation, accept), self.library.ask)

    def reply(self, operation: Operation, accept: str) -> Steps[Reply]:
        """The answer to a query, or the problem with it."""
        try:
            formats = wanted(accept, operation.format).formats
            holding = self.library.borrow()
        except CommuniqueError as error:
            return outcome(error).reply()
        generation = holding.edition.name
        try:
            key = (generation, *_identity(operation), *formats.values(), operation.format)
            known = self.cache.get(key)
            if known is not None:
                return known
            question = Question(
                operation.query or "", formats, operation.default_graphs, operation.named_graphs
            )
            answer = yield holding.edition, question
        except NotAcceptableError as error:
            return outcome(_explained(error, operation.format)).reply()
        except CommuniqueError as error:
            return outcome(error).reply()
        finally:
            self.library.release(holding)
        return self._kept(key, answer, generation, question.is_volatile)

    def _kept(self, key: Hashable, answer: Answer, generation: str, volatile: bool) -> Reply:
        """The reply, which is kept if it can be given again."""
        if answer.file is not None or volatile:
            return self._written(answer, generation, volatile)
        known = self.cache.get(key)  # somebody may have asked it at the same time
        if known is not None:
            return known
        reply = self._written(answer, generation, volatile)
        self.cache.put(key, reply)
        return reply

    def _written(self, answer: Answer, generation: str, volatile: bool) -> Reply:
        form = format_named(answer.format)
        control = "no-store" if volatile else self._control
        headers = [
            ("Content-Type", form.media_type),
            ("Cache-Control", control),
            ("Vary", _VARY),
            *self._headers,
        ]
        # What lies in a file has no name: to compute one, it would be read twice.
        nameless = volatile or answer.file is not None
        tag = "" if nameless else f"{generation}.{answer.digest}"
        return Reply(200, headers, answer.body, answer.file, answer.size, tag)


def _explained(error: NotAcceptableError, form: str) -> CommuniqueError:
    """Why the format that was asked for by its name cannot hold the result."""
    try:
        if form:
            format_named(form, ResultKind(error.kind))
    except CommuniqueError as reason:
        return reason
    return error


def _identity(operation: Operation) -> tuple[object, ...]:
    """What makes two operations the same question; blanks outside of texts make no difference."""
    query = operation.query or ""
    if not _HAS_TEXT.search(query):
        query = " ".join(query.split())
    return (query, operation.default_graphs, operation.named_graphs)
