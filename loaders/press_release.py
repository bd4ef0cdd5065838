"""Press releases saved as text: a date line, a title, paragraphs with quotes, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.loading import Source
from kg.model import Document
from kg.text.header_dates import read_date_line
from loaders.support.prose import TEXT_SUFFIXES, is_plain_text, text_document

_TOP = 3  # lines in which the date stands
_MARK = re.compile(
    r"^ ?(?:for immediate release|(?:press|media|news) (?:release|statement)\b.{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = re.compile(
    r"(?:joint |press )?(?:readout of|statement (?:by|from|of|on)|remarks (?:by|of)|communiqu[eé]"
    r"|proclamation|declaration|fact sheet|press release|statement:)\b",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"^(?:[←«‹] ?(?:back|return|all)\b.{0,40}|back to (?:the )?(?:list|top|news).{0,20}"
    r"|\\?#{3}|\(?-?ends?-?\)?)$",
    re.IGNORECASE | re.MULTILINE,
)


class PressRelease:
    """Loader of releases that offices put on their pages."""

    name = "press_release"
    version = "1"
    keeps_text = True
    streams = False

    def match(self, source: Source) -> float:
        """The more of a release's marks are there, the surer: date line, title, mark, foot."""
        if source.suffix not in TEXT_SUFFIXES or not is_plain_text(source):
            return 0.0
        lines = [line.strip() for line in source.head[:1000].split("\n") if line.strip()]
        marks = (
            any(read_date_line(line) for line in lines[:_TOP]),
            _MARK.search(source.head[:1000]) is not None,
            bool(lines) and _TITLE.match(lines[0]) is not None,
            _FOOT.search(source.tail[-300:]) is not None,
        )
        return min(0.8, 0.4 + 0.15 * sum(marks)) if any(marks) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The one document."""
        yield text_document(source, self.name)


LOADER = PressRelease()
