"""Titles whose words mean something else elsewhere: justices of a court, bishops of a see."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import STATUS_WORDS
from kg.extract.names import Name
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.whose import seat_named
from kg.model import OfficeKind

RULES: tuple[Rule, ...] = (
    Rule(
        "role.justice",
        "a justice before the name, or behind the court",
        "(?: (?<![K X G E F O] | of | for | and | &) m (?=[G I X]) | (?<=O) m "
        "(?=[, . ; n ) G I X]|and|who))",
        "Justice Anna Berg dissented.",
        "The Ministry of Justice Anna Berg knows is old.",
        words=frozenset(["Justice", "justice"]),
    ),
    Rule(
        "role.see",
        "the bishop of a see",
        "H of the? (?<see>(?:[L C O] | [X K G] (?! [X G K])))",
        "Ivo Maric, Bishop of Oxwater, prayed.",
        "Ivo Maric, Doctor of Oxwater, prayed.",
        words=frozenset(["Bishop", "bishop", "Archbishop", "archbishop", "Patriarch", "patriarch"]),
    ),
)
_BISHOPS: Final = frozenset(("bishop", "archbishop", "patriarch"))


def court_stage(lattice: Lattice) -> None:
    """ "Justice Anna Berg", "a Supreme Court justice" become the heads of titles."""
    lattice.stage(RULES[0], partial(_justice, lattice))


def see_stage(lattice: Lattice) -> None:
    """ "Bishop of Oxwater" becomes Z."""
    lattice.stage(RULES[1], partial(_see, lattice))


def _justice(lattice: Lattice, m: re.Match[str]) -> Span | None:
    word = lattice.word(m.start())
    small = lattice.words(m.start(), m.start() + 1)[0] == "justice"
    before = m.start() - 1
    other = lattice.codes[before : before + 1] == "m" and lattice.word(before) not in STATUS_WORDS
    if before >= 0 and other:
        return None  # "Environmental Justice Berg": some other name
    behind = lattice.codes[m.end() : m.end() + 1] in tuple("GIX")
    return Span(*m.span(), "R", None) if word == "justice" and not (small and behind) else None


def _see(lattice: Lattice, m: re.Match[str]) -> Span | None:
    word = lattice.words(m.start(), m.start() + 1)[0]
    if word.lower() not in _BISHOPS:
        return None
    value = lattice.value(m.start("see"))
    of = value if isinstance(value, Name) else seat_named(lattice.text(*m.span("see")))
    title = word.capitalize()
    role = Role(title, OfficeKind.OTHER, of, "", False, lattice.text(*m.span()))
    return Span(*m.span(), "Z", role)
