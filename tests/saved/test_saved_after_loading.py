"""What saved queries answer about a few documents that were read, not written as a graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import kg
from kg import pipeline


def ask(tmp_path: Path, documents: Mapping[str, str], query: str, columns: str) -> list[str]:
    """Load documents, whose names begin with their days, and ask; a row a line."""
    folder = tmp_path / "documents"
    folder.mkdir(parents=True)
    for name, text in documents.items():
        front = f"---\ntitle: {name}\ndate: {name[:10]}\n---\n\n"
        (folder / f"{name}.md").write_text(front + text + "\n", encoding="utf-8")
    pipeline.load(tmp_path / "kg-data", [folder])
    with kg.open(tmp_path / "kg-data") as store:
        return [
            " | ".join(str(row[column] or "") for column in columns.split())
            for row in store.saved(query)
        ]


APRIL_18 = "President Irena Vask of Austria met Chancellor Olga Brandt of Germany on 18 April 2024."
APRIL_19 = "President Irena Vask of Austria met Chancellor Olga Brandt of Germany on 19 April 2024."


def test_one_meeting_with_two_dates_is_a_contradiction(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        {"2024-04-21-gazette": APRIL_18, "2024-04-22-courier": APRIL_19},
        "contradictions",
        "topic sentence otherSentence",
    )
    assert found == [f"two-dates | {APRIL_18} | {APRIL_19}"]


def test_two_meetings_that_one_document_tells_of_are_no_contradiction(tmp_path: Path) -> None:
    again = "They met again in Vienna."
    documents = {
        "2024-04-21-gazette": APRIL_18,
        "2024-04-22-courier": APRIL_19,
        "2024-04-23-herald": f"{APRIL_18} {again} {APRIL_19}",
    }
    assert ask(tmp_path, documents, "contradictions", "topic sentence") == []


def test_meetings_weeks_apart_are_no_contradiction(tmp_path: Path) -> None:
    in_may = APRIL_18.replace("18 April", "2 May")
    documents = {"2024-05-21-gazette": in_may, "2024-05-22-courier": APRIL_19}
    assert ask(tmp_path, documents, "contradictions", "topic") == []


def test_meetings_in_two_places_are_no_contradiction(tmp_path: Path) -> None:
    documents = {
        "2024-04-21-herald": APRIL_18.replace(" on ", " in Vienna on "),
        "2024-04-22-mirror": APRIL_19.replace(" on ", " in Berlin on "),
    }
    assert ask(tmp_path, documents, "contradictions", "topic") == []


def test_who_is_quoted_on_a_membership_reports_it_and_nobody_else_does(tmp_path: Path) -> None:
    documents = {
        "2024-03-01-gazette": "Armenia is a member of the Collective Security Treaty Organization.",
        "2024-03-20-courier": (
            "Prime Minister Nikol Pashinyan of Armenia spoke in Yerevan. Pashinyan said: “Armenia"
            " has frozen its membership in the Collective Security Treaty Organization.”"
        ),
    }
    columns = "memberLabel organisationLabel status stance claimant"
    (row,) = ask(tmp_path, documents, "memberships", columns)
    assert row == "Armenia | CSTO | frozen | reported | Nikol Pashinyan"
    (row,) = ask(tmp_path / "first", dict([*documents.items()][:1]), "memberships", columns)
    assert row == "Armenia | CSTO | active | asserted | "


def test_an_untitled_clip_goes_by_its_first_words_not_by_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    text = "President Irena Vask of Austria received Chancellor Olga Brandt in Vienna on Tuesday."
    (folder / "5f1c.txt").write_text(f"{text}\n", encoding="utf-8")
    pipeline.load(tmp_path / "kg-data", [folder])
    with kg.open(tmp_path / "kg-data") as store:
        (row,) = store.saved("documents")
        assert row["documentLabel"] == (
            "President Irena Vask of Austria received Chancellor Olga Brandt in Vienna on…"
        )
        assert store.find("5f1c.txt") == row["document"]


def test_being_at_one_ceremony_is_not_meeting_even_of_two_who_have_met(tmp_path: Path) -> None:
    ceremony = (
        "President Irena Vask of Austria and Chancellor Olga Brandt of Germany attended a"
        " wreath-laying ceremony in Vienna on 3 May 2024."
    )
    documents = {"2024-05-04-gazette": f"{APRIL_18}\n\n{ceremony}"}
    columns = "personLabel otherLabel when"
    assert ask(tmp_path, documents, "who-met-whom", columns) == [
        "Irena Vask | Olga Brandt | 2024-04-18"
    ]


def test_a_meeting_of_a_crowd_is_no_meeting_of_each_with_each(tmp_path: Path) -> None:
    crowd = (
        "Irena Vask, Olga Brandt, Tomas Hale, Mirela Dorn, Anselm Grau, Lena Sorel, Joren Pell,"
        " Petar Ilvo and Nora Quayle met in Vienna on 3 May 2024."
    )
    documents = {"2024-05-04-gazette": f"{APRIL_18}\n\n{crowd}"}
    found = ask(tmp_path, documents, "who-met-whom", "personLabel otherLabel when")
    assert found == ["Irena Vask | Olga Brandt | 2024-04-18"]


def test_a_term_of_which_only_the_month_is_told_begins_with_it_on_the_timeline(
    tmp_path: Path,
) -> None:
    (tmp_path / "note.txt").write_text(
        "2021-09-01\n\nAnna Brevik was the Prime Minister of Norway in March 2020.\n", "utf-8"
    )
    pipeline.load(tmp_path / "store", [tmp_path / "note.txt"])
    with kg.open(tmp_path / "store") as known:
        [row] = known.saved("timeline", agent="Anna Brevik")
    assert (row["earliest"], row["latest"]) == (date(2020, 3, 1), date(2021, 9, 1))
