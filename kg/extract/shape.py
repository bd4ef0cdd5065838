"""What can be said of every match of a rule without searching for it: the key to searching little.

A rule such as ``(?<a>T) … (?<verb>@met) … (?<b>T)`` reads nothing in a sentence without one of the
words of ``@met``; ``… (?<role>Z) (?<who>P) …`` nothing without a Z before a P. Such a run of sets
of characters, its *anchor*, is derived from the pattern; so are the characters that a match can
have before its anchor, and whether it can go on over the end of a sentence or of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from typing import Final

from kg.extract.codes import known_literal
from kg.extract.pattern import atoms, signs

# How often characters occur among a thousand, measured on news and official texts; all others are
# rarer than the rarest of these.
_OFTEN: Final = {
    "x": 374, ".": 47, ",": 42, "K": 24, "n": 22, "X": 19, "m": 18, "P": 17, "T": 17, "C": 13,
    "O": 9, "Z": 7, "#": 6, "S": 6, ":": 5, "L": 5, "D": 5, "-": 4, "E": 4, "A": 4, "G": 4,
}  # fmt: skip
_OFTEN_WORDS: Final = {
    "the": 56, "to": 29, "and": 28, "of": 26, "in": 18, "that": 16, "a": 15, "is": 9, "for": 9,
    "on": 8, "with": 7, "this": 7, "be": 6, "have": 6, "are": 6, "as": 6, "was": 4, "by": 4,
    "but": 3, "at": 3, "from": 3, "they": 3, "he": 3, "has": 3, "an": 2, "had": 2, "which": 2,
}  # fmt: skip
_BREAKS: Final = frozenset(".n")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{\d*,?\d*\}")

Sign = frozenset[str]
Run = tuple[Sign, ...]  # characters side by side, each of a set
NONE: Sign = frozenset()
ENDLESS: Final = 100_000
_LONGEST: Final = 4  # characters of a run


@dataclass(frozen=True, slots=True)
class Anchor:
    """A run that every match holds, and how many characters it has before it at most."""

    run: Run = ()
    before: int = 0
    lead_in: Sign | None = NONE  # the characters that these are of; None: any

    @property
    def chance(self) -> float:
        """How likely the run stands at some place; 1 for an empty one."""
        return prod(map(chance, self.run))

    def behind(self, first: Shape) -> Anchor:
        """The anchor where another part comes first."""
        width = min(self.before + first.width, ENDLESS)
        return Anchor(self.run, width, united([first.chars, self.lead_in]))


_NOWHERE: Final = Anchor()


@dataclass(frozen=True, slots=True)
class Shape:
    """What every match of a part of a pattern has in common."""

    anchor: Anchor = _NOWHERE  # the rarest run
    first: Run = ()  # the run it begins with
    last: Run = ()  # the run it ends with
    exact: bool = True  # it is nothing but its first run
    breaks: Sign = frozenset()  # the ends of sentences and lines that it may go over
    width: int = 0  # characters that it takes at most
    ahead: int = 0  # characters that it looks ahead at most
    needs: frozenset[Sign] = frozenset()  # it has a character of each of these sets
    chars: Sign | None = NONE  # the characters that it takes are of these; None: any

    def repeated(self, least: int, most: int) -> Shape:
        """The shape of the part repeated; a part that may be left out has no anchor."""
        if (least, most) == (1, 1):
            return self
        width = min(self.width * most, ENDLESS)
        if not least:
            return Shape(_NOWHERE, (), (), False, self.breaks, width, self.ahead, chars=self.chars)
        return replace(self, exact=False, width=width)


def united(sets: Iterable[Sign | None]) -> Sign | None:
    """All characters of some sets; None where one of them is open."""
    every: set[str] = set()
    for chars in sets:
        if chars is None:
            return None
        every |= chars
    return frozenset(every)


def shape_of(source: str) -> Shape:
    """The shape of a rule's pattern."""
    return _alternatives(_Atoms(source))


def chance(chars: Sign) -> float:
    """How likely one of some characters stands at some place."""
    return min(sum(_weights().get(char, 1) for char in chars), 1000) / 1000


@cache
def _weights() -> dict[str, int]:
    named = {known_literal(word): often for word, often in _OFTEN_WORDS.items()}
    return {**named, **_OFTEN}


def led_shape_of(source: str) -> tuple[Shape, int]:
    """The shape with the one character that the pattern first looks back at, and 1; or 0 without.

    "(?<=[Z H]) X" reads nothing but where a Z or an H stands before an X.
    """
    atoms_ = _Atoms(source)
    if atoms_.next == "(?<=":
        next(atoms_)
        lead = _alternatives(atoms_)
        next(atoms_)
        rest = _sequence(atoms_)
        if lead.exact and lead.width == 1 and not lead.breaks and atoms_.at_end:
            return replace(_joined(lead, rest), needs=rest.needs), 1
    return shape_of(source), 0


