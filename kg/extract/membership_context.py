"""The body that a membership is told of, where only the sentences before name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.codes import literal
from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.membership_bodies import has_members, may_have_states
from kg.extract.membership_reading import MembershipReading
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.roles import Role

_SYMBOLS_BACK: Final = 160  # that "became a member" looks back at most for its body
# Nouns that say the same: member, members.
SAME: Final = tuple(
    frozenset(literal(word) for word in GROUPS[table].split())
    for table in ("member", "candidate", "observer", "partner")
)


# Words of a sentence that tells who belongs to a body.
_TELLING: Final = frozenset().union(*SAME) | {
    literal(word)
    for word in "joined rejoined acceded admitted readmitted accession membership quit suspended "
    "withdrew founded created established rejoined returned".split()
}
_LEAVING: Final = compile_rule("(?:leave|leaves|left|leaving|join|joins) (?:the)? O")


_OF_THE_UNION: Final = (
    "european-council", "european-commission", "european-parliament",
    "council-of-the-european-union",
)  # fmt: skip


def grants_for_union(body: Name) -> bool:
    """Whether a body grants what is the European Union's, as candidacy is."""
    return body.key.endswith(_OF_THE_UNION)


def the_union(lattice: Lattice) -> Name | None:
    """The European Union, where the text names it: who else has "candidate countries"?"""
    for symbol in lattice.places("O", 0, len(lattice.codes)):
        value = lattice.value(symbol)
        if isinstance(value, Name) and value.key.endswith("european-union"):
            return value
    return None


def context_body(
    lattice: Lattice,
    first: int,
    noun: str,
    before: Sequence[MembershipReading] = (),
    *,
    told: bool,
) -> Name | None:
    """The body that this sentence, or the nearest before that names one, says somebody belongs to.

    It is the only one there, or the only one of which that sentence tells a membership. Where
    the statement is only a noun ("is a candidate as well"), it stands behind such a noun.
    """
    codes, last = lattice.codes, first
    low = max(0, first - _SYMBOLS_BACK)
    starts = [m.end() for m in re.finditer("[.n]", codes[low:first])]
    for start in [low + at for at in reversed([0, *starts])]:
        low_noun = max((codes.rfind(c, start, last) for c in _nouns(noun)), default=-1)
        bodies: dict[str, Name] = {}
        for symbol in range(max(start, low_noun), last):
            value = lattice.value(symbol)
            value = value.of if isinstance(value, Role) else value
            if codes[symbol] in "OZ" and isinstance(value, Name) and _may_be_meant(value):
                bodies.setdefault(value.key, value)
        meant = _told_before(lattice, before, start, last) if bodies else ""
        if meant in bodies:
            return bodies[meant]
        telling = _TELLING & set(codes[start:last]) or _LEAVING.search(codes, start, last)
        if bodies and told and not telling:
            return None
        if bodies:
            return (
                next(iter(bodies.values())) if len(bodies) == 1 and _fits(noun, low_noun) else None
            )
        last = start
    return None


def _may_be_meant(body: Name) -> bool:
    acronym = body.rule == "name.acronym"  # of a body that no list knows
    return acronym or may_have_states(body) or has_members(body)


def _nouns(noun: str) -> frozenset[str]:
    """The characters of which the sentence before has one: member, candidate, observer."""
    return frozenset().union(*SAME) if noun else frozenset()


def _fits(noun: str, at: int) -> bool:
    """Whether a noun that is asked for was found."""
    return not noun or at >= 0


def _told_before(
    lattice: Lattice, before: Sequence[MembershipReading], first: int, last: int
) -> str:
    """The key of the only body of which a membership was read between two symbols; "" else."""
    start, end = lattice.start(first), lattice.end(last - 1)
    keys = {read.organisation.key for read in before if start <= read.start and read.end <= end}
    return next(iter(keys)) if len(keys) == 1 else ""
