"""What Wikidata says is fetched on request, kept apart with its source, and joined by queries."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_endpoint import endpoint, wikidata
from small_store import make_store, small_data

from kg.errors import OnlineError, UsageError
from kg.online.polite import Manners, PoliteClient
from kg.resolve.artefact import Writer
from kg.resolve.catalogue import Catalogue
from kg.resolve.item import Item, Term
from kg.saved import EntityResolver, library, prepare
from kg.store import GraphReader
from kg.wikidata.endpoint import Endpoint
from kg.wikidata.enriching import enrich_locally, enrich_online
from kg.wikidata.records import Held, Record, RecordFile
from kg.wikidata.slices import GRAPH, triples

BASE = "http://127.0.0.1:7878/"
WD = "http://www.wikidata.org/entity/"
DORN, VASK, BRANDT = "Q900000021", "Q900000022", "Q900000023"
SECRETARY, PRESIDENT, OF_KARSIA = "Q900000042", "Q900000041", "Q900000043"
OFFICES = {
    "president-of-velmora": PRESIDENT,
    "secretary-general-of-northern-compact": SECRETARY,
    "president-of-karsia": OF_KARSIA,
}
QUICK = Manners("desk@example.org", interval=0.0, timeout=20.0)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    data = small_data()
    same = ox.NamedNode("http://schema.org/sameAs")
    for slug, item in OFFICES.items():
        data.add(ox.Quad(ox.NamedNode(f"{BASE}office/{slug}"), same, ox.NamedNode(WD + item)))
    return make_store(tmp_path / "store", data)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Iterator[Catalogue]:
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    people = [
        Item(
            DORN,
            "person",
            "Mirela Dorn",
            born="1961-04",
            terms=(Term(SECRETARY, "2014", "2023-10-01"),),
        ),
        Item(
            VASK,
            "person",
            "Irena Vask",
            terms=(Term(PRESIDENT, "2005", "2010"), Term(PRESIDENT, "2015")),
        ),
    ]
    Writer(folder).write(people, "of this test")
    with Catalogue(folder) as opened:
        yield opened


def ask(store: Path, query: str) -> list[tuple[str, ...]]:
    with GraphReader.open(store) as reader:
        found = reader.query(query)
        assert isinstance(found, ox.QuerySolutions)
        return [tuple(term.value if term else "" for term in row) for row in found]


def layers(store: Path) -> set[str]:
    """Everything that is not in the graph of enrichment, as lines."""
    with GraphReader.open(store) as reader:
        return {str(q) for q in reader.store if GRAPH not in str(q.graph_name)}


def online(url: str, *languages: str) -> Endpoint:
    return Endpoint(url, PoliteClient(QUICK), languages or ("en",))


def test_what_the_gazetteer_says_is_put_beside_without_a_network(
    store: Path, gazetteer: Catalogue
) -> None:
    before = layers(store)
    report = enrich_locally(store, gazetteer)
    assert report.graph == BASE + GRAPH
    assert report.fetched == 2
    assert layers(store) == before
    assert ask(
        store,
        f"SELECT ?b {{ GRAPH <{report.graph}> {{ wd:{DORN} wdt:P569 ?b }} }}".replace(
            "wdt:P569", "<http://www.wikidata.org/prop/direct/P569>"
        ),
    ) == [("1961-04",)]
    sources = ask(
        store,
        f"""SELECT ?item ?source ?time {{ GRAPH <{report.graph}> {{
        ?note dcterms:subject ?item ; dcterms:source ?source ; dcterms:created ?time }} }}""",
    )
    assert {item for item, _, _ in sources} == {WD + DORN, WD + VASK}
    assert all(gazetteer.version in source and time for _, source, time in sources)


def test_the_same_again_changes_nothing(store: Path, gazetteer: Catalogue) -> None:
    enrich_locally(store, gazetteer)
    first = (store / "enrichment.jsonl").read_bytes()
    again = enrich_locally(store, gazetteer)
    assert again.fetched == 0
    assert (store / "enrichment.jsonl").read_bytes() == first


def test_documents_that_speak_of_a_term_that_had_ended_are_listed(
    store: Path, gazetteer: Catalogue
) -> None:
    enrich_locally(store, gazetteer)
    rows = saved(store, "ended-terms", "personLabel officeLabel ended document")
    assert {row[:3] for row in rows} == {
        ("Mirela Dorn", "Secretary General of the Northern Compact", "2023-10-01")
    }
    assert {row[3] for row in rows} <= {
        f"{BASE}document/velmora-visit",
        f"{BASE}document/harbour-palace",
    }
    # Vask has another term without an end: nothing contradicts.
    assert saved(store, "ended-terms", "personLabel", person="Irena Vask") == []


def saved(store: Path, name: str, columns: str, **arguments: str) -> list[tuple[str, ...]]:
    with GraphReader.open(store) as reader:
        query = prepare(library().get(name), arguments, EntityResolver(reader))
        found = reader.query(query)
        assert isinstance(found, ox.QuerySolutions)
        wanted = columns.split()
        return [tuple(row[each].value for each in wanted) for row in found]


def test_an_endpoint_is_asked_for_what_the_gazetteer_has_not(store: Path) -> None:
    with endpoint(wikidata()) as service:
        report = enrich_online(store, online(service.url, "en", "fr"))
        assert report.fetched == report.linked > 5
        assert all("desk@example.org" in each.headers["User-Agent"] for each in service.requests)
    found = {each.qid: each for each in RecordFile(store).latest()}
    dorn = found[DORN]
    assert dorn.labels == {"en": "Mirela Dorn", "fr": "Mirèle Dorn"}
    assert (dorn.born, dorn.died) == ("1961-04-30", "")
    assert dorn.held == (
        Held(SECRETARY, "2014-05", "2023-10-01", "http://www.wikidata.org/entity/statement/a"),
    )
    assert dorn.source == service.url
    assert found["Q900000001"].memberships == ("Q900000012",)
    assert found[VASK].held == ()  # its only statement is deprecated
    assert saved(store, "ended-terms", "personLabel")[0] == ("Mirela Dorn",)


def test_an_interrupted_run_keeps_its_answers_and_goes_on(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.wikidata.enriching.BATCH", 4)
    with endpoint(wikidata(), fails_after=4) as service:
        with pytest.raises(OnlineError, match="500"):
            enrich_online(store, online(service.url))
        kept = RecordFile(store).latest()
        assert len(kept) == 4
        assert ask(store, f"SELECT ?s {{ GRAPH <{BASE}{GRAPH}> {{ ?s dcterms:source ?x }} }}")
    with endpoint(wikidata(), port=service.port) as service:
        again = enrich_online(store, online(service.url))
        assert again.known == 4
        assert again.fetched == again.linked - 4
        sent = len(service.requests)
        assert enrich_online(store, online(service.url)).fetched == 0
        assert len(service.requests) == sent


@pytest.mark.parametrize(
    "content",
    [
        b"<html/>", b"[]", b'{"results": {"bindings": [1]}}', b"{",
        b'{"results": {"bindings": [{"item": "Q1"}]}}',
    ],
)  # fmt: skip
def test_an_answer_that_is_no_result_is_refused(store: Path, content: bytes) -> None:
    with endpoint(wikidata(), raw=content) as service, pytest.raises(OnlineError):
        enrich_online(store, online(service.url))
    assert not (store / "enrichment.jsonl").exists()


def test_labels_in_no_language_are_left_out(store: Path) -> None:
    cell = b'{"item": {"value": "x"}, "label": {"value": "x", "xml:lang": "a b"}}'
    with endpoint(wikidata(), raw=b'{"results": {"bindings": [%s, {}]}}' % cell) as service:
        enrich_online(store, online(service.url))
    assert all(not each.labels for each in RecordFile(store).latest())


def test_a_language_is_a_tag() -> None:
    with pytest.raises(UsageError, match="language"):
        online("http://127.0.0.1/", 'en") . ?s ?p ?o #')


DATE = st.sampled_from(["", "1999", "1999-05", "1999-05-17"])
RECORDS = st.builds(
    Record,
    st.integers(1, 9).map(lambda n: f"Q90000000{n}"),
    st.sampled_from(["gazetteer abc", "https://query.example.org/sparql"]),
    st.just(datetime(2026, 11, 22, tzinfo=UTC)),
    st.dictionaries(st.sampled_from(["en", "fr", "zh-hant"]), st.text(max_size=20)),
    DATE,
    DATE,
    st.lists(st.builds(Held, st.just(SECRETARY), DATE, DATE), max_size=3).map(tuple),
    st.none() | st.lists(st.just("Q900000012"), max_size=2).map(tuple),
)


@given(st.lists(RECORDS, max_size=4))
def test_records_are_written_and_read_back_and_are_valid_rdf(records: list[Record]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = RecordFile(Path(folder))
        file.append(records)
        clean = file.read()
        assert len(clean) == len(records)
    text = triples(clean, BASE)
    assert text == triples(list(reversed(clean)), BASE)
    assert len(list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))) == text.count("\n")


def kg(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True, text=True, check=False, env=kept | more,
    )  # fmt: skip


def test_the_command_needs_no_network_unless_an_endpoint_is_named(
    store: Path, gazetteer: Catalogue
) -> None:
    done = kg("link", "--store", store, "--enrich", KG_GAZETTEER=str(gazetteer.folder))
    assert done.returncode == 0, done.stderr
    assert f"graph <{BASE}{GRAPH}>" in done.stdout
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/sparql"
        kept = (store / "enrichment.jsonl").read_bytes()
        failed = kg(
            "link", "--store", store, "--enrich", "--endpoint", url, "--contact", "a@b.example"
        )
    assert failed.returncode == 1
    assert "cannot be reached" in failed.stderr
    assert (store / "enrichment.jsonl").read_bytes() == kept
    assert kg("link", "--store", store, "--enrich", "--endpoint", url).returncode == 2


def test_exports_hold_what_documents_say_and_nothing_else(
    store: Path, gazetteer: Catalogue
) -> None:
    before = kg("export", "--store", store, "--layer", "all").stdout
    enrich_locally(store, gazetteer)
    assert kg("export", "--store", store, "--layer", "all").stdout == before


def test_queries_are_small(store: Path) -> None:
    with endpoint(wikidata()) as service:
        enrich_online(store, online(service.url))
        for each in service.requests:
            query = parse_qs(each.body.decode())["query"][0]
            assert query.count("wd:Q") <= 40
            json.dumps(query)
