"""IRIs: made from ids and keys, readable, stable, and valid whatever a document says.

Everything below a store's base is a path such as ``person/jens-stoltenberg``; code passes paths
around and only the text of triples holds whole IRIs.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_UNSAFE_IN_SLUG = re.compile(r"[^A-Za-z0-9._~-]+")
_LONGEST_SLUG = 80  # characters of an id that are kept where it cannot be kept whole
# What a path may hold as it is: letters of every script, digits, and the marks of our own slugs.
_UNSAFE_IN_PATH = re.compile(r"[^\w./~-]")
_UNSAFE_LETTERS = re.compile(r"[^\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\x21-\x7e]")
# A web address that every IRI parser takes; stricter than RFC 3987, which suffices for sources.
_WEB = re.compile(
    r"(?i:https?)://[A-Za-z0-9._~-]+(?::[0-9]{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)


def short_hash(text: str, digits: int = 8) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def document_slug(document_id: str) -> str:
    """The last step of a document's IRI: its id where that is safe, else a cut with a short hash.

    >>> document_slug("76dd88a1-3c5d-4c87-b4f3-0dad4e2272fa")
    '76dd88a1-3c5d-4c87-b4f3-0dad4e2272fa'
    >>> document_slug("visits/march 19.txt")
    'visits-march-19.txt-8ba530f7'
    """
    plain = _UNSAFE_IN_SLUG.sub("-", document_id)
    if plain == document_id and plain.strip(".") and len(plain) <= _LONGEST_SLUG:
        return plain
    return f"{plain[:_LONGEST_SLUG].strip('-.')}-{short_hash(document_id)}".lstrip("-")


def document_path(slug: str) -> str:
    """The path of a document's IRI, which also names its graph."""
    return f"document/{slug}"


def claim_path(document: str, claim: str) -> str:
    """The path of a claim's IRI; ``claim`` are its hexadecimal digits."""
    return f"{document}/claim/{claim}"


def passage_path(document: str, start: int, end: int) -> str:
    """The path of a sentence's IRI, from its offsets."""
    return f"{document}/passage/{start}-{end}"


def safe_path(path: str) -> str:
    """A key as the path of an IRI; what an IRI cannot hold is percent-encoded.

    >>> safe_path("country/côte-divoire"), safe_path("place/a<b")
    ('country/côte-divoire', 'place/a%3Cb')
    """
    if path.isascii() and not _UNSAFE_IN_PATH.search(path):
        return path
    encoded = _UNSAFE_IN_PATH.sub(_percent, path)
    return _UNSAFE_LETTERS.sub(_percent, encoded)


def last_step(path: str) -> str:
    """What follows the last slash: ``nato`` of ``organisation/nato``."""
    return path.rpartition("/")[2]


def web_address(url: str) -> str:
    """The URL as an IRI, odd characters percent-encoded; "" if it is no address of the web.

    >>> web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b', '')
    """
    encoded = quote(url.encode("utf-8", "replace"), safe="%/?#:@!$&'()*+,;=~-._")
    return encoded if _WEB.fullmatch(encoded) else ""


def _percent(found: re.Match[str]) -> str:
    return quote(found.group().encode("utf-8", "replace"), safe="")
