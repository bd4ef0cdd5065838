"""Which documents tell of the same meeting, and what became of it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from say import country, graph_of, meets, named, person, place, told, value, values, visits
from small_world import Told, by, day, in_month, on

from kg.archive import whereabouts
from kg.consolidate.windows import Clustering, Window
from kg.model import DateWindow, MeetingKind, MeetingStatus, Stance

VASK_AND_DORN = ["Irena Vask", "Mirela Dorn"]
STEP = "meeting-irena-vask-mirela-dorn"


def test_in_march_is_the_19th_while_there_is_no_other() -> None:
    graph = graph_of(
        told("2024-03-20", meets(VASK_AND_DORN, on("2024-03-19"))),
        told("2024-04-02", meets(VASK_AND_DORN, in_month("2024-03"))),
    )
    assert graph.nodes("meeting") == {f"meeting/2024-03-19-{STEP}"}
    assert len(values(graph, f"meeting/2024-03-19-{STEP}", "evidence")) == 2
    graph.change(come={"second": told("2024-03-26", meets(VASK_AND_DORN, on("2024-03-25")))})
    assert graph.nodes("meeting") == {
        f"meeting/2024-03-19-{STEP}",
        f"meeting/2024-03-25-{STEP}",
        f"meeting/2024-03-{STEP}",
    }
    graph.change(gone=["second"])
    assert graph.nodes("meeting") == {f"meeting/2024-03-19-{STEP}"}
    moved = whereabouts.moved(graph.database, f"meeting/2024-03-{STEP}")
    assert moved == [f"meeting/2024-03-19-{STEP}"]


def test_same_day_same_meeting_whatever_it_is_called_and_wherever_it_was() -> None:
    graph = graph_of(
        told("2024-03-20", meets(VASK_AND_DORN, on("2024-03-19"), MeetingKind.TALKS)),
        told("2024-03-20", meets(VASK_AND_DORN, on("2024-03-19"), where="place/palace")),
        told("2024-03-20", meets(VASK_AND_DORN, on("2024-03-19"), where="place/lorn")),
    )
    (node,) = graph.nodes("meeting")
    assert value(graph, node, "meetingKind") == "talks"


def test_a_call_is_not_the_meeting_of_that_day() -> None:
    graph = graph_of(
        told("", meets(VASK_AND_DORN, on("2024-03-19"))),
        told("", meets(VASK_AND_DORN, on("2024-03-19"), MeetingKind.CALL)),
    )
    assert len(graph.nodes("meeting")) == 2


def test_a_month_elsewhere_is_another_meeting() -> None:
    graph = graph_of(
        told("", meets(VASK_AND_DORN, on("2024-03-19"), where="place/lorn")),
        told("", meets(VASK_AND_DORN, in_month("2024-03"), where="place/tessa")),
        told("", meets(VASK_AND_DORN, in_month("2024-03"), where="country/velmora")),
    )
    assert f"meeting/2024-03-{STEP}-tessa" in graph.nodes("meeting")
    graph = graph_of(
        told(
            "", place("Lorn", "Velmora"), meets(VASK_AND_DORN, on("2024-03-19"), where="place/lorn")
        ),
        told("", meets(VASK_AND_DORN, in_month("2024-03"), where="country/velmora")),
    )
    assert graph.nodes("meeting") == {f"meeting/2024-03-19-{STEP}"}


def test_news_without_a_date_is_of_the_last_month_at_most() -> None:
    recent = told("2024-03-20", meets(VASK_AND_DORN, by("2024-03-20")))
    graph = graph_of(told("", meets(VASK_AND_DORN, on("2024-02-25"))), recent)
    assert len(graph.nodes("meeting")) == 1
    graph = graph_of(told("", meets(VASK_AND_DORN, on("2024-01-25"))), recent)
    assert f"meeting/by-2024-03-20-{STEP}" in graph.nodes("meeting")
    assert value(graph, f"meeting/by-2024-03-20-{STEP}", "earliest") == ""
    assert value(graph, f"meeting/by-2024-03-20-{STEP}", "latest") == "2024-03-20"


def test_planned_then_held_is_one_meeting_and_it_was_held() -> None:
    planned = told(
        "2024-03-01", meets(VASK_AND_DORN, on("2024-03-19"), status=MeetingStatus.PLANNED)
    )
    held = told("2024-03-20", meets(VASK_AND_DORN, on("2024-03-19")))
    for order in ([planned, held], [held, planned]):
        graph = graph_of(*order)
        (node,) = graph.nodes("meeting")
        assert value(graph, node, "eventStatus") == "held"
        assert len(values(graph, node, "evidence")) == 2


def test_planned_then_cancelled_is_cancelled_and_nobody_met() -> None:
    graph = graph_of(
        told("2024-03-10", meets(VASK_AND_DORN, on("2024-03-19"), status=MeetingStatus.CANCELLED)),
        told("2024-03-01", meets(VASK_AND_DORN, on("2024-03-19"), status=MeetingStatus.PLANNED)),
    )
    (node,) = graph.nodes("meeting")
    assert value(graph, node, "eventStatus") == "cancelled"
    for shortcut in ("met", "attended"):
        assert values(graph, "person/irena-vask", shortcut) == set()


def test_held_said_before_the_day_is_no_news_of_it() -> None:
    graph = graph_of(
        told("2024-03-01", meets(VASK_AND_DORN, on("2024-03-19"))),
        told("2024-03-10", meets(VASK_AND_DORN, on("2024-03-19"), status=MeetingStatus.CANCELLED)),
    )
    (node,) = graph.nodes("meeting")
    assert value(graph, node, "eventStatus") == "cancelled"


def test_a_held_meeting_gives_the_shortcuts() -> None:
    graph = graph_of(told("", meets(VASK_AND_DORN, on("2024-03-19"))))
    assert values(graph, "person/irena-vask", "met") == {"person/mirela-dorn"}
    assert values(graph, "person/mirela-dorn", "met") == {"person/irena-vask"}
    assert values(graph, "person/mirela-dorn", "attended") == graph.nodes("meeting")


def test_being_at_a_summit_or_visiting_is_not_meeting() -> None:
    for kind in (MeetingKind.SUMMIT, MeetingKind.CEREMONY, MeetingKind.VISIT):
        graph = graph_of(told("", meets(VASK_AND_DORN, on("2024-03-19"), kind)))
        assert values(graph, "person/irena-vask", "met") == set()


def test_a_visit_names_its_destination_and_a_city_means_its_country_too() -> None:
    graph = graph_of(
        told("", country("Velmora"), place("Lorn", "Velmora"),
             visits("Mirela Dorn", "place/lorn", on("2024-03-19"))),
        told("", visits("Mirela Dorn", "country/velmora", in_month("2024-03"))),
    )  # fmt: skip
    assert graph.nodes("meeting") == {"meeting/2024-03-19-visit-mirela-dorn-velmora"}
    assert values(graph, "person/mirela-dorn", "visited") == {"place/lorn", "country/velmora"}
    label = value(graph, "meeting/2024-03-19-visit-mirela-dorn-velmora", "label")
    assert label == "Visit of Mirela Dorn to Velmora, 2024-03-19"


def test_a_named_summit_is_one_whoever_a_document_names() -> None:
    def summit(name: str, window: DateWindow) -> Told:
        return told("", meets([name], window, MeetingKind.SUMMIT, called="Lorn Summit"))

    graph = graph_of(
        summit("Irena Vask", on("2016-09-10")),
        summit("Mirela Dorn", in_month("2016-09")),
        summit("Mirela Dorn", on("2018-06-01")),
    )
    assert graph.nodes("meeting") == {
        "meeting/2016-09-10-lorn-summit", "meeting/2018-06-01-lorn-summit",
    }  # fmt: skip
    assert len({p for p in graph.nodes("participation") if "2016" in p}) == 2


def test_hedged_and_denied_meetings_are_not_in_the_knowledge() -> None:
    graph = graph_of(told("", meets(VASK_AND_DORN, on("2024-03-19"), stance=Stance.DENIED)))
    assert graph.nodes("meeting") == set()
    graph.change(come={"firm": told("", meets(VASK_AND_DORN, in_month("2024-03")))})
    (node,) = graph.nodes("meeting")
    assert node == f"meeting/2024-03-{STEP}"
    assert len(values(graph, node, "evidence")) == 2


def test_many_participants_are_counted_in_iri_and_label() -> None:
    names = [f"Person {letter}" for letter in "ABCDEFG"]
    graph = graph_of(told("", meets(names, on("2024-03-19"), MeetingKind.MULTILATERAL)))
    (node,) = graph.nodes("meeting")
    assert node.startswith("meeting/2024-03-19-meeting-person-a-person-b-and-5-others-")
    label = "Meeting of Person A, Person B, Person C and 4 others, 2024-03-19"
    assert value(graph, node, "label") == label


def test_a_label_follows_the_name_that_becomes_known() -> None:
    graph = graph_of(told("", meets(["Irena Vask", "person/dorn"], on("2024-03-19"))))
    (node,) = graph.nodes("meeting")
    assert value(graph, node, "label") == "Meeting of Dorn and Irena Vask, 2024-03-19"
    graph.change(come={"n": told("", person("DoRN"), named("DoRN"))})
    assert value(graph, node, "label") == "Meeting of DoRN and Irena Vask, 2024-03-19"


_days = st.integers(0, 40).map(lambda n: day("2024-01-01").toordinal() + n)
_places = st.sampled_from(["", "a", "b"])
_windows = (
    st.builds(
        lambda lo, length, place: Window(lo, lo + length, place),
        _days,
        st.sampled_from([0, 0, 0, 1, 6, 30]),
        _places,
    )
    | st.builds(lambda hi, place: Window(None, hi, place), _days, _places)
    | st.builds(lambda lo: Window(lo, None, ""), _days)
    | st.builds(lambda place: Window(None, None, place), _places)
)


@settings(max_examples=300)
@given(st.lists(_windows, unique=True, max_size=12), st.randoms(use_true_random=False))
def test_clusters_hold_each_window_once_whatever_their_order(
    windows: list[Window], chance: random.Random
) -> None:
    def clusters(order: list[Window]) -> set[tuple[Window, frozenset[Window]]]:
        found = Clustering(order, lambda one, other: not one or not other or one == other)
        held = [window for cluster in found.clusters for window in cluster.windows]
        assert sorted(map(repr, held)) == sorted(map(repr, windows))
        return {(cluster.core, frozenset(cluster.windows)) for cluster in found.clusters}

    shuffled = list(windows)
    chance.shuffle(shuffled)
    assert clusters(windows) == clusters(shuffled)


def test_an_undated_meeting_is_the_only_one_there_is() -> None:
    graph = graph_of(
        told("", meets(VASK_AND_DORN, on("2024-03-19"))),
        told("", meets(VASK_AND_DORN, DateWindow())),
    )
    assert len(graph.nodes("meeting")) == 1
    graph.change(come={"n": told("", meets(VASK_AND_DORN, on("2024-07-19")))})
    assert f"meeting/undated-{STEP}" in graph.nodes("meeting")


def test_news_of_the_second_of_march_is_listed_under_march_only() -> None:
    graph = graph_of(told("", visits("Mirela Dorn", "country/velmora", by("2024-03-02"))))
    (visit,) = graph.nodes("meeting")
    assert values(graph, visit, "month") == {"2024-03"}


def test_a_plan_without_a_date_is_listed_under_the_month_of_the_news() -> None:
    since = DateWindow(day("2024-03-28"), None)
    graph = graph_of(told("", meets(VASK_AND_DORN, since, status=MeetingStatus.PLANNED)))
    (meeting,) = graph.nodes("meeting")
    assert values(graph, meeting, "month") == {"2024-03"}
