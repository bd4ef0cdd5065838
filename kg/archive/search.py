"""Full-text search: what people type as a query that FTS5 can take, and what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = "\x02", "\x03"  # marks in a snippet; canonical text holds no control characters
_SNIPPET_WORDS = 32
_MOST_TERMS = 32
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w+")

SELECT = (
    "SELECT d.id, d.slug, d.title, coalesce(d.published, ''), d.url,"
    f" snippet(fulltext, 1, char(2), char(3), '…', {_SNIPPET_WORDS})"
    " FROM fulltext JOIN document d ON d.n = fulltext.rowid"
    " WHERE fulltext MATCH ? ORDER BY rank, d.n LIMIT ? OFFSET ?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches. ``spans`` are the matches in ``snippet``, in code points."""

    id: str
    iri: str
    slug: str
    title: str
    published: str
    url: str
    snippet: str
    spans: tuple[tuple[int, int], ...]


def match_expression(text: str) -> str:
    """The FTS5 expression for what somebody typed: all words; a quoted phrase in its order.

    The last word may be the beginning of one. No sign of FTS5's own syntax gets through.

    >>> match_expression('"prime minister" Yerev')
    '"prime minister" "Yerev"*'
    """
    terms: list[str] = []
    text = text.encode("utf-8", "replace").decode()  # a terminal can send what is no text
    for phrase, word in _TERM.findall(text)[:_MOST_TERMS]:
        words = _WORD.findall(phrase or word)
        if words:
            quoted = f'"{" ".join(words)}"'
            terms.append(quoted)
    if terms and not text.rstrip().endswith('"'):
        terms[-1] += "*"
    return " ".join(terms)


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without its marks, and where they were."""
    spans: list[tuple[int, int]] = []
    plain: list[str] = []
    length, begun = 0, -1
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            begun = length
        elif part == _CLOSE:
            if 0 <= begun < length:
                spans.append((begun, length))
            begun = -1
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), tuple(spans)
