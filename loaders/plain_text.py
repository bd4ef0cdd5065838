"""Plain text: what nobody knows better how to read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.loading import Source
from kg.model import Document
from loaders.support.prose import TEXT_SUFFIXES, is_plain_text, is_prose, text_document


class PlainText:
    """Loader of texts in no particular form."""

    name = "plain_text"
    version = "1"
    keeps_text = True
    streams = False

    def match(self, source: Source) -> float:
        """Any text file and record; a file of another name only where it reads as prose."""
        if source.given_text is not None:
            return 0.3
        if source.suffix in TEXT_SUFFIXES - {""}:
            return 0.3 if is_plain_text(source) else 0.15 if source.head else 0.0
        return 0.2 if is_prose(source) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The one document."""
        yield text_document(source, self.name)


LOADER = PlainText()
