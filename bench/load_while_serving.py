"""Documents are loaded while clients query: no request fails, each answer is of one generation.

Every answer names its generation in its entity tag. Two answers to one query with the same name
must be the same bytes, whoever asked and whichever process answered; the documents that are counted
grow with the generations::

    python -m bench.load_while_serving              # 500 documents, 8 clients, 60 seconds
    python -m bench.load_while_serving --documents 50 --parts 2 --seconds 10
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

from bench.generated_news import generated_news
from bench.serving import Server

COUNT = "SELECT (COUNT(?d) AS ?n) { GRAPH ?d { ?d a cmq:Document } }"
QUERIES = (
    COUNT,
    "SELECT ?person ?name { ?person a cmq:Person ; rdfs:label ?name } ORDER BY ?person",
    "SELECT ?a ?b { ?a cmq:met ?b } ORDER BY ?a ?b LIMIT 500",
    "SELECT ?class (COUNT(*) AS ?n) { ?x a ?class } GROUP BY ?class ORDER BY ?class",
    "ASK { ?x a cmq:Meeting }",
    "CONSTRUCT { ?x rdfs:label ?name } { ?x a cmq:Organisation ; rdfs:label ?name }",
)
PAGES = ("/", "/documents", "/queries/who-met-whom", "/health/ready")


@dataclass
class Seen:
    """What the clients saw."""

    answers: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    bodies: dict[tuple[str, str], str] = field(default_factory=dict)  # by generation and query
    documents: dict[str, int] = field(default_factory=dict)  # by generation
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, query: str, status: int, tag: str, body: bytes, seconds: float) -> None:
        """Take an answer in, and compare it with those that should be the same."""
        generation = tag.strip('"').partition(".")[0]
        with self.lock:
            self.answers += 1
            self.seconds.append(seconds)
            if status != 200 or not generation:
                self.faults.append(f"{status} {tag} {query[:60]}: {body[:200]!r}")
                return
            digest = hashlib.sha256(body).hexdigest()
            if self.bodies.setdefault((generation, query), digest) != digest:
                self.faults.append(f"two answers of generation {generation}: {query[:60]}")
            if query == COUNT:
                (row,) = json.loads(body)["results"]["bindings"]
                self.documents[generation] = int(row["n"]["value"])

    def fault(self, what: str) -> None:
        """Take in what failed."""
        with self.lock:
            self.faults.append(what)


def read(port: int, name: int, over: threading.Event, seen: Seen) -> None:
    """One client: queries in turn, half of them new to the cache, and pages between them."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for number, query in enumerate(cycle(QUERIES[name % 3 :] + QUERIES[: name % 3])):
        if over.is_set():
            break
        text = query if number % 2 else f"{query} # {name}.{number}"
        page = PAGES[number // 7 % len(PAGES)] if number % 7 == 0 else ""
        begun = time.monotonic()
        try:
            connection.request("GET", page or f"/sparql?query={quote(text)}")
            response = connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as error:
            seen.fault(f"{page or query[:60]}: {type(error).__name__} {error}")
            connection.close()
            continue
        if page:
            if response.status != 200:
                seen.fault(f"{response.status} {page}")
            continue
        tag = response.headers.get("ETag", "")
        seen.note(query, response.status, tag, body, time.monotonic() - begun)
    connection.close()


def write(folder: Path, news: list[str], first: int) -> None:
    """Put documents into a folder."""
    folder.mkdir(parents=True)
    for number, text in enumerate(news, first):
        (folder / f"item-{number:05}.txt").write_text(text, encoding="utf-8")


def load(store: Path, folder: Path) -> None:
    """Load a folder, as its user does."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "load", str(folder), "--store", str(store)],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)


def run(scratch: Path, documents: int, parts: int, clients: int, seconds: float) -> Seen:
    """Load so many documents in so many parts while so many clients ask for so long."""
    store, over, seen = scratch / "store", threading.Event(), Seen()
    news = list(islice(generated_news(1), documents + 50))
    write(scratch / "first", news[:50], 0)
    load(store, scratch / "first")
    with Server(store) as server:
        readers = [
            threading.Thread(target=read, args=(server.port, n, over, seen)) for n in range(clients)
        ]
        for reader in readers:
            reader.start()
        begun, place = time.monotonic(), 50
        for part in range(parts):
            time.sleep(max(0.0, begun + part * seconds / parts - time.monotonic()))
            end = 50 + documents * (part + 1) // parts
            write(scratch / f"part-{part}", news[place:end], place)
            load(store, scratch / f"part-{part}")
            place = end
        time.sleep(max(0.5, begun + seconds - time.monotonic()))
        over.set()
        for reader in readers:
            reader.join()
    counted = [seen.documents[generation] for generation in sorted(seen.documents)]
    if counted != sorted(set(counted)) or counted[-1:] != [documents + 50]:
        seen.fault(f"documents, by generation: {counted}")
    return seen


def main(argv: list[str]) -> int:
    """Load beside readers; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description="Load documents while clients query.")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kg-load-serving-") as scratch:
        seen = run(
            Path(scratch), options.documents, options.parts, options.clients, options.seconds
        )
    times = sorted(seen.seconds)
    print(
        f"{seen.answers} answers of {len(seen.documents)} generations, {len(seen.faults)} faults;"
        f" median {statistics.median(times) * 1000:.0f} ms,"
        f" p99 {times[int(len(times) * 0.99)] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms"
    )
    for line in seen.faults[:20]:
        print(f"FAILED {line}")
    return int(bool(seen.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
