"""Files and folders: each file is loaded or named with a reason, and nothing else happens."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.loading import Failure, Loaded, Registry, list_files, read_file, read_paths

Read = Callable[..., list[Loaded | Failure]]
NOTE = "Ana Example met Ben Sample in Strelsau on Monday. They spoke about the bridge.\n"


@pytest.fixture
def read() -> Read:
    return lambda *paths, **options: list(read_paths(paths, **options))


def failures(results: list[Loaded | Failure]) -> dict[str, str]:
    return {r.path: r.reason for r in results if isinstance(r, Failure)}


def ids(results: list[Loaded | Failure]) -> list[str]:
    return [r.document.id for r in results if isinstance(r, Loaded)]


def test_a_folder_is_read_in_order_and_documents_are_named_by_their_path(
    tmp_path: Path, read: Read
) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NOTE + name)
    assert ids(read(tmp_path)) == ["a.txt", "b/10.txt", "b/2.txt"]


def test_a_file_given_directly_goes_by_its_name(tmp_path: Path, read: Read) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    assert ids(read(tmp_path / "note.txt")) == ["note.txt"]


def test_each_bad_file_is_named_with_a_reason_and_the_rest_is_loaded(
    tmp_path: Path, read: Read
) -> None:
    (tmp_path / "good.txt").write_text(NOTE)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "blank.txt").write_text(" \n \n")
    (tmp_path / "binary.dat").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 \x00\x01")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04\x00\x00")
    (tmp_path / "pages.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    czech = "Příliš žluťoučký kůň a ještě něco ".encode()
    (tmp_path / "broken.txt").write_bytes(czech + b"\xff\xfe\xfa")
    (tmp_path / "big.txt").write_bytes(b"a b. " * 1000)
    results = read(tmp_path, max_bytes=4096)
    assert ids(results) == ["good.txt"]
    found = failures(results)
    assert set(found) == {p.name for p in tmp_path.iterdir()} - {"good.txt"}
    assert "empty" in found["empty.txt"]
    assert "empty" in found["blank.txt"]
    assert "not text" in found["binary.dat"]
    assert "pdftotext" in found["paper.pdf"]
    assert "save it as text" in found["letter.docx"]
    assert "web archive" in found["pages.warc"]
    assert "JSON Lines" in found["table.csv"]
    assert f"offset {len(czech)}" in found["broken.txt"]
    assert "limit" in found["big.txt"]
    assert "--max-size" in found["big.txt"]


def test_paths_that_are_not_there_or_not_files_are_failures(tmp_path: Path, read: Read) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    results = read(tmp_path / "none.txt", tmp_path / "empty", tmp_path / "pipe")
    reasons = [r.reason for r in results if isinstance(r, Failure)]
    assert reasons == [
        "there is no such file or folder",
        "there are no files in this folder",
        "it is neither a file nor a folder",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_failure(tmp_path: Path, read: Read) -> None:
    (tmp_path / "secret.txt").write_text(NOTE)
    (tmp_path / "secret.txt").chmod(0)
    assert "no permission" in failures(read(tmp_path))["secret.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path, read: Read) -> None:
    (tmp_path / "outside.txt").write_text(NOTE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTE)
    (folder / "again.txt").symlink_to("a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    results = read(folder)
    assert ids(results) == ["a.txt"]
    found = failures(results)
    assert "out of the folder" in found["out.txt"]
    assert "to nothing" in found["gone.txt"]
    assert set(found) == {"out.txt", "gone.txt"}


def test_names_in_other_encodings_and_normal_forms_are_printable(
    tmp_path: Path, read: Read
) -> None:
    (tmp_path / "re\u0301sume\u0301.txt").write_text(NOTE)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(NOTE)
    assert sorted(ids(read(tmp_path))) == ["\\xff.txt", "r\u00e9sum\u00e9.txt"]


def test_nothing_in_a_path_makes_it_fail(read: Read) -> None:
    assert all(isinstance(r, Failure) for r in read(Path("a\x00b"), Path("x" * 5000)))


def test_a_folder_deeper_than_the_stack_is_walked(tmp_path: Path) -> None:
    here = tmp_path
    for _ in range(300):
        here = here / "d"
        here.mkdir()
    (here / "note.txt").write_text(NOTE)
    (found,) = list_files([tmp_path])
    assert not isinstance(found, Failure)
    assert found.name == "d/" * 300 + "note.txt"


def test_the_same_bytes_have_the_same_hash_and_another_mapping_another(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"id": "1", "text": "Ana met Ben.", "body": "Ben met Ana."}\n')
    hashes = set()
    for mapping in (None, None, {"text": "body"}):
        (loaded,) = read_file(file, "r.jsonl", mapping=mapping)
        assert isinstance(loaded, Loaded)
        hashes.add(loaded.content_hash)
    assert len(hashes) == 2


def test_a_mapping_of_an_unknown_field_is_an_error_of_the_call(tmp_path: Path, read: Read) -> None:
    with pytest.raises(UsageError, match="the fields are id, text"):
        read(tmp_path, mapping={"headline": "h"})


def test_files_can_be_read_in_other_processes(tmp_path: Path) -> None:
    pytest.importorskip("loaders.plain_text")
    if not Registry.installed().loaders:
        pytest.skip("the project is not installed")
    names = [f"{number}.txt" for number in range(4)]
    for name in names:
        (tmp_path / name).write_text(NOTE + name)
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        results = list(pool.map(read_file, [tmp_path / name for name in names], names))
    here = [read_file(tmp_path / name, name) for name in names]
    assert results == here


def test_results_are_plain_values(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text(NOTE)
    (loaded,) = read(tmp_path)
    assert pickle.loads(pickle.dumps(loaded)) == loaded
    assert isinstance(loaded, Loaded)
    assert loaded.source.data == NOTE.encode()
