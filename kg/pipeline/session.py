"""A store open for writing: archive, index of claims and graph, kept in step.

The order is what makes it safe. A batch is first one transaction of the archive: documents,
claims, and an entry of the outbox that says what the graph has to become. Then the graph is
changed, then it is on disk, then the entry goes. Whenever the process dies, the next one finds the
entry and applies it again; and no reader ever saw anything but a published generation.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.archive import Archive, Deposit, Entry, Notes, Outbox
from kg.consolidate.engine import CONSOLIDATION_VERSION, Consolidator
from kg.consolidate.intake import Paper
from kg.consolidate.observe import Observation
from kg.errors import StoreError
from kg.pipeline.delivery import Delivery, Stopwatch
from kg.pipeline.opening import check_archive, make_root, settings_of
from kg.resolve.judgement_file import BadLine, read_judgements
from kg.resources import resource_dir
from kg.saved import library
from kg.saved.executables import executables
from kg.settings import check_base, judgements_file, read_settings
from kg.store import GraphChange, GraphWriter

_LOG = logging.getLogger(__name__)
_AT_ONCE = 2000  # documents whose evidence is held when a whole graph is made anew
_PUBLISH_EVERY = 10.0  # seconds between generations during a long load


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be kept: ``number`` is that of the one it replaces, if any."""

    deposit: Deposit
    observations: Sequence[Observation]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reread:
    """A kept document of which another extraction was made.

    ``in_graph``: the graph has this very evidence already. What consolidation makes of the document
    may still be other than before, for not all that is read of an entity is evidence.
    """

    number: int
    slug: str
    fingerprint: str
    evidence: str
    observations: Sequence[Observation]
    in_graph: bool


