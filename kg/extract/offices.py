"""Who holds which office: titles before and after names, verbs of being and of appointment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import GROUPS, STATUS_WORDS
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.persons import PersonMention
from kg.extract.roles import Role, singular
from kg.extract.rules import Rule
from kg.model import EntityKind, OfficeKind
from kg.text.slug import slug

_OF = "(?<of>[A C O L])"
_OF2 = "(?<of2>[A C O L])"
# "X is a Kosovar politician who …": a life in one sentence goes on after who, and, or a comma.
_LIFE = ",? @be (?:a|an|the) [^.nP;]{1,24}? (?:,? who|and|,) (?:also|later)?"
_END = "(?=[, . ; ) n : ( q -]|and|who|$|S|@have|@be|@say|to|at|in|on|D|in)"

# In this order: a longer title is read before a shorter one inside it.
RULES: tuple[Rule, ...] = (
    Rule(
        "office.two-titles-name",
        "two titles, then the name",
        f"(?:{_OF} S?)? (?<role>Z) (?:and|,|[-]) (?:the)? (?:{_OF2} S?)? (?<role2>Z) (?<who>P)"
        " (?: of the? (?<after>[C O L]))?",
        "Deputy Prime Minister and Foreign Minister Anna Berg arrived.",
        "The Prime Minister and Anna Berg arrived.",
    ),
    Rule(
        "office.government-of",
        "title, name, and the nationality of the government",
        "(?<role>Z) (?<who>P) S (?<of>A) (?:government|administration)",
        "President Ivo Maric's Croatian government resigned.",
        "President Ivo Maric's Croatian friends came.",
        keeps_words=True,
    ),
    Rule(
        "office.title-name-of",
        "title, name, then the country or organisation",
        "(?<![A C O S]) (?<role>Z) (?<who>P) of the? (?<of>[C O L])",
        "Prime Minister Anna Berg of Norway spoke.",
        "Prime Minister Anna Berg of the coalition spoke.",
    ),
    Rule(
        "office.title-name-seat",
        "mayor, name, of a town that no list knows",
        "(?<![A C O S]) (?<role>Z) (?<who>P) of (?<seat>X{1,2}) (?! [X G K F B])",
        "Mayor Anna Berg of Oxwater spoke.",
        "Minister Anna Berg of Oxwater spoke.",
    ),
    Rule(
        "office.of-title-name",
        "country, nationality or organisation, title, name",
        f"{_OF} S? (?<role>Z) (?<who>P)",
        "Armenian Prime Minister Nikol Pashinyan spoke.",
        "The Armenian delegation met Nikol Pashinyan.",
    ),
    Rule(
        "office.plural-names",
        "a title in the plural and several names",
        f"(?:{_OF} S?)? (?<role>Z) (?<who>P) (?: , P)* (?: ,? and P)+",
        "Senators Anna Berg, Ivo Maric and Jon Lind arrived.",
        "Senators met Anna Berg and Ivo Maric.",
    ),
    Rule(
        "office.listed-countries",
        "after a title in the plural, names with their countries in brackets or after of",
        "(?<=[, : ( -]|and|n) (?<who>P) (?:\\( (?<of>C) \\)|of (?<of2>C)) (?=[, . ; n)]|and)",
        "Three ambassadors came: Anna Berg (Norway), Ivo Maric (Croatia) and Jon Lind (Iceland).",
        "Three people came: Anna Berg (Norway) and others.",
    ),
    Rule(
        "office.title-name",
        "title, perhaps with its organisation, then the name",
        "(?<role>Z) (?<who>P)",
        "Foreign Minister Anna Berg spoke.",
        "The minister said that Anna Berg spoke.",
    ),
    Rule(
        "office.title-comma-name",
        "the title with its organisation, a comma, the name, a comma",
        f"(?<!and) (?:{_OF} S?)? (?<role>Z) [, -] (?<who>P) (?=[, . ; ) n -]|and)",
        "The President of Croatia, Ivo Maric, arrived.",
        "After the president, Ivo Maric spoke.",
    ),
    Rule(
        "office.name-comma-title",
        "the name, a comma, the title",
        f"(?<who>P) [, -] (?:the|a|an|now|then|currently)? (?:{_OF} S?)? (?<role>Z)"
        f" (?:(?:and|,) (?:the)? (?:{_OF2} S?)? (?<role2>Z))? {_END}",
        "Ivo Maric, the Croatian president, arrived.",
        "Besides Ivo Maric, the presidents of two states came.",
    ),
    Rule(
        "office.name-bracket-title",
        "the name and the title in brackets",
        f"(?<who>P) \\( (?:the)? (?:{_OF} S?)? (?<role>Z) \\)",
        "Ivo Maric (President of Croatia) arrived.",
        "Ivo Maric (with the president) arrived.",
    ),
    Rule(
        "office.is",
        "the name, a verb of being, the title",
        f"(?<who>P) (?:, _{{1,10}} ,|, who)? (?<verb>(?:is|was|became|remains|remained|@have "
        f"become|has been|had been)) (?:also|currently|now)? (?:the|a|an)?"
        f" (?:#)? (?:m? x? elected|m x)? (?:{_OF} S?)? (?<role>Z) (?!@appoint)"
        " (?: ,? and (?:as|was|is|became|later)* (?:the|a|an)? (?<role2>Z))?",
        "Ivo Maric is the President of Croatia.",
        "Ivo Maric was asked by the President of Croatia.",
        keeps_words=True,
    ),
    Rule(
        "office.served-as",
        "the name, served as, the title",
        f"(?<who>P) (?:{_LIFE})? (?<verb>(?:@have)? (?:also|previously|long|been)* "
        f"(?:@serve|serving)) (?:as|in)+ (?:the|a|an)? (?:#)? (?:{_OF} S?)? (?<role>Z)"
        " (?: ,? and (?:as|was|is|became|later)* (?:the|a|an)? (?<role2>Z))?",
        "Ivo Maric served as President of Croatia.",
        "Ivo Maric served with the President of Croatia.",
        keeps_words=True,
    ),
    Rule(
        "office.in-a-life",
        "is a politician who was, and is, the title",
        f"(?<who>P) {_LIFE} (?<verb>(?:@have been|is|was|became)?) (?:the|a)? (?:m and)? (?:#)? "
        f"(?:{_OF} S?)? (?<role>Z)",
        "Anna Berg is a Norwegian economist who was Minister of Finance.",
        "Anna Berg is a Norwegian economist who advised the Minister of Finance.",
        keeps_words=True,
    ),
    Rule(
        "office.title-is",
        "the title, a verb of being, the name",
        f"the (?:{_OF} S?)? (?<role>Z) (?:of the country)? (?<verb>is) (?<who>P)",
        "The president is Ivo Maric of the Farmers Party.",
        "The president is what Ivo Maric wants to become.",
        keeps_words=True,
    ),
    Rule(
        "office.nominee-listed",
        "the name, of a state, to be the title",
        f"(?<who>P) , of the? [L C X] , (?<verb>to be) (?:a|an|the)? (?:{_OF} S?)? (?<role>Z)",
        "Anna Berg, of Virginia, to be Under Secretary of State.",
        "Anna Berg, of Virginia, wants to meet the Secretary of State.",
        keeps_words=True,
    ),
    Rule(
        "office.succeeded",
        "A succeeded B as the title",
        f"(?<who>P) (?:@have)? "
        f"(?<verb>(?:succeeded|succeeds|replaced|replaces|follows|followed)) (?<prior>P) (?:, "
        f"[^.n;]{{1,8}} ,)? as (?:the)? (?:{_OF} S?)? (?<role>Z)",
        "Anna Berg succeeded Ivo Maric as Prime Minister of Norway.",
        "Anna Berg is to succeed Ivo Maric as Prime Minister of Norway.",
        keeps_words=True,
    ),
    Rule(
        "office.appoints",
        "somebody appoints A as the title; the appointment of A as the title",
        "(?:@appoint|appointment of) (?:the)? (?<who>P) (?:as|to be|to serve as|to)"
        " (?:the|a|an|its|his|her)?"
        f" (?:#)? (?:{_OF} S?)? (?<role>Z)",
        "The King appointed Anna Berg as Minister of Justice.",
        "The King asked Anna Berg as well as the Minister of Justice.",
        keeps_words=True,
    ),
    Rule(
        "office.appointed",
        "the name, a verb of appointment, the title",
        f"(?<who>P) ,? (?:@have|was|were|is|been|twice|also|x)* (?<verb>@appoint) (?:in)? (?:into "
        f"office)? (?:as|to serve as)? (?:the|a|an|its|to)? (?:#)? (?:{_OF} S?)? (?<role>Z)",
        "Anna Berg was appointed Foreign Minister of Norway.",
        "Anna Berg appointed the Foreign Minister of Norway.",
        keeps_words=True,
    ),
)


@dataclass(frozen=True, slots=True)
class TenureReading:
    """One office of one person as read: the claim before persons and dates are resolved."""

    person: PersonMention
    role: Role
    of: Name | None
    rule: str
    start: int
    end: int
    status: str = ""  # "", acting, former, elect, nominee
    verb: str = ""
    nationality: Name | None = None  # "Canadian mayor": where the office lies, not whose it is


@dataclass(slots=True)
class Titled:
    """A person mention with the offices that the same phrase gives."""

    person: PersonMention
    tenures: list[TenureReading] = field(default_factory=list)


def office_stage(lattice: Lattice) -> list[TenureReading]:
    """Read tenures rule by rule; the phrase of name and titles becomes one P."""
    found: list[TenureReading] = []
    lattice.stage(_BORN, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.start())))
    lattice.stage(_HIGHNESS, lambda m: Span(m.start(), m.end(), "H", None))
    for rule in RULES:
        lattice.stage(rule, partial(_read, lattice, rule, found))
    lattice.stage(_HONOURED, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.end() - 1)))
    return found


_HONOURED = compile_rule("H (?:the)? P")
# "Anna Berg (born 2 April 1956 in Oslo)": dates and spellings of a name
_BORN = compile_rule("P \\( (?: [^()n]{0,40}? [D Y #] | born ) [^()n]{0,40}? \\)")
_HIGHNESS = compile_rule("(?:his|her|their|your) (?:m|K|E)? H (?: (?:the|and))? (?=[Z P A])")


def titled(value: PersonMention | Titled) -> Titled:
    """The value of a P, with or without offices."""
    return value if isinstance(value, Titled) else Titled(value)


def _read(
    lattice: Lattice, rule: Rule, found: list[TenureReading], m: re.Match[str]
) -> Span | None:
    if rule.id == "office.plural-names":
        return _plural(lattice, m, rule, found)
    if rule.id == "office.listed-countries":
        return _listed(lattice, m, rule, found)
    who = titled(lattice.value(m.start("who")))
    readings = _coherent(lattice, m, rule, _phrase(lattice, m, rule, who.person))
    if not readings:
        return None
    found += readings
    if rule.keeps_words:
        lattice.took(rule, *m.span())
        return None
    return Span(m.start(), m.end(), "P", Titled(who.person, [*who.tenures, *readings]))


def _phrase(
    lattice: Lattice, m: re.Match[str], rule: Rule, person: PersonMention
) -> list[TenureReading]:
    """The tenures that one match words, one for each title in it."""
    groups = m.re.groupindex
    verb = ""
    if "verb" in groups and m["verb"]:
        verb = lattice.words(m.start("verb"), m.end("verb"))[-1].lower()
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    before = _status_before(lattice, m.start())
    readings: list[TenureReading] = []
    for suffix in ("", "2"):
        if f"role{suffix}" not in groups or m[f"role{suffix}"] is None:
            continue
        role: Role = lattice.value(m.start(f"role{suffix}"))
        of = role.of
        for name in (f"of{suffix}", "after", "of"):
            if of is None and name in groups and m[name] is not None:
                of = lattice.value(m.start(name))
        status = role.status or before
        nationality = None
        if "seat" in groups:
            seat = lattice.text(m.start("seat"), m.end("seat"))
            if role.title.lower() not in _MUNICIPAL or role.of is not None:
                return []
            of = Name(EntityKind.PLACE, f"place/{slug(seat)}", seat, seat, rule="name.seat")
        if of is not None and of.adjective and role.title.lower() in _MUNICIPAL:
            of, nationality = None, of
        reading = TenureReading(person, role, of, rule.id, start, end, status, verb, nationality)
        readings.append(reading)
    if rule.id == "office.succeeded" and readings:
        prior = titled(lattice.value(m.start("prior"))).person
        readings.append(replace(readings[0], person=prior, status="former"))
    return readings


def _status_before(lattice: Lattice, symbol: int) -> str:
    """ "former Zambian President", "acting Italian Foreign Minister", "the late Chancellor"."""
    for word in reversed(lattice.words(max(0, symbol - 2), symbol)):
        status = STATUS_WORDS.get(word.lower().rstrip("-"), None)
        if status is not None:
            return status
    return ""


_SAYING = frozenset(GROUPS["say"].split())
_MUNICIPAL = frozenset({"mayor", "deputy mayor", "councillor", "governor"})
_LOCAL = frozenset(
    {"mayor", "governor", "premier", "president", "archbishop", "bishop", "leader", "king"}
)


def _may_hold(role: Role, of: Name) -> bool:
    """A city or region has mayors and governors, not foreign ministers."""
    return (
        of.kind is not EntityKind.PLACE
        or role.title.split()[0].lower() in _LOCAL
        or (role.title.split()[-1].lower() in _LOCAL | {"prince", "mayor", "governor"})
    )


def _plural(
    lattice: Lattice, m: re.Match[str], rule: Rule, found: list[TenureReading]
) -> Span | None:
    """Each name of the list holds an office of that title; the list stays a list."""
    role: Role = lattice.value(m.start("role"))
    if not role.plural:
        return None
    of = role.of or (lattice.value(m.start("of")) if m["of"] is not None else None)
    for symbol in range(m.start("who"), m.end()):
        if lattice.codes[symbol] == "P":
            _give(lattice, symbol, role, of, rule, found)
    lattice.took(rule, *m.span())
    return None


def _listed(
    lattice: Lattice, m: re.Match[str], rule: Rule, found: list[TenureReading]
) -> Span | None:
    """ "the ambassadors: A (X), B (Y)": the plural title stands earlier in the sentence."""
    group = "of" if m["of"] is not None else "of2"
    for symbol in range(m.start() - 1, max(-1, m.start() - 150), -1):
        code = lattice.codes[symbol]
        if code in ".n":
            return None
        if code == "Z" and lattice.value(symbol).plural:
            of: Name = lattice.value(m.start(group))
            value = _give(lattice, m.start("who"), lattice.value(symbol), of, rule, found)
            return Span(m.start("who"), m.end(), "P", value)
    return None


def _give(
    lattice: Lattice, symbol: int, role: Role, of: Name | None, rule: Rule,
    found: list[TenureReading],
) -> Titled:  # fmt: skip
    who = titled(lattice.value(symbol))
    reading = TenureReading(
        who.person, singular(role), of, rule.id, lattice.start(symbol), lattice.end(symbol),
        role.status,
    )  # fmt: skip
    found.append(reading)
    who.tenures.append(reading)
    lattice.values[lattice.edges[symbol]] = who
    return who


def _coherent(
    lattice: Lattice, m: re.Match[str], rule: Rule, readings: list[TenureReading]
) -> list[TenureReading]:
    """Leave out what only looks like a title of this person."""
    if any(r.role.plural or (r.of is not None and not _may_hold(r.role, r.of)) for r in readings):
        return []
    if rule.id == "office.two-titles-name":
        between = lattice.words(m.end("role"), m.start("role2"))
        first = max(0, m.start() - 2)
        if "the" in [w.lower() for w in lattice.words(first, m.start())] and "the" not in between:
            heads = {OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT}
            if readings and readings[0].role.kind in heads:
                return []  # "the President and Prime Minister Berg" are two persons
        before = lattice.words(m.start() - 1, m.start()) if m.start() else []
        if "," in between and before and before[0] in ("and", ","):
            return []  # "A, chair of X and mayor of Y, Secretary B": the first ones are A's
    if rule.id == "office.name-comma-title":
        said = {w.lower() for w in lattice.words(m.end(), min(m.end() + 1, len(lattice.codes)))}
        article = lattice.words(m.end("who"), m.start("role"))
        if said & _SAYING and {"a", "an"} & {w.lower() for w in article}:
            return []  # "…, a spokesman said": somebody else
        # "A, President of X, and B": in a list of titles before names the title belongs to the next
        following = lattice.codes[m.end() : m.end() + 1]
        if following == "P":
            return []
    if rule.id == "office.nominee-listed":
        readings = [replace(r, status="nominee") for r in readings]
    if rule.id == "office.appointed":
        status = "nominee" if readings and readings[0].verb.startswith("nomin") else ""
        passive = any(
            w.lower() in ("was", "were", "been", "is") for w in lattice.words(m.start(), m.end())
        )
        if not passive:
            return []
        readings = [replace(r, status=r.status or status) for r in readings]
    return readings
