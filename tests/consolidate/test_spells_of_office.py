"""When somebody certainly or possibly held an office, and when that is two spells and not one."""

from __future__ import annotations

from say import (
    MINISTER_OF_VELMORA,
    PRESIDENT_OF_VELMORA,
    graph_of,
    holds,
    told,
    value,
    values,
)
from small_world import by, in_month, on

from kg.model import Aspect, Stance, TenureStatus

VASK = "tenure/president-of-velmora-irena-vask"


def bounds(tenure: str, *claims: object) -> tuple[str, ...]:
    graph = graph_of(*(told("", claim) for claim in claims))  # type: ignore[arg-type]
    names = ("possibleFrom", "certainFrom", "certainUntil", "possibleUntil")
    return tuple(value(graph, tenure, name) for name in names)


def vask(window: object, aspect: Aspect = Aspect.HOLDS, **more: object) -> object:
    return holds("Irena Vask", PRESIDENT_OF_VELMORA, window, aspect, **more)  # type: ignore[arg-type]


def test_a_day_on_which_it_holds() -> None:
    assert bounds(VASK, vask(on("2024-03-19"))) == ("", "2024-03-19", "2024-03-19", "")


def test_two_days_within_a_year_are_one_spell() -> None:
    found = bounds(VASK, vask(on("2024-03-19")), vask(on("2024-11-02")))
    assert found == ("", "2024-03-19", "2024-11-02", "")


def test_a_start_known_to_the_month_and_a_certain_end() -> None:
    found = bounds(
        VASK,
        vask(in_month("2023-06"), Aspect.STARTS),
        vask(on("2024-03-19")),
        vask(on("2024-05-01"), Aspect.ENDS),
    )
    assert found == ("2023-06-01", "2023-06-30", "2024-05-01", "2024-05-01")


def test_former_closes_the_spell_before_and_says_nothing_of_when_it_still_held() -> None:
    found = bounds(VASK, vask(on("2024-03-19")), vask(by("2024-09-01"), Aspect.ENDS))
    assert found == ("", "2024-03-19", "2024-03-19", "2024-09-01")


def test_former_alone_makes_a_tenure_with_nothing_but_a_latest_end() -> None:
    assert bounds(VASK, vask(by("2024-09-01"), Aspect.ENDS)) == ("", "", "", "2024-09-01")


def test_a_second_term_does_not_move_the_beginning() -> None:
    found = bounds(
        VASK,
        vask(on("2020-05-01"), Aspect.STARTS),
        vask(on("2021-02-01")),
        vask(on("2021-06-01"), Aspect.STARTS),
    )
    assert found == ("2020-05-01", "2020-05-01", "2021-06-01", "")


def test_an_end_parts_two_spells_and_their_iris_name_the_months() -> None:
    graph = graph_of(
        told("", vask(on("2009-06-10"))),  # type: ignore[arg-type]
        told("", vask(on("2010-01-05"), Aspect.ENDS)),  # type: ignore[arg-type]
        told("", vask(on("2010-04-01"))),  # type: ignore[arg-type]
    )
    assert graph.nodes("tenure") == {f"{VASK}-2009-06", f"{VASK}-2010-04"}
    assert value(graph, f"{VASK}-2009-06", "possibleUntil") == "2010-01-05"
    assert value(graph, f"{VASK}-2010-04", "possibleUntil") == ""


def test_another_certain_holder_parts_two_spells_in_an_office_of_one() -> None:
    graph = graph_of(
        told("", vask(on("2024-01-10"))),  # type: ignore[arg-type]
        told("", holds("Petar Ilvo", PRESIDENT_OF_VELMORA, on("2024-02-10"))),
        told("", vask(on("2024-03-10"))),  # type: ignore[arg-type]
    )
    assert {f"{VASK}-2024-01", f"{VASK}-2024-03"} < graph.nodes("tenure")


def test_another_holder_parts_nothing_where_many_hold_the_office_or_it_is_not_certain() -> None:
    graph = graph_of(
        told("", holds("Irena Vask", MINISTER_OF_VELMORA, on("2024-01-10"))),
        told("", holds("Petar Ilvo", MINISTER_OF_VELMORA, on("2024-02-10"))),
        told("", holds("Irena Vask", MINISTER_OF_VELMORA, on("2024-03-10"))),
        told("", vask(on("2024-01-10"))),  # type: ignore[arg-type]
        told("", holds("Petar Ilvo", PRESIDENT_OF_VELMORA, in_month("2024-03"))),
        told("", vask(on("2024-03-10"))),  # type: ignore[arg-type]
    )
    assert "tenure/minister-of-velmora-irena-vask" in graph.nodes("tenure")
    assert VASK in graph.nodes("tenure")


def test_silence_of_more_than_a_year_parts_two_spells() -> None:
    graph = graph_of(
        told("", vask(on("2005-05-01"))),  # type: ignore[arg-type]
        told("", vask(on("2015-05-01"))),  # type: ignore[arg-type]
    )
    assert graph.nodes("tenure") == {f"{VASK}-2005-05", f"{VASK}-2015-05"}
    graph.change(come={f"y{y}": told("", vask(on(f"{y}-05-01"))) for y in range(2006, 2015)})  # type: ignore[arg-type]
    assert graph.nodes("tenure") == {VASK}


def test_nominees_and_those_elected_have_not_held_the_office() -> None:
    graph = graph_of(
        told("", vask(on("2024-01-10"), status=TenureStatus.NOMINEE)),  # type: ignore[arg-type]
        told(
            "",
            holds("Petar Ilvo", PRESIDENT_OF_VELMORA, on("2024-01-10"), status=TenureStatus.ACTING),
        ),
    )
    assert value(graph, f"{VASK}-nominee", "tenureStatus") == "nominee"
    assert values(graph, "person/irena-vask", "heldOffice") == set()
    assert values(graph, "person/petar-ilvo", "heldOffice") == {"office/president-of-velmora"}


def test_hedged_and_denied_claims_make_no_tenure_but_are_evidence_about_one() -> None:
    doubt = told("", vask(on("2024-03-20"), stance=Stance.DENIED))  # type: ignore[arg-type]
    graph = graph_of(doubt)
    assert graph.nodes("tenure") == set()
    assert graph.nodes("person") == {"person/irena-vask"}  # she is spoken of all the same
    graph.change(come={"firm": told("", vask(on("2024-03-19")))})  # type: ignore[arg-type]
    assert value(graph, VASK, "certainUntil") == "2024-03-19"
    assert len(values(graph, VASK, "evidence")) == 2


def test_a_tenure_without_any_date_is_still_a_tenure() -> None:
    from kg.model import DateWindow

    assert bounds(VASK, vask(DateWindow())) == ("", "", "", "")
