"""What is asked of a process of the pool, as a message."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edition:
    """What is read: a generation of a store; ``store`` tells stores in one folder apart."""

    generation: str
    store: str = ""

    @property
    def name(self) -> str:
        """A name that no other edition has."""
        return f"{self.generation}-{self.store}"


@dataclass(frozen=True, slots=True)
class Question:
    """One query and how its answer is wanted.

    ``formats`` names, for each kind of result (rows, boolean, graph), the format to write it in; a
    kind that is missing is not acceptable. ``default_graphs`` and ``named_graphs`` are None where
    the whole dataset is asked. ``first`` limits the rows of a table, written as "tsv": what lies
    beyond is cut off and said to be.
    """

    query: str
    formats: Mapping[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    first: int = 0

    def message(self, edition: Edition) -> bytes:
        """The question as bytes, with the edition that it is about."""
        return json.dumps(
            [
                edition.generation,
                edition.store,
                self.query,
                dict(self.formats),
                self.default_graphs,
                self.named_graphs,
                self.first,
            ]
        ).encode()

    @classmethod
    def read(cls, message: bytes) -> tuple[Edition, Question]:
        """The edition and the question of a message."""
        generation, store, query, formats, default, named, first = json.loads(message)
        question = cls(query, formats, _tuple(default), _tuple(named), first)
        return Edition(generation, store), question


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)
