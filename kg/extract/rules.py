"""A rule of extraction: an id, what it reads, its pattern, an example and a counter-example.

Every rule of the cascade is a ``Rule`` in the ``RULES`` of the module that applies it, and
``registry`` lists them all. Most are patterns, applied with ``Lattice.stage`` (to the whole text,
rewriting it) or ``Lattice.matches`` (to one sentence). What no pattern can say is a rule by
function; its function asks ``Lattice.uses`` first and reports with ``Lattice.took``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from kg.extract.codes import is_literal
from kg.extract.pattern import compile_rule
from kg.extract.search import Search


@dataclass(frozen=True)
class Rule:
    """One pattern over token characters (see ``pattern``), with its named groups as arguments."""

    id: str
    reads: str  # what the rule reads, in one line
    pattern: str  # "" where a function reads it
    example: str  # a sentence in which it reads something
    counter: str  # a similar sentence in which it must not
    keeps_words: bool = False  # the words it read stay visible to the rules after it

    @classmethod
    def by_function(cls, id: str, reads: str, example: str, counter: str) -> Rule:
        """A rule that a function applies: a list of names, a choice among persons named before."""
        return cls(id, reads, "", example, counter)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Raises ValueError where a function reads."""
        if not self.pattern:
            raise ValueError(f"{self.id} has no pattern")
        return compile_rule(self.pattern)

    @cached_property
    def search(self) -> Search:
        """The pattern, with what tells where a match can be."""
        return Search(self.pattern, self.regex)

    def __post_init__(self) -> None:
        if self.pattern:
            _ = self.regex  # compiled at import, so that every word it names gets its character


_R = TypeVar("_R", bound=Rule)


class RuleIndex(Generic[_R]):
    """Rules that are applied sentence by sentence: which of them a sentence can match at all."""

    def __init__(self, rules: Sequence[_R]) -> None:
        self._rules = rules
        self._by_sign: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for number, rule in enumerate(rules):
            anchor = rule.search.anchor
            for sign in anchor:
                self._by_sign[sign].append(number)
            if not anchor:
                self._always.append(number)
        self._signs = frozenset(self._by_sign)

    def possible(self, codes: str) -> list[_R]:
        """The rules that may match somewhere in ``codes``, in their order."""
        signs = frozenset(codes)
        return [rule for rule in self._begun(signs) if rule.search.fits(signs)]

    def _begun(self, signs: frozenset[str]) -> list[_R]:
        """The rules whose anchors have one of these signs, in their order."""
        numbers = set(self._always)
        for sign in self._signs & signs:
            numbers.update(self._by_sign[sign])
        return [self._rules[number] for number in sorted(numbers)]

    def anchored(self, codes: str) -> list[tuple[_R, int]]:
        """The rules that may match and name words, each with the place of such a word."""
        found = []
        for rule in self._begun(frozenset(codes)):
            words = {code for code in rule.search.anchor if is_literal(code)}
            place = next((at for at, code in enumerate(codes) if code in words), None)
            if place is not None:
                found.append((rule, place))
        return found
