"""The two seed documents, loaded in either order, answer exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.saved import EntityResolver, library, prepare
from kg.store import GraphReader

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=["in order", "the other way round"])
def seeds(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GraphReader]:
    root = tmp_path_factory.mktemp("seeds") / "kg-data"
    paths = sorted((shared / "documents" / "seeds").glob("*.txt"))
    for path in paths if request.param == "in order" else reversed(paths):
        assert not pipeline.load(root, [path]).failures
    with GraphReader.open(root) as opened:
        yield opened


def ask(reader: GraphReader, query: str, columns: str, **arguments: str) -> list[tuple[str, ...]]:
    """These columns of all rows, sorted; every row has its sentence and its basis."""
    text = prepare(library().get(query), arguments, EntityResolver(reader))
    solutions = reader.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    rows = list(solutions)
    assert all(row["sentence"].value and row["basis"].value for row in rows)
    return sorted(
        tuple("" if row[name] is None else row[name].value for name in columns.split())
        for row in rows
    )


def test_who_holds_which_office(seeds: GraphReader) -> None:
    assert ask(seeds, "office-holders", "personLabel officeLabel basis") == [
        ("Dmitry Peskov", "Spokesperson of the Kremlin", "stated"),
        ("Jens Stoltenberg", "Secretary General of NATO", "stated"),
        ("Nikol Pashinyan", "Prime Minister of Armenia", "stated"),
        ("Vahagn Khachaturyan", "President of Armenia", "resolved"),
        ("Vladimir Putin", "President of Russia", "stated"),
    ]


@pytest.mark.parametrize(("day", "how"), [("2024-03-19", "certain"), ("2024-04-02", "presumed")])
def test_who_held_an_office_on_a_day(seeds: GraphReader, day: str, how: str) -> None:
    rows = ask(
        seeds, "office-holder-on", "how personLabel", office="Prime Minister of Armenia", day=day
    )
    assert rows == [(how, "Nikol Pashinyan")]


def test_who_met_whom(seeds: GraphReader) -> None:
    columns = "personLabel otherLabel kind when placeLabel"
    assert ask(seeds, "who-met-whom", columns) == [
        ("Jens Stoltenberg", "Nikol Pashinyan", "press-conference", "2024-03-19", "Yerevan"),
        ("Jens Stoltenberg", "Vahagn Khachaturyan", "bilateral-meeting", "2024-03",
         "Residence of the President of the Republic"),
    ]  # fmt: skip


def test_visits_and_their_programme(seeds: GraphReader) -> None:
    assert ask(seeds, "visits", "personLabel placeLabel status when") == [
        ("Jens Stoltenberg", "Armenia", "held", "")
    ]
    assert ask(seeds, "programme", "kind when basis") == [
        ("bilateral-meeting", "2024-03", "inferred"),
        ("press-conference", "2024-03-19", "inferred"),
    ]
    assert len(ask(seeds, "meetings-in", "meetingLabel", status="held")) == 3


def test_memberships(seeds: GraphReader) -> None:
    columns = "memberLabel organisationLabel role status stance"
    assert ask(seeds, "memberships", columns) == [
        ("Armenia", "CSTO", "full-member", "frozen", "reported"),
        ("Armenia", "International Criminal Court", "full-member", "active", "asserted"),
        ("Armenia", "NATO", "partner", "active", "reported"),
    ]
    (csto,) = ask(seeds, "memberships", "statusFrom sentence", organisation="CSTO")
    assert csto[0] == "2024-02-29"
    assert "frozen" in csto[1]
    assert all(ask(seeds, "memberships", "claimant", organisation="NATO")[0])
    assert [row for (row,) in ask(seeds, "members-of", "memberLabel", organisation="CSTO")] == [
        "Armenia"
    ]
    assert ask(seeds, "members-of", "memberLabel", organisation="NATO") == []
