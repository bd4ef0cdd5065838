"""Ranks behind a title: they belong to the name, not to the office before them."""

from __future__ import annotations

from typing import Final

from kg.extract.lattice import Lattice

_RANKS: Final = frozenset(
    "representative ambassador senator admiral colonel marshal prince princess king".split()
)
# Behind these "general" is a rank: "Army Chief General Berg"; but "Secretary General", "Attorney
# General" are offices.
_BEFORE_GENERAL: Final = frozenset(
    "chief commander commander-in-chief staff defence defense force forces minister adviser "
    "advisor chairman president operations marshal police army europe".split()
)

_MILITARY: Final = frozenset(
    (
        "general", "admiral", "colonel", "marshal", "brigadier", "commodore", "lieutenant general",
        "major general", "brigadier general", "colonel general", "army general", "vice admiral",
        "rear admiral", "air marshal", "air chief marshal", "air vice marshal", "field marshal",
    )
)  # fmt: skip


def is_rank(title: str) -> bool:
    """Whether a title is a military rank only: nobody is "General of NATO" for his post there."""
    return title.lower() in _MILITARY


_LONG: Final = tuple(tuple(rank.split()) for rank in _MILITARY if " " in rank)


def rank_at(lattice: Lattice, symbol: int) -> bool:
    """Whether a rank of several words begins at a symbol, written in capitals."""
    last = min(symbol + 3, len(lattice.codes))
    words = lattice.words(symbol, last)
    if not words or not words[0][0].isupper():
        return False
    small = tuple(word.lower() for word in words)
    return any(small[: len(rank)] == rank for rank in _LONG)


def rank_behind(lattice: Lattice, first: int, last: int) -> int:
    """Where a title ends that a rank follows: "National Security Adviser Ambassador Berg"; or 0.

    ``first`` and ``last`` are the symbols of its heads.
    """
    for symbol in range(first + 1, last):
        words = lattice.words(symbol, symbol + 1)
        rank = words[0].lower()
        before = lattice.words(symbol - 1, symbol)[-1].lower()
        ranked = before in _BEFORE_GENERAL and words[-1].lower() == "general"
        if rank in _RANKS or ranked:
            return symbol
    return 0


def without_rank(lattice: Lattice, last: int) -> int:
    """Where a field ends before a rank: "of National Defence Senior Lieutenant General"."""
    ranked = lattice.codes[last : last + 1] == "R"
    return last - 1 if ranked and lattice.word(last - 1) == "senior" else last
