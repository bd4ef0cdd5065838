"""Names of countries, places and organisations: the first stages of the cascade."""

from __future__ import annotations

import re
from functools import partial
from typing import Final, NamedTuple

from kg.extract import codes
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NEVER_FIRST
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.resolve.gazetteer import Entry, Gazetteer

_CODE: Final = {
    EntityKind.COUNTRY: "C",
    EntityKind.PLACE: "L",
    EntityKind.INTERNATIONAL_ORGANISATION: "O",
    EntityKind.GOVERNMENT_BODY: "O",
    EntityKind.ORGANISATION: "O",
}
_NO_CAPITALS: Final = frozenset("abcdefghijklnopqrstuvwxyz.(),;:#Y*SJ-")  # but "m": "New Zealand"
_STATE_HEADS: Final = frozenset(
    "republic kingdom state commonwealth federation principality sultanate emirate union "
    "duchy".split()
)
_SURNAMES: Final = frozenset("King Pope Prince Duke Judge Marshal".split())
# Surnames that are also honorifics, languages, days: never behind a first name in that sense.
_OTHER_WORDS: Final = frozenset("Bishop Lord Major Dean English French May Said".split())
# Surnames that also end the names of places and bodies: "Senator Frank Church".
_PLACES: Final = frozenset("Church Court Hall Lake Park Temple".split())
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
    Rule(
        "name.surname-like-a-word",
        "a surname that is also an honorific, a language or a month, behind a first name",
        "(?: (?: G | (?<=[R H m]) X) [X I]? (?<title>[R H E A M] | said) (?! [X G I R K # Y] | of)"
        " | (?<=[R H]) (?<month>M) (?! [X G I R K # Y] | of))",
        "Foreign Minister Karin Bishop met Nigel Major in Oslo.",
        "Foreign Minister Karin Oake met Bishop Nigel Hume in Oslo.",
        words=_OTHER_WORDS,
    ),
    Rule(
        "name.surname-like-a-place",
        "a surname that also ends names of places and bodies, in a name with a title before it",
        "(?<=[R H]) [G X I] [X I]? (?<title>[F B]) (?! [X G I F B R] | of)",
        "Senator Nigel Church spoke.",
        "They met in Saint Nigel Church.",
        words=_PLACES,
    ),
    Rule(
        "name.family-name-like-a-place",
        "a family name in front that also ends names of places",
        "(?: (?<=[R H]) (?<title>B) (?= [X G]) | (?<before>B) (?= G (?! [X G F B])))",
        "President Park Geun-ok spoke.",
        "They met in Park Street.",
        words=frozenset(["Park"]),
    ),
)
_FORMAL, _SHORT, _LONGER, _GIVEN, _TITLE_NAME, _WORD_NAME, _PLACE_NAME, _FAMILY_NAME = RULES[1:]


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
        if match.length == 1 and codes[at - 1 : at] == "G" and _is_somebody(words, at, match.entry):
            continue
        done = at + match.length
        text = words[at] if match.length == 1 else lattice.text(at, done)
        said = (match.entry.key, match.adjective, text)
        if (name := made.get(said)) is None:
            name = made[said] = Name.of(match.entry, text, adjective=match.adjective)
        spans.append(Span(at, done, "A" if match.adjective else _CODE[name.kind], name))
        lattice.took(rule, at, done)
    lattice.rewrite(spans)


def _is_somebody(words: list[str], at: int, entry: Entry) -> bool:
    """ "Marek Svoboda": behind a first name a surname, though a party is called so, too."""
    body = _CODE[entry.kind] == "O" and not words[at].isupper()
    return body and words[at - 1] not in NEVER_FIRST and words[at + 1 : at + 2] != ["Party"]


def country_stage(lattice: Lattice) -> None:
    """ "Republic of Armenia" is Armenia; a place inside a longer name is not the place."""
    lattice.stage(_FORMAL, partial(_formal, lattice))
    lattice.stage(_SHORT, partial(_short, lattice))
    lattice.stage(_LONGER, partial(_longer, lattice))
    lattice.stage(_GIVEN, partial(_given, lattice))
    lattice.stage(_TITLE_NAME, partial(_surname, lattice, _SURNAMES))


def word_name_stage(lattice: Lattice) -> None:
    """Words that stand as parts of names are no titles, languages, months or places.

    After the dates, which tell a month from the name of somebody.
    """
    lattice.stage(_WORD_NAME, partial(_surname, lattice, _OTHER_WORDS))
    lattice.stage(_PLACE_NAME, partial(_surname, lattice, _PLACES))
    lattice.stage(_FAMILY_NAME, partial(_family_name, lattice))


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


_DIRECTIONS: Final = frozenset(["North", "South", "East", "West"])


def _longer(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "South Yemen" is not Yemen; "Visiting Armenia" is Armenia."""
    if "." in lattice.text(m.start("c"), m.end("c")):
        return None  # "with Minister Berg U.S. policy"
    if m.group()[0] == "K" and lattice.words(m.start(), m.start() + 1)[0] not in _DIRECTIONS:
        return None
    # "AmCham Albania" is nobody, and Albania is not called so for short
    state = m.group()[0] == "X" and lattice.codes[m.start("c")] == "C"
    state = state and lattice.text(*m.span("c")) not in GIVEN_TO_PEOPLE  # "Wau Holland"
    state = state or ("-" in lattice.text(m.start(), m.start() + 1) and m.group()[0] == "X")
    return Span(m.start("c"), m.end("c"), codes.ABSTRACT if state else "X", None)


def _given(lattice: Lattice, match: re.Match[str]) -> Span | None:
    """ "Jordan Smith", "Georgia Meloni": a country's name that is also given to people."""
    words = lattice.words(match.start("c"), match.end("c"))
    if len(words) == 1 and (words[0] in GIVEN_TO_PEOPLE or codes.encode(words) == codes.GIVEN):
        return Span(match.start("c"), match.end("c"), "G", None)
    return None


def _surname(lattice: Lattice, listed: frozenset[str], match: re.Match[str]) -> Span | None:
    month = listed is _OTHER_WORDS and match["month"] is not None
    first, last = match.span("month" if month else "title")
    begin = lattice.words(match.start(), match.start() + 1)[0]
    known = lattice.words(first, last)[0] in listed and begin not in NEVER_FIRST
    # "Queen Mary Hall" is a hall
    saint = listed is _PLACES and lattice.word(match.start() - 1) in _PATRONS
    return Span(first, last, "X", None) if known and not saint else None


_PATRONS: Final = frozenset("king queen prince princess pope saint st. lady lord sir".split())


def _family_name(lattice: Lattice, match: re.Match[str]) -> Span | None:
    """ "Park Geun-ok", and "President Park Jin": not "Hyde Park Anna"."""
    titled = match["title"] is not None
    at = match.start("title" if titled else "before")
    given = lattice.words(at + 1, at + 2)[0]
    free = titled or lattice.codes[at - 1 : at] not in tuple("XGKEm")
    named = lattice.words(at, at + 1) == ["Park"] and (titled or "-" in given) and free
    return Span(at, at + 1, "X", None) if named else None


GIVEN_TO_PEOPLE: Final = frozenset(
    "Jordan Chad Georgia Israel Kenya India Paris Sydney Florence Victoria Austin Dallas "
    "Milan Sofia Lincoln Jackson Washington Carolina Virginia Santiago Diego Alexandria "
    "Adelaide Cairo Brooklyn Houston Cameron Tyler Preston Chelsea Salvador Leon Concord "
    "Madison Montana Dakota Asia Europe Africa Holland".split()
)
