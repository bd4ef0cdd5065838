"""How sure a candidate is, out of 100, and whether the first of them is the one.

The name alone counts all 100: what ``similarity`` leaves of it. Where properties are given, too,
the name counts three quarters and their agreement one quarter: 1 for a property that agrees, 0 for
one that does not, one half where the graph has no value of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.reconcile.similarity import Likeness

_NAME, _REST = 0.75, 0.25  # what name and properties count where both are given
_UNKNOWN = 0.5  # agreement with a property that nothing is known of
_OTHER_TYPE = 0.8  # what another type leaves of a score where types only should be so
_SURE = 90.0  # the least score of a match
_AHEAD = 10.0  # by how much it must be ahead of the next


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate. An agreement is None where nothing is known to compare."""

    likeness: Likeness
    agreements: tuple[float | None, ...] = ()
    by_name: bool = True  # False where no name was asked for
    fits: bool = True  # whether it is of a type that was asked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a query may mean."""

    iri: str
    kind: str
    name: str
    score: float  # out of 100
    evidence: Evidence
    match: bool = False  # whether it is the one, and no other can be meant


def score(evidence: Evidence) -> float:
    """The score of a candidate, 0 to 100.

    >>> score(Evidence(Likeness(1.0, True)))
    100.0
    >>> score(Evidence(Likeness(1.0, True), (None,)))
    87.5
    """
    known = [_UNKNOWN if each is None else each for each in evidence.agreements]
    agreed = sum(known) / len(known) if known else 1.0
    if not evidence.by_name:
        value = agreed
    elif known:
        value = _NAME * evidence.likeness.value + _REST * agreed
    else:
        value = evidence.likeness.value
    return round(100 * value * (1 if evidence.fits else _OTHER_TYPE), 2)


def decided(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, the first of them marked as the match if it is beyond doubt.

    That is: it is called just so, or nearly so with a property that agrees; nothing that is known
    of it disagrees; it has at least 90, and 10 more than the next.
    """
    if not ranked:
        return []
    first, *others = ranked
    evidence = first.evidence
    agrees = any(each == 1.0 for each in evidence.agreements)
    named = evidence.likeness.same or (evidence.by_name and agrees)
    sure = (
        named
        and evidence.fits
        and all(each is None or each == 1.0 for each in evidence.agreements)
        and first.score >= _SURE
        and not any(other.score > first.score - _AHEAD for other in others)
    )
    return [replace(first, match=sure), *others]
