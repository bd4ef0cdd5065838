"""Persons, countries, organisations and places: their label, other names, and Wikidata item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.consolidate.facts import EntityFacts, PersonFacts
from kg.consolidate.persons import Person
from kg.consolidate.units import Content, Triples, Unit, signature
from kg.model import EntityKind
from kg.rdf.triples import iri, worded
from kg.resolve.rulings import UNJUDGED, Link, link_of
from kg.vocabulary import WD, Cmq, Rdfs, Schema, Skos

_CLASS = {
    EntityKind.PERSON: Cmq.Person,
    EntityKind.COUNTRY: Cmq.Country,
    EntityKind.INTERNATIONAL_ORGANISATION: Cmq.InternationalOrganisation,
    EntityKind.GOVERNMENT_BODY: Cmq.GovernmentBody,
    EntityKind.ORGANISATION: Cmq.Organisation,
    EntityKind.PLACE: Cmq.Place,
}
# Where documents disagree on what something is, the more telling kind wins.
_TELLING = [
    EntityKind.COUNTRY,
    EntityKind.INTERNATIONAL_ORGANISATION,
    EntityKind.GOVERNMENT_BODY,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.PERSON,
]
_SHOUTED = 6  # letters from which a name in capitals is a headline's, no abbreviation


@dataclass(frozen=True, slots=True)
class EntityNode:
    """What the graph says of an entity, besides what follows from its tenures and meetings."""

    kind: EntityKind
    label: str
    other_names: tuple[str, ...]
    wikidata: str
    country: str = ""

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node."""
        out.type(path, _CLASS[self.kind])
        out.add(path, Rdfs.label, worded(self.label))
        for name in self.other_names:
            out.add(path, Skos.altLabel, worded(name))
        if self.wikidata:
            out.add(path, Schema.sameAs, iri(WD + self.wikidata))
        if self.country:
            out.add(path, Cmq.locatedIn, out.node(self.country))


def entity_unit(key: str, statements: Mapping[int, EntityFacts], link: Link = UNJUDGED) -> Unit:
    """The node of an entity that is no person, from all statements about its key.

    ``link`` is what people judged of its Wikidata item.
    """

    def content() -> Content:
        known = [facts for facts in statements.values() if not facts.implied]
        facts = known or list(statements.values())
        kind = min((EntityKind(one.kind) for one in facts), key=_TELLING.index)
        countries = sorted((not one.wikidata, one.country) for one in facts if one.country)
        country = countries[0][1] if countries and kind is EntityKind.PLACE else ""
        node = _node(key, kind, facts, link, country="" if country == key else country)
        return Content(node.label, node, {key: list(statements)})

    return Unit(key, signature(sorted(statements), *judged_part(link)), content)


def person_unit(
    person: Person, profiles: Mapping[str, PersonFacts], numbers: Mapping[str, int]
) -> Unit:
    """The node of a person; profiles and the numbers of their statements are by reference."""
    link = link_of(person.judgements)

    def content() -> Content:
        full = [profiles[r] for r in person.references if r not in person.resolved]
        named = [facts for facts in full if not facts.implied] or full
        resolved = [profiles[r] for r in person.resolved]
        node = _node(person.key, EntityKind.PERSON, named, link, resolved)
        return Content(node.label, node, {person.path: [numbers[r] for r in person.references]})

    told = sorted(numbers[reference] for reference in person.references)
    resolved = sorted(numbers[reference] for reference in person.resolved)
    return Unit(person.path, signature(told, resolved, *judged_part(link)), content)


def judged_part(link: Link) -> list[object]:
    """What a judgement about an item adds to the signature of a unit."""
    return [link.qid, sorted(link.never), link.none] if link else []


def _node(
    key: str,
    kind: EntityKind,
    facts: Iterable[EntityFacts | PersonFacts],
    link: Link,
    also: Iterable[PersonFacts] = (),
    country: str = "",
) -> EntityNode:
    facts, also = list(facts), list(also)
    label = min(facts, key=lambda one: (one.key != key, *_name_order(one))).name
    names = {name for one in [*facts, *also] for name in (one.name, *one.forms)}
    items = [one.wikidata for one in [*facts, *also] if _is_item(one.wikidata)]
    return EntityNode(
        kind=kind,
        label=label,
        other_names=tuple(sorted(names - {label})),
        wikidata=link.choose(items),
        country=country,
    )


def _name_order(facts: EntityFacts | PersonFacts) -> tuple[bool, bool, str]:
    """A name that the gazetteer knows comes first, one in capitals only where there is no other."""
    shouted = facts.name.isupper() and len(facts.name) >= _SHOUTED
    return (not facts.wikidata, shouted, facts.name)


def _is_item(wikidata: str) -> bool:
    return wikidata[:1] == "Q" and wikidata[1:].isascii() and wikidata[1:].isdigit()
