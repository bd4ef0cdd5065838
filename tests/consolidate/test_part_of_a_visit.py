"""A meeting that is part of a visit: concluded, marked so, and taken back when in doubt."""

from __future__ import annotations

from say import country, graph_of, meets, place, told, value, values, visits
from small_world import Graph, Told, by, in_month, on, scratch, source

from kg.model import MeetingClaim, MeetingKind, MeetingStatus, Participant

LORN = (country("Velmora"), place("Lorn", "Velmora"))


def visit(window: object = None, **more: object) -> Told:
    when = by("2024-03-20") if window is None else window
    return told("2024-03-20", visits("Mirela Dorn", "country/velmora", when, **more))  # type: ignore[arg-type]


def conference(date: str = "2024-03-19", where: str = "place/lorn", **more: object) -> Told:
    claim = meets(
        ["Mirela Dorn", "Tomas Hale"],
        on(date),
        MeetingKind.PRESS_CONFERENCE,
        where=where,
        **more,  # type: ignore[arg-type]
    )
    return told("2024-03-20", *LORN, claim)


def parts(graph: Graph) -> set[tuple[str, str]]:
    return {
        (meeting, whole)
        for meeting in graph.nodes("meeting")
        for whole in values(graph, meeting, "partOf")
    }


VISIT = "meeting/by-2024-03-20-visit-mirela-dorn-velmora"
CONFERENCE = "meeting/2024-03-19-press-conference-mirela-dorn-tomas-hale"


def test_a_conference_in_the_country_visited_is_part_of_the_visit_and_says_why() -> None:
    graph = graph_of(visit(), conference())
    assert parts(graph) == {(CONFERENCE, VISIT)}
    (inclusion,) = graph.nodes("inclusion")
    assert value(graph, inclusion, "basis") == "inferred"
    assert value(graph, inclusion, "rule") == "meeting.part-of-visit"
    assert len(values(graph, inclusion, "evidence")) == 2


def test_a_meeting_known_to_the_month_is_part_of_it_too() -> None:
    meeting = told(
        "", *LORN, meets(["Irena Vask", "Mirela Dorn"], in_month("2024-03"), where="place/lorn")
    )
    assert len(parts(graph_of(visit(), conference(), meeting))) == 2


def test_where_nobody_says_the_place_the_other_party_tells_the_country() -> None:
    host = Participant("person/irena-vask", on_behalf_of="country/velmora")
    claim = MeetingClaim(
        source(),
        MeetingKind.MEETING,
        MeetingStatus.HELD,
        (host, Participant("person/mirela-dorn")),
        on("2024-03-19"),
    )
    assert len(parts(graph_of(visit(), told("", claim)))) == 1


def test_elsewhere_or_at_another_time_or_without_the_visitor_is_not_part_of_it() -> None:
    for other in (
        told("", place("Tessa", "Karsia"),
             meets(["Mirela Dorn", "Tomas Hale"], on("2024-03-19"), where="place/tessa")),
        conference("2024-01-19"),
        told("", *LORN, meets(["Irena Vask", "Tomas Hale"], on("2024-03-19"), where="place/lorn")),
        conference(status=MeetingStatus.PLANNED),
        told("", *LORN, meets(["Mirela Dorn", "Tomas Hale"], on("2024-03-19"),
                              MeetingKind.CALL, where="place/lorn")),
    ):  # fmt: skip
        assert parts(graph_of(visit(), other)) == set()


def test_a_visit_that_was_not_held_has_no_parts() -> None:
    assert parts(graph_of(visit(status=MeetingStatus.CANCELLED), conference())) == set()


def test_two_visits_that_could_be_meant_leave_it_open_and_it_closes_again() -> None:
    graph = graph_of(visit(), conference())
    second = told("", visits("Mirela Dorn", "country/velmora", on("2024-03-02")))
    graph.change(come={"second": second})
    # The undated news is of the only visit of that month, and that was on another day.
    assert parts(graph) == set()
    third = told("", visits("Mirela Dorn", "country/velmora", on("2024-03-19")))
    graph.change(gone=["second"], come={"third": third})
    assert parts(graph) == {(CONFERENCE, "meeting/2024-03-19-visit-mirela-dorn-velmora")}
    graph.change(gone=["third"])
    assert parts(graph) == {(CONFERENCE, VISIT)}


def test_a_meeting_of_others_that_is_called_alike_is_no_evidence_of_it() -> None:
    visit_of_ann = told("", visits("Ann", "country/velmora", on("2024-03-19")))
    meeting = told("", *LORN, meets(["Ann", "Lee Hill"], on("2024-03-19"), where="place/lorn"))
    namesake = told("", meets(["Ann Lee", "Hill"], on("2024-03-19")))
    graph = scratch({"visit": visit_of_ann, "meeting": meeting, "namesake": namesake})
    (inclusion,) = graph.nodes("inclusion")
    assert len(values(graph, inclusion, "evidence")) == 2
    whole = set(graph.lines)
    graph.change(gone=["namesake"])
    graph.change(come={"namesake": namesake})
    assert graph.lines == whole
