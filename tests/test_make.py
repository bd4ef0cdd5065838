"""`make` on a stranger's machine: what cannot work is said in one line, with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("sh", "dirname", "cmp", "rm", "cp", "cut", "grep", "tail", "cat", "printf", "sed")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What an installation starts from, without an environment."""
    folder = tmp_path / "a checkout"
    (folder / "tools").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "tools/environment.sh"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def make(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=checkout,
        env=kept | more,
        capture_output=True,
        text=True,
        check=False,
    )


def ours(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if line.startswith("communique: ")]


def test_help_names_every_target(checkout: Path) -> None:
    said = make(checkout).stdout
    for target in ("run", "test", "lint", "lock", "score", "clean"):
        assert f"  make {target} — " in said
    assert "DOCS=" in said
    assert "PORT=" in said
    assert "STORE=" in said


def test_a_folder_that_is_not_there_is_said_before_anything_is_installed(checkout: Path) -> None:
    done = make(checkout, "run", "DOCS=my documents")
    assert done.returncode != 0
    assert ours(done) == ["communique: no such file or folder: my documents"]
    assert not (checkout / ".venv").exists()


def test_without_a_recent_python_it_says_which_one_is_needed(
    checkout: Path, tmp_path: Path
) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in COMMANDS:
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        [tools / "sh", checkout / "tools" / "environment.sh"],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_without_a_network_it_says_so_and_leaves_no_half_installation(checkout: Path) -> None:
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    if subprocess.run([python, "-m", "pip", "-V"], capture_output=True, check=False).returncode:
        pytest.skip(f"{python} has no pip")
    done = make(checkout, "test", PYTHON=str(python), PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.returncode != 0
    assert len(ours(done)) == 1
    assert "is the network up?" in ours(done)[0]
    assert not (checkout / ".venv" / "installed.lock").exists()


def test_what_is_installed_already_is_not_installed_again(checkout: Path) -> None:
    environment = checkout / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(checkout / "requirements.lock", environment / "installed.lock")
    shutil.copy(checkout / "pyproject.toml", environment / "installed.toml")
    assert make(checkout, "environment").stderr == ""
