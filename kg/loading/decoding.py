"""Bytes to text, without guessing where a guess would silently change words."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from kg.errors import DocumentError

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z][\w.:-]{1,39})""")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARATION_BYTES = 2048  # HTML looks for a declaration in the first 1,024
# Encodings that old files come in. Others exist, but a wrong guess among many is likelier.
_LEGACY = ["cp1252", "cp1251", "cp1250", "koi8_r", "shift_jis", "gb18030", "big5", "euc_kr"]
_FAMILIES = ("iso-", "iso8859", "windows-", "cp", "koi8", "shift", "gb", "big5", "euc", "mac")
_GUESSED_BYTES = 65_536


class Decoded(NamedTuple):
    """A text and the encoding its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, path: str, place: str = "") -> Decoded:
    """The text of bytes in UTF-8, UTF-16 or UTF-32 with a mark, or a declared or clear encoding.

    Raises:
        DocumentError: no encoding fits; it gives the offset of the first byte that is not UTF-8.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, path, place)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        name = _declared(data) or _guessed(data)
        if not name:
            raise _undecodable(path, place, "UTF-8", error.start) from None
    return _strict(data, name, path, place)


def decode_head(data: bytes) -> str:
    """The text of the first bytes of something, for a look at it; "" where they are binary."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="ignore")
    return "" if is_binary(data) else data.decode("utf-8", errors="replace")


def is_binary(data: bytes) -> bool:
    """Whether the beginning of the bytes holds what no text holds."""
    head = data[:8192]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    return b"\x00" in head or len(_CONTROLS.findall(head, 0, 512)) > 8


def _strict(data: bytes, name: str, path: str, place: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        raise _undecodable(path, place, name.upper(), error.start) from None


def _undecodable(path: str, place: str, name: str, offset: int) -> DocumentError:
    return DocumentError(
        path,
        f"it is not {name} text (first bad byte at offset {offset}); convert it to UTF-8",
        place,
    )


def _declared(data: bytes) -> str:
    """The encoding that markup declares, if it is one that documents come in; "" otherwise."""
    match = _DECLARED.search(data, 0, _DECLARATION_BYTES)
    name = match[1].decode("ascii").lower() if match else ""
    # The web reads Latin-1 and ASCII as Windows-1252, because that is what writers mean.
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"
    if not name.startswith(_FAMILIES):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _guessed(data: bytes) -> str:
    """The legacy encoding the bytes are clearly in; "" where they are UTF-8 with faults."""
    start = next((i for i, byte in enumerate(data) if byte > 127), 0)
    sample = data[max(0, start - _GUESSED_BYTES // 2) : start + _GUESSED_BYTES // 2]
    as_utf8 = sample.decode("utf-8", errors="replace")
    faults = as_utf8.count("\ufffd")
    valid = sum(c > "\x7f" for c in as_utf8) - faults
    if valid >= faults:
        return ""  # high bytes that agree with each other are no accident: broken UTF-8
    candidates = from_bytes(sample, cp_isolation=_LEGACY, threshold=0.2)
    best = candidates.best()
    if best is None:
        return ""
    # Short Western texts look as well in cp1250; they are by far the likelier of the two.
    for match in candidates:
        if "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos:
            return "cp1252" if match.coherence > best.coherence - 0.05 else best.encoding
    return best.encoding
