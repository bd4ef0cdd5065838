"""Every state has a Foreign Ministry and a National Assembly: whose it is, and under which name."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.consolidate.state_bodies import BODIES, FIELDS, ONLY, Form, Only, normal_form, only_state
from kg.pipeline import load

MINISTRY = "organisation/ministry-of-foreign-affairs"
ASSEMBLY = "organisation/national-assembly"


@pytest.mark.parametrize("form", [*FIELDS, *BODIES], ids=lambda form: form.id)
def test_names_of_one_body_meet_and_those_of_another_do_not(form: Form) -> None:
    state = "" if form.alone else "country/armenia"
    [normal] = {normal_form(name, state) for name in form.examples}
    assert normal.endswith(form.normal)
    assert normal_form(form.counter, state) != normal


@pytest.mark.parametrize("one", ONLY, ids=lambda one: one.id)
def test_a_name_that_one_state_has_tells_the_state(one: Only) -> None:
    assert (only_state(one.example), only_state(one.counter)) == (one.country, "")
    assert normal_form(one.example)


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Ministry of Armenia",
        "Armenian Foreign Ministry",
        "Armenia’s Foreign Ministry",
        "Ministry of Foreign Affairs of the Republic of Armenia",
        "Armenian Ministry for Foreign Affairs",
    ],
)
def test_a_ministry_has_one_form_with_its_state_anywhere(name: str) -> None:
    assert normal_form(name, "country/armenia") == "Ministry of Foreign Affairs"


@pytest.mark.parametrize(
    "name", ["Department of Physics", "Labour Government", "Government", "NATO", "Ministry"]
)
def test_what_no_state_or_not_every_one_has_is_left_alone(name: str) -> None:
    assert normal_form(name) == ""


def test_two_names_that_were_read_as_one_are_left_alone() -> None:
    assert normal_form("Ministry of Health of Armenia and the Ministry of Labour") == ""


def graph(folder: Path, *texts: str) -> kg.Knowledge:
    papers = folder / "papers"
    papers.mkdir()
    for number, text in enumerate(texts):
        (papers / f"{number}.txt").write_text(f"2024-03-19\n\n{text}\n", encoding="utf-8")
    load(folder / "kg-data", [papers])
    return kg.open(folder / "kg-data")


def bodies(folder: Path, *texts: str) -> dict[str, set[str]]:
    """Path of each organisation and all its names."""
    found: dict[str, set[str]] = {}
    with graph(folder, *texts) as known:
        rows = known.query(
            "SELECT ?o ?name { ?o a ?c ; rdfs:label|skos:altLabel ?name"
            " FILTER (STRSTARTS(STRAFTER(STR(?o), '7878/'), 'organisation/')) }"
        )
        assert isinstance(rows, list)
        for row in rows:
            path = str(row["o"]).removeprefix(known.base)
            found.setdefault(path, set()).add(str(row["name"]))
    return found


def test_the_foreign_ministry_of_a_state_is_one_whatever_it_is_called(tmp_path: Path) -> None:
    found = bodies(
        tmp_path,
        "Anna Brevik of the Foreign Ministry of Lesotho spoke. Chile did not.",
        "Anna Brevik of the Ministry of Foreign Affairs of Lesotho spoke. Chile did not.",
        "Lesotho's Foreign Ministry was silent. Chile was not.",
        "The Ministry of Foreign Affairs of the Kingdom of Lesotho was silent. Chile was not.",
    )
    assert found.keys() == {f"{MINISTRY}-of-lesotho"}
    assert found[f"{MINISTRY}-of-lesotho"] == {
        "Ministry of Foreign Affairs of Lesotho",
        "Ministry of Foreign Affairs",
        "Foreign Ministry of Lesotho",
        "Foreign Ministry",
    }


def test_states_do_not_share_an_assembly(tmp_path: Path) -> None:
    found = bodies(
        tmp_path,
        "President of the National Assembly of Armenia Alen Brevik met the Speaker of the National"
        " Assembly of Serbia Ivo Tal.",
        "The Prime Minister of Armenia, Anna Brevik, spoke. The National Assembly voted.",
    )
    assert found.keys() == {f"{ASSEMBLY}-of-armenia", f"{ASSEMBLY}-of-serbia"}


def test_offices_are_of_the_assembly_that_their_words_name(tmp_path: Path) -> None:
    text = (
        "President of the National Assembly of Armenia Alen Brevik met the Speaker of the National"
        " Assembly of Serbia Ivo Tal."
    )
    with graph(tmp_path, text) as known:
        rows = known.query(
            "SELECT ?name ?of ?label { ?t cmq:holder/rdfs:label ?name ; cmq:office ?o ."
            " ?o cmq:officeOf ?of ; rdfs:label ?label }"
        )
        assert isinstance(rows, list)
        held = {
            (str(row["name"]), str(row["of"]).rpartition("/")[2], str(row["label"])) for row in rows
        }
    armenian, serbian = "national-assembly-of-armenia", "national-assembly-of-serbia"
    assert held == {
        ("Alen Brevik", armenian, "President of the National Assembly of Armenia"),
        ("Ivo Tal", serbian, "Speaker of the National Assembly of Serbia"),
    }


def test_where_a_text_leaves_several_states_the_body_is_the_texts_own(tmp_path: Path) -> None:
    found = bodies(
        tmp_path,
        "Armenia and Serbia signed. The National Assembly has to agree.",
        "Chile and Peru signed. The National Assembly has to agree.",
    )
    assert len(found) == 2
    assert all(names == {"National Assembly"} for names in found.values())
    assert ASSEMBLY not in found


def test_a_text_of_home_that_names_only_the_state_abroad_does_not_mean_its_ministries(
    tmp_path: Path,
) -> None:
    text = "The President is in Germany. Anna Brevik leads the Ministry of Defence meanwhile."
    [path] = bodies(tmp_path, text)
    assert "germany" not in path


def test_the_officers_of_a_body_tell_whose_it_is(tmp_path: Path) -> None:
    found = bodies(
        tmp_path,
        "Armenia and Serbia signed. The Foreign Minister of Armenia, Anna Brevik, spoke. Anna"
        " Brevik, chairwoman of the National Assembly, had left.",
    )
    assert f"{ASSEMBLY}-of-armenia" in found


def test_the_government_of_a_state_keeps_its_item_however_short_it_is_called(
    tmp_path: Path,
) -> None:
    text = "The Canadian Government spoke. The Government of Canada was heard. The Government left."
    with graph(tmp_path, text) as known:
        rows = known.query("SELECT ?item { ?o a cmq:GovernmentBody ; schema:sameAs ?item }")
        assert isinstance(rows, list)
        assert [str(row["item"]).rpartition("/")[2] for row in rows] == ["Q422404"]


def test_governments_meet_those_that_the_list_of_names_knows(tmp_path: Path) -> None:
    found = bodies(tmp_path, "The Canadian Government spoke. The Government of Canada was heard.")
    assert found.keys() == {"organisation/government-of-canada"}