class _Atoms(Iterator[str]):
    """The atoms of a pattern, with a look at the next one."""

    def __init__(self, source: str) -> None:
        self._atoms = atoms(source)
        self._at = 0

    @property
    def next(self) -> str:
        return self._atoms[self._at] if self._at < len(self._atoms) else ")"

    @property
    def at_end(self) -> bool:
        """Whether all have been taken."""
        return self._at == len(self._atoms)

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
    first = _common([branch.first for branch in branches])
    last = _common([branch.last[::-1] for branch in branches])[::-1]
    exact = all(branch.exact for branch in branches) and len({len(b.first) for b in branches}) == 1
    return Shape(
        min((Anchor(first), _rarest(branches)), key=lambda anchor: anchor.chance),
        first, last, exact,
        NONE.union(*(branch.breaks for branch in branches)),
        max(branch.width for branch in branches),
        max(branch.ahead for branch in branches),
        _needed_by_all(branches),
        united(branch.chars for branch in branches),
    )  # fmt: skip


def _needed_by_all(branches: list[Shape]) -> frozenset[Sign]:
    """What every branch needs, and one character of the rarest set of each."""
    if not all(branch.needs for branch in branches):
        return frozenset()
    rarest = NONE.union(*(min(branch.needs, key=chance) for branch in branches))
    return frozenset.intersection(*(branch.needs for branch in branches)) | {rarest}


def _common(runs: list[Run]) -> Run:
    """A run that holds wherever one of several does: as long as the shortest of them."""
    return tuple(NONE.union(*signs_) for signs_ in zip(*runs, strict=False))


def _rarest(branches: list[Shape]) -> Anchor:
    """A run of which each branch holds one reading, in its anchor; none where one has no anchor."""
    if not all(branch.anchor.run for branch in branches):
        return _NOWHERE
    lead_in = united(branch.chars for branch in branches)
    found = _NOWHERE
    for length in range(1, min(len(branch.anchor.run) for branch in branches) + 1):
        parts = [_rarest_part(branch.anchor, length) for branch in branches]
        before = min(max(part.before for part in parts), ENDLESS)
        both = Anchor(_common([part.run for part in parts]), before, lead_in)
        found = min(found, both, key=lambda anchor: anchor.chance)
    return found


def _rarest_part(anchor: Anchor, length: int) -> Anchor:
    """The rarest characters side by side in a run, so many of them."""
    run, before = anchor.run, anchor.before
    parts = (
        Anchor(run[first : first + length], before + first)
        for first in range(len(run) - length + 1)
    )
    return min(parts, key=lambda part: part.chance)


def _sequence(source: _Atoms) -> Shape:
    """One part after the other: what any of them needs, all of them need."""
    found = Shape()
    while source.next not in ("|", ")"):
        part = _part(source)
        if _QUANTIFIER.fullmatch(source.next):
            part = part.repeated(*_times(next(source)))
            if source.next in ("?", "+"):
                next(source)  # lazy or possessive
        found = _joined(found, part)
    return found


def _joined(one: Shape, other: Shape) -> Shape:
    """The shape of one part followed by another."""
    seam = (*one.last, *other.first)[:_LONGEST]
    anchors = (
        one.anchor,
        other.anchor.behind(one),
        Anchor(seam, one.width - len(one.last) if one.width < ENDLESS else ENDLESS, one.chars),
    )
    return Shape(
        min(anchors, key=lambda anchor: (anchor.chance, anchor.before)),
        (*one.first, *other.first)[:_LONGEST] if one.exact else one.first,
        (*one.last, *other.last)[-_LONGEST:] if other.exact else other.last,
        one.exact and other.exact and one.width + other.width <= _LONGEST,
        one.breaks | other.breaks,
        min(one.width + other.width, ENDLESS),
        max(one.ahead, other.ahead),
        one.needs | other.needs,
        united([one.chars, other.chars]),
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
        ahead = max(inside.width, inside.ahead)
        if atom == "(?=":  # what a match must have behind it leads to the match as well
            return Shape(inside.anchor, breaks=inside.breaks, ahead=ahead, needs=inside.needs)
        if atom == "(?!":
            return Shape(ahead=ahead)
        return Shape() if atom in ("(?<=", "(?<!") else inside
    if atom in ("[", "[^"):
        chars: Sign = frozenset()
        while source.next != "]":
            chars |= signs(next(source))
        next(source)
        return _chars(chars) if atom == "[" else _any(_BREAKS - chars)
    if atom in ("^", "$"):
        return Shape()
    return _any(frozenset()) if atom == "_" else _chars(signs(atom))


def _any(breaks: Sign) -> Shape:
    return Shape(exact=False, breaks=breaks, width=1, chars=None)


def _chars(chars: Sign) -> Shape:
    needs = frozenset([chars])
    return Shape(
        Anchor((chars,)), (chars,), (chars,), True, chars & _BREAKS, 1, needs=needs, chars=chars
    )
