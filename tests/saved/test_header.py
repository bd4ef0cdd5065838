"""A file that is no saved query is refused with a reason that helps to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.saved import Library, library

QUERY = """\
#+ summary: People called so
#+ params:
#+   - name: name
#+     type: string
#+     description: the name
#+ columns:
#+   person: IRI of the person
SELECT ?person WHERE {
  VALUES (?name) { (UNDEF) } # params
  ?person ?label ?name
}
"""


def read(folder: Path, text: str, name: str = "people.rq") -> Library:
    (folder / name).write_text(text, encoding="utf-8")
    return Library.read([folder])


def test_a_good_file_is_read(tmp_path: Path) -> None:
    query = read(tmp_path, QUERY).get("people")
    assert query.summary == "People called so"
    assert [parameter.name for parameter in query.parameters] == ["name"]
    assert [column.description for column in query.columns] == ["IRI of the person"]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("#+ summary: People called so\n", "", "lacks its summary"),
        ("#+ summary: People called so", "#+ summary: [", "is no YAML"),
        ("#+ summary: People called so", "#+ - a list", "no YAML|name: value"),
        ("#+ columns:", "#+ colums:", "“colums” is not known"),
        ("type: string", "type: text", "“text” is no type. Choose from: any, country"),
        ("type: string", "type: string|person", "is no type"),
        ("type: string", "type: kind", "names the scheme"),
        ("type: string", "type: kind\n#+     scheme: colours", "names the scheme"),
        ("type: string", "type: person\n#+     default: x", "an entity has no default"),
        ("type: string", "type: string\n#+     derive: month(day)", "only a month"),
        ("type: string", "type: month\n#+     derive: month(day)", "which is no parameter"),
        ("name: name\n", "name: 1a\n", "no name of a parameter"),
        ("(?name)", "(?names)", "the header"),
        ("{ (UNDEF) }", "{ (UNDEF UNDEF) }", "has 2 values, not 1"),
        ("{ (UNDEF) }", '{ ("x") }', "differ in the default of name"),
        ("type: string", "type: string\n#+     default: x", "differ in the default of name"),
        (" # params", "", "no row VALUES"),
        ("VALUES (?name) { (UNDEF) } # params", "VALUES ?name { UNDEF } # params", "one line"),
        (QUERY, "SELECT * { ?s ?p ?o }", "begins with a header"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str, part: str) -> None:
    assert old in QUERY
    with pytest.raises(UsageError, match=part) as raised:
        read(tmp_path, QUERY.replace(old, new))
    assert "people.rq" in str(raised.value)


def test_rows_that_are_repeated_are_the_same(tmp_path: Path) -> None:
    row = "  VALUES (?name) { (UNDEF) } # params\n"
    read(tmp_path, QUERY.replace(row, row + row))
    with pytest.raises(UsageError, match="differ"):
        read(tmp_path, QUERY.replace(row, row + row.replace("UNDEF", '"x"')))


def test_users_add_and_replace_queries(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(QUERY)
    (tmp_path / "visits.rq").write_text(QUERY)
    queries = library(tmp_path)
    assert "mine" in queries
    assert queries.get("visits").summary == "People called so"
    assert len(queries) == len(library()) + 1


@pytest.mark.parametrize(
    ("name", "part"),
    [("visit", "did you mean visits"), ("xyzzy", "no saved query “xyzzy”$")],
)
def test_an_unknown_query_is_explained(name: str, part: str) -> None:
    with pytest.raises(UsageError, match=part):
        library().get(name)


def test_odd_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        Library.read([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="name of a query"):
        read(tmp_path, QUERY, "My Query.rq")
    (tmp_path / "My Query.rq").unlink()
    (tmp_path / "bytes.rq").write_bytes(b"\xff\xfe#+ summary")
    with pytest.raises(UsageError, match="cannot be read"):
        Library.read([tmp_path])
