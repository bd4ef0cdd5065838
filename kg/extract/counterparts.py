"""Whose the two are who meet, where the text only says whose ties they spoke of.

"President Berg met Prime Minister Lind today to strengthen the friendship between Norway and
Iceland": the two countries are theirs. Which is whose is told by an owner that is known of one, by
the commitment of a country that one of them reaffirms, by the house in which one receives the
other, or, where the document says "our", by its own side being named first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice
from kg.extract.meetings import MeetingReading
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.quotes import Quote, inside
from kg.extract.reading import Reading
from kg.extract.tenures import TenureReading, Titled
from kg.model import EntityKind, OfficeKind, ParticipantRole

# Who speaks for a country.
NATIONAL: Final = frozenset(
    {
        OfficeKind.HEAD_OF_STATE,
        OfficeKind.HEAD_OF_GOVERNMENT,
        OfficeKind.FOREIGN_MINISTER,
        OfficeKind.DEFENCE_MINISTER,
    }
)
_PAIR: Final = compile_rule(
    "(?:(?:between|of) (?:the)? (?<a>C) and (?:the)? (?<b>C)|(?<c>C) and (?:the)? (?<d>C) S"
    "|(?<e>C) - (?<f>[C A O]))"
)
_TIES: Final = frozenset(
    "relations relationship partnership friendship cooperation co-operation alliance ties bonds "
    "links".split()
)
_WARM: Final = frozenset(
    "deepen deepening strengthen strengthening strengthened enhance enhancing expand expanding "
    "reaffirm reaffirmed affirmed importance strength commitment enduring long-standing "
    "longstanding deep historical special close friendly warm historic strong bilateral our "
    "celebrate celebrated advance".split()
)
_COLD: Final = frozenset(
    "war conflict tension tensions concern concerned condemned dispute border".split()
)
_OWN: Final = frozenset(
    "reaffirmed reiterated affirmed pledged underscored emphasized emphasised".split()
)
_GIVEN: Final = frozenset("commitment support".split())
_REACH: Final = 14  # words around a pair that say what it is of
Pair = tuple[Name, Name]


def counterparts(reading: Reading) -> dict[str, Name]:
    """The country of each of two persons who meet, by their entity; empty where it is open."""
    readings = [tenure for tenure in reading.tenures if tenure.status in ("", "acting")]
    national = {t.person.entity for t in readings if _is_national(t)}
    if not any(t.of is None and _is_national(t) for t in readings):
        return {}
    sides = _sides(reading.meetings, national)
    pair = _pair(reading) if sides is not None else None
    if sides is None or pair is None:
        return {}
    countries = {pair[0].key: pair[0], pair[1].key: pair[1]}
    told = {
        (side, key)
        for side, key in (
            *_by_owner(readings, sides), *_by_commitment(reading, sides), *_by_host(reading, sides),
        )
        if side >= 0
    }  # fmt: skip
    if any(key not in countries for _, key in told):
        return {}
    if not told and _is_ours(reading):
        told = {(_named_first(reading, sides), pair[0].key)}
    firsts = {key if side == 0 else _other(pair, key) for side, key in told}
    if len(firsts) != 1:
        return {}
    first = next(iter(firsts))
    owners = (countries[first], countries[_other(pair, first)])
    return {person: owners[side] for side in (0, 1) for person in sides[side]}


def _is_national(tenure: TenureReading) -> bool:
    return tenure.role.kind in NATIONAL or tenure.role.title == "Vice President"


def _other(pair: Pair, key: str) -> str:
    return pair[1].key if pair[0].key == key else pair[0].key


def _sides(meetings: list[MeetingReading], national: set[str]) -> tuple[set[str], set[str]] | None:
    """Who meets whom: two persons, or several who meet one and the same."""
    pairs = []
    for meeting in meetings:
        who = [a.person.entity for a, _ in meeting.participants if isinstance(a, Titled)]
        if len(who) != len(meeting.participants) or not national.issuperset(who):
            return None
        if len(set(who)) == 2:
            pairs.append(frozenset(who))
        elif len(who) > 2:
            return None
    if not pairs:
        return None
    common = frozenset.intersection(*pairs)
    if not common:
        return None
    one = next((who for who in sorted(pairs[0]) if who in common), "")
    return {one}, {who for pair in pairs for who in pair if who != one}


def _pair(reading: Reading) -> Pair | None:
    """The two countries of whose ties the document speaks well; None where there are others."""
    lattice = reading.lattice
    states = {name.key: name for name, _, _ in reading.names if not name.adjective}
    found: list[Pair] = []
    others: set[frozenset[str]] = set()
    for m in _PAIR.finditer(lattice.codes):
        at = [symbol for symbol in map(m.start, "abcdef") if symbol >= 0]
        one, two = (_country(lattice.value(symbol), states) for symbol in at)
        if one is None or two is None or one.key == two.key:
            continue
        before = {w.lower() for w in lattice.words(max(at[0] - _REACH, 0), at[0])}
        behind = {w.lower() for w in lattice.words(at[1], min(at[1] + 4, len(lattice.codes)))}
        if _TIES.isdisjoint(before | behind):
            continue
        if not _COLD.isdisjoint(before):
            return None
        others.add(frozenset((one.key, two.key)))
        if not _WARM.isdisjoint(before):
            found.append((one, two))
    return found[0] if found and len(others) == 1 else None


def _country(value: object, states: dict[str, Name]) -> Name | None:
    """The country that a name is, that its adjective means, that it begins with.

    "the U.S.-Japan Alliance", "the U.S.-Philippine partnership".
    """
    if not isinstance(value, Name):
        return None
    if value.kind is EntityKind.COUNTRY:
        return value._replace(adjective=False)
    return states.get(value.country)


def _side(person: str, sides: tuple[set[str], set[str]]) -> int:
    return next((side for side in (0, 1) if person in sides[side]), -1)


def _by_owner(
    readings: list[TenureReading], sides: tuple[set[str], set[str]]
) -> Iterator[tuple[int, str]]:
    """Of whom the text says whose the office is."""
    for tenure in readings:
        if tenure.of is not None and _is_national(tenure):
            yield _side(tenure.person.entity, sides), tenure.of.country or tenure.of.key


def _by_commitment(reading: Reading, sides: tuple[set[str], set[str]]) -> Iterator[tuple[int, str]]:
    """ "The President reaffirmed the U.S. commitment to …": it is the President's country's."""
    lattice = reading.lattice
    for first, last in reading.sentences:
        at, end = lattice.symbol_at(first), lattice.symbol_at(last)
        who = _agent(lattice, at)
        if who < 0:
            continue
        verb = next((i for i in range(who + 1, min(who + 4, end)) if lattice.word(i) in _OWN), -1)
        for symbol in lattice.places("C", verb, min(verb + 7, end)) if verb >= 0 else ():
            behind = {w.lower() for w in lattice.words(symbol + 1, min(symbol + 4, end))}
            country = _country(lattice.value(symbol), {})
            if country is not None and not _GIVEN.isdisjoint(behind):
                yield _side(_person(lattice, who), sides), country.key
            break


def _agent(lattice: Lattice, at: int) -> int:
    """The T that a sentence begins with, -1 where it begins otherwise."""
    while lattice.codes[at : at + 1] in ("D", ","):
        at += 1
    return at if lattice.codes[at : at + 1] == "T" and _person(lattice, at) else -1


def _person(lattice: Lattice, symbol: int) -> str:
    group = lattice.value(symbol)
    agents = group.agents if isinstance(group, Group) else ()
    one = next(iter(agents)) if len(agents) == 1 else None
    return one.person.entity if isinstance(one, Titled) else ""


def _by_host(reading: Reading, sides: tuple[set[str], set[str]]) -> Iterator[tuple[int, str]]:
    """Who receives somebody at a house of his country."""
    for meeting in reading.meetings:
        place = meeting.place
        for agent, role in meeting.participants if place is not None else ():
            host = role is ParticipantRole.HOST and isinstance(agent, Titled)
            if host and place is not None and place.country and isinstance(agent, Titled):
                yield _side(agent.person.entity, sides), place.country


def _is_ours(reading: Reading) -> bool:
    """Whether the document itself, not only somebody it quotes, says "our"."""
    tokens = reading.lattice.tokens
    quotes: list[Quote] = sorted(reading.quotes, key=lambda quote: quote.start)
    return any(
        word == "our" and inside(quotes, start, start + 3) is None
        for word, start in zip(tokens.words, tokens.starts, strict=True)
    )


def _named_first(reading: Reading, sides: tuple[set[str], set[str]]) -> int:
    """The side of the person whom the document names first."""
    starts: Counter[int] = Counter()
    for person in reading.people.persons():
        side = _side(person.key, sides)
        if side >= 0:
            start = min(mention.start for mention in person.mentions)
            starts[side] = min(start, starts.get(side, start))
    return min(starts, key=lambda side: starts[side])
