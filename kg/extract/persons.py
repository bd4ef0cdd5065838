"""Names of persons, found by grammar: titles, given names, initials, speakers, surnames."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from kg.extract import codes
from kg.extract.codes import FUNCTION_WORDS
from kg.extract.contact import FORMS
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import LETTERS, NAMED_AFTER, NEVER_FIRST, NEVER_LAST, VESSELS
from kg.extract.pattern import compile_rule
from kg.extract.person_rules import NAME_IN_LIST, RULES
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.title_words import HEADLINE_VERBS

_INNER: Final = frozenset("sheikh shaikh sheik sayed sayyid mirza haji agha".split())
_IN_LIST: Final = compile_rule(f"(?<name>{NAME_IN_LIST})")
# The last: whose title has a town behind the name, "Mayor Anna Berg of Oxwater".
_TOWN: Final = compile_rule(
    "(?:(?:in|near|at|outside|(?:town|city|village) of) [X G] | Z [G K X I]{1,3} of X)"
)
_DIRECTIONS: Final = frozenset(["North", "South"])  # "Derby North"; "West" and "East" are surnames
_AGES: Final = range(15, 106)
_ALSO_NAMES: Final = frozenset(("Christian", "Grace", "Angel", "Faith"))  # "Christian Berg"
_SMALL_WORDS: Final = frozenset({"AND", "OF", "THE"})
_INFLECTED: Final = re.compile("(?:ed|ing|s)$")


@dataclass(slots=True)
class PersonMention:
    """A mention of a person; ``entity`` is set when the document's persons are known."""

    name: str
    rule: str
    start: int
    end: int
    entity: str = ""
    title: str = ""  # the word right before it, where that is a title or an honorific


def person_stage(lattice: Lattice) -> None:
    """Full names become P, rule by rule."""
    towns = _towns(lattice)
    for rule in lattice.fitting(RULES):
        if rule.id == "person.listed":
            _listed(lattice, rule)
        elif rule.id == "person.honoured":
            lattice.stage(rule, lambda m: Span(m.start(), m.end(), "P", lattice.value(m.end() - 1)))
        elif rule.id == "person.lettered":
            lattice.stage(rule, partial(_lettered, lattice))
        else:
            lattice.stage(rule, partial(_person, lattice, rule.id, towns))


def _towns(lattice: Lattice) -> frozenset[str]:
    """Words written after "in", "near", "the town of": towns that no list knows."""
    found = _TOWN.finditer(lattice.codes)
    return frozenset(lattice.words(m.end() - 1, m.end())[0] for m in found)


def _person(lattice: Lattice, rule: str, towns: frozenset[str], m: re.Match[str]) -> Span | None:
    first, last = m.span("name")
    last = _before_bracket(lattice, first, last)
    if rule == "person.title":
        last = _title_name_end(lattice, first, last)
        if not _after_title(lattice, first, last):
            return None
    elif not _may_begin(lattice, first) or not _fits(lattice, rule, first, last, towns):
        return None
    words = lattice.words(first, last)
    if len(words) == 2 and lattice.codes[last - 1] == "K" and words[1].endswith(("ed", "ing")):
        return None  # "Bill Signed"
    while last > first + 1 and words[-1] in _BEHIND_NAMES:
        last -= 1  # "SIR WILLIAM OAKE AS PRESIDENT"
        words = words[:-1]
    if _is_headline(lattice, first, last) or _is_heading(lattice, rule, first, last):
        return None
    while last > first + 1 and words[-1].lower() in NEVER_LAST:
        last -= 1
        words = words[:-1]
    if _is_named_after(lattice, first, last, titled=rule == "person.title"):
        return Span(
            first, last, codes.NOT_A_PERSON, None
        )  # "the Berg Prize": read by no other rule either
    return _mention(lattice, rule, first, last)


_BEHIND_NAMES: Final = frozenset("AS IN AT AND ON BY WHO IS WAS".split())  # where all is capitals
_SMALL: Final = frozenset(FUNCTION_WORDS.split()) - {"a", "i", "an", "may", "will"}  # names, too


def _is_heading(lattice: Lattice, rule: str, first: int, last: int) -> bool:
    """ "CHECK AGAINST DELIVERY", "A. Pakistan Disputes": a line in capitals, a numbered heading."""
    words = lattice.words(first, last)
    large = words[-1].isupper() and all(word.isupper() for word in words)
    if large and not _SMALL.isdisjoint(w.lower() for w in words):
        return True
    codes_, opens = lattice.codes[first:last], lattice.codes[first - 1 : first] in ("", "n")
    return rule == "person.initials" and opens and codes_.count("I") == 1 and codes_[-1] == "K"


