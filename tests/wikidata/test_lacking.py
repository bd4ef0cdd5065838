"""What Wikidata lacks is listed for a person to review, each with a sentence and its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_store import make_store, small_data

from kg.pipeline import Order, decide, load
from kg.resolve.artefact import Writer
from kg.resolve.catalogue import Catalogue
from kg.resolve.item import Item, Term
from kg.resolve.judgements import Verb
from kg.store import GraphReader
from kg.wikidata.lacking import Fact, as_csv, as_quickstatements, lacking
from kg.wikidata.records import Held, Record
from kg.wikidata.times import first_day, last_day, may_overlap, shared

BASE = "http://127.0.0.1:7878/"
VASK, DORN, BRANDT = "Q900000022", "Q900000021", "Q900000023"
PRESIDENT, SECRETARY, OF_KARSIA = "Q900000041", "Q900000042", "Q900000043"
OFFICES = {
    "president-of-velmora": PRESIDENT,
    "secretary-general-of-northern-compact": SECRETARY,
    "president-of-karsia": OF_KARSIA,
}
ENDPOINT = "https://query.example.org/sparql"
DAY = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphReader]:
    data = small_data()
    same = ox.NamedNode("http://schema.org/sameAs")
    for slug, item in OFFICES.items():
        node = ox.NamedNode(f"http://www.wikidata.org/entity/{item}")
        data.add(ox.Quad(ox.NamedNode(f"{BASE}office/{slug}"), same, node))
    with GraphReader.open(make_store(tmp_path_factory.mktemp("l") / "store", data)) as opened:
        yield opened


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("gazetteer")
    vask = Item(VASK, "person", "Irena Vask", terms=(Term(PRESIDENT, "2005", "2010-06"),))
    Writer(folder).write([vask], "of this test")
    with Catalogue(folder) as opened:
        yield opened


def record(qid: str, *held: Held, memberships: tuple[str, ...] | None = None) -> dict[str, Record]:
    return {qid: Record(qid, ENDPOINT, DAY, held=held, memberships=memberships)}


def found(reader: GraphReader, gazetteer: Catalogue, **records: Record) -> list[Fact]:
    """What is lacking of the items that there are records of, else of all."""
    facts = lacking(reader, gazetteer, records).facts
    return [each for each in facts if not records or each.item in records]


def test_a_term_that_nobody_knows_of_is_listed_with_what_says_it(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    (fact,) = found(reader, gazetteer, **record(DORN))
    assert (fact.lacks, fact.item, fact.objectItem) == ("term", DORN, SECRETARY)
    assert "Dorn" in fact.sentence
    assert fact.url == "https://news.example/velmora-visit"
    assert fact.compared == f"{ENDPOINT} 2026-11-22"
    assert (fact.start, fact.end) == ("", "")  # one day in office tells neither


def test_a_term_that_may_be_a_known_one_is_not_lacking(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    for known in (Held(SECRETARY), Held(SECRETARY, "2024"), Held(SECRETARY, "", "2024-03-20")):
        assert found(reader, gazetteer, **record(DORN, known)) == []
    another = Held(SECRETARY, "2010", "2014")
    assert [each.repeated for each in found(reader, gazetteer, **record(DORN, another))] == ["yes"]


def test_a_term_of_which_a_document_tells_only_the_month_may_be_a_known_one(
    tmp_path: Path, gazetteer: Catalogue
) -> None:
    (tmp_path / "papers").mkdir()
    text = "2021-09-01\n\nAnna Brevik was the Prime Minister of Norway in March 2020.\n"
    (tmp_path / "papers" / "note.txt").write_text(text, encoding="utf-8")
    load(tmp_path / "store", [tmp_path / "papers"])
    decide(tmp_path / "store", Order(Verb.LINK, ("Anna Brevik",), author="me", qid=DORN))
    office = "Q2334076"  # Prime Minister of Norway
    for known, count in ((Held(office, "2020-03-12"), 0), (Held(office, "2020-04-01"), 1)):
        with GraphReader.open(tmp_path / "store") as opened:
            facts = lacking(opened, gazetteer, record(DORN, known)).facts
        assert len([each for each in facts if each.lacks == "term"]) == count


def test_an_end_that_is_not_known_is_lacking_at_the_precision_that_is_certain(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    known = (Held(PRESIDENT, "2005", "2010"), Held(PRESIDENT, "2015", "2024-06"))
    assert found(reader, gazetteer, **record(VASK, *known)) == []
    known = (Held(PRESIDENT, "2005"), Held(PRESIDENT, "2015"))
    (fact,) = found(reader, gazetteer, **record(VASK, *known))
    assert (fact.lacks, fact.end, fact.repeated) == ("end", "2010-06", "yes")


def test_the_gazetteer_is_asked_where_nothing_was_fetched(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    facts = found(reader, gazetteer)
    assert [(each.lacks, each.item, each.start) for each in facts] == [("term", VASK, "2015")]
    assert facts[0].compared == f"gazetteer {gazetteer.version}"
    assert lacking(reader, gazetteer, {}).unknown > 0  # Dorn and Brandt are in no gazetteer


def test_memberships_are_compared_where_they_were_fetched(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    ostrand, pact = "Q900000003", "Q900000012"
    facts = found(reader, gazetteer, **record(ostrand, memberships=()))
    assert ("membership", ostrand, pact) in {(f.lacks, f.item, f.objectItem) for f in facts}
    facts = found(reader, gazetteer, **record(ostrand, memberships=(pact,)))
    assert ostrand not in {each.item for each in facts if each.objectItem == pact}


def test_the_table_is_one_line_a_fact(reader: GraphReader, gazetteer: Catalogue) -> None:
    facts = found(reader, gazetteer, **record(DORN))
    rows = list(csv.DictReader(io.StringIO("\n".join(as_csv(facts)))))
    assert rows[0]["subjectLabel"] == "Mirela Dorn"
    assert len(rows) == len(facts)


def test_commands_name_their_source_and_only_say_what_is_stated(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    facts = found(reader, gazetteer, **record(DORN))
    (line,) = as_quickstatements(facts)
    assert line.split("\t")[:7] == [
        DORN, "P39", SECRETARY, "S854", '"https://news.example/velmora-visit"', "S577",
        "+2024-03-20T00:00:00Z/11",
    ]  # fmt: skip
    doubtful = [
        replace(facts[0], basis="resolved"),
        replace(facts[0], url="javascript:alert(1)"),
        replace(facts[0], repeated="yes"),
    ]
    assert list(as_quickstatements(doubtful)) == []
    evil = replace(
        facts[0],
        url='https://x.example/"Q1',
        subjectLabel="*/ Q1\tP1",
        start="2024-03",
        says="starts",
    )
    (line,) = as_quickstatements([evil])
    assert '"https://x.example/%22Q1"' in line.split("\t")
    assert len(line.split("\t")) == 10
    assert line.count("*/") == 1


def test_a_day_is_only_cited_from_the_document_that_tells_it(
    reader: GraphReader, gazetteer: Catalogue
) -> None:
    (fact,) = found(reader, gazetteer, **record(DORN))
    ended = replace(fact, end="2024-07")
    (line,) = as_quickstatements([replace(ended, says="ends")])
    assert "P582" in line.split("\t")
    (line,) = as_quickstatements([replace(ended, says="holds")])
    assert "P582" not in line
    assert list(as_quickstatements([replace(ended, lacks="end", says="holds")])) == []


@given(st.text(max_size=30))
def test_a_cell_is_no_formula_and_no_line_break(text: str) -> None:
    base = Fact("term", text, *[""] * 18)
    cells = next(csv.reader(io.StringIO(list(as_csv([base]))[1])))
    assert not cells[1].startswith(("=", "+", "-", "@"))
    assert "\n" not in cells[1]


DATES = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(
    ["2024", "2024-02", "1999-12"]
)


@given(DATES, DATES)
def test_a_shared_date_is_true_of_both_ends(one: str, other: str) -> None:
    if first_day(one) <= last_day(other):
        date = shared(one, other)
        assert first_day(one).startswith(date)
        assert last_day(other).startswith(date)


@given(DATES, DATES, DATES, DATES)
def test_spells_overlap_both_ways(a: str, b: str, c: str, d: str) -> None:
    assert may_overlap(a, b, c, d) == may_overlap(c, d, a, b)
    assert may_overlap("", "", c, d) == (first_day(c) <= last_day(d))


def test_the_command_writes_for_review_and_says_what_it_could_not_compare(tmp_path: Path) -> None:
    import subprocess
    import sys

    root = make_store(tmp_path / "store", small_data())
    done = subprocess.run(
        [sys.executable, "-m", "kg", "export", "--store", str(root), "--lacking", "csv"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("lacks,subject,")
    assert "could not be compared" in done.stderr
