"""Names of places, found by grammar: buildings, squares, rivers, provinces."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.capitals import country_within, left_edge, right_edge
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule(
        "name.place-head",
        "a head such as Palace, Street, River with the capitals around it",
        "(?<left>(?:[X K G E m A C O L F I R] | p{1,2} (?=[X G])){0,6}) (?<head>B)"
        " (?<tail>(?: of the? [X K G E m A C O L F R B]{1,4}"
        " (?: of the? (?:[X K C O L A R m]|republic){1,3})?)?)",
        "A fire broke out in Karin de la Fresnaye Street.",
        "A fire broke out in a street.",
    ),
    Rule(
        "name.destination",
        "a town that no list knows, as the goal of a journey",
        "(?<go>(?:@visited|visit|visiting|visit to|trip to|@arrived in"
        "|(?:travelled|traveled|travels|travel|flew|flies|fly) to)) (?<name>X{1,2})"
        " (?= [. , ; D n )] | on | in | for | to | at | and | with"
        " | where | this | next | last | before | after)",
        "Anna Berg travelled to Saltmouth on Monday.",
        "Anna Berg visited Merrow Oxwater on Monday.",
    ),
)
_BUILT, _DESTINATION = RULES


def place_stage(lattice: Lattice) -> None:
    """Buildings and the like ("Presidential Palace", "Residence of the President") become L."""
    lattice.stage(_BUILT, lambda m: _built_place(lattice, m))


def _built_place(lattice: Lattice, m: re.Match[str]) -> Span | None:
    first = left_edge(lattice, m.start("left"), m.start("head"))
    last = right_edge(lattice, m.end("head"), m.end())
    if first == m.start("head") and last == m.end("head"):
        return None
    text = lattice.text(first, last)
    name = text.removeprefix("the ").removeprefix("The ")
    country = country_within(lattice, first, last)
    made = Name(
        EntityKind.PLACE, f"place/{slug(name)}", name, text, country=country, rule=_BUILT.id
    )
    return Span(first, last, "L", made)


_HERE: Final = compile_rule("(?:in|near|outside|(?:town|city|village) of) X{1,2}")
# "a stake in Merrow": no town.
_HELD: Final = frozenset(
    "stake stakes share shares interest interests investment believe trust".split()
)


def destination_stage(lattice: Lattice) -> None:
    """Towns that no list knows become L where somebody travels there.

    What is only "visited" can be a company or a school, unless the text says elsewhere that
    something is in it, or puts its country behind it.
    """
    lattice.stage(_DESTINATION, lambda m: _destination(lattice, m))


def _destination(lattice: Lattice, m: re.Match[str]) -> Span | None:
    first, last = m.span("name")
    text = lattice.text(first, last)
    if not all(word[0].isupper() and not word.isupper() for word in text.split()):
        return None
    moved = lattice.words(*m.span("go"))[-1] in ("to", "in") and lattice.word(m.start()) not in (
        "visit", "trip",
    )  # fmt: skip
    placed = lattice.codes[last] == "," and lattice.codes[last + 1 : last + 2] in ("C", "L")
    if not (moved or placed or text in _places_named(lattice)):
        return None
    made = Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=_DESTINATION.id)
    return Span(first, last, "L", made)


def _places_named(lattice: Lattice) -> set[str]:
    """The unknown names behind "in", "near", "town of" anywhere in the text."""
    found = (m for m in _HERE.finditer(lattice.codes) if lattice.word(m.start() - 1) not in _HELD)
    return {lattice.text(m.start() + m.group().index("X"), m.end()) for m in found}
