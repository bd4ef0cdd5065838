"""Who and what one document names, with all that it says of them and that tells who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import (
    DateWindow,
    Entity,
    EntityKind,
    Extraction,
    MeetingClaim,
    Office,
    TenureClaim,
)
from kg.resolve.candidates import ORGANISATIONS, PERSON
from kg.resolve.decision import Decision, Outcome
from kg.resolve.profile import full_names

_KINDS = {kind: kind.value for kind in EntityKind}  # the members of an enumeration are slow
_UNKNOWN = Decision(Outcome.NONE)


Said = tuple[str, str, str, str]  # of a post


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
    posts: frozenset[Said] = frozenset()
    countries: tuple[str, ...] = ()
    decision: Decision = _UNKNOWN
    qid: str = ""  # the item that was accepted

    def settle(self, decision: Decision) -> None:
        """Keep a decision."""
        self.decision = decision
        self.qid = decision.accepted


def subjects_of(extraction: Extraction) -> dict[str, Subject]:
    """The entities of a reading, by key."""
    subjects = {entity.key: _subject(entity) for entity in extraction.entities}
    for start, end, key, adjective in extraction.mentions:
        if not adjective and key in subjects:
            subjects[key].spans.append((start, end))
    for claim in extraction.claims:
        if isinstance(claim, TenureClaim):
            _hold(subjects.get(claim.person), claim.office, claim.window)
        elif isinstance(claim, MeetingClaim):
            for one in claim.participants:
                if one.capacity:
                    _hold(subjects.get(one.agent), one.capacity, claim.window)
    return subjects


def _hold(person: Subject | None, office: Office, window: DateWindow) -> None:
    if person is not None:
        first = window.earliest.isoformat() if window.earliest else ""
        last = window.latest.isoformat() if window.latest else ""
        person.posts |= {(office.role, office.of, first, last)}


def _subject(entity: Entity) -> Subject:
    kind = _KINDS[entity.kind]
    names = (entity.name, *entity.forms) if entity.forms else (entity.name,)
    if kind == PERSON:
        names = full_names(names) if entity.forms else names
        return Subject(kind, names, countries=entity.countries)
    grammatical = not entity.wikidata and kind in ORGANISATIONS
    return Subject(
        kind,
        full_names(names) if grammatical else names,
        grammatical=grammatical,
        countries=(entity.country,) if entity.country else (),
    )
