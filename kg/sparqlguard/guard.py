"""What a SPARQL text must not contain before it reaches the engine.

Oxigraph sends an HTTP request for every SERVICE and LOAD it executes and has no switch to forbid
it, and its parser recurses: deep nesting or endless chains crash the process. So each text is read
here first, by a lexer that knows strings, IRIs and comments. It follows what the engine's parser
really accepts, which is wider than the grammar (``trueSERVICE<x>{}`` runs): where ``<`` may start
an IRI or mean "less than", both readings are followed, and a text is let through only when none of
them calls out. ``\\u`` escapes in keywords need no care, they are syntax errors.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.errors import QueryError
from kg.sparqlguard.tokens import BLANK, CHARACTER, TOKEN, VARIABLE, line_and_column

# Keywords stick to their neighbours: "1SERVICE", "SERVICESILENT", "SERVICEex:here{".
_TARGET = rf"(?:<[^>]*>|{VARIABLE}|{CHARACTER}*+:(?:{CHARACTER}|:)*+)"
_SERVICE = re.compile(rf"(?i:service){BLANK}(?:(?i:silent){BLANK}{_TARGET}|{_TARGET}){BLANK}\{{")
_LOAD = re.compile(rf"(?i:load){BLANK}(?:(?i:silent){BLANK}{_TARGET}|{_TARGET})")
_CALLED = re.compile(rf"(?i:service){BLANK}(?:(?i:silent){BLANK})?<([^<>]*)>{BLANK}\{{")
_SERVICE_WORD = re.compile("service", re.IGNORECASE)
# After these a name follows, never a keyword: GRAPH service:a { … } calls nobody.
_BEFORE_NAME = frozenset({"graph", "from", "named", "prefix", "to", "with", "using"})

# An IRI in the first form cannot be read as "less than …", for "//" is in no expression; one in
# the second form can, but then the text goes on the same way behind it.
_PLAINLY_IRI = re.compile(r"<(?:[^'#]*?//|[^'#()\[\]]*>$)")
_READINGS = 32  # how many unclear "<" are followed before the text is refused

_OPENING = {"(": "(", "{": "{", "[": "["}
_CLOSING = {")": "(t", "}": "{", "]": "["}
_OPERATORS = frozenset("+-*/|&!^=")

_UPDATE = re.compile(
    rf"{BLANK}(?:(?i:base){BLANK}<[^>]*>{BLANK}|(?i:prefix){BLANK}[^\s:<]*:{BLANK}<[^>]*>{BLANK})*+"
    r"(?i:insert|delete|with|load|clear|drop|create|add|move|copy)\b(?!\s*:)"
)


class RefusedError(QueryError):
    """A SPARQL text that would reach out of the store, or is too much for the parser."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much text the parser is trusted with: far below what crashes it, far above any need."""

    length: int = 100_000  # characters
    depth: int = 64  # brackets open at once
    groups: int = 1_000  # braces opened, and expressions named with AS, each
    operators: int = 4_000  # "+", "||", "/" and so on: long chains nest in the engine's plan


LIMITS = Limits()


def check(
    text: str,
    *,
    update: bool = False,
    limits: Limits = LIMITS,
    services: Collection[str] = (),
) -> dict[int, str]:
    """Raise RefusedError unless the text is safe to parse and calls no other server.

    ``update`` says that the text is a SPARQL update, in which LOAD is looked for as well. A text
    that is not SPARQL may pass: the engine's own message about it is better.

    Returns where the endpoints ``services``, which may be called, are: their IRIs by the position
    of the first character within the angle brackets.
    """
    if len(text) > limits.length:
        raise RefusedError(
            f"The query has {len(text):,} characters; at most {limits.length:,} are read."
        )
    lowered = text.lower()
    calls = "service" in lowered or (update and "load" in lowered)
    if not (calls or _is_large(lowered, limits)):
        return {}
    guard = _Guard(text, update, limits, services)
    guard.check()
    return guard.called


def is_update(text: str) -> bool:
    """Whether the text begins, after its prologue, like an update rather than a query."""
    return _UPDATE.match(text) is not None


def _is_large(lowered: str, limits: Limits) -> bool:
    """Whether plain counts, which no lexing can raise, leave a limit in doubt; rarely so."""
    return (
        sum(map(lowered.count, "({[<")) > min(limits.depth, limits.groups)
        or (
            len(lowered) > limits.operators
            and sum(map(lowered.count, _OPERATORS)) > limits.operators
        )
        or (len(lowered) > limits.groups and lowered.count("as") > limits.groups)
    )


@dataclass(slots=True)
class _Reading:
    """One way to read the text: how far it got, what is open, what it has counted."""

    position: int = 0
    open: str = ""  # innermost last; "t": a round bracket that holds terms, never an expression
    before: str = ""  # kind of the last token, or the sign itself; "t)" for what "t" opened
    word: str = ""  # the last token, lower case, if it was a word
    quoted: int = 0  # "<<"
    groups: int = 0
    named: int = 0
    operators: int = 0

    def may_compare(self) -> bool:
        """Whether a "<" here could mean "less than"."""
        return self.open[-1:] == "(" and self.before in ("string", "iri", "operand", "word", ")")

    def holds_terms(self) -> bool:
        """Whether a "(" here opens a collection, a path or a row of VALUES."""
        return self.open[-1:] in ("t", "[") or self.before in ("{", "t)")


