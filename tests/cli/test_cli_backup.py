"""Backup and restore from the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Kg = Callable[..., subprocess.CompletedProcess[str]]


def test_a_store_is_copied_and_comes_back(kg: Kg, notes: Path, tmp_path: Path) -> None:
    assert kg("load", notes).returncode == 0
    before = kg("export", "--layer", "all").stdout
    made = kg("backup", "copies/monday")
    assert (made.returncode, made.stderr) == (0, "")
    assert "3 documents" in made.stdout
    refused = kg("restore", "copies/monday")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    kg("forget", "three")
    done = kg("restore", "copies/monday", "--force")
    assert (done.returncode, done.stderr) == (0, "")
    assert kg("export", "--layer", "all").stdout == before
    assert kg("restore", "copies/monday", "--store", "another").returncode == 0
    assert kg("export", "--layer", "all", "--store", "another").stdout == before


def test_what_cannot_be_done_is_said_in_one_line(kg: Kg, notes: Path, tmp_path: Path) -> None:
    kg("load", notes)
    for arguments, words in {
        ("backup", "notes"): "there is something in",
        ("backup", "kg-data/copy"): "lies in the store",
        ("backup", "copy", "--store", "nowhere"): "no store",
        ("restore", "notes"): "no backup",
        ("restore", "nowhere"): "no backup",
    }.items():
        done = kg(*arguments)
        assert done.returncode in (1, 2)
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"notes", "kg-data"}
