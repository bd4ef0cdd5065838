"""Hostile queries from several clients at once, and an innocent one beside them.

Every hostile answer must be a clear 4xx or 5xx (or an honest result) within the time limit and a
second; the innocent query is to be answered throughout; afterwards memory is back and no process is
left. Prints what came of each query, the innocent's latencies, and memory before and after::

    python -m bench.hostile                       # two minutes, four clients, a million triples
    python -m bench.hostile --seconds 20 --clients 2 --documents 300
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path

from bench.serving import Server, filled_store, is_alive

LIMIT = 5.0  # seconds that a query may run in the server that is attacked
QUICK = 0.5  # seconds in which 99 of 100 innocent queries are answered beside the others
GROWTH = 200e6  # bytes that the server may have more of at the end than at the beginning
INNOCENT = "SELECT ?p ?o { <http://127.0.0.1:7878/document/doc-0-0> ?p ?o }"
_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

QUERIES: dict[str, str] = {
    "count of a cross product": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} . ?j ?k ?l }}",
    "distinct of a cross product": f"SELECT DISTINCT * {{ {_CROSS} }}",
    "sorted cross product": f"SELECT * {{ {_CROSS} }} ORDER BY ?c ?f ?i",
    "cross product in random order": f"SELECT * {{ {_CROSS} }} ORDER BY RAND()",
    "count of distinct pairs": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f"
    " BIND(CONCAT(STR(?c), STR(?f)) AS ?x) }",
    "grouped cross product": f"SELECT ?a (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?a ?d ?g",
    "everything concatenated": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x)"
    " { ?a ?b ?c . ?d ?e ?f }",
    "any path from anything": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d }",
    "path back and forth": "SELECT * { ?a (!<urn:x>/^!<urn:x>)+ ?b } ORDER BY ?b",
    "alternatives of paths": "SELECT (COUNT(*) AS ?n) { ?a ((!<urn:x>|^!<urn:x>)+)+ ?b }",
    "optional products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f }"
    " OPTIONAL { ?g ?h ?i } OPTIONAL { ?j ?k ?l } }",
    "minus of products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f"
    " MINUS { ?a ?y ?z . ?q ?r ?c } }",
    "correlated exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f"
    " FILTER NOT EXISTS { ?x ?y ?c . ?z ?w ?f . ?x ?v ?z } }",
    "regex over a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f"
    " FILTER REGEX(CONCAT(STR(?c), STR(?f)), '(a+)+(b+)+(c+)+$') }",
    "enormous regex": "SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), '(a{1000}){1000}') }",
    "string that doubles": "SELECT (STRLEN(?x30) AS ?n) { BIND('xxxxxxxxxx' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
    + " }",
    "replace that grows": "SELECT (STRLEN(REPLACE(REPLACE(REPLACE(REPLACE('" + "a" * 200 + "', 'a',"
    f" '{'b' * 200}'), 'b', '{'c' * 200}'), 'c', '{'d' * 200}'), 'd', '{'e' * 200}')) AS ?n) {{}}",
    "whole graph, twice": "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } { ?a ?b ?c . ?d ?e ?f }",
    "description of everything": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f }",
    "more rows than are given": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000000",
    "union of many": "SELECT (COUNT(*) AS ?n) { "
    + " UNION ".join("{ ?a ?b ?c . ?d ?e ?f }" for _ in range(400))
    + " }",
    "subqueries, nested": "SELECT * { " * 50 + "?a ?b ?c . ?d ?e ?f" + " }" * 50,
    "groups, nested": "SELECT * " + "{" * 20_000 + "}" * 20_000,
    "parentheses, nested": "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "negations, nested": "SELECT * { FILTER(" + "!" * 40_000 + "true) }",
    "sum of many": "SELECT (" + "+".join("1" for _ in range(40_000)) + " AS ?n) {}",
    "path of many": "ASK { ?a " + "/".join("<urn:p>" for _ in range(20_000)) + " ?b }",
    "list of many values": "SELECT * { VALUES ?x { " + "1 " * 300_000 + "} ?a ?b ?x }",
    "values times values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {'1 2 3 4 5 6 7 8 9 ' * 20}}}" for n in range(6))
    + " }",
    "ten megabytes": "SELECT * { ?a ?b ?c } #" + "x" * 10_000_000,
    "call to this machine": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "call for secrets": "SELECT * { SERVICE SILENT <http://169.254.169.254/latest/> { ?a ?b ?c } }",
    "call to wherever": "SELECT * { ?a ?b ?c SERVICE ?c { ?d ?e ?f } }",
    "file of the machine": "LOAD <file:///etc/passwd>",
    "drop everything": "DROP ALL",
}


@dataclass
class Tally:
    """What came of the queries."""

    answers: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    innocent: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask(port: int, query: str, timeout: float) -> tuple[int, float]:
    """The status and the seconds of one query."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    begun = time.monotonic()
    try:
        headers = {"Content-Type": "application/sparql-query"}
        connection.request("POST", "/sparql", query.encode(), headers)
        response = connection.getresponse()
        response.read()
        return response.status, time.monotonic() - begun
    finally:
        connection.close()


