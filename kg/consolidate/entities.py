"""Persons, countries, organisations and places: their label, other names, and Wikidata item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.consolidate.facts import EntityFacts, PersonFacts
from kg.consolidate.persons import Person
from kg.consolidate.profiles import TELLING
from kg.consolidate.units import Content, Triples, Unit, signature
from kg.model import EntityKind
from kg.rdf.triples import worded
from kg.vocabulary import Cmq, Rdfs, Skos

_CLASS = {
    EntityKind.PERSON: Cmq.Person,
    EntityKind.COUNTRY: Cmq.Country,
    EntityKind.INTERNATIONAL_ORGANISATION: Cmq.InternationalOrganisation,
    EntityKind.GOVERNMENT_BODY: Cmq.GovernmentBody,
    EntityKind.ORGANISATION: Cmq.Organisation,
    EntityKind.PLACE: Cmq.Place,
}
_SHOUTED = 6  # letters from which a name in capitals is a headline's, no abbreviation


@dataclass(frozen=True, slots=True)
class EntityNode:
    """What the graph says of an entity, besides what follows from its tenures and meetings."""

    kind: EntityKind
    label: str
    other_names: tuple[str, ...]
    country: str = ""

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node."""
        out.type(path, _CLASS[self.kind])
        out.add(path, Rdfs.label, worded(self.label))
        for name in self.other_names:
            out.add(path, Skos.altLabel, worded(name))
        if self.country:
            out.add(path, Cmq.locatedIn, out.node(self.country))


def entity_unit(key: str, statements: Mapping[int, EntityFacts]) -> Unit:
    """The node of an entity that is no person, from all statements about its key."""

    def content() -> Content:
        known = [facts for facts in statements.values() if not facts.implied]
        facts = known or list(statements.values())
        kind = min((EntityKind(one.kind) for one in facts), key=TELLING.index)
        countries = sorted((not one.wikidata, one.country) for one in facts if one.country)
        country = countries[0][1] if countries and kind is EntityKind.PLACE else ""
        node = _node(key, kind, facts, country="" if country == key else country)
        return Content(node.label, node, {key: list(statements)})

    return Unit(key, signature(sorted(statements)), content)


def person_unit(
    person: Person, profiles: Mapping[str, PersonFacts], numbers: Mapping[str, int]
) -> Unit:
    """The node of a person; profiles and the numbers of their statements are by reference."""

    def content() -> Content:
        full = [profiles[r] for r in person.references if r not in person.resolved]
        named = [facts for facts in full if not facts.implied] or full
        resolved = [profiles[r] for r in person.resolved]
        node = _node(person.key, EntityKind.PERSON, named, resolved)
        return Content(node.label, node, {person.path: [numbers[r] for r in person.references]})

    told = sorted(numbers[reference] for reference in person.references)
    resolved = sorted(numbers[reference] for reference in person.resolved)
    return Unit(person.path, signature(told, resolved), content)


def _node(
    key: str,
    kind: EntityKind,
    facts: Iterable[EntityFacts | PersonFacts],
    also: Iterable[PersonFacts] = (),
    country: str = "",
) -> EntityNode:
    facts, also = list(facts), list(also)
    label = min(facts, key=lambda one: (one.key != key, *_name_order(one))).name
    names = {name for one in [*facts, *also] for name in (one.name, *one.forms)}
    return EntityNode(
        kind=kind,
        label=label,
        other_names=tuple(sorted(names - {label})),
        country=country,
    )


def _name_order(facts: EntityFacts | PersonFacts) -> tuple[bool, bool, str]:
    """A name that the gazetteer knows comes first, one in capitals only where there is no other."""
    shouted = facts.name.isupper() and len(facts.name) >= _SHOUTED
    return (not facts.wikidata, shouted, facts.name)
