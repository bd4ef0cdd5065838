"""Who and what one document names, with all that it says of them and that tells who they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import (
    Claim,
    DateWindow,
    Entity,
    Extraction,
    MeetingClaim,
    Office,
    TenureClaim,
)
from kg.resolve.candidates import ORGANISATIONS, PERSON
from kg.resolve.decision import Decision, Outcome
from kg.resolve.profile import full_names

_UNKNOWN = Decision(Outcome.NONE)


@dataclass(slots=True)
class Subject:
    """An entity of the reading, or a name that was found by scanning.

    ``posts`` are (role, key of country or organisation, first day, last day), ``countries`` keys.
    ``grammatical``: a grammar has found it, and where its name begins and ends; no list knows it.
    """

    kind: str
    names: tuple[str, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    grammatical: bool = False
    posts: set[tuple[str, str, str, str]] = field(default_factory=set)
    countries: tuple[str, ...] = ()
    decision: Decision = _UNKNOWN


def subjects_of(extraction: Extraction) -> dict[str, Subject]:
    """The entities of a reading, by key."""
    subjects = {entity.key: _subject(entity) for entity in extraction.entities}
    for mention in extraction.mentions:
        subject = subjects.get(mention.entity)
        if subject is not None and not mention.adjective:
            subject.spans.append((mention.start, mention.end))
    for claim in extraction.claims:
        for person, office, window in _held(claim):
            if person in subjects:
                first = window.earliest.isoformat() if window.earliest else ""
                last = window.latest.isoformat() if window.latest else ""
                subjects[person].posts.add((office.role, office.of, first, last))
    return subjects


def _held(claim: Claim) -> Iterator[tuple[str, Office, DateWindow]]:
    if isinstance(claim, TenureClaim):
        yield claim.person, claim.office, claim.window
    elif isinstance(claim, MeetingClaim):
        for one in claim.participants:
            if one.capacity:
                yield one.agent, one.capacity, claim.window


def _subject(entity: Entity) -> Subject:
    kind = entity.kind.value
    if kind == PERSON:
        full = full_names((entity.name, *entity.forms))
        return Subject(kind, full, countries=entity.countries)
    names = (entity.name, *entity.forms)
    grammatical = not entity.wikidata and kind in ORGANISATIONS
    return Subject(
        kind,
        full_names(names) if grammatical else names,
        grammatical=grammatical,
        countries=(entity.country,) if entity.country else (),
    )
