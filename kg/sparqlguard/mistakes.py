"""Where a query stops being SPARQL, more exactly than the engine says it.

The engine's parser reports the furthest place it looked at, and to try a keyword it looks at as
many characters as the keyword has: a mistake before ``}`` is reported up to 14 characters too late,
mostly as "expected OPTIONAL". With enough blanks between the words no such look reaches the next
word, so the text is spread out, parsed once more, and the place mapped back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.errors import QueryError
from kg.sparqlguard.tokens import TOKEN, line_and_column, position_of

_BLANKS = " " * 24  # more than the longest keyword has letters
_LONGEST = 20_000  # characters of a text that is parsed again
_EXPECTED = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"[A-Z][A-Z0-9_]*|sameTerm|is[A-Z][A-Za-z]+")
_IN_STRING = re.compile(r"expected one of \"(?:'|\\\")\", \"\\\\\", \"\\\\U\", \"\\\\u\"")
_RULE = re.compile(r"(?:one of |, )([A-Z]\w*(?: [\w*]+){3,})")  # a sentence among the expected


def explain(text: str, error: QueryError, query: Callable[[str], object]) -> QueryError:
    """The error with its exact place and, where the parser's words help nobody, better ones.

    ``query`` is what raised the error for the text; it is asked once more.
    """
    if not error.line or len(text) > _LONGEST:
        return error
    spread, origin = _spread(text)
    try:
        query(spread)
    except QueryError as found:
        if not found.line:  # refused: too long by now
            return error
        at = position_of(spread, found.line, found.column) - _looked_ahead(f"{found}")
        position = origin[max(0, min(at, len(origin) - 1))]
        return _described(text, position, f"{found}")
    return error


def _spread(text: str) -> tuple[str, list[int]]:
    """The text with blanks added where blanks are, and where each character comes from."""
    parts: list[str] = []
    origin: list[int] = []
    for token in TOKEN.finditer(text):
        parts.append(token[0])
        origin.extend(range(token.start(), token.end()))
        if token.lastgroup == "blank" and not token[0].startswith("#"):
            parts.append(_BLANKS)
            origin.extend([token.end()] * len(_BLANKS))
    parts.append("\n" + _BLANKS)  # the line feed ends a comment
    origin.extend([len(text)] * (len(_BLANKS) + 2))
    return "".join(parts), origin


def _looked_ahead(message: str) -> int:
    """How far behind the mistake the reported place is: the length of the keywords expected."""
    expected = _EXPECTED.match(message)
    words = expected[1].split(", ") if expected else []
    lengths = {len(word) for word in words if _KEYWORD.fullmatch(word)}
    return lengths.pop() if len(lengths) == 1 and all(map(_KEYWORD.fullmatch, words)) else 0


def _described(text: str, position: int, message: str) -> QueryError:
    words = [token for token in TOKEN.finditer(text) if token.lastgroup != "blank"]
    for find in (_undeclared, _no_iri, _unclosed):
        if found := find(text, position, message, words):
            return found
    if rule := _RULE.search(message):
        return QueryError(rule[1], *line_and_column(text, position))
    here = next((token[0] for token in words if token.end() > position), "")
    if not text[position:].strip():
        what = "the query ends too early"
    else:
        what = f"“{here if len(here) <= 40 else here[:39] + '…'}” cannot stand here"
    plain = len(message) <= 80 and not _looked_ahead(message) and "[" not in message
    return QueryError(f"{what}, {message}" if plain else what, *line_and_column(text, position))


Words = list[re.Match[str]]


def _undeclared(text: str, position: int, message: str, words: Words) -> QueryError | None:
    if "Prefix not found" not in message:
        return None
    named = [word for word in words if word.start() < position and ":" in word[0]]
    if not named:
        return None
    prefix = named[-1][0].partition(":")[0]
    what = f"the prefix “{prefix}:” is not declared"
    return QueryError(what, *line_and_column(text, named[-1].start()))


def _no_iri(text: str, position: int, message: str, _: Words) -> QueryError | None:
    start = text.rfind("<", 0, position)
    if "IRI parsing failed" not in message or start < 0:
        return None
    return QueryError("this is not an IRI", *line_and_column(text, start))


def _unclosed(text: str, _: int, message: str, words: Words) -> QueryError | None:
    if not _IN_STRING.fullmatch(message):
        return None
    quotes = [word for word in words if word[0] in ("'", '"')]
    if not quotes:
        return None
    what = "the string that begins here does not end on its line"
    return QueryError(what, *line_and_column(text, quotes[0].start()))
