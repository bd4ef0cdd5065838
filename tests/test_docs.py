"""The documentation is true: its examples run against the example documents, its links lead
somewhere.

A fenced block marked ``run`` (```` ```sh run ````, ```` ```python run ````) is executed: of shell
blocks the lines that call ``kg``, of Python blocks all of it, in a folder where ``kg-data`` is a
store of the example documents.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for folder, pattern in (
        (ROOT, "*.md"),
        (ROOT / "docs", "**/*.md"),
        (ROOT / "queries", "*.md"),
        (ROOT / "ontology", "*.md"),
        (ROOT / "bench", "*.md"),
        (ROOT / "tests", "**/*.md"),
    )
    for path in folder.glob(pattern)
)
BLOCK = re.compile(r"^```(\w+) run\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ +(.*?) *#*$", re.MULTILINE)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Name and text of each marked block of the language."""
    for page in PAGES:
        for number, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1):
            if found[1] == language:
                yield f"{page.relative_to(ROOT)}-{number}", found[2]


def shell_lines() -> Iterator[tuple[str, str]]:
    """Name and text of each call of ``kg``."""
    for name, text in blocks("sh"):
        for number, line in enumerate(text.replace("\\\n", " ").splitlines(), 1):
            if line.startswith("kg "):
                yield f"{name}-{number}", line


SHELL = dict(shell_lines())
PYTHON = dict(blocks("python"))


@pytest.fixture(scope="module")
def desk(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: the examples beside a store of them."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(examples_store, folder / "kg-data")
    (folder / "examples").symlink_to(ROOT / "examples")
    return folder


def run(command: list[str], desk: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "KG_STORE"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command, cwd=desk, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("line", list(SHELL.values()), ids=list(SHELL))
def test_commands_in_the_documentation_run(line: str, desk: Path) -> None:
    run(["sh", "-c", line], desk)


@pytest.mark.parametrize("code", list(PYTHON.values()), ids=list(PYTHON))
def test_python_in_the_documentation_runs(code: str, desk: Path) -> None:
    run([sys.executable, "-W", "error", "-c", code], desk)


def anchor(heading: str) -> str:
    """The fragment that a heading gets on the usual forges."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]|\]\([^)]*\)", "", heading).lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for target in (first or second for first, second in LINK.findall(text)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{target} does not exist"
        assert file.is_relative_to(ROOT), f"{target} leaves the project"
        if fragment and file.suffix == ".md":
            headings = HEADING.findall(FENCED.sub("", file.read_text(encoding="utf-8")))
            assert fragment in {anchor(heading) for heading in headings}, f"{target}: no heading"


def test_the_documentation_has_examples_that_run() -> None:
    assert SHELL
    assert PYTHON


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in folder.glob("[0-9]*.md"):
        assert f"({page.name})" in index, f"docs/decisions/README.md does not list {page.name}"
