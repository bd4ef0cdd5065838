"""A backup is the store: what was restored answers, loads and exports as what was backed up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from kg import pipeline
from kg.archive import Archive
from kg.backup import back_up, restore
from kg.errors import StoreError, UsageError
from kg.settings import StorePaths
from kg.store import GraphChange, GraphReader, GraphWriter, generations
from kg.web import create_app

ROOT = Path(__file__).resolve().parent.parent.parent
NOTE = '<http://example.org/a> <http://example.org/says> "kept" .\n'


@pytest.fixture
def store(examples_store: Path, tmp_path: Path) -> Path:
    """A store of the examples to work on."""
    root = tmp_path / "store"
    shutil.copytree(examples_store, root)
    return root


def quads(root: Path) -> Counter[str]:
    """All that a reader sees of the graph."""
    with GraphReader.open(root) as reader:
        return Counter(str(quad) for quad in reader.store)


def pages(root: Path) -> dict[str, bytes]:
    """What some addresses answer, whole."""
    app = create_app(root)
    client = app.test_client()
    paths = ("/queries/office-holders.csv", "/documents.json", "/person/jens-stoltenberg.ttl")
    found = {path: client.get(path).data for path in paths}
    app.extensions["communique"].close()
    assert all(found.values())
    return found


def exported(root: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "export", "--store", str(root), "--format", "nquads"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_restored_answers_and_exports_the_same(store: Path, tmp_path: Path) -> None:
    made = back_up(store, tmp_path / "copies" / "monday")
    assert made.in_step
    restored = tmp_path / "elsewhere" / "store"
    restored.parent.mkdir()
    again = restore(tmp_path / "copies" / "monday", restored)
    assert again == made
    assert quads(restored) == quads(store)
    assert pages(restored) == pages(store)
    exports = [exported(root) for root in (restored, store)]
    assert exports[0] == exports[1]
    with Archive.open(store, readonly=True) as one, Archive.open(restored, readonly=True) as other:
        for document in one.documents(limit=1000):
            assert other.get(document.document.id) == document
            name = document.document.id
            assert other.original(name) == one.original(name)
        assert other.search("Stoltenberg") == one.search("Stoltenberg")
        dumps = [Counter(archive.database.iterdump()) for archive in (one, other)]
    assert dumps[0] == dumps[1]  # also the history of the IRIs


def test_a_further_load_goes_on_as_if_nothing_had_been(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    restored = tmp_path / "restored"
    restore(tmp_path / "copy", restored)
    more = tmp_path / "more"
    more.mkdir()
    (more / "one.txt").write_text("Mirela Dorn is the Prime Minister of Estonia.", encoding="utf-8")
    for root in (store, restored):
        report = pipeline.load(root, [ROOT / "examples", more])
        assert (report.new, report.changed, report.failures) == (1, 0, [])
    assert quads(restored) == quads(store)


def test_a_backup_while_a_load_runs_is_whole(store: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for n in range(60):
        text = f"Mirela Dorn visited Estonia on {n % 27 + 1} May 2024. Note {n}."
        (more / f"{n}.txt").write_text(text, encoding="utf-8")
    done = threading.Event()

    def load() -> None:
        pipeline.load(store, [more], batch=5)
        done.set()

    loading = threading.Thread(target=load)
    loading.start()
    taken = []
    while not done.is_set() or not taken:
        taken.append(tmp_path / f"copy{len(taken)}")
        back_up(store, taken[-1])
    loading.join()
    for copy in (taken[0], taken[-1]):
        root = tmp_path / f"restored-{copy.name}"
        made = restore(copy, root)
        assert len(list((copy / "graph").iterdir())) > 1
        pipeline.load(root, [more])
        with Archive.open(root, readonly=True) as archive:
            assert archive.count() >= made.documents
        assert quads(root) == quads(store)


def test_a_graph_that_lags_behind_its_archive_is_made_anew(store: Path, tmp_path: Path) -> None:
    with GraphWriter.open(store) as writer:  # a load that has written to the graph and no more
        writer.put_graph("http://example.org/notes", NOTE, replace=True)
        writer.publish()
    with Archive.open(store) as archive, archive.transaction():
        archive.database.execute("UPDATE note SET value = '1' WHERE key = 'published'")
    with GraphReader.open(store) as reader:
        name = next(str(row[0]) for row in reader.query("SELECT ?p { ?p a cmq:Person } LIMIT 1"))
    expected = quads(store)
    with GraphWriter.open(store) as writer:
        writer.apply(GraphChange(insert=f"{name} <http://example.org/wrong> {name} .\n"))
        writer.publish()
    assert not back_up(store, tmp_path / "copy").in_step
    restore(tmp_path / "copy", tmp_path / "restored")
    assert quads(tmp_path / "restored") == expected  # graphs of users' own included


def test_what_people_keep_beside_the_store_goes_along(store: Path, tmp_path: Path) -> None:
    (store / "judgements.jsonl").write_text('{"same": ["a", "b"]}\n', encoding="utf-8")
    with GraphWriter.open(store) as writer:
        writer.put_graph("http://example.org/notes", NOTE, replace=True)
        writer.publish()
    back_up(store, tmp_path / "copy")
    assert files(tmp_path / "copy") == {
        "manifest.json", "settings.json", "archive.sqlite", "graph", "judgements.jsonl",
    }  # fmt: skip
    restore(tmp_path / "copy", tmp_path / "restored")
    assert (tmp_path / "restored" / "judgements.jsonl").read_text() == '{"same": ["a", "b"]}\n'
    pipeline.load(tmp_path / "restored", [ROOT / "examples"])
    with GraphReader.open(tmp_path / "restored") as reader:
        assert bool(reader.query("ASK { GRAPH <http://example.org/notes> { ?s ?p 'kept' } }"))


def test_a_backup_needs_a_folder_of_its_own(store: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(StoreError, match="there is something in"):
        back_up(store, tmp_path / "full")
    with pytest.raises(UsageError, match="lies in the store"):
        back_up(store, store / "backup")
    with pytest.raises(StoreError, match="no store"):
        back_up(tmp_path / "nowhere", tmp_path / "copy")
    assert files(tmp_path) == {"store", "full"}
    (tmp_path / "empty").mkdir()
    assert back_up(store, tmp_path / "empty").documents > 0
    with pytest.raises(StoreError, match="there is something in"):
        back_up(store, tmp_path / "empty")


def test_what_an_interrupted_backup_left_is_no_hindrance(store: Path, tmp_path: Path) -> None:
    (tmp_path / ".copy.draft" / "graph").mkdir(parents=True)
    (tmp_path / ".copy.draft" / "archive.sqlite").write_bytes(b"half")
    back_up(store, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "restored")
    assert files(tmp_path) == {"store", "copy", "restored"}


@pytest.mark.parametrize("harm", ["changed", "longer", "missing", "manifest", "newer", "outside"])
def test_a_damaged_backup_is_told_before_anything_is_touched(
    store: Path, tmp_path: Path, harm: str
) -> None:
    copy = tmp_path / "copy"
    back_up(store, copy)
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    archive = copy / "archive.sqlite"
    data = archive.read_bytes()
    if harm == "changed":
        archive.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    elif harm == "longer":
        archive.write_bytes(data + b"x")
    elif harm == "missing":
        next((copy / "graph").glob("*.sst")).unlink()
    elif harm == "manifest":
        (copy / "manifest.json").write_text("{", encoding="utf-8")
    elif harm == "newer":
        (copy / "manifest.json").write_text(json.dumps(manifest | {"version": 2}), encoding="utf-8")
    else:
        manifest["files"]["../store/settings.json"] = [1, "0"]
        (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    before = quads(store)
    for target in (store, tmp_path / "restored"):
        with pytest.raises(StoreError):
            restore(copy, target, force=True)
    assert quads(store) == before
    assert files(tmp_path) == {"store", "copy"}


def test_a_store_is_replaced_only_on_request(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    before = quads(store)
    pipeline.forget(store, [first_id(store)])
    assert quads(store) != before
    with pytest.raises(StoreError, match="--force"):
        restore(tmp_path / "copy", store)
    with GraphWriter.open(store), pytest.raises(StoreError, match="another process"):
        restore(tmp_path / "copy", store, force=True)
    restore(tmp_path / "copy", store, force=True)
    assert quads(store) == before
    assert files(tmp_path) == {"store", "copy"}


def first_id(root: Path) -> str:
    with Archive.open(root, readonly=True) as archive:
        return archive.documents(limit=1)[0].document.id


def test_a_folder_that_is_no_store_is_never_replaced(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "one.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(StoreError, match="no store"):
        restore(tmp_path / "copy", letters, force=True)
    with pytest.raises(StoreError, match="no backup"):
        restore(letters, tmp_path / "restored")
    assert files(letters) == {"one.txt"}


def test_a_server_goes_on_while_its_store_is_replaced(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    app = create_app(store)
    client = app.test_client()
    before = client.get("/documents", headers={"Accept": "text/html"}).data
    pipeline.forget(store, [first_id(store)])
    ended = threading.Event()
    statuses: list[int] = []

    def read() -> None:
        own = app.test_client()
        while not ended.is_set():
            statuses.append(own.get("/health/ready").status_code)
            statuses.append(own.get("/documents").status_code)

    reading = threading.Thread(target=read)
    reading.start()
    restore(tmp_path / "copy", store, force=True)
    ended.set()
    reading.join()
    assert set(statuses) == {200}
    after = client.get("/documents", headers={"Accept": "text/html"}).data
    assert without_time(after) == without_time(before)
    app.extensions["communique"].close()


def test_a_store_that_is_replaced_while_it_is_opened_is_opened_anew(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, tmp_path / "copy")
    before = quads(store)
    pipeline.forget(store, [first_id(store)])
    hold_current, opened = generations.hold_current, []

    def replaced(paths: StorePaths) -> tuple[str, int]:
        held = hold_current(paths)
        if paths.root == store:
            opened.append(held)
            if len(opened) == 1:
                restore(tmp_path / "copy", store, force=True)
        return held

    monkeypatch.setattr(generations, "hold_current", replaced)
    with GraphReader.open(store) as reader:
        assert Counter(str(quad) for quad in reader.store) == before
    assert len(opened) == 2


def test_a_damaged_generation_is_told_with_its_remedy(store: Path) -> None:
    name = (store / "CURRENT").read_text(encoding="ascii").strip()
    for file in (store / "generations" / name).glob("*.sst"):
        file.write_bytes(b"damaged")
    with pytest.raises(StoreError, match=f"generation {name} .* kg rebuild"):
        GraphReader.open(store)
    with pytest.raises(StoreError, match=f"generation {name} .* kg rebuild"):
        GraphReader.of(store, name)


def without_time(page: bytes) -> bytes:
    return page.partition(b"answered in")[0]


def test_backups_can_be_made_and_restored_by_hand(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy")
    assert not (tmp_path / "copy" / "archive.sqlite").samefile(store / "archive.sqlite")
    manifest = json.loads((tmp_path / "copy" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["store_format"] == 1
    assert all(len(sha) == 64 for _, sha in manifest["files"].values())
