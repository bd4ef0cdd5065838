"""What counts as right: the rules of the scorer, on small examples."""

from __future__ import annotations

from tools.scoring.match import DETAILS, compare

ALL = ["person", "organisation", "office", "membership", "meeting"]
MEETING = {
    "kind": "meeting",
    "type": "meeting",
    "participants": ["Ana Petrescu", {"name": "Ion Rusnac", "alt": ["Rusnac"]}],
    "place": "Riga",
    "alt_place": ["Latvia"],
    "date": "2024-05",
    "status": "held",
}


def counts(kind: str, gold: list[dict], predicted: list[dict]) -> tuple[int, int, int]:
    record = {"id": "a", "complete": ALL, "gold": [{"kind": kind, **item} for item in gold]}
    tallies, _ = compare(record, [{"kind": kind, **item} for item in predicted])
    return tallies[kind].found, tallies[kind].missed, tallies[kind].false


def wrong(predicted: dict) -> set[str]:
    record = {"id": "a", "complete": ALL, "gold": [MEETING]}
    tallies, _ = compare(
        record, [{**MEETING, "participants": ["Ana Petrescu", "Rusnac"], **predicted}]
    )
    details = tallies["meeting"].details
    assert set(details) == set(DETAILS["meeting"])
    return {name for name, (right, _) in details.items() if not right}


def test_names_are_folded_and_alternatives_accepted() -> None:
    gold = [{"name": "Þórður Ægisson"}, {"name": "Karla Weiß", "alt": ["Karla Weisz"]}]
    assert counts("person", gold, [{"name": "Thordur AEGISSON"}, {"name": "Karla Weisz"}]) == (
        2,
        0,
        0,
    )
    assert counts("person", gold[:1], [{"name": "Ægisson"}]) == (0, 1, 1)


def test_a_fact_told_twice_is_false_once() -> None:
    assert counts("person", [{"name": "A B"}], [{"name": "A B"}, {"name": "A B"}]) == (1, 0, 1)


def test_optional_items_are_neither_missed_nor_false() -> None:
    gold = [{"name": "Press Office", "optional": True}]
    assert counts("organisation", gold, []) == (0, 0, 0)
    assert counts("organisation", gold, [{"name": "the Press Office"}] * 2) == (0, 0, 0)


def test_what_is_not_complete_counts_nothing_false() -> None:
    record = {"id": "a", "complete": [], "gold": [{"kind": "person", "name": "A B"}]}
    tallies, _ = compare(record, [{"kind": "person", "name": "C D"}])
    assert (tallies["person"].missed, tallies["person"].false) == (1, 0)


def test_an_office_is_person_role_organisation_and_status() -> None:
    gold = {"person": "A B", "role": "Minister for Trade", "org": "Chile", "status": "former"}
    same = {"person": "A B", "role": "trade minister", "org": "Chile", "status": "former"}
    assert counts("office", [gold], [same]) == (1, 0, 0)
    for change in ({"role": "Minister"}, {"org": "Peru"}, {"org": None}, {"status": "current"}):
        assert counts("office", [gold], [{**same, **change}]) == (0, 1, 1)


def test_a_vice_president_is_no_president() -> None:
    gold = {"person": "A B", "role": "Vice-President", "org": "Chile", "status": "current"}
    assert counts("office", [gold], [{**gold, "role": "President"}]) == (0, 1, 1)


def test_an_organisation_only_to_be_inferred_may_be_left_out() -> None:
    gold = {"person": "A B", "role": "Mayor", "org": "Riga", "org_inferred": True}
    assert counts("office", [gold], [{"person": "A B", "role": "Mayor", "org": None}]) == (1, 0, 0)
    assert counts("office", [gold], [{"person": "A B", "role": "Mayor", "org": "Oslo"}]) == (
        0,
        1,
        1,
    )


def test_a_partner_is_no_member() -> None:
    gold = {"member": "Japan", "org": "NATO", "status": "partner"}
    assert counts("membership", [gold], [{**gold, "status": "member"}]) == (0, 1, 1)


def test_a_meeting_is_its_status_and_two_participants() -> None:
    pair = ["Ana Petrescu", "Rusnac"]
    held = {"participants": pair, "type": "meeting", "status": "held"}
    assert counts("meeting", [MEETING], [held]) == (1, 0, 0)
    assert counts("meeting", [MEETING], [{**held, "status": "planned"}]) == (0, 1, 1)
    assert counts("meeting", [MEETING], [{**held, "participants": pair[:1]}]) == (0, 1, 1)


def test_details_of_a_meeting_are_right_or_wrong() -> None:
    assert wrong({}) == set()
    assert wrong({"place": "Latvia"}) == set()
    assert wrong({"place": None, "type": "call"}) == {"place", "type"}
    assert wrong({"participants": ["Ana Petrescu", "Rusnac", "Liz Rolón"]}) == {"participants"}


def test_a_date_is_right_at_the_precision_of_the_words_only() -> None:
    assert wrong({"date": "2024-05-14"}) == {"date"}
    assert wrong({"date": "2024"}) == {"date"}
    assert wrong({"date": None}) == {"date"}
