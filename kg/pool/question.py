"""What is asked of a process of the pool."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kg.sparqlguard.tokens import BLANK

# Functions whose values differ from call to call, and other endpoints.
_FUNCTION = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_SERVICE = re.compile(rf"service{BLANK}(?:silent{BLANK})?<", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is read: a generation of a store; ``store`` tells stores in one folder apart."""

    generation: str
    store: str = ""

    @classmethod
    def of(cls, generation: str, made: Iterable[int]) -> Self:
        """A generation of the store that ``kg.settings.made`` describes."""
        return cls(generation, "-".join(f"{part:x}" for part in made))

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

    @property
    def is_volatile(self) -> bool:
        """Whether the answer may differ each time: it is neither kept nor shared nor named."""
        query = self.query
        function = "(" in query and _FUNCTION.search(query)
        return bool(function or ("service" in query.lower() and _SERVICE.search(query)))
