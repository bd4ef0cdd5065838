"""The items of ``kg extract``: each fact of a document once, in plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.model import (
    Aspect,
    Claim,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    MeetingClaim,
    MeetingKind,
    MeetingStatus,
    MemberRole,
    MembershipClaim,
    MembershipStatus,
    NamingClaim,
    Stance,
    TenureClaim,
    TenureStatus,
)

Item = dict[str, object]

_ORGANISATIONS: Final = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.GOVERNMENT_BODY,
        EntityKind.INTERNATIONAL_ORGANISATION,
    }
)
_ASIDE: Final = ("date", "claimant")  # told about a fact; not what tells it from another
_MEETING_TYPE: Final = {
    MeetingKind.VISIT: "visit",
    MeetingKind.CALL: "call",
    MeetingKind.PRESS_CONFERENCE: "press_conference",
    MeetingKind.SUMMIT: "summit",
    MeetingKind.CEREMONY: "ceremony",
}
_MEETING_STATUS: Final = {
    MeetingStatus.HELD: "held",
    MeetingStatus.PLANNED: "planned",
    MeetingStatus.CALLED_FOR: "planned",
    MeetingStatus.REFUSED: "denied",
    MeetingStatus.CANCELLED: "cancelled",
}


def items(document: Document, extraction: Extraction) -> list[Item]:
    """The facts of a document in the order of kinds, then of the text."""
    entities = {entity.key: entity for entity in extraction.entities}
    seen: dict[str, Item] = {}
    begun = {_belonging(claim) for claim in extraction.claims if _is_since(claim, extraction)}
    begun.discard(None)
    over = {_holding(claim) for claim in extraction.claims if _is_ended(claim)}
    for claim in extraction.claims:
        if _holding(claim) in over and not _is_ended(claim):
            continue  # "minister from 2001 to 2005" is one item, of a former minister
        if _belonging(claim) in begun:
            if isinstance(claim, MembershipClaim) and claim.aspect is Aspect.HOLDS:
                continue  # "a member since 1952" is one item, with the year it began
            claim = _as_held(claim)
        if claim.source.stance in (Stance.HEDGED, Stance.DENIED):
            continue  # the document does not vouch for it
        item = _item(document, claim, entities)
        if item is None:
            continue
        claimant = entities.get(claim.source.claimant)
        if claim.source.stance is Stance.REPORTED and claimant is not None:
            item["claimant"] = claimant.name
        identity = repr(
            {
                k: v
                for k, v in item.items()
                if k not in _ASIDE or (k == "date" and claim_is_meeting(claim))
            }
        )
        if identity in seen:
            continue
        item["evidence"] = _evidence(document, claim)
        seen[identity] = item
    return list(seen.values())


def _belonging(claim: Claim) -> tuple[str, str, MemberRole] | None:
    """Who belongs to what, where a claim is of a membership."""
    if isinstance(claim, MembershipClaim) and claim.status is MembershipStatus.ACTIVE:
        return claim.member, claim.organisation, claim.role
    return None


def _holding(claim: Claim) -> tuple[str, str, tuple[Evidence, ...]] | None:
    """Who holds what, by which words, where a claim is of a tenure."""
    if isinstance(claim, TenureClaim):
        return claim.person, claim.office.key, claim.source.evidence
    return None


def _is_ended(claim: Claim) -> bool:
    return isinstance(claim, TenureClaim) and claim.aspect is Aspect.ENDS


def _is_since(claim: Claim, extraction: Extraction) -> bool:
    """Whether the same words say that a membership began and that it holds."""
    return (
        isinstance(claim, MembershipClaim)
        and claim.aspect is Aspect.STARTS
        and any(
            isinstance(other, MembershipClaim)
            and other.aspect is Aspect.HOLDS
            and _belonging(other) == _belonging(claim)
            and other.source.evidence == claim.source.evidence
            for other in extraction.claims
        )
    )


def _as_held(claim: Claim) -> Claim:
    return replace(claim, aspect=Aspect.HOLDS) if isinstance(claim, MembershipClaim) else claim


def claim_is_meeting(claim: Claim) -> bool:
    """Meetings on two days are two facts; an office on two days is one."""
    return isinstance(claim, MeetingClaim)


def _evidence(document: Document, claim: Claim) -> list[dict[str, object]]:
    return [
        {
            "start": e.start,
            "end": e.end,
            "text": document.text[e.start : e.end],
            "rule": claim.source.rule,
        }
        for e in claim.source.evidence
    ]


def _own_name(document: Document, entity: Entity) -> str:
    """The canonical name if the document has it, else the longest form it uses."""
    if entity.name in document.text or not entity.forms:
        return entity.name
    forms = entity.forms
    if any(form.isupper() and len(form) > 1 for form in forms):
        # "the Organization" of a text that says OSCE throughout is a word of its name, no name
        forms = tuple(f for f in forms if f not in entity.name.split()) or forms
    return max(forms, key=lambda form: (len(form), form))


def _item(document: Document, claim: Claim, entities: dict[str, Entity]) -> Item | None:
    if isinstance(claim, NamingClaim):
        entity = entities[claim.entity]
        if entity.kind is EntityKind.PERSON:
            return {"kind": "person", "name": entity.name}
        if entity.kind in _ORGANISATIONS:
            return {"kind": "organisation", "name": _own_name(document, entity)}
        return None
    if isinstance(claim, TenureClaim):
        return _office(document, claim, entities)
    if isinstance(claim, MembershipClaim):
        return {
            "kind": "membership",
            "member": entities[claim.member].name,
            "org": _own_name(document, entities[claim.organisation]),
            "status": _membership_status(claim),
            "date": claim.window.stated or None,
        }
    return _meeting(claim, entities)


def _office(document: Document, claim: TenureClaim, entities: dict[str, Entity]) -> Item:
    status = "current"
    if claim.aspect is Aspect.ENDS:
        status = "former"
    elif claim.status is not TenureStatus.SUBSTANTIVE:
        status = claim.status.value
    org = _own_name(document, entities[claim.office.of]) if claim.office.of else None
    return {
        "kind": "office",
        "person": entities[claim.person].name,
        "role": claim.office.role,
        "org": org,
        "status": status,
    }


def _membership_status(claim: MembershipClaim) -> str:
    if claim.role is not MemberRole.FULL:
        return claim.role.value
    if claim.status in (MembershipStatus.FROZEN, MembershipStatus.SUSPENDED):
        return "suspended"
    if claim.status is MembershipStatus.ENDED:
        return "left" if claim.aspect is Aspect.ENDS else "former"
    return "joined" if claim.aspect is Aspect.STARTS else "member"


def _meeting(claim: MeetingClaim, entities: dict[str, Entity]) -> Item:
    names: Iterable[str] = dict.fromkeys(entities[p.agent].name for p in claim.participants)
    return {
        "kind": "meeting",
        "participants": list(names),
        "type": _MEETING_TYPE.get(claim.kind, "meeting"),
        "place": entities[claim.place].name if claim.place else None,
        "date": claim.window.stated or None,
        "status": _MEETING_STATUS[claim.status],
    }
