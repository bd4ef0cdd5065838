"""Who acts together: "A, B and C" becomes one group of agents, T."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.references import Unnamed
from kg.extract.rules import Rule
from kg.extract.tenures import Titled, titled

Agent = Titled | Unnamed | Name  # a Name: a state or an organisation that acts itself

_JOIN: Final = (
    "(?: ,? and | &| ,? as well as | along with | together with | ,? (?:joined|accompanied) by)"
)
# "and his Estonian colleague Maarja Puu"
_ARTICLE: Final = "(?:also)? (?:(?:his|her|their|its) (?:[A m x]{1,3} ,?)?)? (?:the)?"
_OF: Final = "(?:of the? C)?"  # "A of Romania, B of Moldova and C of Ukraine"
# "A, B and C": a comma alone joins nobody.
_LISTED: Final = f"(?: {_OF} , {_ARTICLE} [P U]){{0,60}}"
# "A, B, and other officials": nobody with a name ends the list
_OTHERS: Final = "(?= ,? (?:and|as well as) (?:other|others|several|many|various|m x))"
RULES: tuple[Rule, ...] = (
    Rule(
        "group.persons",
        "persons and offices that act together: A, B and C; A joined by B",
        f"[P U] (?: (?: , {_ARTICLE} [P U]){{1,60}} {_OTHERS} | "
        f"(?: {_LISTED} {_OF} {_JOIN} {_ARTICLE} [P U]){{0,60}})",
        "Anna Berg, Ivo Maric and the President of Azerbaijan came.",
        "Nobody came.",
    ),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Agents that act together, in the order of the text."""

    agents: tuple[Agent, ...]


def group_stage(lattice: Lattice) -> None:
    """Every P, alone or coordinated, becomes T."""
    lattice.stage(RULES[0], lambda m: _group(lattice, m))


def _group(lattice: Lattice, m: re.Match[str]) -> Span:
    agents: list[Agent] = []
    for symbol in range(m.start(), m.end()):
        if lattice.codes[symbol] == "P":
            agents.append(titled(lattice.value(symbol)))
        elif lattice.codes[symbol] == "U":
            agents.append(lattice.value(symbol))
    return Span(m.start(), m.end(), "T", Group(tuple(agents)))
