"""Names of persons, found by grammar: titles, given names, initials, speakers, surnames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from kg.extract.lattice import Lattice, Span
from kg.extract.pattern import compile_rule
from kg.extract.roles import Role

_PART = "[X K G I p J M m A F R B C L O]"


@dataclass(slots=True)
class PersonMention:
    """A mention of a person; ``entity`` is set when the document's persons are known."""

    name: str
    rule: str
    start: int
    end: int
    entity: str = ""


# "Biden, Jr.," takes its comma along, unless a title follows.
_SUFFIX = "(?:,? J (?:, (?! (?:the)? [A C O]? Z))?)?"
_REST = f"(?:[X G I K] | p{{1,2}} [X G K] | (?<=[G I]) [L C] (?! [, ] [L C]))* {_SUFFIX}"
_NAME_K = f"(?<name>(?:[X G K] | I{{1,3}} [X G K]) {_REST})"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "person.middle-initial",
        compile_rule(
            f"(?<![X G K Z H I]) (?<name>[X G K] I{{1,2}} p{{0,2}} [X G K] {_SUFFIX}) (?![F B])"
        ),
    ),
    (
        "person.bracket-title",
        compile_rule(
            "(?<name>[X G] (?:[X G I K] | p{1,2} [X G K]){1,3}) (?= \\( (?:the)? [A C O]? S? Z \\))"
        ),
    ),
    ("person.title", compile_rule(f"(?<=[Z H]) {_NAME_K}")),
    ("person.family-first", compile_rule("(?<![X G K I H Z]) (?<name>X G) (?![X G K F B E])")),
    (
        "person.given-name",
        compile_rule(
            "(?<name>G (?:[G I X K] | p{1,2} [X G K])* (?:[X K G] | p{1,2} [X G K])"
            f" {_SUFFIX}) (?![F B])"
        ),
    ),
    (
        "person.initials",
        compile_rule(
            "(?<name>I{1,3} p{0,2} (?:[X G] [X K G]{0,2}) (?:,? J (?:, (?! (?:the)? [A C O]? "
            "Z))?)?) (?![F B])"
        ),
    ),
    (
        "person.before-title",
        compile_rule(
            "(?<name>[X G] (?:[X G I K] | p{1,2} [X G K]){1,3}) (?=, (?:the|a)? [A C O]? S? Z)"
        ),
    ),
    (
        "person.bracket-country",
        compile_rule("(?<name>[X G] (?:[X G I K] | p{1,2} [X G K]){1,5}) (?= \\( C \\))"),
    ),
    (
        "person.speaker",
        compile_rule("(?<![^ n]) (?<name>[X G] (?:[X G I] | p{1,2} [X G]){1,3}) (?=[:])"),
    ),
    (
        "person.born",
        compile_rule(
            "(?<![^ . n q]) (?<name>[X G K] (?:[X G I K J] | p{1,2} [X G K]){0,6}) (?= ,? "
            "(?:is|was) (?:a|an|the) (?:A|m|x|K)* (?:@profession|Z))"
        ),
    ),
    (
        "person.career",
        compile_rule(
            "(?<![^ . n , D]) (?<name>X) (?= (?:@have|later|then|also|m)? "
            "(?:joined|served|resigned|retired|became (?:the)? Z)"
            " | was (?:elected|appointed|born|named|re-elected))"
        ),
    ),
    (
        "person.unknown-pair",
        compile_rule(
            "(?<![X G K E F B A C O L m R H]) (?<!the) (?<!in) (?<!at) (?<!near) (?<!from) (?<!of)"
            " (?<name>X (?:p{1,2})? X{1,2} J?) (?![X K G E F B R C L O ( -])"
        ),
    ),
    (
        "person.acts",
        compile_rule(
            "(?<![X G K E F B A C O L]) (?<!the) (?<!in) (?<!at) (?<!near) (?<!from)"
            " (?<name>X (?:I | p{1,2})? [X] X? J?) (?=(?:also|who|and)? "
            "(?:@say|@met|@spoke|@visited|@held|@received|@appoint|@serve|S))"
        ),
    ),
)


_HONOURED = compile_rule("H{1,5} P")


def person_stage(lattice: Lattice) -> None:
    """Full names become P, rule by rule."""
    for rule, pattern in RULES:
        lattice.stage(pattern, partial(_person, lattice, rule))
    lattice.stage(_HONOURED, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.end() - 1)))


def _person(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    first, last = m.span("name")
    words = lattice.words(first, last)
    if rule == "person.title":
        last = _title_name_end(lattice, first, last)
        words = lattice.words(first, last)
        before = lattice.value(first - 1)
        if (
            isinstance(before, Role)
            and len(words) == 1
            and not _lone_surname(lattice, first, before)
        ):
            return None
    elif words[0] in _NEVER_FIRST or not lattice.words(first, first + 1)[0][0].isupper():
        return None
    if len(words) == 2 and lattice.codes[last - 1] == "K" and words[1].endswith(("ed", "ing")):
        return None  # "Bill Signed"
    shouted = all(w.isupper() for w in words if len(w) > 1)
    if shouted and (len(words) == 1 or not _SMALL_WORDS.isdisjoint(words)):
        return None  # a headline in capitals
    while last > first + 1 and words[-1].lower() in _NEVER_LAST:
        last -= 1
        words = words[:-1]
    name = lattice.text(first, last).rstrip(", ")
    return Span(
        first, last, "P", PersonMention(name, rule, lattice.start(first), lattice.end(last - 1))
    )


_NEVER_FIRST = frozenset(
    "May Will Grace Hope Faith Christian Angel Prince King Victoria Union Bay".split()
)
_SMALL_WORDS = frozenset({"AND", "OF", "THE"})
_NEVER_LAST = frozenset(["today", "yesterday", "tomorrow"])


def _lone_surname(lattice: Lattice, symbol: int, role: Role) -> bool:
    """ "President Bush" names a person; "Minister Meeting" and a title inside a title do not."""
    word = lattice.words(symbol, symbol + 1)[0]
    title_written_large = role.text[0].isupper()
    if lattice.codes[symbol] == "K" and _INFLECTED.search(word):
        return False
    return word[0].isupper() and title_written_large and lattice.codes[symbol] in "XGK"


_INFLECTED = re.compile("(?:ed|ing|s)$")


def _title_name_end(lattice: Lattice, first: int, last: int) -> int:
    """After a title a name may run into common words: "President Biden Announces"."""
    for symbol in range(first + 1, last):
        large = lattice.codes[symbol + 1 : symbol + 2] in tuple("KXEFGmRC")
        if lattice.codes[symbol] == "K" and lattice.codes[symbol - 1] in "XK" and large:
            return symbol
    return last


_SURNAME_CODES = frozenset("XGKpMFmRB")


def surnames(name: str) -> list[str]:
    """The ways a full name is cut to a surname: with its particles, the last word, the last two."""
    words = [
        w for w in name.split() if w.lower().rstrip(".") not in ("jr", "sr", "ii", "iii", "iv")
    ]
    if len(words) < 2:
        return words
    found = [words[-1]]
    particle = len(words) - 1
    while particle > 1 and words[particle - 1][0].islower():
        particle -= 1
    if particle < len(words) - 1:
        found.append(" ".join(words[particle:]))
    if len(words) > 2:
        found.append(" ".join(words[-2:]))
    return found
