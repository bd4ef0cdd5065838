"""Which readings of one document tell of the same event, and what they say of it together."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.model import MeetingClaim, MeetingKind, Stance

_SAME_KIND: Final = {
    MeetingKind.TALKS: MeetingKind.MEETING,
    MeetingKind.MULTILATERAL: MeetingKind.MEETING,
}
OF_BODY: Final = "meeting.of-body"
_GATHERINGS: Final = (MeetingKind.SUMMIT, MeetingKind.MULTILATERAL, MeetingKind.CEREMONY)
_FEW: Final = 4  # participants of one table


def keys(claim: MeetingClaim) -> list[tuple[MeetingKind, str]]:
    """What two readings of one event have in common."""
    kind = _SAME_KIND.get(claim.kind, claim.kind)
    if kind is MeetingKind.SUMMIT:
        return [(kind, "")]
    placed = [(kind, claim.place)] if claim.place and kind is MeetingKind.MEETING else []
    return [*placed, *((kind, participant.agent) for participant in claim.participants)]


def one_event(claim: MeetingClaim, other: MeetingClaim) -> bool:
    """Two readings of one document that tell of the same event."""
    kinds = {_SAME_KIND.get(c.kind, c.kind) for c in (claim, other)}
    firm = {c.source.stance in (Stance.ASSERTED, Stance.REPORTED) for c in (claim, other)}
    if len(kinds) > 1 or claim.status is not other.status or len(firm) > 1:
        return False
    if OF_BODY in (claim.source.rule, other.source.rule) and claim.kind is not MeetingKind.SUMMIT:
        bodies = claim.source.rule == other.source.rule
        dated = claim.window.stated and other.window.stated
        placed = claim.place == other.place != "" and not bodies
        return bool(placed and dated and dates_meet(claim, other))
    mine, others = ({p.agent for p in c.participants} for c in (claim, other))
    if claim.kind is MeetingKind.VISIT and _told_at_once(claim, other):
        return mine == others
    if claim.kind is MeetingKind.VISIT:
        return bool(mine & others) and claim.place == other.place and dates_meet(claim, other)
    if claim.kind is MeetingKind.SUMMIT:
        return (
            _agree(claim.name, other.name)
            and _agree(claim.place, other.place)
            and (dates_meet(claim, other))
        )
    small, large = sorted((mine, others), key=len)
    if not small <= large or (len(large) > _FEW and len(small) * 2 <= len(large)):
        return False  # two of many who talk apart have a meeting of their own
    if len(small) == 1 and len(large) > 1 and not (claim.place and claim.place == other.place):
        return False
    return dates_meet(claim, other)


def _told_at_once(claim: MeetingClaim, other: MeetingClaim) -> bool:
    """ "Berg, who left for a visit to Norway, arrived at the airport on Monday": one visit."""
    arrived = "visit.arrived" in (claim.source.rule, other.source.rule)
    if claim.source.evidence == other.source.evidence:
        return False  # "travelled to Norway and Iceland"
    dated = claim.window.stated and other.window.stated
    sentences = {claim.source.evidence[0].sentence_start, other.source.evidence[0].sentence_start}
    return arrived and not dated and len(sentences) == 1


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def dates_meet(claim: MeetingClaim, other: MeetingClaim) -> bool:
    """Whether two events can have been on one day."""
    a, b = claim.window, other.window
    if not a.stated or not b.stated:
        return True
    starts, ends = a.earliest, a.latest
    if starts is None or ends is None or b.earliest is None or b.latest is None:
        return True
    return starts <= b.latest and b.earliest <= ends


def merged(first: MeetingClaim, second: MeetingClaim) -> MeetingClaim:
    """One claim of two readings: all participants, the first place and the closer date.

    Whose summit it is was only worth saying while nobody was known to attend.
    """
    if second.source.rule == OF_BODY:
        second = replace(second, participants=())
    elif first.source.rule == OF_BODY:
        source = second.source._replace(evidence=first.source.evidence)
        kind = first.kind if first.kind is MeetingKind.SUMMIT else second.kind
        first = replace(first, participants=(), source=source, kind=kind)
    agents = {p.agent for p in first.participants}
    window = first.window
    if len(second.window.stated) > len(window.stated):
        window = second.window
    evidence = tuple(sorted({*first.source.evidence, *second.source.evidence}))
    alone = first.kind is MeetingKind.TALKS and len(first.participants) == 1
    alone = alone and second.kind in _GATHERINGS
    return replace(
        first,
        kind=second.kind if alone else first.kind,  # "hold talks" at a conference
        source=first.source._replace(evidence=evidence),
        participants=(
            *first.participants, *(p for p in second.participants if p.agent not in agents),
        ),
        window=window,
        place=first.place or second.place,
        name=first.name or second.name,
    )  # fmt: skip
