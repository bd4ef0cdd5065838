"""Those who joined later, told by their names and years alone: "and Laos in 1997"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.membership_reading import MembershipReading
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.model import Aspect

SERIES: Final = Rule.by_function(
    "membership.joined-series",
    "X joined O in a year, Y and Z in another",
    "Norway joined NATO in 1949, Greece in 1952 and Spain in 1982.",
    "Norway joined NATO in 1949, Greece in 1952 had a king.",
)
_JOINED: Final = frozenset(
    ("membership.joined", "membership.acceded", "membership.joined-in-context",
     "membership.became-in-context", "membership.admitted")
)  # fmt: skip
_FIRST: Final = compile_rule("(?:in|on)? D")
_NEXT: Final = compile_rule(
    "(?:[, ;] and|[, ;]|and) (?:the)? (?<m>C (?:(?:,? and (?:the)?|, (?:the)?) C)*) (?:in|on)? "
    "(?<d>D) (?= [, ; . n )] | and)"
)


def later_members(
    lattice: Lattice, sentence: tuple[int, int], read: MembershipReading, end: int
) -> Iterator[MembershipReading]:
    """What follows a reading of somebody who joined, whose match ends at the symbol ``end``."""
    if read.rule not in _JOINED or read.aspect is not Aspect.STARTS or not lattice.uses(SERIES):
        return
    first = _FIRST.match(lattice.codes, end, sentence[1])
    at = first.end() if first else end
    while (m := _NEXT.match(lattice.codes, at, sentence[1])) is not None:
        lattice.took(SERIES, *m.span())
        for symbol in lattice.places("C", *m.span("m")):
            member = lattice.value(symbol)
            if isinstance(member, Name):
                yield replace(
                    read, member=member, date=lattice.value(m.start("d")), rule=SERIES.id,
                    start=read.start, end=lattice.end(m.end() - 1),
                )  # fmt: skip
        at = m.end()
