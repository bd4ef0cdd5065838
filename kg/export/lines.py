"""Lines of N-Quads on their way from the store: chosen, renamed, put in an order for sorting.

A line is "graph subject predicate object", with an empty graph for the default graph: no IRI holds
a blank, so the four parts can be told apart, and sorting lines sorts by the four in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.vocabulary import Oa, Schema

_EXACT = f"<{Oa.exact}>"
_SAME_AS = f"<{Schema.sameAs}>"
# The engine's own words for a text; schema.org has it for articles.
_BODY = "<http://schema.org/articleBody>"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted: which layer, with which base in place of which, with sentences or not.

    ``same_as`` is the property that stands for schema:sameAs.
    """

    layer: str
    base: str
    target: str
    sentences: bool = True
    same_as: str = Schema.sameAs


class LineWriter:
    """A file for the store to dump into; each wanted line goes to ``keep``."""

    def __init__(self, selection: Selection, keep: Callable[[str], None]) -> None:
        self._selection = selection
        self._keep = keep
        self._rest = b""
        self._documents = f"<{selection.base}document/"
        self._graphs: set[str] = set()
        self.with_blanks: list[str] = []

    def write(self, data: bytes) -> int:
        """Take the next piece of the dump in."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line.decode())
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what is incomplete waits for the next piece."""

    def finish(self) -> None:
        """The dump has ended."""
        if self._rest:
            self._take(self._rest.decode())
            self._rest = b""

    def add_text(self, document: str, text: str, language: str) -> None:
        """The whole text of a document whose graph was dumped."""
        graph = f"<{document}>"
        if graph in self._graphs:
            name = self._renamed(graph)
            self._keep(f"{name} {name} {_BODY} {_literal(text, language)}")

    def _take(self, line: str) -> None:
        if not line:
            return
        subject, predicate, rest = line.split(" ", 2)
        value, graph = _parts(rest)
        if not self._wanted(graph, predicate):
            return
        if graph:
            self._graphs.add(graph)
        if predicate == _SAME_AS:
            predicate = f"<{self._selection.same_as}>"
        line = " ".join(self._renamed(term) for term in (graph, subject, predicate, value))
        if subject.startswith("_:") or value.startswith("_:"):
            self.with_blanks.append(line)
        else:
            self._keep(line)

    def _wanted(self, graph: str, predicate: str) -> bool:
        if graph:
            # Other graphs than those of documents are the store's own.
            wanted = self._selection.layer != "knowledge" and graph.startswith(self._documents)
        else:
            wanted = self._selection.layer != "evidence"
        return wanted and (self._selection.sentences or predicate != _EXACT)

    def _renamed(self, term: str) -> str:
        base, target = self._selection.base, self._selection.target
        if base != target and term.startswith(f"<{base}"):
            return f"<{target}{term[len(base) + 1 :]}"
        return term


def _parts(rest: str) -> tuple[str, str]:
    """Object and graph ("" for the default graph) of the end of a line."""
    if rest.startswith('"'):
        closing = rest.rindex('"')
        words = rest[closing:].split(" ")
        words[0] = rest[:closing] + words[0]
    else:
        words = rest.split(" ")
    return words[0], words[1] if len(words) == 3 else ""


def blank_free(lines: Iterable[str]) -> Iterator[str]:
    """Lines whose blank nodes are named by what is said of them, not by the store that met them.

    Our data has none; an ontology of the user's may. They are held in memory all at once.
    """
    text = "".join(f"{_nquad(line)}\n" for line in lines)
    if not text:
        return
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in dataset:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        yield f"{graph} {quad.subject} {quad.predicate} {quad.object}"


def _nquad(line: str) -> str:
    graph, subject, predicate, value = line.split(" ", 3)
    return " ".join(part for part in (subject, predicate, value, graph, ".") if part)


_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def _literal(text: str, language: str) -> str:
    clean = text.encode("utf-8", "replace").decode()
    tag = language if _LANGUAGE.fullmatch(language) else None
    return str(ox.Literal(clean, language=tag))
