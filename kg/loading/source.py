"""A source: the bytes of a file or record, where they come from, and what is known of them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import DocumentError, UsageError
from kg.loading.decoding import Decoded, decode, decode_head, is_binary
from kg.text.canonical import canonical, unwrap, writable

MAX_BYTES = 32 * 2**20  # of a file that is read whole, and of a record
FIELDS = ("id", "text", "title", "date", "url", "language", "publisher")  # a record's, mappable
_PEEK = 4096  # bytes of a source's two ends that bids are made on


@dataclass(frozen=True, slots=True)
class Hints:
    """What a container says of a record in it; "" where it says nothing."""

    id: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    publisher: str = ""
    unused: Mapping[str, int] = field(default_factory=dict)  # what the container left aside


@dataclass(frozen=True)
class Source:
    """What a loader reads. ``given_text`` is a record's own text, which offsets must fit."""

    path: str  # relative to the loaded folder, with slashes
    data: bytes
    place: str = ""  # of a record: "line 12"
    hints: Hints = field(default_factory=Hints)
    mapping: Mapping[str, str] = field(default_factory=dict)  # our field → the record's field
    given_text: str | None = None
    file: Path | None = None  # where data is only the beginning of a large file
    max_bytes: int = MAX_BYTES

    @cached_property
    def suffix(self) -> str:
        """The path's last suffix in lower case, with its dot; "" for a record with its own text."""
        return "" if self.given_text is not None else PurePosixPath(self.path).suffix.lower()

    @cached_property
    def head(self) -> str:
        """The first words, decoded leniently, for bids; "" if the source is binary."""
        if self.given_text is not None:
            return self.given_text[:_PEEK].lstrip()
        return decode_head(self.data[:_PEEK]).lstrip("\ufeff \t\r\n")

    @cached_property
    def tail(self) -> str:
        """The last words, like ``head``; "" for a file too large to be held."""
        if self.given_text is not None:
            return self.given_text[-_PEEK:]
        if self.file is not None or not self.head:
            return ""
        return decode_head(self.data[:2] + self.data[-_PEEK:])

    @property
    def is_binary(self) -> bool:
        """Whether the bytes are no text in any encoding."""
        return self.given_text is None and is_binary(self.data)

    @cached_property
    def decoded(self) -> Decoded:
        """The decoded bytes and their encoding.

        Raises:
            DocumentError: the bytes are not text, with the offset of the first that is not.
        """
        return decode(self.data, self.path, self.place)

    @property
    def encoding(self) -> str:
        """The encoding the bytes were in, once they have been decoded; "" before."""
        decoded = self.__dict__.get("decoded")
        return decoded.encoding if isinstance(decoded, Decoded) else ""

    @property
    def markup(self) -> str:
        """The decoded source as it is, for formats with a syntax of their own."""
        if self.given_text is not None:
            return self.given_text
        return self.decoded.text

    @cached_property
    def text(self) -> str:
        """The text that offsets refer to: a record's own, or a file's in canonical form.

        Raises:
            DocumentError: the bytes are not text, or there are no words in them.
        """
        if self.given_text is not None:
            text = writable(self.given_text)
        else:
            text = canonical(unwrap(self.markup))
        if not text.strip():
            raise self.error("there is no text in it")
        return text

    def open(self) -> BinaryIO:
        """The bytes from their beginning, as a stream that the caller closes."""
        return self.file.open("rb") if self.file is not None else io.BytesIO(self.data)

    def error(self, reason: str, place: str = "") -> DocumentError:
        """The error that this source cannot be read, naming it."""
        return DocumentError(self.path, reason, place or self.place)


def check_mapping(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping as a dictionary.

    Raises:
        UsageError: it names a field that documents do not have.
    """
    for name in mapping or {}:
        if name not in FIELDS:
            raise UsageError(f"there is no field “{name}”; the fields are {', '.join(FIELDS)}")
    return dict(mapping or {})
