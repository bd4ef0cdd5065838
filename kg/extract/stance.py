"""How a document stands to what it says: doubted, denied, or said by somebody else.

Quotes and transcripts are told by ``speakers``; here are the words of the sentence itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice
from kg.extract.rules import Rule
from kg.extract.tenures import Titled
from kg.model import Stance

_CLAUSE: Final = "[^.n;q]"

REPORTEDLY: Final = Rule(
    "stance.reportedly",
    "reportedly, allegedly, supposedly",
    "(?:@hearsay)",
    "Croatia has reportedly joined NATO.",
    "Croatia has joined NATO, and reports of it are many.",
)
SOURCES: Final = Rule(
    "stance.unnamed-sources",
    "according to sources, media reports; unconfirmed reports",
    "(?: (?:according to | citing | quoting) [^.n;qT]{0,5}? @sources"
    " | (?:unnamed|anonymous|unconfirmed|unverified) [^.n;qT]{0,2}? @sources)",
    "According to two diplomatic sources, Croatia joined NATO.",
    "According to the treaty, Croatia joined NATO.",
)
SAID_TO: Final = Rule(
    "stance.said-to-have",
    "is said, believed, reported to have done something",
    "@be [^.n;qTC]{0,1}? (?:said|believed|understood|reported|thought|alleged|rumoured|rumored) to "
    "(?:have|be)",
    "Anna Berg is believed to have met Ivo Maric in Oslo.",
    "Jon Lind is believed to have left, while Anna Berg met Ivo Maric in Oslo.",
)
DENIED: Final = Rule(
    "stance.denied",
    "A denied that something is so",
    f"(?: (?<who>[T C O]) {_CLAUSE}{{0,6}}? )? (?<cue>@denial) "
    "(?:that|having|any|all|@rumours|@sources)",
    "Ivo Maric denied that Croatia joined NATO.",
    "Ivo Maric denied entry to a tourist; Croatia joined NATO.",
)
ACCORDING_TO: Final = Rule(
    "stance.according-to",
    "according to A",
    "according to (?<who>T)",
    "According to Ivo Maric, Croatia joined NATO in 2009.",
    "According to plan, Croatia joined NATO in 2009.",
)
SAID_THAT: Final = Rule(
    "stance.said-that",
    "A said that something is so",
    "(?<who>T) (?: , [^.n;q]{1,14}? ,)? [^.n;qTC,]{0,5}? @say "
    "(?: [^.n;qT]{0,6}? that | (?=[T C O]) | (?=(?:his|her|its|their)))",
    "Ivo Maric said that Croatia joined NATO in 2009.",
    "Ivo Maric said goodbye; Croatia joined NATO in 2009.",
)
RULES: tuple[Rule, ...] = (REPORTEDLY, SOURCES, SAID_TO, DENIED, ACCORDING_TO, SAID_THAT)
_DOUBTS: Final = (REPORTEDLY, SOURCES)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches for something: the document unless it doubts, denies or leaves it to others."""

    stance: Stance = Stance.ASSERTED
    claimant: str = ""  # key of the person, country or body that is quoted


def sentence_voice(lattice: Lattice, sentence: tuple[int, int], start: int, end: int) -> Voice:
    """The voice of a sentence (symbols) in which something is told between two symbols.

    A doubt holds for all between two semicolons; a denial and "said that" for what follows them.
    """
    first, last = _clause(lattice, sentence, start, end)
    for rule in _DOUBTS:
        for m in lattice.matches(rule, first, last):
            lattice.took(rule, m.start(), m.end())
            return Voice(Stance.HEDGED)
    for m in lattice.matches(SAID_TO, first, end):
        if m.end() >= start - 1:  # a doubt of this verb only
            lattice.took(SAID_TO, m.start(), m.end())
            return Voice(Stance.HEDGED)
    for m in lattice.matches(DENIED, first, end):
        if m.start("cue") <= start or m["who"]:
            lattice.took(DENIED, m.start(), m.end())
            return Voice(Stance.DENIED, _who(lattice, m.start("who")) if m["who"] else "")
    for rule in (ACCORDING_TO, SAID_THAT):
        for m in lattice.matches(rule, first, last):
            who = _who(lattice, m.start("who"))
            if who and (rule is ACCORDING_TO or m.end() <= start):
                lattice.took(rule, m.start(), m.end())
                return Voice(Stance.REPORTED, who)
    return Voice()


def _clause(lattice: Lattice, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that a stretch lies in."""
    first = lattice.codes.rfind(";", sentence[0], start) + 1 or sentence[0]
    last = lattice.codes.find(";", end, sentence[1])
    return first, sentence[1] if last < 0 else last


def _who(lattice: Lattice, symbol: int) -> str:
    """The key of the one person, country or body that speaks; "" for several."""
    value = lattice.value(symbol)
    if isinstance(value, Group):
        only = value.agents[0] if len(value.agents) == 1 else None
        return only.person.entity if isinstance(only, Titled) else ""
    return str(getattr(value, "key", ""))
