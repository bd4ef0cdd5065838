"""A gazetteer from a Wikidata dump: what it takes, what it keeps, and that it survives a stop."""

from __future__ import annotations

import bz2
import gzip
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.gazetteer import build, lines
from kg.gazetteer.build import Choice, build_from_dump
from kg.gazetteer.classes import read_classes
from kg.gazetteer.lines import Mark, batches
from kg.resolve.catalogue import Catalogue
from kg.resolve.item import Former, Term
from tests.gazetteer.wikidata import (
    ANA,
    BO,
    LORE,
    MAYOR,
    PREMIER,
    claim,
    dump,
    item,
    line,
    small_world,
)

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "all.json": bytes,
    "all.json.gz": gzip.compress,
    "all.json.bz2": bz2.compress,
}


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    path = tmp_path / "all.json.gz"
    path.write_bytes(gzip.compress(dump(small_world())))
    return path


@pytest.fixture
def built(dumped: Path, tmp_path: Path) -> Iterator[Catalogue]:
    build_from_dump(dumped, tmp_path / "made", Choice(("en", "fr")))
    with Catalogue(tmp_path / "made") as opened:
        yield opened


def test_it_takes_holders_of_offices_politicians_states_bodies_cities_and_held_offices(
    built: Catalogue,
) -> None:
    assert set(built) == {"Q399", PREMIER, MAYOR, LORE, ANA, BO, "Q990000030"}


def test_terms_have_their_qualifiers_at_their_precision_preferred_ones_first(
    built: Catalogue,
) -> None:
    person = built.item(ANA)
    assert person is not None
    assert person.terms == (
        Term(PREMIER, "2012-04-09", "", "Q399"),
        Term(MAYOR, "2001", "2009-05-30", LORE),
    )
    assert (person.born, person.countries, person.prior) == ("1970-02", ("Q399",), 4)


def test_names_come_in_the_chosen_languages_and_in_one_line(built: Catalogue) -> None:
    person, state, politician = built.item(ANA), built.item("Q399"), built.item(BO)
    assert person is not None
    assert state is not None
    assert politician is not None
    assert person.aliases == ("Ana Bergyan senior", "Anna Bergian", "Anna Bergyan")
    assert state.aliases == ("Arménie", "Hayastan", "Republic of Armenia", "République d'Arménie")
    assert politician.label == "Bo Tal"


def test_demonyms_are_adjectives_and_official_names_that_ended_are_former(
    built: Catalogue,
) -> None:
    state = built.item("Q399")
    assert state is not None
    assert state.adjectives == ("Armenian", "Arménien")
    assert state.former == (Former("Armenian SSR of old", "1936", "1991-09"),)
    assert [(found.qid, found.how) for found in built.named("Armenian")] == [("Q399", "adjective")]


def test_names_find_their_items_and_roles_their_offices(built: Catalogue) -> None:
    assert [found.qid for found in built.named("LUP")] == ["Q990000030"]
    assert built.offices("First Steward", "Q399") == [PREMIER]
    assert [held.person for held in built.holders(MAYOR)] == [ANA]


@pytest.mark.parametrize("name", PACKINGS)
def test_every_packing_gives_the_same_artefact(name: str, tmp_path: Path, dumped: Path) -> None:
    path = tmp_path / name
    path.write_bytes(PACKINGS[name](dump(small_world())))
    made = build_from_dump(path, tmp_path / "one", Choice())
    again = build_from_dump(dumped, tmp_path / "two", Choice())
    assert made.version == again.version


def test_an_extract_without_brackets_and_with_blanks_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "extract.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in small_world()), "utf-8")
    assert build_from_dump(path, tmp_path / "made", Choice()).kept == 7


def test_lines_that_cannot_be_read_are_told_with_their_number_and_left_out(
    tmp_path: Path,
) -> None:
    good = small_world()
    broken = line(good[0])[:-40]
    wrong = line({**item("Q7", {"en": "x"}, [claim("P31", "Q6256")]), "id": "Berlin"})
    path = tmp_path / "all.json"
    path.write_bytes(dump([*good, broken, wrong, b"no json at all"]))
    told: list[str] = []
    made = build_from_dump(path, tmp_path / "made", Choice(), report=told.append)
    assert (made.kept, made.bad) == (7, 3)
    first = len(good) + 2
    assert [text.split(": ")[0] for text in told] == [
        f"{path}, line {at}" for at in range(first, first + 3)
    ]


def test_a_value_that_is_no_item_where_items_belong_is_left_out(tmp_path: Path) -> None:
    person = item("Q990000077", {"en": "Ann Lee"}, [claim("P31", "Q5"), claim("P39", "Q30461")])
    text = json.dumps(person)
    lexeme = text.replace('"id": "Q30461"', '"id": "Q12-F1"').replace('"Q30461"', '"Q12-F1"')
    assert lexeme != text
    path = tmp_path / "all.json"
    path.write_text("".join(json.dumps(each) + "\n" for each in small_world()) + lexeme, "utf-8")
    told: list[str] = []
    made = build_from_dump(path, tmp_path / "made", Choice(), report=told.append)
    assert (made.kept, told) == (7, [])


class _Killed(Exception):  # noqa: N818 - it stands for a signal
    pass


@pytest.mark.parametrize("name", PACKINGS)
def test_a_build_that_was_killed_goes_on_and_gives_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_SAVED_EVERY", 1)
    monkeypatch.setattr(lines, "CHUNK", 64)
    monkeypatch.setattr(lines, "MOST", 512)
    whole = dump(small_world())
    parts = [whole[at : at + 2000] for at in range(0, len(whole), 2000)]
    path = tmp_path / name
    path.write_bytes(b"".join(map(PACKINGS[name], parts)))
    unbroken = build_from_dump(path, tmp_path / "whole", Choice())
    calls = itertools.count(1)

    def dies(done: int, total: int) -> None:
        if next(calls) == 3:
            raise _Killed

    for _ in range(40):
        calls = itertools.count(1)
        try:
            made = build_from_dump(path, tmp_path / "made", Choice(), progress=dies)
            break
        except _Killed:
            assert not (tmp_path / "made").exists()
    assert made.resumed
    assert (made.version, made.kept, made.read) == (
        unbroken.version,
        unbroken.kept,
        unbroken.read,
    )


