"""A mistake in a query is shown where it is, and in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.sparqlguard import explain
from kg.store import GraphReader


@pytest.fixture(scope="module")
def reader(small_store: Path) -> GraphReader:
    return GraphReader.open(small_store)


def mistake(reader: GraphReader, query: str) -> QueryError:
    with pytest.raises(QueryError) as raised:
        reader.query(query)
    return explain(query, raised.value, reader.query)


# ¤ stands before the mistake.
@pytest.mark.parametrize(
    ("marked", "says"),
    [
        ("SELECT *\nWHERE { ?s ?p ¤}", "“}” cannot stand here"),
        ("¤hello", "“hello” cannot stand here"),
        ("¤SELEC * { ?s ?p ?o }", "“SELEC” cannot stand here"),
        ("SELECT * { ?s ?p ?o ¤", "the query ends too early"),
        ("SELECT * { ?s ?p ?o . ¤FILTR(?o > 1) }", "“FILTR” cannot stand here"),
        ("SELECT * { ?s ?p ?o . # a note\n ¤OPTIONL { ?s ?p ?z } }", "“OPTIONL”"),
        ("SELECT * { ?s ?p ?o . FILTER(?o > ¤) }", "“)” cannot stand here"),
        ("SELECT * { ?s ¤foo:bar ?o }", "the prefix “foo:” is not declared"),
        ("SELECT * { ?s ¤<a b> ?o }", "this is not an IRI"),
        ("SELECT * { ?s ?p ¤'a }", "the string that begins here"),
        ('SELECT * { ?s ?p ¤"a }', "the string that begins here"),
        ("SELECT * { ?s ?p ?o } LIMIT ¤x", "“x” cannot stand here"),
        ("SELECT * { ?s ?p ?o } ¤}", "“}” cannot stand here"),
        ("SELECT * { VALUES ?x { 1 2 ¤foo } }", "“foo” cannot stand here"),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y¤", "variable that is unbound"),
    ],
)
def test_the_place_is_exact(reader: GraphReader, marked: str, says: str) -> None:
    query = marked.replace("¤", "")
    before = marked[: marked.index("¤")]
    found = mistake(reader, query)
    assert says in str(found)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (found.line, found.column) == place


@given(st.text("SELECT{}()?xp.;,<>'\"# \n1+FILTERwhere:", max_size=60))
def test_every_mistake_has_a_place_in_the_text(reader: GraphReader, query: str) -> None:
    try:
        reader.query(query)
    except QueryError as error:
        found = explain(query, error, reader.query)
        lines = query.split("\n")
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert str(found)
