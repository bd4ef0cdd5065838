"""Fetching what Wikidata says of linked entities, into a file, and from it into one named graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from kg.resolve.catalogue import Catalogue
from kg.store import GraphReader
from kg.store.edits import Data, Edit, perform
from kg.vocabulary import WD
from kg.wikidata.endpoint import BATCH, Endpoint
from kg.wikidata.records import GAZETTEER, Record, RecordFile, of_item
from kg.wikidata.slices import GRAPH, triples

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What came of it."""

    linked: int = 0  # items that entities are linked to
    known: int = 0  # of which a record was there before
    fetched: int = 0  # records that are new or say something else
    graph: str = ""  # IRI of the named graph


def enrich_locally(root: Path, catalogue: Catalogue) -> Report:
    """Take what the gazetteer says of linked items; no request is sent.

    Raises:
        StoreError: there is no store, or it is being written to.
    """
    file = RecordFile(root)
    linked, base = _linked(root)
    source = GAZETTEER + catalogue.version
    last = {each.qid: each for each in file.read() if each.source == source}
    now = datetime.now(UTC).replace(microsecond=0)
    new: list[Record] = []
    for qid in linked:
        item = catalogue.item(qid)
        if item is None:
            continue
        record = of_item(item, catalogue.version, now)
        if qid not in last or not record.says_the_same(last[qid]):
            new.append(record)
    file.append(new)
    return _written(root, base, Report(len(linked), len(last.keys() & set(linked)), len(new)))


def enrich_online(
    root: Path,
    endpoint: Endpoint,
    *,
    refresh: bool = False,
    limit: int = 0,
    progress: Progress = lambda _done, _all: None,
) -> Report:
    """Ask an endpoint about linked items that it was not asked about before.

    Each batch is kept before the next is asked, so that an interrupted run goes on where it was.

    Raises:
        OnlineError: it cannot be reached; what it answered so far is kept.
        StoreError: there is no store, or it is being written to; what was answered is kept.
    """
    file = RecordFile(root)
    linked, base = _linked(root)
    asked = {each.qid for each in file.read() if each.source == endpoint.url}
    waiting = [qid for qid in linked if refresh or qid not in asked]
    report = Report(len(linked), len(linked) - len(waiting))
    waiting = waiting[:limit] if limit else waiting
    try:
        for start in range(0, len(waiting), BATCH):
            records = endpoint.records(waiting[start : start + BATCH])
            file.append(records)
            report.fetched += len(records)
            progress(report.fetched, len(waiting))
    finally:
        if report.fetched:
            _written(root, base, report)
    return report if report.graph else _written(root, base, report)


def _linked(root: Path) -> tuple[list[str], str]:
    """The numbers of the items that entities are linked to, and the base of the store."""
    query = "SELECT DISTINCT ?item { ?x schema:sameAs ?item }"
    with GraphReader.open(root) as reader:
        solutions = reader.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        items = (row["item"].value for row in solutions)
        found = sorted(item.removeprefix(WD) for item in items if item.startswith(WD))
        return found, reader.base


def _written(root: Path, base: str, report: Report) -> Report:
    """Make the named graph anew from the file: of items that are linked now, and no others."""
    linked = set(_linked(root)[0])
    records = [each for each in RecordFile(root).latest() if each.qid in linked]
    report.graph = base + GRAPH
    text = triples(records, base)
    perform(root, Edit("replace", graph=report.graph, data=(Data(text, "ntriples"),)))
    return report
