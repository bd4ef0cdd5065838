"""The token characters of a text, and their rewriting stage by stage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from kg.extract.rules import Rule
from kg.extract.search import NEEDS, Search
from kg.extract.trace import UNFIT, Event, Trace
from kg.text.tokens import Tokens

R = TypeVar("R", bound=Rule)
_FEW: Final = 4  # spans that are written one by one: less work than making codes and edges anew


class Span(NamedTuple):
    """What a stage recognised: symbols ``first`` to ``last`` (exclusive) become one ``code``."""

    first: int
    last: int
    code: str
    value: Any


@dataclass(slots=True)
class Lattice:
    """``codes[i]`` stands for the tokens ``edges[i]`` to ``edges[i + 1]``.

    ``values`` holds what the mention characters mean, by the index of their first token.
    """

    tokens: Tokens
    codes: str
    edges: list[int]
    values: dict[int, Any] = field(default_factory=dict)
    without: frozenset[str] = frozenset()  # ids of the rules that are switched off
    trace: Trace | None = None  # where to record what the rules do, if anybody wants to know
    seen: set[str] = field(default_factory=set)  # all codes there are, or were
    listed: list[int] | None = None  # the tokens in any list that ``among`` is asked for, if known
    chosen: dict[frozenset[str], list[int]] = field(default_factory=dict)  # what ``within`` found
    lacks: int = 0  # of what searches need, as far as it was asked (see ``search.NEEDS``)

    def __post_init__(self) -> None:
        if not self.seen:
            self.seen.update(self.codes)

    def value(self, symbol: int) -> Any:
        """What the mention at this position of ``codes`` means; None for a plain token."""
        return self.values.get(self.edges[symbol])

    def start(self, symbol: int) -> int:
        """Offset of the first character of a symbol."""
        return self.tokens.starts[self.edges[symbol]]

    def end(self, symbol: int) -> int:
        """Offset behind the last character of a symbol."""
        return self.tokens.ends[self.edges[symbol + 1] - 1]

    def among(self, known: Container[str]) -> list[int]:
        """The tokens (by number) that a list has."""
        if self.listed is None:
            return self.tokens.among(known)
        words = self.tokens.words
        return [token for token in self.listed if words[token] in known]

    def within(self, known: frozenset[str], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to ``last`` (exclusive) that a list has.

        For what is asked of one sentence after the other: the text is looked through once.
        """
        chosen = self.chosen.get(known)
        if chosen is None:
            chosen = self.chosen[known] = self.among(known)
        return chosen[bisect_left(chosen, first) : bisect_left(chosen, last)]

    def places(self, code: str, first: int, last: int) -> Iterator[int]:
        """The symbols of one code from ``first`` to ``last`` (exclusive)."""
        at = self.codes.find(code, first, last)
        while at >= 0:
            yield at
            at = self.codes.find(code, at + 1, last)

    def words(self, first: int, last: int) -> list[str]:
        """The tokens of symbols ``first`` to ``last`` (exclusive)."""
        return self.tokens.words[self.edges[first] : self.edges[last]]

    def word(self, symbol: int) -> str:
        """The last word of a symbol in small letters; "" outside the text."""
        if not 0 <= symbol < len(self.codes):
            return ""
        return self.tokens.words[self.edges[symbol + 1] - 1].lower()

    def text(self, first: int, last: int) -> str:
        """The text of symbols ``first`` to ``last`` (exclusive), blanks made single."""
        if first >= last:
            return ""
        tokens, edges = self.tokens, self.edges
        if edges[last] == edges[first] + 1:
            return tokens.words[edges[first]].strip("\n")
        raw = tokens.text[tokens.starts[edges[first]] : tokens.ends[edges[last] - 1]]
        return " ".join(raw.split())

    def symbol_at(self, offset: int) -> int:
        """The first symbol that starts at or after an offset."""
        token = bisect_left(self.tokens.starts, offset)
        return bisect_left(self.edges, token)

    def symbol_of(self, token: int) -> int | None:
        """The symbol that begins with a token; None inside a mention."""
        symbol = bisect_left(self.edges, token)
        return symbol if symbol < len(self.edges) and self.edges[symbol] == token else None

    def rewrite(self, spans: list[Span]) -> None:
        """Replace spans (sorted, not overlapping) by their codes."""
        if not spans:
            return
        for span in spans:
            self.values[self.edges[span.first]] = span.value
            if span.code not in self.seen:
                self.seen.add(span.code)
                self.lacks &= ~NEEDS.met_by(span.code)
        if len(spans) > _FEW:
            self._rebuild(spans)
            return
        for first, last, code, _ in spans[::-1]:
            self.codes = f"{self.codes[:first]}{code}{self.codes[last:]}"
            del self.edges[first + 1 : last]

    def _rebuild(self, spans: list[Span]) -> None:
        """Make codes and edges anew from what the spans leave as it is."""
        codes: list[str] = []
        edges: list[int] = []
        at = copied = 0
        for first, last, code, _ in spans:
            codes += (self.codes[at:first], code)
            if last > first + 1:  # the edges between the symbols of the span go
                edges += self.edges[copied : first + 1]
                copied = last
            at = last
        codes.append(self.codes[at:])
        edges += self.edges[copied:]
        self.codes = "".join(codes)
        self.edges = edges

    def fitting(self, rules: Iterable[R]) -> Iterator[R]:
        """The rules that may match somewhere, each told when its turn comes."""
        for rule in rules:
            if not rule.pattern or not rule.search.mask & self.lacks:
                yield rule

    def uses(self, rule: Rule) -> bool:
        """Whether a rule is switched on. Rules by function ask; patterns are asked for them."""
        return rule.id not in self.without

    def took(self, rule: Rule, first: int, last: int) -> None:
        """Record that a rule read symbols ``first`` to ``last`` (exclusive)."""
        if self.trace is not None:
            self.trace.events.append(Event(rule.id, self.start(first), self.end(last - 1)))

    def refused(self, rule: Rule, first: int, last: int, why: str = UNFIT) -> None:
        """Record that a rule left symbols alone which have its form, and why."""
        if self.trace is not None:
            self.trace.events.append(Event(rule.id, self.start(first), self.end(last - 1), why))

    def stage(self, rule: Rule | Search, read: Callable[[re.Match[str]], Span | None]) -> None:
        """Rewrite every match of a rule for which ``read`` gives a span.

        The search goes on behind the span, or behind the whole match where there is none.
        """
        how = rule if isinstance(rule, Search) else rule.search
        if how.mask & self.lacks:
            return
        if isinstance(rule, Rule):
            if rule.id in self.without:
                return
            if self.trace is not None:
                read = partial(self._traced, rule, read)
        codes, search = self.codes, how.search
        spans: list[Span] = []
        match = search(codes, 0)
        while match is not None:
            begin, end = match.span()
            span = read(match)
            if span is not None:
                spans.append(span)
                end = span.last
            match = search(codes, end if end > begin else begin + 1)
        if spans:
            self.rewrite(spans)

    def _traced(
        self, rule: Rule, read: Callable[[re.Match[str]], Span | None], match: re.Match[str]
    ) -> Span | None:
        """What ``read`` gives for a match, and a record of it, unless it made one itself."""
        assert self.trace is not None
        known = self.trace.count
        span = read(match)
        if span is not None:
            self.took(rule, span.first, span.last)
        elif self.trace.count == known:
            self.refused(rule, *match.span())
        return span

    def matches(self, rule: Rule, first: int, last: int) -> Iterator[re.Match[str]]:
        """The matches of a rule within symbols ``first`` to ``last`` (exclusive).

        Who reads something from a match reports it with ``took``.
        """
        if rule.id in self.without or rule.search.mask & self.lacks:
            return iter(())
        if not rule.search.may_match(self.codes, first, last):
            return iter(())
        return rule.regex.finditer(self.codes, first, last)