def attack(port: int, until: float, first: int, tally: Tally) -> None:
    """Ask hostile queries one after the other."""
    names = list(QUERIES)
    for name in cycle(names[first:] + names[:first]):
        if time.monotonic() > until:
            return
        try:
            answer = ask(port, QUERIES[name], LIMIT * 4)
        except (OSError, HTTPException) as error:
            with tally.lock:
                tally.failures.append(f"{name}: {type(error).__name__} {error}")
            continue
        with tally.lock:
            tally.answers[name].append(answer)


def innocent(port: int, until: float, tally: Tally) -> None:
    """Ask a small query twenty times a second."""
    number = 0
    while time.monotonic() < until:
        number += 1
        try:  # another query each time, so that the cache is no help
            status, seconds = ask(port, f"{INNOCENT} #{number}", 60)
            if status != 200:
                tally.failures.append(f"innocent: {status}")
            tally.innocent.append(seconds)
        except (OSError, HTTPException) as error:
            tally.failures.append(f"innocent: {type(error).__name__} {error}")
        time.sleep(0.05)


def run(server: Server, seconds: float, clients: int) -> Tally:
    """Attack a server for so long."""
    tally = Tally()
    until = time.monotonic() + seconds
    step = max(1, len(QUERIES) // clients)
    threads = [
        threading.Thread(target=attack, args=(server.port, until, n * step, tally))
        for n in range(clients)
    ]
    threads.append(threading.Thread(target=innocent, args=(server.port, until, tally)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def report(tally: Tally) -> float:
    """Print the table; the seconds in which 99 of 100 innocent queries were answered."""
    print(f"{'query':34} {'asked':>5}  {'statuses':20} {'slowest':>8}")
    for name in QUERIES:
        found = tally.answers[name]
        statuses = ", ".join(str(status) for status in sorted({status for status, _ in found}))
        slowest = max((seconds for _, seconds in found), default=0)
        print(f"{name:34} {len(found):5}  {statuses:20} {slowest:7.2f}s")
    times = sorted(tally.innocent)
    p99 = times[int(len(times) * 0.99)] if times else float("nan")
    middle = statistics.median(times) * 1000 if times else float("nan")
    print(
        f"innocent: {len(times)} asked, median {middle:.0f} ms, p99 {p99 * 1000:.0f} ms,"
        f" slowest {max(times, default=0) * 1000:.0f} ms"
    )
    for line in tally.failures[:20]:
        print(f"FAILED {line}")
    return p99


def main(argv: list[str]) -> int:
    """Attack a server of its own; 1 if anything failed."""
    parser = argparse.ArgumentParser(description="Attack a server of its own.")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--documents", type=int, default=8_000)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kg-hostile-") as folder:
        root = filled_store(Path(folder), options.documents)
        with Server(root, {"KG_QUERY_SECONDS": str(LIMIT)}) as server:
            for number in range(50):
                ask(server.port, f"{INNOCENT} # before {number}", 60)
            in_memory = server.settle()
            if not in_memory:
                print("the graph is not in memory: answered from disk")
            before = server.memory()
            tally = run(server, options.seconds, options.clients)
            time.sleep(2)
            if in_memory:  # what is just being forked would be counted in part
                server.settle()
            after = server.memory()
            left = server.processes()
        p99 = report(tally)
        until = time.monotonic() + 2
        while any(map(is_alive, left)) and time.monotonic() < until:
            time.sleep(0.01)
        gone = [pid for pid in left if is_alive(pid)]
    print(f"memory: {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after")
    print(f"processes left: {gone or 'none'}")
    late = [n for n, found in tally.answers.items() for _, s in found if s > LIMIT + 1]
    print(f"later than the limit and a second: {sorted(set(late)) or 'none'}")
    faults = [n for n, found in tally.answers.items() if any(status == 500 for status, _ in found)]
    wrong = tally.failures or late or gone or faults
    return int(bool(wrong) or not p99 < QUICK or after - before > GROWTH)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main(sys.argv[1:]))
