"""The queries of ontology/checks: what must be in no store, whatever was loaded into it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from kg.resources import resource_dir

SHOWN = 20  # hits kept of each query

_MEANING = re.compile(r"^# A hit means: (.+?)\n(?:#\n|[^#])", re.MULTILINE | re.DOTALL)


class Reader(Protocol):
    """What a check needs of a store: ``kg.store.GraphReader`` has it."""

    def query(self, sparql: str, /) -> Any:
        """The solutions of a SELECT, or the triples of a CONSTRUCT."""


@dataclass(frozen=True, slots=True)
class CheckQuery:
    """One SELECT query that must return nothing, and what it means when it does."""

    name: str  # the file's name without its ending
    title: str  # what it looks for
    meaning: str  # what a hit means
    sparql: str


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What one query found."""

    query: CheckQuery
    hits: tuple[Mapping[str, str], ...]  # the first ones: variable → term in N-Triples
    more: bool  # there are further hits
    seconds: float

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not self.hits


def check_queries() -> list[CheckQuery]:
    """The queries that ship with the package, by name."""
    folder = resource_dir("ontology") / "checks"
    files = sorted(folder.glob("*.rq"))
    return [read_query(file.stem, file.read_text(encoding="utf-8")) for file in files]


def read_query(name: str, text: str) -> CheckQuery:
    """A query from its file: a line of title, a paragraph "A hit means: …", the SPARQL.

    Raises ValueError where the comment is missing, because a hit nobody can read helps nobody.
    """
    meaning = _MEANING.search(text)
    title = text.partition("\n")[0]
    if not title.startswith("# ") or meaning is None:
        raise ValueError(f"{name}: a check starts with “# title” and “# A hit means: …”")
    return CheckQuery(name, title[2:], " ".join(meaning[1].replace("\n#", " ").split()), text)


def run_query(reader: Reader, query: CheckQuery, *, shown: int = SHOWN) -> QueryResult:
    """Run one query and keep the first ``shown`` hits; the rest is not even computed."""
    began = time.perf_counter()
    solutions = reader.query(query.sparql)
    names = [variable.value for variable in solutions.variables]
    hits = []
    for row in islice(solutions, shown + 1):
        bound = ((name, row[i]) for i, name in enumerate(names))
        hits.append({name: str(term) for name, term in bound if term is not None})
    seconds = time.perf_counter() - began
    return QueryResult(query, tuple(hits[:shown]), len(hits) > shown, seconds)
