"""What comes of a source: a document with its original, or a failure with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read: where it is, the place in it ("line 12"), why."""

    path: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}{', ' + self.place if self.place else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes a document was read from: a file's, or those of one record in a file."""

    path: str  # relative to the loaded folder, with slashes
    place: str  # of the record in the file ("line 12"), "" for a whole file
    data: bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document and where it came from."""

    document: Document
    source: Original
    content_hash: str  # SHA-256 of the original bytes and the field mapping, 64 hexadecimal digits
    loader_version: str
