"""Names that no rule has claimed: words with capitals in a row, as the linker looks them up."""

from __future__ import annotations

from kg.extract.lattice import Lattice
from kg.extract.pattern import compile_rule
from kg.resolve.scanning import Words

_UNCLAIMED = frozenset("XKGEFBmQI")
_NAME = "[X K G E F B m Q I C A L O]"
# Only words that other rules name: one more literal would change the classes of tokens.
_RUN = compile_rule(f"{_NAME} (?: (?:(?:of|for|and|in|at|&) the? | p)? {_NAME}){{0,11}}")


def unclaimed(lattice: Lattice) -> list[Words]:
    """The stretches of capitalised words with at least one that no mention covers.

    Mentions inside are kept together: the words of "Swiss National Bank" are three, those of
    "Bank of New Zealand" as well.
    """
    if _UNCLAIMED.isdisjoint(lattice.seen):
        return []
    found = []
    for match in _RUN.finditer(lattice.codes):
        if _UNCLAIMED.isdisjoint(match[0]):
            continue
        found.append([(lattice.start(i), lattice.end(i)) for i in range(*match.span())])
    return found
