"""Loading: what is new, changed, unchanged, removed or failed, and what readers see of it."""

from __future__ import annotations

import json
import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from toy import LESS, TOY
from whole_store import documents, quads, rows

from kg import pipeline
from kg.archive import Archive
from kg.errors import StoreError, UsageError
from kg.model import Document, Extraction
from kg.pipeline import LoadReport
from kg.pipeline.extracting import Extractor
from kg.rdf.identifiers import document_slug
from kg.settings import StorePaths, read_settings
from kg.store import GraphReader, GraphWriter

MET = "SELECT ?a ?b { ?a cmq:met ?b }"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "kg-data"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text("2024-03-19\n\nAnn Hill met Bob Lee in Lorn.\n")
    (folder / "two.txt").write_text("2024-03-20\n\nAnn Hill is President of Velmora.\n")
    return folder


def load(root: Path, *paths: Path, **more: object) -> LoadReport:
    return pipeline.load(root, paths, **{"extractor": TOY, **more})  # type: ignore[arg-type]


def counts(report: LoadReport) -> tuple[int, int, int, int, int]:
    return (
        report.new, report.changed, report.unchanged, report.removed, len(report.failures),
    )  # fmt: skip


def test_new_documents_are_read_and_the_rest_is_left_alone(root: Path, notes: Path) -> None:
    first = load(root, notes)
    assert counts(first) == (2, 0, 0, 0, 0)
    assert (first.entities, first.claims) == (4, 7)
    before = quads(root)
    assert counts(load(root, notes)) == (0, 0, 2, 0, 0)
    assert quads(root) == before
    assert rows(root, MET) == [
        ("person/ann-hill", "person/bob-lee"),
        ("person/bob-lee", "person/ann-hill"),
    ]


def test_other_content_under_the_same_id_replaces_the_document(root: Path, notes: Path) -> None:
    load(root, notes)
    (notes / "one.txt").write_text("2024-03-19\n\nAnn Hill met Eve Day in Lorn.\n")
    assert counts(load(root, notes)) == (0, 1, 1, 0, 0)
    assert ("person/ann-hill", "person/eve-day") in rows(root, MET)
    assert "bob-lee" not in "".join(quads(root))
    with Archive.open(root, readonly=True) as archive:
        assert [hit.id for hit in archive.search("Eve")] == ["one.txt"]
        assert archive.search("Bob") == []


def test_a_file_that_has_gone_removes_nothing_without_sync(root: Path, notes: Path) -> None:
    load(root, notes)
    (notes / "one.txt").unlink()
    assert counts(load(root, notes)) == (0, 0, 1, 0, 0)
    assert counts(load(root, notes, sync=True)) == (0, 0, 1, 1, 0)
    assert rows(root, MET) == []
    assert documents(root).keys() == {"two.txt"}


