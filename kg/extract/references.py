"""Role-only references: "the President", "NATO Secretary-General", where one holder fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.offices import TenureReading, Titled
from kg.extract.pattern import compile_rule
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.text.slug import fold

_REFERENCE = compile_rule("(?<the>the|this|H)? (?<of>[A C O])? S? (?<role>Z)")
_LEADING = frozenset("president premier chancellor king queen emir amir pope sultan".split())
_INDEFINITE = frozenset(
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


def short_title(title: str, known: str) -> bool:
    """Whether a title can refer to an office: "Minister" to "Minister of Defence"."""
    short, full = fold(title).split(), fold(known).split()
    if short == full:
        return True
    if not short or len(short) >= len(full):
        return False
    if "deputy" in full[:2] or "vice" in full[:2] or "former" in full:
        return False
    if full[: len(short)] == short:
        return True
    behind = full[-len(short) - 1]
    return full[-len(short) :] == short and behind not in ("the", "to", "of", "his", "her")


def reference_stage(lattice: Lattice, tenures: list[TenureReading]) -> None:
    """Role phrases that mean a named person become P, unnamed holders with a country become U."""
    named = Counter(v.key for v in lattice.values.values() if isinstance(v, Name))
    lattice.stage(_REFERENCE, lambda m: _resolve(lattice, m, tenures, named))


def _resolve(
    lattice: Lattice, m: re.Match[str], tenures: list[TenureReading], named: Counter[str]
) -> Span | None:
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
    definite = definite or (role.text[0].isupper() and fold(role.title) in _LEADING)
    if not definite:
        return None
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    holders = {
        reading.person.entity
        for reading in tenures
        if reading.status in ("", "acting")
        and short_title(role.title, reading.role.title)
        and _same_body(of, reading.of, named)
    }
    if of is not None and len(holders) > 1:
        exact = {r.person.entity for r in tenures if r.of is not None and r.of.key == of.key}
        holders &= exact
    if len(holders) == 1:
        key = next(iter(holders))
        _complete(key, role, of, tenures, (start, end))
        mention = PersonMention(lattice.text(m.start(), m.end()), "reference.role", start, end, key)
        return Span(m.start(), m.end(), "P", Titled(mention))
    if of is not None and not holders and of.kind.value == "country" and m["the"] is not None:
        return Span(m.start(), m.end(), "U", Unnamed(role, of, start, end))
    return None


_OFTEN = 3  # mentions that tie a country to the document's own people


def _same_body(of: Name | None, known: Name | None, named: Counter[str]) -> bool:
    """Whether an office "of Poland" can be the one of somebody just called President.

    Only where the document speaks of Poland often: else it is another country's president.
    """
    if of is None or (known is not None and known.key == of.key):
        return True
    return known is None and named[of.key] >= _OFTEN


def _complete(
    key: str, role: Role, of: Name | None, tenures: list[TenureReading], span: tuple[int, int]
) -> None:
    """ "the Croatian President" says of which country "President Maric" is president."""
    known = [r for r in tenures if r.person.entity == key and short_title(role.title, r.role.title)]
    if of is not None and known and all(r.of is None for r in known):
        tenures.append(
            replace(known[0], of=of, rule="office.reference", start=span[0], end=span[1])
        )


_THE_COUNTRY = compile_rule("the country (?! (?:of|x S))")
_SUBJECT = compile_rule("(?<![^ . n q]) (?:D ,?)? (?<c>C)")


def country_reference_stage(lattice: Lattice) -> None:
    """ "the country" is the state that began the nearest sentence before it."""
    places = [m.start("c") - 1 for m in _SUBJECT.finditer("n" + lattice.codes)]
    places = [at for at in places if isinstance(lattice.value(at), Name)]

    def read(m: re.Match[str]) -> Span | None:
        before = bisect_left(places, m.start())
        if not before:
            return None
        country: Name = lattice.value(places[before - 1])
        text = lattice.text(m.start(), m.end())
        return Span(m.start(), m.end(), "C", replace(country, text=text, rule="reference.country"))

    lattice.stage(_THE_COUNTRY, read)
