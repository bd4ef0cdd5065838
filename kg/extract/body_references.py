"""Bodies by a common noun, where their members are told of: "withdrew from the bloc"."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.membership_bodies import has_members, may_have_states
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.model import EntityKind

_STATUS: Final = "(?:@member|@partner|@observer|@candidate)"
MEMBER_BODY: Final = Rule(
    "reference.member-body",
    "the bloc, the 10-nation group, where its members are told of: the only body that fits before",
    "(?:bloc|alliance|group|organisation|organization|club|grouping|association)",
    "ECOWAS met in Abuja. Niger had been suspended from the 15-nation bloc.",
    "ECOWAS and the OSCE met in Abuja. Niger had been suspended from the 15-nation bloc.",
)
RULES: tuple[Rule, ...] = (MEMBER_BODY,)
# What stands before such a noun where members are told of, and behind it.
_BEFORE: Final = compile_rule(
    "(?:left|quit|exited|join|joined|rejoined|joining|entered"
    "|(?:suspended|expelled|excluded|withdrew|withdrawn|withdrawal) from|pulled out of"
    "|(?:acceded|admitted|readmitted|accession|@belong) to"
    f"|(?:@membership|{_STATUS} (?:states|countries|m)?) (?:of|in)) the "
    "(?<name>[^ . n , ; T C O S]{0,4}?) $"
)
_POSSESSED: Final = compile_rule("the (?<name>[^ . n , ; T C O S]{0,4}?) $")
_MEMBERS: Final = compile_rule(f"S [# x m]{{0,4}} {_STATUS}")
_NAMED: Final = compile_rule(
    "(?:[, : ( -])? (?:the)? O"
)  # "the alliance, CSTO": named right behind
_OTHERS: Final = frozenset("rival other another new opposing second own military".split())
_LONGEST: Final = 9  # symbols before the noun
_BACK: Final = 3  # sentences before that may name it
_SYMBOLS: Final = 200  # that it looks back at most


def member_body_stage(lattice: Lattice) -> None:
    """ "the bloc" becomes the O that it means."""
    lattice.stage(MEMBER_BODY, lambda m: _referred(lattice, m))


def _referred(lattice: Lattice, m: re.Match[str]) -> Span | None:
    codes, low = lattice.codes, max(0, m.start() - _LONGEST)
    if _NAMED.match(codes, m.end()):
        return None  # "the military alliance, CSTO"
    owns = _MEMBERS.match(codes, m.end()) is not None
    before = (_POSSESSED if owns else _BEFORE).search(codes[low : m.start()])
    if before is None:
        return None
    said = lattice.words(low + before.start("name"), m.start())
    if any(word[0].isupper() or word in _OTHERS for word in said):
        return None  # "the Russian-led alliance", "the rival bloc": perhaps another
    first, last, noun = low + before.start("name"), m.end(), lattice.word(m.start())
    low = max(0, m.start() - _SYMBOLS)
    edges = [low + e.end() for e in re.finditer("[.n]+", lattice.codes[low : m.start()])]
    for start in [*reversed(edges[-_BACK:]), *([low] if len(edges) < _BACK else ())]:
        bodies: dict[str, Name] = {}
        for symbol in lattice.places("O", start, m.start()):
            value = lattice.value(symbol)
            if isinstance(value, Name) and (may_have_states(value) or has_members(value)):
                bodies.setdefault(value.key, value)
        if bodies:
            found = _one(list(bodies.values()), noun)
            if found is None:
                return None
            return Span(first, last, "O", found._replace(text=noun, rule=MEMBER_BODY.id))
    return None


def _one(bodies: list[Name], noun: str) -> Name | None:
    """The only one; of several the only one of that noun, else the only one of states."""
    for fits in (
        [body for body in bodies if noun in body.name.lower().split()],
        bodies,
        [body for body in bodies if body.kind is EntityKind.INTERNATIONAL_ORGANISATION],
    ):
        if len(fits) == 1:
            return fits[0]
    return None
