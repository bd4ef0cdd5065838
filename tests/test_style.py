"""Style and types hold for every file, and no file knows one person's machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", ".")


def test_the_source_is_formatted() -> None:
    run("ruff", "format", "--check", "--no-cache", ".")


@pytest.mark.slow
def test_types_are_strict_and_hold() -> None:
    run("mypy", "--strict")


def text_files() -> Iterator[tuple[str, str]]:
    """Every file of the project that holds text: what git knows, and what it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def offenders(pattern: str) -> list[str]:
    expression = re.compile(pattern)
    return [
        f"{name}: {found.group()}"
        for name, text in text_files()
        if (found := expression.search(text))
    ]


def test_no_file_names_a_package_index() -> None:
    # An installation follows the user's own settings; addresses in our files would override them.
    # (The brackets keep this file from finding itself.)
    addresses = r"pypi[.]org|pythonhosted[.]org"
    options = r"--(extra-)?index[-]url[ =]\S|--trusted[-]host|--find[-]links[ =]\S"
    assert not offenders(f"{addresses}|{options}")


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert not offenders(r"/(home|Users)/[a-z]\w+/|/roo[t]/\w|[.]pyen[v]/")
    if len(ROOT.parts) > 2:
        assert not offenders(re.escape(str(ROOT)) + r"\b")


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    for entry in re.split(r"\n(?=\S)", lock):
        if not entry.startswith("#"):
            assert "--hash=sha256:" in entry, entry
