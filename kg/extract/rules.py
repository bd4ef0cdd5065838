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
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from kg.extract.codes import is_literal
from kg.extract.pattern import compile_rule
from kg.extract.search import Search
from kg.extract.shape import NONE


@dataclass(frozen=True)
class Rule:
    """One pattern over token characters (see ``pattern``), with its named groups as arguments."""

    id: str
    reads: str  # what the rule reads, in one line
    pattern: str  # "" where a function reads it
    example: str  # a sentence in which it reads something
    counter: str  # a similar sentence in which it must not
    keeps_words: bool = False  # the words it read stay visible to the rules after it
    # Words as they stand in a text, without any of which its reader refuses every match.
    words: frozenset[str] = frozenset()

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
        return Search(self.pattern, self.regex, self.words)

    def __post_init__(self) -> None:
        if self.pattern:
            _ = self.regex  # compiled at import, so that every word it names gets its character


_R = TypeVar("_R", bound=Rule)


class RuleIndex(Generic[_R]):
    """Rules that are applied sentence by sentence: which of them a sentence can match at all.

    A rule needs a character of each of some sets. In a row of bits each rule has one, and there is
    a row for the first set that rules need, for the second and so on. The characters of a sentence
    set the bits of the sets they are in; the rules set in all rows are possible.
    """

    def __init__(self, rules: Sequence[_R]) -> None:
        self._rules = rules
        self._bits: dict[str, int] = defaultdict(int)  # that a character sets, row behind row
        needs = [[*{*rule.search.needs, rule.search.anchor} - {NONE}] for rule in rules]
        self._rows = max(map(len, needs), default=0)
        self._unneeded = 0  # bits that are always set: rules which need fewer sets
        for row in range(self._rows):
            for number, sets in enumerate(needs):
                bit = 1 << row * len(rules) + number
                for sign in sets[row] if row < len(sets) else ():
                    self._bits[sign] |= bit
                self._unneeded |= 0 if row < len(sets) else bit
        self._signs = frozenset(self._bits)

    def possible(self, signs: AbstractSet[str]) -> list[_R]:
        """The rules that may match somewhere in a text of these characters, in their order."""
        bits = self._unneeded
        for sign in self._signs & signs:
            bits |= self._bits[sign]
        every = (1 << len(self._rules)) - 1
        for row in range(self._rows):
            every &= bits >> row * len(self._rules)
        found = []
        while every:
            lowest = every & -every
            found.append(self._rules[lowest.bit_length() - 1])
            every ^= lowest
        return found

    def anchored(self, codes: str) -> list[tuple[_R, int]]:
        """The rules that may match and name words, each with the place of such a word."""
        found = []
        for rule in self._rules:
            words = {code for code in rule.search.anchor if is_literal(code)}
            place = next((at for at, code in enumerate(codes) if code in words), None)
            if place is not None:
                found.append((rule, place))
        return found
