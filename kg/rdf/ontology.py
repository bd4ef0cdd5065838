"""The ontology that ships with the package: reading it, proving it, holding individuals against it.

rdflib reads the Turtle; owlready2 cannot, so it is handed N-Triples, and its bundled HermiT does
the proving. owlready2 (extra ``check``) and Java are optional: where one is missing the answer says
so instead of claiming success.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import rdflib

from kg.resources import resource_dir
from kg.vocabulary import CMQ

_EXTRA = "pip install 'communique[check]'"


def ontology_file(name: str = "communique.ttl") -> Path:
    """A file of the ontology folder: communique.ttl, alignments.ttl, shapes.ttl, context.jsonld."""
    return resource_dir("ontology") / name


def ontology_graph(*names: str) -> rdflib.Graph:
    """The named Turtle files in one graph, by default communique.ttl alone."""
    graph = rdflib.Graph()
    for name in names or ("communique.ttl",):
        graph.parse(ontology_file(name), format="turtle")
    return graph


def ontology_ntriples() -> str:
    """The ontology as sorted N-Triples, ready to be loaded into a default graph.

    It has no blank nodes, so loading it twice adds nothing.
    """
    lines = ontology_graph().serialize(format="nt").splitlines()
    return "\n".join(sorted(line for line in lines if line)) + "\n"


@dataclass(frozen=True, slots=True)
class OwlReport:
    """What HermiT found. ``consistent`` is None where the check was skipped, with the reason."""

    consistent: bool | None
    unsatisfiable: tuple[str, ...] = ()  # IRIs of classes that can have no instance
    skipped: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Nothing wrong was found, which a skipped check cannot claim but does not deny."""
        return bool(self.skipped) or (self.consistent is True and not self.unsatisfiable)


def owl_check(data: rdflib.Graph | None = None) -> OwlReport:
    """Prove with HermiT that the ontology is consistent and every class can have an instance.

    ``data`` are individuals to check with it: the triples of both layers in one graph. Takes about
    a second, and some seconds for a hundred documents.
    """
    missing = _cannot_reason()
    if missing:
        return OwlReport(None, skipped=missing)
    graph = ontology_graph()
    if data is not None:
        graph += data
    began = time.perf_counter()
    report = _reason(graph.serialize(format="nt", encoding="utf-8"))
    return OwlReport(*report, seconds=time.perf_counter() - began)


def _cannot_reason() -> str:
    """Why HermiT cannot run here; "" where it can."""
    if importlib.util.find_spec("owlready2") is None:
        return f"owlready2 is not installed: {_EXTRA}"
    import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        return "no Java: install a Java runtime (11 or later) to have HermiT prove the ontology"
    return ""


def _reason(ntriples: bytes) -> tuple[bool | None, tuple[str, ...], str]:
    """Consistency, unsatisfiable classes, and why HermiT did not run although it could have."""
    import owlready2

    world = owlready2.World()  # in memory, apart from owlready2's global one
    world.get_ontology(CMQ).load(fileobj=io.BytesIO(ntriples), format="ntriples")
    try:
        with _scratch_folder():
            # Date datatypes lie outside OWL's map; HermiT would refuse the whole ontology for them.
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, (), ""
    except owlready2.OwlReadyJavaError as error:
        return None, (), f"Java could not run HermiT: {' '.join(str(error).split())[:300]}"
    bottom = owlready2.Nothing
    return True, tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not bottom)), ""


@contextmanager
def _scratch_folder() -> Iterator[None]:
    """A temporary folder for owlready2, which leaves its N-Triples behind on a contradiction."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="communique-owl-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
