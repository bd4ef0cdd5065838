"""``kg load``: sources in, a queryable store out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from kg.archive import Known
from kg.loading import Failure, Loaded
from kg.pipeline.extracting import Extractor, failure, foreign_note
from kg.pipeline.opening import is_store
from kg.pipeline.preparing import fingerprint, prepare, reading_of
from kg.pipeline.reports import LoadReport, Outcome, Progress
from kg.pipeline.session import Prepared, Session
from kg.pipeline.sources import Found, Sources
from kg.pipeline.statistics import ENTITIES
from kg.rdf.identifiers import document_slug
from kg.text.language import is_english, language_name

BATCH = 500  # documents that are kept in one transaction; more cost memory, fewer cost time
_BATCH_CHARACTERS = 8_000_000  # of text, for batches of long documents


def load(
    root: Path | str,
    paths: Sequence[Path | str],
    *,
    base: str | None = None,
    sync: bool = False,
    mapping: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
    progress: Progress | None = None,
    outcome: Outcome | None = None,
    extractor: Extractor | None = None,
    executor: Executor | None = None,
    batch: int = BATCH,
) -> LoadReport:
    """Read files and folders into the store in ``root``, which is made if there is none.

    Unchanged documents are skipped; the same id with other content replaces the document; with
    ``sync`` documents go whose source has gone from the folders given. What cannot be read is in
    the report, and the rest is loaded. An ``executor`` extracts in other processes: it must not
    fork, and must exist before the store is opened.

    Raises:
        UsageError: the store has another base, or the mapping an unknown field.
        StoreError: the store is damaged, of another version, or another process writes.
    """
    began = time.perf_counter()
    extractor = extractor or Extractor.installed()
    root = Path(root)
    sources = Sources([Path(path) for path in paths], root, mapping, max_bytes)
    if sources.total and not sources.listed() and not is_store(root):
        return _nothing(sources, began, progress, outcome)
    with Session.open(root, base, create=True) as session:
        run = _Load(session, sources, extractor, executor, progress, outcome)
        try:
            for found in _batches(run.watched(sources), batch):
                run.batch(found)
            if sync:
                run.sync()
        finally:
            session.publish()  # also what was kept before an interruption
        return run.report_after(began)


def _nothing(
    sources: Sources, began: float, progress: Progress | None, outcome: Outcome | None
) -> LoadReport:
    """The report where there is no file to read, and no store either: none is made for nothing."""
    failures = [found.item for found in sources if isinstance(found.item, Failure)]
    if progress:
        progress(sources.done, sources.total)
    if outcome:
        for failed in failures:
            outcome(_failed(failed))
    return LoadReport(failures=failures, seconds=time.perf_counter() - began)


class _Load:
    """One load: what it decides for each document, and its report."""

    def __init__(
        self,
        session: Session,
        sources: Sources,
        extractor: Extractor,
        executor: Executor | None,
        progress: Progress | None,
        outcome: Outcome | None,
    ) -> None:
        self._session = session
        self._sources = sources
        self._extractor = extractor
        self._executor = executor
        self._progress = progress
        self._outcome = outcome
        self._known = session.archive.known()
        self._slugs = {known.slug: known.id for known in self._known.values()}
        self._report = LoadReport()

    def watched(self, sources: Sources) -> Iterator[Found]:
        """The sources, with the time it takes to read them and somebody to watch."""
        items = iter(sources)
        while True:
            with self._session.stopwatch.timed("read"):
                found = next(items, None)
            if self._progress:
                self._progress(sources.done, sources.total)
            if found is None:
                return
            yield found

    def batch(self, found: Sequence[Found]) -> None:
        """Keep what is new or changed in one transaction, then tell of every source."""
        records: list[dict[str, object]] = []
        waiting: list[tuple[Found, Loaded, Known | None]] = []
        for one in found:
            if isinstance(one.item, Failure):
                records.append(self._fail(one.item))
                continue
            document = one.item.document
            self._report.unused.update(document.unused)
            if not is_english(document):
                self._report.foreign[language_name(document.language)] += 1
            known = self._known.get(document.id)
            now = fingerprint(reading_of(one.item), self._extractor.version)
            if known and known.fingerprint == now:
                records.append(self._leave(one, one.item, known))
            else:
                waiting.append((one, one.item, known))
        prepared = list(self._extracted(waiting, records))
        if prepared:
            self._session.commit(prepared)
            self._session.publish_now_and_then()
        self._tell(records)

    def sync(self) -> None:
        """Remove the documents of the folders given whose source has gone."""
        folders = self._sources.listed()
        gone = [
            known
            for known in self._known.values()
            if known.folder in folders and self._sources.is_gone(known.folder, known.path, known.id)
        ]
        for begin in range(0, len(gone), BATCH):
            some = gone[begin : begin + BATCH]
            self._session.commit([], [known.number for known in some])
            self._report.removed += len(some)
            self._tell(
                [{"outcome": "removed", "path": known.path, "id": known.id} for known in some]
            )

    def report_after(self, began: float) -> LoadReport:
        """The report, with what the store holds now."""
        session, report = self._session, self._report
        counts = session.consolidator.count_units()
        report.entities = sum(counts.get(kind, 0) for kind in ENTITIES)
        report.claims = session.consolidator.count_claims()
        report.shares.update(session.stopwatch.seconds)
        report.seconds = time.perf_counter() - began
        return report

    def _extracted(
        self,
        waiting: Sequence[tuple[Found, Loaded, Known | None]],
        records: list[dict[str, object]],
    ) -> Iterator[Prepared]:
        with self._session.stopwatch.timed("extract"):
            documents = [loaded.document for _, loaded, _ in waiting]
            extractions = list(self._extractor.run(documents, self._executor))
        for (found, loaded, known), extraction in zip(waiting, extractions, strict=True):
            problem = extraction if isinstance(extraction, str) else self._slug_taken(loaded)
            if problem or isinstance(extraction, str):
                records.append(self._fail(failure(loaded, problem)))
                continue
            with self._session.stopwatch.timed("map"):
                prepared = prepare(
                    loaded,
                    extraction,
                    base=self._session.base,
                    folder=found.folder,
                    extractor=self._extractor.version,
                    number=known.number if known else None,
                )
            if known:
                self._report.changed += 1
            else:
                self._report.new += 1
            records.append(_record("changed" if known else "new", loaded))
            yield prepared

    def _slug_taken(self, loaded: Loaded) -> str:
        """The reason why a document cannot have its IRI, "" if it can.

        Different ids have different IRIs, unless somebody takes pains that they have not.
        """
        document_id = loaded.document.id
        owner = self._slugs.setdefault(document_slug(document_id), document_id)
        if owner == document_id:
            return ""
        return f"its id “{document_id}” gives the same IRI as “{owner}”; it was not loaded"

    def _leave(self, found: Found, loaded: Loaded, known: Known) -> dict[str, object]:
        source = loaded.source
        if (known.folder, known.path) != (found.folder, source.path):
            with self._session.archive.transaction():
                self._session.archive.relocate(
                    known.number, found.folder, source.path, source.place
                )
        self._report.unchanged += 1
        return _record("unchanged", loaded)

    def _fail(self, failed: Failure) -> dict[str, object]:
        self._report.failures.append(failed)
        return _failed(failed)

    def _tell(self, records: Sequence[Mapping[str, object]]) -> None:
        if self._outcome:
            for record in records:
                self._outcome(record)


def _batches(sources: Iterable[Found], size: int) -> Iterator[list[Found]]:
    """What is found, in batches of so many documents or so much text."""
    batch: list[Found] = []
    characters = 0
    for found in sources:
        batch.append(found)
        if isinstance(found.item, Loaded):
            characters += len(found.item.document.text)
        if len(batch) >= size or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _failed(failed: Failure) -> dict[str, object]:
    return {
        "outcome": "failed",
        "path": failed.path,
        "place": failed.place,
        "reason": failed.reason,
    }


def _record(outcome: str, loaded: Loaded) -> dict[str, object]:
    return {
        "outcome": outcome,
        "path": loaded.source.path,
        "place": loaded.source.place,
        "id": loaded.document.id,
        "note": foreign_note(loaded.document),
    }
