"""Documents in other languages are kept and reported, and no facts are read from them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]
FRENCH = (
    "Le président de la République a reçu lundi à Paris le Premier ministre norvégien. Les deux "
    "hommes ont évoqué la situation dans la région ainsi que les relations entre leurs pays. Ils "
    "se sont ensuite rendus à l'OTAN, où ils ont rencontré Jens Stoltenberg.\n"
)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "press" / "en.txt").write_text("Jens Stoltenberg met Anna Berg in Oslo.\n")
    return tmp_path / "press"


def test_a_load_keeps_them_and_says_so(kg: Kg, press: Path) -> None:
    done = kg("load", press, "--report", "report.jsonl")
    assert done.returncode == 0
    assert "not read for facts, as they are not in English: French 1" in done.stdout
    records = map(json.loads, (press.parent / "report.jsonl").read_text().splitlines())
    notes = {record["path"]: record.get("note") for record in records}
    assert notes == {"en.txt": None, "fr.txt": "it is in French, so it is not read for facts"}
    rest = "OPTIONAL { ?claim a cmq:Claim }"
    query = f"SELECT ?language ?claim {{ GRAPH ?d {{ ?d dcterms:language ?language {rest} }} }}"
    rows = kg("sparql", query, "--format", "csv").stdout.split()
    assert rows == ["language,claim", "fr,"]


def test_extract_reads_nothing_and_says_why(kg: Kg, press: Path) -> None:
    done = kg("extract", press / "fr.txt")
    (document,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, document["items"], document["language"]) == (0, [], "fr")
    assert "it is in French, so it is not read for facts" in done.stderr
    assert kg("extract", press / "en.txt").stderr == ""
