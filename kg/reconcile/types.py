"""The types that entities can be reconciled as: the classes of the ontology that have names."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UsageError
from kg.vocabulary import CMQ


@dataclass(frozen=True, slots=True)
class Type:
    """A type; ``broader`` are the types that every entity of it has as well."""

    id: str  # local name of the class
    name: str
    broader: tuple[str, ...] = ()


TYPES = {
    each.id: each
    for each in (
        Type("Person", "Person"),
        Type("Organisation", "Organisation"),
        Type("InternationalOrganisation", "International organisation", ("Organisation",)),
        Type("GovernmentBody", "Government body", ("Organisation",)),
        Type("Country", "Country", ("Organisation", "Place")),
        Type("Office", "Office"),
        Type("Place", "Place"),
    )
}


def type_named(text: str) -> Type:
    """The type of an id, a prefixed name or an IRI.

    Raises:
        UsageError: there is none.

    >>> type_named("cmq:Office").name
    'Office'
    """
    local = text.strip().removeprefix(CMQ).removeprefix("cmq:")
    if local not in TYPES:
        raise UsageError(f"there is no type “{text[:80]}”. The types are {', '.join(TYPES)}")
    return TYPES[local]


def is_a(kind: str, wanted: str) -> bool:
    """Whether an entity of one type is of the other, too.

    >>> is_a("Country", "Place")
    True
    """
    return kind == wanted or wanted in TYPES[kind].broader
