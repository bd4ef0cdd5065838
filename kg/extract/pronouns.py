"""Persons behind pronouns and behind "the two leaders", only where one choice is left."""

from __future__ import annotations

import re

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.offices import Titled, titled
from kg.extract.pattern import compile_rule
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.model import EntityKind

_PRONOUN = compile_rule(
    "(?<subject>(?:he|she)) | (?<=(?:@received|@met|@hosted|with)) (?<object>(?:him|her)) (?! [x "
    "K m R])"
)
_PAIR = compile_rule(
    "(?<they>they) |"
    "(?:the two|both|the) (?:of them|men|sides|parties|interlocutors|(?<role>Z)|x (?<role2>Z)) "
    "(?! of)"
)
_BODY = compile_rule("(?<=(?:the|that|this)) (?:alliance|bloc|organisation|organization)")
_BREAK = re.compile("[.n]")


def _edges(codes: str, at: int, back: int) -> list[int]:
    """Starts of the sentence at ``at`` and of up to ``back`` sentences before it, nearest first."""
    starts = [m.end() for m in _BREAK.finditer(codes, 0, at)]
    return [*reversed([0, *starts])][: back + 1]


def _persons(lattice: Lattice, first: int, last: int) -> dict[str, PersonMention]:
    """The persons named between two symbols, by key."""
    found: dict[str, PersonMention] = {}
    for symbol in range(first, last):
        if lattice.codes[symbol] == "P":
            person = titled(lattice.value(symbol)).person
            found.setdefault(person.entity, person)
    return found


def pronoun_stage(lattice: Lattice) -> None:
    """ "he" is the only person of this sentence so far, else of the sentence before."""
    lattice.stage(_PRONOUN, lambda m: _pronoun(lattice, m))


def _pronoun(lattice: Lattice, m: re.Match[str]) -> Span | None:
    edges = [e for e in _edges(lattice.codes, m.start(), 2) if e <= m.start()]
    here = _persons(lattice, edges[0], m.start())
    if m["object"]:
        # "Berg received him": not Berg, so the only other person just before
        previous = _persons(lattice, edges[1], edges[0]) if len(edges) > 1 else {}
        choice = {key: person for key, person in previous.items() if key not in here}
    else:
        choice = here
        for at in range(1, len(edges)):
            if choice:
                break
            choice = _persons(lattice, edges[at], edges[at - 1])
    if len(choice) != 1:
        return None
    key = next(iter(choice))
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    mention = PersonMention(lattice.text(m.start(), m.end()), "reference.pronoun", start, end, key)
    return Span(m.start(), m.end(), "P", Titled(mention))


def pair_stage(lattice: Lattice) -> None:
    """ "the two leaders" are the two persons of the nearest sentence that has just two."""
    lattice.stage(_PAIR, lambda m: _pair(lattice, m))


def _pair(lattice: Lattice, m: re.Match[str]) -> Span | None:
    for group in ("role", "role2"):
        if m[group]:
            role: Role = lattice.value(m.start(group))
            if not role.plural or role.of is not None:
                return None
    edges = _edges(lattice.codes, m.start(), 2 if m["they"] else 6)
    if m["they"] and _persons(lattice, edges[0], m.start()):
        return None
    for at in range(1, len(edges)):
        persons = _persons(lattice, edges[at], edges[at - 1])
        if len(persons) == 2:
            start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
            text = lattice.text(m.start(), m.end())
            agents = tuple(
                Titled(PersonMention(text, "reference.pair", start, end, key)) for key in persons
            )
            return Span(m.start(), m.end(), "T", Group(agents))
        if len(persons) > 2:
            return None
    return None


def body_stage(lattice: Lattice) -> None:
    """ "the alliance" is the only international organisation of this and the sentence before."""
    lattice.stage(_BODY, lambda m: _body(lattice, m))


def _body(lattice: Lattice, m: re.Match[str]) -> Span | None:
    edges = _edges(lattice.codes, m.start(), 2)
    for first in edges:
        bodies: dict[str, Name] = {}
        for symbol in range(first, m.start()):
            value = lattice.value(symbol)
            if not isinstance(value, Name) or lattice.codes[symbol] != "O":
                continue
            if value.kind is EntityKind.INTERNATIONAL_ORGANISATION:
                bodies.setdefault(value.key, value)
        if len(bodies) == 1:
            return Span(m.start(), m.end(), "O", next(iter(bodies.values())))
        if bodies:
            return None
    return None