def _lettered(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "Anna Berg MP", "Jon Lind KCMG OBE"; not "Anna Berg MP for Oslo", which tells an office."""
    last = m.start() + 1
    while last < m.end() and lattice.text(last, last + 1) in LETTERS:
        last += 1
    return Span(m.start(), last, "P", lattice.value(m.start())) if last > m.start() + 1 else None


def _before_bracket(lattice: Lattice, first: int, last: int) -> int:
    """A bracket that was read over ends a name: "Berg (born 1956) OBE"."""
    for symbol in range(first + 1, last):
        if "(" in lattice.tokens.text[lattice.end(symbol - 1) : lattice.start(symbol)]:
            return symbol
    return last


def _mention(lattice: Lattice, rule: str, first: int, last: int) -> Span:
    end = last  # letters behind a name belong to its mention, not to the name
    while end > first + 1 and _is_lettering(lattice, first, end - 1):
        end -= 1
    name = lattice.text(first, end).rstrip(", ")
    title = ""
    if rule == "person.title":
        title = lattice.words(first - 1, first)[-1].lower().rstrip(".")
    mention = PersonMention(name, rule, lattice.start(first), lattice.end(end - 1), title=title)
    return Span(first, last, "P", mention)


def _is_lettering(lattice: Lattice, first: int, symbol: int) -> bool:
    """Whether a word behind a name is letters: known ones, or capitals that nobody can pronounce.

    Capitals with a vowel may be a family's name ("Jean Marie LEBON"), unless known letters follow
    or a knight bears them.
    """
    word = lattice.words(symbol, symbol + 1)[-1]
    if word in LETTERS:
        return True
    if symbol - first < 2 or not (word.isascii() and word.isupper() and 2 < len(word) < 6):
        return False
    if any(len(w) > 1 and w.isupper() for w in lattice.words(first, symbol)):
        return False
    behind = lattice.words(symbol + 1, symbol + 2)
    knighted = first > 0 and lattice.word(first - 1) in _KNIGHTS
    return _VOWELS.isdisjoint(word) or knighted or (bool(behind) and behind[0] in LETTERS)


_VOWELS: Final = frozenset("AEIOUY")
_KNIGHTS: Final = frozenset("sir dame hon hon. honourable".split())


def _listed(lattice: Lattice, rule: Rule) -> None:
    """In a list that has a person, the unknown names of two words and more are persons too."""
    if not lattice.uses(rule):
        return
    spans: list[Span] = []
    for found in rule.regex.finditer(lattice.codes):
        if "P" not in found.group() or _is_list_of_places(lattice, *found.span()):
            continue
        for m in _IN_LIST.finditer(lattice.codes, found.start(), found.end()):
            first, last = m.span("name")
            if _may_begin(lattice, first) and not _is_headline(lattice, first, last):
                spans.append(_mention(lattice, rule.id, first, last))
                lattice.took(rule, first, last)
    lattice.rewrite(spans)


def _is_list_of_places(lattice: Lattice, first: int, last: int) -> bool:
    """Whether a known place or body stands right before a list, or ends it."""
    before, after = lattice.codes[max(first - 3, 0) : first], lattice.codes[last : last + 4]
    return bool(_PLACE_BEFORE.search(before)) or bool(_PLACE_AFTER.match(after))


_PLACE_BEFORE: Final = compile_rule("[C L O] (?: , and | , | and) $")
_PLACE_AFTER: Final = compile_rule("(?: , and | , | and) [C L O] (?! S)")


def _may_begin(lattice: Lattice, first: int) -> bool:
    word = lattice.words(first, first + 1)[0]
    if word in _ALSO_NAMES and lattice.codes[first + 1 : first + 2] == "X":
        following = lattice.words(first + 1, first + 2)[0]
        return not following.endswith(("s", "ism"))
    return word[0].isupper() and word not in NEVER_FIRST


def _fits(lattice: Lattice, rule: str, first: int, last: int, towns: frozenset[str]) -> bool:
    """What the pattern of a rule cannot say."""
    check = _CHECKS.get(rule)
    words = lattice.words(first, last)
    return check is None or (words[0] not in towns and check(lattice, last, words))


def _is_age(lattice: Lattice, last: int, words: list[str]) -> bool:
    number = lattice.words(last + 1, last + 2)[0]
    return number.isdigit() and int(number) in _AGES and not words[0].isupper()


def _is_pair(_: Lattice, __: int, words: list[str]) -> bool:
    """Neither an abbreviation ("TV Dozhd") nor a people ("Hindu Sindhis") nor a quantity."""
    short = (
        len(words[0]) < 5 and words[0].isupper() and (not words[-1].isupper() or len(words[-1]) < 4)
    )
    people = words[-1].endswith(("ians", "icans"))
    return (
        not people
        and all(len(word) > 1 for word in words)
        and not short
        and words[-1] not in _DIRECTIONS
    )


def _is_lone(_: Lattice, __: int, words: list[str]) -> bool:
    """A surname; a plural is rather a people."""
    return len(words[0]) > 2 and not words[0].isupper()


_CHECKS: dict[str, Callable[[Lattice, int, list[str]], bool]] = {
    "person.inner-honorific": lambda _, __, words: words[1].lower() in _INNER,
    "person.aged": _is_age,
    "person.life": _is_lone,
    "person.relative": lambda lattice, last, words: (
        _is_lone(lattice, last, words) and not words[0].endswith("s")
    ),
    "person.unknown-pair": _is_pair,
    "person.family-first": _is_pair,
}


def _is_headline(lattice: Lattice, first: int, last: int) -> bool:
    """Capitals throughout, as in a headline; a speaker's name before a colon may be so written."""
    words = [w for w in lattice.words(first, last) if len(w) > 1]
    if not words or not all(word.isupper() for word in words):
        return False
    if len(words) > 1:
        return not _SMALL_WORDS.isdisjoint(words)
    before = lattice.words(first - 1, first) if first else [""]
    return lattice.codes[last : last + 1] != ":" and (
        before[-1].isupper() or not before[-1][:1].isupper()
    )


def _is_named_after(lattice: Lattice, first: int, last: int, *, titled: bool) -> bool:
    """ "the Berg Prize", "the carrier Anna Berg": something that bears the name of a person."""
    behind = lattice.words(last, last + 1) if last < len(lattice.codes) else []
    if behind and behind[0] in NAMED_AFTER:
        return True
    before = lattice.words(first - 1, first) if first else []
    if before and before[-1].lower() == "the" and lattice.words(last - 1, last)[0] in NAMED_AFTER:
        return True  # "the Taylor Law"
    return not titled and bool(before) and before[-1].lower() in VESSELS


def _after_title(lattice: Lattice, first: int, last: int) -> bool:
    before = lattice.value(first - 1)
    words = lattice.words(first, last)
    one = len(words) == 1
    if isinstance(before, Role) and words[0].lower() in HEADLINE_VERBS:
        return False  # "Ambassador Pays Courtesy Call"
    if isinstance(before, Role) and _is_in_body(lattice, first, last, before):
        return False
    return not (isinstance(before, Role) and one) or _lone_surname(lattice, first, before)


def _is_in_body(lattice: Lattice, first: int, last: int, role: Role) -> bool:
    """ "Commander of the United Nations Disengagement Observer Force": the words are the body's."""
    if role.of is None or not role.text.endswith(role.of.text):
        return False
    if last - first > 1:
        return set(lattice.codes[first:last]) == {"K"}
    goes_on = lattice.codes[last : last + 1] in tuple("KEFBRmX")
    return goes_on and lattice.words(last, last + 1)[0][0].isupper()


def _lone_surname(lattice: Lattice, symbol: int, role: Role) -> bool:
    """ "President Bush" names a person; "Minister Meeting" and a title inside a title do not."""
    word = lattice.words(symbol, symbol + 1)[0]
    title_written_large = role.text[0].isupper()
    if word.lower() in FORMS and word[-1] == "s":
        return False  # "President Departs on State Visit"
    if lattice.codes[symbol] == "K" and _INFLECTED.search(word):
        return False
    return word[0].isupper() and title_written_large and lattice.codes[symbol] in "XGK"


def _title_name_end(lattice: Lattice, first: int, last: int) -> int:
    """After a title a name may run into common words: "President Biden Announces"."""
    for symbol in range(first + 1, last):
        if lattice.codes[symbol] != "K" or lattice.codes[symbol - 1] not in "XK":
            continue
        large = lattice.codes[symbol + 1 : symbol + 2] in tuple("KXEFGmRC")
        if large or _INFLECTED.search(lattice.words(symbol, symbol + 1)[0]):
            return symbol
    return last


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