def test_sync_leaves_alone_what_other_folders_brought_and_what_cannot_be_read(
    root: Path, notes: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "three.txt").write_text("Cid Fox met Dan Orr in Lorn.")
    load(root, notes, other)
    (notes / "one.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    report = load(root, notes, sync=True)
    assert counts(report) == (0, 0, 1, 0, 1)
    assert documents(root).keys() == {"one.txt", "two.txt", "three.txt"}


def test_sync_of_a_folder_that_is_gone_or_empty_removes_nothing(root: Path, notes: Path) -> None:
    load(root, notes)
    shutil.rmtree(notes)
    assert counts(load(root, notes, sync=True)) == (0, 0, 0, 0, 1)
    notes.mkdir()
    assert counts(load(root, notes, sync=True)) == (0, 0, 0, 0, 1)
    assert len(documents(root)) == 2


def test_records_of_one_file_come_and_go_with_sync(root: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    lines = [
        json.dumps({"id": f"r{n}", "text": f"Ann Hill met Bob Lee in Town{n}."}) for n in (1, 2)
    ]
    records.write_text("\n".join(lines))
    assert counts(load(root, records)) == (2, 0, 0, 0, 0)
    records.write_text(lines[0])
    assert counts(load(root, records, sync=True)) == (0, 0, 1, 1, 0)
    records.write_text(lines[0] + "\n{broken")
    assert counts(load(root, records, sync=True)) == (0, 0, 1, 0, 1)


def test_two_sources_of_one_id_are_a_failure_and_the_first_is_kept(
    root: Path, tmp_path: Path
) -> None:
    records = tmp_path / "records.jsonl"
    texts = ["Ann Hill met Bob Lee in Lorn.", "Cid Fox met Dan Orr in Lorn."]
    records.write_text("\n".join(json.dumps({"id": "same", "text": text}) for text in texts))
    report = load(root, records)
    assert counts(report) == (1, 0, 0, 0, 1)
    (failure,) = report.failures
    assert "same" in failure.reason
    assert "line 1" in failure.reason
    assert failure.place == "line 2"
    assert documents(root)["same"][0] == texts[0]


def test_an_id_made_to_have_the_iri_of_another_is_a_failure(root: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    ids = ["a/b", document_slug("a/b")]
    records.write_text("\n".join(json.dumps({"id": one, "text": "Talks."}) for one in ids))
    report = load(root, records)
    assert counts(report) == (1, 0, 0, 0, 1)
    assert "same IRI" in report.failures[0].reason


def test_what_is_no_text_is_a_failure(root: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "\\ud800", "text": "Talks."}\n{"id": "b", "text": "Talks."}')
    assert counts(load(root, records))[0] >= 1


def test_a_store_inside_the_folder_that_is_loaded_is_not_loaded(notes: Path) -> None:
    inside = notes / "kg-data"
    for _ in range(2):
        assert load(inside, notes).failures == []


def test_an_extractor_that_fails_on_one_document_does_not_stop_the_load(
    root: Path, notes: Path
) -> None:
    (notes / "bad.txt").write_text("CRASH")
    report = load(root, notes)
    assert counts(report) == (2, 0, 0, 0, 1)
    (failure,) = report.failures
    assert failure.path == "bad.txt"
    assert "ValueError: crash, as asked for" in failure.reason


def test_the_outcome_of_every_source_is_told_once(root: Path, notes: Path) -> None:
    (notes / "bad.txt").write_text("CRASH")
    (notes / "empty.txt").write_text("")
    told: list[dict[str, object]] = []
    seen: list[tuple[int, int]] = []
    load(root, notes, outcome=told.append, progress=lambda done, total: seen.append((done, total)))
    assert {str(one["path"]): one["outcome"] for one in told} == {
        "bad.txt": "failed", "empty.txt": "failed", "one.txt": "new", "two.txt": "new",
    }  # fmt: skip
    assert len(told) == 4
    assert seen[-1] == (4, 4)


def test_a_newer_extractor_reads_everything_again(root: Path, notes: Path) -> None:
    load(root, notes)
    assert counts(load(root, notes, extractor=LESS)) == (0, 2, 0, 0, 0)
    assert rows(root, MET) == []


def test_extraction_may_run_elsewhere(root: Path, notes: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert counts(load(root, notes, executor=executor)) == (2, 0, 0, 0, 0)


def test_the_base_is_set_once(root: Path, notes: Path) -> None:
    load(root, notes, base="https://kg.example.org/x")
    assert read_settings(root).base == "https://kg.example.org/x/"
    load(root, notes)
    with pytest.raises(UsageError, match=r"https://kg\.example\.org/x/"):
        load(root, notes, base="https://other.example.org/")


def test_a_base_that_is_no_iri_is_refused_before_anything_is_made(root: Path, notes: Path) -> None:
    for base in ("kg", "https://kg.example.org/?x=", "https://kg.example.org/<x>", ""):
        with pytest.raises(UsageError, match="base of IRIs"):
            load(root, notes, base=base)
    assert not root.exists()


def test_only_one_process_writes(root: Path, notes: Path) -> None:
    load(root, notes)
    with GraphWriter.open(root), pytest.raises(StoreError, match="another process"):
        load(root, notes)


def test_a_reader_keeps_its_generation_while_a_load_publishes_others(
    root: Path, notes: Path
) -> None:
    load(root, notes)
    with GraphReader.open(root) as reader:
        for number in range(5):
            (notes / "two.txt").write_text(f"Ann Hill is President of Land{number}.")
            load(root, notes)
            assert not reader.is_current()
        assert bool(reader.query("ASK { ?p rdfs:label 'Velmora'@en }"))
    assert rows(root, "SELECT ?o { ?o a cmq:Office }") == [("office/president-of-land4",)]


def test_stats_counts_what_is_there(root: Path, notes: Path) -> None:
    load(root, notes)
    figures = pipeline.stats(root)
    expected = {"documents": 2, "claims": 7, "persons": 2, "meetings": 1, "tenures": 1}
    assert expected.items() <= figures.items()


def test_a_graph_that_was_lost_is_made_anew_from_the_archive(
    root: Path, notes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load(root, notes)
    before = quads(root)
    shutil.rmtree(StorePaths(root).graph)
    with caplog.at_level(logging.WARNING):
        load(root, notes)
    assert "making the graph anew" in caplog.text
    assert quads(root) == before


def test_generations_that_were_lost_are_published_again(root: Path, notes: Path) -> None:
    load(root, notes)
    before = quads(root)
    shutil.rmtree(StorePaths(root).generations)
    with pytest.raises(StoreError, match="kg rebuild"):
        quads(root)
    load(root, notes)
    assert quads(root) == before


def test_an_archive_that_was_lost_is_not_taken_for_an_empty_one(root: Path, notes: Path) -> None:
    load(root, notes)
    before = quads(root)
    StorePaths(root).archive.unlink()
    for action in (lambda: load(root, notes), lambda: pipeline.rebuild(root)):
        with pytest.raises(StoreError, match="backup"):
            action()
    assert quads(root) == before


def test_a_store_that_was_never_loaded_says_what_to_do(tmp_path: Path) -> None:
    for action in (
        quads,
        pipeline.stats,
        pipeline.rebuild,
        lambda root: pipeline.forget(root, ["x"]),
    ):
        with pytest.raises(StoreError, match="kg load"):
            action(tmp_path / "nothing")


# ---------------------------------------------------------------- rebuild and forget


def test_rebuild_says_which_facts_went_and_came_by_rule(root: Path, notes: Path) -> None:
    load(root, notes)
    before = quads(root)
    shutil.rmtree(notes)
    report = pipeline.rebuild(root, extractor=LESS)
    assert (report.documents, report.changed) == (2, 1)
    assert dict(report.went) == {"toy.met": 1}
    assert not report.came
    assert rows(root, MET) == []
    report = pipeline.rebuild(root, extractor=TOY)
    assert dict(report.came) == {"toy.met": 1}
    assert quads(root) == before


def test_after_a_rebuild_a_load_finds_nothing_to_do(root: Path, notes: Path) -> None:
    load(root, notes)
    pipeline.rebuild(root, extractor=LESS)
    assert counts(load(root, notes, extractor=LESS)) == (0, 0, 2, 0, 0)


def test_a_document_that_a_newer_extractor_fails_on_keeps_what_was_read_before(
    root: Path, notes: Path
) -> None:
    load(root, notes)
    before = quads(root)

    def fails(document: Document) -> Extraction:
        raise ValueError("never mind")

    report = pipeline.rebuild(root, extractor=Extractor(fails, "toy 3"))
    assert len(report.failures) == 2
    assert quads(root) == before
    assert counts(load(root, notes)) == (0, 0, 2, 0, 0)


def test_a_rebuild_without_changes_says_so(root: Path, notes: Path) -> None:
    load(root, notes)
    before = quads(root)
    report = pipeline.rebuild(root, extractor=TOY)
    assert (report.documents, report.changed, report.came, report.went) == (2, 0, {}, {})
    assert quads(root) == before


def test_a_store_of_another_version_is_refused_until_it_is_rebuilt(
    root: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(root, notes)
    before = quads(root)
    monkeypatch.setattr("kg.pipeline.session.CONSOLIDATION_VERSION", "next")
    with pytest.raises(StoreError, match="kg rebuild"):
        load(root, notes)
    assert quads(root) == before  # still to be read
    pipeline.rebuild(root, extractor=TOY)
    assert quads(root) == before
    assert counts(load(root, notes)) == (0, 0, 2, 0, 0)


def test_forgetting_leaves_no_trace_in_any_file(root: Path, notes: Path) -> None:
    secret = "Zebulon Quixworth"
    (notes / "three.txt").write_text(f"{secret} met Bob Lee in Lorn.")
    load(root, notes)
    assert any(b"Quixworth" in path.read_bytes() for path in _files(root))
    assert pipeline.forget(root, ["three.txt"]).forgotten == ("three.txt",)
    assert not [path for path in _files(root) if b"uixwort" in path.read_bytes().lower()]
    assert documents(root).keys() == {"one.txt", "two.txt"}
    fresh = root.parent / "fresh"
    (notes / "three.txt").unlink()
    load(fresh, notes)
    assert quads(root) == quads(fresh)


def test_forgetting_an_unknown_id_forgets_nothing(root: Path, notes: Path) -> None:
    load(root, notes)
    with pytest.raises(UsageError, match="nobody"):
        pipeline.forget(root, ["one.txt", "nobody"])
    assert len(documents(root)) == 2


def test_extract_paths_needs_no_store(notes: Path) -> None:
    (notes / "empty.txt").write_text("")
    found = list(pipeline.extract_paths([notes]))
    assert [type(one) for one in found] == [pipeline.Failure, dict, dict]
    assert {"id", "title", "date", "text", "items", "links"} == set(found[1])  # type: ignore[arg-type]


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]