class Session:
    """One writing process's hold on a store. Use it as a context manager."""

    def __init__(self, root: Path, base: str, archive: Archive, graph: GraphWriter) -> None:
        self.base = base
        self.archive = archive
        self.graph = graph
        self.consolidator = Consolidator(archive.database, base)
        self.stopwatch = Stopwatch()
        self._root = root
        self._outbox = Outbox(archive.database)
        self._notes = Notes(archive.database)
        self._delivery = Delivery(archive, graph, base, self.stopwatch)
        self._published = time.monotonic()
        self._bad_lines: tuple[BadLine, ...] = ()

    # ------------------------------------------------------------------ opening

    @classmethod
    @contextmanager
    def open(
        cls, root: Path, base: str | None = None, *, create: bool = False, stale: bool = False
    ) -> Iterator[Session]:
        """Open a store and repair what a crash left; with ``create`` make it if there is none.

        ``stale`` also opens a store that another version computed, to compute it anew.

        Raises:
            UsageError: the store has another base already.
            StoreError: there is no store, it is damaged, or another process writes.
        """
        base = None if base is None else check_base(base)
        if create:
            make_root(root)
        else:
            read_settings(root)
        with ExitStack() as stack:
            graph = stack.enter_context(GraphWriter.open(root))
            settings = settings_of(root, base)
            check_archive(root)
            archive = stack.enter_context(Archive.open(root))
            session = cls(root, settings.base, archive, graph)
            stack.callback(session._delivery.close)
            session._prepare(stale)
            yield session
            session._delivery.arrive()

    def _prepare(self, stale: bool) -> None:
        self.consolidator.create()
        if not self._notes.get("consolidation"):
            with self.archive.transaction():
                self._notes.set("consolidation", CONSOLIDATION_VERSION)
        if not stale and self.is_stale():
            raise StoreError(
                f"the store in {self._root} was computed by another version of communique:"
                " bring it up to date with kg rebuild"
            )
        self._delivery.deliver_all()
        self._update_ontology()
        if not self.is_stale():
            self._check_graph()
            self._update_links()
            self.follow_judgements()
        last_published = self._notes.get("published")
        if not self.graph.published() or last_published != str(self._outbox.last()):
            self._delivery.changed = True
        if not self.is_stale():
            self.publish()

    def is_stale(self) -> bool:
        """Whether the graph has to be computed anew from all documents."""
        return self._notes.get("consolidation") != CONSOLIDATION_VERSION

    def _update_ontology(self) -> None:
        """Put the present ontology and saved queries into the graph, in place of those before."""
        queries = executables(library(), self.base)
        ontology = (resource_dir("ontology") / "communique.ttl").read_bytes()
        digest = hashlib.sha256(ontology + queries.encode()).hexdigest()
        if self._notes.get("ontology") == digest:
            return
        from kg.rdf.ontology import ontology_ntriples  # rdflib: only needed here

        before, now = self._notes.get("ontology triples"), ontology_ntriples() + queries
        gone = set(before.splitlines()) - set(now.splitlines())
        with self.archive.transaction():
            self._notes.set("ontology", digest)
            self._notes.set("ontology triples", now)
            delete = "".join(f"{line}\n" for line in sorted(gone))
            self._outbox.add(Entry(delete=delete, insert=now))
        self._delivery.deliver_all()

    def _update_links(self) -> None:
        """Decide all links anew where they were decided with another gazetteer."""
        version = self.consolidator.linker.version
        if self._notes.get("gazetteer") == version:
            return
        with self.archive.transaction():
            change = self.consolidator.relink()
            if change.delete or change.insert:
                self._outbox.add(Entry(delete=change.delete, insert=change.insert))
            self._notes.set("gazetteer", version)
        self._delivery.deliver_all()

    def _check_graph(self) -> None:
        """The fingerprint in each document's graph decides whether the graph is current."""
        expected = {
            (self._delivery.graph_iri(known.slug), known.fingerprint)
            for known in self.archive.known().values()
        }
        if self.graph.fingerprints() != expected:
            _LOG.warning("the graph and the archive disagree: making the graph anew")
            self.remake_graph()

    def remake_graph(self) -> None:
        """Make the whole graph, in new files, from what the archive's database holds."""
        self.graph.start_over()
        self.graph.apply(GraphChange(insert=self._notes.get("ontology triples")))
        self.graph.apply(GraphChange(insert=self.consolidator.whole()))
        numbers = [known.number for known in self.archive.known().values()]
        for begin in range(0, len(numbers), _AT_ONCE):
            found = self.archive.evidence(numbers[begin : begin + _AT_ONCE])
            evidence = [(self._delivery.graph_iri(slug), text) for _, slug, text in found]
            self.graph.apply(GraphChange(evidence=evidence))
        self.graph.flush()
        self._delivery.changed = True

    # ------------------------------------------------------------------ computing anew

    def begin_anew(self) -> None:
        """Forget everything that was computed; until ``end_anew`` only a rebuild can go on."""
        self._delivery.arrive()
        with self.archive.transaction():
            self._notes.set("consolidation", "unfinished")
            self._notes.set("gazetteer", self.consolidator.linker.version)
            self.consolidator.clear()
        self.graph.start_over()
        self.graph.apply(GraphChange(insert=self._notes.get("ontology triples")))
        self.follow_judgements()

    def end_anew(self) -> None:
        """Everything is computed by the present version."""
        with self.archive.transaction():
            self._notes.set("consolidation", CONSOLIDATION_VERSION)
        self._delivery.changed = True

    def reread(self, documents: Sequence[Reread]) -> None:
        """Keep another extraction of documents that are in the archive."""
        with self.archive.transaction():
            for one in documents:
                self.archive.amend(one.number, one.fingerprint, one.evidence)
            papers = [Paper(one.number, one.slug, one.observations) for one in documents]
            change = self.consolidator.change([], papers)
            other = [one for one in documents if not one.in_graph]
            slugs = [one.slug for one in other]
            entry = Entry(slugs, [one.number for one in other], change.delete, change.insert)
            seq = self._outbox.add(entry)
        self._delivery.send(seq, entry, [(one.slug, one.evidence) for one in other])

    def evidence_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The N-Triples text of the graph of each document."""
        return {number: text for number, _, text in self.archive.evidence(numbers)}

    # ------------------------------------------------------------------ writing

    def commit(self, come: Sequence[Prepared], gone: Sequence[int] = ()) -> None:
        """Keep a batch of documents and remove others; nobody sees it before ``publish``.

        When it returns the batch is in the archive. The graph follows in the background, while the
        next documents are read.
        """
        with self.archive.transaction():
            with self.stopwatch.timed("archive"):
                drop = [self.archive.slug(number) for number in gone]
                self.archive.remove(gone)
                papers = [self._keep(prepared) for prepared in come]
                drop += [p.deposit.slug for p in come if p.number is not None]
            with self.stopwatch.timed("consolidate"):
                change = self.consolidator.change(gone, papers)
            with self.stopwatch.timed("archive"):
                numbers = [paper.number for paper in papers]
                entry = Entry(drop, numbers, change.delete, change.insert)
                seq = self._outbox.add(entry)
        evidence = [(p.deposit.slug, p.deposit.evidence) for p in come]
        self._delivery.send(seq, entry, evidence)

    def _keep(self, prepared: Prepared) -> Paper:
        number = self.archive.put(prepared.deposit, prepared.number)
        return Paper(number, prepared.deposit.slug, prepared.observations)

    def follow_judgements(self) -> None:
        """Let the graph follow the file of judgements, if it has changed.

        While a line of it cannot be read, what was judged before stays: the line may hold that.

        Raises:
            StoreError: the file cannot be read, or is gone.
        """
        applied = {one.id: one for one in self.consolidator.judgements()}
        path = judgements_file(self._root, read_settings(self._root))
        if applied and not path.exists():
            raise StoreError(
                f"{path}, the file of judgements, is gone: restore it, or name another with"
                " kg judge file PATH"
            )
        read = read_judgements(path)
        if read.bad != self._bad_lines:
            self._bad_lines = read.bad
            for line in read.bad:
                _LOG.warning("%s", line)
        known = {one.id: one for one in read.judgements}
        judgements = applied | known if read.bad else known
        if judgements == applied:
            return
        with self.archive.transaction():
            change = self.consolidator.change([], [], judgements.values())
            entry = Entry(delete=change.delete, insert=change.insert)
            seq = self._outbox.add(entry)
        self._delivery.send(seq, entry, [])

    def publish(self) -> None:
        """Let readers see what was committed, if there is anything they do not see yet."""
        self._delivery.arrive()
        if not self._delivery.changed:
            return
        with self.stopwatch.timed("publish"):
            self.graph.publish()
            with self.archive.transaction():
                self._notes.set("published", str(self._outbox.last()))
        self._published = time.monotonic()
        self._delivery.changed = False

    def publish_now_and_then(self) -> None:
        """Publish if the last time is a while ago: for long loads that people watch."""
        if time.monotonic() - self._published > _PUBLISH_EVERY:
            self.publish()

    def leave_no_trace(self) -> None:
        """Rewrite the files, so that nothing that was removed is in any of them, and publish."""
        self._delivery.arrive()
        self.archive.leave_no_trace()
        self.remake_graph()
        self.publish()
        self.graph.forget_generations()
