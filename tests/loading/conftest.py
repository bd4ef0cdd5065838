"""A registry of the loaders that pyproject.toml declares, installed or not."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from kg.loading import Loader, Registry


@pytest.fixture(scope="session")
def registry(project: Path) -> Registry:
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    loaders: list[Loader] = []
    for target in declared["project"]["entry-points"]["kg.loaders"].values():
        module, _, name = target.partition(":")
        loaders.append(getattr(import_module(module), name))
    return Registry(loaders)
