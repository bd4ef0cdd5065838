"""Readers of the small data that tests/data/README.md describes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_store import make_store, small_data

from kg.saved import EntityResolver
from kg.store import GraphReader


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("small") / "kg-data", small_data())


@pytest.fixture(scope="session")
def reader(small_root: Path) -> Iterator[GraphReader]:
    with GraphReader.open(small_root) as opened:
        yield opened


@pytest.fixture(scope="session")
def resolver(reader: GraphReader) -> EntityResolver:
    return EntityResolver(reader)
