"""Queries that call other endpoints, sent by a way on which they can be bounded.

The engine calls whatever address a query has after SERVICE. So those that may be called are
replaced by addresses of ours, and places in the changed text are told as those in what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.sparqlguard.tokens import line_and_column


@dataclass(frozen=True, slots=True)
class Redirected:
    """A query that calls other addresses than it names."""

    text: str
    moved: tuple[tuple[int, int, int], ...] = ()  # line, column behind an address, how far

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where a place of ``text`` is in the query as it was sent."""
        moves = (by for on, behind, by in self.moved if on == line and behind <= column)
        return line, column - sum(moves)


def redirected(text: str, called: Mapping[int, str], addresses: Mapping[str, str]) -> Redirected:
    """The query with the address for each endpoint that it calls (see ``check``).

    >>> here = {"http://a.org/": "http://127.0.0.1:9/long/"}
    >>> found = redirected("{ SERVICE <http://a.org/> { } } }", {11: "http://a.org/"}, here)
    >>> found.text, found.place(1, 44)
    ('{ SERVICE <http://127.0.0.1:9/long/> { } } }', (1, 33))
    """
    parts: list[str] = []
    moved: list[tuple[int, int, int]] = []
    end = length = 0
    for start, service in sorted(called.items()):
        address = addresses[service]
        parts += [text[end:start], address]
        length += start - end + len(address)
        end = start + len(service)
        line, column = line_and_column("".join(parts), length)
        moved.append((line, column, len(address) - len(service)))
    return Redirected("".join([*parts, text[end:]]), tuple(moved))
