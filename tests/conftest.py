"""What all tests share: property tests that repeat, and the files outside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Loaded by pytest itself; collected once more for doctests they would be modules of one name.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

# Derandomised, so that a green run stays green; without deadlines, so that a slow machine is no
# failure. `--hypothesis-profile=search` looks for new counter-examples.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("search", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with development data beside the checkout; skips where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not there")
    return folder


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the example documents. Shared by all tests: read it, do not write to it."""
    from kg import pipeline

    root = tmp_path_factory.mktemp("examples") / "kg-data"
    report = pipeline.load(root, [ROOT / "examples"])
    assert not report.failures
    return root
