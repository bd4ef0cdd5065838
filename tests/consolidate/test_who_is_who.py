"""Two people of one name stay two; one person of many documents is one."""

from __future__ import annotations

from dataclasses import replace

from say import (
    CHAIRMAN,
    MAYOR,
    MINISTER_OF_VELMORA,
    PRESIDENT,
    PRESIDENT_OF_VELMORA,
    graph_of,
    holds,
    meets,
    named,
    person,
    told,
    value,
    values,
)
from small_world import BASE, Graph, on

from kg.archive import whereabouts


def evidence_counts(graph: Graph) -> dict[str, int]:
    return {path: len(values(graph, path, "evidence")) for path in graph.nodes("person")}


def test_one_name_in_many_documents_is_one_person() -> None:
    graph = graph_of(
        told("2024-03-01", person("Irena Vask", "Velmora"), named("Irena Vask")),
        told("2024-03-02", person("Irena Vask"), named("Irena Vask")),
        told("2024-03-03", person("IRENA VASK", "Velmora"), named("Irena Vask")),
    )
    assert evidence_counts(graph) == {"person/irena-vask": 3}
    assert value(graph, "person/irena-vask", "label") == "Irena Vask"


def test_two_people_whose_countries_differ_each_get_a_hash() -> None:
    graph = graph_of(
        told("2024-03-01", person("Michael Miller", "Velmora"), named("Michael Miller")),
        told("2024-03-02", person("Michael Miller", "Karsia"), named("Michael Miller")),
    )
    people = graph.nodes("person")
    assert len(people) == 2
    assert all(path.startswith("person/michael-miller-") for path in people)


def test_the_bare_name_offers_the_choice_and_the_old_iri_leads_on() -> None:
    graph = graph_of(told("2024-03-01", person("Tom Hale", "Velmora"), named("Tom Hale")))
    assert graph.nodes("person") == {"person/tom-hale"}
    graph.change(come={"e": told("2024-03-02", person("Tom Hale", "Karsia"), named("Tom Hale"))})
    choices = whereabouts.choices(graph.database, "person/tom-hale")
    assert {path for path, _ in choices} == graph.nodes("person")
    assert {label for _, label in choices} == {"Tom Hale"}
    (moved,) = whereabouts.moved(graph.database, "person/tom-hale")
    assert f"<{BASE}{moved}>" in "".join(graph.lines)
    graph.change(gone=["e"])
    assert graph.nodes("person") == {"person/tom-hale"}
    assert whereabouts.moved(graph.database, "person/tom-hale") == []
    assert whereabouts.moved(graph.database, moved) == ["person/tom-hale"]


def test_a_mention_that_could_be_either_stays_a_third() -> None:
    graph = graph_of(
        told("2024-03-01", person("Tom Hale", "Velmora"), named("Tom Hale")),
        told("2024-03-02", person("Tom Hale", "Karsia"), named("Tom Hale")),
        told("2024-03-03", person("Tom Hale"), named("Tom Hale")),
    )
    assert sorted(evidence_counts(graph).values()) == [1, 1, 1]


def test_of_a_canadian_mayor_and_a_chairman_in_new_zealand_a_document_on_the_mayor_tells() -> None:
    """Three documents, two people, and never a third Michael Miller."""
    day = on("2024-05-14")
    canadian = told("", person("Michael Miller", "Canada"), holds("Michael Miller", MAYOR, day))
    mayor_of = replace(MAYOR, key="office/mayor-of-aldermere", of="place/aldermere")
    lakes = replace(CHAIRMAN, key="office/chairman-of-lakes", of="organisation/lakes")
    both = told("", holds("Michael Miller", mayor_of, day), holds("Michael Miller", lakes, day))
    board = replace(CHAIRMAN, key="office/chairman-of-board", of="organisation/board")
    other = told("", person("Michael Miller", "New Zealand"), holds("Michael Miller", board, day))
    graph = graph_of(canadian, both, other)
    assert len(graph.nodes("person")) == 2
    held = sorted(sorted(values(graph, path, "heldOffice")) for path in graph.nodes("person"))
    assert held == [
        ["office/chairman-of-board"],
        ["office/chairman-of-lakes", "office/mayor-of-aldermere"],
    ]


