"""Writing: the one process that holds the lock changes the graph and publishes it."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.closing import Closing
from kg.errors import StoreError
from kg.settings import StorePaths, read_settings
from kg.store import generations
from kg.store.reader import query_error
from kg.vocabulary import PREFIXES, Cmq

# Bytes of text that still go in as one SPARQL update. It is one transaction but costs four times
# the processor time of a bulk load, which is atomic in itself.
ONE_UPDATE = 1_000_000


@dataclass(frozen=True, slots=True)
class GraphChange:
    """What one batch does to the graph, in this order; doing it twice is as good as once.

    ``drop`` are graph IRIs; ``delete`` and ``insert`` are N-Triples texts for the default graph;
    ``evidence`` are (graph IRI, N-Triples text).
    """

    drop: Sequence[str] = ()
    delete: str = ""
    insert: str = ""
    evidence: Sequence[tuple[str, str]] = ()


class GraphWriter(Closing):
    """The graph, open for writing. Nobody sees a change before ``publish``."""

    def __init__(self, paths: StorePaths, lock: int) -> None:
        self._paths = paths
        self._lock = lock
        self._store = ox.Store(str(paths.graph))

    @classmethod
    def open(cls, root: Path) -> GraphWriter:
        """Open the graph of a store, making it if it is missing.

        Raises:
            StoreError: another process writes, or the graph is damaged.
        """
        paths = StorePaths(root)
        lock = lock_store(paths)
        try:
            return cls(paths, lock)
        except OSError as error:
            unlock_store(lock)
            raise StoreError(
                f"the graph in {paths.graph} cannot be opened ({error}): move it away, then"
                " kg rebuild makes it anew from the archive"
            ) from error

    def apply(self, change: GraphChange) -> None:
        """Change the graph: in one transaction if the change is small."""
        size = len(change.insert) + sum(len(text) for _, text in change.evidence)
        before = _before(change)
        if size <= ONE_UPDATE:
            graphs = "".join(f"GRAPH <{graph}> {{\n{text}}}\n" for graph, text in change.evidence)
            update = f"{before}INSERT DATA {{\n{change.insert}{graphs}}}"
            self._store.update(update)
            return
        if before:
            self._store.update(before)
        parts = [change.insert, *(_quads(text, graph) for graph, text in change.evidence)]
        self._store.bulk_load("".join(parts), ox.RdfFormat.N_QUADS)

    def update(self, sparql: str, base: str) -> None:
        """Run an update, in one transaction. Who may write what is not asked here.

        Raises:
            QueryError: it cannot be read.
        """
        try:
            self._store.update(sparql, base_iri=base, prefixes=PREFIXES)
        except SyntaxError as error:
            raise query_error(error) from None

    def has_graph(self, graph: str) -> bool:
        """Whether there is a graph of this IRI; the default graph ("") always is."""
        return not graph or bool(self._store.query(f"ASK {{ GRAPH <{graph}> {{}} }}"))

    def put_graph(self, graph: str, triples: str, *, replace: bool) -> None:
        """Add N-Triples to a graph ("" the default graph), or give it these and no others.

        Either way it is one transaction, for who asks may be killed at any moment.
        """
        if len(triples) > ONE_UPDATE and not replace:
            target = ox.NamedNode(graph) if graph else ox.DefaultGraph()
            self._store.bulk_load(triples, ox.RdfFormat.N_TRIPLES, to_graph=target)
            return
        name = f"GRAPH <{graph}>" if graph else "DEFAULT"
        before = f"DROP SILENT {name} ;\n" if replace else ""
        create = f"CREATE SILENT {name} ;\n" if graph else ""
        data = f"GRAPH <{graph}> {{\n{triples}}}" if graph else triples
        self._store.update(f"{before}{create}INSERT DATA {{ {data} }}")

    def remove_graph(self, graph: str) -> None:
        """Remove a graph; the default graph becomes empty."""
        self._store.update(f"DROP SILENT {f'GRAPH <{graph}>' if graph else 'DEFAULT'}")

    def flush(self) -> None:
        """See to it that what was applied survives a crash of the machine."""
        self._store.flush()

    def publish(self) -> str:
        """Make the present state the one that readers open; returns the generation's name."""
        return generations.publish(self._paths, lambda folder: self._store.backup(str(folder)))

    def published(self) -> bool:
        """Whether readers have something to open."""
        try:
            generations.current(self._paths)
        except generations.NoGenerationError:
            return False
        return True

    def fingerprints(self) -> set[tuple[str, str]]:
        """(graph IRI, fingerprint) of each document graph: what the graph believes is current."""
        query = f"SELECT ?g ?f {{ GRAPH ?g {{ ?g <{Cmq.fingerprint}> ?f }} }}"
        answer = self._store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        table = answer.serialize(format=ox.QueryResultsFormat.TSV)
        assert table is not None
        rows = (line.split("\t") for line in table.decode().splitlines()[1:])
        return {(graph[1:-1], value.strip('"')) for graph, value in rows}

    def start_over(self) -> None:
        """Begin an empty graph, in new files; graphs of users' own go along.

        Deleting is not enough to forget: the engine keeps the strings of what was deleted.
        """
        documents = f"{read_settings(self._paths.root).base}document/"
        with tempfile.TemporaryDirectory(prefix="kg-own-", dir=self._paths.root) as folder:
            own = [
                (graph, Path(folder, f"{number}.nt"))
                for number, graph in enumerate(self._store.named_graphs())
                if isinstance(graph, ox.NamedNode) and not graph.value.startswith(documents)
            ]
            for graph, file in own:
                self._store.dump(str(file), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
            del self._store
            shutil.rmtree(self._paths.graph)
            self._store = ox.Store(str(self._paths.graph))
            for graph, file in own:
                self._store.add_graph(graph)
                self._store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)

    def forget_generations(self) -> None:
        """Remove every generation but the current one, unless a reader holds it."""
        generations.remove_old(self._paths, kept=1)

    def close(self) -> None:
        """Let go of the graph and of the lock."""
        if self._lock >= 0:
            del self._store
            unlock_store(self._lock)
            self._lock = -1


def _before(change: GraphChange) -> str:
    parts = [f"DROP SILENT GRAPH <{graph}> ;\n" for graph in change.drop]
    if change.delete:
        parts.append(f"DELETE DATA {{\n{change.delete}}} ;\n")
    return "".join(parts)


def _quads(triples: str, graph: str) -> str:
    """N-Triples as N-Quads: a line feed stands nowhere but at the end of a triple."""
    return triples.replace(" .\n", f" <{graph}> .\n")


def lock_store(paths: StorePaths) -> int:
    """Lock the store for this process; the lock ends with the process, however it ends.

    Raises:
        StoreError: another process writes.
    """
    lock = os.open(paths.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(lock, 32).decode("ascii", "replace").strip() or "?"
        os.close(lock)
        raise StoreError(
            f"another process ({holder}) is writing to the store in {paths.root}:"
            " wait until it has finished"
        ) from None
    os.truncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode("ascii"), 0)
    return lock


def unlock_store(lock: int) -> None:
    """Give up the lock, also for a child that has been forked and is not yet another program."""
    fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)
