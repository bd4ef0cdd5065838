"""Canonical text: the one form of a file's words that offsets refer to.

NFC, line feeds, single blanks, no trailing blanks, at most one empty line in a row, no characters
that are never printed. The words and their order stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Runs of blanks and blanks of another kind; single spaces, the most of a text, stay untouched.
_KINDS: Final = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS: Final = re.compile(f"[{_KINDS}][ {_KINDS}]*| [ {_KINDS}]+")
# Controls, soft hyphens, zero-width blanks, byte order marks and direction marks. The joiners
# U+200C and U+200D stay: Sinhala, Persian and others spell with them.
_UNPRINTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufff9-\ufffb]"
)
_MANY_LINES: Final = re.compile("\n{3,}")
_UNWRITABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
_LIST_ITEM: Final = re.compile(r"(?:[•●▪◦‣*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")

_SMALLEST_WRAPPED: Final = 6  # line pairs: fewer cannot show that a text is wrapped at a margin
_WIDEST_MARGIN: Final = 110  # code points: wider lines are paragraphs, not wrapped lines
_LOWER_SHARE: Final = 0.4  # of the lines that follow another one and start in lower case


def canonical(text: str) -> str:
    """Return the canonical form of a text. It is idempotent.

    >>> canonical("Talks\\u00a0in  Yerevan \\r\\n\\r\\n\\r\\n ended.\\n")
    'Talks in Yerevan\\n\\nended.'
    """
    text = _UNPRINTED.sub("", _LINE_ENDS.sub("\n", writable(text)))
    text = _BLANKS.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
    return unicodedata.normalize("NFC", _MANY_LINES.sub("\n\n", text)).strip()


def writable(text: str) -> str:
    """Return the text with each NUL and lone surrogate replaced by U+FFFD; offsets stay.

    JSON can spell both, but neither UTF-8 nor a database can hold them.
    """
    return _UNWRITABLE.sub("\ufffd", text)


def unwrap(text: str) -> str:
    """Join the lines of paragraphs that were broken at a margin; leave other texts alone.

    A sentence or a name that runs over the end of a line is one sentence and one name. Only a text
    most of whose lines break off in mid-sentence counts as wrapped.
    """
    lines = [line.rstrip() for line in _LINE_ENDS.sub("\n", text).split("\n")]
    margin = _margin(lines)
    if not margin:
        return text
    parts = [lines[0]]
    for before, line in pairwise(lines):
        parts += [" " if _continues(before, line, margin) else "\n", line]
    return "".join(parts)


def _margin(lines: list[str]) -> int:
    """The width at which the lines were broken, 0 where they were not."""
    pairs = [b for a, b in pairwise(lines) if a and b]
    if len(pairs) < _SMALLEST_WRAPPED:
        return 0
    if sum(line[0].islower() for line in pairs) < _LOWER_SHARE * len(pairs):
        return 0
    widths = sorted(len(line) for line in lines if line)
    margin = widths[len(widths) * 9 // 10]
    return margin if margin <= _WIDEST_MARGIN else 0


def _continues(before: str, line: str, margin: int) -> bool:
    if not before or not line or line[0] in " \t\u00a0" or _LIST_ITEM.match(line):
        return False
    if line[0].islower():
        return True
    first_word = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(first_word) > 0.9 * margin
