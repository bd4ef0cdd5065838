"""Who may import whom: arrows point down only, and a library has one place where it is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for folder in ("kg", "loaders")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
) + [path for path in [ROOT / "server.py"] if path.exists()]

# Area: the areas it may import, besides itself. An area is a module or a package with all in it.
BASE = {"kg.errors", "kg.closing", "kg.model", "kg.vocabulary", "kg.resources"}
READING = {"kg.text", "kg.loading"}
STORE = {"kg.store", "kg.archive", "kg.settings", "kg.sparqlguard"}
MAY_IMPORT: dict[str, set[str]] = {
    "kg.errors": set(),
    "kg.closing": set(),
    "kg.model": set(),
    "kg.vocabulary": set(),
    "kg.resources": {"kg.errors"},
    "kg.settings": {"kg.errors"},
    "kg.sparqlguard": {"kg.errors"},
    "kg.text": BASE,
    "kg.loading": BASE | {"kg.text"},
    "kg.resolve": BASE | {"kg.text"},
    "kg.gazetteer": BASE | {"kg.text", "kg.resolve", "kg.online"},
    "kg.extract": BASE | {"kg.text", "kg.resolve"},
    "kg.explain": BASE | {"kg.text", "kg.extract", "kg.rdf"},
    "kg.rdf": BASE | {"kg.text"},
    "kg.store": BASE | {"kg.settings", "kg.sparqlguard"},
    "kg.archive": BASE | {"kg.settings"},
    "kg.consolidate": BASE | {"kg.text", "kg.rdf", "kg.resolve"},
    "kg.pipeline": BASE
    | READING
    | STORE
    | {"kg.extract", "kg.resolve", "kg.rdf", "kg.consolidate", "kg.saved"},
    "kg.results": BASE | {"kg.store"},
    "kg.saved": BASE | STORE | {"kg.text", "kg.results"},
    "kg.export": BASE | STORE | {"kg.results"},
    "kg.reconcile": BASE | {"kg.text"},
    "kg.wikidata": BASE | STORE | {"kg.resolve", "kg.online"},
    "kg.online": BASE | STORE | {"kg.text", "kg.reconcile", "kg.resolve"},
    "kg.knowledge": BASE | STORE | {"kg.saved", "kg.results", "kg.export"},
    "kg.check": BASE | STORE | {"kg.rdf"},
    "kg.pool": BASE | STORE | {"kg.results", "kg.online"},
    "kg.web": BASE
    | STORE
    | {"kg.pool", "kg.saved", "kg.export", "kg.results", "kg.text", "kg.explain", "kg.reconcile"}
    | {"kg.resolve"},
    "kg.backup": BASE | STORE | {"kg.pipeline"},
    "kg.demo": BASE | STORE | {"kg.pipeline", "kg.cli"},
    "kg.cli": {"kg"},
    "kg.__main__": {"kg.cli"},
    "kg": {"kg.errors", "kg.knowledge"},
    "loaders": BASE | READING,
    "server": {"kg.web"},
}

# Library: the areas that may use it.
USED_BY: dict[str, set[str]] = {
    "pyoxigraph": {
        "kg.store",
        "kg.export",
        "kg.results",
        "kg.online",
        "kg.wikidata",
        "kg.saved",
        "kg.knowledge",
        "kg.web",
    },
    "flask": {"kg.web", "server"},
    "werkzeug": {"kg.web", "server"},
    "owlready2": {"kg.rdf"},
    "pyshacl": {"kg.check"},
    "uvicorn": {"kg.cli"},
    "urllib3": {"kg.online"},
    "trafilatura": {"loaders"},
    "prometheus_client": {"kg.web"},
    "sqlite3": {"kg.archive", "kg.resolve", "kg.gazetteer"},
    "orjson": {"kg.gazetteer"},
    "isal": {"kg.gazetteer"},
    "marisa_trie": {"kg.resolve"},
    "argparse": {"kg.cli", "kg.check", "server"},
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def area(module: str) -> str:
    """The longest entry of the table that the module lies in."""
    while module not in MAY_IMPORT and "." in module:
        module = module.rpartition(".")[0]
    return module


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, anywhere in it; `from kg import store` counts as kg.store."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                file = ROOT.joinpath(*f"{node.module}.{alias.name}".split("."))
                is_module = file.with_suffix(".py").exists() or (file / "__init__.py").exists()
                yield f"{node.module}.{alias.name}" if is_module else str(node.module)


def own(module: str) -> bool:
    return module.split(".")[0] in {"kg", "loaders", "server"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_point_down_only(path: Path) -> None:
    here = area(module_name(path))
    assert here in MAY_IMPORT, f"{here} is not in the table of areas"
    allowed = MAY_IMPORT[here] | {here}
    wrong = {
        name
        for name in imports(path)
        if own(name) and area(name) not in allowed and not (here == "kg.cli" and name != "loaders")
    }
    assert not wrong, f"{here} must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_has_one_place(path: Path) -> None:
    here = area(module_name(path))
    wrong = {name for name in imports(path) if here not in USED_BY.get(name.split(".")[0], {here})}
    assert not wrong, f"{here} must not use {sorted(wrong)}"


def test_only_one_module_touches_owlready2() -> None:
    users = {module_name(path) for path in SOURCES if "owlready2" in set(imports(path))}
    assert users <= {"kg.rdf.ontology"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_setting_is_read_at_import_time(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    early = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and id(node) not in inside
    ]
    assert not early, f"{path}: environment read at import time in lines {early}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{lines} lines; what does this module do that another could?"


def test_importing_kg_is_light(project: Path) -> None:
    import subprocess
    import sys

    heavy = "{'pyoxigraph', 'rdflib', 'flask', 'trafilatura', 'owlready2', 'uvicorn', 'lxml'}"
    code = f"import sys, kg; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project
    )
    assert done.stdout.strip() == "[]"
