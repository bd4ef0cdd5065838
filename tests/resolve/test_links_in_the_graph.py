"""Links of the knowledge graph: from load to graph, page and command, by one deciding function."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.pipeline import load
from kg.resolve.artefact import Writer
from kg.resolve.item import Item
from kg.web import create_app

SEEDS = {
    "person/jens-stoltenberg": "Q57665",
    "person/nikol-pashinyan": "Q7035479",
    "person/vahagn-khachaturyan": "Q3553274",
    "person/vladimir-putin": "Q7747",
    "organisation/nato": "Q7184",
    "organisation/csto": "Q318693",
    "organisation/international-criminal-court": "Q47488",
    "country/armenia": "Q399",
    "country/russia": "Q159",
    "country/ukraine": "Q212",
    "country/azerbaijan": "Q227",
    "country/kosovo": "Q1246",
    "place/yerevan": "Q1953",
    "place/balkans": "Q23522",
    "office/prime-minister-of-armenia": "Q1123764",
    "office/president-of-armenia": "Q4283840",
    "office/president-of-russia": "Q218295",
    "office/secretary-general-of-nato": "Q167662",
}


def links(store: Path, term: str = "schema:sameAs") -> dict[str, str]:
    """Path of each node and the number of its item."""
    with kg.open(store) as known:
        rows = known.query(f"SELECT ?e ?item {{ ?e {term} ?item }}")
        assert isinstance(rows, list)
        base = known.base
    return {str(r["e"]).removeprefix(base): str(r["item"]).rpartition("/")[2] for r in rows}


@pytest.mark.shared
def test_the_seeds_are_linked_and_nothing_else(shared: Path, tmp_path: Path) -> None:
    load(tmp_path / "kg-data", [shared / "documents" / "seeds"])
    assert links(tmp_path / "kg-data") == SEEDS
    assert links(tmp_path / "kg-data", "skos:closeMatch") == {"place/nagorno-karabakh": "Q244165"}


TEXT = (
    "2024-03-19\n\n"
    "President of Armenia Vahagn Khachaturyan met Anna Brevik of Fjordmark in Yerevan.\n"
)


def note(folder: Path) -> Path:
    folder.mkdir()
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_with_another_gazetteer_links_are_decided_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, papers = tmp_path / "kg-data", note(tmp_path / "papers")
    load(store, [papers])
    before = links(store)
    assert before["person/vahagn-khachaturyan"] == "Q3553274"
    folder = tmp_path / "own"
    folder.mkdir()
    Writer(folder).write([Item("Q900000001", "person", "Somebody Else", prior=1)], "a test")
    monkeypatch.setenv("KG_GAZETTEER", str(folder))
    load(store, [papers])
    assert "person/vahagn-khachaturyan" not in links(store)
    monkeypatch.delenv("KG_GAZETTEER")
    load(store, [papers])
    assert links(store) == before


def test_the_command_tells_why(tmp_path: Path) -> None:
    store = tmp_path / "kg-data"
    load(store, [note(tmp_path / "papers")])
    call = [sys.executable, "-m", "kg", "links", "--store", str(store)]
    told = subprocess.run(
        [*call, "Vahagn Khachaturyan", "Anna Brevik"], capture_output=True, text=True, check=True
    ).stdout
    assert "Vahagn Khachaturyan: linked to Q3553274" in told
    assert "the office that the text gives" in told
    assert "Anna Brevik: the gazetteer has nothing of that name" in told
    figures = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert "Person: 2" in figures
    rows = [line.split() for line in figures.splitlines()]
    at = rows.index(["Person:", "2"])
    assert sum(int(row[-1]) for row in rows[at + 1 : at + 5]) == 2  # each of them is told of


@pytest.mark.parametrize(
    ("place", "occupier"),
    [
        ("Donetsk", "Q16150196"),
        ("Luhansk", "Q16746854"),
        ("Crimea", "Q15925436"),
        ("Abkhazia", "Q31354462"),
    ],
)
def test_a_region_is_not_who_claims_or_occupies_it(
    place: str, occupier: str, tmp_path: Path
) -> None:
    text = f"2022-02-17\n\nPresident of Ukraine Volodymyr Zelenskyy visited {place} on Thursday.\n"
    (tmp_path / "visit.txt").write_text(text, encoding="utf-8")
    load(tmp_path / "kg-data", [tmp_path / "visit.txt"])
    assert occupier not in links(tmp_path / "kg-data").values()


def reasons(folder: Path, text: str, term: str = "cmq:linkReason") -> dict[str, str]:
    """Path of each node and why it is linked, from a store with one text."""
    (folder / "papers").mkdir()
    (folder / "papers" / "note.txt").write_text(text, encoding="utf-8")
    load(folder / "kg-data", [folder / "papers"])
    return links(folder / "kg-data", term)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-03-19\n\nThe delegates met Anna Brevik in Yerevan.\n", False),
        ("2024-03-19\n\nThe delegates met Anna Brevik in Yerevan, the Armenian capital.\n", True),
    ],
)
def test_the_country_of_a_town_speaks_for_it_only_where_the_text_tells_the_country(
    text: str, told: bool, tmp_path: Path
) -> None:
    reason = reasons(tmp_path, text)["place/yerevan"]
    assert ("of the country that the text gives" in reason) is told


def test_somebody_who_is_called_like_a_town_is_no_place(tmp_path: Path) -> None:
    text = "2024-03-19\n\nAmbassador Butterworth met Anna Brevik in Yerevan. Butterworth spoke.\n"
    assert not [path for path in reasons(tmp_path, text) if "butterworth" in path]


def test_who_represents_a_state_abroad_does_not_sit_in_its_parliament(tmp_path: Path) -> None:
    text = (
        "2022-09-01\n\nAnna Brevik, Representative of the United States of America, spoke in New"
        " York. The President of the United States, Joe Biden, did not.\n"
    )
    told = reasons(tmp_path, text)
    assert "may sit in its parliament" in told["office/representative-of-united-states"]
    linked = links(tmp_path / "kg-data")
    assert "office/representative-of-united-states" not in linked
    assert linked["office/president-of-united-states"] == "Q11696"


def test_what_is_called_the_council_for_short_is_no_other_council(tmp_path: Path) -> None:
    text = (
        "2001-05-04\n\nAnna Brevik is the chairwoman of the Australian National Council on Drugs."
        " The Council will meet in Canberra, the capital of Australia.\n"
    )
    told = reasons(tmp_path, text)
    assert told["place/canberra"]
    assert not [path for path in links(tmp_path / "kg-data") if "council" in path]


def test_the_page_of_a_person_links_to_wikidata_once(tmp_path: Path) -> None:
    load(tmp_path / "kg-data", [note(tmp_path / "papers")])
    app = create_app(tmp_path / "kg-data")
    try:
        page = app.test_client().get("/person/vahagn-khachaturyan").text
    finally:
        app.extensions["communique"].close()
    header = page[page.index("<h1>") : page.index("</header>", page.index("<h1>"))]
    assert header.count("http://www.wikidata.org/entity/Q3553274") == 1
    assert "Linked to Wikidata" in header


def test_a_small_town_is_linked_only_where_some_text_speaks_of_its_country(tmp_path: Path) -> None:
    text = "2024-03-19\n\nAnna Brevik lives in Liverpool and was born in Paris.\n"
    told = reasons(tmp_path, text)
    assert "no text speaks of its country" in told["place/liverpool"]
    linked = links(tmp_path / "kg-data")
    assert "place/liverpool" not in linked
    assert linked["place/paris"] == "Q90"
    (tmp_path / "papers" / "more.txt").write_text(
        "2024-03-20\n\nTom Hale met Anna Brevik in Liverpool, in the United Kingdom.\n",
        encoding="utf-8",
    )
    load(tmp_path / "kg-data", [tmp_path / "papers"])
    assert links(tmp_path / "kg-data")["place/liverpool"] == "Q24826"


def test_a_ministry_whose_state_is_not_told_is_no_states(tmp_path: Path) -> None:
    text = (
        "2024-03-19\n\nChile and Peru signed. The Interior Ministry and the Department of Foreign"
        " Affairs and Trade have to agree, Anna Brevik of the Ministry of Finance said.\n"
    )
    reasons(tmp_path, text)
    linked = links(tmp_path / "kg-data")
    assert not [path for path in linked if path.startswith("organisation/")]
