"""Readings: what a claim says, in a few words for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import (
    Aspect,
    Claim,
    MeetingKind,
    MemberRole,
    MembershipClaim,
    MembershipStatus,
    NamingClaim,
    Office,
    ParticipantRole,
    TenureClaim,
    TenureStatus,
)

Name = Callable[[str], str]  # entity key → the name to show

_MEETING_NOUN = {
    MeetingKind.MEETING: "Meeting",
    MeetingKind.MULTILATERAL: "Meeting",
    MeetingKind.TALKS: "Talks",
    MeetingKind.VISIT: "Visit",
    MeetingKind.CALL: "Call",
    MeetingKind.PRESS_CONFERENCE: "Press conference",
    MeetingKind.SUMMIT: "Summit",
    MeetingKind.CEREMONY: "Ceremony",
}
_TENURE_WORD = {
    TenureStatus.SUBSTANTIVE: "",
    TenureStatus.ACTING: "acting ",
    TenureStatus.ELECT: "elected ",
    TenureStatus.NOMINEE: "nominated ",
}
_ASPECT_WORD = {Aspect.HOLDS: "", Aspect.STARTS: "became ", Aspect.ENDS: "no longer "}
_ROLE_WORD = {
    MemberRole.FULL: "member of",
    MemberRole.PARTNER: "partner of",
    MemberRole.OBSERVER: "observer in",
    MemberRole.CANDIDATE: "candidate of",
}
_MOST_NAMED = 3  # participants that a label names; the others are counted


def reading(claim: Claim, name: Name) -> str:
    """What the claim says: "Nikol Pashinyan: Prime Minister of Armenia"."""
    if isinstance(claim, NamingClaim):
        return name(claim.entity)
    if isinstance(claim, TenureClaim):
        held = _ASPECT_WORD[claim.aspect] + _TENURE_WORD[claim.status] + office_label(claim.office)
        return f"{name(claim.person)}: {held}"
    if isinstance(claim, MembershipClaim):
        return f"{name(claim.member)}: {_membership(claim)} {name(claim.organisation)}"
    visitors = [p.agent for p in claim.participants if p.role is not ParticipantRole.HOST]
    agents = [p.agent for p in claim.participants]
    if claim.kind is MeetingKind.VISIT:
        agents = visitors or agents
    place = name(claim.place) if claim.place else ""
    return meeting_label(claim.kind, [name(agent) for agent in agents], place, claim.name)


def office_label(office: Office) -> str:
    """The office's label, or its role where it has none."""
    return office.label or office.role


def tenure_label(person: str, office: str, status: TenureStatus) -> str:
    """ "Anselm Grau, acting Foreign Minister of Karsia"."""
    return f"{person}, {_TENURE_WORD[status]}{office}"


def membership_label(member: str, organisation: str, role: MemberRole) -> str:
    """ "Armenia in CSTO", "Armenia, partner of NATO"."""
    if role is MemberRole.FULL:
        return f"{member} in {organisation}"
    return f"{member}, {_ROLE_WORD[role]} {organisation}"


def meeting_label(kind: MeetingKind, agents: Sequence[str], place: str = "", name: str = "") -> str:
    """ "Press conference of Jens Stoltenberg and Nikol Pashinyan", "Visit of A to B"."""
    if name:
        return name
    label = f"{_MEETING_NOUN[kind]} of {listed(agents)}" if agents else _MEETING_NOUN[kind]
    return f"{label} to {place}" if kind is MeetingKind.VISIT and place else label


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C", "A, B, C and 4 others"."""
    shown, left = list(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if left > 0:
        shown.append("1 other" if left == 1 else f"{left} others")
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _membership(claim: MembershipClaim) -> str:
    role = _ROLE_WORD[claim.role]
    if claim.status is MembershipStatus.ENDED or claim.aspect is Aspect.ENDS:
        return f"no longer {role}"
    if claim.status is not MembershipStatus.ACTIVE:
        return f"{claim.status.value} {role}"
    return f"became {role}" if claim.aspect is Aspect.STARTS else role
