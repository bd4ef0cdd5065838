"""``kg check``: does the store hold what the ontology allows, and nothing else?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kg.cli.command import Commands, add_store, store_root
from kg.cli.table import plain

if TYPE_CHECKING:
    from kg.check import CheckReport, OwlReport, QueryResult, ShapeReport

_SHOWN = 5  # faults named of each kind; the SPARQL of a check finds the others


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "check",
        _check,
        "check the store: the ontology, queries that must find nothing, the shapes",
        ["kg check", "kg check --store archive-kg"],
    )
    add_store(parser)


def _check(options: argparse.Namespace) -> int:
    from kg.check import check_store
    from kg.store import GraphReader

    with GraphReader.open(store_root(options)) as reader:
        report = check_store(reader)
    for line in lines(report):
        print(plain(line))
    return 0 if report.ok else 1


def lines(report: CheckReport) -> list[str]:
    """What was checked and found, one line a finding."""
    found = [_ontology(report.ontology)]
    for result in report.queries:
        found += _query(result)
    clean = sum(result.ok for result in report.queries)
    found.append(f"queries   {clean} of {len(report.queries)} found nothing wrong")
    found += _shapes(report.shapes)
    return found


def _ontology(report: OwlReport) -> str:
    if report.skipped:
        return f"ontology  not proved: {report.skipped}"
    if not report.consistent:
        return "ontology  FAULT: it contradicts itself"
    if report.unsatisfiable:
        return f"ontology  FAULT: no instance is possible of {', '.join(report.unsatisfiable)}"
    return "ontology  consistent, every class can have instances"


def _query(result: QueryResult) -> list[str]:
    if result.ok:
        return []
    more = " or more" if result.more else ""
    found = [f"queries   FAULT {result.query.name}: {len(result.hits)}{more} hits"]
    found.append(f"          {result.query.meaning}")
    found += [
        "          " + ", ".join(f"{name} {term}" for name, term in hit.items())
        for hit in result.hits[:_SHOWN]
    ]
    return found


def _shapes(report: ShapeReport) -> list[str]:
    if report.skipped:
        return [f"shapes    not checked: {report.skipped}"]
    looked = f"{report.documents:,} of {report.of:,} documents"
    found = []
    for title, faults in (("FAULTS", report.violations), ("warnings", report.warnings)):
        if faults:
            found.append(f"shapes    {len(faults):,} {title} in {looked}")
            found += [
                f"          {fault.focus} {fault.path}: {fault.message} {fault.value}".rstrip()
                for fault in faults[:_SHOWN]
            ]
    return found or [f"shapes    nothing wrong in {looked}"]
