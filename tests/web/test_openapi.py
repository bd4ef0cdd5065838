"""What the OpenAPI page promises is what the server does, whatever it is sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from running_site import Site

from kg.saved import library

# Schemathesis has much that hangs on it; .ci/run installs it beside the locked environment.
SCHEMATHESIS = os.environ.get("KG_SCHEMATHESIS") or (
    sys.executable if find_spec("schemathesis") else ""
)
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance"
)


def test_every_saved_query_is_described_with_its_parameters(site: Site) -> None:
    described = site.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for query in library():
        operation = described["paths"][f"/queries/{query.name}"]["get"]
        named = {parameter["name"] for parameter in operation["parameters"]} - {"format"}
        assert named == {parameter.name for parameter in query.parameters}


def test_every_operation_has_a_name_of_its_own(site: Site) -> None:
    paths = site.get("/openapi.json").json()["paths"]
    names = [each["operationId"] for methods in paths.values() for each in methods.values()]
    assert len(names) == len(set(names))


def test_people_get_the_same_as_a_page(site: Site) -> None:
    page = site.page("/api")
    assert page.status == 200
    assert "/queries/who-met-whom" in page.text


@pytest.mark.slow
@pytest.mark.skipif(not SCHEMATHESIS, reason="schemathesis is not installed")
def test_the_server_does_what_the_description_promises(site: Site, tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(site.get("/openapi.json").json()), encoding="utf-8")
    done = subprocess.run(
        [
            SCHEMATHESIS, "-m", "schemathesis.cli", "run", str(document),
            "--url", site.address, "--checks", CHECKS, "--max-examples", "8",
            "--seed", "7", "--generation-deterministic", "--no-color",
            "--exclude-path-regex", "^/export",
        ],
        capture_output=True, text=True, timeout=500, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
