"""What the OpenAPI page promises is what the server does, whatever it is sent."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask
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


# What people read in a browser, and programs have no use for.
FOR_PEOPLE = {
    "/", "/api", "/openapi.json", "/documents", "/queries", "/search", "/robots.txt",
    "/favicon.ico", "/static/{}", "/document/{}/explain", "/reconcile/about", "/reconcile/view",
    "/reconcile/preview", "/reconcile/1.0/preview",
}  # fmt: skip


def test_every_address_for_programs_is_described(app: Flask, site: Site) -> None:
    described = {
        re.sub(r"{\w+}", "{}", path): {method.upper() for method in methods}
        for path, methods in site.get("/openapi.json").json()["paths"].items()
    }
    missing = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^<>]+>", "{}", rule.rule)
        if path.endswith(".{}"):  # another form of the address without the suffix
            path = path.removesuffix(".{}") + (".json" if path.endswith("explain.{}") else "")
        paths = [path]
        if choice := re.search(r"<any\(([^)]*)\)", rule.rule):
            paths = [path.replace("{}", head, 1) for head in choice[1].split(",")]
        elif path in ("/export", "/queries/{}"):
            paths = [each for each in described if each.startswith(path.removesuffix("{}"))]
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        missing += [
            (each, methods)
            for each in paths
            if each not in FOR_PEOPLE and not methods <= described.get(each, set())
        ]
    assert missing == []


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
