"""The identity of a claim: a hash of what it says; what is read again the same is named the same.

Where a document makes one claim in several ways (asserted here, reported there), each is a claim of
its own: the first in a fixed order keeps the plain hash, the others hash their manner as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.model import (
    Claim,
    DateWindow,
    MeetingClaim,
    MembershipClaim,
    NamingClaim,
    Participant,
    TenureClaim,
)
from kg.rdf.identifiers import short_hash


def claim_ids(claims: Sequence[Claim]) -> list[str]:
    """The hexadecimal digits that name each claim within its document, in the order of the claims.

    Claims that are equal in every respect share their digits.
    """
    same: defaultdict[str, set[str]] = defaultdict(set)
    contents = [(content(claim), _manner(claim)) for claim in claims]
    for what, how in contents:
        same[what].add(how)
    firsts = {what: min(manners) for what, manners in same.items()}
    return [short_hash(what if firsts[what] == how else f"{what}|{how}") for what, how in contents]


def content(claim: Claim) -> str:
    """What the claim says, without where it stands and how it is known."""
    if isinstance(claim, NamingClaim):
        parts = ["naming", claim.entity]
    elif isinstance(claim, TenureClaim):
        parts = ["tenure", claim.person, claim.office.key, claim.status, claim.aspect]
        parts += _window(claim.window)
    elif isinstance(claim, MembershipClaim):
        parts = ["membership", claim.member, claim.organisation, claim.role, claim.status]
        parts += [claim.aspect, *_window(claim.window)]
    else:
        parts = ["meeting", claim.kind, claim.status, claim.place, claim.name]
        parts += [*_window(claim.window), *sorted(map(_participant, claim.participants))]
    return "|".join(parts)


def _manner(claim: Claim) -> str:
    source = claim.source
    where = [f"{e.start}-{e.end}" for e in source.evidence]
    extra = ""
    if isinstance(claim, TenureClaim | MembershipClaim | MeetingClaim):
        extra = claim.window.stated
    return "|".join(
        [source.stance, source.basis, source.claimant, source.rule, extra, ",".join(where)]
    )


def _window(window: DateWindow) -> list[str]:
    return ["" if side is None else side.isoformat() for side in (window.earliest, window.latest)]


def _participant(participant: Participant) -> str:
    capacity = participant.capacity.key if participant.capacity else ""
    return "/".join([participant.agent, capacity, participant.on_behalf_of, participant.role])
