"""Each must-be-empty query finds what it is for, and nothing in a store that is in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from ontology_faults import Fault, read_faults
from rdflib.plugins.sparql import prepareQuery

from kg.check.queries import CheckQuery, check_queries, read_query, run_query
from kg.resources import resource_dir

QUERIES = {query.name: query for query in check_queries()}
FAULTS = read_faults("check-faults.ru")


def test_every_query_has_an_example_of_what_it_finds() -> None:
    assert {fault.finding for fault in FAULTS} == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_it_finds_nothing_in_a_store_that_is_in_order(name: str, westmark: ox.Store) -> None:
    result = run_query(westmark, QUERIES[name])
    assert result.hits == ()
    assert result.ok


def test_they_find_nothing_in_the_store_of_the_other_tests(project: Path, ontology: bytes) -> None:
    store = ox.Store()
    store.load(path=str(project / "tests/data/small.trig"), format=ox.RdfFormat.TRIG)
    store.load(ontology, format=ox.RdfFormat.N_TRIPLES)
    results = [run_query(store, query) for query in QUERIES.values()]
    assert [(result.query.name, result.hits) for result in results if result.hits] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.finding}: {fault.where}")
def test_it_names_what_is_broken(fault: Fault, broken: Callable[[str], ox.Store]) -> None:
    result = run_query(broken(fault.update), QUERIES[fault.finding])
    assert not result.ok
    assert any(fault.where in term for hit in result.hits for term in hit.values())


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_it_says_what_a_hit_means_and_runs_in_any_tool(query: CheckQuery) -> None:
    assert query.title
    assert query.meaning.endswith(".")
    assert "#" not in query.meaning
    prepareQuery(query.sparql)  # rdflib reads it as it stands: every prefix is declared


def test_no_file_of_the_folder_is_left_out() -> None:
    folder = resource_dir("ontology") / "checks"
    assert {file.stem for file in folder.iterdir()} == set(QUERIES)


def test_a_query_that_says_nothing_about_its_hits_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a-check: .*A hit means"):
        read_query("a-check", "SELECT * WHERE { ?s ?p ?o }")


def test_it_stops_after_the_first_hits(westmark: ox.Store) -> None:
    every = CheckQuery("every", "Everything", "a triple.", "SELECT * WHERE { ?s ?p ?o }")
    result = run_query(westmark, every, shown=3)
    assert len(result.hits) == 3
    assert result.more
    assert set(result.hits[0]) == {"s", "p", "o"}


def test_a_window_of_many_years_need_not_list_every_month(
    broken: Callable[[str], ox.Store],
) -> None:
    years = """DELETE WHERE { <meeting/visit> cmq:latest ?day } ;
    INSERT DATA { <meeting/visit> cmq:latest "2041-12-31"^^xsd:date }"""
    assert run_query(broken(years), QUERIES["month-missing"]).ok
