"""A load never disturbs a reader: every answer is of one generation, and none fails."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from bench.serving import Server

COUNT = """SELECT (COUNT(?d) AS ?documents) { GRAPH ?d { ?d a cmq:Document } }"""
TEXT = "{title}\n\nOSLO, 3 May 2024 – Prime Minister Anna Berg of Norway met {title} in Oslo."


def write(folder: Path, first: int, last: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        text = TEXT.format(title=f"Ivo Maric{'ia' * (number % 7)}")
        (folder / f"item-{number}.txt").write_text(f"{text}\nItem {number}.", encoding="utf-8")


def load(store: Path, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "load", str(folder), "--store", str(store)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_readers_see_one_generation_after_the_other(tmp_path: Path) -> None:
    store, over = tmp_path / "store", threading.Event()
    write(tmp_path / "0", 0, 5)
    load(store, tmp_path / "0")
    seen: dict[str, set[int]] = {}  # by generation: the numbers of documents that answers tell
    faults: list[str] = []

    def read(port: int, name: int) -> None:
        connection, asked = HTTPConnection("127.0.0.1", port, timeout=60), 0
        while not over.is_set():
            asked += 1
            query = quote(f"{COUNT} # {name}.{asked}")
            connection.request("GET", f"/sparql?query={query}")
            response = connection.getresponse()
            body = response.read()
            if response.status != 200:
                faults.append(f"{response.status} {body[:200]!r}")
                continue
            (row,) = json.loads(body)["results"]["bindings"]
            generation = str(response.headers["ETag"]).strip('"').partition(".")[0]
            seen.setdefault(generation, set()).add(int(row["documents"]["value"]))
        connection.close()

    with Server(store) as server:
        readers = [threading.Thread(target=read, args=(server.port, n)) for n in range(8)]
        for reader in readers:
            reader.start()
        for part in range(1, 5):
            write(tmp_path / str(part), part * 10, part * 10 + 10)
            load(store, tmp_path / str(part))
        over.set()
        for reader in readers:
            reader.join()
    assert not faults
    assert len(seen) >= 4
    assert all(len(numbers) == 1 for numbers in seen.values()), seen
    assert max(max(numbers) for numbers in seen.values()) >= 35
