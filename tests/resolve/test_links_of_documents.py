"""What `kg extract` links to Wikidata, and what it leaves alone."""

from __future__ import annotations

import pytest

from kg.resolve.surroundings import RULES, Rule, objection
from tests.resolve.linking import linked


def test_names_of_all_kinds_are_linked() -> None:
    text = (
        "NATO Secretary General Jens Stoltenberg met Armenian Prime Minister Nikol Pashinyan in"
        " Yerevan. Stoltenberg thanked Armenia. Pashinyan said that CSTO membership was frozen."
    )
    assert linked(text) == [
        ("NATO", "Q7184"),
        ("Jens Stoltenberg", "Q57665"),
        ("Nikol Pashinyan", "Q7035479"),
        ("Yerevan", "Q1953"),
        ("Stoltenberg", "Q57665"),
        ("Armenia", "Q399"),
        ("Pashinyan", "Q7035479"),
        ("CSTO", "Q318693"),
    ]


def test_lesson_1_a_bare_title_is_never_linked() -> None:
    assert linked("The President met the Prime Minister. The Secretary General was there.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Peace in the South Caucasus was discussed.",
        "He writes for the Washington Post.",
        "The Paris Club met its debtors.",
        "Paris Hilton sang at the party.",
        "They walked down London Road to the station.",
    ],
)
def test_lesson_2_a_name_inside_a_longer_one_is_not_linked(text: str) -> None:
    assert linked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin says that the visit was watched closely.",
        "Kremlin spokesman Dmitry Peskov told reporters that he knew nothing.",
        "The White House denied the report.",
        "Washington says it will not sign the text.",
        "Brussels has warned that the deadline is near.",
    ],
)
def test_lesson_3_a_seat_of_government_that_acts_is_not_the_building(text: str) -> None:
    assert linked(text) == []


def test_lesson_4_an_adjective_is_no_mention_of_the_state() -> None:
    assert linked("Armenian and Russian diplomats spoke to Armenians in French.") == []


def test_lesson_5_a_missing_or_expired_role_does_not_veto_a_full_name() -> None:
    former = linked("Former Norwegian Prime Minister Jens Stoltenberg gave a talk.", "2019-05-01")
    other = linked("Jens Stoltenberg, chairman of the board, gave a talk in Norway.")
    assert ("Jens Stoltenberg", "Q57665") in former
    assert ("Jens Stoltenberg", "Q57665") in other


@pytest.mark.parametrize(
    "name", ["Vahagn Khachaturyan", "Vahagn Khachatryan", "Vahagn Khachaturian"]
)
def test_lesson_6_spelling_variants_find_their_item(name: str) -> None:
    text = f"President of Armenia {name} received the ambassador."
    assert (name, "Q3553274") in linked(text)


def test_nagorno_karabakh_is_only_near_the_republic_that_was_there() -> None:
    assert linked("A convoy left Nagorno-Karabakh at noon.") == []


def test_a_person_of_a_name_known_elsewhere_is_not_linked() -> None:
    """The gazetteer has a politician of that name, and nothing in the text is about politics."""
    assert linked("Golfer David Frost won the tournament by two strokes.") == []


def test_somebody_who_was_not_born_is_not_meant() -> None:
    assert linked("Nikol Pashinyan opened the fair in Armenia.", "1960-05-01") == [
        ("Armenia", "Q399")
    ]


def test_a_town_takes_the_country_that_is_named_behind_it() -> None:
    assert linked("She was born in Paris, Texas, and moved to Denver, Colorado.") == [
        ("Denver", "Q16554")
    ]


def test_compounds_of_names_are_two_mentions() -> None:
    text = "Armenia-NATO cooperation and the UK-based staff were discussed."
    assert linked(text) == [("Armenia", "Q399"), ("NATO", "Q7184"), ("UK", "Q145")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_catches_its_example_and_leaves_its_counter_example(rule: Rule) -> None:
    kind = next(iter(rule.kinds), "country")

    def found(marked: str) -> str:
        start = marked.index("[")
        text = marked.replace("[", "").replace("]", "")
        against = objection(text, start, marked.index("]") - 1, kind)
        return against.id if against else ""

    assert found(rule.example) == rule.id
    assert not found(rule.counter_example)


@pytest.mark.parametrize(
    ("body", "foreign"),
    [
        ("Department of Justice", "Q5260155"),
        ("Department of Agriculture", "Q5260142"),
        ("National Assembly", "Q494162"),
    ],
)
def test_a_body_that_every_state_has_is_not_that_of_the_state_the_facts_happen_to_know(
    body: str, foreign: str
) -> None:
    # The facts know these names of Australia, of the Philippines and of South Korea alone.
    assert linked(f"The {body} had no comment.") == []
    assert foreign not in [qid for _, qid in linked(f"The {body} in Washington was asked.")]


def test_a_ministry_is_not_linked_where_nothing_says_whose_it_is() -> None:
    text = "The Ministry of the Interior of Finland signed it."
    assert "Q1518496" not in [qid for _, qid in linked(text)]  # the French one


def test_an_initial_that_is_left_out_says_less_than_the_same_name() -> None:
    assert linked("Paul K. Martin, of Maryland, to be Inspector General.") == []
    assert linked("President Donald J. Trump spoke.") == [("Donald J. Trump", "Q22686")]
