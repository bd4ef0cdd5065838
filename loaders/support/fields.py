"""Fields of records: which key of an object holds the text, the title, the date and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.text.canonical import writable

# The keys that are tried for a field, in order; case, "-" and "_" do not matter.
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "document_id", "article_id", "uuid", "guid", "identifier"),
    "text": (
        "text", "body", "content", "full_text", "article_body", "body_text", "maintext", "article",
    ),
    "title": ("title", "headline", "name", "subject"),
    "date": (
        "date", "published", "published_time", "date_published", "publication_date",
        "published_at", "pub_date", "release_date", "issued", "created_at", "datetime", "time",
    ),
    "url": ("url", "link", "source_url", "permalink", "canonical_url", "web_url", "uri"),
    "language": ("language", "lang", "in_language"),
    "publisher": ("publisher", "site_name", "source_name", "outlet", "agency"),
}  # fmt: skip


def pick(record: dict[str, object], name: str, mapping: Mapping[str, str]) -> tuple[str, object]:
    """The key and value of a field in a record; ("", None) where it has none.

    A mapped field is looked for under its mapped key only; "a.b" also means key b of object a.
    """
    if name in mapping:
        return mapping[name], _nested(record, mapping[name])
    folded = {_folded(key): key for key in reversed(record)}
    for key in KEYS[name]:
        if (found := folded.get(_folded(key))) is not None and record[found] is not None:
            return found, record[found]
    return "", None


def as_text(value: object) -> str:
    """A scalar as text; "" for objects, lists and nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    return writable(str(value)) if isinstance(value, (str, int, float)) else ""


def leftovers(record: Mapping[str, object], used: Iterable[str], kind: str) -> dict[str, int]:
    """The keys of a record that hold something and were not used, for the report."""
    taken = set(used) | {key.partition(".")[0] for key in used}
    return {
        f"{kind}:{writable(str(key))[:80]}": 1
        for key, value in record.items()
        if key not in taken and value not in (None, "", [], {})
    }


def _nested(record: Mapping[str, object], key: str) -> object:
    if key in record:
        return record[key]
    value: object = record
    for step in key.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _folded(key: str) -> str:
    return key.replace("_", "").replace("-", "").casefold()
