"""The ontology is proved consistent by HermiT, and so is data that follows it."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf import ontology
from kg.rdf.ontology import ontology_graph, ontology_ntriples, owl_check
from kg.vocabulary import CMQ

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
needs_owlready2 = pytest.mark.skipif(
    importlib.util.find_spec("owlready2") is None, reason="owlready2 is not installed"
)

PROLOGUE = """
@prefix cmq: <https://w3id.org/communique/ns#> .
@prefix kind: <https://w3id.org/communique/kind/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://127.0.0.1:7878/> .
"""


def turtle(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PROLOGUE + text, format="turtle")


@needs_owlready2
def test_owlready2_loads_every_class_and_property() -> None:
    import io

    import owlready2

    world = owlready2.World()
    loaded = world.get_ontology(CMQ).load(
        fileobj=io.BytesIO(ontology_ntriples().encode()), format="ntriples"
    )
    ours = {entity.iri for entity in [*loaded.classes(), *loaded.properties()]}
    declared = {str(s) for s in ontology_graph().subjects() if str(s).startswith(CMQ)}
    assert declared <= ours
    assert issubclass(loaded.Country, loaded.Place)


@needs_java
@needs_owlready2
@pytest.mark.java
class TestWithJava:
    def test_it_is_consistent_and_every_class_can_have_an_instance(self) -> None:
        report = owl_check()
        assert report.ok
        assert (report.consistent, report.unsatisfiable, report.skipped) == (True, (), "")

    def test_so_it_is_with_the_alignments(self) -> None:
        assert owl_check(ontology_graph("alignments.ttl")).ok

    def test_a_class_that_can_have_no_instance_is_named(self) -> None:
        oracle = "cmq:Oracle a owl:Class ; rdfs:subClassOf cmq:Person, cmq:Office ."
        report = owl_check(turtle(oracle))
        assert not report.ok
        assert report.unsatisfiable == (CMQ + "Oracle",)

    def test_data_that_follows_it_is_consistent(
        self, westmark: ox.Store, both_layers: Callable[[ox.Store], rdflib.Graph]
    ) -> None:
        assert owl_check(both_layers(westmark)).ok

    @pytest.mark.parametrize(
        "contradiction",
        [
            ":a a cmq:Person . :t cmq:office :a .",
            ":m cmq:partOf :n . :n cmq:partOf :m .",
            ":c a cmq:Claim ; cmq:meetingKind kind:visit .",
        ],
        ids=["a person as an office", "part of its part", "a claim as a meeting"],
    )
    def test_data_that_contradicts_it_is_not(self, contradiction: str) -> None:
        report = owl_check(turtle(contradiction))
        assert report.consistent is False
        assert not report.ok

    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        owl_check(turtle(":a cmq:met :a ."))
        assert list(tmp_path.iterdir()) == []
        assert tempfile.gettempdir() == str(tmp_path)


@needs_owlready2
def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import owlready2

    monkeypatch.setattr(owlready2, "JAVA_EXE", "java-that-is-not-there")
    report = owl_check()
    assert report.consistent is None
    assert "Java" in report.skipped
    assert report.ok, "a check that did not run is no fault"


@needs_owlready2
def test_a_java_that_does_not_run_is_not_taken_for_a_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import owlready2

    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'Unable to locate a Java Runtime' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setattr(owlready2, "JAVA_EXE", str(java))
    report = owl_check()
    assert report.consistent is None
    assert "Unable to locate a Java Runtime" in report.skipped


def test_without_owlready2_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontology.importlib.util, "find_spec", lambda name: None)
    report = owl_check()
    assert report.consistent is None
    assert "communique[check]" in report.skipped
