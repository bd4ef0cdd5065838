"""Turtle and TriG for people, and always the same: sorted, ``a`` first, only prefixes in use.

It works on lines of N-Triples and N-Quads, whose terms are text already, so that a graph of any
size passes through without becoming objects. ``rdflib`` writes such Turtle too, but has to hold
the whole graph; the engine's own writer groups but puts its prefixes in random order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kg.vocabulary import Rdf, Xsd

_TYPE = f"<{Rdf.type}>"
_INDENT = "    "
# A subset of what local names may be, which needs no escapes.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# What can follow the base and is read back as it was: no scheme, query, fragment or empty step.
_RELATIVE = re.compile(r"(?!/|.*//|(?:.*/)?\.\.?(?:/|$))[^:?#<>\"{}|^`\\\s]+")
_NUMBER = re.compile(r"[+-]?[0-9]+")


class Writer:
    """Writes sorted lines; terms are shortened by ``prefixes`` and made relative to ``base``."""

    def __init__(self, prefixes: Mapping[str, str], base: str = "") -> None:
        self._prefixes = dict(prefixes)
        self._base = base
        self._short: dict[str, str] = {}
        self._used: set[str] = set()
        self._based = False

    def document(self, lines: Iterable[str]) -> Iterator[str]:
        """A whole Turtle document; ``lines`` are sorted N-Triples without the full stop."""
        body = list(self.triples(lines))
        yield self.header()
        yield from body

    def header(self) -> str:
        """The declarations that what was written so far needs."""
        lines = [f"@base <{self._base}> .\n"] if self._based else []
        lines += [f"@prefix {p}: <{self._prefixes[p]}> .\n" for p in sorted(self._used)]
        return "".join(lines) + "\n" if lines else ""

    def triples(self, lines: Iterable[str]) -> Iterator[str]:
        """Blocks of Turtle, one a subject; ``lines`` are "subject predicate object", sorted."""
        split = (line.split(" ", 2) for line in lines)
        for number, (subject, group) in enumerate(groupby(split, key=lambda parts: parts[0])):
            yield ("\n" if number else "") + self._block(subject, [(p, o) for _, p, o in group])

    def graph(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        """A named graph of TriG."""
        yield f"{self.term(name)} {{\n"
        yield from self.triples(lines)
        yield "}\n"

    def term(self, term: str) -> str:
        """A term of N-Triples as Turtle."""
        if term.startswith("<"):
            return self._iri(term)
        if term.startswith('"') and term.endswith(">"):
            return self._typed(term)
        return term

    def _block(self, subject: str, pairs: list[tuple[str, str]]) -> str:
        pairs.sort(key=lambda pair: (pair[0] != _TYPE, pair))
        verbs = []
        for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
            verb = "a" if predicate == _TYPE else self._iri(predicate)
            objects = f",\n{_INDENT * 2}".join(self.term(o) for _, o in group)
            verbs.append(f"{verb} {objects}")
        return f"{self.term(subject)} " + f" ;\n{_INDENT}".join(verbs) + " .\n"

    def _typed(self, literal: str) -> str:
        value, _, datatype = literal.rpartition("^^")
        if datatype == f"<{Xsd.integer}>" and _NUMBER.fullmatch(value[1:-1]):
            return value[1:-1]
        return f"{value}^^{self._iri(datatype)}"

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        short = self._short.get(iri)
        if short is not None:
            return short
        if short := self._shorten(iri):
            self._short[iri] = short  # few: the terms of vocabularies
            return short
        if self._base and iri.startswith(self._base):
            rest = iri[len(self._base) :]
            if _RELATIVE.fullmatch(rest):
                self._based = True
                return f"<{rest}>"
        return term

    def _shorten(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return ""
