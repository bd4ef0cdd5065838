"""Distinct claims: what a document says several times is one claim with several sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Generic, TypeVar

from kg.model import Basis, Evidence, MembershipClaim, TenureClaim

C = TypeVar("C", bound=TenureClaim | MembershipClaim)

_FIRMNESS: Final = list(Basis)  # strongest first


class DistinctClaims(Generic[C]):
    """Claims by what they say, in the order in which they are made."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], C] = {}
        self._evidence: dict[tuple[object, ...], set[Evidence]] = {}

    def add(self, said: tuple[object, ...], claim: C) -> None:
        """Make a claim, or let what says it again be more evidence of it.

        Words that state it do not join words that only suggest it: they take their place.
        """
        first = self._made.setdefault(said, claim)
        basis, before = claim.source.basis, first.source.basis
        if basis is before:
            self._evidence.setdefault(said, set()).update(claim.source.evidence)
        elif _FIRMNESS.index(basis) < _FIRMNESS.index(before):
            self._made[said] = claim
            self._evidence[said] = set(claim.source.evidence)

    def all(self) -> list[C]:
        """The claims."""
        return [self._whole(said, claim) for said, claim in self._made.items()]

    def _whole(self, said: tuple[object, ...], claim: C) -> C:
        evidence = tuple(sorted(self._evidence[said]))
        if evidence == claim.source.evidence:
            return claim
        return replace(claim, source=claim.source._replace(evidence=evidence))
