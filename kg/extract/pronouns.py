"""Persons behind pronouns and behind "the two leaders", only where one choice is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.coordination import Group
from kg.extract.gender import pronoun_of
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import GROUPS
from kg.extract.membership_bodies import may_have_states
from kg.extract.names import Name
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.tenures import Titled, titled
from kg.extract.topics import opens, topic_of

RULES: tuple[Rule, ...] = (
    Rule(
        "reference.pronoun",
        "he or she: the subject of this sentence or of the one before, if it names nobody else",
        "(?:he|she)",
        "Minister Anna Berg flew to Oslo. On Monday she met Ivo Maric.",
        "Anna Berg wrote to Ivo Maric. On Monday she met Karin Dahl.",
    ),
    Rule(
        "reference.pronoun-topic",
        "he or she: who met others in the sentence before, where it fits none of these as well",
        "(?:he|she)",
        "Minister Anna Berg met Ivo Maric in Oslo. On Monday she met Karin Dahl.",
        "Minister Anna Berg met Ivo Maric in Oslo. On Monday he met Karin Dahl.",
    ),
    Rule(
        "reference.pronoun-object",
        "him or her: the subject of the sentence before, where this one names somebody else",
        "(?<=(?:@received|@met|@hosted|with)) (?:him|her) (?! [x K m R A P])",
        "Minister Anna Berg flew to Oslo. Ivo Maric received her.",
        "Minister Anna Berg flew to Oslo. Ivo Maric received her friends.",
    ),
    Rule(
        "reference.pair",
        "the two leaders, both sides, they: the persons of the nearest sentence that has just two",
        "(?<they>they) | the two (?= @have | @met | @held | also | then | later | will | agreed) |"
        "(?:the two|both|the) (?:of them|men|sides|parties|interlocutors|(?<role>Z)|x (?<role2>Z))"
        " (?! of)",
        "Anna Berg received Ivo Maric. The two leaders met for an hour.",
        "Anna Berg received Ivo Maric and Karin Dahl. The two leaders met for an hour.",
    ),
    Rule(
        "reference.body",
        "the alliance, the bloc: the only international organisation named right before",
        "(?<=(?:the|that|this)) (?:alliance|bloc|organisation|organization|group)",
        "NATO has a new member. The alliance met in Oslo.",
        "NATO and the CSTO have new members. The alliance met in Oslo.",
    ),
)
_SUBJECT_FORM, _TOPIC, _OBJECT_FORM, _PAIR, _BODY = RULES


def _edges(codes: str, at: int, back: int) -> Iterator[int]:
    """Starts of the sentence at ``at`` and of up to ``back`` sentences before it, nearest first."""
    low = at - 4 * _REACH if at > 4 * _REACH else 0
    found = 0
    while found <= back:
        end = at
        stop = codes.rfind(".", low, at)
        line = codes.rfind("n", stop if stop > low else low, at)
        at = stop if stop > line else line
        if at < 0:
            yield low
            return
        if not found or codes[at + 1 : end].strip(".nq)"):
            found += 1
            yield at + 1


def _sentence_before(codes: str, edges: Iterator[int], first: int) -> tuple[int, int] | None:
    """The nearest sentence with words before the one that begins at ``first``."""
    for edge in edges:
        if codes[edge:first].strip(".nq"):
            return edge, first
        first = edge
    return None


_REACH: Final = 300  # symbols that a pronoun looks back at most


def _persons(lattice: Lattice, first: int, last: int) -> dict[str, PersonMention]:
    """The persons named between two symbols, by key."""
    found: dict[str, PersonMention] = {}
    for symbol in lattice.places("P", max(first, last - _REACH), last):
        person = titled(lattice.value(symbol)).person
        found.setdefault(person.entity, person)
    return found


def pronoun_stage(lattice: Lattice) -> None:
    """ "he" is the subject of this sentence or of the one before, if it names nobody else."""
    lattice.stage(_SUBJECT_FORM, lambda m: _pronoun(lattice, m, _SUBJECT_FORM.id))
    lattice.stage(_TOPIC, lambda m: _topic(lattice, m))
    lattice.stage(_OBJECT_FORM, lambda m: _pronoun(lattice, m, _OBJECT_FORM.id))


def _topic(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "Berg met Maric. On Monday she met Dahl": Berg, of whom the text goes on."""
    edges = _edges(lattice.codes, m.start(), 3)
    here = next(edges)
    before = _sentence_before(lattice.codes, edges, here)
    person = topic_of(lattice, before, (here, m.start())) if before is not None else None
    return None if person is None else _mention(lattice, m, _TOPIC.id, person)


def _pronoun(lattice: Lattice, m: re.Match[str], rule: str) -> Span | None:
    subject = rule == _SUBJECT_FORM.id
    edges = _edges(lattice.codes, m.start(), 3)
    first = next(edges)
    here = _persons(lattice, first, m.start())
    fits = "he" if lattice.word(m.start()) in ("he", "him") else "she"
    choice: PersonMention | None = None
    if subject and here and not _looks_ahead(lattice, first, m.start()):
        choice = _subject(lattice, first, m.start(), fits)
    elif (before := _sentence_before(lattice.codes, edges, first)) is not None:
        # "Berg received him": somebody else than Berg, so the subject of the sentence before
        choice = _subject(lattice, *before, fits)
    if choice is None or (not subject and choice.entity in here):
        return None
    return _mention(lattice, m, rule, choice)


_IN: Final = frozenset("in during at after following before".split())


