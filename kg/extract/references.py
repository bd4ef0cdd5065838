"""Role-only references: "the President", "NATO Secretary-General", where one holder fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.extract.holders import Holders
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.tenures import TenureReading, Titled, titled
from kg.model import EntityKind
from kg.text.slug import fold, slug

_PHRASE: Final = "(?<of>[A C O])? S? (?<role>Z)"

RULES: tuple[Rule, ...] = (
    Rule(
        "reference.addressee",
        "the office by which a speaker addresses somebody else",
        "(?<the>H) (?<role>Z) (?! [X G K I])",
        "President of Mongolia Bat Ganzorig: I thank you.\n\nPresident of Kyrgyzstan Azamat "
        "Toktogul: Mr. President, you are welcome.",
        "President of Mongolia Bat Ganzorig: Mr. President Toktogul, you are welcome.",
    ),
    Rule(
        "reference.role",
        "an office alone, of which the document knows one holder",
        f"(?<the>the|this|H)? {_PHRASE}",
        "President Anna Berg of Norway came. The President spoke.",
        "President Anna Berg of Norway and President Ivo Maric of Croatia came. The President "
        "spoke.",
    ),
    Rule(
        "reference.unnamed",
        "an office of a country whose holder the document does not name",
        f"(?<the>the) {_PHRASE}",
        "Minister Anna Berg met the President of Azerbaijan.",
        "Minister Anna Berg met a former President of Azerbaijan.",
    ),
    Rule.by_function(
        "office.reference",
        "the country of an office, said where its holder is referred to",
        "Croatia votes. President Maric spoke in Croatia. Later the Croatian President left.",
        "President Maric of Croatia spoke. Later the President left.",
    ),
    Rule(
        "reference.country",
        "the country that began the nearest sentence before it",
        "the country (?! (?:of|x S))",
        "Norway joined in 1949. The country has a coast.",
        "In Oslo it rained. The country of Norway has a coast.",
    ),
    Rule(
        "reference.there",
        "the only place that the sentence before leads to",
        "(?: (?<![^ . n q]) there (?! @be) | (?<=[met meet talks meeting]) there (?= with | on | D "
        "| , | . | and | later | for ))",
        "President Anna Berg flew to Oslo. There she met Ivo Maric.",
        "President Anna Berg flew to Oslo. There were many guests.",
    ),
)
_ADDRESSEE, _ROLE, _UNNAMED, _COMPLETED, _COUNTRY, _THERE = RULES
_LEADING: Final = frozenset("president premier chancellor king queen emir amir pope sultan".split())
_INDEFINITE: Final = frozenset(
    "a an first second third new next former previous last only any every no another some "
    "each future".split()
)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The holder of an office whom the document does not name: "the President of Azerbaijan"."""

    role: Role
    of: Name
    start: int
    end: int


def reference_stage(lattice: Lattice, tenures: list[TenureReading]) -> None:
    """Role phrases that mean a named person become P, unnamed holders with a country become U."""
    if "Z" not in lattice.codes:
        return
    named: Counter[str] = Counter()
    bodies: dict[str, Name] = {}
    for token, value in lattice.values.items():
        if isinstance(value, Name):
            named[value.key] += 1
            body = value.kind is EntityKind.INTERNATIONAL_ORGANISATION
            if body and not _is_of_event(lattice, token):
                bodies[value.key] = value
        elif isinstance(value, Role) and value.owned and value.of:
            named[value.of.key] += 1
    holders = Holders(tenures, named)
    speakers = _speakers(lattice)
    lattice.stage(_ADDRESSEE, lambda m: _addressed(lattice, m, holders, speakers))
    lattice.stage(_ROLE, lambda m: _resolve(lattice, m, tenures, holders))
    only = next(iter(bodies.values())) if len(bodies) == 1 else None
    lattice.stage(_UNNAMED, lambda m: _unnamed(lattice, m, holders, only))


_GATHERING: Final = frozenset("summit summits conference meeting forum session ceremony".split())


def _is_of_event(lattice: Lattice, token: int) -> bool:
    """ "the African Union summit": those who come to it need not be of that body."""
    symbol = lattice.symbol_of(token)
    return symbol is not None and lattice.word(symbol + 1) in _GATHERING


_LABEL: Final = compile_rule("(?<![^ n]) P (?= :)")


def _speakers(lattice: Lattice) -> list[tuple[int, str]]:
    """Who speaks from which symbol on, where a transcript labels its speakers."""
    return [
        (lattice.start(m.start()), titled(lattice.value(m.start())).person.entity)
        for m in _LABEL.finditer(lattice.codes)
    ]


def _addressed(
    lattice: Lattice, m: re.Match[str], holders: Holders, speakers: list[tuple[int, str]]
) -> Span | None:
    """ "Mr. President" is the holder who does not speak."""
    role: Role = lattice.value(m.start("role"))
    at = bisect_left(speakers, (lattice.start(m.start()), ""))
    if not at or role.plural or role.of is not None:
        return None
    others = {key for _, key in speakers} - {speakers[at - 1][1]}
    found = [key for key in others if holders.has_held(key, role.title)]
    return _mention(lattice, m, found[0], _ADDRESSEE.id) if len(found) == 1 else None


