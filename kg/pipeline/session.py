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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.archive import Archive, Deposit, Entry, Notes, Outbox
from kg.consolidate.engine import CONSOLIDATION_VERSION, Consolidator
from kg.consolidate.intake import Paper
from kg.consolidate.observe import Observation
from kg.errors import StoreError, UsageError
from kg.resources import resource_dir
from kg.settings import (
    DEFAULT_BASE,
    Settings,
    StorePaths,
    check_base,
    read_settings,
    write_settings,
)
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
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._root = root
        self._outbox = Outbox(archive.database)
        self._notes = Notes(archive.database)
        self._courier = ThreadPoolExecutor(max_workers=1, thread_name_prefix="graph")
        self._under_way: tuple[int, Future[None]] | None = None
        self._published = time.monotonic()
        self._dirty = False

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
            _make_root(root)
        else:
            read_settings(root)
        with ExitStack() as stack:
            graph = stack.enter_context(GraphWriter.open(root))
            settings = _settings(root, base)
            _check_archive(root)
            archive = stack.enter_context(Archive.open(root))
            session = cls(root, settings.base, archive, graph)
            # The thread must have ended before the graph it works on is closed.
            stack.callback(session._courier.shutdown)
            session._prepare(stale)
            yield session
            session._arrive()

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
        self._deliver()
        self._update_ontology()
        if not self.is_stale():
            self._check_graph()
        last_published = self._notes.get("published")
        if not self.graph.published() or last_published != str(self._outbox.last()):
            self._dirty = True
        if not self.is_stale():
            self.publish()

    def is_stale(self) -> bool:
        """Whether the graph has to be computed anew from all documents."""
        return self._notes.get("consolidation") != CONSOLIDATION_VERSION

    def _update_ontology(self) -> None:
        """Put the present ontology into the graph, in place of the one before."""
        digest = hashlib.sha256((resource_dir("ontology") / "communique.ttl").read_bytes())
        if self._notes.get("ontology") == digest.hexdigest():
            return
        from kg.rdf.ontology import ontology_ntriples  # rdflib: only needed here

        before, now = self._notes.get("ontology triples"), ontology_ntriples()
        gone = set(before.splitlines()) - set(now.splitlines())
        with self.archive.transaction():
            self._notes.set("ontology", digest.hexdigest())
            self._notes.set("ontology triples", now)
            delete = "".join(f"{line}\n" for line in sorted(gone))
            self._outbox.add(Entry(delete=delete, insert=now))
        self._deliver()

    def _check_graph(self) -> None:
        """The fingerprint in each document's graph decides whether the graph is current."""
        expected = {
            (self._graph_iri(known.slug), known.fingerprint)
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
            evidence = self._evidence(numbers[begin : begin + _AT_ONCE])
            self.graph.apply(GraphChange(evidence=evidence))
        self.graph.flush()
        self._dirty = True

    # ------------------------------------------------------------------ computing anew

    def begin_anew(self) -> None:
        """Forget everything that was computed; until ``end_anew`` only a rebuild can go on."""
        self._arrive()
        with self.archive.transaction():
            self._notes.set("consolidation", "unfinished")
            self.consolidator.clear()
        self.graph.start_over()
        self.graph.apply(GraphChange(insert=self._notes.get("ontology triples")))

    def end_anew(self) -> None:
        """Everything is computed by the present version."""
        with self.archive.transaction():
            self._notes.set("consolidation", CONSOLIDATION_VERSION)
        self._dirty = True

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
        self._send(seq, entry, [(one.slug, one.evidence) for one in other])

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
            with self.timed("archive"):
                drop = [self.archive.slug(number) for number in gone]
                self.archive.remove(gone)
                papers = [self._keep(prepared) for prepared in come]
                drop += [p.deposit.slug for p in come if p.number is not None]
            with self.timed("consolidate"):
                change = self.consolidator.change(gone, papers)
            with self.timed("archive"):
                numbers = [paper.number for paper in papers]
                entry = Entry(drop, numbers, change.delete, change.insert)
                seq = self._outbox.add(entry)
        evidence = [(p.deposit.slug, p.deposit.evidence) for p in come]
        self._send(seq, entry, evidence)

    def _keep(self, prepared: Prepared) -> Paper:
        number = self.archive.put(prepared.deposit, prepared.number)
        return Paper(number, prepared.deposit.slug, prepared.observations)

    def _send(self, seq: int, entry: Entry, evidence: Iterable[tuple[str, str]]) -> None:
        """Let the graph follow an entry, after all entries before it."""
        self._arrive()
        change = GraphChange(
            drop=[self._graph_iri(slug) for slug in entry.drop],
            delete=entry.delete,
            insert=entry.insert,
            evidence=[(self._graph_iri(slug), text) for slug, text in evidence],
        )
        self._under_way = seq, self._courier.submit(self._apply, change)

    def _apply(self, change: GraphChange) -> None:
        with self.timed("graph"):
            self.graph.apply(change)
            self.graph.flush()

    def _arrive(self) -> None:
        """Wait until the graph has followed, and take what it has done out of the outbox."""
        if self._under_way is None:
            return
        seq, done = self._under_way
        with self.timed("wait for graph"):
            try:
                done.result()
            except OSError as error:
                raise StoreError(
                    f"the graph in {self._root} cannot be written ({error}). Nothing is lost: once"
                    " there is space, the same command goes on from there"
                ) from error
        self._under_way = None  # not before: whoever interrupts the waiting has to wait later
        with self.archive.transaction():
            self._outbox.clear(seq)
        self._dirty = True

    def _deliver(self) -> None:
        """Let the graph follow everything in the outbox, and wait for it."""
        self._arrive()
        for seq, entry in self._outbox.pending():
            found = self.archive.evidence(entry.documents)
            self._send(seq, entry, [(slug, text) for _, slug, text in found])
        self._arrive()

    def publish(self) -> None:
        """Let readers see what was committed, if there is anything they do not see yet."""
        self._arrive()
        if not self._dirty:
            return
        with self.timed("publish"):
            self.graph.publish()
            with self.archive.transaction():
                self._notes.set("published", str(self._outbox.last()))
        self._published = time.monotonic()
        self._dirty = False

    def publish_now_and_then(self) -> None:
        """Publish if the last time is a while ago: for long loads that people watch."""
        if time.monotonic() - self._published > _PUBLISH_EVERY:
            self.publish()

    def leave_no_trace(self) -> None:
        """Rewrite the files, so that nothing that was removed is in any of them, and publish."""
        self._arrive()
        self.archive.leave_no_trace()
        self.remake_graph()
        self.publish()
        self.graph.forget_generations()

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the seconds spent inside to a step's share."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - began

    def _evidence(self, numbers: Iterable[int]) -> list[tuple[str, str]]:
        found = self.archive.evidence(list(numbers))
        return [(self._graph_iri(slug), text) for _, slug, text in found]

    def _graph_iri(self, slug: str) -> str:
        return f"{self.base}document/{slug}"


def _make_root(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"no store can be made in {root} ({error.strerror}): choose another folder with --store"
        ) from error
    paths = StorePaths(root)
    if paths.archive.exists() and not paths.settings.exists():
        raise StoreError(f"{paths.settings} is missing: restore it from a backup")


def _check_archive(root: Path) -> None:
    """An archive that is missing must not be taken for an empty one, and all else be emptied."""
    paths = StorePaths(root)
    if paths.current.exists() and not paths.archive.exists():
        raise StoreError(
            f"{paths.archive} is missing: restore it from a backup, or remove {root} and load the"
            " documents again"
        )


def _settings(root: Path, base: str | None) -> Settings:
    """The settings of the store; a new one gets the base asked for, or the default."""
    if not StorePaths(root).settings.exists():
        write_settings(root, Settings(base or DEFAULT_BASE))
    settings = read_settings(root)
    if base is not None and base != settings.base:
        raise UsageError(
            f"the IRIs of the store in {root} begin with {settings.base}, which cannot be changed:"
            " leave --base out, load into another --store, or rewrite IRIs with kg export --base"
        )
    return settings
