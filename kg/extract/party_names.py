"""Parties as newspapers write them: "the Labour party", "the Conservatives", "AAP MP Anna Berg"."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NOT_ORGANISATIONS, PARTY_LABELS
from kg.extract.names import Name
from kg.extract.party_words import ACRONYM_RULE
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

_PLURALS: Final = frozenset(
    "Conservatives Liberals Greens Tories Nationals Socialists Unionists".split()
) | {"Social Democrats", "Christian Democrats", "Liberal Democrats", "Lib Dems"}
RULES: tuple[Rule, ...] = (
    Rule(
        "name.small-party",
        "a party whose name is written large, and the word party small",
        "(?<name>(?:[X K G E F A m R] S?){0,4} (?:[X K G E F m R]|left)"
        " (?: of (?:the)? [X K G E L C]{1,3})?) (?<party>m)",
        "Anna Berg joined the Labour party.",
        "Anna Berg joined the Christmas party.",
        words=frozenset(["party"]),
    ),
    Rule(
        "name.party-plural",
        "the members of a party, for the party",
        "(?<=the) (?<name>(?:[E m] (?=E))? [F E m X]) (?! [X K G E F m R S C L])",
        "Anna Berg defected to the Conservatives in 2013.",
        "Anna Berg liked the greens in 2013.",
        words=frozenset(name.split()[-1] for name in _PLURALS),
    ),
    Rule(
        "name.party-left",
        "a party's short name behind a verb of joining or leaving",
        "(?<=(?:left|quit|joined|rejoined|to|from|by)) (?<name>m) "
        "(?= [. , ; n)] | D | in? D | and | after | over | on | because | when | while)",
        "Anna Berg left Labour on Monday.",
        "Anna Berg left labour on Monday.",
        words=frozenset(("Labour", "Labor")),
    ),
    Rule(
        ACRONYM_RULE,
        "capitals before MP, lawmaker and the like and a name: a party",
        "(?<![X K G E F O]) (?<name>X) (?= [R] (?:[X G I] | H))",
        "FRU MP Anna Berg spoke.",
        "FRU chief Anna Berg spoke.",
    ),
)
# Words that by themselves name a party, where "party" follows.
_ALONE: Final = PARTY_LABELS | frozenset(
    "Socialist Communist Republican Democratic Reform Reformist Centre Center Progressive "
    "Nationalist Unionist Radical Pirate Whig Peasant Agrarian Moderate Fascist Nazi Freedom "
    "Justice Independence Workers Left Brexit Baath Ba’ath Unity Congress Monarchist Feminist "
    "Patriotic Islamist Popular National Social Christian Civic Ecologist".split()
)
_ADJECTIVES: Final = ("ist", "ic", "al", "ive")
# What is a party of another kind, or somebody's.
_OTHERS: Final = frozenset(
    "Christmas Birthday Garden Tea Dinner Halloween Wedding Search Rescue Working Third Ruling "
    "Opposition Governing Parliamentary Political Coalition Minority Majority Former New Old "
    "Hunting House Office Farewell Summer Winter Holiday Boarding Landing Government Cabinet "
    "Chief Prime Minister President Leader General Party".split()
)
_SEATED: Final = frozenset(
    "mp mps mep meps senator senators lawmaker lawmakers legislator legislators councillor "
    "councillors congressman congresswoman".split()
)
# Regions whose lawmakers are named so.
_REGIONS: Final = frozenset("NSW ACT NT WA SA QLD BC PEI NWT NY LA DC KPK UP MP TN AP".split())


def party_name_stage(lattice: Lattice) -> None:
    """Parties become O."""
    text = lattice.tokens.text
    if "party" in text:
        lattice.stage(RULES[0], partial(_small, lattice))
    if lattice.among(RULES[1].words) and any(word in text for word in _PLURALS):
        lattice.stage(RULES[1], partial(_plural, lattice))
    lattice.stage(RULES[2], partial(_left, lattice))
    lattice.stage(RULES[3], partial(_acronym, lattice))


def _named(lattice: Lattice, rule: str, first: int, last: int, name: str) -> Span:
    text = lattice.text(first, last)
    made = Name(EntityKind.ORGANISATION, f"organisation/{slug(name)}", name, text, rule=rule)
    return Span(first, last, "O", made)


def _small(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "the Labour party" is the Labour Party; "the Nur Otan party" is Nur Otan."""
    first, last = m.span("name")
    if lattice.words(last, last + 1) != ["party"]:
        return None
    while first < last and not lattice.words(first, first + 1)[0][0].isupper():
        first += 1
    while first < last and (lattice.codes[first] == "A" or _is_other(lattice, first)):
        first += 1  # "the Scottish Labour party", "Former Labour party members"
    of = next((i for i in range(first, last) if lattice.word(i) == "of"), first)
    if of - first > 1 and not set(lattice.codes[first:of]) - set("XG") and last - of > 2:
        first = of + 2  # "Anna Berg of the Tinlan party"
    words = lattice.words(first, last)
    large = all(
        word[0].isupper() or word in ("of", "the") or not word[0].isalpha() for word in words
    )
    if not words or not large or not _OTHERS.isdisjoint(words):
        return None
    text = lattice.text(first, last)
    described = words[-1] in _ALONE or words[-1].endswith(_ADJECTIVES)
    named = (
        lattice.codes[first] == "X" and lattice.codes[last + 1] != "x"
    )  # "the old Berg party line"
    if last - first == 1 and not (words[0] in _ALONE or named):
        return None
    if described and "of" not in words:
        return _named(lattice, RULES[0].id, first, last + 1, f"{text} Party")
    return _named(lattice, RULES[0].id, first, last + 1, text)


def _is_other(lattice: Lattice, symbol: int) -> bool:
    return lattice.words(symbol, symbol + 1)[0] in _OTHERS


def _plural(lattice: Lattice, m: re.Match[str]) -> Span | None:
    text = lattice.text(*m.span("name"))
    return _named(lattice, RULES[1].id, *m.span("name"), text) if text in _PLURALS else None


def _left(lattice: Lattice, m: re.Match[str]) -> Span | None:
    text = lattice.text(*m.span("name"))
    labour = text in RULES[2].words
    return _named(lattice, RULES[2].id, *m.span("name"), text) if labour else None


def _acronym(lattice: Lattice, m: re.Match[str]) -> Span | None:
    text = lattice.text(*m.span("name"))
    capitals = text.isupper() and 2 <= len(text) <= 6 and text not in NOT_ORGANISATIONS | _REGIONS
    seated = lattice.word(m.end("name")) in _SEATED
    return _named(lattice, ACRONYM_RULE, *m.span("name"), text) if capitals and seated else None
