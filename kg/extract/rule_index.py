"""Which rules a sentence can match at all, from the characters it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from kg.extract.codes import is_literal
from kg.extract.rules import Rule
from kg.extract.shape import NONE

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