_BUILDS = """
import sys
from pathlib import Path
from kg.gazetteer import build, lines
build._SAVED_EVERY, lines.CHUNK, lines.MOST = 1, 64, 512
def step(done, total):
    print(done, flush=True)
    sys.stdin.readline()  # whoever watches says when to go on
build.build_from_dump(Path(sys.argv[1]), Path(sys.argv[2]), build.Choice(), progress=step)
"""


def test_a_process_that_was_killed_leaves_what_the_next_one_goes_on_with(
    tmp_path: Path, project: Path
) -> None:
    whole = dump(small_world())
    parts = [whole[at : at + 2000] for at in range(0, len(whole), 2000)]
    path, target = tmp_path / "all.json.gz", tmp_path / "made"
    path.write_bytes(b"".join(map(gzip.compress, parts)))
    call = [sys.executable, "-c", _BUILDS, str(path), str(target)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(call, text=True, cwd=project, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(8):
            assert process.stdout.readline()
            process.stdin.write("\n")
            process.stdin.flush()
        assert process.stdout.readline()
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not target.exists()
    made = build_from_dump(path, target, Choice())
    other = build_from_dump(path, tmp_path / "other", Choice())
    assert made.resumed
    assert (made.version, made.kept) == (other.version, other.kept)


def test_a_build_with_other_options_does_not_go_on_by_accident(
    dumped: Path, tmp_path: Path
) -> None:
    def dies(done: int, total: int) -> None:
        raise _Killed

    with pytest.raises(_Killed):
        build_from_dump(dumped, tmp_path / "made", Choice(), progress=dies)
    with pytest.raises(UsageError, match="--restart"):
        build_from_dump(dumped, tmp_path / "made", Choice(("fr",)))
    assert build_from_dump(dumped, tmp_path / "made", Choice(("fr",)), restart=True).kept


def test_a_dump_that_was_cut_off_is_told_and_what_was_read_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "all.json.gz"
    whole = gzip.compress(dump(small_world()))
    path.write_bytes(whole[:-30])
    with pytest.raises(UsageError, match="in the middle"):
        build_from_dump(path, tmp_path / "made", Choice())
    assert not (tmp_path / "made").exists()


def test_what_is_no_dump_or_no_place_for_a_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dump"):
        build_from_dump(tmp_path / "none.json", tmp_path / "made", Choice())
    (tmp_path / "text").write_text("{}\n{}\n", "utf-8")
    with pytest.raises(UsageError, match="no item"):
        build_from_dump(tmp_path / "text", tmp_path / "made", Choice())
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine", "utf-8")
    (tmp_path / "all.json").write_bytes(dump(small_world()))
    with pytest.raises(UsageError, match="no gazetteer"):
        build_from_dump(tmp_path / "all.json", tmp_path / "letters", Choice())


def test_a_new_build_takes_the_place_of_the_old_one(dumped: Path, tmp_path: Path) -> None:
    build_from_dump(dumped, tmp_path / "made", Choice())
    build_from_dump(dumped, tmp_path / "made", Choice(("fr",)))
    with Catalogue(tmp_path / "made") as opened:
        state = opened.item("Q399")
    assert state is not None
    assert state.label == "Arménie"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.json.gz", "made"]


def test_a_table_of_classes_of_ones_own(tmp_path: Path, dumped: Path) -> None:
    table = tmp_path / "classes.tsv"
    table.write_text("# class\tkind\nQ990000001\torganisation\n", "utf-8")
    made = build_from_dump(dumped, tmp_path / "made", Choice(classes=read_classes(table)))
    with Catalogue(tmp_path / "made") as opened:
        assert "Q990000033" in set(opened)
    assert made.kept == 2  # the beetle, and Armenia, which the shipped gazetteer has
    table.write_text("Q5\tghost\n", "utf-8")
    with pytest.raises(UsageError, match="line 1"):
        read_classes(table)


texts = st.lists(
    st.binary(max_size=60).map(lambda raw: b"{" + raw.replace(b"\n", b" ")), max_size=30
)


@given(texts, st.sampled_from(sorted(PACKINGS)), st.integers(1, 40), st.integers(1, 90))
def test_lines_are_the_same_from_wherever_one_goes_on(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[bytes], name: str, cut: int, chunk: int
) -> None:
    path = tmp_path_factory.mktemp("lines") / name
    whole = b"".join(text + b"\n" for text in wanted)
    parts = [whole[at : at + cut] for at in range(0, len(whole), cut)] or [b""]
    path.write_bytes(b"".join(map(PACKINGS[name], parts)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "CHUNK", chunk)
        patch.setattr(lines, "MOST", chunk)
        read = list(batches(path))
        assert [text for batch in read for text in batch.lines] == wanted
        for at, batch in enumerate(read):
            rest = [text for later in read[at + 1 :] for text in later.lines]
            assert [text for later in batches(path, batch.after) for text in later.lines] == rest


def test_a_line_without_end_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    monkeypatch.setattr(lines, "CHUNK", 100)
    path = tmp_path / "all.json"
    path.write_bytes(b"a\n" + b"x" * 5000 + b"\nb\n")
    assert [text for batch in batches(path, Mark()) for text in batch.lines] == [b"a", b"", b"b"]
