"""Judging from the command line: what holds, what is shown, what is said of mistakes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]

_PEOPLE = "SELECT ?p WHERE { ?p a cmq:Person } ORDER BY ?p"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """One man under two names, and somebody else of one of them."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in {
        "one": "Velmar News, 12 March 2024\n\nEstonian Prime Minister Tom Hale met Latvian Foreign"
        " Minister Anna Ozola in Riga.",
        "two": "Velmar News, 14 March 2024\n\nEstonian Prime Minister Thaddeus Hale-Berg met French"
        " President Emmanuel Macron in Paris.",
        "three": "Velmar News, 15 March 2024\n\nNew Zealand Foreign Minister Tom Hale met French"
        " President Emmanuel Macron in Paris.",
    }.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


def people(kg: Kg) -> list[str]:
    shown = kg("sparql", _PEOPLE, "--format", "csv").stdout.splitlines()[1:]
    return [line.rpartition("/person/")[2] for line in shown]


def judge(kg: Kg, *arguments: str | Path, **more: str) -> str:
    done = kg("judge", *arguments, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_one_man_of_two_names_is_judged_one_and_undone(kg: Kg, papers: Path) -> None:
    kg("load", papers)
    before = kg("export").stdout
    assert len(people(kg)) == 5
    told = judge(kg, "same", "Tom Hale@Estonia", "Thaddeus Hale-Berg", "--author", "Ann Lee")
    number = told.split()[0]
    after = ["thaddeus-hale-berg", "tom-hale-2ece23"]  # another one is called Tom Hale as well
    assert [one for one in people(kg) if "hale" in one] == after
    assert "[in force]" in judge(kg, "list")
    kg("rebuild")
    assert [one for one in people(kg) if "hale" in one] == after
    judge(kg, "undo", number[:6], "--reason", "a cousin")
    assert kg("export").stdout == before
    assert "[undone by " in judge(kg, "list")


def test_what_speaks_against_a_judgement_is_said_and_it_holds_all_the_same(
    kg: Kg, papers: Path
) -> None:
    kg("load", papers)
    done = kg("judge", "link", "Anna Ozola", "Q999999999")
    assert done.returncode == 0
    assert "the gazetteer has no Q999999999: is the number right?" in done.stderr
    assert done.stdout.split()[0] in done.stderr  # how to take it back
    judge(kg, "link", "Thaddeus Hale-Berg", "Q57665")
    judge(kg, "link", "Tom Hale@Estonia", "Q7747")
    done = kg("judge", "same", "Tom Hale@Estonia", "Thaddeus Hale-Berg")
    assert "they are linked to two items, Q57665 and Q7747" in done.stderr
    assert judge(kg, "list").count("[in force]") == 4


def test_the_list_says_who_judged_what_when_and_why(kg: Kg, papers: Path) -> None:
    kg("load", papers)
    judge(kg, "link", "Estonia", "q191", "--reason", "the state", KG_AUTHOR="Bea")
    judge(kg, "link", "Estonia", "Q192", "--author", "Ann Lee")
    first, second = json.loads(judge(kg, "list", "--json"))
    assert (first["author"], first["reason"], first["qid"]) == ("Bea", "the state", "Q191")
    assert (first["state"], first["by"]) == ("overridden", second["id"])
    assert second["about"] == ["http://127.0.0.1:7878/country/estonia"]
    shown = judge(kg, "list")
    assert f"Bea  [overridden by {second['id']}]\n    Estonia is Q191\n    the state\n" in shown


def test_judging_again_tells_what_it_overrides(kg: Kg, papers: Path) -> None:
    kg("load", papers)
    pair = ("Tom Hale@Estonia", "Thaddeus Hale-Berg")
    number = judge(kg, "same", *pair).split()[0]
    pair = ("Tom Hale@Estonia", "person/thaddeus-hale-berg@Estonia")
    told = kg("judge", "different", *pair)
    assert told.returncode == 2  # they are one now, and known by the same
    judge(kg, "undo", number)
    number = judge(kg, "different", *pair).split()[0]
    assert f"it overrides {number}: Thaddeus Hale-Berg" in judge(kg, "same", *pair)


def test_judgements_can_be_kept_in_git_and_merged(kg: Kg, papers: Path, tmp_path: Path) -> None:
    kg("load", papers)
    judge(kg, "same", "Tom Hale@Estonia", "Thaddeus Hale-Berg")
    kept = tmp_path / "git" / "judgements.jsonl"
    assert "1 judgements copied" in judge(kg, "file", kept)
    assert judge(kg, "file") == f"{kept}\n"
    merged = people(kg)
    line = kept.read_text(encoding="utf-8")
    kept.write_text("", encoding="utf-8")  # as a checkout of an older state
    kg("load", papers)
    assert len(people(kg)) == 5
    kept.write_text(line + "\n" + line, encoding="utf-8")  # as a merge that keeps both sides
    kg("load", papers)
    assert people(kg) == merged
    kept.unlink()
    gone = kg("load", papers)
    assert gone.returncode == 1
    assert "is gone: restore it, or name another with kg judge file PATH" in gone.stderr


def test_a_broken_line_is_told_and_what_it_held_still_holds(kg: Kg, papers: Path) -> None:
    kg("load", papers)
    judge(kg, "same", "Tom Hale@Estonia", "Thaddeus Hale-Berg")
    merged = people(kg)
    (kept,) = papers.parent.glob("kg-data/judgements.jsonl")
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(whole[:40] + "\n", encoding="utf-8")
    told = kg("load", papers)
    assert told.returncode == 0
    assert f"{Path('kg-data', 'judgements.jsonl')}, line 1: it is no JSON" in told.stderr
    assert people(kg) == merged
    listed = kg("judge", "list")
    assert listed.returncode == 1
    assert "line 1: it is no JSON" in listed.stderr
    kept.write_text(whole, encoding="utf-8")
    assert "[in force]" in judge(kg, "list")


def test_a_backup_holds_the_judgements(kg: Kg, papers: Path, tmp_path: Path) -> None:
    kg("load", papers)
    judge(kg, "file", tmp_path / "git" / "judgements.jsonl")
    judge(kg, "same", "Tom Hale@Estonia", "Thaddeus Hale-Berg")
    before, merged = judge(kg, "list"), people(kg)
    assert kg("backup", "copy").returncode == 0
    assert kg("restore", "copy", "--store", "other").returncode == 0
    assert judge(kg, "list", "--store", "other") == before
    assert judge(kg, "file", "--store", "other") == f"{Path('other', 'judgements.jsonl')}\n"
    kg("rebuild", "--store", "other")
    assert people(kg) == merged


def test_what_is_wrong_is_said_in_a_line(kg: Kg, papers: Path) -> None:
    kg("load", papers)
    for arguments, status, words in [
        (("same", "Anna Ozola", "Anna Ozola"), 2, "both are person/anna-ozola: say which is meant"),
        (("same", "Anna Ozola", "France"), 2, "of different kinds"),
        (("same", "Anna Ozola", "Nobody Known"), 2, "no person"),
        (("same", "Anna Ozola@office/mayor", "Emmanuel Macron"), 2, "no office or country"),
        (("same", "Anna Ozola@France", "Emmanuel Macron"), 2, "known are: country/latvia"),
        (("link", "France", "142"), 2, "not a Q-number"),
        (("undo", "abcd"), 2, "there is no such judgement"),
        (("list", "--store", "nowhere"), 1, "there is no store"),
    ]:
        done = kg("judge", *arguments)
        assert done.returncode == status
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert judge(kg, "list") == ""
