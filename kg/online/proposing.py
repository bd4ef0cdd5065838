"""Asking a reconciliation service about the entities of a store that are linked to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from kg.online.proposals import Proposal, ProposalFile, proposed, question
from kg.online.service import Found, Service, Wanted
from kg.reconcile.properties import PROPERTIES
from kg.reconcile.types import TYPES
from kg.store import GraphReader
from kg.vocabulary import CMQ

Progress = Callable[[int, int], None]

# What services call our types, where they have them among their default types.
_CALLED = {
    "Person": ("Person", "human"),
    "Organisation": ("Organisation", "organization"),
    "InternationalOrganisation": ("International organisation", "international organization"),
    "GovernmentBody": ("Government body", "government agency"),
    "Country": ("Country", "sovereign state"),
    "Office": ("Office", "position"),
    "Place": ("Place", "geographic location"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for: entities of these of our types ("" for all), how they are called there.

    ``types`` maps our types to ids of the service, ``properties`` our properties to its own.
    ``refresh`` asks again what was answered before.
    """

    kinds: tuple[str, ...] = tuple(TYPES)
    types: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    limit: int = 0  # entities that are asked about; 0 for all
    refresh: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity that is linked to nothing."""

    path: str
    kind: str
    name: str


@dataclass(slots=True)
class Report:
    """What came of it."""

    entities: int = 0  # without a link
    known: int = 0  # about which the service had been asked before
    asked: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)


def propose(
    root: Path, service: Service, plan: Plan, progress: Progress = lambda _done, _all: None
) -> Report:
    """Ask about entities of the store, by batches; each answer is kept before the next is asked.

    What was answered before is not asked again, so that an interrupted run goes on where it was.
    The store is only read, and a load may go on beside it.

    Raises:
        OnlineError: the service cannot be reached; what it answered so far is kept.
        StoreError: there is no store, or its file of proposals cannot be read or written.
    """
    file = ProposalFile(root)
    report = Report()
    with GraphReader.open(root) as reader:
        waiting = list(_questions(reader, service, plan))
    report.entities = len(waiting)
    if not plan.refresh:
        known = file.known()
        fresh = [each for each in waiting if (each[0].path, each[2]) not in known]
        report.known = len(waiting) - len(fresh)
        waiting = fresh
    if plan.limit:
        waiting = waiting[: plan.limit]
    for start in range(0, len(waiting), service.batch):
        part = waiting[start : start + service.batch]
        found = service.reconcile([wanted for _, wanted, _ in part])
        made = [
            _proposal(entity, service, digest, candidates)
            for (entity, _, digest), candidates in zip(part, found, strict=True)
        ]
        file.append(made)
        report.asked += len(made)
        for each in made:
            report.outcomes[each.outcome.value] = report.outcomes.get(each.outcome.value, 0) + 1
        progress(report.asked, len(waiting))
    return report


def _proposal(entity: Entity, service: Service, digest: str, found: Sequence[Found]) -> Proposal:
    outcome, margin, reasons = proposed(found)
    best = found[0] if found else None
    return Proposal(
        entity=entity.path,
        name=entity.name,
        service=service.url,
        version=service.version,
        question=digest,
        time=datetime.now(UTC).replace(microsecond=0),
        outcome=outcome,
        iri=best.iri if best else "",
        qid=best.qid if best else "",
        score=best.score if best else 0.0,
        margin=round(margin, 4),
        runner_up=found[1].iri if len(found) > 1 else "",
        reasons=reasons,
        candidates=tuple(found),
    )


def _questions(
    reader: GraphReader, service: Service, plan: Plan
) -> Iterator[tuple[Entity, Wanted, str]]:
    for kind in plan.kinds:
        theirs = plan.types.get(kind) or service.type_of(kind, *_CALLED[kind])
        values = {
            pid: _values(reader, kind, name)
            for name, pid in plan.properties.items()
            if PROPERTIES[name].types and kind in PROPERTIES[name].types
        }
        for entity in _unlinked(reader, kind):
            given = tuple(
                (pid, value)
                for pid, known in values.items()
                for value in known.get(entity.path, ())
            )
            wanted = Wanted(entity.name, theirs, given)
            yield entity, wanted, question(service.url, service.version, wanted)


def _unlinked(reader: GraphReader, kind: str) -> list[Entity]:
    query = f"""SELECT ?x (MIN(?label) AS ?name) {{ ?x a cmq:{kind} ; rdfs:label ?label
        FILTER NOT EXISTS {{ ?x schema:sameAs ?item }} }} GROUP BY ?x ORDER BY ?x"""
    return [Entity(iri.removeprefix(reader.base), kind, name) for iri, name in _rows(reader, query)]


def _values(reader: GraphReader, kind: str, name: str) -> dict[str, list[str]]:
    """The labels or texts of a property, of each entity of a type."""
    found: dict[str, list[str]] = {}
    for pattern in PROPERTIES[name].patterns:
        query = f"""SELECT DISTINCT ?x (COALESCE(?label, STR(?v)) AS ?text) {{
            ?x a <{CMQ}{kind}> . {pattern} OPTIONAL {{ ?v rdfs:label ?label }} }}
            ORDER BY ?x ?text"""
        for iri, text in _rows(reader, query):
            known = found.setdefault(iri.removeprefix(reader.base), [])
            if text not in known:
                known.append(text)
    return found


def _rows(reader: GraphReader, query: str) -> Iterator[tuple[str, str]]:
    solutions = reader.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        yield row[0].value, row[1].value
