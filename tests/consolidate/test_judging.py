"""What people judge holds, over what is concluded and until it is undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from say import (
    CHAIRMAN,
    MAYOR,
    MINISTER_OF_VELMORA,
    PRESIDENT_OF_KARSIA,
    PRESIDENT_OF_VELMORA,
    country,
    graph_of,
    holds,
    named,
    person,
    told,
    value,
    values,
)
from small_world import Graph, on

from kg.archive import whereabouts
from kg.resolve.judgements import Judgement, Subject, Verb, judge

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = on("2024-03-01")


def who(name: str, *marks: str) -> Subject:
    return Subject(f"person/{name}", marks=tuple(sorted(marks)))


def judged(verb: Verb, *subjects: Subject, at: int = 0, **more: str) -> Judgement:
    return judge(verb, subjects, author="ann", time=NOON + timedelta(minutes=at), **more)


def same(*subjects: Subject, at: int = 0) -> Judgement:
    return judged(Verb.SAME, *subjects, at=at)


def different(*subjects: Subject, at: int = 0) -> Judgement:
    return judged(Verb.DIFFERENT, *subjects, at=at)


def two_hales() -> Graph:
    return graph_of(
        told("", person("Tom Hale", "Velmora"), holds("Tom Hale", MINISTER_OF_VELMORA, DAY)),
        told("", person("Tom Hale", "Karsia"), holds("Tom Hale", PRESIDENT_OF_KARSIA, DAY)),
    )


def test_two_of_one_name_become_one_and_two_again() -> None:
    graph = two_hales()
    before, apart = set(graph.lines), graph.nodes("person")
    assert len(apart) == 2
    one = same(who("tom-hale", "country/velmora"), who("tom-hale", "country/karsia"))
    graph.change(judgements=[one])
    assert graph.nodes("person") == {"person/tom-hale"}
    assert values(graph, "person/tom-hale", "heldOffice") == {
        "office/minister-of-velmora",
        "office/president-of-karsia",
    }
    for old in apart:
        assert whereabouts.moved(graph.database, old) == ["person/tom-hale"]
    graph.change(judgements=[one, judged(Verb.UNDO, undoes=one.id)])
    assert graph.lines == before


def test_names_that_share_no_word_can_be_one_persons() -> None:
    graph = graph_of(
        told("", person("Mahatma"), holds("Mahatma", PRESIDENT_OF_VELMORA, DAY)),
        told("", holds("Irena Vask", PRESIDENT_OF_VELMORA, DAY), person("Irena Vask", "Velmora")),
    )
    one = same(who("mahatma", "country/karsia"), who("irena-vask", "country/velmora"))
    graph.change(judgements=[one])
    assert graph.nodes("person") == {"person/mahatma", "person/irena-vask"}  # no such Mahatma
    one = same(who("mahatma", "office/president-of-velmora"), one.subjects[0])
    graph.change(judgements=[one])
    assert graph.nodes("person") == {"person/irena-vask"}
    assert values(graph, "person/irena-vask", "altLabel") == {"Mahatma"}
    assert value(graph, "tenure/president-of-velmora-irena-vask", "holder") == "person/irena-vask"
    # The other name leads on, even in a store that never had a node of it.
    assert [path for path, _ in whereabouts.choices(graph.database, "person/mahatma")] == [
        "person/irena-vask"
    ]


def test_one_person_is_parted_by_what_each_holds() -> None:
    lakes = told("", person("Tom Hale", "Velmora"), holds("Tom Hale", MINISTER_OF_VELMORA, DAY))
    head = told("", person("Tom Hale", "Velmora"), holds("Tom Hale", PRESIDENT_OF_VELMORA, DAY))
    neither = told("", person("Tom Hale", "Velmora"), named("Tom Hale"))
    graph = graph_of(lakes, head, neither)
    assert graph.nodes("person") == {"person/tom-hale"}
    apart = different(
        who("tom-hale", "office/minister-of-velmora"),
        who("tom-hale", "office/president-of-velmora"),
    )
    graph.change(judgements=[apart])
    people = graph.nodes("person")
    assert len(people) == 3  # who is only said to be of Velmora could be either
    held = sorted(sorted(values(graph, path, "heldOffice")) for path in people)
    assert held == [[], ["office/minister-of-velmora"], ["office/president-of-velmora"]]
    graph.change(judgements=[])
    assert graph.nodes("person") == {"person/tom-hale"}


def test_a_judgement_about_two_does_not_draw_in_a_third_of_the_name() -> None:
    graph = two_hales()
    one = same(who("tom-hale", "country/velmora"), who("tom-hale", "country/karsia"))
    graph.change(judgements=[one])
    third = told("", person("Tom Hale", "Ostland"), named("Tom Hale"))
    graph.change(come={"third": third})
    assert len(graph.nodes("person")) == 2


def test_a_judgement_waits_for_those_it_is_about() -> None:
    one = same(who("tom-hale", "country/velmora"), who("thomas-hale", "country/velmora"))
    graph = Graph()
    graph.change(judgements=[one])
    graph.change(come={"a": told("", person("Tom Hale", "Velmora"), named("Tom Hale"))})
    assert graph.nodes("person") == {"person/tom-hale"}
    graph.change(come={"b": told("", person("Thomas Hale", "Velmora"), named("Thomas Hale"))})
    assert graph.nodes("person") == {"person/thomas-hale"}
    graph.change(gone=["b"])
    assert graph.nodes("person") == {"person/tom-hale"}


def test_a_surname_is_not_taken_for_whom_a_judgement_says_it_is_not() -> None:
    graph = graph_of(
        told("", holds("Irena Vask", PRESIDENT_OF_VELMORA, DAY)),
        told("", holds("Vask", PRESIDENT_OF_VELMORA, DAY)),
    )
    assert graph.nodes("person") == {"person/irena-vask"}
    marks = "office/president-of-velmora"
    graph.change(judgements=[different(who("vask", marks), who("irena-vask", marks))])
    assert graph.nodes("person") == {"person/irena-vask", "person/vask"}


def test_of_judgements_that_contradict_each_other_the_later_one_holds() -> None:
    graph = two_hales()
    velmoran, karsian = who("tom-hale", "country/velmora"), who("tom-hale", "country/karsia")
    graph.change(judgements=[same(velmoran, karsian), different(velmoran, karsian, at=1)])
    assert len(graph.nodes("person")) == 2
    graph.change(judgements=[same(velmoran, karsian, at=2), different(velmoran, karsian, at=1)])
    assert len(graph.nodes("person")) == 1


def test_what_nothing_but_the_role_tells_apart_can_be_judged() -> None:
    graph = graph_of(
        told("", holds("Tom Hale", MAYOR, DAY)),
        told("", holds("Tom Hale", CHAIRMAN, DAY)),
    )
    assert len(graph.nodes("person")) == 1
    graph.change(
        judgements=[different(who("tom-hale", "role/mayor"), who("tom-hale", "role/chairman"))]
    )
    assert len(graph.nodes("person")) == 2


def test_the_judgements_about_a_person_are_kept_with_the_person() -> None:
    graph = two_hales()
    one = same(who("tom-hale", "country/velmora"), who("tom-hale", "country/karsia"))
    link = judged(Verb.LINK, who("tom-hale", "country/velmora"), at=1, qid="Q7")
    graph.change(judgements=[one, link])
    rows = set(graph.database.execute("SELECT judgement, path FROM judged"))
    assert rows == {(one.id, "person/tom-hale"), (link.id, "person/tom-hale")}
    graph.change(judgements=[one, link, judged(Verb.UNDO, at=2, undoes=one.id)])
    ((linked, path),) = graph.database.execute("SELECT judgement, path FROM judged")
    assert linked == link.id
    assert path.startswith("person/tom-hale-")


def test_a_link_that_people_judge_is_the_only_one() -> None:
    graph = graph_of(
        told(
            "",
            country("Velmora"),
            person("Tom Hale", "Velmora", wikidata="Q1"),
            holds("Tom Hale", MINISTER_OF_VELMORA, DAY),
        )
    )
    before = set(graph.lines)
    hale, velmora = who("tom-hale", "Q1"), Subject("country/velmora")
    office = Subject("office/minister-of-velmora")
    made = [
        judged(Verb.LINK, hale, qid="Q2"),
        judged(Verb.LINK, velmora, qid="Q7"),
        judged(Verb.LINK, office, qid="Q8"),
    ]
    graph.change(judgements=made)
    links = {
        key: value(graph, key, "sameAs") for key in ("person/tom-hale", office.key, velmora.key)
    }
    assert [link.rpartition("/")[2] for link in links.values()] == ["Q2", "Q8", "Q7"]
    undone = [judged(Verb.UNDO, at=1, undoes=one.id) for one in made]
    none = judged(Verb.UNLINK, hale, at=2)
    graph.change(judgements=[*made, *undone, none])
    assert values(graph, "person/tom-hale", "sameAs") == set()
    graph.change(judgements=[judged(Verb.UNLINK, hale, at=2, qid="Q3")])
    assert graph.lines == before
