"""`kg check` looks at a store from three sides and says what it did not look at."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import resources
from kg.check import CheckReport, check_shapes, check_store, sample, shapes
from kg.errors import CommuniqueError
from kg.resources import resource_dir

pyshacl = pytest.mark.skipif(
    importlib.util.find_spec("pyshacl") is None, reason="pyshacl is not installed"
)
WESTMARK = Path(__file__).parent / "data" / "westmark.trig"
BASE = "http://127.0.0.1:7878/"


def copies(store: ox.Store, number: int) -> None:
    """Load the document again under other IRIs, so that the store has many documents."""
    text = WESTMARK.read_text(encoding="utf-8")
    for i in range(number):
        other = text.replace("westmark-tour", f"tour-{i:03}").replace("Q900000", f"Q91{i:03}0")
        for step in ("person", "country", "organisation", "place", "office", "tenure"):
            other = other.replace(f"<{step}/", f"<{step}/{i:03}-")
        for step in ("membership", "meeting", "participation", "inclusion"):
            other = other.replace(f"<{step}/", f"<{step}/{i:03}-")
        store.load(other.encode(), format=ox.RdfFormat.TRIG)


def test_a_store_in_order_passes(westmark: ox.Store) -> None:
    report = check_store(westmark)
    assert isinstance(report, CheckReport)
    assert report.ok
    assert len(report.queries) > 20
    assert all(result.ok for result in report.queries)
    if not report.shapes.skipped:
        assert (report.shapes.documents, report.shapes.of) == (1, 1)
        assert report.shapes.found == ()


def test_an_empty_store_passes() -> None:
    store = ox.Store()
    assert [r.query.name for r in check_store(store).queries if not r.ok] == []


def test_one_fault_is_enough_to_fail(broken: Callable[[str], ox.Store]) -> None:
    report = check_store(broken("DELETE WHERE { <place/port-vale> cmq:evidence ?claim }"))
    assert not report.ok
    (result,) = [result for result in report.queries if not result.ok]
    assert result.query.name == "node-without-evidence"
    assert result.hits[0]["node"] == f"<{BASE}place/port-vale>"
    assert result.query.meaning.startswith("the graph says something that nobody can trace")


@pyshacl
def test_a_warning_is_no_fault(broken: Callable[[str], ox.Store]) -> None:
    report = check_store(broken("DELETE WHERE { GRAPH ?g { ?d dcterms:source ?address } }"))
    assert report.ok
    assert [one.message for one in report.shapes.warnings] == ["no source address"]
    assert report.shapes.violations == []


@pyshacl
class TestBigStore:
    @pytest.fixture
    def big(self, westmark: ox.Store, monkeypatch: pytest.MonkeyPatch) -> ox.Store:
        monkeypatch.setattr(sample, "_IRIS_A_QUERY", 30)
        copies(westmark, 30)
        return westmark

    def test_a_sample_of_it_passes_although_its_neighbours_are_cut_off(self, big: ox.Store) -> None:
        part = sample.take_sample(big, whole=10, sampled=4)
        assert (part.documents, part.of) == (4, 31)
        assert part.focus is not None
        assert f"{BASE}document/tour-000" in part.focus
        assert f"{BASE}participation/000-lind-talks" in part.focus
        assert shapes.shape_violations(part.graph, part.focus) == []

    def test_the_same_store_gives_the_same_sample(self, big: ox.Store) -> None:
        one, two = (sample.take_sample(big, whole=10, sampled=4) for _ in range(2))
        assert one.focus == two.focus
        assert set(one.graph) == set(two.graph)

    def test_a_fault_in_the_sample_is_found(self, big: ox.Store) -> None:
        big.update(
            f"PREFIX cmq: <https://w3id.org/communique/ns#>"
            f"DELETE WHERE {{ <{BASE}meeting/000-talks> cmq:basis ?basis }}"
        )
        part = sample.take_sample(big, whole=10, sampled=4)
        (one,) = shapes.shape_violations(part.graph, part.focus)
        assert (one.focus, one.path) == (f"{BASE}meeting/000-talks", "cmq:basis")

    def test_the_evidence_of_a_much_named_country_stays_out(self, big: ox.Store) -> None:
        evidence = ox.NamedNode("https://w3id.org/communique/ns#evidence")
        for i in range(30):
            claim = ox.NamedNode(f"{BASE}document/tour-{i:03}/claim/00000003")
            big.add(ox.Quad(ox.NamedNode(f"{BASE}country/estmark"), evidence, claim))
        part = sample.take_sample(big, whole=10, sampled=2)
        country = f"<{BASE}country/estmark>"
        claims = [str(t[2]) for t in part.graph if t[0].n3() == country and "evidence" in t[1]]
        assert len(claims) == 2
        assert shapes.shape_violations(part.graph, part.focus) == []


@pyshacl
def test_hostile_text_reaches_the_shapes_unharmed(westmark: ox.Store) -> None:
    name = 'a "quoted" \\ name\nwith > and <brackets> and \U0001f680'
    person = ox.NamedNode(f"{BASE}person/ivo-lind")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    westmark.add(ox.Quad(person, label, ox.Literal(name, language="hy")))
    part = sample.take_sample(westmark)
    assert name in {str(value) for value in part.graph.objects()}
    assert shapes.shape_violations(part.graph, part.focus) == []


def test_what_was_skipped_says_why(westmark: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes.importlib.util, "find_spec", lambda name: None)
    report = check_shapes(westmark)
    assert "communique[check]" in report.skipped
    assert report.violations == []
    whole = check_store(westmark)
    assert whole.ontology.skipped
    assert whole.ok, "a check that did not run is no fault"


def test_the_files_of_the_package_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (resource_dir("ontology") / "communique.ttl").is_file()
    package = tmp_path / "site" / "kg"
    (package / "ontology").mkdir(parents=True)
    (tmp_path / "site" / "ontology").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resource_dir("ontology") == package / "ontology", "what is installed comes first"


def test_an_incomplete_installation_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(CommuniqueError, match="lacks its folder “ontology”"):
        resource_dir("ontology")