def _definite(lattice: Lattice, m: re.Match[str]) -> tuple[Role, Name | None] | None:
    """The role and the body of a phrase that means one holder; None for "a president"."""
    role: Role = lattice.value(m.start("role"))
    if role.plural or role.status == "former":
        return None
    of: Name | None = role.of
    if of is None and m["of"] is not None:
        of = lattice.value(m.start("of"))
    before = lattice.words(m.start() - 1, m.start()) if m.start() else []
    if before and before[0].lower() in _INDEFINITE:
        return None
    definite = m["the"] is not None or of is not None or role.home
    leading = role.text[0].isupper() and fold(role.title) in _LEADING
    return (role, of) if definite or leading else None


def _resolve(
    lattice: Lattice, m: re.Match[str], tenures: list[TenureReading], holders: Holders
) -> Span | None:
    phrase = _definite(lattice, m)
    if phrase is None:
        return None
    role, of = phrase
    key = holders.only(role.title, of)
    if not key or _comes_later(lattice, m.start(), key):
        return None
    known = holders.without_body(key, role.title)
    if of is not None and known is not None and lattice.uses(_COMPLETED):
        # "the Croatian President" says of which country "President Maric" is president
        start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
        tenures.append(known._replace(of=of, rule=_COMPLETED.id, start=start, end=end))
        holders.add(tenures[-1])
        lattice.took(_COMPLETED, *m.span())
    return _mention(lattice, m, key, _ROLE.id)


def _comes_later(lattice: Lattice, at: int, key: str) -> bool:
    """ "The President will visit Paris at the invitation of President Berg": somebody else.

    Who is named only later in the same sentence is not who it begins with.
    """

    def named(first: int, last: int) -> bool:
        people = (titled(lattice.value(i)).person for i in lattice.places("P", first, last))
        return any(person.entity == key for person in people)

    ends = (lattice.codes.find(end, at) for end in ".n")
    end = min((found for found in ends if found >= 0), default=len(lattice.codes))
    comma = lattice.codes.find(",", at, at + 4)
    beside = comma > 0 and named(comma, comma + 5)  # "the minister, my friend Maric"
    return named(at + 1, end) and not beside and not named(0, at)


def _mention(lattice: Lattice, m: re.Match[str], key: str, rule: str) -> Span:
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    mention = PersonMention(lattice.text(m.start(), m.end()), rule, start, end, key)
    return Span(m.start(), m.end(), "P", Titled(mention))


def _unnamed(
    lattice: Lattice, m: re.Match[str], holders: Holders, only: Name | None
) -> Span | None:
    """``only`` is the one international organisation of which the document speaks."""
    phrase = _definite(lattice, m)
    if phrase is None:
        return None
    role, of = phrase
    of = only if of is None else of
    if of is None or not _stands_for(role, of) or holders.any(role.title, of):
        return None
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    return Span(m.start(), m.end(), "U", Unnamed(role, of, start, end))


def _stands_for(role: Role, of: Name) -> bool:
    """Whether the holder of an office acts for its body: any of a country, the head of others."""
    if of.kind is EntityKind.INTERNATIONAL_ORGANISATION:
        return fold(role.title).replace("-", " ") == "secretary general"
    return of.kind is EntityKind.COUNTRY


_SUBJECT: Final = compile_rule("(?<![^ . n q]) (?:D ,?)? (?<c>C)")


def country_reference_stage(lattice: Lattice) -> None:
    """ "the country" is the state that began the nearest sentence before it."""
    found: list[list[int]] = []

    def read(m: re.Match[str]) -> Span | None:
        if not found:
            subjects = [m.start("c") - 1 for m in _SUBJECT.finditer("n" + lattice.codes)]
            found.append([at for at in subjects if isinstance(lattice.value(at), Name)])
        places = found[0]
        before = bisect_left(places, m.start())
        if not before:
            return None
        country: Name = lattice.value(places[before - 1])
        text = lattice.text(m.start(), m.end())
        return Span(m.start(), m.end(), "C", country._replace(text=text, rule=_COUNTRY.id))

    lattice.stage(_COUNTRY, read)


_LED_TO: Final = compile_rule("(?:in|to|at|near) (?<place>L | X (?! [X K G F B S ( -]))")
_LONGEST: Final = 80  # symbols of a sentence whose place "there" can be


def there_stage(lattice: Lattice) -> None:
    """ "There" at the start of a sentence is the one place of the sentence before."""
    lattice.stage(_THERE, lambda m: _there(lattice, m))


def _there(lattice: Lattice, m: re.Match[str]) -> Span | None:
    opens = max(lattice.codes.rfind(sign, 0, m.start()) for sign in ".nq") + 1
    first = max(0, opens - _LONGEST)
    before = lattice.codes[first:opens].rstrip(".nq")
    end = first + len(before)
    begin = end - len(before) + max(before.rfind("."), before.rfind("n")) + 1
    found = [place.start("place") for place in _LED_TO.finditer(lattice.codes, begin, end)]
    if len(found) != 1:
        return None
    name = lattice.value(found[0])
    if not isinstance(name, Name):
        text = lattice.text(found[0], found[0] + 1)
        name = Name(EntityKind.PLACE, f"place/{slug(text)}", text, text)
    return Span(m.start(), m.end(), "L", name._replace(rule=_THERE.id))
