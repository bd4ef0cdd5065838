"""Running the extractor: one document at a time, here or in other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.errors import CommuniqueError
from kg.loading import Failure, Loaded, read_paths
from kg.model import Document, Extraction
from kg.text.language import is_english, language_name

Extract = Callable[[Document], Extraction]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads documents, and its version, which decides whether they are read again.

    ``extract`` has to be a pure function, known by name to other processes if there is an executor.
    """

    extract: Extract
    version: str

    @classmethod
    def installed(cls) -> Extractor:
        """The extractor of this installation."""
        from kg.extract import extract, extractor_version

        return cls(extract, extractor_version())

    def run(
        self, documents: Iterable[Document], executor: Executor | None = None
    ) -> Iterator[Extraction | str]:
        """The extraction of each document in their order; a reason where it could not be read."""
        if executor is None:
            return (read_safely(self.extract, document) for document in documents)
        waiting = list(documents)
        chunk = max(len(waiting) // 16, 1)
        return executor.map(read_safely, [self.extract] * len(waiting), waiting, chunksize=chunk)


def read_safely(extract: Callable[[Document], Read], document: Document) -> Read | str:
    """What is read in a document, or the reason why there is nothing.

    This is the one place where any error is caught. The extractor is our own, and should it fail
    on what one document says, that is a fault to be reported with the document's name; but it must
    not keep the other hundred thousand from being read.
    """
    try:
        return extract(document)
    except CommuniqueError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  (see above)
        return f"the extractor failed, please report it: {type(error).__name__}: {error}"


def extract_paths(
    paths: Sequence[Path | str],
    *,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[dict[str, object] | Failure]:
    """What documents say, without a store: id, title, date, text, items and links of each.

    ``links`` are the mentions whose Wikidata item the linker accepted: start, end (offsets into
    the text, code points) and qid. A document in another language has a ``language`` and a
    ``note`` why nothing is read in it.

    Raises:
        UsageError: the mapping names an unknown field.
    """
    from kg.extract.items import items
    from kg.extract.linked import extract_linked
    from kg.resolve.linker import shared_linker

    linker = shared_linker()
    for found in read_paths([Path(path) for path in paths], mapping=mapping):
        if isinstance(found, Failure):
            yield found
            continue
        document = found.document
        read = read_safely(partial(extract_linked, linker=linker), document)
        if isinstance(read, str):
            yield failure(found, read)
        else:
            extraction, links = read
            note = foreign_note(document)
            yield {
                "id": document.id,
                "title": document.title,
                "date": document.published.stated if document.published else "",
                "text": document.text,
                "items": items(document, extraction),
                "links": [{"start": k.start, "end": k.end, "qid": k.qid} for k in links],
                **({"language": document.language, "note": note} if note else {}),
            }


def foreign_note(document: Document) -> str:
    """Why no rule reads a document in another language; "" where it is in English."""
    if is_english(document):
        return ""
    return f"it is in {language_name(document.language)}, so it is not read for facts"


def failure(loaded: Loaded, reason: str) -> Failure:
    """That a document which was read could not be used."""
    return Failure(loaded.source.path, loaded.source.place, reason)
