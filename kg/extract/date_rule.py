"""A rule that reads a date: a pattern, the words that lead up to it, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kg.extract.lattice import Lattice
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.text.dates import MONTHS, WEEKDAYS, Expression

NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        "a,an,one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
    for word in words.split(",")
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_MONTH_NUMBERS: Final = {name[:3]: number for number, name in enumerate(MONTHS, 1)}


class DateWords(NamedTuple):
    """The match of a date rule, the words that led up to it, and the date named before it."""

    lattice: Lattice
    match: re.Match[str]
    lead: re.Match[str]
    before: Expression | None = None  # the date that "the next day" leans on
    surnames: frozenset[str] = frozenset()  # months that are people's names here: "may"

    def text(self, group: str | int = 0) -> str:
        """The words of a group in small letters; "" where it took no part."""
        first, last = self.match.span(group)
        return "" if first < 0 else self.lattice.text(first, last).lower()

    def led(self, group: str | int = 0) -> str:
        """A group of the leading words; "" where it took no part."""
        return (self.lead[group] or "").strip()

    def number(self, group: str) -> int:
        """A number in digits or words, with or without "th"; -1 where it is none."""
        return number(self.text(group))

    def month(self, group: str) -> int:
        """The number of a month by its name: 3 for "March", also for "mid-March"."""
        return _MONTH_NUMBERS.get(self.text(group).rpartition("-")[2][:3], 0)

    def year(self, group: str = "y") -> int:
        """The year; 0 where none is named."""
        return int(self.text(group) or 0)

    def weekday(self, group: str = "w") -> int:
        """0 for Monday; -1 where the group took no part."""
        word = self.text(group)
        return WEEKDAYS.index(word) if word in WEEKDAYS else -1

    def head(self) -> str:
        """The first word of the match as it stands."""
        return self.lattice.text(self.match.start(), self.match.start() + 1)

    def word(self, offset: int) -> str:
        """The word so many places behind the match, or before it (-1), as it stands; "" if none."""
        at = self.match.start() + offset if offset < 0 else self.match.end() + offset
        return self.lattice.text(at, at + 1) if 0 <= at < len(self.lattice.codes) else ""


def number(word: str) -> int:
    """What a word counts: 3 for "3", "3rd" and "three"; -1 where it is no number."""
    if word in NUMBERS:
        return NUMBERS[word]
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(digits) if 0 < len(digits) <= 4 and digits.isascii() and digits.isdigit() else -1


def leading_words(lattice: Lattice, first: int, symbol: int) -> str:
    """The words before a symbol in small letters, a blank behind each."""
    return " ".join([*lattice.words(first, symbol), ""]).lower()


Meaning = Callable[[DateWords], Expression | None]
UNLED: Final = re.compile("").match("")  # the leading words of a date that has none


def _nothing(words: DateWords) -> Expression | None:
    return None


@dataclass(frozen=True)
class DateRule(Rule):
    """A rule with what its words mean, and what its example states on Wednesday, 20 March 2024.

    ``heads`` are the classes and words that a match begins with. ``lead`` is what may (or must)
    stand before it and belongs to the date: an expression over words, each with a blank behind.
    """

    heads: str = ""
    lead: str = ""
    means: Meaning = _nothing
    window: str = ""

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """The compiled expression of the words before."""
        return re.compile(rf"(?<![^ ]){self.lead}$")

    @cached_property
    def head_codes(self) -> str:
        """The characters that a match begins with."""
        return re.sub(r"[\[\]\\|]", "", compile_rule(f"[{self.heads}]").pattern)
