"""Whatever ends a load, the next one completes it: nothing doubled, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from toy import TOY
from whole_store import documents, quads, rows

from kg import pipeline
from kg.settings import StorePaths
from kg.store import GraphChange, GraphWriter
from kg.store import writer as graph_writer

HERE = Path(__file__).resolve().parent
KILLS = 24
# Evidence in the knowledge that no document's graph has: half a batch would show here.
UNLINKED = "SELECT ?c { ?node cmq:evidence ?c FILTER NOT EXISTS { GRAPH ?d { ?c a cmq:Claim } } }"


class Crash(BaseException):
    """What ends a process in a test of what happens when a process ends."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty documents that share people, places and an office."""
    where = tmp_path / "notes"
    where.mkdir()
    for n in range(60):
        text = (
            f"2024-03-{n % 28 + 1:02d}\n\nAnn Hill is President of Land{n % 5}.\n"
            f"Ann Hill met Bob Lee in Lorn{n % 3}.\n"
            f"Person{chr(65 + n % 26)} Fox met Bob Lee in Lorn.\n"
        )
        (where / f"{n:02d}.txt").write_text(text * (1 + n % 3))
    return where


@pytest.fixture
def expected(tmp_path: Path, folder: Path) -> set[str]:
    """What a load that nothing disturbs makes of them."""
    pipeline.load(tmp_path / "undisturbed", [folder], extractor=TOY)
    return quads(tmp_path / "undisturbed")


def test_kill_minus_nine_at_any_moment(tmp_path: Path, folder: Path, expected: set[str]) -> None:
    chance = random.Random(20240319)
    seconds = _undisturbed(tmp_path / "timed", folder)
    root = tmp_path / "kg-data"
    found_half_done = 0
    for number in range(KILLS):
        if chance.random() < 0.4:
            root = tmp_path / f"kg-data-{number}"
        process = _under_way(root, folder)
        time.sleep(chance.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if StorePaths(root).current.exists():  # readers never see half of anything
            assert rows(root, UNLINKED) == []
            found_half_done += 0 < len(documents(root)) < 60
        if number % 4 == 3:
            _restore(folder)
            _undisturbed(root, folder)
            assert quads(root) == expected
            assert len(documents(root)) == 60
        else:
            _change_something(folder, number)
    assert found_half_done  # else nothing was tested
    _restore(folder)
    _undisturbed(root, folder)
    assert quads(root) == expected


STEPS = ["before", "dropped", "applied"]


@pytest.mark.parametrize("one_update", [0, 10**9])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_while_the_graph_is_changed(
    step: str,
    one_update: int,
    tmp_path: Path,
    folder: Path,
    expected: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graph_writer, "ONE_UPDATE", one_update)
    root = tmp_path / "kg-data"
    pipeline.load(root, [folder / "00.txt", folder / "01.txt"], extractor=TOY)
    before = quads(root)
    whole = GraphWriter.apply
    calls = iter(range(100))

    def crashing(self: GraphWriter, change: GraphChange) -> None:
        if next(calls) < 2:  # the third batch
            return whole(self, change)
        if step == "dropped":
            whole(self, GraphChange(drop=change.drop, delete=change.delete))
        elif step == "applied":
            whole(self, change)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(GraphWriter, "apply", crashing)
        with pytest.raises(Crash):
            pipeline.load(root, [folder], extractor=TOY, batch=11)
    assert quads(root) == before
    pipeline.load(root, [folder], extractor=TOY, batch=11)
    assert quads(root) == expected


@pytest.mark.parametrize("at", [1, 4, 9])
def test_a_crash_while_the_archive_is_written(
    at: int, tmp_path: Path, folder: Path, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "kg-data"
    calls = iter(range(1000))

    def crashing(original: Callable[..., int]) -> Callable[..., int]:
        def put(*arguments: object) -> int:
            if next(calls) == at * 5:
                raise Crash
            return original(*arguments)

        return put

    from kg.archive import Archive

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "put", crashing(Archive.put))
        with pytest.raises(Crash):
            pipeline.load(root, [folder], extractor=TOY, batch=11)
    report = pipeline.load(root, [folder], extractor=TOY, batch=11)
    assert report.new + report.unchanged == 60
    assert quads(root) == expected


def test_what_was_kept_before_an_interruption_can_be_read(
    tmp_path: Path, folder: Path, expected: set[str]
) -> None:
    def impatient(done: int, total: int) -> None:
        if done == 30:
            raise KeyboardInterrupt

    root = tmp_path / "kg-data"
    with pytest.raises(KeyboardInterrupt):
        pipeline.load(root, [folder], extractor=TOY, batch=10, progress=impatient)
    found = len(documents(root))
    assert 20 <= found < 60
    assert len(rows(root, "SELECT ?d { GRAPH ?d { ?d a cmq:Document } }")) == found
    assert pipeline.load(root, [folder], extractor=TOY).new == 60 - found
    assert quads(root) == expected


def test_a_rebuild_that_was_interrupted_is_done_again(
    tmp_path: Path, folder: Path, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.errors import StoreError

    root = tmp_path / "kg-data"
    pipeline.load(root, [folder], extractor=TOY)
    monkeypatch.setattr("kg.pipeline.session.CONSOLIDATION_VERSION", "next")
    monkeypatch.setattr("kg.pipeline.rebuilding.BATCH", 7)

    def impatient(done: int, total: int) -> None:
        if done > 20:
            raise Crash

    with pytest.raises(Crash):
        pipeline.rebuild(root, impatient, extractor=TOY)
    assert quads(root) == expected  # readers are not disturbed
    with pytest.raises(StoreError, match="kg rebuild"):
        pipeline.load(root, [folder], extractor=TOY)
    pipeline.rebuild(root, extractor=TOY)
    assert quads(root) == expected
    assert pipeline.load(root, [folder], extractor=TOY).unchanged == 60


def _under_way(root: Path, folder: Path) -> subprocess.Popen[str]:
    """A process that has begun to load."""
    command = [sys.executable, str(HERE / "load_for_test.py"), str(root), str(folder)]
    path = os.pathsep.join([str(HERE), str(HERE.parent.parent)])
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    with process.stdout as said:
        assert said.readline() == "under way\n"
    return process


def _undisturbed(root: Path, folder: Path) -> float:
    """Load and let it finish; returns the seconds it took once it was under way."""
    process = _under_way(root, folder)
    began = time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began


def _change_something(folder: Path, number: int) -> None:
    """Other content under the same names, so that the next load has something to replace."""
    for n in range(number % 5, 60, 9):
        path = folder / f"{n:02d}.txt"
        backup = folder.parent / f"{n:02d}.was"
        if not backup.exists():
            backup.write_bytes(path.read_bytes())
        path.write_text(f"2024-04-01\n\nAnn Hill is President of Land{number}.\n")


def _restore(folder: Path) -> None:
    for backup in folder.parent.glob("*.was"):
        backup.rename(folder / f"{backup.stem}.txt")
