"""Units: a node of the graph with all triples that stand and fall with it.

A group of statements is computed into units. A unit whose signature is as before is left alone, so
that a new claim about one of a thousand meetings writes one meeting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol

from kg.consolidate.facts import Day
from kg.model import Basis
from kg.rdf.identifiers import safe_path
from kg.rdf.triples import day, iri
from kg.vocabulary import Rdf, kind


@dataclass(slots=True)
class Triples:
    """What a unit puts into the graph, as lines without line feeds.

    ``own`` triples are this unit's; ``shared`` ones may come from other units as well (two people
    may have met twice) and stay as long as any unit says them.
    """

    base: str
    own: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    nodes: dict[str, str] = field(default_factory=dict)  # path → term

    def node(self, path: str) -> str:
        """A node of our own as a term."""
        term = self.nodes.get(path)
        if term is None:
            term = self.nodes[path] = iri(self.base + safe_path(path))
        return term

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add a triple about a node of our own; ``value`` is a term, and "" adds nothing."""
        if value:
            self.own.append(f"{self.node(subject)} <{predicate}> {value} .")

    def share(self, subject: str, predicate: str, value: str) -> None:
        """Add a triple that other units may say as well."""
        if value:
            self.shared.append(f"{self.node(subject)} <{predicate}> {value} .")

    def type(self, subject: str, name: str) -> None:
        """Say which class a node is of."""
        self.add(subject, Rdf.type, iri(name))


class Facts(Protocol):
    """What a unit says: a value whose ``repr`` tells whether it is as before."""

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node."""


class Happening(NamedTuple):
    """A held meeting or visit, for finding the meetings that are part of a visit.

    ``agent`` took part; ``area`` is where the visit went, or where the meeting may have been.
    """

    agent: str
    area: str
    is_visit: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Content:
    """A node, its label, what is said of it, and the statements behind it and its parts.

    ``support`` maps the path of each node of the unit to the numbers of its statements.
    """

    label: str
    facts: Facts
    support: Mapping[str, Sequence[int]]
    happenings: Sequence[Happening] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A node whose content is made only if its signature is another than before."""

    path: str
    signature: bytes
    make: Callable[[], Content]

    @classmethod
    def of(cls, path: str, content: Content) -> Unit:
        """A unit whose content is there."""
        reasons = sorted((node, sorted(numbers)) for node, numbers in content.support.items())
        return cls(path, signature(content.label, content.facts, reasons), lambda: content)


def signature(*parts: object) -> bytes:
    """Equal for values of equal ``repr``."""
    text = "\n".join(map(repr, parts))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@cache
def kind_term(value: StrEnum) -> str:
    """The concept of an enum's value as a term."""
    return iri(kind(value))


def day_term(ordinal: Day) -> str:
    """A day as a term, "" for an open side."""
    return "" if ordinal is None else day(date.fromordinal(ordinal))


def strongest(values: Iterable[str], order: Mapping[str, int]) -> str:
    """The value that comes first in an order (see ``ranks``)."""
    return min(values, key=order.__getitem__)


def ranks(order: Iterable[StrEnum]) -> dict[str, int]:
    """The place of each value in an order."""
    return {member.value: place for place, member in enumerate(order)}


BASES = ranks(Basis)  # stated before resolved before inferred
