"""One title in the plural for several names, perhaps each with its own country."""

from __future__ import annotations

import re
from typing import Final

from kg.extract import office_guards as guards
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.roles import Role, singular
from kg.extract.rules import Rule
from kg.extract.tenures import TenureReading, Titled, titled
from kg.model import OfficeKind

Found = list[TenureReading]


def _plural(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """Each name of the list holds an office of that title; the list stays a list."""
    role: Role = lattice.value(m.start("role"))
    each = role.of is not None and "P,C," in lattice.codes[m.start() : m.end() + 1]
    if not role.plural or each:
        return None  # "the presidents of Malta, A, Cyprus, B": the country stands before its name
    between = lattice.words(m.end("role"), m.start("list"))
    if between and between[-1].isalpha() and guards.is_vague(singular(role), ["a"]):
        return None  # "leaders including Berg and Lind"
    names = [i for i in range(*m.span("list")) if lattice.codes[i] == "P"]
    for symbol, following in zip(names, [*names[1:], m.end("list")], strict=True):
        of = [i for i in range(symbol, following) if lattice.codes[i] in "ACOL"]
        _give(lattice, symbol, role, lattice.value(of[0]) if of else role.of, rule, found)
    lattice.took(rule, *m.span())
    return None


def _respectively(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """ "The presidents of Chile and Peru, A and B": each name has the country in its place."""
    role: Role = lattice.value(m.start("role"))
    others = [lattice.value(i) for i in range(*m.span("more")) if lattice.codes[i] in "CO"]
    first = [lattice.value(i) for i in range(*m.span("before")) if lattice.codes[i] == "A"]
    owners = [*first, role.of, *others]
    names = [i for i in range(*m.span("list")) if lattice.codes[i] == "P"]
    if not role.plural or len(owners) != len(names) or len(names) < 2:
        return None
    for symbol, of in zip(names, owners, strict=True):
        _give(lattice, symbol, role, of, rule, found)
    lattice.took(rule, *m.span())
    return None


_REACH: Final = 400  # symbols between a title in the plural and the last name of its list


def _listed(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """ "the ambassadors: A (X), B (Y)": the plural title stands earlier in the sentence."""
    group = "of" if m["of"] is not None else "of2"
    for symbol in range(m.start() - 1, max(-1, m.start() - _REACH), -1):
        code = lattice.codes[symbol]
        if code in ".n":
            return None
        if code == "Z" and lattice.value(symbol).plural:
            of: Name = lattice.value(m.start(group))
            value = _give(lattice, m.start("who"), lattice.value(symbol), of, rule, found)
            return Span(m.start("who"), m.end(), "P", value)
    return None


def _each(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """ "the foreign ministers of Norway, A, and Croatia, B": A is Norway's, B Croatia's."""
    symbol = m.start()
    while symbol > 0 and (lattice.codes[symbol] in "PC," or lattice.word(symbol) in _JOINTS):
        symbol -= 1
    if lattice.codes[symbol : symbol + 3] != "Z,P":
        return None
    role: Role = lattice.value(symbol)
    if not role.plural or role.of is None:
        return None
    if not titled(lattice.value(symbol + 2)).tenures:
        _give(lattice, symbol + 2, role, role.of, rule, found)
    value = _give(lattice, m.start("who"), role, lattice.value(m.start("of")), rule, found)
    return Span(m.start("of"), m.end(), "P", value)


_JOINTS: Final = ("and", "of")


def _give(
    lattice: Lattice, symbol: int, role: Role, of: Name | None, rule: Rule, found: Found
) -> Titled:
    who = titled(lattice.value(symbol))
    if any(tenure.rule == "office.respectively" for tenure in who.tenures):
        return who
    reading = TenureReading(
        who.person, singular(role), of, rule.id, lattice.start(symbol), lattice.end(symbol),
        role.status,
    )  # fmt: skip
    found.append(reading)
    who.tenures.append(reading)
    lattice.values[lattice.edges[symbol]] = who
    return who


def _counterpart(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """ "A met his Slovak counterpart B": B holds in Slovakia what A holds elsewhere."""
    for symbol in range(m.start() - 1, max(-1, m.start() - _NEAR), -1):
        if lattice.codes[symbol] in ".n":
            return None
        if lattice.codes[symbol] != "P":
            continue
        of: Name = lattice.value(m.start("of"))
        who = titled(lattice.value(symbol))
        told = who.tenures or [t for t in found if t.person.entity == who.person.entity]
        known = [t for t in told if t.status in ("", "acting")]
        if not known or not _is_shared(known[-1].role.title, of):
            return None
        role = known[-1].role._replace(of=None, status="")
        value = _give(lattice, m.start("who"), role, of, rule, found)
        return Span(m.start(), m.end(), "P", value)
    return None


_CHANCELLORS: Final = frozenset(("country/germany", "country/austria", "country/china"))


def _is_shared(title: str, of: Name) -> bool:
    """Ministers and presidents have the same title elsewhere; secretaries do not."""
    words = title.lower().split()
    if words[-2:] == ["prime", "minister"]:
        return of.key not in _CHANCELLORS
    return words == ["president"] or ("minister" in words and words[0] not in ("first", "deputy"))


_NEAR: Final = 40  # symbols between somebody and "his counterpart"


def _member(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """ "nominee for Member of the Board"."""
    role = Role("Member", OfficeKind.OTHER, None, "nominee", False, "Member")
    _give(lattice, m.start("who"), role, lattice.value(m.start("of")), rule, found)
    lattice.took(rule, *m.span())
    return None


READERS: Final = {
    "office.counterpart": _counterpart,
    "office.member-nominee": _member,
    "office.plural-names": _plural,
    "office.respectively": _respectively,
    "office.listed-countries": _listed,
    "office.each-of": _each,
}
