"""The one thing a document format has to offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kg.loading.outcome import Failure
from kg.loading.source import Source
from kg.model import Document


class Loader(Protocol):
    """A document format. The entry point names an instance; it keeps no state between sources."""

    @property
    def name(self) -> str:
        """The name of the entry point; Document.loader has it."""

    @property
    def version(self) -> str:
        """Changes when the loader reads the same bytes differently: they are then read again."""

    @property
    def keeps_text(self) -> bool:
        """Whether the document's text is ``Source.text`` itself.

        Only such loaders read records that come with their text, because offsets must fit it.
        """

    @property
    def streams(self) -> bool:
        """Whether it reads through ``Source.open`` piece by piece, so that files may be large."""

    def match(self, source: Source) -> float:
        """How sure the loader is that it should read this source, from 0 to 1.

        Cheap: it looks at ``suffix``, ``head`` and ``tail``. It never raises.
        """

    def read(self, source: Source) -> Iterator[Document | Source | Failure]:
        """Yield the documents of a source, or its records as sources for another auction.

        Raises:
            DocumentError: the source as a whole cannot be read.
        """
