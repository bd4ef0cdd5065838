"""Names of countries, places and organisations: the first stages of the cascade."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from kg.extract import codes
from kg.extract.lattice import Lattice, Span
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.resolve.gazetteer import Entry, Gazetteer

_CODE = {
    EntityKind.COUNTRY: "C",
    EntityKind.PLACE: "L",
    EntityKind.INTERNATIONAL_ORGANISATION: "O",
    EntityKind.GOVERNMENT_BODY: "O",
    EntityKind.ORGANISATION: "O",
}
_NO_CAPITALS = frozenset("abcdefghijklnopqrstuvwxyz.(),;:#Y*SJ-")  # but "m": "New Zealand"
_STATE_HEADS = frozenset(
    "republic kingdom state commonwealth federation principality sultanate emirate union "
    "duchy".split()
)
_SURNAMES = frozenset(["King", "Pope", "Prince", "Duke", "Judge", "Marshal"])
RULES: tuple[Rule, ...] = (
    Rule.by_function(
        "name.gazetteer",
        "a name of the gazetteer, the longest that fits",
        "The World Health Organization is in Geneva.",
        "The world has a health organisation.",
    ),
    Rule(
        "name.formal-country",
        "a country by its formal name",
        "(?<![* S]) (?:[X K G F E C A m]|republic){1,4} of the? (?<c>C)",
        "The Republic of Armenia signed.",
        "The friends of Armenia signed.",
    ),
    Rule(
        "name.short-country",
        "a country with its short form in brackets",
        "C \\( [C X O] \\)",
        "The United Kingdom (UK) signed.",
        "The United Kingdom (and others) signed.",
    ),
    Rule(
        "name.not-the-country",
        "a country's name inside a longer name, which is something else",
        "(?:[X G E K]|(?<=[X G]) p) (?<c>[C L])",
        "They flew over South Armenia.",
        "They flew over Armenia.",
    ),
    Rule(
        "name.first-name-like-a-place",
        "a place whose name is also a first name, before a surname",
        "(?<![Z m A O C]) (?<!of) (?<!in) (?<!to) (?<!from) (?<!at) (?<!for) (?<!the) (?<c>[C L])"
        " (?=I? [X G] (?!of))",
        "The song is by Jordan Haverson and friends.",
        "They flew from Jordan Airport.",
    ),
    Rule(
        "name.surname-like-a-title",
        "a surname that is also a title, behind a first name",
        "G X? (?<title>R) (?! [X G I])",
        "The song is by Carole Ann King and friends.",
        "The song is by Carole, King of the Fells.",
        words=_SURNAMES,
    ),
)
_FORMAL, _SHORT, _LONGER, _GIVEN, _TITLE_NAME = RULES[1:]


class Name(NamedTuple):
    """A mention of a country, place or organisation; of its people where ``adjective``."""

    kind: EntityKind
    key: str
    name: str
    text: str
    wikidata: str = ""
    country: str = ""
    adjective: bool = False
    rule: str = "name.gazetteer"

    @classmethod
    def of(cls, entry: Entry, text: str, *, adjective: bool = False) -> Name:
        """The mention of a gazetteer entry."""
        return cls(
            entry.kind, entry.key, entry.name, text, entry.wikidata, entry.country, adjective
        )


def gazetteer_stage(lattice: Lattice, gazetteer: Gazetteer) -> None:
    """Known names become C, L, O, and nationality adjectives A."""
    rule = RULES[0]
    if not lattice.uses(rule):
        return
    words, spans, done = lattice.tokens.words, [], 0
    codes = lattice.codes
    made: dict[tuple[str, bool, str], Name] = {}  # most names stand many times in a document
    for at in lattice.among(gazetteer.first_words):  # one token in twenty
        if at < done or codes[at] in _NO_CAPITALS:
            continue
        if (match := gazetteer.match(words, at)) is None:
            continue
        done = at + match.length
        text = words[at] if match.length == 1 else lattice.text(at, done)
        said = (match.entry.key, match.adjective, text)
        if (name := made.get(said)) is None:
            name = made[said] = Name.of(match.entry, text, adjective=match.adjective)
        spans.append(Span(at, done, "A" if match.adjective else _CODE[name.kind], name))
        lattice.took(rule, at, done)
    lattice.rewrite(spans)


def country_stage(lattice: Lattice) -> None:
    """ "Republic of Armenia" is Armenia; a place inside a longer name is not the place."""
    lattice.stage(_FORMAL, partial(_formal, lattice))
    lattice.stage(_SHORT, partial(_short, lattice))
    lattice.stage(_LONGER, partial(_longer, lattice))
    lattice.stage(_GIVEN, partial(_given, lattice))
    lattice.stage(_TITLE_NAME, partial(_surname, lattice))


def _short(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "the United Kingdom (UK)"; "Communist Party of Nepal (Maoist)" and "Labour Party of
    Norway (DNA)" go on with the party.
    """
    country: Name = lattice.value(m.start())
    short = lattice.words(m.end() - 2, m.end() - 1)[0]
    known = lattice.codes[m.end() - 2] == "C" or country.text[:1] == short[:1]
    return Span(m.start(), m.end(), "C", country) if known else None


def _formal(lattice: Lattice, match: re.Match[str]) -> Span | None:
    country: Name = lattice.value(match.start("c"))
    for first in range(match.start(), match.start("c")):
        head = lattice.words(first, match.start("c"))
        heads = [word.lower() for word in head if word not in ("of", "the", "The")]
        if heads[-1:] == ["state"] and "Secretary" in lattice.words(max(0, first - 2), first):
            continue  # "Secretary of State of the United States"
        if heads and heads[-1] in _STATE_HEADS and all(word[0].isupper() for word in head[:1]):
            text = lattice.text(first, match.end())
            return Span(first, match.end(), "C", country._replace(text=text))
    return None


_DIRECTIONS = frozenset(["North", "South", "East", "West"])


def _longer(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "South Yemen" is not Yemen; "Visiting Armenia" is Armenia."""
    if "." in lattice.text(m.start("c"), m.end("c")):
        return None  # "with Minister Berg U.S. policy"
    if m.group()[0] == "K" and lattice.words(m.start(), m.start() + 1)[0] not in _DIRECTIONS:
        return None
    return Span(m.start("c"), m.end("c"), "X", None)


def _given(lattice: Lattice, match: re.Match[str]) -> Span | None:
    """ "Jordan Smith", "Georgia Meloni": a country's name that is also given to people."""
    words = lattice.words(match.start("c"), match.end("c"))
    if len(words) == 1 and (words[0] in GIVEN_TO_PEOPLE or codes.encode(words) == codes.GIVEN):
        return Span(match.start("c"), match.end("c"), "G", None)
    return None


def _surname(lattice: Lattice, match: re.Match[str]) -> Span | None:
    first, last = match.span("title")
    known = lattice.words(first, last)[0] in _SURNAMES
    return Span(first, last, "X", None) if known else None


GIVEN_TO_PEOPLE = frozenset(
    "Jordan Chad Georgia Israel Kenya India Paris Sydney Florence Victoria Austin Dallas "
    "Milan Sofia Lincoln Jackson Washington Carolina Virginia Santiago Diego Alexandria "
    "Adelaide Cairo Brooklyn Houston Cameron Tyler Preston Chelsea Salvador Leon Concord "
    "Madison Montana Dakota Asia Europe Africa Holland".split()
)
