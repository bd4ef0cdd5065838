"""Requests a second, beside other SPARQL servers over the same data, in one run.

Six queries over a million triples and more, at 1, 8 and 32 connections: a point lookup, a join of
two hops, an aggregate, 10,000 rows of JSON, a CONSTRUCT of 10,000 triples, ASK. "Uncached": every
request is another text, so that no cache helps. Needs wrk (Debian package wrk) and, to compare,
``pip install -r bench/requirements.lock`` (oxigraph and rdflib-endpoint) and Virtuoso (Debian
package virtuoso-opensource); what is not installed is not compared::

    python -m bench.endpoint                        # three minutes, prints the table
    python -m bench.endpoint --connections 8 --seconds 2 --documents 2000
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pyoxigraph as ox

from bench.serving import Server, filled_store, free_port
from bench.virtuoso import virtuoso

JSON = "application/sparql-results+json"
_BASE = "http://127.0.0.1:7878/"
_PREFIX = "PREFIX cmq: <https://w3id.org/communique/ns#> "
_JOIN = (
    f"{_PREFIX}SELECT ?who ?place {{ ?part cmq:meeting ?m ; cmq:participant ?who ."
    " ?m cmq:place ?place ; cmq:earliest ?day } LIMIT 20 OFFSET @number"
)
_AGGREGATE = (
    f"{_PREFIX}SELECT ?kind (COUNT(?m) AS ?n) {{ ?m a cmq:Meeting ; cmq:meetingKind ?kind }}"
    " GROUP BY ?kind"
)
_PATIENCE = 30.0  # seconds that the machine gets to come to rest
_GLANCE = 0.2  # seconds
_QUIET = 0.8  # of the processors have nothing to do then
_NUMBERS = count(1)
_DIFFERENT = 900  # requests that differ in what they ask
_AGAIN = 20  # of them that are asked again and again where answers are cached

# Name, query, media type. "@thing" is a person and "@number" a number, which differ from request to
# request.
QUERIES = (
    ("point", "SELECT ?p ?o { <@thing> ?p ?o }", JSON),
    ("join", _JOIN, JSON),
    ("aggregate", _AGGREGATE, JSON),
    ("10,000 rows", "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000", JSON),
    ("CONSTRUCT", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 10000", "application/n-triples"),
    ("ASK", "ASK { <@thing> ?p ?o }", JSON),
)
# wrk shares the processors with what it measures, so it only puts strings together. What makes a
# text different from all others is a comment at its end.
_LUA = """
local heads, tail, cached = {%s}, " HTTP/1.1\\r\\nHost: x\\r\\nAccept: %s\\r\\n\\r\\n", %s
local number = %d
request = function()
  number = number + 1
  local head = heads[number %% #heads + 1]
  if cached then return head .. tail end
  return head .. "%%20%%23" .. number .. tail
end
"""


@dataclass(frozen=True)
class Rival:
    """A server to measure."""

    name: str
    port: int
    path: str
    cached: bool = False


def rate(
    rival: Rival, query: str, media: str, things: list[str], connections: int, seconds: float
) -> float:
    """Requests a second; RuntimeError where an answer was no result."""
    texts = asked(query, things)[: _AGAIN if rival.cached else _DIFFERENT]
    heads = ",".join(f'"GET {rival.path}?query={quote(text, safe="")}"' for text in texts)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        begin = next(_NUMBERS) * 1_000_000  # wrk's own random numbers are the same in each run
        script.write(_LUA % (heads, media, "true" if rival.cached else "false", begin))
        script.flush()
        shown = subprocess.run(
            [
                "wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "60s",
                "-s", script.name, f"http://127.0.0.1:{rival.port}",
            ],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", shown)
    if refused:
        raise RuntimeError(f"{rival.name}: {refused[1]} answers were no results")
    found = re.search(r"Requests/sec:\s+([\d.]+)", shown)
    return float(found[1]) if found else 0.0


def rest() -> None:
    """Wait until the machine has nothing to do: a slow server is still busy with what wrk, which
    has left, asked of it, and would take from the one that is measured next."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        idle, begun = _idle(), time.monotonic()
        time.sleep(_GLANCE)
        passed = (time.monotonic() - begun) * (os.cpu_count() or 1)
        if _idle() - idle > _QUIET * passed:
            return


def _idle() -> float:
    """Seconds that the processors have had nothing to do since the machine was started."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split()
    return int(fields[4]) / os.sysconf("SC_CLK_TCK")


def asked(query: str, things: list[str]) -> list[str]:
    """The texts that a query stands for."""
    texts = [
        query.replace("@thing", things[n % len(things)]).replace("@number", str(n))
        for n in range(_DIFFERENT)
    ]
    return sorted(set(texts))


def persons(generation: Path) -> list[str]:
    """Persons of the graph, to look up."""
    query = f"{_PREFIX}SELECT ?who {{ ?who a cmq:Person }} LIMIT {_DIFFERENT}"
    found = ox.Store.read_only(str(generation)).query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [row["who"].value for row in found]


@contextmanager
def oxigraph(generation: Path) -> Iterator[Rival | None]:
    """Oxigraph's own server over the same files."""
    command = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if command is None:
        print("oxigraph is not installed: not compared", file=sys.stderr)
        yield None
        return
    port = free_port()
    options = ["serve-read-only", "--location", str(generation), "--bind", f"127.0.0.1:{port}"]
    with _running([command, *options], port):
        yield Rival("oxigraph serve-read-only", port, "/query")


@contextmanager
def rdflib_endpoint(quads: Path) -> Iterator[Rival | None]:
    """rdflib-endpoint over the same quads, in memory; its default graph is the union of all."""
    command = shutil.which(
        "rdflib-endpoint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    )
    if command is None:
        print("rdflib-endpoint is not installed: not compared", file=sys.stderr)
        yield None
        return
    port = free_port()
    with _running([command, "serve", "--port", str(port), str(quads)], port, patience=600):
        yield Rival("rdflib-endpoint", port, "/")


def exported(generation: Path, folder: Path) -> Path:
    """All quads as a file, for servers that do not read Oxigraph's."""
    file = folder / "all.nq"
    ox.Store.read_only(str(generation)).dump(str(file), format=ox.RdfFormat.N_QUADS)
    return file


@contextmanager
def _running(command: list[str], port: int, patience: float = 60) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                connection = HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", f"/?query={quote('ASK {}')}")
                connection.getresponse().read()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def table(
    ours: Server, rivals: list[Rival], things: list[str], options: argparse.Namespace
) -> Iterator[tuple[int, str, dict[str, float]]]:
    """For each number of connections and each query: the rate of each server, the median of all.

    Servers take turns, so that what else the machine does is borne by all of them.
    """
    plain = Rival("uncached", ours.port, "/sparql")
    kept = Rival("cached", ours.port, "/sparql", cached=True)
    for rival in (plain, *rivals[:1]):  # processes are started, files are read
        rate(rival, QUERIES[0][1], JSON, things, 32, 3)
    for connections in options.connections:
        for name, query, media in QUERIES:
            rates: dict[str, list[float]] = {}
            for number in range(options.rounds):
                for rival in (plain, kept, *rivals):
                    slow = rival.name == "rdflib-endpoint"
                    if slow and (connections != 8 or number):
                        continue
                    seconds = max(10, options.seconds) if slow else options.seconds
                    if rival.cached:  # each worker has a cache of its own
                        rate(rival, query, media, things, 32, 1)
                    rest()
                    found = rate(rival, query, media, things, connections, seconds)
                    rates.setdefault(rival.name, []).append(found)
            yield connections, name, {rival: median(found) for rival, found in rates.items()}


def main(argv: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure SPARQL servers side by side.")
    parser.add_argument("--documents", type=int, default=8_000)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=1, help="measure so often, tell the median")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32])
    options = parser.parse_args(argv)
    if shutil.which("wrk") is None:
        print("wrk is not installed (Debian package wrk)", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-bench-")))
        root = filled_store(folder, options.documents)
        generation = root / "generations" / "000001"
        ours = stack.enter_context(Server(root, {"KG_WEB_CACHE": "512"}))
        place = "in memory" if ours.settle() else "on disk"
        quads = exported(generation, folder)
        virtuoso_port = stack.enter_context(virtuoso(quads, folder))
        found = [
            stack.enter_context(oxigraph(generation)),
            Rival("Virtuoso", virtuoso_port, "/sparql") if virtuoso_port else None,
            stack.enter_context(rdflib_endpoint(quads)),
        ]
        rivals = [rival for rival in found if rival is not None]
        machine = f"{os.cpu_count()} cores, {platform.machine()}"
        number = len(ox.Store.read_only(str(generation)))
        print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}, {number:,} quads, ours {place}\n")
        names = [rival.name for rival in rivals]
        heads = [f"{which}× {name}" for which in ("", "cached ") for name in names]
        print(f"| connections | query | uncached/s | cached/s | {' | '.join(heads)} |")
        print("|" + "---|" * (4 + 2 * len(names)))
        for connections, name, rates in table(ours, rivals, persons(generation), options):
            cells = [f"{rates['uncached']:,.0f}", f"{rates['cached']:,.0f}"]
            for which in ("uncached", "cached"):
                cells += [
                    f"{rates[which] / rates[rival]:.2f}" if rates.get(rival) else "–"
                    for rival in names
                ]
            print(f"| {connections} | {name} | {' | '.join(cells)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
