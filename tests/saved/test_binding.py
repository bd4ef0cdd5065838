"""Arguments become terms and nothing else, whatever they contain."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CommuniqueError, UsageError
from kg.saved import EntityResolver, SavedQuery, library, prepare
from kg.store import GraphReader

ECHO = """\
#+ summary: What was asked
#+ params:
#+   - {name: words, type: string, description: any words}
#+   - {name: thing, type: any, description: any thing}
#+   - {name: day, type: date, description: a day}
#+   - {name: month, type: month, description: its month, derive: month(day)}
#+   - {name: kind, type: kind, scheme: meeting-kinds, description: a kind}
#+   - {name: count, type: integer, default: 3, description: a number}
#+ columns: {words: the words}
SELECT ?words ?thing ?day ?month ?kind ?count WHERE {
  VALUES (?words ?thing ?day ?month ?kind ?count) { (UNDEF UNDEF UNDEF UNDEF UNDEF 3) } # params
}
"""
HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="\"'\\<>{}()#?$.;,@^ \n\r\tuU0123ABCD"),
    st.sampled_from(
        [
            '") } # params',
            "\\u0022) } INSERT",
            '"""',
            "x\n#+ summary: y",
            "> ) } SELECT * { ?s ?p ?o } #",
            "UNDEF",
            "\\",
            "\ud800",
        ]
    ),
)


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> SavedQuery:
    path = tmp_path_factory.mktemp("queries") / "echo.rq"
    path.write_text(ECHO, encoding="utf-8")
    return SavedQuery.read(path)


def only_row(text: str) -> list[object]:
    """The one row of a query, on an engine of its own."""
    solutions = ox.Store().query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    (row,) = list(solutions)
    return list(row)


@given(words=HOSTILE)
def test_a_string_stays_a_string(echo: SavedQuery, words: str) -> None:
    try:
        expected = ox.Literal(words)
    except ValueError:  # no text of Unicode
        return
    row = only_row(echo.bind({"words": expected}))
    assert row[0] == expected
    assert row[5] == ox.Literal(3)


@given(iri=HOSTILE)
def test_an_iri_stays_an_iri(echo: SavedQuery, iri: str) -> None:
    try:
        expected = ox.NamedNode("http://example.org/" + iri)
    except ValueError:
        return
    assert only_row(echo.bind({"thing": expected}))[1] == expected


@given(name=st.sampled_from(["words", "thing", "day", "kind", "count", "other"]), value=HOSTILE)
def test_whatever_is_written_gives_a_row_or_an_explanation(
    echo: SavedQuery, resolver: EntityResolver, name: str, value: str
) -> None:
    try:
        text = prepare(echo, {name: value}, resolver)
    except CommuniqueError:
        return
    row = only_row(text)
    if name == "words" and value.strip():
        assert isinstance(row[0], ox.Literal)
        assert row[0].value == value.encode("utf-8", "replace").decode()


@given(value=HOSTILE)
def test_every_shipped_query_takes_hostile_names_as_unknown(
    resolver: EntityResolver, reader: GraphReader, value: str
) -> None:
    query = library().get("meetings-of")
    try:
        text = prepare(query, {"agent": value}, resolver)
    except CommuniqueError:
        return
    reader.query(text)


def test_the_month_of_a_day_comes_by_itself(echo: SavedQuery, resolver: EntityResolver) -> None:
    row = only_row(prepare(echo, {"day": "2024-03-19"}, resolver))
    assert [str(term) for term in row[2:4]] == [
        '"2024-03-19"^^<http://www.w3.org/2001/XMLSchema#date>',
        '"2024-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    ]


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("day", "2024-02-30", "is no day"),
        ("day", "20240319", "is no day"),
        ("day", "yesterday", "write 2024-03-19"),
        ("kind", "vist", "Did you mean visit?"),
        ("count", "3.5", "whole number"),
        ("words", "x" * 401, "at most 400"),
        ("month", "2024-03", "no parameter month"),
        ("wrds", "x", "did you mean words?"),
        ("thing", "Velmoria", "Did you mean Velmora?"),
    ],
)
def test_a_wrong_argument_is_explained(
    echo: SavedQuery, resolver: EntityResolver, name: str, value: str, part: str
) -> None:
    with pytest.raises(UsageError, match=part.replace("?", r"\?")):
        prepare(echo, {name: value}, resolver)


@pytest.mark.parametrize(
    "value",
    ["press-conference", "press conference", "Press Conference", "kind:press-conference",
     "https://w3id.org/communique/kind/press-conference"],
)  # fmt: skip
def test_a_kind_is_given_by_notation_label_or_iri(
    echo: SavedQuery, resolver: EntityResolver, value: str
) -> None:
    row = only_row(prepare(echo, {"kind": value}, resolver))
    assert row[4] == ox.NamedNode("https://w3id.org/communique/kind/press-conference")


def test_a_missing_argument_is_asked_for(resolver: EntityResolver) -> None:
    with pytest.raises(UsageError, match=r"members-of needs organisation .*such as “CSTO”"):
        prepare(library().get("members-of"), {"organisation": "  "}, resolver)


def test_a_blank_argument_is_one_left_out(resolver: EntityResolver) -> None:
    query = library().get("visits")
    assert prepare(query, {"person": "", "month": " "}, resolver) == query.text


def test_a_query_without_parameters_says_so(tmp_path: Path, resolver: EntityResolver) -> None:
    path = tmp_path / "all.rq"
    path.write_text("#+ summary: Everything there is\nSELECT * WHERE { ?s ?p ?o }\n")
    query = SavedQuery.read(path)
    assert prepare(query, {}, resolver) == query.text
    with pytest.raises(UsageError, match="has no parameters"):
        prepare(query, {"x": "y"}, resolver)
