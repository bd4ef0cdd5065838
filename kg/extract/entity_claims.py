"""The entities of a document, each with the claim that the document names it."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.people import Person
from kg.extract.place_readings import Named, without_persons
from kg.extract.tenure_claims import Tenures
from kg.model import Entity, EntityKind, Mention, NamingClaim, Source


class Entities:
    """Persons, and the countries, places and organisations named or referred to."""

    def __init__(self, context: Context, tenures: Tenures) -> None:
        self._context = context
        self._tenures = tenures
        self._names = self._named()

    def read(self) -> tuple[list[Entity], list[NamingClaim]]:
        """All entities and, for each, where the document names it first."""
        entities: list[Entity] = []
        namings: list[NamingClaim] = []
        for person in self._context.persons.values():
            entities.append(self._person(person))
            first = min(person.mentions, key=lambda m: m.start)
            namings.append(self._naming(person.key, first.start, first.end, first.rule))
        for key, mentions in self._mentions().items():
            name, start, end = mentions[0]
            entities.append(_entity(mentions))
            namings.append(self._naming(key, start, end, name.rule))
        return entities, namings

    def mentions(self) -> tuple[Mention, ...]:
        """Where the text names them, adjectives of countries too, in the order of the text."""
        named = {Mention(start, end, name.key, name.adjective) for name, start, end in self._names}
        persons = {
            Mention(mention.start, mention.end, person.key)
            for person in self._context.persons.values()
            for mention in person.mentions
        }
        return tuple(sorted(named | persons))

    def _named(self) -> list[Named]:
        """What the text names, without the towns that are names of persons here."""
        names = self._context.reading.names
        towns = {start for name, start, _ in names if name.kind is EntityKind.PLACE}
        surnames = {
            at: mention.name.split()
            for person in self._context.persons.values()
            for mention in (person.mentions if towns else ())
            for at in range(mention.start, mention.end)
            if at in towns
        }
        return without_persons(self._context.document.text, names, surnames)

    def _mentions(self) -> dict[str, list[Named]]:
        """Mentions by key, nouns before adjectives; an adjective alone counts where it is used."""
        used = self._context.names
        mentions: dict[str, list[Named]] = {}
        for name, start, end in self._names:
            if not name.adjective or name.key in used:
                mentions.setdefault(name.key, []).append((name, start, end))
        for key, name in used.items():
            if key not in mentions:
                words = r"\s+".join(map(re.escape, name.text.split()))
                match = re.search(rf"\b{words}\b", self._context.document.text)
                start, end = match.span() if match else self._context.reading.sentences[0]
                mentions[key] = [(name, start, end)]
        for found in mentions.values():
            found.sort(key=lambda mention: (mention[0].adjective, mention[1]))
        return mentions

    def _naming(self, key: str, start: int, end: int, rule: str) -> NamingClaim:
        return NamingClaim(Source(self._context.evidence(start, end), rule), key)

    def _person(self, person: Person) -> Entity:
        forms = tuple(sorted(person.forms - {person.name}))
        countries = self._tenures.countries(person.key)
        return Entity(person.key, EntityKind.PERSON, person.name, forms, countries=countries)


def _entity(mentions: list[Named]) -> Entity:
    name = mentions[0][0]
    forms = {mention.text for mention, _, _ in mentions if not mention.adjective} - {name.name}
    return Entity(name.key, name.kind, name.name, tuple(sorted(forms)), name.wikidata, name.country)
