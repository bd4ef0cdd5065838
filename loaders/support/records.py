"""Records of a container: objects with fields, each a source of its own."""

from __future__ import annotations

from kg.loading import Failure, Hints, Source
from loaders.support.fields import as_text, leftovers, pick

_FIELDS = ("id", "title", "date", "url", "language", "publisher")


def record_source(container: Source, record: object, data: bytes, place: str) -> Source | Failure:
    """The source of one record, with its own text and what it says of itself.

    ``data`` are the record's own bytes, ``place`` is where it is in the container.
    """
    if not isinstance(record, dict):
        return Failure(container.path, place, "it is not a JSON object with fields")
    mapping = container.mapping
    key, text = pick(record, "text", mapping)
    if not isinstance(text, str):
        return Failure(container.path, place, _no_text(record, mapping.get("text", ""), text))
    if not text.strip():
        return Failure(container.path, place, f"its field “{key}” is empty")
    picked = {name: pick(record, name, mapping) for name in _FIELDS}
    values = {name: as_text(value) for name, (_, value) in picked.items()}
    used = [key, *(name for name, _ in picked.values())]
    hints = Hints(**values, unused=leftovers(record, used, "record"))
    return Source(container.path, data, place, hints, mapping, text)


def _no_text(record: dict[str, object], mapped: str, value: object) -> str:
    names = ", ".join(sorted(map(str, record))[:12]) or "none"
    if value is not None:
        return "its text is not a string"
    if mapped:
        return f"there is no field “{mapped}”; its fields are: {names}"
    return f"there is no text in it; name its field with --field text=NAME (it has: {names})"
