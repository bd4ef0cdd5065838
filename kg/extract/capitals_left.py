"""Names that no rule has claimed: words with capitals in a row, as the linker looks them up."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.pattern import compile_rule
from kg.resolve.scanning import Words

_UNCLAIMED: Final = frozenset("XKGEFBmQI")
_NAME: Final = "[X K G E F B m Q I C A L O]"
_ALONE: Final = frozenset("XFIKm")  # what may be a name by itself
# Only words that other rules name: one more literal would change the classes of tokens.
_RUN: Final = compile_rule(f"{_NAME} (?: (?:(?:of|for|and|in|at|&) the? | p)? {_NAME}){{0,11}}")


def unclaimed(lattice: Lattice) -> list[Words]:
    """The stretches of capitalised words with at least one that no mention covers.

    Mentions inside are kept together: the words of "Swiss National Bank" are three, those of
    "Bank of New Zealand" as well.
    """
    if _UNCLAIMED.isdisjoint(lattice.seen):
        return []
    found = []
    text, starts, ends = lattice.tokens.text, lattice.tokens.starts, lattice.tokens.ends
    codes, edges = lattice.codes, lattice.edges
    for match in _RUN.finditer(codes):
        first, last = match.span()
        if last > first + 1:
            if not _UNCLAIMED.isdisjoint(match[0]):
                tokens = edges[first : last + 1]
                found.append([(starts[a], ends[b - 1]) for a, b in pairwise(tokens)])
            continue
        start, end = starts[edges[first]], ends[edges[last] - 1]
        # A first name, or a common word with a capital, is no name of anything else.
        if (codes[first] in _ALONE or "-" in text[start:end]) and not text[start].islower():
            found.append([(start, end)])
    return found
