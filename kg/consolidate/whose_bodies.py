"""Whose ministry, parliament or army a document speaks of.

Every state has a National Assembly. Where the words beside a mention say whose ("of Armenia",
"Armenia's", "Armenian"), it is that state's; else where the rest of the document leaves one state
only: the one it names with the same body elsewhere, that of the people it calls its officers, or
the only one it speaks of if it names an officer of that state. Where it leaves several, the body is
one of this document's own, and never one that states share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.consolidate.state_bodies import listed_body, normal_form, only_state
from kg.model import (
    Claim,
    Entity,
    EntityKind,
    Extraction,
    MeetingClaim,
    MembershipClaim,
    Mention,
    NamingClaim,
    Office,
    Source,
    TenureClaim,
)
from kg.rdf.identifiers import last_step, short_hash
from kg.resolve.gazetteer import gazetteer, is_listed
from kg.text.articles import with_article
from kg.text.slug import slug

_KINDS = frozenset({EntityKind.GOVERNMENT_BODY, EntityKind.ORGANISATION})
_BEHIND = frozenset({len(" of "), len(" of the ")})  # characters between a body and its state
_POSSESSIVE, _BLANK = len("’s "), len(" ")  # and between a state and its body
_HASH_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that every state has, as the document names it; ``state`` is a key or ""."""

    entity: Entity
    normal: str
    state: str


def with_states(extraction: Extraction, document: str) -> Extraction:
    """The extraction with bodies of states in place of bodies that any state may have.

    ``document`` tells the document from all others: its slug.
    """
    bodies = {body.entity.key: body for body in map(_body, extraction.entities) if body.normal}
    if not bodies:
        return extraction
    return _Rewriting(extraction, bodies, document).extraction()


def _body(entity: Entity) -> _Body:
    """The body that an entity is; one whose item or state the list of names knows is as it is."""
    known = entity.wikidata or (entity.country and is_listed(entity.key))
    if known or entity.kind not in _KINDS:
        return _Body(entity, "", "")
    state = entity.country or only_state(entity.name)
    return _Body(entity, normal_form(entity.name, entity.country), state)


