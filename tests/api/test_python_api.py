"""The Python interface, as docs/python.md describes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from small_store import make_store, small_data

import kg
from kg.errors import AmbiguousError, QueryError, StoreError, UsageError
from kg.knowledge import Knowledge, Rows

CMQ = rdflib.Namespace("https://w3id.org/communique/ns#")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    root = make_store(tmp_path_factory.mktemp("api") / "kg-data", small_data())
    with kg.open(root) as opened:
        yield opened


def test_rows_hold_python_values(store: Knowledge) -> None:
    rows = store.query("""
        SELECT ?iri ?text ?day ?month ?number ?decimal ?double ?flag ?none WHERE {
          VALUES (?iri ?text ?day ?month ?number ?decimal ?double ?flag ?none) {
            (<place/lorn> "Lorn"@en "2024-03-19"^^xsd:date "2024-03"^^xsd:gYearMonth
             7 1.5 1e3 true UNDEF) } }""")
    assert isinstance(rows, Rows)
    assert rows == [
        {
            "iri": f"{store.base}place/lorn",
            "text": "Lorn",
            "day": date(2024, 3, 19),
            "month": "2024-03",
            "number": 7,
            "decimal": Decimal("1.5"),
            "double": 1000.0,
            "flag": True,
            "none": None,
        }
    ]
    assert rows.columns[:2] == ["iri", "text"]
    assert rows.raw[0][1].language == "en"  # type: ignore[union-attr]


def test_what_python_has_no_value_for_stays_text(store: Knowledge) -> None:
    rows = store.query("""SELECT ?a ?b WHERE {
        VALUES (?a ?b) { ("-0044-03-15"^^xsd:date "2024-03-19Z"^^xsd:date) } }""")
    assert rows == [{"a": "-0044-03-15", "b": "2024-03-19Z"}]


def test_other_queries(store: Knowledge) -> None:
    assert store.query("ASK { <country/velmora> a cmq:Country }") is True
    assert store.query("ASK { <country/velmora> a cmq:Person }") is False
    graph = store.query("CONSTRUCT { ?a cmq:met ?b } WHERE { ?a cmq:met ?b }")
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == 12  # six pairs, in both directions
    assert "@prefix cmq:" in graph.serialize()


def test_a_saved_query(store: Knowledge) -> None:
    (row,) = store.saved("office-holder-on", office="President of Karsia", day="2024-04-01")
    assert (row["personLabel"], row["how"]) == ("Olga Brandt", "certain")
    assert row["certainFrom"] == date(2024, 3, 20)
    assert row["before"] == date(2024, 3, 20)
    assert "office-holder-on" in store.queries


def test_things_are_found_by_name(store: Knowledge) -> None:
    assert store.find("velmora") == store.find("Q900000001") == f"{store.base}country/velmora"
    with pytest.raises(AmbiguousError):
        store.find("Tomas Hale", "person")
    with pytest.raises(UsageError, match="no person"):
        store.find("Velmora", "person")


def test_a_person_is_described_with_offices_and_meetings(store: Knowledge) -> None:
    graph = store.describe("Mirela Dorn")
    person = rdflib.URIRef(store.find("Mirela Dorn"))
    assert len(list(graph.subjects(CMQ.holder, person))) == 1
    assert len(list(graph.subjects(CMQ.participant, person))) == 4
    assert rdflib.Literal("Northern Compact", lang="en") in graph.objects()


def test_a_document_is_described_whole_and_a_claim_with_its_passages(store: Knowledge) -> None:
    document = store.describe("velmora-visit")
    claims = list(document.subjects(rdflib.RDF.type, CMQ.Claim))
    assert len(claims) == 18
    claim = store.describe(str(claims[0]))
    assert list(claim.subjects(rdflib.RDF.type, CMQ.Passage))


def test_claims_say_who_says_so(store: Knowledge) -> None:
    sentences = {claim["sentence"] for claim in store.claims("Lena Sorel")}
    assert sentences == {"Lena Sorel has been nominated as foreign minister of Karsia."}
    assert len(store.claims("velmora-visit")) > 18  # all that it says, for each fact


def test_documents_and_search(store: Knowledge) -> None:
    assert sum(1 for _ in store.documents()) == 5
    assert [hit.id for hit in store.search("telephoned")] == ["karsia-talks"]


def test_errors_name_what_is_wrong(store: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg load"):
        kg.open(tmp_path)
    with pytest.raises(QueryError) as raised:
        store.query("SELECT ?x WHERE { ?x }")
    assert raised.value.line == 1
    with pytest.raises(QueryError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    with pytest.raises(UsageError, match="did you mean visits"):
        store.saved("visit")


def test_a_store_is_closed_once_and_for_all(tmp_path: Path) -> None:
    with kg.open(make_store(tmp_path / "kg-data", small_data())) as opened:
        assert opened.query("ASK { ?s ?p ?o }")
    opened.close()


def test_the_folder_may_be_a_string_and_has_a_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_store(tmp_path / "kg-data", small_data())
    monkeypatch.chdir(tmp_path)
    for opened in (kg.open(), kg.open("kg-data")):
        assert opened.query("ASK { ?s ?p ?o }")
        opened.close()
