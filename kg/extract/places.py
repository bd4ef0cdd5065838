"""Names of places, found by grammar: buildings, squares, rivers, provinces."""

from __future__ import annotations

import re

from kg.extract.capitals import country_within, left_edge, right_edge
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
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
)


def place_stage(lattice: Lattice) -> None:
    """Buildings and the like ("Presidential Palace", "Residence of the President") become L."""
    lattice.stage(RULES[0], lambda m: _built_place(lattice, m))


def _built_place(lattice: Lattice, m: re.Match[str]) -> Span | None:
    first = left_edge(lattice, m.start("left"), m.start("head"))
    last = right_edge(lattice, m.end("head"), m.end())
    if first == m.start("head") and last == m.end("head"):
        return None
    text = lattice.text(first, last)
    name = text.removeprefix("the ").removeprefix("The ")
    country = country_within(lattice, first, last)
    made = Name(
        EntityKind.PLACE, f"place/{slug(name)}", name, text, country=country, rule=RULES[0].id
    )
    return Span(first, last, "L", made)
