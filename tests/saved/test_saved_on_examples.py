"""What the saved queries find in the example documents: for each query rows that have to be there.

The rows are facts that the documents state (tests/golden/catalogue.md); other rows may join them as
extraction improves. What must not be there is said at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.saved import EntityResolver, library, prepare
from kg.store import GraphReader

LULA = "Luiz Inácio Lula da Silva"
STATED = ("basis", "sentence", "document")

# query, arguments, columns, rows that are among the answers
FOUND: list[tuple[str, dict[str, str], str, list[tuple[str, ...]]]] = [
    (
        "office-holders",
        {},
        "personLabel officeLabel status",
        [
            ("Petteri Orpo", "Prime Minister of Finland", "substantive"),
            ("Jens Stoltenberg", "Secretary General of NATO", "substantive"),
            ("Mark Rutte", "Secretary General of NATO", "substantive"),
            (LULA, "President of Brazil", "substantive"),
        ],
    ),
    (
        "office-holder-on",
        {"of": "Brazil", "kind": "head-of-state", "day": "2009-06-16"},
        "how personLabel",
        [("certain", LULA)],
    ),
    (
        "office-holder-on",
        {"office": "Secretary General of NATO", "day": "2023-08-01"},
        "how personLabel",
        [("certain", "Jens Stoltenberg")],
    ),
    (
        "offices-of",
        {"agent": "Jens Stoltenberg"},
        "officeLabel ofLabel",
        [("Secretary General of NATO", "NATO")],
    ),
    (
        "acting-holders",
        {"of": "Armenia"},
        "personLabel officeLabel",
        [("Nikol Pashinyan", "Prime Minister of Armenia")],
    ),
    (
        "former-holders",
        {"of": "Portugal"},
        "personLabel officeLabel",
        [("António Costa", "Prime Minister of Portugal")],
    ),
    (
        "nominees",
        {},
        "personLabel officeLabel status",
        [("Donald Trump", "President of the United States", "elect")],
    ),
    (
        "office-changes",
        {"of": "Finland"},
        "change personLabel officeLabel",
        [("starts", "Petteri Orpo", "Prime Minister of Finland")],
    ),
    (
        "who-met-whom",
        {"person": LULA},
        "personLabel otherLabel kind when",
        [
            (LULA, "Xi Jinping", "bilateral-meeting", "2023-04-14"),
            (LULA, "Volodymyr Zelenskyy", "bilateral-meeting", "2023-09-20"),
            (LULA, "Volodymyr Zelenskyy", "call", "2023-03-02"),
        ],
    ),
    (
        "meetings-of",
        {"agent": "Q7184", "status": "held"},
        "personLabel capacityLabel kind",
        [("Mark Rutte", "Secretary General of NATO", "bilateral-meeting")],
    ),
    (
        "visits",
        {},
        "personLabel placeLabel status",
        [("Mark Rutte", "Kyiv", "held"), (LULA, "China", "cancelled")],
    ),
    (
        "programme",
        {"person": "Mark Rutte"},
        "kind when basis",
        [("bilateral-meeting", "2024-10-03", "inferred")],
    ),
    ("calls", {"agent": LULA}, "status when", [("held", "2023-03-02")]),
    ("summits", {"at": "Bürgenstock"}, "status when", [("held", "2024-06-15/2024-06-16")]),
    ("meetings-in", {"month": "2024-06"}, "kind when", [("summit", "2024-06-15/2024-06-16")]),
    ("meetings-on", {"day": "2024-06-16"}, "kind placeLabel", [("summit", "Bürgenstock")]),
    (
        "planned-meetings",
        {"agent": "Joe Biden"},
        "kind status when",
        [("bilateral-meeting", "planned", "2023-09-21")],
    ),
    (
        "planned-outcome",
        {"agent": LULA},
        "kind announced outcome when",
        [
            ("visit", "cancelled", "cancelled", ""),
            ("bilateral-meeting", "cancelled", "cancelled", "2023-03-28"),
        ],
    ),
    (
        "capacity",
        {"person": "Xi Jinping", "with": LULA},
        "capacityLabel behalfLabel status",
        [("President of China", "China", "held")],
    ),
    ("co-attendance", {"person": "Mark Rutte"}, "otherLabel", [("Volodymyr Zelenskyy",)]),
    ("counterparts", {"of": "NATO"}, "counterpartLabel", [("Finland",), ("Ukraine",)]),
    (
        "memberships",
        {},
        "memberLabel organisationLabel role status",
        [
            ("Armenia", "CSTO", "full-member", "frozen"),
            ("Finland", "NATO", "full-member", "active"),
            ("Austria", "NATO", "partner", "active"),
            ("Moldova", "European Union", "candidate", "active"),
            ("United Kingdom", "European Union", "full-member", "ended"),
            ("Russia", "United Nations Human Rights Council", "full-member", "suspended"),
        ],
    ),
    (
        "members-of",
        {"organisation": "NATO"},
        "memberLabel status",
        [("Finland", "active"), ("Sweden", "active")],
    ),
    ("party-members", {}, "memberLabel organisationLabel", [("Pekka Haavisto", "Green League")]),
    (
        "contradictions",
        {},
        "topic documentLabel otherDocumentLabel",
        [
            (
                "two-dates",
                "Spring session of the Lakes Cooperation Council opened in Aldermere",
                "Miller stays at home",
            )
        ],
    ),
    (
        "homonyms",
        {},
        "name officeLabel",
        [("Michael Miller", "Chairman of Port Ellery Harbour Board")],
    ),
    (
        "single-source",
        {"about": "International Criminal Court"},
        "factLabel kind date",
        [("Armenia in International Criminal Court", "membership", "2024-02-29")],
    ),
    ("evidence-for", {"fact": "CSTO"}, "kind date", [("membership", "2024-02-29")]),
    ("attributed", {"stance": "hedged"}, "kind stance", [("meeting", "hedged")]),
    ("documents", {"month": "2009-06"}, "document", [("document/first-bric-summit.txt",)]),
    ("documents-about", {"about": "CSTO"}, "date", [("2024-02-29",)]),
    (
        "by-wikidata",
        {"item": "Q7184"},
        "entityLabel class",
        [("NATO", "InternationalOrganisation")],
    ),
    ("statements-by-rule", {"kind": "naming"}, "kind", [("naming",)]),
    ("timeline", {"agent": "Petteri Orpo"}, "what status", [("tenure", "substantive")]),
    ("homonyms", {}, "name", []),
    ("ended-terms", {}, "personLabel ended", []),  # nothing of Wikidata lies beside the examples
]  # fmt: skip


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> Iterator[GraphReader]:
    with GraphReader.open(examples_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(examples: GraphReader) -> EntityResolver:
    return EntityResolver(examples)


def ask(
    reader: GraphReader, names: EntityResolver, query: str, arguments: dict[str, str]
) -> list[dict[str, str]]:
    """The rows as text, IRIs without the base."""
    solutions = reader.query(prepare(library().get(query), arguments, names))
    assert isinstance(solutions, ox.QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    return [
        {
            column: "" if term is None else term.value.removeprefix(reader.base)
            for column, term in zip(columns, row, strict=True)
        }
        for row in solutions
    ]


@pytest.mark.parametrize(
    ("query", "arguments", "columns", "expected"),
    FOUND,
    ids=["-".join([query, *arguments.values()]) for query, arguments, _, _ in FOUND],
)
def test_found(
    query: str,
    arguments: dict[str, str],
    columns: str,
    expected: list[tuple[str, ...]],
    examples: GraphReader,
    names: EntityResolver,
) -> None:
    rows = ask(examples, names, query, arguments)
    shown = {tuple(row[column] for column in columns.split()) for row in rows}
    assert shown >= set(expected)
    for row in rows:
        if row.get("how") != "unknown":
            assert all(row[column] for column in STATED if column in row)


def test_every_query_is_asked() -> None:
    assert {query for query, *_ in FOUND} == {query.name for query in library()}


def test_each_fact_has_one_row(examples: GraphReader, names: EntityResolver) -> None:
    def count(cls: str) -> int:
        (row,) = examples.query(f"SELECT (COUNT(?x) AS ?n) {{ ?x a cmq:{cls} }}")
        return int(row["n"].value)

    holders = ask(examples, names, "office-holders", {})
    nominated = examples.query(
        "SELECT ?t { ?t cmq:tenureStatus ?s FILTER(?s IN (kind:nominee, kind:elect)) }"
    )
    assert len(holders) + len(list(nominated)) == count("Tenure")
    assert len(ask(examples, names, "memberships", {})) == count("Membership")
    assert len(ask(examples, names, "meetings-in", {})) == count("Meeting")
    assert len(ask(examples, names, "programme", {})) == count("Inclusion")
    assert len(ask(examples, names, "documents", {})) == 20


def test_not_found(examples: GraphReader, names: EntityResolver) -> None:
    pair = {"person": "Ilham Aliyev", "other": "Nikol Pashinyan"}
    met = {row["when"] for row in ask(examples, names, "who-met-whom", pair)}
    # in Munich alone; declined in October 2023; "did not meet" in July 2024
    assert met == {"2024-02-17"}
    members = {
        row["memberLabel"] for row in ask(examples, names, "members-of", {"organisation": "NATO"})
    }
    assert not members & {"Austria", "Ireland", "Switzerland", "Ukraine", "Moldova"}
    holders = ask(examples, names, "office-holders", {"person": "Donald Trump"})
    assert not {row["officeLabel"] for row in holders if row["certainFrom"] >= "2024"}


def test_there_are_two_michael_millers_and_no_third(examples: GraphReader) -> None:
    found = examples.query(
        "SELECT ?p { ?p a <https://w3id.org/communique/ns#Person> ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "Michael Miller"@en }'
    )
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 2


def test_no_label_shows_a_key(examples: GraphReader) -> None:
    found = examples.query(
        "SELECT ?l { { ?x ?label ?l } UNION { GRAPH ?g { ?x ?label ?l } }"
        " FILTER (?label = <http://www.w3.org/2000/01/rdf-schema#label>"
        ' && REGEX(?l, "(person|organisation|country|place|office|meeting|document)/")) }'
    )
    assert isinstance(found, ox.QuerySolutions)
    assert [row["l"].value for row in found] == []
