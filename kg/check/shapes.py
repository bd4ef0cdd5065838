"""Data held against ontology/shapes.ttl with pyshacl, which is optional (extra ``check``)."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection
from dataclasses import dataclass

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import UsageError
from kg.rdf.ontology import ontology_graph
from kg.vocabulary import CMQ


@dataclass(frozen=True, slots=True, order=True)
class ShapeViolation:
    """One node that breaks a shape. A violation is a fault, a warning is worth a look."""

    severity: str  # "violation" or "warning"
    focus: str  # IRI of the node
    path: str  # the property, "cmq:…" where it is ours; "" for the node itself
    message: str
    value: str = ""  # the offending value as N-Triples, "" where one is missing


def why_no_shapes() -> str:
    """Why shapes cannot be checked in this installation; "" where they can."""
    if importlib.util.find_spec("pyshacl") is None:
        return "pyshacl is not installed: pip install 'communique[check]'"
    return ""


def shape_violations(
    graph: rdflib.Graph, focus: Collection[str] | None = None
) -> list[ShapeViolation]:
    """What in ``graph``, the triples of both layers together, breaks ontology/shapes.ttl.

    ``focus`` (IRIs) limits the check to these nodes, for samples that hold the neighbours of a
    node only in part. Sorted; a list without violations may still hold warnings. Raises UsageError
    where pyshacl is not installed.
    """
    missing = why_no_shapes()
    if missing:
        raise UsageError(missing)
    import pyshacl

    data = graph + ontology_graph()  # its subclasses and schemes are what the shapes go by
    shapes = ontology_graph("shapes.ttl")
    if focus is not None:
        _aim(shapes, data, focus)
    _, results, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise RuntimeError(f"pyshacl could not run ontology/shapes.ttl: {text}")
    found = results.subjects(RDF.type, SH.ValidationResult)
    return sorted(_violation(results, node) for node in found)


def _aim(shapes: rdflib.Graph, data: rdflib.Graph, focus: Collection[str]) -> None:
    """Turn shapes that target classes into shapes that target the nodes of ``focus`` in them.

    pyshacl's own focus_nodes would also silence shapes inside shapes (sh:node, sh:or).
    """
    wanted = {rdflib.URIRef(iri) for iri in focus}
    for shape, target in list(shapes.subject_objects(SH.targetClass)):
        shapes.remove((shape, SH.targetClass, target))
        for subclass in data.transitive_subjects(RDFS.subClassOf, target):
            for node in wanted.intersection(data.subjects(RDF.type, subclass)):
                shapes.add((shape, SH.targetNode, node))


def _violation(results: rdflib.Graph, node: rdflib.term.Node) -> ShapeViolation:
    """One result of pyshacl's report."""
    path, value = results.value(node, SH.resultPath), results.value(node, SH.value)
    warning = results.value(node, SH.resultSeverity) == SH.Warning
    return ShapeViolation(
        severity="warning" if warning else "violation",
        focus=str(results.value(node, SH.focusNode)),
        path=path.replace(CMQ, "cmq:") if isinstance(path, rdflib.URIRef) else "",
        message=str(results.value(node, SH.resultMessage)),
        value=value.n3() if isinstance(value, rdflib.URIRef | rdflib.Literal) else "",
    )
