"""From what was read in one document to statements, and which of its claims make each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.consolidate.facts import (
    Day,
    EntityFacts,
    Facts,
    MeetingFacts,
    MembershipFacts,
    OfficeFacts,
    ParticipantFacts,
    PersonFacts,
    Statement,
    TenureFacts,
    is_single,
    least,
    references,
    statement,
)
from kg.consolidate.whose_bodies import with_states
from kg.model import (
    Claim,
    DateWindow,
    Entity,
    EntityKind,
    Extraction,
    MeetingClaim,
    MembershipClaim,
    NamingClaim,
    Office,
    Participant,
    Stance,
    TenureClaim,
)
from kg.resolve.gazetteer import is_listed
from kg.text.office_forms import office_form

_MOST_FORMS = 20  # ways of writing one name that are kept from one document
_LONGEST_FORM = 200  # characters
_KIND_OF_PREFIX = {
    "country": EntityKind.COUNTRY,
    "organisation": EntityKind.ORGANISATION,
    "place": EntityKind.PLACE,
    "person": EntityKind.PERSON,
}
FIRM = frozenset({Stance.ASSERTED.value, Stance.REPORTED.value})  # what makes facts


class Observation(NamedTuple):
    """A statement, what it refers to, and the claims (hexadecimal digits) that make it."""

    statement: Statement
    references: frozenset[str]
    claims: frozenset[str]


def observe(
    extraction: Extraction, claim_ids: Sequence[str], said: Day, document: str
) -> list[Observation]:
    """The statements of a document; ``said`` is the day it speaks on, ``document`` its slug.

    Every entity that a claim refers to is described by a statement of its own, made by the claims
    that name it, else by those that refer to it: nothing in the graph lacks evidence.
    """
    return _Observer(with_states(extraction, document), claim_ids, said).observations()


def day(value: date | None) -> Day:
    """A date as an ordinal."""
    return None if value is None else value.toordinal()


def window_days(window: DateWindow) -> tuple[Day, Day]:
    """Both sides of a window, in order."""
    lo, hi = day(window.earliest), day(window.latest)
    return (hi, lo) if lo is not None and hi is not None and lo > hi else (lo, hi)


@dataclass(slots=True)
class _Posts:
    """The offices a document knows a person in."""

    held: dict[str, tuple[Day, Day]] = field(default_factory=dict)  # by key: first and last day
    countries: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # the roles of those held
    roles: set[str] = field(default_factory=set)  # nobody says of what

    def add(self, office: Office, country: str, lo: Day, hi: Day) -> None:
        role = office_form(office.role)
        if not office.of:
            self.roles.add(role)
            return
        first, last = self.held.get(office.key, (lo, hi))
        self.held[office.key] = least(min, first, lo), least(max, last, hi)
        self.countries |= {country} - {""}
        self.titles.add(role)


class _Observer:
    """One document; the methods below build each kind of facts from its claims."""

    def __init__(self, extraction: Extraction, claim_ids: Sequence[str], said: Day) -> None:
        self._entities = {entity.key: entity for entity in extraction.entities}
        self._claims = dict(zip(claim_ids, extraction.claims, strict=True))
        self._said = said
        self._references: dict[str, str] = {}  # key of a person → reference
        self._spoken_of = {mention.entity for mention in extraction.mentions}

    def observations(self) -> list[Observation]:
        posts = self._posts_of_persons()
        made: defaultdict[Statement, set[str]] = defaultdict(set)
        for key, claims in self._supporters().items():
            described = statement(self._describe(key, posts[key]))
            made[described] |= claims
            if self._is_person(key):
                self._references[key] = described.reference
        referring: dict[Statement, frozenset[str]] = {}
        for claim_id, claim in self._claims.items():
            for facts in self._facts(claim):
                said = statement(facts)
                made[said].add(claim_id)
                referring[said] = references(facts)
        nothing: frozenset[str] = frozenset()
        return [Observation(s, referring.get(s, nothing), frozenset(c)) for s, c in made.items()]

    # ------------------------------------------------------------------ who is spoken of

    def _supporters(self) -> dict[str, set[str]]:
        """The claims behind each entity: those that name it, else those that refer to it."""
        naming: defaultdict[str, set[str]] = defaultdict(set)
        referring: defaultdict[str, set[str]] = defaultdict(set)
        for claim_id, claim in self._claims.items():
            kept = naming if isinstance(claim, NamingClaim) else referring
            for key in _keys(claim):
                kept[key].add(claim_id)
        supporters = {**referring, **naming}
        located: defaultdict[str, set[str]] = defaultdict(set)
        for key, claims in supporters.items():
            country = self._country_attribute(key)
            if country and country not in supporters:
                located[country] |= claims
        return {**supporters, **located}

    def _describe(self, key: str, posts: _Posts) -> PersonFacts | EntityFacts:
        entity = self._entities.get(key)
        name = entity.name if entity else _name_of(key)
        forms = _forms(entity) if entity else ()
        wikidata = entity.wikidata if entity else ""
        if not self._is_person(key):
            kind = entity.kind if entity else _kind_of(key)
            country = self._country_attribute(key)
            told = bool(country) and (country in self._spoken_of or not is_listed(key))
            implied = entity is None
            return EntityFacts(key, kind.value, name, forms, wikidata, country, implied, told)
        timed = is_single(key)
        held = (
            (office, lo if timed else None, hi if timed else None)
            for office, (lo, hi) in sorted(posts.held.items())
        )
        return PersonFacts(
            key=key,
            name=name,
            forms=forms,
            wikidata=wikidata,
            countries=tuple(sorted(posts.countries.union(entity.countries if entity else ()))),
            offices=tuple(held),
            titles=tuple(sorted(posts.titles)),
            roles=tuple(sorted(posts.roles - posts.titles)),
            implied=entity is None,
        )

    def _posts_of_persons(self) -> defaultdict[str, _Posts]:
        """The offices that tie each person down."""
        found: defaultdict[str, _Posts] = defaultdict(_Posts)
        for claim in self._claims.values():
            if claim.source.stance.value not in FIRM:
                continue
            for person, office, window in _held(claim):
                lo, hi = window_days(window)
                lo = lo if lo is not None else hi if hi is not None else self._said
                hi = hi if hi is not None else lo
                country = self._country(office.of) if office.of else ""
                found[person].add(office, country, lo, hi)
        return found

    # ------------------------------------------------------------------ what is said

    def _facts(self, claim: Claim) -> Iterator[Facts]:
        if isinstance(claim, TenureClaim):
            yield from self._tenure(claim)
        elif isinstance(claim, MembershipClaim):
            yield self._membership(claim)
        elif isinstance(claim, MeetingClaim):
            yield from self._meeting(claim)

    def _tenure(self, claim: TenureClaim) -> Iterator[Facts]:
        person, office, source = self._reference(claim.person), claim.office, claim.source
        yield self._office(person, office, source.stance)
        lo, hi = window_days(claim.window)
        yield TenureFacts(
            person=person,
            office=office.key,
            role=office.role,
            of=office.of,
            status=claim.status.value,
            aspect=claim.aspect.value,
            stance=source.stance.value,
            basis=source.basis.value,
            lo=lo,
            hi=hi,
        )

    def _membership(self, claim: MembershipClaim) -> MembershipFacts:
        lo, hi = window_days(claim.window)
        return MembershipFacts(
            member=self._reference(claim.member),
            organisation=claim.organisation,
            role=claim.role.value,
            status=claim.status.value,
            aspect=claim.aspect.value,
            stance=claim.source.stance.value,
            basis=claim.source.basis.value,
            lo=lo,
            hi=hi,
        )

    def _meeting(self, claim: MeetingClaim) -> Iterator[Facts]:
        source = claim.source
        for participant in claim.participants:
            if participant.capacity:
                agent = self._reference(participant.agent)
                yield self._office(agent, participant.capacity, source.stance)
        lo, hi = window_days(claim.window)
        yield MeetingFacts(
            kind=claim.kind.value,
            status=claim.status.value,
            stance=source.stance.value,
            basis=source.basis.value,
            said=self._said,
            lo=lo,
            hi=hi,
            stated=claim.window.stated,
            place=claim.place,
            area=self._country(claim.place) if claim.place else "",
            name=claim.name,
            participants=tuple(sorted({self._participant(p) for p in claim.participants})),
        )

    def _office(self, person: str, office: Office, stance: Stance) -> OfficeFacts:
        return OfficeFacts(
            person=person,
            key=office.key,
            role=office.role,
            kind=office.kind.value,
            of=office.of,
            label=office.label,
            firm=stance.value in FIRM,
        )

    def _participant(self, participant: Participant) -> ParticipantFacts:
        office = participant.capacity
        stands_for = [participant.agent, participant.on_behalf_of, office.of if office else ""]
        countries = {self._country(key) for key in stands_for if key and not self._is_person(key)}
        return ParticipantFacts(
            agent=self._reference(participant.agent),
            role=participant.role.value,
            office=office.key if office else "",
            office_role=office.role if office else "",
            office_of=office.of if office else "",
            behalf=participant.on_behalf_of,
            represents=tuple(sorted(countries - {""})),
        )

    # ------------------------------------------------------------------ keys

    def _is_person(self, key: str) -> bool:
        entity = self._entities.get(key)
        return (entity.kind if entity else _kind_of(key)) is EntityKind.PERSON

    def _reference(self, key: str) -> str:
        return self._references.get(key, key)

    def _country(self, key: str) -> str:
        """The country that an entity is or belongs to, "" where the document does not say."""
        entity = self._entities.get(key)
        if (entity.kind if entity else _kind_of(key)) is EntityKind.COUNTRY:
            return key
        return self._country_attribute(key)

    def _country_attribute(self, key: str) -> str:
        entity = self._entities.get(key)
        if entity is None or entity.kind in (EntityKind.PERSON, EntityKind.COUNTRY):
            return ""
        return entity.country


def _held(claim: Claim) -> Iterable[tuple[str, Office, DateWindow]]:
    if isinstance(claim, TenureClaim):
        return [(claim.person, claim.office, claim.window)]
    if isinstance(claim, MeetingClaim):
        return [(p.agent, p.capacity, claim.window) for p in claim.participants if p.capacity]
    return []


def _keys(claim: Claim) -> set[str]:
    """The keys of all entities a claim speaks of."""
    if isinstance(claim, NamingClaim):
        keys = {claim.entity}
    elif isinstance(claim, TenureClaim):
        keys = {claim.person, claim.office.of}
    elif isinstance(claim, MembershipClaim):
        keys = {claim.member, claim.organisation}
    else:
        keys = {claim.place}
        for participant in claim.participants:
            office = participant.capacity
            keys |= {participant.agent, participant.on_behalf_of, office.of if office else ""}
    return keys - {""}


def _forms(entity: Entity) -> tuple[str, ...]:
    forms = {form for form in entity.forms if form and len(form) <= _LONGEST_FORM}
    return tuple(sorted(forms - {entity.name})[:_MOST_FORMS])


def _kind_of(key: str) -> EntityKind:
    prefix = key.partition("/")[0]
    return _KIND_OF_PREFIX.get(prefix, EntityKind.ORGANISATION)


def _name_of(key: str) -> str:
    return key.rpartition("/")[2].replace("-", " ").title() or key
