"""What people install holds everything: the code, the ontology, the queries and the examples."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

# Import name: distribution, where they differ.
DISTRIBUTIONS = {
    "yaml": "pyyaml",
    "markdown_it": "markdown-it-py",
    # Parts of Flask, which names them as its own dependencies.
    "werkzeug": "flask",
    "jinja2": "flask",
    "markupsafe": "flask",
}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def build(target: str, source: Path, folder: Path) -> Path:
    """Build with the hatchling that is installed: no isolation, no network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def files(folder: str, suffix: str) -> set[str]:
    return {
        f"kg/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob(f"*{suffix}")
    }


def test_the_wheel_holds_code_ontology_queries_and_examples(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"kg/__init__.py", "kg/cli/__init__.py", "loaders/__init__.py", "kg/py.typed"} <= names
    for folder, suffix in (("ontology", ".ttl"), ("queries", ".rq"), ("examples", "")):
        expected = {name for name in files(folder, suffix) if (ROOT / name[3:]).is_file()}
        assert expected, folder
        assert expected <= names, sorted(expected - names)


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(
        ["git", "ls-files", "kg", "loaders"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    tracked = {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}
    assert tracked <= names, sorted(tracked - names)


def test_the_wheel_leaves_tests_and_tools_at_home(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg", "loaders"}


def test_a_wheel_made_from_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path], check=True)
    (unpacked,) = tmp_path.glob("communique-*")
    again = build("wheel", unpacked, tmp_path / "wheel")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_an_installed_package_finds_its_own_files(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import kg.resources as r\n"
        "for name in ('ontology', 'queries', 'examples'):\n"
        "    folder = r.resource_dir(name)\n"
        "    assert folder.is_dir() and any(folder.iterdir())\n"
        "    print(folder.resolve())"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    inside = (tmp_path / "site").resolve()
    assert all(Path(line).is_relative_to(inside) for line in done.stdout.splitlines())


def requirements() -> Iterator[Requirement]:
    """Everything that is declared: for running, for extras, for building and testing."""
    declared = project()
    yield from map(Requirement, declared["dependencies"])
    for extra in declared["optional-dependencies"].values():
        yield from map(Requirement, extra)
    for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines():
        if text := line.partition("#")[0].strip():
            yield Requirement(text)


@pytest.mark.parametrize("requirement", list(requirements()), ids=str)
def test_the_lock_pins_what_is_declared(requirement: Requirement) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, flags=re.MULTILINE))
    version = pinned.get(canonicalize_name(requirement.name))
    assert version, f"{requirement} is not in requirements.lock: make lock"
    assert requirement.specifier.contains(version), f"{version} is locked: make lock"


def test_each_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    quoted = [str(requirement) for requirement in project()["dependencies"]]
    names = [re.split(r"[<>=]", name)[0] for name in quoted]
    for name in names:
        assert re.search(rf'^ +"{re.escape(name)}[^"]*", +# \S', text, re.MULTILINE), name
    for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines():
        assert not line or "# " in line, line


def test_what_the_code_imports_is_declared() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in requirements()}
    imported = {
        name.split(".")[0]
        for folder in ("kg", "loaders")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    foreign = imported - set(sys.stdlib_module_names) - {"kg", "loaders", "_typeshed"}
    missing = {
        name for name in foreign if canonicalize_name(DISTRIBUTIONS.get(name, name)) not in declared
    }
    assert not missing
