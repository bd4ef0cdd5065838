"""Content codings (RFC 9110, 12.5.3): which one a client likes best, and bytes written in it."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from functools import lru_cache

import brotli

CODINGS = ("br", "gzip")  # in our order: brotli is faster here, and leaves less
WORTH = 1_000  # bytes from which compressing is worth its time
_LEVEL = 1  # of both: 2 milliseconds for a megabyte of results, which shrink to a twentieth
_ELEMENT = re.compile(r"\s*([^\s;,]+)\s*(?:;\s*q=(\d(?:\.\d{0,3})?)\s*)?", re.IGNORECASE)


@lru_cache(maxsize=500)
def liked(accepted: str) -> str:
    """The coding that an Accept-Encoding header likes best, "" for plain bytes.

    A client that does not say gets plain bytes; what cannot be read is passed over.

    >>> liked("gzip, deflate, br"), liked("br;q=0.5, gzip"), liked("gzip;q=0, *;q=0.1")
    ('br', 'gzip', 'br')
    >>> liked(""), liked("identity"), liked("gzip;q=0.5, identity"), liked("*;q=0")
    ('', '', '', '')
    """
    found = {}
    for element in accepted.split(","):
        if named := _ELEMENT.fullmatch(element):
            found[named[1].lower()] = min(float(named[2] or 1), 1.0)
    rest = found.get("*", 0.0)
    plain = found.get("identity", 0.0)  # where it is not named it is what is left
    best = max(CODINGS, key=lambda coding: found.get(coding, rest))
    quality = found.get(best, rest)
    return best if quality > 0 and quality >= plain else ""


def encoded(body: bytes, coding: str) -> bytes:
    """The body in one of our codings; the same bytes each time."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=_LEVEL))
    return gzip.compress(body, _LEVEL, mtime=0)


class Encoder:
    """Writes one body in one of our codings, piece by piece."""

    def __init__(self, coding: str) -> None:
        if coding == "br":
            compressor = brotli.Compressor(quality=_LEVEL)
            self.add: Callable[[bytes], bytes] = compressor.process
            self.end: Callable[[], bytes] = compressor.finish
        else:
            deflate = zlib.compressobj(_LEVEL, wbits=31)  # with the head and end of gzip
            self.add, self.end = deflate.compress, deflate.flush
