"""What can be said of every match of a rule without searching for it: the key to searching little.

A rule such as ``(?<a>T) … (?<verb>@met) … (?<b>T)`` reads nothing in a sentence without one of the
words of ``@met``. Such a set of characters, its *anchor*, is derived from the pattern; so is
whether a match can go on over the end of a sentence or of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.codes import known_literal
from kg.extract.pattern import atoms, signs

# How often characters occur among a thousand, measured on news and official texts; all others are
# rarer than the rarest of these.
_OFTEN = {
    "x": 374, ".": 47, ",": 42, "K": 24, "n": 22, "X": 19, "m": 18, "P": 17, "T": 17, "C": 13,
    "O": 9, "Z": 7, "#": 6, "S": 6, ":": 5, "L": 5, "D": 5, "-": 4, "E": 4, "A": 4, "G": 4,
}  # fmt: skip
_OFTEN_WORDS = {
    "the": 56, "to": 29, "and": 28, "of": 26, "in": 18, "that": 16, "a": 15, "is": 9, "for": 9,
    "on": 8, "with": 7, "this": 7, "be": 6, "have": 6, "are": 6, "as": 6, "was": 4, "by": 4,
    "but": 3, "at": 3, "from": 3, "they": 3, "he": 3, "has": 3, "an": 2, "had": 2, "which": 2,
}  # fmt: skip
_BREAKS = frozenset(".n")
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")

Sign = frozenset[str]
ENDLESS = 100_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What every match of a part of a pattern has in common."""

    needs: tuple[Sign, ...] = ()  # sets of characters: one of each is in the match
    breaks: Sign = frozenset()  # the ends of sentences and lines that it may go over
    width: int = 0  # characters that it takes at most
    ahead: int = 0  # characters that it looks ahead at most

    def repeated(self, least: int, most: int) -> Shape:
        """The shape of the part repeated; a part that may be left out needs nothing."""
        needs = self.needs if least else ()
        return Shape(needs, self.breaks, min(self.width * most, ENDLESS), self.ahead)


def shape_of(source: str) -> Shape:
    """The shape of a rule's pattern."""
    return _alternatives(_Atoms(source))


def anchor_of(shape: Shape) -> Sign:
    """The rarest of the sets that every match needs; empty where it needs none."""
    return min(shape.needs, key=_weight, default=frozenset())


def _weight(chars: Sign) -> int:
    return sum(_weights().get(char, 1) for char in chars)


@cache
def _weights() -> dict[str, int]:
    named = {known_literal(word): often for word, often in _OFTEN_WORDS.items()}
    return {**named, **_OFTEN}


class _Atoms(Iterator[str]):
    """The atoms of a pattern, with a look at the next one."""

    def __init__(self, source: str) -> None:
        self._atoms = atoms(source)
        self._at = 0

    @property
    def next(self) -> str:
        return self._atoms[self._at] if self._at < len(self._atoms) else ")"

    def __next__(self) -> str:
        self._at += 1
        return self._atoms[self._at - 1]


def _alternatives(source: _Atoms) -> Shape:
    """Up to a closing bracket: what the branches have in common."""
    branches = [_sequence(source)]
    while source.next == "|":
        next(source)
        branches.append(_sequence(source))
    if len(branches) == 1:
        return branches[0]
    rarest = [anchor_of(branch) for branch in branches]
    return Shape(
        (frozenset().union(*rarest),) if all(rarest) else (),
        frozenset().union(*(branch.breaks for branch in branches)),
        max(branch.width for branch in branches),
        max(branch.ahead for branch in branches),
    )


def _sequence(source: _Atoms) -> Shape:
    """One part after the other: what any of them needs, all of them need."""
    parts: list[Shape] = []
    while source.next not in ("|", ")"):
        part = _part(source)
        if _QUANTIFIER.fullmatch(source.next):
            part = part.repeated(*_times(next(source)))
            if source.next in ("?", "+"):
                next(source)  # lazy or possessive
        parts.append(part)
    return Shape(
        tuple(needed for part in parts for needed in part.needs),
        frozenset().union(*(part.breaks for part in parts)),
        min(sum(part.width for part in parts), ENDLESS),
        max((part.ahead for part in parts), default=0),
    )


def _times(quantifier: str) -> tuple[int, int]:
    """How often a part comes, at least and at most.

    >>> _times("?"), _times("{2,5}"), _times("{3}")
    ((0, 1), (2, 5), (3, 3))
    """
    if quantifier in "?*+":
        return {"?": (0, 1), "*": (0, ENDLESS), "+": (1, ENDLESS)}[quantifier]
    least, comma, most = quantifier[1:-1].partition(",")
    if not comma:
        return int(least), int(least)
    return int(least or 0), int(most or ENDLESS)


def _part(source: _Atoms) -> Shape:
    atom = next(source)
    if atom.startswith("("):
        inside = _alternatives(source)
        next(source)
        if atom in ("(?=", "(?!"):
            return Shape(ahead=max(inside.width, inside.ahead))
        return Shape() if atom in ("(?<=", "(?<!") else inside
    if atom in ("[", "[^"):
        chars: Sign = frozenset()
        while source.next != "]":
            chars |= signs(next(source))
        next(source)
        return _chars(chars) if atom == "[" else Shape((), _BREAKS - chars, 1)
    if atom in ("^", "$"):
        return Shape()
    return Shape((), frozenset(), 1) if atom == "_" else _chars(signs(atom))


def _chars(chars: Sign) -> Shape:
    return Shape((chars,), chars & _BREAKS, 1)