class _Guard:
    """The readings of one text that are still to be followed."""

    def __init__(
        self, text: str, update: bool, limits: Limits, services: Collection[str] = ()
    ) -> None:
        self.text = text
        self.update = update
        self.limits = limits
        self.services = services
        self.called: dict[int, str] = {}  # see check
        self.pending = [_Reading()]
        self.unclear: set[tuple[int, str]] = set()

    def check(self) -> None:
        """Follow every reading to its end, or to where the parser would stop."""
        while self.pending:
            reading = self.pending.pop()
            while token := TOKEN.match(self.text, reading.position):
                reading.position = token.end()
                if token.lastgroup != "blank" and not self._take(reading, token):
                    break

    def _take(self, reading: _Reading, token: re.Match[str]) -> bool:
        """Take one token in; False where no parser would go on, or another reading does."""
        kind, word = str(token.lastgroup), ""
        if kind == "iri" and reading.may_compare() and not _PLAINLY_IRI.match(token[0]):
            if not self._fork(reading, token.start()):
                return False
        elif kind == "word":
            word = token[0].lower()
            self._word(reading, token)
        elif kind == "sign":
            kind = self._sign(reading, token[0], token.start())
        reading.before, reading.word = kind, word
        return kind != ""

    def _fork(self, reading: _Reading, start: int) -> bool:
        """Leave the reading of "<" as an operator for later, unless it was met before."""
        if (start, reading.open) in self.unclear:
            return False
        self.unclear.add((start, reading.open))
        if len(self.unclear) > _READINGS:
            self._refuse("Put a blank after each “<” that compares: it could begin an IRI", start)
        self.pending.append(replace(reading, position=start + 1, before="<", word=""))
        return True

    def _word(self, reading: _Reading, token: re.Match[str]) -> None:
        calls = list(_SERVICE_WORD.finditer(token[0]))
        self._limit(len(calls), self.limits.depth, "times “service” in one word", token.start())
        for found in calls:
            start = token.start() + found.start()
            named = found.start() == 0 and reading.word in _BEFORE_NAME
            if not named and _SERVICE.match(self.text, start):
                self._call(start)
        if self.update and self._loads(reading, token):
            self._refuse("LOAD is refused: this endpoint fetches nothing", token.start())
        # "1-1-1" is one word here and a chain of subtractions to the parser
        self._operators(reading, token[0].count("-"), token.start())
        if token[0].lower().endswith("as"):
            reading.named += 1
            self._limit(reading.named, self.limits.groups, "expressions with a name", token.start())

    def _call(self, start: int) -> None:
        """Another server is called here."""
        called = _CALLED.match(self.text, start)
        if called and called[1] in self.services:
            self.called[called.start(1)] = called[1]
            return
        to = "to other servers"
        if self.services:
            to += f" but {', '.join(f'<{service}>' for service in self.services)}"
        self._refuse(
            f"SERVICE is refused: this endpoint sends no requests {to}. "
            "(If nothing is to be called, put a dot before the brace)",
            start,
        )

    def _loads(self, reading: _Reading, token: re.Match[str]) -> bool:
        """Whether an operation LOAD begins here; it stands in no bracket and after no keyword."""
        begins = not reading.open and reading.word not in _BEFORE_NAME
        return begins and _LOAD.match(self.text, token.start()) is not None

    def _sign(self, reading: _Reading, sign: str, start: int) -> str:
        """Count a bracket or operator; what the next token has before it, "" where none can be."""
        if sign in _OPENING:
            terms = sign == "(" and reading.holds_terms()
            reading.open += "t" if terms else sign
            reading.groups += sign == "{"
            self._limit(len(reading.open), self.limits.depth, "brackets open at once", start)
            self._limit(reading.groups, self.limits.groups, "groups", start)
        elif sign in _CLOSING:
            opened, reading.open = reading.open[-1:], reading.open[:-1]
            if not opened or opened not in _CLOSING[sign]:
                return ""
            return "t)" if opened == "t" else sign
        elif sign in _OPERATORS:
            self._operators(reading, 1, start)
        elif sign == "<" and reading.before == "<":
            reading.quoted += 1
            self._limit(reading.quoted, self.limits.depth, "“<<”", start)
        return "" if sign in "'\"" else sign

    def _operators(self, reading: _Reading, count: int, start: int) -> None:
        reading.operators += count
        self._limit(reading.operators, self.limits.operators, "operators", start)

    def _limit(self, count: int, limit: int, what: str, start: int) -> None:
        if count > limit:
            self._refuse(f"The query is too complex: more than {limit:,} {what}", start)

    def _refuse(self, reason: str, start: int) -> None:
        raise RefusedError(f"{reason}.", *line_and_column(self.text, start))
