"""``kg rebuild``: reading all documents anew, from the archive and not from their sources."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path

from kg.archive import ArchivedDocument
from kg.consolidate.observe import observe
from kg.loading import Failure
from kg.model import Extraction
from kg.pipeline.extracting import Extractor
from kg.pipeline.loading import BATCH
from kg.pipeline.preparing import fingerprint, said
from kg.pipeline.reports import Progress, RebuildReport
from kg.pipeline.session import Reread, Session
from kg.rdf.claims import claim_ids
from kg.rdf.evidence import evidence_triples
from kg.vocabulary import Cmq

# In the evidence of a document: which rule read which claim.
_RULE = re.compile(rf'/claim/([0-9a-f]+)> <{re.escape(Cmq.rule)}> "((?:[^"\\]|\\.)*)" \.')


def rebuild(
    root: Path | str,
    progress: Progress | None = None,
    *,
    extractor: Extractor | None = None,
    executor: Executor | None = None,
) -> RebuildReport:
    """Extract from the canonical text of every document in the archive, and consolidate.

    Says which claims came and went, by rule. A store that another version of communique computed
    is computed anew as a whole; readers see the old graph until it is done.

    Raises:
        StoreError: there is no store, it is damaged, or another process writes.
    """
    began = time.perf_counter()
    extractor = extractor or Extractor.installed()
    report = RebuildReport()
    with Session.open(Path(root), stale=True) as session:
        whole = session.is_stale()
        if whole:
            session.begin_anew()
        documents = session.archive.every_document()
        total = session.archive.count()
        while batch := list(islice(documents, BATCH)):
            _rebuild_batch(session, batch, whole, extractor, executor, report)
            if progress:
                progress(report.documents, total)
        if whole:
            session.end_anew()
        session.publish()
    report.seconds = time.perf_counter() - began
    return report


def _rebuild_batch(
    session: Session,
    batch: list[tuple[int, ArchivedDocument]],
    whole: bool,
    extractor: Extractor,
    executor: Executor | None,
    report: RebuildReport,
) -> None:
    before = session.evidence_of([number for number, _ in batch])
    extractions = extractor.run([kept.document for _, kept in batch], executor)
    reread = []
    for (number, kept), extraction in zip(batch, extractions, strict=True):
        report.documents += 1
        if isinstance(extraction, str):
            report.failures.append(Failure(kept.path, kept.place, extraction))
            if not whole:
                continue  # what was read before stays, and stays due for the next rebuild
            extraction, mark = Extraction((), ()), kept.fingerprint
        else:
            mark = fingerprint(kept.reading, extractor.version)
        ids = claim_ids(extraction.claims)
        evidence = evidence_triples(session.base, kept.slug, kept.document, mark, extraction, ids)
        reread.append(
            Reread(
                number=number,
                slug=kept.slug,
                fingerprint=mark,
                evidence=evidence,
                observations=observe(extraction, ids, said(kept.document), kept.slug),
                in_graph=not whole and evidence == before[number],
            )
        )
        report.changed += _count(before[number], evidence, report)
    session.reread(reread)


def _count(before: str, now: str, report: RebuildReport) -> bool:
    """Count the claims that came and went; returns whether there are any."""
    old, new = dict(_rules(before)), dict(_rules(now))
    came = [rule for claim, rule in new.items() if claim not in old]
    went = [rule for claim, rule in old.items() if claim not in new]
    report.came.update(came)
    report.went.update(went)
    return bool(came or went)


def _rules(evidence: str) -> Iterator[tuple[str, str]]:
    for found in _RULE.finditer(evidence):
        yield found[1], found[2]
