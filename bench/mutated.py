"""Ten thousand mutated requests to a server of its own: none brings it down or shows its insides.

Every answer is below 500, or an honest 503 or 504 with a problem in words; no traceback is in an
answer or in the log; every worker lives on, and the next query is answered::

    python -m bench.mutated                          # ten thousand, eight at once
    python -m bench.mutated --seed 7 --requests 500
"""

from __future__ import annotations

import argparse
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.hostile import ask
from bench.mutants import mutant
from bench.serving import Server, is_alive
from kg import pipeline

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TOKEN = "of the mutants"
ENVIRON = {
    "KG_QUERY_SECONDS": "3",
    "KG_QUERY_FAIR_SECONDS": "1",
    "KG_WEB_WRITE_TOKEN": TOKEN,
    "PYTHONWARNINGS": "default",
}
_PATIENCE = 40.0  # seconds in which every request that is one is answered
_BRIEFLY = 0.3  # seconds that an answer to what is no request is waited for
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
_INSIDES = (b"Traceback (most recent", b'File "/', b"site-packages", b"panicked at")


def answer_to(port: int, wire: bytes, patience: float) -> bytes:
    """What the server says to these bytes, as far as it comes in time."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as sock:
        until = time.monotonic() + patience
        try:
            sock.sendall(wire)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, and may have said so
        except TimeoutError:
            return said
        try:
            while time.monotonic() < until and not _is_whole(said, wire):
                sock.settimeout(max(0.01, until - time.monotonic()))
                piece = sock.recv(1 << 16)
                if not piece:
                    break
                said += piece
        except (TimeoutError, ConnectionResetError):
            pass
    return said


def _is_whole(said: bytes, wire: bytes) -> bool:
    head, end, body = said.partition(b"\r\n\r\n")
    if not end or head.startswith(b"HTTP/1.1 100"):
        return False
    status = _STATUS.match(head)
    if wire.startswith(b"HEAD ") or (status and status[1] in (b"204", b"304")):
        return True
    length = _LENGTH.search(head + b"\r\n")
    return length is not None and len(body) >= int(length[1])


def fault(said: bytes, *, is_request: bool) -> str:
    """What is wrong with an answer, "" if nothing is."""
    if not said:
        return "no answer" if is_request else ""
    status = _STATUS.match(said)
    if status is None:
        return f"no HTTP: {said[:80]!r}"
    if any(words in said for words in _INSIDES):
        return "it shows its insides"
    code = int(status[1])
    if code < 500:
        return ""
    in_words = (
        b"application/problem+json" in said or b"text/html" in said or b"\r\n\r\n" in said[-4:]
    )
    return "" if code in (503, 504) and in_words else f"status {code}"


def pages_of(port: int) -> list[str]:
    """Addresses of what a store holds: some things of each class, documents, their explanations."""
    query = """SELECT DISTINCT ?x { { ?x a ?class } UNION { GRAPH ?g { ?x a ?class } }
        FILTER(STRSTARTS(STR(?class), STR(cmq:))) } ORDER BY STRLEN(STR(?x)) ?x"""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", f"/sparql?format=csv&query={quote(query)}")
        lines = connection.getresponse().read().decode().split()[1:]
    paths = [urlsplit(line).path for line in lines if "/127.0.0.1" in line]
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(path.split("/")[1] + path.rpartition("/")[0][-8:], []).append(path)
    found = [path for kind in kinds.values() for path in kind[:4]]
    documents = [path for path in found if path.startswith("/document/") and path.count("/") == 2]
    ends = ("/explain", "/explain.json", ".ttl", ".html", ".json")
    return found + [f"{path}{end}" for path in documents for end in ends]


def run(server: Server, seed: int, requests: int, clients: int) -> tuple[Counter[int], list[str]]:
    """Send so many; how often each status came, and what was wrong."""

    pages = pages_of(server.port)

    def one(number: int) -> tuple[int, str]:
        wire, is_request = mutant(seed, number, TOKEN, pages)
        said = answer_to(server.port, wire, _PATIENCE if is_request else _BRIEFLY)
        status = _STATUS.match(said)
        wrong = fault(said, is_request=is_request)
        told = f"--seed {seed}, mutant {number}: {wrong}: {wire[:200]!r}" if wrong else ""
        return int(status[1]) if status else 0, told

    with ThreadPoolExecutor(clients) as threads:
        found = list(threads.map(one, range(requests)))
    return Counter(status for status, _ in found), [told for _, told in found if told]


def check(root: Path, log: Path, seed: int, requests: int, clients: int = 8) -> list[str]:
    """Everything that is wrong with a server that was sent so many mutants."""
    with Server(root, ENVIRON, "--access-log", "plain", log=log) as server:
        assert ask(server.port, "ASK { ?s ?p ?o }", 30)[0] == 200
        workers = server.children()
        statuses, faults = run(server, seed, requests, clients)
        faults += [f"process {pid} has ended" for pid in workers if not is_alive(pid)]
        status = ask(server.port, "ASK { ?s ?p ?o } # after", 30)[0]
        if status != 200:
            faults.append(f"a query after all that is answered with {status}")
    said = log.read_text(encoding="utf-8", errors="replace")
    faults += [f"in the log: {line}" for line in said.splitlines() if _is_bad(line)]
    print(", ".join(f"{status or 'none'}: {n}" for status, n in sorted(statuses.items())))
    return faults


def _is_bad(line: str) -> bool:
    words = (b"Exception on", b"Error: ", b"Warning: ", *_INSIDES)
    return any(each.decode() in line for each in words)


def main(argv: list[str]) -> int:
    """Send mutants to a server of its own; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description="Send mutated requests to a server of its own.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kg-mutated-") as folder:
        root, begun = Path(folder) / "store", time.monotonic()
        pipeline.load(root, [EXAMPLES])
        log = Path(folder) / "log"
        faults = check(root, log, options.seed, options.requests, options.clients)
        print(f"{options.requests} mutants in {time.monotonic() - begun:.0f} s")
    for line in faults[:30]:
        print(f"FAILED {line}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
