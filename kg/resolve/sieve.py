"""A sieve of names: it tells at once of most names that a gazetteer knows nothing of them.

One bit for the checksum of each name. Where it is not set, nobody bears the name; where it is, the
trie has to be asked, which reads memory all over the place.
"""

from __future__ import annotations

from collections.abc import Collection
from zlib import crc32

_BITS = 16  # for each name, at least: of unknown names one in sixteen passes, at most
_LARGEST = 1 << 25  # bits: 4 MB for each process


class Sieve:
    """The bits of a gazetteer's names; without any bits, everything passes."""

    def __init__(self, bits: bytes = b"\xff") -> None:
        self._bits = bits
        self._mask = len(bits) * 8 - 1

    def passes(self, key: str) -> bool:
        """Whether a folded name may be known.

        >>> sieve = Sieve(bits_of([checksum("oslo"), checksum("bergen")]))
        >>> sieve.passes("oslo"), sieve.passes("nowhere at all"), Sieve().passes("nowhere at all")
        (True, False, True)
        """
        at = crc32(key.encode(errors="replace")) & self._mask  # ``checksum``, without the call
        return self._bits[at >> 3] >> (at & 7) & 1 == 1


def checksum(key: str) -> int:
    """What a sieve keeps of a folded name."""
    return crc32(key.encode(errors="replace"))


def bits_of(checksums: Collection[int]) -> bytes:
    """The bits for some names: a power of two of them, many times as many as names."""
    size = 8
    while size < min(len(checksums) * _BITS, _LARGEST):
        size *= 2
    bits = bytearray(size // 8)
    for one in checksums:
        at = one & (size - 1)
        bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)
