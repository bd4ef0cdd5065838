"""What ``kg check`` runs: the ontology, the must-be-empty queries, the shapes.

The queries look at every node of the store. The shapes look closer, and at a sample of a big store.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from kg.check.queries import CheckQuery, QueryResult, Reader, check_queries, run_query
from kg.check.sample import take_sample
from kg.check.shapes import ShapeViolation, shape_violations, why_no_shapes
from kg.rdf.ontology import OwlReport, owl_check

__all__ = [
    "CheckQuery",
    "CheckReport",
    "OwlReport",
    "QueryResult",
    "Reader",
    "ShapeReport",
    "ShapeViolation",
    "check_queries",
    "check_shapes",
    "check_store",
    "run_query",
    "shape_violations",
]


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """What the shapes found in the part of the store they looked at."""

    found: tuple[ShapeViolation, ...] = ()  # violations and warnings
    documents: int = 0  # looked at
    of: int = 0  # in the store
    skipped: str = ""  # why they did not run
    seconds: float = 0.0

    @property
    def violations(self) -> list[ShapeViolation]:
        """The faults among what was found."""
        return [one for one in self.found if one.severity == "violation"]

    @property
    def warnings(self) -> list[ShapeViolation]:
        """What honest documents can cause and somebody may want to look at."""
        return [one for one in self.found if one.severity == "warning"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything ``kg check`` found. A check that was skipped says why and is no fault."""

    ontology: OwlReport
    queries: tuple[QueryResult, ...]
    shapes: ShapeReport

    @property
    def ok(self) -> bool:
        """No check found a fault."""
        return (
            self.ontology.ok
            and all(result.ok for result in self.queries)
            and not self.shapes.violations
        )


def check_store(reader: Reader) -> CheckReport:
    """Check the ontology and everything that the reader's store holds.

    Takes seconds for a small store and some 15 seconds for each million triples. Raises QueryError
    where the reader refuses a query.
    """
    return CheckReport(
        ontology=owl_check(),
        queries=tuple(run_query(reader, query) for query in check_queries()),
        shapes=check_shapes(reader),
    )


def check_shapes(reader: Reader) -> ShapeReport:
    """Hold the store against the shapes: all of a small one, an even sample of a big one."""
    missing = why_no_shapes()
    if missing:
        return ShapeReport(skipped=missing)
    began = time.perf_counter()
    sample = take_sample(reader)
    found = tuple(shape_violations(sample.graph, sample.focus))
    return ShapeReport(found, sample.documents, sample.of, seconds=time.perf_counter() - began)