def _looks_ahead(lattice: Lattice, first: int, at: int) -> bool:
    """ "In her talks with Berg, she": the phrase is about who is named before, like the pronoun."""
    own = "his" if lattice.word(at) == "he" else "her"
    return (
        lattice.word(first) in _IN
        and lattice.word(first + 1) == own
        and lattice.codes[at - 1 : at] == ","
    )


def _mention(lattice: Lattice, m: re.Match[str], rule: str, person: PersonMention) -> Span:
    """The pronoun as a mention of a person."""
    start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
    text = lattice.text(m.start(), m.end())
    mention = PersonMention(text, rule, start, end, person.entity)
    return Span(m.start(), m.end(), "P", Titled(mention))


def _subject(lattice: Lattice, first: int, last: int, fits: str) -> PersonMention | None:
    """The person that begins a stretch, where it names no other person or bare office.

    None where a title or a first name tells that the pronoun does not fit.
    """
    persons = _persons(lattice, first, last)
    at = lattice.codes.find("P", first, last)
    if len(persons) == 2 and at >= 0:
        persons = _without_predecessor(lattice, at, last, fits)
    if len(persons) != 1 or at < 0 or not opens(lattice, first, at):
        return None
    bare_office = any(_is_bare(lattice, symbol) for symbol in lattice.places("Z", at, last))
    person = next(iter(persons.values()))
    other = pronoun_of(lattice, at, person) not in ("", fits)
    return None if bare_office or other else person


def _without_predecessor(
    lattice: Lattice, at: int, last: int, fits: str
) -> dict[str, PersonMention]:
    """ "Karin Berg took office, succeeding Ivo Maric. She": the text goes on about Berg.

    Only where a title or a first name tells that the pronoun fits the one who took office.
    """
    persons = _persons(lattice, at, last)
    subject = titled(lattice.value(at)).person
    other = next(i for i in lattice.places("P", at, last) if _entity(lattice, i) != subject.entity)
    follows = lattice.word(other - 1) in _SUCCEEDING
    if follows and pronoun_of(lattice, at, subject) == fits:
        del persons[_entity(lattice, other)]
    return persons


def _entity(lattice: Lattice, symbol: int) -> str:
    return titled(lattice.value(symbol)).person.entity


_SUCCEEDING: Final = frozenset("succeeding replacing succeeds replaces".split())
_SAID_OF: Final = frozenset(GROUPS["be"].split()) | {"became", "becomes"}


def _is_bare(lattice: Lattice, symbol: int) -> bool:
    """Whether an office stands for one more person, whom it does not name."""
    if lattice.codes[symbol - 1] == "P":
        return False
    said = {word.lower() for word in lattice.words(max(0, symbol - 6), symbol)}
    if lattice.word(symbol - 1) in ("as", "(") or said & _SAID_OF:
        return False  # "ruled as head of state", "has been the party's spokesman"
    role: Role = lattice.value(symbol)
    return not role.plural and lattice.codes[symbol - 2 : symbol] != "P,"


def pair_stage(lattice: Lattice) -> None:
    """ "the two leaders" are the two persons of the nearest sentence that has just two."""
    lattice.stage(_PAIR, lambda m: _pair(lattice, m))


def _pair(lattice: Lattice, m: re.Match[str]) -> Span | None:
    for group in ("role", "role2"):
        if m[group]:
            role: Role = lattice.value(m.start(group))
            if not role.plural or role.of is not None:
                return None
    edges = list(_edges(lattice.codes, m.start(), 6))
    if m["they"] and _persons(lattice, edges[0], m.start()):
        return None
    both = m["they"] is None and len(_persons(lattice, edges[0], m.start())) == 2
    edges = [m.start(), *edges] if both else edges  # "Berg met Maric; the two had met before"
    for at in range(1, len(edges)):
        if (
            m["they"]
            and at > 2
            and not _PAIR.regex.search(lattice.codes, edges[at - 1], edges[at - 2])
        ):
            return None  # too far, and nothing in between speaks of a pair
        persons = _persons(lattice, edges[at], edges[at - 1])
        if len(persons) == 2:
            start, end = lattice.start(m.start()), lattice.end(m.end() - 1)
            text = lattice.text(m.start(), m.end())
            agents = tuple(
                Titled(PersonMention(text, _PAIR.id, start, end, key)) for key in persons
            )
            return Span(m.start(), m.end(), "T", Group(agents))
        if len(persons) > 2:
            return None
    return None


def body_stage(lattice: Lattice) -> None:
    """ "the alliance" is the only international organisation of this and the sentence before."""
    lattice.stage(_BODY, lambda m: _body(lattice, m))


_ALLIANCE: Final = re.compile(r"\b(?:NATO|CSTO|Alliance|Treaty|Pact)\b")


def _body(lattice: Lattice, m: re.Match[str]) -> Span | None:
    edges = _edges(lattice.codes, m.start(), 2)
    for first in edges:
        bodies: dict[str, Name] = {}
        for symbol in lattice.places("O", first, m.start()):
            value = lattice.value(symbol)
            if not isinstance(value, Name):
                continue
            if may_have_states(value):
                bodies.setdefault(value.key, value)
        if len(bodies) > 1 and lattice.words(m.start(), m.end())[0] == "alliance":
            bodies = {key: name for key, name in bodies.items() if _ALLIANCE.search(name.name)}
        if len(bodies) == 1:
            return Span(m.start(), m.end(), "O", next(iter(bodies.values())))
        if bodies:
            return None
    return None
