"""How much two names resemble each other: words in any order, initials, a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# What each difference leaves of the similarity.
_ORDER = 0.97  # the same words in another order
_INITIAL = 0.90  # "J." for "Jens"
_SLIP = 0.94  # one letter too many, missing, another one, or two changed about
_SHORTEST = 5  # letters of a word in which a slip is forgiven
_LONG = 9  # letters from which two are
_LEFT_OUT = frozenset({"the"})
WORDS = 16  # of a name that are looked at


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1; ``same`` where they have the same words."""

    value: float
    same: bool


UNLIKE = Likeness(0.0, False)


def words(folded: str) -> tuple[str, ...]:
    """The words of a folded name that count."""
    found = folded.split()
    return tuple([each for each in found if each not in _LEFT_OUT] or found)[:WORDS]


def likeness(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """How alike two names are, given as folded words.

    The letters of the words that both names have, as a share of all their letters (Dice), times
    what each difference in these words leaves of it.

    >>> likeness(["jens", "stoltenberg"], ["stoltenberg", "jens"])
    Likeness(value=0.97, same=True)
    >>> likeness(["jens", "stoltenburg"], ["jens", "stoltenberg"])
    Likeness(value=0.94, same=False)
    """
    letters = sum(map(len, left)) + sum(map(len, right))
    if not letters:
        return UNLIKE
    pairs, factor = _paired(left, right)
    if not pairs:
        return UNLIKE
    shared = sum(len(left[at]) + len(right[to]) for at, to in pairs)
    places = [to for _, to in sorted(pairs)]
    if places != sorted(places):
        factor *= _ORDER
    whole = len(pairs) == len(left) == len(right)
    same = whole and all(left[at] == right[to] for at, to in pairs)
    return Likeness(round(shared / letters * factor, 4), same)


def _paired(left: Sequence[str], right: Sequence[str]) -> tuple[list[tuple[int, int]], float]:
    """Which words go together, each once, the same ones first; and what the others cost."""
    pairs: list[tuple[int, int]] = []
    factor = 1.0
    free_left, free_right = list(range(len(left))), list(range(len(right)))
    for cost, fits in ((1.0, _equal), (_INITIAL, _is_initial), (_SLIP, _slipped)):
        for at in tuple(free_left):
            to = next((to for to in free_right if fits(left[at], right[to])), None)
            if to is None:
                continue
            pairs.append((at, to))
            free_left.remove(at)
            free_right.remove(to)
            factor *= cost ** slips(left[at], right[to]) if fits is _slipped else cost
    return pairs, factor


def _equal(one: str, other: str) -> bool:
    return one == other


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and long.startswith(short)


def _slipped(one: str, other: str) -> bool:
    return slips(one, other) > 0


def slips(one: str, other: str) -> int:
    """How many slips of the pen lie between two words; 0 for none, or for more than is forgiven.

    >>> slips("khachatryan", "khachaturyan"), slips("iran", "iraq")
    (1, 0)
    """
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST or one.isdigit() or other.isdigit():
        return 0
    most = 2 if shortest >= _LONG else 1
    if abs(len(one) - len(other)) > most:
        return 0
    return _slips(one, other, most) or 0


def _slips(one: str, other: str, most: int) -> int | None:
    """The fewest slips between two words, None where there are more than ``most``.

    Letters inserted, removed, changed or changed about (optimal string alignment): past what both
    begin with, each is tried once, which for one or two is much faster than the usual table.
    """
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    one, other = one[start:], other[start:]
    if one == other:
        return 0
    if most == 0:
        return None
    tried = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        tried.append((one[2:], other[2:]))
    counts = [_slips(left, right, most - 1) for left, right in tried]
    fewest = min((count for count in counts if count is not None), default=None)
    return None if fewest is None else fewest + 1
