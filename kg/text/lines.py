"""The lines of a text with their offsets: what zones are decided on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``text[start:end]``, without blanks at its ends."""

    start: int
    end: int
    text: str
    after_blank: bool  # an empty line, or the start of the text, comes before

    @property
    def is_prose(self) -> bool:
        """Whether it ends as a sentence does, and is long enough to be one."""
        return len(self.text) >= 40 and self.text.rstrip("\"'”’»)]")[-1:] in _SENTENCE_ENDS

    @property
    def is_heading_like(self) -> bool:
        """Whether it could be a headline: short, begun as one and not ended as a sentence."""
        return len(self.text) <= 200 and self.text[-1] not in ".:;," and not self.text[0].islower()


_SENTENCE_ENDS: Final = frozenset(".!?…")


def split_lines(text: str) -> list[Line]:
    """The lines of a text that hold anything but blanks, in order."""
    lines: list[Line] = []
    blank_until = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words[0])
        gap = text[blank_until:start]
        after_blank = not lines or gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1
        lines.append(Line(start, start + len(words), words, after_blank))
        blank_until = start + len(words)
    return lines
