"""Loading from the command line: what it says, what it leaves behind, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Kg = Callable[..., subprocess.CompletedProcess[str]]


def figures(text: str) -> dict[str, str]:
    """The summary as a mapping; the last word of each line is the figure."""
    return {words[-2]: words[-1] for line in text.splitlines() if len(words := line.split()) > 1}


def test_a_load_is_summed_up_and_repeating_it_changes_nothing(kg: Kg, notes: Path) -> None:
    first = kg("load", notes)
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    found = figures(first.stdout)
    assert (found["new"], found["changed"], found["unchanged"], found["failed"]) == tuple("3000")
    assert int(found["claims"]) > 0
    again = figures(kg("load", notes).stdout)
    assert (again["new"], again["changed"], again["unchanged"], again["failed"]) == tuple("0030")


def test_a_changed_file_replaces_its_document(kg: Kg, notes: Path) -> None:
    kg("load", notes)
    (notes / "three.txt").write_text("Sweden joined NATO in March 2024.\n", encoding="utf-8")
    assert figures(kg("load", notes).stdout)["changed"] == "1"
    rows = kg("query", "members-of", "--organisation", "NATO", "--format", "csv").stdout
    assert "Sweden" in rows
    assert "Finland" not in rows


def test_what_fails_is_named_with_its_reason_and_the_rest_is_loaded(kg: Kg, notes: Path) -> None:
    (notes / "empty.txt").write_bytes(b"")
    (notes / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = kg("load", notes, notes / "not-there.txt")
    assert done.returncode == 1
    assert figures(done.stdout)["new"] == "3"
    for name in ("empty.txt", "picture.png", "not-there.txt"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1, done.stderr


def test_a_folder_without_documents_is_a_failure(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = kg("load", "nothing")
    assert done.returncode == 1
    assert "nothing" in done.stderr


def test_a_load_of_nothing_makes_no_store(kg: Kg, tmp_path: Path, notes: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for paths in (["nowhere"], ["nothing"], ["nowhere", "nothing"]):
        done = kg("load", *paths, "--report", "outcomes.jsonl")
        assert done.returncode == 1
        assert figures(done.stdout)["failed"] == str(len(paths))
        assert all(path in done.stderr for path in paths)
        told = (tmp_path / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["path"] for line in told] == paths
        assert not (tmp_path / "kg-data").exists()
    kg("load", notes)
    assert kg("load", "nowhere").returncode == 1
    assert kg("load", notes).returncode == 0


def test_a_file_name_cannot_steer_the_terminal(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.txt").write_bytes(b"")
    done = kg("load", ".")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout


def test_the_report_names_every_outcome(kg: Kg, notes: Path, tmp_path: Path) -> None:
    (notes / "empty.txt").write_bytes(b"")
    kg("load", notes, "--report", "report.jsonl")
    lines = (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()
    outcomes = {line["path"]: line["outcome"] for line in map(json.loads, lines)}
    assert outcomes == {
        "one.txt": "new", "two.txt": "new", "three.txt": "new", "empty.txt": "failed",
    }  # fmt: skip


def test_only_sync_removes_documents_whose_files_are_gone(kg: Kg, notes: Path) -> None:
    kg("load", notes)
    (notes / "two.txt").unlink()
    assert "removed" not in kg("load", notes).stdout
    assert figures(kg("load", notes, "--sync").stdout)["removed"] == "1"


def test_the_store_is_the_option_else_the_environment_else_kg_data(
    kg: Kg, notes: Path, tmp_path: Path
) -> None:
    kg("load", notes)
    kg("load", notes, KG_STORE="by-environment")
    kg("load", notes, "--store", "by-option", KG_STORE="by-environment-2")
    assert {path.name for path in tmp_path.iterdir()} == {
        "notes", "kg-data", "by-environment", "by-option",
    }  # fmt: skip


def test_the_base_of_a_store_is_set_once(kg: Kg, notes: Path) -> None:
    assert kg("load", notes, "--base", "https://kg.example.org/").returncode == 0
    rows = kg("sparql", "SELECT ?p { ?p a cmq:Person }", "--format", "csv").stdout
    assert "https://kg.example.org/person/" in rows
    other = kg("load", notes, "--base", "https://other.example.org/")
    assert other.returncode in (1, 2)
    assert "https://kg.example.org/" in other.stderr


def test_forgetting_leaves_nothing_but_a_warning_about_backups(kg: Kg, notes: Path) -> None:
    kg("load", notes)
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?d a cmq:Document } }"
    ids = kg("sparql", "SELECT ?id { GRAPH ?g { ?d dcterms:identifier ?id } }", "--format", "tsv")
    chosen = ids.stdout.splitlines()[1].strip('"')
    done = kg("forget", chosen)
    assert done.returncode == 0, done.stderr
    assert "ackups" in done.stdout
    assert kg("sparql", count, "--format", "csv").stdout.split()[1] == "2"
    assert kg("forget", chosen).returncode != 0


def test_rebuild_without_changes_says_so(kg: Kg, notes: Path) -> None:
    kg("load", notes)
    for path in notes.iterdir():
        path.unlink()
    done = kg("rebuild")
    assert done.returncode == 0, done.stderr
    assert "3" in done.stdout


def test_stats_counts_what_is_there(kg: Kg, notes: Path) -> None:
    kg("load", notes)
    done = kg("stats")
    assert done.returncode == 0
    assert figures(done.stdout)["documents"] == "3"


def test_an_interrupted_load_keeps_what_it_has_and_goes_on_from_there(
    kg: Kg, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        text = f"French President Emmanuel Macron met Guest Number{number} in Paris.\n" * 5
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "load", "many", "--report", "report.jsonl"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        report = tmp_path / "report.jsonl"
        while not (report.exists() and report.stat().st_size) and running.poll() is None:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGINT)
        _, errors = running.communicate()
    if running.returncode == 0:  # it was faster than the signal
        return
    assert running.returncode == 130, errors
    assert "Traceback" not in errors
    assert "goes on from there" in errors
    found = figures(kg("load", "many").stdout)
    assert int(found["new"]) + int(found["unchanged"]) == 400
