"""Clips saved by a news reader: body, related headlines, a digest, counters, a metadata trailer."""

from __future__ import annotations

from collections.abc import Iterator

from kg.loading import Source
from kg.model import Document, ZoneKind
from kg.text.lines import split_lines
from kg.text.metadata_lines import find_fields
from kg.text.zones import section_kind
from loaders.support.prose import TEXT_SUFFIXES, is_plain_text, text_document


class ReaderClip:
    """Loader of clips; the trailer tells them from other text."""

    name = "reader_clip"
    version = "1"
    keeps_text = True
    streams = False

    def match(self, source: Source) -> float:
        """By the end of the text: a block of labelled lines, sections of a reader, or both."""
        if source.suffix not in TEXT_SUFFIXES or not is_plain_text(source):
            return 0.0
        lines = split_lines(source.tail)
        fields = {field.name for field in find_fields(lines).values()}
        sections = {section_kind(line.text) for line in lines}
        trailer = not fields.isdisjoint({"id", "url"})
        reader = not sections.isdisjoint({ZoneKind.RELATED, ZoneKind.SUMMARY})
        if trailer:
            return 0.95 if reader else 0.85
        return 0.45 if reader and None in sections else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The one document."""
        yield text_document(source, self.name)


LOADER = ReaderClip()
