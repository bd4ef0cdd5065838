"""A person whose name is spelled in two ways is one, where office and time say so too."""

from __future__ import annotations

from dataclasses import replace

from say import (
    MINISTER_OF_VELMORA,
    PRESIDENT_OF_KARSIA,
    PRESIDENT_OF_VELMORA,
    graph_of,
    holds,
    named,
    person,
    told,
    values,
)
from small_world import Told, on

from kg.archive import whereabouts
from kg.model import Office, OfficeKind


def president(name: str, day: str = "2024-03-01", office: Office = PRESIDENT_OF_VELMORA) -> Told:
    return told("", person(name), holds(name, office, on(day)))


def test_two_spellings_in_one_office_at_one_time_are_one_person() -> None:
    graph = graph_of(
        president("Vahagn Khachatryan"),
        president("Vahagn Khachaturyan", "2024-06-01"),
    )
    assert graph.nodes("person") == {"person/vahagn-khachatryan"}
    assert values(graph, "person/vahagn-khachatryan", "altLabel") == {"Vahagn Khachaturyan"}
    assert graph.nodes("tenure") == {"tenure/president-of-velmora-vahagn-khachatryan"}
    choices = whereabouts.choices(graph.database, "person/vahagn-khachaturyan")
    assert [path for path, _ in choices] == ["person/vahagn-khachatryan"]


def test_spelling_alone_or_a_country_alone_makes_nobody_one() -> None:
    graph = graph_of(
        told("", person("Aleksandr Petrov", "Velmora"), named("Aleksandr Petrov")),
        told("", person("Alexander Petrov", "Velmora"), named("Alexander Petrov")),
        president("Joe Hale"),
        president("Joseph Hale", office=PRESIDENT_OF_KARSIA),
    )
    assert len(graph.nodes("person")) == 4


def test_father_and_son_who_held_one_office_years_apart_stay_two() -> None:
    graph = graph_of(
        president("George Bush", "1990-05-01"),
        president("George W. Bush", "2003-05-01"),
    )
    assert len(graph.nodes("person")) == 2


def test_a_name_that_fits_two_who_differ_is_taken_for_neither() -> None:
    minister = MINISTER_OF_VELMORA
    graph = graph_of(
        president("Joe Hale", office=minister),
        president("Joseph A. Hale", office=minister),
        president("Joseph B. Hale", office=minister),
    )
    assert len(graph.nodes("person")) == 3
    graph.change(gone=["d2"])
    assert graph.nodes("person") == {"person/joe-hale"}


def test_one_item_is_one_person_in_both_spellings() -> None:
    graph = graph_of(
        told("", person("Binyamin Hale", wikidata="Q1"), named("Binyamin Hale")),
        told("", person("Bibi Hale", wikidata="Q1"), named("Bibi Hale")),
    )
    assert graph.nodes("person") == {"person/bibi-hale"}


def test_a_surname_in_another_spelling_means_the_holder_of_the_office() -> None:
    graph = graph_of(president("Volodymyr Zelenskyy"), president("Zelensky", "2024-04-01"))
    assert graph.nodes("person") == {"person/volodymyr-zelenskyy"}


def test_a_family_name_that_comes_first_is_found_by_itself() -> None:
    head = replace(PRESIDENT_OF_VELMORA, key="office/chairman-of-velmora", kind=OfficeKind.OTHER)
    graph = graph_of(
        president("Kim Jong Un", office=head),
        president("Kim", "2024-04-01", head),
        president("Jong Un Kim", "2024-05-01", head),
    )
    assert graph.nodes("person") == {"person/jong-un-kim"}


def test_a_tenure_that_comes_later_can_bring_two_spellings_together() -> None:
    early = president("Binyamin Hale", "2010-03-01")
    late = president("Benjamin Hale", "2014-03-01")
    graph = graph_of(early, late)
    assert len(graph.nodes("person")) == 2
    graph.change(come={"between": president("Binyamin Hale", "2013-09-01")})
    assert graph.nodes("person") == {"person/benjamin-hale"}
    graph.change(gone=["between"])
    assert len(graph.nodes("person")) == 2
