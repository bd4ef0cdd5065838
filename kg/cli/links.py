"""``kg links``: which entities are linked to Wikidata, and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kg.cli.command import Commands, add_store, store_root
from kg.cli.table import plain, summary
from kg.vocabulary import CMQ, WD

if TYPE_CHECKING:
    from kg.knowledge import Knowledge, Value

_DECISION = """
  ?e cmq:linkReason ?reason ; rdfs:label ?label ; a ?class .
  OPTIONAL { ?e schema:sameAs ?same } OPTIONAL { ?e skos:closeMatch ?near }
  OPTIONAL { ?e cmq:linkCandidate ?item } OPTIONAL { ?e cmq:linkRunnerUp ?second }
  OPTIONAL { ?e cmq:linkScore ?score ; cmq:linkMargin ?margin }
  OPTIONAL { ?e cmq:linkGazetteer ?gazetteer }
"""
_ABOUT = f"SELECT * {{ VALUES ?e {{ <%s> }} {_DECISION} }} LIMIT 1"
_COUNTS = """SELECT ?class (COUNT(?e) AS ?all) (COUNT(?same) AS ?linked) (COUNT(?near) AS ?nearly)
  (COUNT(?reason) AS ?decided) {
  VALUES ?class { cmq:Person cmq:Country cmq:InternationalOrganisation cmq:GovernmentBody
    cmq:Organisation cmq:Place cmq:Office }
  ?e a ?class .
  OPTIONAL { ?e schema:sameAs ?same } OPTIONAL { ?e skos:closeMatch ?near }
  OPTIONAL { ?e cmq:linkReason ?reason }
} GROUP BY ?class ORDER BY ?class"""


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "links",
        _links,
        "tell which entities are linked to Wikidata, and of one why",
        ["kg links", "kg links 'Nikol Pashinyan'", "kg links NATO 'President of Armenia'"],
    )
    parser.add_argument("entities", metavar="ENTITY", nargs="*", help="a name or an IRI")
    add_store(parser)


def _links(options: argparse.Namespace) -> int:
    from kg.knowledge import Knowledge

    with Knowledge(store_root(options)) as store:
        if not options.entities:
            print("\n".join(_figures(store)))
        for name in options.entities:
            print("\n".join(map(plain, _why(store, name))))
    return 0


def _figures(store: Knowledge) -> list[str]:
    lines = []
    for row in _rows(store, _COUNTS):
        kind = str(row["class"]).removeprefix(CMQ)
        undecided = int(str(row["decided"])) - int(str(row["linked"])) - int(str(row["nearly"]))
        unknown = int(str(row["all"])) - int(str(row["decided"]))
        lines += [
            f"{kind}: {row['all']}",
            *summary(
                [
                    ("linked", str(row["linked"])),
                    ("near an item", str(row["nearly"])),
                    ("left open", str(undecided)),
                    ("unknown there", str(unknown)),
                ]
            ),
        ]
    return lines


def _why(store: Knowledge, name: str) -> list[str]:
    iri = store.find(name, "person", "organisation", "country", "office", "place")
    found = _rows(store, _ABOUT % iri)
    if not found:
        return [f"{name}: the gazetteer has nothing of that name"]
    row = found[0]
    verdict = "not linked"
    if row["same"] is not None:
        verdict = f"linked to {str(row['same']).removeprefix(WD)}"
    elif row["near"] is not None:
        verdict = f"near {str(row['near']).removeprefix(WD)}, not the same"
    elif row["item"] is not None:
        verdict = f"not linked to {row['item']}"
    lines = [f"{row['label']}: {verdict}", f"  because: {row['reason']}"]
    if row["score"] is not None and float(str(row["score"])):  # a judgement counts no points
        lines.append(f"  points: {row['score']}")
    if row["second"] is not None:
        lines.append(f"  runner-up: {row['second']}, {row['margin']} points behind")
    return [*lines, f"  gazetteer: {row['gazetteer']}"]


def _rows(store: Knowledge, query: str) -> list[dict[str, Value]]:
    answer = store.query(query)
    assert isinstance(answer, list)
    return answer
