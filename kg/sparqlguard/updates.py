"""Which graphs an update writes to, read from its text.

The engine does not tell what an update is about to do, so its operations are read here: strictly by
the grammar of SPARQL 1.1 Update, as far as the graphs that are written to. What cannot be told (a
graph named by a variable, a text that is not SPARQL) is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.sparqlguard.guard import RefusedError
from kg.sparqlguard.tokens import TOKEN, line_and_column

DEFAULT = ""  # the default graph
ALL = "*"  # every graph, or every named one

# Resolves an IRI reference against a base, as the engine does; ValueError for what is no IRI.
Resolve = Callable[[str, str], str]

_END = re.compile(r"\Z")


@dataclass(slots=True)
class Written:
    """What the operations of an update write to."""

    graphs: set[str] = field(default_factory=set)  # IRIs, DEFAULT or ALL
    wheres: list[int] = field(default_factory=list)  # where WHERE stands in a modification
    has_dataset: bool = False  # whether a modification says what it reads: WITH or USING


def written_graphs(text: str, base: str, prefixes: Mapping[str, str], resolve: Resolve) -> Written:
    """The graphs that an update writes to.

    Raises:
        RefusedError: it cannot be told, with the place.
    """
    reader = _Reader(text, base, dict(prefixes), resolve)
    reader.read()
    return reader.written


def with_dataset(text: str, written: Written, default: list[str], named: list[str]) -> str:
    """The update with the dataset that the protocol gives to each of its modifications."""
    clauses = "".join(f"USING <{iri}> " for iri in default)
    clauses += "".join(f"USING NAMED <{iri}> " for iri in named)
    for position in reversed(written.wheres):
        text = f"{text[:position]}{clauses}{text[position:]}"
    return text


class _Reader:
    """Reads the operations one after the other, a token ahead."""

    def __init__(self, text: str, base: str, prefixes: dict[str, str], resolve: Resolve) -> None:
        self.written = Written()
        self._resolve = resolve
        self._text = text
        self._base = base
        self._prefixes = prefixes
        self._tokens = self._all()
        self._token = next(self._tokens)

    def read(self) -> None:
        """Read every operation."""
        while True:
            self._prologue()
            if not self._token[0]:
                return
            self._operation()
            if not self._token[0]:
                return
            self._expect(";")

    def _all(self) -> Iterator[re.Match[str]]:
        for token in TOKEN.finditer(self._text):
            if token.lastgroup != "blank":
                yield token
        end = _END.search(self._text)
        assert end is not None
        while True:
            yield end

    def _next(self) -> re.Match[str]:
        token, self._token = self._token, next(self._tokens)
        return token

    def _word(self) -> str:
        """The token ahead as a keyword."""
        return self._token[0].upper() if self._token.lastgroup == "word" else ""

    def _takes(self, word: str) -> bool:
        """Whether the token ahead is this keyword, which is taken then."""
        if self._word() != word:
            return False
        self._next()
        return True

    def _expect(self, sign: str) -> None:
        if self._token[0] != sign:
            self._refuse(f"“{sign}” is missing here")
        self._next()

    def _refuse(self, why: str) -> None:
        place = line_and_column(self._text, self._token.start())
        raise RefusedError(f"It cannot be told which graphs this update writes to: {why}.", *place)

    def _prologue(self) -> None:
        while True:
            if self._takes("BASE"):
                self._base = self._graph()
            elif self._takes("PREFIX"):
                name = self._next()[0]
                self._prefixes[name.removesuffix(":")] = self._graph()
            else:
                return

    def _operation(self) -> None:
        word = self._word()
        match word:
            case "INSERT" | "DELETE" | "WITH":
                self._modification()
            case "CLEAR" | "DROP" | "CREATE":
                self._next()
                self._takes("SILENT")
                self.written.graphs.add(self._reference())
            case "ADD" | "COPY" | "MOVE":
                self._next()
                self._takes("SILENT")
                source = self._reference()
                if not self._takes("TO"):
                    self._refuse("TO is missing here")
                self.written.graphs.add(self._reference())
                if word == "MOVE":
                    self.written.graphs.add(source)
            case _:
                self._refuse(f"no operation begins with “{self._token[0][:40]}”")

    def _reference(self) -> str:
        """The graph of an operation on whole graphs."""
        if self._takes("DEFAULT"):
            return DEFAULT
        if self._takes("NAMED") or self._takes("ALL"):
            return ALL
        self._takes("GRAPH")
        return self._graph()

    def _modification(self) -> None:
        default = DEFAULT
        if self._takes("WITH"):
            default = self._graph()
            self.written.has_dataset = True
        seen = False
        for word in ("DELETE", "INSERT"):
            if not self._takes(word):
                continue
            if self._takes("DATA") or (word == "DELETE" and self._takes("WHERE")):
                self._quads(default)
                return
            self._quads(default)
            seen = True
        if not seen:
            self._refuse("DELETE or INSERT is missing here")
        while self._takes("USING"):
            self.written.has_dataset = True
            self._takes("NAMED")
            self._graph()
        self.written.wheres.append(self._token.start())
        if not self._takes("WHERE"):
            self._refuse("WHERE is missing here")
        self._skip_group()

    def _quads(self, default: str) -> None:
        """Triples of the default graph, or of the graphs that are named."""
        self._expect("{")
        while self._token[0] != "}":
            if self._takes("GRAPH"):
                self.written.graphs.add(self._graph())
                self._expect("{")
                while self._token[0] != "}":
                    self._triple_token()
                self._next()
            elif self._token[0] == ".":
                self._next()
            else:
                self.written.graphs.add(default)
                self._triple_token()
        self._next()

    def _triple_token(self) -> None:
        if self._token[0] in ("", "{"):
            self._refuse("a group of triples ends in between")
        self._next()

    def _skip_group(self) -> None:
        self._expect("{")
        depth = 1
        while depth:
            sign = self._next()[0]
            depth += (sign == "{") - (sign == "}")
            if not sign:
                self._refuse("a group is not closed")

    def _graph(self) -> str:
        """An IRI, written out or with a prefix."""
        token = self._token
        if token.lastgroup == "iri":
            iri = token[0][1:-1]
        elif token.lastgroup == "word" and ":" in token[0]:
            prefix, _, local = token[0].partition(":")
            if prefix not in self._prefixes:
                self._refuse(f"the prefix “{prefix}:” is not declared")
            iri = self._prefixes[prefix] + local
        else:
            self._refuse("a graph must be named by its IRI here")
        if "\\" in iri:
            self._refuse("the IRI of a graph must be written without escapes")
        try:
            found = self._resolve(iri, self._base)
        except ValueError:
            self._refuse("this is not an IRI")
        self._next()
        return found