def test_a_role_that_both_are_known_in_tells_neither() -> None:
    day = on("2024-05-14")
    mayors = [
        told("", person("Tom Hale", land), holds("Tom Hale", replace(MAYOR, key=key, of=of), day))
        for land, key, of in (
            ("Velmora", "office/mayor-of-lorn", "place/lorn"),
            ("Karsia", "office/mayor-of-tessa", "place/tessa"),
        )
    ]
    graph = graph_of(*mayors, told("", holds("Tom Hale", MAYOR, day)))
    assert len(graph.nodes("person")) == 3


def test_an_office_held_in_both_documents_makes_them_one() -> None:
    office = holds("Tom Hale", MINISTER_OF_VELMORA, on("2024-03-01"))
    graph = graph_of(
        told("2024-03-01", person("Tom Hale", "Velmora"), office),
        told("2024-03-02", person("Tom Hale", "Karsia"), office),
    )
    assert graph.nodes("person") == {"person/tom-hale"}


def test_a_third_document_can_bring_two_together_and_leave_again() -> None:
    velmoran = told("2024-03-01", person("Tom Hale", "Velmora"), named("Tom Hale"))
    karsian = told("2024-03-02", person("Tom Hale", "Karsia"), named("Tom Hale"))
    graph = graph_of(velmoran, karsian)
    both = told("2024-03-03", person("Tom Hale", "Velmora", "Karsia"), named("Tom Hale"))
    graph.change(come={"both": both})
    assert evidence_counts(graph) == {"person/tom-hale": 3}
    graph.change(gone=["both"])
    assert len(graph.nodes("person")) == 2


def test_two_wikidata_items_are_two_people_even_in_one_country() -> None:
    graph = graph_of(
        told("2024-03-01", person("Tom Hale", "Velmora", wikidata="Q1"), named("Tom Hale")),
        told("2024-03-02", person("Tom Hale", "Velmora", wikidata="Q2"), named("Tom Hale")),
    )
    items = [value(graph, path, "sameAs") for path in sorted(graph.nodes("person"))]
    assert sorted(item.rpartition("/")[2] for item in items) == ["Q1", "Q2"]


def test_who_has_no_item_and_could_be_either_of_two_is_neither() -> None:
    items = [
        told("", person("Tom Hale", "Velmora", wikidata=item), named("Tom Hale"))
        for item in ("Q1", "Q2")
    ]
    plain = told("", person("Tom Hale", "Velmora"), named("Tom Hale"))
    graph = graph_of(*items, plain)
    assert sorted(evidence_counts(graph).values()) == [1, 1, 1]
    graph.change(gone=["d1"])
    assert evidence_counts(graph) == {"person/tom-hale": 2}


def test_one_wikidata_item_is_one_person_whatever_else_differs() -> None:
    graph = graph_of(
        told("2024-03-01", person("Tom Hale", "Velmora", wikidata="Q1"), named("Tom Hale")),
        told("2024-03-02", person("Tom Hale", "Karsia", wikidata="Q1"), named("Tom Hale")),
    )
    assert graph.nodes("person") == {"person/tom-hale"}


def test_a_surname_with_the_office_means_its_only_holder() -> None:
    graph = graph_of(
        told("2024-03-01", holds("Irena Vask", PRESIDENT_OF_VELMORA, on("2024-03-01"))),
        told("2024-04-01", person("Vask"), holds("Vask", PRESIDENT_OF_VELMORA, on("2024-04-01"))),
    )
    assert graph.nodes("person") == {"person/irena-vask"}
    assert "Vask" in values(graph, "person/irena-vask", "altLabel")
    tenure = "tenure/president-of-velmora-irena-vask"
    assert value(graph, tenure, "certainUntil") == "2024-04-01"


