"""Dates, spells and codes in words: how the pages say what the graph knows.

Dates come in the precision of the sources ("2024-03-19", "2024-03", "2024") and stay in it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ARTICLE = re.compile(r"[aeiou]")


def day(value: str) -> str:
    """A date in the precision it has; what is no date stays as it is.

    >>> day("2024-03-19"), day("2024-03"), day("2024")
    ('19 March 2024', 'March 2024', '2024')
    >>> day("2024-03-19/2024-03-21")
    '19 to 21 March 2024'
    """
    if "/" in value:
        return span(*value.split("/", 1))
    parts = _DATE.fullmatch(value)
    if not parts:
        return value
    year, month, number = parts.groups()
    if not month or not 1 <= int(month) <= 12:
        return year if not month else value
    name = calendar.month_name[int(month)]
    return f"{int(number)} {name} {year}" if number else f"{name} {year}"


def span(first: str, last: str) -> str:
    """The days from ``first`` to ``last``, as short as they can be said.

    >>> span("2024-03-01", "2024-03-31"), span("2015-01-01", "2015-12-31")
    ('March 2024', '2015')
    >>> span("2024-03-19", "2024-03-20"), span("2024-03-30", "2024-04-02")
    ('19 to 20 March 2024', '30 March to 2 April 2024')
    """
    if first == last:
        return day(first)
    if _is_whole(first[:7], first, last):
        return day(first[:7])
    if first == f"{first[:4]}-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    start, end = day(first), day(last)
    if len(first) == len(last) == 10 and first[:4] == last[:4]:
        same_month = first[:7] == last[:7]
        start = start.split(" ")[0] if same_month else start.rsplit(" ", 1)[0]
    return f"{start} to {end}"


def window(date: str, earliest: str, latest: str) -> str:
    """When something took place: as stated, else the days within which it lies, else "".

    >>> window("", "2024-03-19", "2024-03-20"), window("", "2024-05-02", "")
    ('between 19 and 20 March 2024', 'not before 2 May 2024')
    """
    if date:
        return day(date)
    if earliest and latest:
        days = span(earliest, latest)
        return f"between {days.replace(' to ', ' and ')}" if " to " in days else days
    if earliest:
        return f"not before {day(earliest)}"
    return f"not after {day(latest)}" if latest else ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The four bounds of a situation, ISO dates or ""; docs/graph.md says how they come about."""

    possible_from: str = ""
    certain_from: str = ""
    certain_until: str = ""
    possible_until: str = ""


def spell(bounds: Bounds) -> str:
    """When a situation held, as far as it is known.

    >>> spell(Bounds(certain_from="2024-03-19", certain_until="2024-03-19"))
    'known for 19 March 2024'
    >>> spell(Bounds("2005-06-01", "2005-06-30", "2010-06-01", "2010-06-30"))
    'from June 2005 to June 2010'
    >>> spell(Bounds("2015-01-01", "2015-12-31", "2024-03-01"))
    'from 2015, known until 1 March 2024'
    >>> spell(Bounds("", "2016-09-10", "2016-09-10", "2024-03-20"))
    'known for 10 September 2016, ended by 20 March 2024'
    >>> spell(Bounds("2024-01-01", "2024-01-31", "2024-01-01"))
    'from January 2024'
    >>> spell(Bounds("", "2024-03-19", "2024-05-01", "2024-05-31"))
    'known from 19 March 2024 to May 2024'
    """
    begun, ended = _begun(bounds), _ended(bounds)
    first, last = bounds.certain_from, bounds.certain_until
    if begun and ended:
        joiner = " " if ended.startswith("to ") else ", "
        return begun + joiner + ended
    if begun:
        later = last and last > max(first, bounds.possible_from)
        return f"{begun}, known until {day(last)}" if later else begun
    if ended.startswith("to "):
        return f"known from {day(first)} {ended}" if first else f"until {ended[3:]}"
    if first and last:
        known = f"known for {span(min(first, last), max(first, last))}"
    else:
        known = f"known for {day(first or last)}" if first or last else ""
    return ", ".join(filter(None, (known, ended))) or "at an unknown time"


def _begun(bounds: Bounds) -> str:
    first, last = bounds.possible_from, bounds.certain_from
    if not first:
        return ""
    if not last:
        return f"begun on {day(first)} or later"
    return f"from {span(first, last)}" if _is_precise(first, last) else f"begun {span(first, last)}"


def _ended(bounds: Bounds) -> str:
    first, last = bounds.certain_until, bounds.possible_until
    if not last:
        return ""
    return f"to {span(first, last)}" if _is_precise(first, last) else f"ended by {day(last)}"


def _is_precise(first: str, last: str) -> bool:
    """Whether two days are one day, one whole month or one whole year."""
    return (
        first == last
        or _is_whole(first[:7], first, last)
        or (first[4:] == "-01-01" and last == f"{first[:4]}-12-31")
    )


def _is_whole(month: str, first: str, last: str) -> bool:
    if first != f"{month}-01" or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        return False
    year, number = int(month[:4]), int(month[5:])
    return year > 0 and last == f"{month}-{calendar.monthrange(year, number)[1]:02d}"


# What the reader meets most often, where the last step of the IRI would read badly.
_CODES = {
    "bilateral-meeting": "meeting",
    "multilateral-meeting": "meeting of several",
    "full-member": "member",
    "called-for": "called for",
    "other-office": "office",
    "international-organisation": "international organisation",
    "InternationalOrganisation": "international organisation",
    "GovernmentBody": "government body",
}


def code(iri: str) -> str:
    """A kind, status, role, stance or class in words, from its IRI.

    >>> code("https://w3id.org/communique/kind/head-of-government")
    'head of government'
    """
    name = re.split(r"[/#]", iri)[-1]
    return _CODES.get(name) or name.replace("-", " ").lower()


def article(noun: str) -> str:
    """The noun with its indefinite article.

    >>> article("office"), article("meeting")
    ('an office', 'a meeting')
    """
    return f"{'an' if _ARTICLE.match(noun.lower()) else 'a'} {noun}"


def count(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "document"), count(1200, "document"), count(2, "country", "countries")
    ('1 document', '1,200 documents', '2 countries')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listing(names: list[str]) -> str:
    """Names in a row.

    >>> listing(["Dorn", "Hale", "Vask"])
    'Dorn, Hale and Vask'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


BASIS = {
    "stated": "the words say it",
    "resolved": "the words say it of someone or something they only refer to",
    "inferred": "concluded from several statements, all of them listed",
}
