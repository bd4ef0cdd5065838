"""What is compiled reads the same as what is not. `make compiled` makes it, before CI's tests."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # tools are not installed

from tools.compiled import COMPILED, is_fresh, main, readers  # noqa: E402

# Prints where the extraction comes from, then what it reads in each document.
READ = """
import sys
from pathlib import Path
from kg.explain.explanation import explain
from kg.extract import extract, lattice
from kg.loading import Failure, read_paths
print(lattice.__file__)
for number, found in enumerate(read_paths([*map(Path, sys.argv[1:])])):
    assert not isinstance(found, Failure), found
    print(ascii(extract(found.document)))
    if number % 10 == 0:
        print(ascii(explain(found.document)))
"""


def claims(package: Path) -> tuple[str, list[str]]:
    """Where the extraction was found, and what it reads in fixtures and examples."""
    done = subprocess.run(
        [sys.executable, "-c", READ, ROOT / "tests" / "golden" / "fixtures", ROOT / "examples"],
        cwd=package,  # which `python -c` looks into first
        # Sets are printed in an order of their own otherwise.
        env=os.environ | {"PYTHONPATH": f"{package}", "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    where, *read = done.stdout.splitlines()
    return where, read


@pytest.mark.skipif(not is_fresh(COMPILED), reason="nothing is compiled: make compiled")
def test_what_is_compiled_reads_the_same() -> None:
    (plain, read), (compiled, read_too) = claims(ROOT), claims(COMPILED)
    assert Path(plain).suffix == ".py"
    assert Path(compiled).suffix == ".so"
    assert len(read) > 500
    assert read_too == read


def test_nothing_that_is_compiled_keeps_a_property() -> None:
    """mypyc's classes work it out anew each time: a pattern compiled for every sentence."""
    kept = [
        (path.name, found.name)
        for path in readers(ROOT)
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(found, ast.FunctionDef)
        for mark in found.decorator_list
        if "cached_property" in ast.unparse(mark)
    ]
    assert not kept


def test_it_says_what_it_needs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2
    assert "the folder in which the package kg lies" in capsys.readouterr().err
    assert not is_fresh(tmp_path)