def test_a_tenure_known_only_by_surname_is_resolved_not_stated() -> None:
    meeting = meets(["Vask", "Olga Brandt"], on("2024-04-01"))
    graph = graph_of(
        told("2024-03-01", holds("Irena Vask", PRESIDENT_OF_VELMORA, on("2024-03-01"))),
        told("2024-04-01", holds("Vask", PRESIDENT_OF_VELMORA, on("2024-04-01")), meeting),
    )
    step = "2024-04-01-meeting-irena-vask-olga-brandt"
    assert value(graph, f"participation/{step}-irena-vask", "basis") == "resolved"
    assert value(graph, f"participation/{step}-olga-brandt", "basis") == "stated"


def test_a_surname_is_left_alone_where_two_may_be_meant_or_the_time_is_wrong() -> None:
    father = told("", holds("Aron Vask", PRESIDENT_OF_VELMORA, on("1990-05-01")))
    son = told("", holds("Irena Vask", PRESIDENT_OF_VELMORA, on("2004-05-01")))
    early = told("", holds("Vask", PRESIDENT_OF_VELMORA, on("1990-09-01")))
    between = told("", holds("Vask", PRESIDENT_OF_VELMORA, on("1997-01-01")))
    graph = graph_of(father, son, early)
    assert graph.nodes("person") == {"person/aron-vask", "person/irena-vask"}
    assert len(values(graph, "person/aron-vask", "evidence")) == 2
    graph.change(come={"between": between})
    assert "person/vask" in graph.nodes("person")


def test_president_joe_biden_holds_the_only_presidency_he_is_known_in() -> None:
    known = told("", holds("Joe Biden", PRESIDENT_OF_VELMORA, on("2024-03-01")))
    unsaid = told("", holds("Joe Biden", PRESIDENT, on("2024-03-05")))
    graph = graph_of(unsaid)
    assert graph.nodes("tenure") == {"tenure/president-joe-biden"}
    assert values(graph, "office/president", "officeOf") == set()
    graph.change(come={"known": known})
    assert graph.nodes("tenure") == {"tenure/president-of-velmora-joe-biden"}
    assert graph.nodes("office") == {"office/president-of-velmora"}
    moved = whereabouts.moved(graph.database, "tenure/president-joe-biden")
    assert moved == ["tenure/president-of-velmora-joe-biden"]
    court = replace(PRESIDENT, key="office/president-of-court", of="organisation/court")
    other = told("", holds("Joe Biden", court, on("2010-03-01")))
    graph.change(come={"other": other})  # now it could be either, so it is neither
    assert "tenure/president-joe-biden" in graph.nodes("tenure")


def test_an_office_without_an_organisation_has_no_single_holder() -> None:
    graph = graph_of(
        told("", holds("Ann Hill", PRESIDENT, on("2024-01-01"))),
        told("", holds("Bob Hill", PRESIDENT, on("2024-02-01"))),
        told("", holds("Ann Hill", PRESIDENT, on("2024-03-01"))),
    )
    assert graph.nodes("tenure") == {"tenure/president-ann-hill", "tenure/president-bob-hill"}


def test_an_office_is_called_by_its_usual_title() -> None:
    short = replace(PRESIDENT_OF_VELMORA, key="office/prime-minister-of-velmora", role="PM")
    usual = replace(short, role="Prime Minister", label="Prime Minister of Velmora")
    short = replace(short, label="PM of Velmora")
    graph = graph_of(
        told("", holds("Ann Hill", short, on("2024-01-01"))),
        told("", holds("Ann Hill", usual, on("2024-02-01"))),
    )
    assert value(graph, "office/prime-minister-of-velmora", "label") == "Prime Minister of Velmora"
    assert graph.nodes("tenure") == {"tenure/prime-minister-of-velmora-ann-hill"}