class _Rewriting:
    def __init__(self, extraction: Extraction, bodies: Mapping[str, _Body], document: str) -> None:
        self._extraction = extraction
        self._bodies = bodies
        self._document = document
        self._entities = {entity.key: entity for entity in extraction.entities}
        self._told = self._told_by_words()
        self._evident = {key: self._state_of_document(body) for key, body in bodies.items()}
        self._made: dict[str, Entity] = {}

    def extraction(self) -> Extraction:
        """The extraction with keys, names and offices as they are now."""
        claims = tuple(map(self._claim, self._extraction.claims))
        mentions = tuple(
            mention._replace(entity=self._at(mention.entity, mention.start, mention.end))
            for mention in self._extraction.mentions
        )
        kept = [e for e in self._extraction.entities if e.key not in self._bodies]
        fresh = [entity for key, entity in sorted(self._made.items())]
        return replace(self._extraction, entities=(*kept, *fresh), claims=claims, mentions=mentions)

    # ------------------------------------------------------------------ whose it is

    def _told_by_words(self) -> dict[str, list[tuple[int, int, str]]]:
        """By key of a body: the beginnings and ends of its mentions, and the state beside each."""
        ends: dict[int, Mention] = {}
        starts: dict[int, Mention] = {}
        for mention in self._extraction.mentions:
            if self._kind(mention.entity) is EntityKind.COUNTRY:
                ends[mention.end] = starts[mention.start] = mention
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for mention in self._extraction.mentions:
            if mention.entity in self._bodies:
                state = self._bodies[mention.entity].state or _beside(mention, starts, ends)
                found[mention.entity].append((mention.start, mention.end, state))
        return dict(found)

    def _state_of_document(self, body: _Body) -> str:
        """Whose body it is where no words beside it tell; "" where several may be meant."""
        if body.state:
            return body.state
        same = [key for key, other in self._bodies.items() if other.normal == body.normal]
        told = {state for key in same for _, _, state in self._told.get(key, ())}
        told |= {self._bodies[key].state for key in same}
        for states in (told, self._states_of_officers(body.entity.key), self._own_state()):
            states = states - {""}
            if states:
                return states.pop() if len(states) == 1 else ""
        return ""

    def _states_of_officers(self, key: str) -> set[str]:
        people = {
            person
            for claim in self._extraction.claims
            for person, office in _held(claim)
            if office.of == key
        }
        return {
            country
            for person in people
            if (entity := self._entities.get(person))
            for country in entity.countries
        }

    def _own_state(self) -> set[str]:
        """The only state that the document speaks of, if it names an officer of it.

        A text of home that speaks of one state abroad does not mean that state's ministries.
        """
        spoken = self._states_spoken_of()
        held = {office.of for claim in self._extraction.claims for _, office in _held(claim)}
        return spoken if len(spoken - {""}) == 1 and spoken & held else set()

    def _states_spoken_of(self) -> set[str]:
        named = {mention.entity for mention in self._extraction.mentions}
        return {
            key if self._kind(key) is EntityKind.COUNTRY else self._entities[key].country
            for key in named
            if self._kind(key) in (EntityKind.COUNTRY, EntityKind.PLACE)
        }

    def _kind(self, key: str) -> EntityKind | None:
        if key.startswith("country/"):
            return EntityKind.COUNTRY
        entity = self._entities.get(key)
        return entity.kind if entity else None

    # ------------------------------------------------------------------ writing it anew

    def _at(self, key: str, start: int, end: int, around: tuple[int, int] | None = None) -> str:
        """What a key means between two offsets: by the words there, then around, then by all."""
        if key not in self._bodies:
            return key
        told = self._told.get(key, ())
        for first, last in ((start, end), around or (start, end)):
            states = {state for a, b, state in told if first <= a and b <= last} - {""}
            if states:
                return self._key(key, states.pop() if len(states) == 1 else "")
        return self._key(key, self._evident[key])

    def _key(self, key: str, state: str) -> str:
        body = self._bodies[key]
        made = _named(body, state, self._document)
        known = self._made.get(made.key)
        if known is not None:
            forms = {known.name, made.name, *known.forms, *made.forms} - {known.name}
            made = known._replace(forms=tuple(sorted(forms)))
        self._made[made.key] = made
        return made.key

    def _of(self, key: str, source: Source) -> str:
        evidence = source.evidence[0]
        around = evidence.sentence_start, evidence.sentence_end
        return self._at(key, evidence.start, evidence.end, around)

    def _office(self, office: Office, source: Source) -> Office:
        if office.of not in self._bodies:
            return office
        of = self._of(office.of, source)
        key = office.key.removesuffix(last_step(office.of)) + last_step(of)
        before, now = self._entities[office.of].name, self._made[of].name
        label = office.label.replace(with_article(before), with_article(now))
        return replace(office, of=of, key=key, label=label)

    def _claim(self, claim: Claim) -> Claim:
        source = claim.source
        if isinstance(claim, NamingClaim):
            return replace(claim, entity=self._of(claim.entity, source))
        if isinstance(claim, TenureClaim):
            return replace(claim, office=self._office(claim.office, source))
        if isinstance(claim, MembershipClaim):
            member = self._of(claim.member, source)
            return replace(claim, member=member, organisation=self._of(claim.organisation, source))
        participants = tuple(
            replace(
                one,
                agent=self._of(one.agent, source),
                on_behalf_of=self._of(one.on_behalf_of, source),
                capacity=self._office(one.capacity, source) if one.capacity else None,
            )
            for one in claim.participants
        )
        return replace(claim, participants=participants)


def _held(claim: Claim) -> Iterable[tuple[str, Office]]:
    if isinstance(claim, TenureClaim):
        return [(claim.person, claim.office)]
    if isinstance(claim, MeetingClaim):
        return [(one.agent, one.capacity) for one in claim.participants if one.capacity]
    return []


def _beside(mention: Mention, starts: Mapping[int, Mention], ends: Mapping[int, Mention]) -> str:
    """The state that stands right before or behind a body, as its own."""
    for gap in _BEHIND:
        state = starts.get(mention.end + gap)
        if state is not None and not state.adjective:
            return state.entity
    owner = ends.get(mention.start - _POSSESSIVE)
    if owner is not None and not owner.adjective:
        return owner.entity
    people = ends.get(mention.start - _BLANK)
    return people.entity if people is not None else ""


def _named(body: _Body, state: str, document: str) -> Entity:
    """The body of a state, by its normal name; without one, of this document alone."""
    entity, normal = body.entity, body.normal
    forms = {entity.name, *entity.forms}
    if not state:
        step = f"{slug(normal)}-{short_hash(f'{normal}|{document}', _HASH_DIGITS)}"
        return _made(entity, f"organisation/{step}", entity.name, forms)
    listed = listed_body(normal, state)
    if listed is not None:
        named = _made(entity, listed.key, listed.name, forms)
        return named._replace(kind=listed.kind, wikidata=listed.wikidata, country=listed.country)
    known = gazetteer().entries.get(state)
    name = f"{normal} of {with_article(known.name if known else _title(state))}"
    named = _made(entity, f"organisation/{slug(normal)}-of-{last_step(state)}", name, forms)
    return named._replace(kind=EntityKind.GOVERNMENT_BODY, country=state)


def _made(entity: Entity, key: str, name: str, forms: Sequence[str] | set[str]) -> Entity:
    return entity._replace(key=key, name=name, forms=tuple(sorted({*forms} - {name})))


def _title(key: str) -> str:
    return last_step(key).replace("-", " ").title()
