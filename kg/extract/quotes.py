"""Direct speech between quotation marks: where it begins and ends, over how many paragraphs.

Straight, curly, single curly, French and German marks. Offsets are into the document's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

# What closes what opened: „…“ and „…”, «…», »…« (set so in German and Danish), “…”, ‘…’.
_CLOSING: Final = {
    "“": '”"',
    "„": '“”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‘": "’",
    "'": "'",
    "‹": "›",
}
_UNDIRECTED: Final = "\"'‘"
# ‘ only before a word; the set of signs comes first, which makes the search fast
_MARK: Final = re.compile(r"[\"“”„‟«»‹›’'‘](?:(?<!‘)|(?<![^\s(\[—–-]‘)(?=[^\W\d]))")
_BREAK: Final = re.compile(r"\n+")
_BLANK_BEFORE: Final = " \n\t\u00a0([—–-"
_WORD: Final = re.compile(r"\w")
_MOST_PARAGRAPHS: Final = 40  # of one quote: a mark left open does not swallow a book
_MOST_UNMARKED: Final = 3  # paragraphs of a quote that do not open with a mark
_MOST_UNMARKED_AT_END: Final = 12  # the same, where the closing mark ends a paragraph
_FEWEST_WORDS: Final = 3  # fewer are a name, a title or a word held at arm's length


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech, marks included; offsets into the text."""

    start: int
    end: int
    speaker: str = ""  # key of the person who speaks, "" where the text leaves it open
    rule: str = ""  # which rule found the speaker

    @property
    def is_transcript(self) -> bool:
        """Whether it is a whole statement or a turn of a transcript, not words in marks."""
        return self.rule.startswith("speech.")


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """Quotes between two offsets.

    A quote may go on over paragraphs that each open with a mark; one that nothing closes ends with
    its paragraph. Marks around one or two words are no speech.
    """
    return _Scan(text, start, end).quotes()


class _Scan:
    """One pass over the marks of a stretch of text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._end = end
        self._marks = [m.start() for m in _MARK.finditer(text, start, end)]
        self._singles = [at for at in self._marks if text[at] in "’'" and self._closes_single(at)]
        self._found: list[Quote] = []
        self._open_from(-1)

    def _open_from(self, at: int) -> None:
        """Begin a quote; none with -1."""
        self._opened = at
        self._depth = 1  # marks of the same kind inside each other
        self._paragraphs = 0
        self._closed = -1  # behind the last mark that closed one of several
        self._stop = self._paragraph_end(at) if at >= 0 else -1

    def quotes(self) -> list[Quote]:
        """The quotes in the order of the text."""
        for at in self._marks:
            if self._opened >= 0 and self._is_apostrophe(at):
                continue
            if self._opened >= 0 and at > self._stop and self._next_paragraph(at):
                continue
            if self._opened < 0:
                if self._begins(at):
                    self._open_from(at)
            elif self._closes(at):
                self._depth -= 1
                self._closed = at + 1
                if not self._depth:
                    self._add(at + 1)
                    self._open_from(-1)
            elif self._text[at] == self._text[self._opened] and _is_opening(self._text, at):
                self._depth += self._text[at] not in _UNDIRECTED
        if self._opened >= 0:
            self._add(self._stop if self._closed < 0 else self._closed)
        return self._found

    def _is_apostrophe(self, at: int) -> bool:
        """Single marks mean nothing inside double ones."""
        return self._text[at] in "‘’'" and self._text[self._opened] not in "‘'"

    def _next_paragraph(self, at: int) -> bool:
        """Whether the open quote goes on with this mark, which opens a paragraph again."""
        goes_on = self._closed < 0 and self._paragraphs < _MOST_PARAGRAPHS
        if goes_on and self._goes_on(at):
            self._paragraphs += 1
            self._stop = self._paragraph_end(at)
            return _is_opening(self._text, at)
        self._add(self._stop if self._closed < 0 else self._closed)
        self._open_from(-1)
        return False

    def _goes_on(self, at: int) -> bool:
        """It opens the very next paragraph again, or closes one that was not opened again."""
        between = self._text[self._stop : at]
        mark, opening = self._text[at], self._text[self._opened]
        if _is_opening(self._text, at):
            return mark == opening and not between.strip()
        ends = self._text[at + 1 : at + 2] in ("", "\n")  # nothing but speech ends a paragraph so
        most = _MOST_UNMARKED_AT_END if ends else _MOST_UNMARKED
        return mark in _CLOSING[opening] and len(_BREAK.findall(between)) <= most

    def _begins(self, at: int) -> bool:
        if not _is_opening(self._text, at):
            return False
        if self._text[at] not in "‘'":
            return True
        following = bisect_left(self._singles, at + 1)
        closed = following < len(self._singles)
        return closed and self._singles[following] < self._paragraph_end(at)

    def _closes(self, at: int) -> bool:
        mark = self._text[at]
        if mark not in _CLOSING[self._text[self._opened]]:
            return False
        if mark in "’'":
            return self._closes_single(at)
        return mark != '"' or not _is_opening(self._text, at)

    def _closes_single(self, at: int) -> bool:
        """An apostrophe stands inside a word or behind a plural; a mark ends a clause."""
        before = self._text[at - 1] if at else "\n"
        after = self._text[at + 1] if at + 1 < self._end else "\n"
        if after.isalnum() or before.isspace():
            return False
        return before in ",.!?…" or after in ",.;:!?)\n"

    def _paragraph_end(self, at: int) -> int:
        found = self._text.find("\n", at, self._end)
        return self._end if found < 0 else found

    def _add(self, end: int) -> None:
        words = self._text[self._opened : end].strip("\"“”„‟«»‹›‘’' \n\u00a0")
        if _WORD.search(words) and (
            len(words.split(None, 2)) >= _FEWEST_WORDS or words[-1] in ",.!?…"
        ):
            self._found.append(Quote(self._opened, end))


def _is_opening(text: str, at: int) -> bool:
    """The direction of a straight mark is read from the blanks around it."""
    mark = text[at]
    if mark in "“„‘‹":
        return True
    if mark in "”’›‟":
        return False
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if mark == "«":
        return before in _BLANK_BEFORE
    if mark == "'" and not after.isalpha():
        return False
    return before in _BLANK_BEFORE and not after.isspace()


def inside(quotes_: list[Quote], start: int, end: int) -> Quote | None:
    """The quote that covers most of a stretch, None where it is the document's own voice."""
    last = bisect_left(quotes_, end, key=lambda quote: quote.start)
    for quote in reversed(quotes_[max(0, last - 3) : last]):
        overlap = min(end, quote.end) - max(start, quote.start)
        if overlap * 2 > end - start:
            return quote
    return None
