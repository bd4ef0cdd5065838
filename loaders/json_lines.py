"""JSON Lines: one record a line, and files that hold one list of records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.loading import Failure, Source
from loaders.support.records import record_source

_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".ldjson")
_TWO_OBJECTS = re.compile(r"\{[^\n]*\}[ \t]*\r?\n[ \t\r\n]*\{")


class JsonLines:
    """Loader that takes records apart; their texts are read by the loaders of texts."""

    name = "json_lines"
    version = "1"
    keeps_text = False
    streams = True

    def match(self, source: Source) -> float:
        """By the suffix, or by two objects on two lines, or by a list of objects."""
        if not source.head:
            return 0.0
        if source.suffix in _SUFFIXES:
            return 0.95
        if _TWO_OBJECTS.match(source.head):
            return 0.85
        return 0.85 if re.match(r"\[\s*\{", source.head) else 0.0

    def read(self, source: Source) -> Iterator[Source | Failure]:
        """The records, each a source with its own text."""
        if source.head.startswith("[") and source.suffix not in _SUFFIXES:
            yield from _list(source)
        else:
            yield from _lines(source)


def _lines(source: Source) -> Iterator[Source | Failure]:
    """Records line by line: a broken line costs no other, and a file may be larger than memory."""
    limit = source.max_bytes
    with source.open() as stream:
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            place = f"line {number}"
            if len(line) > limit and not line.endswith(b"\n"):
                while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                    pass
                reason = f"it is longer than the limit of {limit / 2**20:.4g} MiB a record"
                yield Failure(source.path, place, reason)
                continue
            line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if line:
                yield _record(source, line, place)


def _record(source: Source, line: bytes, place: str) -> Source | Failure:
    try:
        record = parse_json(line.decode())
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 (first bad byte at offset {error.start} of the line)"
        return Failure(source.path, place, reason)
    except ValueError as error:
        return Failure(source.path, place, str(error))
    return record_source(source, record, line, place)


def _list(source: Source) -> Iterator[Source | Failure]:
    if source.file is not None:
        raise source.error("a list so large is not read; save it as JSON Lines, a record a line")
    try:
        records = parse_json(source.markup)
    except ValueError as error:
        raise source.error(str(error)) from error
    for number, record in enumerate(records if isinstance(records, list) else [records], start=1):
        data = json.dumps(record, ensure_ascii=False, sort_keys=True)
        yield record_source(source, record, data.encode(errors="surrogatepass"), f"item {number}")


def parse_json(text: str) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: it is not JSON, or nested deeper than can be read; the message says where.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise ValueError(f"it is not JSON: {error.msg} ({place}column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:  # Python's limit on the digits of a number
        raise ValueError("it is not JSON that can be read: a number is too long") from error


LOADER = JsonLines()
