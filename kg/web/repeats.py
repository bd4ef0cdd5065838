"""Requests that came before, byte by byte, and what was sent: nothing of them is read again."""

from __future__ import annotations

from dataclasses import dataclass

from kg.web.cache import Cache

MOST = 1 << 16  # bytes of an answer that is kept as it was sent
_LONGEST = 1 << 13  # bytes of a request


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is sent to a request that is the same as one before."""

    generation: str
    content: bytes  # without the status line and the date
    size: int  # of the body
    status: str
    weight: int


class Repeats(Cache[Repeat]):
    """The requests seen last and their answers, of at most ``room`` bytes together.

    The same bytes are the same request, so the answer is the same for as long as the generation
    is. Only a whole request that begins where one can begin may be looked up here.
    """

    def keep(self, request: bytes, generation: str, status: str, content: bytes, size: int) -> None:
        """Keep what was sent, unless it is too much."""
        if size <= MOST and len(request) <= _LONGEST:
            weight = 500 + len(request) + len(content)
            self.put(request, Repeat(generation, content, size, status, weight))
