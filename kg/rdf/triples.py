"""Triples as N-Triples text: by far the fastest way to build them (no objects, no parser).

A line ends in `` .`` and a line feed, and a line feed stands nowhere else, because literals escape
theirs. So texts of triples can be joined, split and compared as lines, and the same lines are the
body of a SPARQL update.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg.vocabulary import EDTF, Xsd

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SPECIAL = re.compile(r'[\\"\n\r\t]')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_MONTH_OR_YEAR = re.compile(rf"{_MONTH.pattern}|{_YEAR.pattern}")


def iri(absolute: str) -> str:
    """An IRI as a term. The caller made it, and knows that it is valid."""
    return f"<{absolute}>"


_DATE = iri(Xsd.date)
_INTEGER = iri(Xsd.integer)
_DECIMAL = iri(Xsd.decimal)


def plain(text: str) -> str:
    """A string as a literal without language.

    >>> plain('He said: "No"')
    '"He said: \\\\"No\\\\""'
    """
    if not text.isascii():
        text = _writable(text)
    if _SPECIAL.search(text):
        text = text.translate(_ESCAPES)
    return f'"{text}"'


def worded(text: str, language: str = "") -> str:
    """A string in a language, English unless a plain tag such as "fr" or "pt-BR" says otherwise."""
    tag = language.lower() if language and _LANGUAGE.fullmatch(language) else "en"
    return f"{plain(text)}@{tag}"


def integer(number: int) -> str:
    """A whole number."""
    return f'"{number}"^^{_INTEGER}'


def decimal(number: float) -> str:
    """A number, to four digits behind the point.

    >>> decimal(4.5)
    '"4.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return f'"{round(number, 4):g}"^^{_DECIMAL}'


def day(value: date) -> str:
    """A day."""
    return f'"{value.isoformat()}"^^{_DATE}'


def stated(words: str) -> str:
    """A date at the precision it was stated in, or "" where the text is no such date.

    >>> stated("2024-03")
    '"2024-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    if _is_day(words):
        return f'"{words}"^^{_DATE}'
    if _MONTH.fullmatch(words):
        return f'"{words}"^^{iri(Xsd.gYearMonth)}'
    if _YEAR.fullmatch(words):
        return f'"{words}"^^{iri(Xsd.gYear)}'
    first, slash, last = words.partition("/")
    if slash and all(_is_day(end) or _MONTH_OR_YEAR.fullmatch(end) for end in (first, last)):
        return f'"{words}"^^{iri(EDTF)}'
    return ""


def month(year: int, number: int) -> str:
    """A month of a year."""
    return f'"{year:04d}-{number:02d}"^^{iri(Xsd.gYearMonth)}'


def triple(subject: str, predicate: str, value: str) -> str:
    """One line without its line feed; all three are terms."""
    return f"{subject} {predicate} {value} ."


def lines(triples: Iterable[str]) -> str:
    """Triples as a text; "" where there are none."""
    text = "\n".join(triples)
    return f"{text}\n" if text else ""


def _is_day(words: str) -> bool:
    if not _DAY.fullmatch(words):
        return False
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _writable(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8; they become a replacement character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
