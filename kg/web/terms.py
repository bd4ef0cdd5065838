"""Terms of SPARQL built from untrusted text: the one place where they are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PART = r"(?:[^\x00-\x20<>\"{}|^`\\%\[\]#]|%[0-9A-Fa-f]{2})*+"
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?://\[[0-9A-Fa-f:.]+\])?{_PART}(?:\#{_PART})?")
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def is_iri(text: str) -> bool:
    """Whether the text can be written as an absolute IRI."""
    return _IRI.fullmatch(text) is not None and text.isprintable()


def iri(text: str) -> str:
    """The IRI as a SPARQL term. Raises ValueError for what is none.

    >>> iri("http://127.0.0.1:7878/person/jens-stoltenberg")
    '<http://127.0.0.1:7878/person/jens-stoltenberg>'
    """
    if not is_iri(text):
        raise ValueError(f"not an IRI: {text!r}")
    return f"<{text}>"


def literal(text: str) -> str:
    r"""The text as a plain SPARQL string, whatever it holds.

    >>> print(literal('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    readable = text.encode("utf-8", "replace").decode()  # lone surrogates are no characters
    return f'"{readable.translate(_ESCAPES)}"'


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block that binds the variable to each IRI.

    >>> values("x", ["urn:a", "urn:b"])
    'VALUES ?x { <urn:a> <urn:b> }'
    """
    return f"VALUES ?{variable} {{ {' '.join(map(iri, iris))} }}"
