"""The SPARQL endpoint for programs: a cache, and the pool behind it. No Flask in the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
            asked = (*_identity(operation), tuple(formats.values()), operation.format)
            known = self.cache.get((self.library.generation(), *asked))
            if known is not None:
                return known
            question = Question(
                operation.query or "", formats, operation.default_graphs, operation.named_graphs
            )
            answer, generation = yield from self._ask(operation, question)
        except CommuniqueError as error:
            return outcome(error).reply()
        volatile = question.is_volatile
        if answer.file is None and not volatile:  # somebody may have asked it at the same time
            known = self.cache.get((generation, *asked))
            if known is not None:
                return known
        reply = self._written(answer, generation, volatile)
        if reply.file is None and not volatile:
            self.cache.put((generation, *asked), reply)
        return reply

    def _ask(self, operation: Operation, question: Question) -> Steps[tuple[Answer, str]]:
        """The answer, and the generation it is of: a newer one may have come just now."""
        holding = self.library.borrow()
        try:
            answer = yield holding.edition, question
            return answer, holding.edition.name
        except NotAcceptableError as error:
            if operation.format:  # says why this format cannot hold it
                format_named(operation.format, ResultKind(error.kind))
            raise
        finally:
            self.library.release(holding)

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


def _identity(operation: Operation) -> tuple[object, ...]:
    """What makes two operations the same question; blanks outside of texts make no difference."""
    query = operation.query or ""
    if not _HAS_TEXT.search(query):
        query = " ".join(query.split())
    return (query, operation.default_graphs, operation.named_graphs)
