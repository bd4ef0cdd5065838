"""Reading: files to documents and failures. Pure per file, so that it can run in any process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import DocumentError
from kg.loading.files import list_files
from kg.loading.loader import Loader
from kg.loading.outcome import Failure, Loaded, Original
from kg.loading.registry import Registry
from kg.loading.source import MAX_BYTES, Source, check_mapping
from kg.model import Document
from kg.text.language import with_language

_DEEPEST = 3  # auctions for one record: a container in a container, and no further
_PEEK = 65_536  # bytes read of a file that is too large to be held


def read_paths(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    registry: Registry | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Loaded | Failure]:
    """Read files and folders one file at a time; what cannot be read is a Failure with a reason.

    ``mapping`` says which field of a record holds one of ours, ``{"text": "body"}``.
    ``max_bytes`` limits files that are read whole and single records.

    Raises:
        UsageError: the mapping names an unknown field, or no loaders are installed.
    """
    fields = check_mapping(mapping)
    loaders = registry or Registry.installed()
    for found in list_files(paths):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _read_file(found.file, found.name, fields, loaders, max_bytes)


def read_file(
    file: Path,
    name: str,
    *,
    mapping: Mapping[str, str] | None = None,
    registry: Registry | None = None,
    max_bytes: int = MAX_BYTES,
) -> list[Loaded | Failure]:
    """Read one file of ``list_files``; ``name`` is its path relative to the loaded folder."""
    loaders = registry or Registry.installed()
    return list(_read_file(file, name, check_mapping(mapping), loaders, max_bytes))


def read_bytes(
    name: str,
    data: bytes,
    *,
    mapping: Mapping[str, str] | None = None,
    registry: Registry | None = None,
) -> list[Loaded | Failure]:
    """Read bytes as if they were a file of this name."""
    loaders = registry or Registry.installed()
    return list(_read(Source(name, data, mapping=check_mapping(mapping)), loaders))


def _read_file(
    file: Path, name: str, mapping: dict[str, str], registry: Registry, max_bytes: int
) -> Iterator[Loaded | Failure]:
    try:
        large = file.stat().st_size > max_bytes
        with file.open("rb") as stream:
            data = stream.read(_PEEK if large else max_bytes + 1)
        # What a file of changing size turned out to hold decides.
        large = large or len(data) > max_bytes
        source = Source(
            name, data, mapping=mapping, file=file if large else None, max_bytes=max_bytes
        )
        yield from _read(source, registry)
    except OSError as error:
        reason = "no permission" if isinstance(error, PermissionError) else error.strerror
        yield Failure(name, "", f"it cannot be read ({reason or error})")


def _read(source: Source, registry: Registry, depth: int = 1) -> Iterator[Loaded | Failure]:
    try:
        if not (source.given_text if source.given_text is not None else source.data).strip():
            raise source.error("it is empty")
        loader = registry.choose(source)
        if source.file is not None and not loader.streams:
            raise source.error(_too_large(source.max_bytes))
        for part in loader.read(source):
            if isinstance(part, Document):
                yield _loaded(part, source, loader)
            elif isinstance(part, Failure):
                yield part
            elif depth < _DEEPEST:
                yield from _read(part, registry, depth + 1)
            else:
                raise part.error("it is nested too deeply")
    except DocumentError as error:
        yield Failure(error.path, error.place, error.reason)
    except Exception as error:  # noqa: BLE001 - hostile files meet our and others' parsers here;
        # one of them must not end the load of all: it is reported with its name and goes on
        reason = f"it broke its reader: {type(error).__name__}: {str(error)[:200]}"
        yield Failure(source.path, source.place, reason)


def _loaded(document: Document, source: Source, loader: Loader) -> Loaded:
    digest = hashlib.sha256(source.data)
    if source.mapping:
        digest.update(repr(sorted(source.mapping.items())).encode())
    original = Original(source.path, source.place, source.data)
    return Loaded(with_language(document), original, digest.hexdigest(), loader.version)


def _too_large(limit: int) -> str:
    return (
        f"it is larger than the limit of {limit / 2**20:.4g} MiB; split it, save it as JSON Lines,"
        " or raise the limit with --max-size MIB"
    )
