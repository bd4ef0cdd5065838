"""The files in queries/: they run in any SPARQL tool and say what they give."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib.plugins.sparql
from small_store import small_data

from kg import sparqlguard
from kg.resources import resource_dir
from kg.saved import SavedQuery, library
from kg.settings import DEFAULT_BASE

QUERIES = list(library())
EVIDENCE = ["basis", "sentence", "document", "documentLabel", "date", "url"]
# Columns of IRIs that need no label: what is outside the store, and homonyms, named in ?name.
BARE = {"url", "wikidata", "otherUrl", "afterDocument"}


@pytest.fixture(scope="module")
def plain() -> ox.Store:
    """A SPARQL engine that knows nothing of us: no prefixes, no base."""
    return small_data()


def every(query: SavedQuery) -> str:
    return query.name


@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_runs_unchanged_and_gives_the_documented_columns(
    query: SavedQuery, plain: ox.Store
) -> None:
    solutions = plain.query(query.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [v.value for v in solutions.variables] == [column.name for column in query.columns]
    assert all(column.description for column in query.columns)
    list(solutions)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_another_engine_reads_it(query: SavedQuery) -> None:
    rdflib.plugins.sparql.prepareQuery(query.text)


@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_is_free_of_installations_and_passes_the_guard(query: SavedQuery) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+"))
    assert DEFAULT_BASE not in body
    assert "SERVICE" not in body
    sparqlguard.check(query.text)
    assert all(len(line) <= 100 for line in query.text.splitlines())


@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_says_what_it_is_for(query: SavedQuery) -> None:
    assert 10 < len(query.summary) < 120
    assert not query.summary.endswith(".")
    assert query.tags
    for parameter in query.parameters:
        assert parameter.description, parameter.name
        assert parameter.example, parameter.name


@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_without_arguments_the_text_is_the_file(query: SavedQuery) -> None:
    assert query.bind({}) == query.text


@pytest.mark.parametrize("query", QUERIES, ids=every)
def test_labels_stand_beside_iris(query: SavedQuery, plain: ox.Store) -> None:
    solutions = plain.query(query.text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for row in solutions:
        for name, term in zip(names, row, strict=True):
            if isinstance(term, ox.NamedNode) and name not in BARE:
                label = "name" if query.name == "homonyms" and name == "person" else f"{name}Label"
                assert label in names
                assert row[label] is not None


@pytest.mark.parametrize("query", [q for q in QUERIES if "basis" in q.text], ids=every)
def test_rows_that_state_a_fact_say_where_it_is_from(query: SavedQuery, plain: ox.Store) -> None:
    names = [column.name for column in query.columns]
    assert [name for name in names if name in EVIDENCE] == EVIDENCE
    solutions = plain.query(query.text)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        assert row["basis"].value in {"stated", "resolved", "inferred"}
        assert row["sentence"].value
        assert row["document"].value.startswith(DEFAULT_BASE + "document/")


def test_there_are_those_that_people_ask_for() -> None:
    names = {query.name for query in QUERIES}
    assert len(names) >= 20
    assert names >= {
        *("office-holders", "office-holder-on", "offices-of", "who-met-whom", "meetings-of"),
        *("visits", "planned-outcome", "memberships", "members-of", "contradictions"),
        *("single-source", "documents", "evidence-for"),
    }


def test_the_query_in_the_readme_is_one(plain: ox.Store, tmp_path: Path) -> None:
    readme = (resource_dir("queries") / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "example.rq"
    path.write_text(readme.split("```sparql\n")[1].split("```")[0], encoding="utf-8")
    query = SavedQuery.read(path)
    person = ox.NamedNode(DEFAULT_BASE + "person/olga-brandt")
    solutions = plain.query(query.bind({"person": person}))
    assert isinstance(solutions, ox.QuerySolutions)
    assert [v.value for v in solutions.variables] == [column.name for column in query.columns]
    assert [row["meetingLabel"].value for row in solutions] == [
        "Call of Mirela Dorn and Olga Brandt, 2024-05-01"
    ]


def test_prefixes_are_declared_once_and_used() -> None:
    for query in QUERIES:
        declared = re.findall(r"^PREFIX (\w+): ", query.text, re.MULTILINE)
        body = re.sub(r"^(PREFIX|#).*$", "", query.text, flags=re.MULTILINE)
        assert len(declared) == len(set(declared))
        for prefix in declared:
            assert re.search(rf"(?<![\w:]){prefix}:", body), f"{query.name}: {prefix}"
