"""Direct speech: where it stands, over how many paragraphs, and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”«»„]")
_PARAGRAPH = re.compile(r"\n+")
_LABEL = re.compile(r"(?m)^([^\n:]{3,80}):[ \u00a0](?=\S)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech, marks included; offsets into the text."""

    start: int
    end: int


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """Quotes between two offsets. A quote left open goes on over paragraphs until it is closed.

    The direction of a straight mark is read from the blanks around it. A quote that is never
    closed ends with its first paragraph.
    """
    found: list[Quote] = []
    opened = -1
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        opens = _opens(text, at)
        if opened < 0:
            if opens:
                opened = at
        elif not opens:
            found.append(Quote(opened, at + 1))
            opened = -1
        elif not _starts_paragraph(text, at):
            found.append(Quote(opened, _paragraph_end(text, opened, end)))
            opened = at
    if opened >= 0:
        found.append(Quote(opened, _paragraph_end(text, opened, end)))
    return found


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark in "“„«":
        return True
    if mark in "”»":
        return False
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _starts_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _paragraph_end(text: str, at: int, end: int) -> int:
    match = _PARAGRAPH.search(text, at, end)
    return match.start() if match else end


def inside(quotes_: list[Quote], start: int, end: int) -> Quote | None:
    """The quote that covers most of a stretch, None where it is the document's own voice."""
    last = bisect_left(quotes_, end, key=lambda quote: quote.start)
    for quote in reversed(quotes_[max(0, last - 3) : last]):
        overlap = min(end, quote.end) - max(start, quote.start)
        if overlap * 2 > end - start:
            return quote
    return None
