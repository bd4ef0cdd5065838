"""What can be known of an entity besides its names: to compare with, and to add to a table.

Each property is a row: its id, its name, what it says, the types that have it, what its values
are, and where they lie in the graph, as alternatives in SPARQL from ``?x`` to ``?v``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kg.errors import UsageError
from kg.reconcile.types import TYPES, is_a
from kg.vocabulary import WD

ValueKind = Literal["entity", "text", "number"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property. ``values`` is the type of its values, "" where they are no entities."""

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    kind: ValueKind
    patterns: tuple[str, ...]
    values: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: an entity with its IRI and label, or a text or number without IRI."""

    text: str
    iri: str = ""


Values = Mapping[str, Sequence[Value]]  # of each entity that has any


class Facts(Protocol):
    """Where values come from: one generation of a graph."""

    def values(self, wanted: Property, iris: Iterable[str]) -> Values:
        """The values of a property, of each of the entities that has any, in a fixed order."""

    def having(self, wanted: Property, values: Iterable[str]) -> Sequence[str]:
        """Entities with one of the values (IRIs, or texts) of a property, the first hundreds."""


_HELD = "?t cmq:holder ?x ; cmq:office ?held . ?held"

_ITEM = f'FILTER(STRSTARTS(STR(?i), "{WD}")) BIND(STRAFTER(STR(?i), "{WD}") AS ?v)'

PROPERTIES = {
    each.id: each
    for each in (
        Property(
            "office", "office held", "Offices that the person holds or held",
            ("Person",), "entity", ("?t cmq:holder ?x ; cmq:office ?v",), "Office",
        ),
        Property(
            "officeOf", "office of", "The country or organisation that has the office, or the"
            " offices of the person",
            ("Person", "Office"), "entity", (f"{_HELD} cmq:officeOf ?v", "?x cmq:officeOf ?v"),
            "Organisation",
        ),
        Property(
            "country", "country", "The country of the office, of the person's offices or"
            " delegation, or where the place lies",
            ("Person", "Office", "Place"), "entity",
            (
                f"{_HELD} cmq:officeOf ?v . ?v a cmq:Country",
                "?x cmq:officeOf ?v . ?v a cmq:Country",
                "?p cmq:participant ?x ; cmq:onBehalfOf ?v . ?v a cmq:Country",
                "?x cmq:locatedIn+ ?v . ?v a cmq:Country",
            ),
            "Country",
        ),
        Property(
            "holder", "holder", "Who holds or held the office",
            ("Office",), "entity", ("?t cmq:office ?x ; cmq:holder ?v",), "Person",
        ),
        Property(
            "memberOf", "member of", "Organisations that it is or was a full member of",
            ("Person", "Organisation"), "entity", ("?x cmq:memberOf ?v",), "Organisation",
        ),
        Property(
            "member", "member", "Full members that it has or had",
            ("Organisation",), "entity", ("?v cmq:memberOf ?x",), "",
        ),
        Property(
            "met", "met", "Persons met, in meetings that were held",
            ("Person",), "entity", ("?x cmq:met ?v",), "Person",
        ),
        Property(
            "visited", "visited", "Places visited",
            ("Person",), "entity", ("?x cmq:visited ?v",), "Place",
        ),
        Property(
            "alias", "also called", "Other names that documents use",
            tuple(TYPES), "text", ("?x skos:altLabel ?v",),
        ),
        Property(
            "wikidata", "Wikidata item", "Number of the item that the entity is linked to",
            tuple(TYPES), "text",
            (f"?x schema:sameAs ?i {_ITEM}",),
        ),
        Property(
            "documents", "documents", "How many documents name the entity",
            tuple(TYPES), "number",
            ('?x cmq:evidence ?c . BIND(STRBEFORE(STR(?c), "/claim/") AS ?v)',),
        ),
    )
}  # fmt: skip


def property_named(text: str) -> Property:
    """The property of an id.

    Raises:
        UsageError: there is none.
    """
    if text not in PROPERTIES:
        raise UsageError(
            f"there is no property “{text[:80]}”. The properties are {', '.join(PROPERTIES)}"
        )
    return PROPERTIES[text]


def properties_of(kind: str) -> list[Property]:
    """The properties that entities of a type can have.

    >>> [each.id for each in properties_of("Country")][:2]
    ['country', 'memberOf']
    """
    return [
        each
        for each in PROPERTIES.values()
        if any(is_a(kind, own) or is_a(own, kind) for own in each.types)
    ]
