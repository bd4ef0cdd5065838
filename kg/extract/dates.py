"""Dates in running text: the stage that makes them D, and what they mean in their document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from kg.extract.date_rule import UNLED, DateRule, DateWords, leading_words
from kg.extract.date_rules import RANGE, RULES
from kg.extract.lattice import Lattice, Span
from kg.model import DateWindow
from kg.text.dates import Bounded, Expression, Leaning, Through, place

_RELATIONS: Final = frozenset("since until till by from before after through".split())
_SURNAME: Final = re.compile("[GHIR](M)(?![#Y])")  # "Theresa May", "Mrs. May", "Prime Minister May"
_LONGEST_CHAIN: Final = 20
_REACH: Final = 150  # symbols that "the next day" looks back for its date


class DatePhrase(NamedTuple):
    """The words of a date and what they mean, to be placed by the document's own date."""

    text: str
    meaning: Expression
    rule: str = ""
    relation: str = ""  # the small word before: since, until, by, from, before, after

    def window(self, published: DateWindow | None, *, future: bool = False) -> DateWindow | None:
        """The days in a document of that date; ``future`` where the sentence looks ahead."""
        return place(self.meaning, published, future=future)


def date_stage(lattice: Lattice) -> None:
    """Date expressions become D."""
    lattice.rewrite(list(_dates(lattice)))
    lattice.stage(RANGE, lambda m: _range(lattice, m))


_Matcher = Callable[[str, int], re.Match[str] | None]


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[tuple[DateRule, _Matcher], ...]]]:
    """The characters that dates begin with, and the rules of each with how they match."""
    table: dict[str, list[tuple[DateRule, _Matcher]]] = defaultdict(list)
    for rule in RULES:
        for code in rule.head_codes:
            table[code].append((rule, rule.regex.match))
    return re.compile(f"[{''.join(table)}]"), {code: tuple(found) for code, found in table.items()}


def _dates(lattice: Lattice) -> Iterator[Span]:
    """The dates from the beginning to the end, at each place by the first rule that reads one."""
    heads, rules = _heads()
    codes = lattice.codes
    done, last = 0, -_REACH
    before: Expression | None = None
    chain = 0  # how many dates in a row lean on the one before them
    surnames = _surnames(lattice)
    for head in heads.finditer(codes):
        at = head.start()
        if at < done:
            continue
        anchor = before if at - last < _REACH and chain < _LONGEST_CHAIN else None
        for rule, matched in rules[codes[at]]:
            if (match := matched(codes, at)) is None:
                continue
            span = _read(lattice, rule, match, done, anchor, surnames)
            if span is not None:
                lattice.took(rule, span.first, span.last)
                phrase: DatePhrase = span.value
                before, last, done = phrase.meaning, span.last, span.last
                chain = chain + 1 if isinstance(before, Leaning | Bounded) else 0
                yield span
                break


def _read(
    lattice: Lattice, rule: DateRule, match: re.Match[str], done: int, anchor: Expression | None,
    surnames: frozenset[str],
) -> Span | None:  # fmt: skip
    if not lattice.uses(rule):
        return None
    at = match.start()
    lead: re.Match[str] | None = UNLED
    if rule.lead:
        lead = rule.leading.search(leading_words(lattice, max(done, at - 5), at))
    if lead is None:
        return None
    meaning = rule.means(DateWords(lattice, match, lead, anchor, surnames))
    if meaning is None:
        return None
    first = at - len(lead.group().split())
    text = lattice.text(first, match.end())
    relation = _relation(lattice, first, text)
    if relation in ("by", "before", "after"):
        meaning = Bounded(meaning, relation == "after")
    return Span(first, match.end(), "D", DatePhrase(text, meaning, rule.id, relation))


def _relation(lattice: Lattice, first: int, text: str) -> str:
    """The small word that a date begins with or follows."""
    inside = text.split(" ", 1)[0].lower()
    if inside in _RELATIONS:
        return inside
    outside = lattice.text(first - 1, first).lower() if first else ""
    return outside if outside in _RELATIONS else ""


def _surnames(lattice: Lattice) -> frozenset[str]:
    """Months that are somebody's name in this text: "May" where Theresa May is spoken of."""
    return frozenset(
        lattice.text(m.start(1), m.end(1)).lower() for m in _SURNAME.finditer(lattice.codes)
    )


def _range(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "from March 2019 to June 2022", "between Monday and 3 May": one stretch of time."""
    first: DatePhrase = lattice.value(m.start("a"))
    last: DatePhrase = lattice.value(m.start("b"))
    opening = lattice.text(m.start(), m.start("a")).lower() or first.relation
    joining = lattice.text(m.end("a"), m.start("b")).lower() or last.relation
    if (opening == "between") != (joining == "and") or opening not in ("from", "between", "since"):
        return None
    text = lattice.text(m.start(), m.end())
    meaning = Through(first.meaning, last.meaning)
    return Span(m.start(), m.end(), "D", DatePhrase(text, meaning, RANGE.id, "from"))
