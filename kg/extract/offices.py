"""Who holds which office: titles before and after names, verbs of being and of appointment."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract import office_guards as guards
from kg.extract import office_lists, office_titles, office_verbs
from kg.extract.codes import FUNCTION_WORDS, PAST
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import STATUS_WORDS
from kg.extract.names import Name
from kg.extract.office_clauses import read_clause
from kg.extract.role_owners import MUNICIPAL, may_hold
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.search import Search
from kg.extract.tenures import TenureReading, Titled, own_dates, tenures, titled
from kg.extract.whose import seat_named
from kg.model import OfficeKind

RULES: tuple[Rule, ...] = (*office_titles.RULES, *office_verbs.RULES)


# "Anna Berg (born 2 April 1956 in Oslo)": dates and spellings of a name
_BORN: Final = Search("P \\( (?: [^()nZ]{0,40}? [D Y #] | born ) [^()n]{0,40}? \\)")
_HIGHNESS: Final = Search("(?:his|her|their|your) (?:m|K|E)? H (?: (?:the|and))? (?=[Z P A])")
_MAJESTY: Final = Search("(?:his|her) H S (?<office>Z)")  # "Her Majesty's Ambassador"
_HONOURED: Final = Search("H (?:the)? P")


def office_stage(lattice: Lattice) -> list[TenureReading]:
    """Read tenures rule by rule; the phrase of name and titles becomes one P."""
    found: list[TenureReading] = []
    lattice.stage(_BORN, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.start())))
    lattice.stage(_MAJESTY, lambda m: Span(m.start(), m.end(), "Z", lattice.value(m.end() - 1)))
    lattice.stage(_HIGHNESS, lambda m: Span(m.start(), m.end(), "H", None))
    for rule in lattice.fitting(office_titles.RULES):
        reader = office_lists.READERS.get(rule.id, _read_titles)
        lattice.stage(rule, partial(reader, lattice, rule, found))
    found += clause_stage(lattice)
    lattice.stage(_HONOURED, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.end() - 1)))
    return found


def clause_stage(lattice: Lattice) -> list[TenureReading]:
    """Read what verbs say. A title that is said of somebody refers to nobody: it becomes N."""
    found: list[TenureReading] = []
    for rule in lattice.fitting(office_verbs.RULES):
        lattice.stage(rule, partial(read_clause, lattice, rule, found))
    return found


# -- titles beside names --------------------------------------------------------------------------

Found = list[TenureReading]
_NOMINEES: Final = frozenset(
    ("office.nominee-name", "office.nominee-is", "office.name-nominee", "office.nominee-listed")
)
_FORMERLY: Final = frozenset(
    ("formerly", "previously", "recently", "then", "once", "until", "past")
)
_NAME_FIRST: Final = frozenset(
    ("office.name-party-member", "office.name-comma-title", "office.name-bracket-title")
)
_TITLE_FIRST: Final = frozenset(
    ("office.title-name", "office.title-name-of", "office.title-comma-name")
)


def _read_titles(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    who = titled(lattice.value(m.start("who")))
    first = m.start()
    if rule.id in _TITLE_FIRST:
        first, roles = guards.own_titles(lattice, m)
        roles = [role for role in roles if not _is_in_full_dress(lattice, first, role)]
    else:
        roles = guards.whose_titles(lattice, m)
    roles = [guards.owned_by(role, _of_its(lattice, first, role)) for role in roles]
    if why := _refusal(lattice, rule, m, first):
        lattice.refused(rule, *m.span(), why)
        return None
    status = "nominee" if rule.id in _NOMINEES else _status_before(lattice, first)
    if rule.id not in _TITLE_FIRST and "retired" in (lattice.word(first - i) for i in (1, 2)):
        status = ""  # "retired Air Marshal Anna Berg, Secretary of Defence"
    if rule.id in _NAME_FIRST and not status:
        between = lattice.words(m.end("who"), m.start("titles"))
        status = "" if _FORMERLY.isdisjoint(between) else "former"
    roles = _with_places(lattice, m, roles)
    readings = tenures(lattice, rule, (first, m.end()), who.person, roles, status)
    if rule.id == "office.name-bracket-title" and readings:
        day = next(lattice.places("D", m.end("titles"), m.end()), -1)
        date = lattice.value(day) if day >= 0 else None
        readings[-1] = readings[-1]._replace(date=date)
    elif rule.id in _NAME_FIRST and len(readings) == len(roles) > 1:
        readings = own_dates(lattice, list(lattice.places("Z", *m.span("titles"))), readings)
    if not readings:
        return None
    found += readings
    if rule.keeps_words:
        lattice.took(rule, *m.span())
        return None
    return Span(first, m.end(), "P", Titled(who.person, [*who.tenures, *readings]))


def _refusal(lattice: Lattice, rule: Rule, m: re.Match[str], start: int) -> str:
    """Why the words only look like a title of this person, "" where they do not."""
    first = max(start, m.start("titles"))
    if rule.id in _TITLE_FIRST and lattice.text(*m.span("who")).lower() in ("he", "she"):
        return "a pronoun"  # "As a president he was hard"
    if rule.id not in _NOMINEES and guards.is_disowned(lattice, first):
        return "somebody who does not hold it"
    if rule.id == "office.title-comma-name" and guards.is_title_of_name_before(lattice, start):
        return "the title of the name before it"
    role: Role = lattice.value(m.start("titles"))
    if rule.id == "office.name-party-member" and role.kind is not OfficeKind.LEGISLATOR:
        return "no seat in a parliament"
    if rule.id == "office.name-comma-title" and guards.is_somebody_speaking(lattice, m):
        return "somebody else speaks"
    if rule.id == "office.name-comma-title" and guards.is_list_of_holders(lattice, m):
        return "the titles of several"
    if rule.id == "office.name-the-title":
        return "" if role.of is not None and not role.plural else "perhaps somebody else's title"
    if rule.id == "office.name-comma-title" and _is_hyphen(lattice, m.end("who")):
        return "a hyphen"
    if rule.id == "office.signature" and not _is_alone(lattice, m):
        return "not a name alone over a title alone"
    return ""


def _is_hyphen(lattice: Lattice, symbol: int) -> bool:
    """ "Anna Berg- Minister": a hyphen without a blank before it is no dash."""
    at = lattice.start(symbol)
    return lattice.tokens.text[at] == "-" and not lattice.tokens.text[at - 1].isspace()


def _is_alone(lattice: Lattice, m: re.Match[str]) -> bool:
    """Whether the line above a title is a name without a title of its own."""
    who = titled(lattice.value(m.start("who")))
    between = lattice.words(m.end("who"), m.start("titles"))
    return not who.tenures and "the" not in [word.lower() for word in between]


def _is_in_full_dress(lattice: Lattice, title: int, role: Role) -> bool:
    """ "Chief Lind of Ibadan", "the Chief Prelate": a rank of honour; "Air Force Chief" is none."""
    force = title > 0 and lattice.codes[title - 1] in "FBKX"
    return role.of is None and role.text == "Chief" and not force


def _of_its(lattice: Lattice, title: int, role: Role) -> Name | None:
    owner = guards.its_owner(lattice, title, role)
    return owner if owner is not None and may_hold(role, owner) else None


def _with_places(lattice: Lattice, m: re.Match[str], roles: list[Role]) -> list[Role]:
    """The roles as those of the organisation or town that stands behind the name."""
    groups = m.re.groupindex
    if "of" in groups and m["of"] is not None:
        of: Name = lattice.value(m.start("of"))
        if not all(r.of is not None or may_hold(r, of) for r in roles):
            return []
        return [r if r.home else guards.owned_by(r, of) for r in roles]
    if "seat" in groups:
        seat = lattice.text(m.start("seat"), m.end("seat"))
        place = seat_named(seat)
        return [r._replace(of=place) for r in roles if r.title.lower() in MUNICIPAL and not r.of]
    return roles


def _status_before(lattice: Lattice, symbol: int) -> str:
    """ "former Zambian President", "acting Italian Foreign Minister", "the late Chancellor"."""
    for before in range(symbol - 1, max(-1, symbol - 3), -1):
        if lattice.codes[before] in _OTHERS:
            return ""  # "Jon Lind, Acting Secretary,\nAnna Berg, Mayor": another's
        word = lattice.words(before, before + 1)[0].lower()
        past, joint, _ = word.partition("-")  # "then-UN chief", "ex-World Bank president"
        former = word == "predecessor" or (joint and past in PAST)
        status = "former" if former else STATUS_WORDS.get(lattice.word(before).rstrip("-"))
        if status is not None and not (word in _ADVERBS and _is_adverb(lattice, before, symbol)):
            return status
    return _status_of_noun(lattice, symbol)


_OTHERS: Final = frozenset("ZPn.,;:)")


_ADVERBS: Final = frozenset(("then", "next"))


def _is_adverb(lattice: Lattice, word: int, title: int) -> bool:
    """ "met the mayor and then President Berg": what came next, no status of hers."""
    before = lattice.codes[max(0, word - 1) : word]
    first = before in ("", ".", "n", ",", ";", "q") or lattice.word(word - 1) in ("and", "but")
    return word + 1 < title or lattice.words(word, word + 1)[0][0].isupper() or first


def _status_of_noun(lattice: Lattice, symbol: int) -> str:
    """ "former central bank governor": a status before the nouns of a title in small letters."""
    at = symbol - 1
    while at > max(0, symbol - 4) and lattice.codes[at] == "x" and lattice.word(at) not in _SMALL:
        at -= 1
    noun = at < symbol - 2 and lattice.words(symbol, symbol + 1)[0][0].islower()
    return STATUS_WORDS.get(lattice.word(at), "") if noun else ""


_SMALL: Final = frozenset(FUNCTION_WORDS.split())
