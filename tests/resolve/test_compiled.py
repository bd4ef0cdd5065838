"""The shipped gazetteer is compiled once, whatever happens, and found wherever it can be."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CommuniqueError, UsageError
from kg.resolve import compiled as module
from kg.resolve.artefact import ITEMS, NAMES, Writer, names_of
from kg.resolve.catalogue import Catalogue, catalogue
from kg.resolve.compiled import cache_folders, compiled
from kg.resolve.item import KINDS, WAYS, Former, Item, Term
from kg.resolve.keys import name_key
from kg.resolve.records import LINES

FEW = [Item(f"Q{at}", "place", f"Upper Lore {at}", source="ours") for at in range(1, 50)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small gazetteer in place of the shipped one: compiling it takes no time."""
    monkeypatch.setattr(module, "shipped", lambda: iter(FEW))


def inside(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("few")
def test_it_is_compiled_once_and_found_afterwards(tmp_path: Path) -> None:
    made = compiled({"KG_CACHE": str(tmp_path)})
    when = (made / ITEMS).stat().st_mtime_ns
    assert compiled({"KG_CACHE": str(tmp_path)}) == made
    assert (made / ITEMS).stat().st_mtime_ns == when
    assert inside(tmp_path) == {made.name}


def test_the_cache_lies_where_the_operator_or_the_system_wants_it(tmp_path: Path) -> None:
    home, caches = str(tmp_path / "home"), str(tmp_path / "caches")
    firsts = [
        next(cache_folders(environ))
        for environ in (
            {"KG_CACHE": str(tmp_path), "XDG_CACHE_HOME": caches, "HOME": home},
            {"XDG_CACHE_HOME": caches, "HOME": home},
            {"HOME": home},
        )
    ]
    assert firsts == [
        tmp_path,
        tmp_path / "caches" / "communique",
        tmp_path / "home" / ".cache" / "communique",
    ]


_COMPILES = """
import os, sys, time
from kg.resolve.compiled import compiled
while time.time() < float(sys.argv[1]):
    pass
print(compiled(os.environ))
"""


def test_processes_that_start_at_once_agree(tmp_path: Path, project: Path) -> None:
    environ = {**os.environ, "KG_CACHE": str(tmp_path)}
    call = [sys.executable, "-c", _COMPILES, str(time.time() + 1)]
    several = [
        subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environ, cwd=project)
        for _ in range(3)
    ]
    places = {process.communicate(timeout=300)[0].strip() for process in several}
    assert [process.returncode for process in several] == [0, 0, 0]
    [place] = places
    assert inside(tmp_path) == {Path(place).name}
    with Catalogue(Path(place)) as opened:
        assert opened.named("NATO")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("file", [ITEMS, NAMES, LINES])
@pytest.mark.parametrize("left", [0, 0.5])
def test_a_damaged_one_is_made_again_but_never_one_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, left: float
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    monkeypatch.delenv("KG_GAZETTEER", raising=False)
    made = compiled({"KG_CACHE": str(tmp_path)})
    size = (made / file).stat().st_size
    os.truncate(made / file, int(size * left))
    with pytest.raises(UsageError, match="build it again"):
        catalogue(made)
    assert (made / file).stat().st_size == int(size * left)
    with catalogue() as opened:
        assert opened.named("Upper Lore 7")


@pytest.mark.usefixtures("few")
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("left", [NAMES, ITEMS, LINES])
def test_one_of_which_a_file_was_cleared_away_is_made_again(tmp_path: Path, left: str) -> None:
    made = compiled({"KG_CACHE": str(tmp_path)})
    (made / left).unlink()
    assert compiled({"KG_CACHE": str(tmp_path)}) == made
    assert inside(made) == {ITEMS, NAMES, LINES}
    assert inside(tmp_path) == {made.name}


def test_what_a_crash_left_is_not_opened_and_goes_away_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / ".draft-of-a-dead-process"
    draft.mkdir()
    (draft / ITEMS).write_bytes(b"half")
    compiled({"KG_CACHE": str(tmp_path)})
    assert draft.name in inside(tmp_path)  # it may be another process's, at work right now
    os.utime(draft, (0, 0))
    monkeypatch.setattr(module, "shipped", lambda: iter(FEW[:9]))
    monkeypatch.setattr(module, "facts_digest", lambda: "0123456789abcdef")
    compiled({"KG_CACHE": str(tmp_path)})
    assert draft.name not in inside(tmp_path)


def refuse(error: int) -> object:
    def write(self: Writer, items: object, description: str) -> tuple[str, int]:
        raise OSError(error, os.strerror(error))

    return write


@pytest.mark.usefixtures("few")
def test_a_home_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    made = compiled({"HOME": str(tmp_path / "file")})
    assert made.parent == tmp_path / f"communique-{os.getuid()}"
    assert made.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("few")
def test_a_full_disk_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(Writer, "write", refuse(errno.ENOSPC))
    (tmp_path / "tmp").mkdir()
    with pytest.raises(CommuniqueError, match=r"No space left.*KG_CACHE"):
        compiled({"KG_CACHE": str(tmp_path / "cache")})
    assert inside(tmp_path / "cache") == set()


