"""The shapes accept data in the form of docs/graph.md and name what is not in this form."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from ontology_faults import Fault, read_faults

from kg.check import ShapeViolation, shape_violations, shapes
from kg.errors import UsageError

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pyshacl") is None, reason="pyshacl is not installed"
)

Broken = Callable[[str], ox.Store]
Layers = Callable[[ox.Store], rdflib.Graph]
DOCUMENT = "<document/westmark-tour>"
CLAIM = "<document/westmark-tour/claim/0000000b>"


def evidence(triples: str) -> str:
    return f"INSERT DATA {{ GRAPH {DOCUMENT} {{ {triples} }} }}"


def without(node: str, term: str) -> str:
    """Remove a property from a node, in whichever layer it lies."""
    pattern = f"{node} {term} ?value"
    return f"DELETE WHERE {{ {pattern} }} ; DELETE WHERE {{ GRAPH ?g {{ {pattern} }} }}"


FAULTS = read_faults("shape-faults.ru")


def test_data_in_the_agreed_form_is_accepted(westmark: ox.Store, both_layers: Layers) -> None:
    assert shape_violations(both_layers(westmark)) == []


def test_the_store_of_the_other_tests_has_no_fault(project: Path, both_layers: Layers) -> None:
    store = ox.Store()
    store.load(path=str(project / "tests/data/small.trig"), format=ox.RdfFormat.TRIG)
    found = shape_violations(both_layers(store))
    assert [one for one in found if one.severity == "violation"] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.finding}: {fault.where}")
def test_a_fault_is_named(fault: Fault, broken: Broken, both_layers: Layers) -> None:
    found = shape_violations(both_layers(broken(fault.update)))
    named = [
        one for one in found if one.severity == fault.finding and one.path.endswith(fault.where)
    ]
    assert named
    assert all(one.message and one.focus.startswith("http") for one in named)


@pytest.mark.parametrize(
    "update",
    [
        without("<office/president-of-westmark>", "cmq:officeOf"),
        without("<place/port-vale>", "cmq:locatedIn"),
        without("<tenure/lind>", "cmq:certainFrom"),
        without("<meeting/talks>", "cmq:date"),
        without("<meeting/talks>", "cmq:place"),
        without("<person/ada-brook>", "schema:sameAs"),
        without(CLAIM, "cmq:earliest"),
        "INSERT DATA { <participation/lind-talks> cmq:onBehalfOf <place/port-vale> }",
        without(DOCUMENT, "dcterms:title"),
        'INSERT DATA { <person/ivo-lind> rdfs:label "Iwo Lind"@pl }',
        evidence(f"{CLAIM} cmq:inPassage <document/westmark-tour/passage/0-62>"),
    ],
)
def test_what_a_document_may_leave_open_is_no_fault(
    update: str, broken: Broken, both_layers: Layers
) -> None:
    assert shape_violations(both_layers(broken(update))) == []


def test_a_date_of_several_days_is_a_date(broken: Broken, both_layers: Layers) -> None:
    interval = '"2031-05-06/2031-05-08"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    update = without("<meeting/talks>", "cmq:date")
    store = broken(f"{update} ; INSERT DATA {{ <meeting/talks> cmq:date {interval} }}")
    assert shape_violations(both_layers(store)) == []


def test_a_check_of_some_nodes_is_silent_about_the_others(
    broken: Broken, both_layers: Layers
) -> None:
    base = "http://127.0.0.1:7878/"
    faults = without("<tenure/lind>", "cmq:holder") + ";" + without("<meeting/talks>", "cmq:basis")
    graph = both_layers(broken(faults))
    (one,) = shape_violations(graph, [base + "tenure/lind", base + "meeting/visit"])
    assert (one.focus, one.path) == (base + "tenure/lind", "cmq:holder")
    assert shape_violations(graph, []) == []


def test_a_status_of_the_wrong_scheme_is_found_in_a_check_of_some_nodes_too(
    broken: Broken, both_layers: Layers
) -> None:
    graph = both_layers(broken(evidence(f"{CLAIM} cmq:claimedStatus kind:visitor")))
    claim = "http://127.0.0.1:7878/" + CLAIM.strip("<>")
    found = {(one.path, one.value) for one in shape_violations(graph, [claim])}
    assert ("cmq:claimedStatus", "<https://w3id.org/communique/kind/visitor>") in found


def test_faults_come_before_warnings() -> None:
    fault = ShapeViolation("violation", "b", "", "m")
    warning = ShapeViolation("warning", "a", "", "m")
    assert sorted([warning, fault]) == [fault, warning]


def test_without_pyshacl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"communique\[check\]"):
        shape_violations(rdflib.Graph())
