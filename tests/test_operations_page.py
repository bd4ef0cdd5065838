"""docs/operations.md, the unit and the image say what `kg serve` really takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
UNIT = ROOT / "deploy" / "communique.service"
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
ELSEWHERE = {"--host", "--port", "--store", "--help"}  # explained where all commands are


@pytest.fixture(scope="module")
def options() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--help"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(OPTION.findall(done.stdout))


def test_every_option_is_explained(options: set[str]) -> None:
    assert options - ELSEWHERE <= set(OPTION.findall(PAGE))


def test_every_option_that_is_used_exists(options: set[str]) -> None:
    lines = [*PAGE.splitlines(), *UNIT.read_text(encoding="utf-8").splitlines()]
    called = " ".join(line for line in lines if "kg serve" in line and "systemd-run" not in line)
    assert set(OPTION.findall(called)) <= options
    table = set(OPTION.findall("\n".join(line for line in lines if line.startswith("| `"))))
    assert table <= options


def test_every_variable_is_one_that_is_read() -> None:
    from kg.cli import serving

    read = {setting.variable for setting in (*serving.LIMITS, *serving.WEB, *serving.SERVER)}
    read |= {"KG_STORE", "KG_GAZETTEER", "KG_QUERY_SERVICES", "KG_CONTACT"}
    source = (ROOT / "kg" / "web" / "settings.py").read_text(encoding="utf-8")
    read |= set(re.findall(r"KG_WEB_[A-Z_]+", source))
    for text in (PAGE, UNIT.read_text(encoding="utf-8"), IMAGE):
        assert set(re.findall(r"KG_[A-Z_]+", text)) <= read
    assert read <= set(re.findall(r"KG_[A-Z_]+", PAGE))


def test_the_image_runs_without_root_and_knows_its_health() -> None:
    assert re.search(r"^USER (?!0|root)", IMAGE, re.MULTILINE)
    assert "/health/ready" in IMAGE
    copied = re.findall(r"^COPY (?!--from)(\S+) ", IMAGE, re.MULTILINE)
    assert all((ROOT / name).exists() for name in copied)


def test_the_unit_is_one() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(UNIT)], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert not [line for line in said if "is not executable" not in line], said
