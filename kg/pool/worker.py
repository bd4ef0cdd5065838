"""A process of the pool: answers one query after the other, until the pool hangs up.

Started as ``python -m kg.pool.worker ROOT QUESTIONS ANSWERS MEMORY ROWS SIZE SERVICE…``, with the
descriptors of two sockets (see kg.pool.wire). It opens the generation that a question names and
keeps it open for the next.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg import sparqlguard
from kg.errors import QueryError, StoreError, UsageError
from kg.pool import proc, wire
from kg.pool.answer import Answer, digest
from kg.pool.question import Edition, Question
from kg.pool.refusals import MEMORY_IS_OUT, NotAcceptableError, TooLargeError
from kg.pool.scheduling import never_preempt
from kg.pool.spool import Enough, Spool
from kg.results import ResultKind, format_named, kind_of
from kg.results.formats import ENGINE_FORMATS, Result, for_people
from kg.store import GraphReader

if TYPE_CHECKING:
    from kg.online.forwarding import Forwarder

_PEOPLE = 5_000  # triples of a graph that is still written for people, sorted and with prefixes
_FOR_PEOPLE = frozenset({"turtle", "trig"})
_YOUNG_OBJECTS = 10_000  # that are made before Python looks for those that nothing refers to
_RDHUP = 0x2000  # POLLRDHUP of poll.h: the other side has hung up


class Worker:
    """Answers questions about the store in ``root``; the limits are for each of them.

    Queries may call ``services``.
    """

    def __init__(
        self, root: Path, memory: int, rows: int, size: int, services: Sequence[str] = ()
    ) -> None:
        self.root = root
        self.memory = memory
        self.rows = rows
        self.size = size
        self._edition: Edition | None = None
        self._reader: GraphReader | None = None
        self._forwarder = _forwarder(services) if services else None

    def reply(self, sock: socket.socket, number: int, edition: Edition, question: Question) -> None:
        """Answer one question; every outcome is a message, as far as it can be foreseen."""
        try:
            result = self._result(edition, question)
            kind = kind_of(result)
            form = question.formats.get(kind.value)
            if form is None:
                raise NotAcceptableError(kind.value)
            form = _form(form, kind)
            written = "ntriples" if form in _FOR_PEOPLE else form
            spool = Spool(written, self.rows, self.size, question.first)
            cut = _write(result, written, spool)
            body, file = (spool.lines(question.first + 1), None) if cut else _finished(form, spool)
            name = "" if file else digest(body)
            size = len(body) if file is None else spool.size
            answer = Answer(kind.value, form, size, spool.rows, cut, body, name)
            if file is None:
                wire.send_answer(sock, number, answer)
            else:
                with file:  # the pool opens it anew, through the kernel's list of our files
                    wire.send_answer(sock, number, answer, file.fileno())
        except wire.ClosedError:
            raise
        except MemoryError:
            os._exit(MEMORY_IS_OUT)
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            wire.send_problem(sock, number, self._problem(question, error))

    def have(self, edition: Edition, reader: GraphReader) -> None:
        """Use a reader that is open."""
        self._edition, self._reader = edition, reader
        _limit_memory(proc.address_space() + self.memory)

    def _result(self, edition: Edition, question: Question) -> Result:
        if self._forwarder is not None:
            self._forwarder.begin()
        return self._opened(edition).query(
            question.query,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
            services=self._services,
        )

    @property
    def _services(self) -> Mapping[str, str]:
        """The endpoints that may be called, and what is called in their place."""
        return self._forwarder.addresses if self._forwarder is not None else {}

    def _opened(self, edition: Edition) -> GraphReader:
        """The generation of the question, which whoever asks holds."""
        if self._reader is None or self._edition != edition:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
            _limit_memory(resource.RLIM_INFINITY)  # the engine's own threads need room, too
            self.have(edition, GraphReader.of(self.root, edition.generation))
        assert self._reader is not None
        return self._reader

    def _problem(self, question: Question, error: Exception) -> dict[str, Any]:
        if isinstance(error, NotAcceptableError):
            return {"error": "acceptable", "kind": error.kind}
        if isinstance(error, TooLargeError):
            return {"error": "large", "detail": f"{error}"}
        if isinstance(error, sparqlguard.RefusedError):
            return _place("refused", error)
        failure = self._forwarder.failure if self._forwarder is not None else ""
        if failure and isinstance(error, OSError | RuntimeError):
            return {"error": "service", "detail": f"Another endpoint: {failure}."}
        if isinstance(error, QueryError):
            if self._reader is not None:
                ask = partial(self._reader.query, services=self._services)
                error = sparqlguard.explain(question.query, error, ask)
            return _place("query", error)
        known = {UsageError: "usage", StoreError: "store"}
        name = next((name for sort, name in known.items() if isinstance(error, sort)), "engine")
        return {"error": name, "detail": f"{error}" or type(error).__name__}


def _forwarder(services: Sequence[str]) -> Forwarder:
    from kg.online.forwarding import Forwarder  # what few need

    return Forwarder(services, os.environ.get("KG_CONTACT", ""))


def _place(name: str, error: QueryError) -> dict[str, Any]:
    return {"error": name, "detail": f"{error}", "line": error.line, "column": error.column}


@lru_cache(maxsize=100)
def _form(name: str, kind: ResultKind) -> str:
    return format_named(name, kind).name


def _write(result: Result, form: str, spool: Spool) -> bool:
    """Write a result; True where the first rows were enough."""
    try:
        result.serialize(cast(IO[bytes], spool), format=ENGINE_FORMATS[form])  # type: ignore[arg-type]
    except Enough:
        return True
    return False


def _finished(form: str, spool: Spool) -> tuple[bytes, IO[bytes] | None]:
    """The result as it is sent: small graphs as people like them, sorted and with prefixes.

    N-Triples is Turtle and TriG too, which is how larger ones are sent.
    """
    body, file = spool.close()
    if form in _FOR_PEOPLE and file is None and spool.rows <= _PEOPLE:
        return for_people(body), None
    return body, file


def serve(
    root: Path,
    sockets: tuple[int, int],
    memory: int,
    rows: int,
    size: int,
    services: Sequence[str],
    have: tuple[Edition, GraphReader] | None = None,
) -> None:
    """Answer until the pool hangs up. What this process has already need not be opened."""
    never_preempt()
    with socket.socket(fileno=sockets[0]) as questions, socket.socket(fileno=sockets[1]) as sock:
        gone = select.poll()
        gone.register(sock, _RDHUP)
        threading.Thread(target=_end_after, args=(gone,), daemon=True).start()
        worker = Worker(root, memory, rows, size, services)
        if have is not None:
            worker.have(*have)
        gc.freeze()  # what is there by now stays
        gc.set_threshold(_YOUNG_OBJECTS)
        with suppress(wire.ClosedError):
            wire.send_ready(sock)
            while True:
                worker.reply(sock, *wire.next_question(questions, sock))


def _end_after(gone: select.poll) -> None:
    """End this process when the pool is gone, whatever it is busy with."""
    gone.poll()
    os._exit(0)


def _limit_memory(most: int) -> None:
    """Let the address space be so large; beyond, the engine aborts."""
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    questions_, answers_, memory_, rows_, size_ = map(int, sys.argv[2:7])
    serve(Path(sys.argv[1]), (questions_, answers_), memory_, rows_, size_, sys.argv[7:])
