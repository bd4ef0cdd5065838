"""Asking from the command line: SPARQL, saved queries, formats."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]


def test_rows_come_as_a_table_that_people_can_read(kg: Kg, examples_store: Path) -> None:
    query = "SELECT ?name { <office/prime-minister-of-armenia> rdfs:label ?name }"
    done = kg("sparql", query, "--store", examples_store)
    assert done.stdout.splitlines() == ["name", "─" * 25, "Prime Minister of Armenia"]


@pytest.mark.parametrize(
    ("format_", "start"),
    [("json", "{"), ("xml", "<?xml"), ("csv", "n\r\n"), ("tsv", "?n\n")],
)
def test_rows_come_in_every_standard_format(
    kg: Kg, examples_store: Path, format_: str, start: str
) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?p a cmq:Person }"
    command = [sys.executable, "-m", "kg", "sparql", query, "--format", format_]
    done = subprocess.run(
        [*command, "--store", str(examples_store)], capture_output=True, check=True
    )
    assert done.stdout.decode().startswith(start)


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "rdfxml", "jsonld", "table"])
def test_graphs_come_in_every_graph_format(kg: Kg, examples_store: Path, format_: str) -> None:
    query = "CONSTRUCT { ?s a ?c } { ?s a ?c . FILTER(?c = cmq:Meeting) }"
    done = kg("sparql", query, "--format", format_, "--store", examples_store)
    assert done.returncode == 0
    assert "Meeting" in done.stdout


def test_a_query_can_come_from_a_file_or_from_input(
    kg: Kg, examples_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "ask.rq").write_text("ASK { ?m a cmq:Meeting }", encoding="utf-8")
    assert kg("sparql", "-f", "ask.rq", "--store", examples_store).stdout == "yes\n"
    told = kg("sparql", "-f", "-", "--store", examples_store, stdin="ASK { ?m a cmq:NoSuch }")
    assert told.stdout == "no\n"


def test_a_slip_in_a_query_is_pointed_at_as_on_the_page(kg: Kg, examples_store: Path) -> None:
    done = kg("sparql", "SELCT * { ?s ?p ?o }", "--store", examples_store)
    assert done.returncode == 2
    assert done.stderr == "kg: line 1, column 1: “SELCT” cannot stand here\n"


def test_a_syntax_error_names_line_and_column(kg: Kg, examples_store: Path) -> None:
    done = kg("sparql", "SELECT *\nWHERE { ?s ?p }", "--store", examples_store)
    assert done.returncode == 2
    assert "line 2, column" in done.stderr


def test_a_query_cannot_reach_out(kg: Kg, examples_store: Path) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    done = kg("sparql", query, "--store", examples_store)
    assert done.returncode == 2
    assert "SERVICE" in done.stderr


def test_a_table_format_for_a_graph_is_refused_with_the_choices(
    kg: Kg, examples_store: Path
) -> None:
    done = kg("sparql", "DESCRIBE cmq:Person", "--format", "csv", "--store", examples_store)
    assert done.returncode == 2
    assert "turtle" in done.stderr


def test_a_reader_that_has_enough_is_no_error(examples_store: Path) -> None:
    command = [sys.executable, "-m", "kg", "sparql", "SELECT * { ?s ?p ?o }", "--format", "tsv"]
    with subprocess.Popen(
        [*command, "--store", str(examples_store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_without_a_name_the_saved_queries_are_listed(kg: Kg) -> None:
    done = kg("query")
    assert done.returncode == 0
    for name in ("office-holders", "office-holder-on", "who-met-whom", "memberships"):
        assert f"\n  {name} " in f"\n{done.stdout}"


def test_each_query_has_options_of_its_own(kg: Kg, examples_store: Path) -> None:
    explained = kg("query", "office-holder-on", "--help").stdout
    assert "--office" in explained
    assert "--day" in explained or "--date" in explained or "--on" in explained
    done = kg(
        "query", "offices-of", "--format", "json", "--agent", "Jens Stoltenberg",
        "--store", examples_store,
    )  # fmt: skip
    if done.returncode == 0:  # the name of the option is the query's own affair
        assert "NATO" in json.dumps(json.loads(done.stdout))


def test_options_may_stand_before_the_name(kg: Kg, examples_store: Path) -> None:
    done = kg("query", "--format", "csv", "--store", examples_store, "office-holders")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert any(row["personLabel"] == "Jens Stoltenberg" for row in rows)


def test_a_name_that_nothing_bears_is_a_wrong_call(kg: Kg, examples_store: Path) -> None:
    done = kg("query", "office-holders", "--person", "Nobody At All", "--store", examples_store)
    assert done.returncode == 2
    assert "Nobody At All" in done.stderr


def test_a_near_miss_is_suggested(kg: Kg) -> None:
    assert "office-holders" in kg("query", "office-holder").stderr


def test_the_sparql_of_a_saved_query_can_be_had(kg: Kg, examples_store: Path) -> None:
    text = kg("query", "who-met-whom", "--sparql", "--store", examples_store).stdout
    assert "SELECT" in text
    direct = kg("sparql", text, "--store", examples_store, "--format", "csv")
    saved = kg("query", "who-met-whom", "--store", examples_store, "--format", "csv")
    assert direct.stdout == saved.stdout


def test_no_parameter_of_a_saved_query_hides_an_option_of_ours() -> None:
    from kg.saved import library

    ours = {"store", "format", "sparql", "help"}
    for query in library():
        assert not ours & {parameter.name for parameter in query.parameters}, query.name


def test_a_sound_store_passes_the_checks(kg: Kg, examples_store: Path) -> None:
    done = kg("check", "--store", examples_store)
    assert done.returncode == 0, done.stdout
    assert "FAULT" not in done.stdout