@pytest.mark.usefixtures("few")
def test_a_temporary_folder_that_others_may_write_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    planted = tmp_path / f"communique-{os.getuid()}"
    planted.mkdir()
    planted.chmod(0o777)
    assert planted not in set(cache_folders({}))
    with pytest.raises(CommuniqueError, match="KG_CACHE"):
        compiled({})


def test_threads_may_share_it(tmp_path: Path) -> None:
    Writer(tmp_path).write(FEW, "few")
    wrong: list[str] = []
    with Catalogue(tmp_path) as opened:

        def ask() -> None:
            wrong.extend(
                item.qid
                for item in FEW * 20
                if opened.item(item.qid) != item or opened.named(item.label)[0].qid != item.qid
            )

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


written = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="|~"))
items = st.builds(
    Item,
    qid=st.integers(1, 2**32 - 1).map("Q{}".format),
    kind=st.sampled_from(KINDS),
    label=written.filter(str.strip),
    aliases=st.lists(written.filter(str.strip), max_size=3).map(tuple),
    prior=st.integers(0, 70_000),
    source=st.just("ours"),
    adjectives=st.lists(written.filter(str.strip), max_size=2).map(tuple),
    close=st.lists(written.filter(str.strip), max_size=2).map(tuple),
    countries=st.sampled_from([(), ("Q7",), ("Q7", "Q8")]),
    born=st.sampled_from(["", "1950", "1950-02"]),
    died=st.just(""),
    terms=st.just(()),
    former=st.sampled_from([(), (Former("Old Name", "1950", ""),)]),
)


@given(st.lists(items, max_size=12, unique_by=lambda item: item.qid))
def test_every_name_is_found_and_homonyms_keep_their_order(
    tmp_path_factory: pytest.TempPathFactory, several: list[Item]
) -> None:
    folder = tmp_path_factory.mktemp("made")
    ordered = sorted(several, key=lambda item: int(item.qid[1:]))
    version, count = Writer(folder).write(ordered, "made up")
    assert count == len(several)
    with Catalogue(folder) as opened:
        assert opened.version == version
        for item in several:
            assert opened.item(item.qid) == item
            for name in (item.label, *item.aliases, *item.adjectives, *item.close):
                if name_key(name):
                    found = opened.named(name)
                    assert item.qid in [each.qid for each in found]
                    ranks = [(WAYS.index(c.how), -c.prior, int(c.qid[1:])) for c in found]
                    assert ranks == sorted(ranks)


def test_each_person_has_their_own_terms_in_order(tmp_path: Path) -> None:
    first, second = Term("Q70", "2001", "2004", "Q8"), Term("Q71", "2004-05", "", "Q9")
    several = [
        Item("Q1", "person", "Ada Ash", source="ours"),
        Item("Q2", "person", "Bo Birch", terms=(second, first), source="ours"),
        Item("Q3", "place", "Elmwick", source="ours"),
        Item("Q4", "person", "Cy Cedar", terms=(first,), source="ours"),
    ]
    Writer(tmp_path).write(several, "ours")
    with Catalogue(tmp_path) as opened:
        assert [opened.item(item.qid) for item in several] == several
        assert opened.item("Q5") is None


@given(st.text(max_size=20))
def test_case_accents_and_dots_do_not_count(name: str) -> None:
    assert name_key(name) == name_key(name_key(name))
    assert name_key(f"  {name}. ") == name_key(name)


def test_an_order_or_a_repetition_that_is_wrong_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="sorted"):
        Writer(tmp_path).write([FEW[1], FEW[0]], "wrong")


def test_a_name_counts_in_the_best_of_its_ways() -> None:
    item = Item("Q1", "country", "Ruritania", ("Ruritanian",), adjectives=("Ruritanian",))
    assert names_of(item) == {"ruritania": "label", "ruritanian": "alias"}
    assert (NAMES, ITEMS, LINES) == ("names.marisa", "items.sqlite", "items.lines")


_WRITE = """
from pathlib import Path
from sys import argv
from kg.resolve.artefact import Writer
from kg.resolve.item import Item
person = Item("Q1", "person", "Ada van der Berg", ("Ada van den Berg", "Ada Berg"), source="ours")
print(Writer(Path(argv[1])).write([person], "ours")[0])
"""


def test_the_version_tells_the_contents_whichever_process_compiled_them(tmp_path: Path) -> None:
    versions = set()
    for seed in ("1", "2", "3", "4"):
        (tmp_path / seed).mkdir()
        made = subprocess.run(
            [sys.executable, "-c", _WRITE, str(tmp_path / seed)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        versions.add(made.stdout)
    assert len(versions) == 1


def test_a_gazetteer_that_was_built_before_there_were_sieves_is_read_as_before(
    tmp_path: Path,
) -> None:
    Writer(tmp_path).write(FEW, "ours")
    with closing(sqlite3.connect(tmp_path / ITEMS)) as database:
        database.execute("DROP TABLE sieve")
        database.commit()
    with Catalogue(tmp_path) as opened:
        assert [found.qid for found in opened.named("Upper Lore 7")] == ["Q7"]
        assert opened.named("Lower Lore") == []
