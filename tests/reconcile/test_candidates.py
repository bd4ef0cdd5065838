"""A match is only marked where no other entity can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.reconcile.asking import Asked, Condition, read_batch, read_draft
from kg.reconcile.matching import Matcher
from kg.reconcile.names import Name, NameIndex
from kg.reconcile.properties import Property, Value
from kg.reconcile.scoring import Candidate, Evidence, score
from kg.reconcile.similarity import Likeness

BASE = "http://127.0.0.1:7878/"
PEOPLE = {
    "person/mirela-dorn": ["Mirela Dorn", "Dorn"],
    "person/tomas-hale-1": ["Tomas Hale", "Hale"],
    "person/tomas-hale-2": ["Tomas Hale"],
    "person/anna-maria-voss": ["Anna Maria Voss"],
}
OTHERS = {
    "country/lorn": ("Country", ["Lorn", "Republic of Lorn"]),
    "place/lorn": ("Place", ["Lorn"]),
    "country/velmora": ("Country", ["Velmora"]),
    "organisation/uncs": ("InternationalOrganisation", ["UNCS", "Union of Coastal States"]),
}
COUNTRIES = {
    "person/mirela-dorn": ["country/velmora"],
    "person/tomas-hale-1": ["country/velmora"],
    "person/tomas-hale-2": ["country/lorn"],
}


class KnownFacts:
    """A graph of a few facts."""

    def values(self, wanted: Property, iris: Iterable[str]) -> dict[str, list[Value]]:
        asked = set(iris)
        return {
            BASE + who: [Value(OTHERS[each][1][0], BASE + each) for each in countries]
            for who, countries in COUNTRIES.items()
            if wanted.id == "country" and BASE + who in asked
        }

    def having(self, wanted: Property, values: Iterable[str]) -> Sequence[str]:
        asked = set(values)
        return [
            BASE + who
            for who, countries in COUNTRIES.items()
            if wanted.id == "country" and {BASE + each for each in countries} & asked
        ]


def names() -> Iterable[Name]:
    named = {who: ("Person", found) for who, found in PEOPLE.items()} | OTHERS
    for who, (kind, found) in named.items():
        for place, name in enumerate(found):
            yield Name(BASE + who, kind, name, place == 0)


MATCHER = Matcher(NameIndex(names()), KnownFacts(), BASE)


def ask(name: str, *types: str, country: str = "", **options: object) -> list[Candidate]:
    conditions = (Condition("country", (country,)),) if country else ()
    asked = Asked(name, types, conditions=conditions, **options)  # type: ignore[arg-type]
    return MATCHER.candidates([asked])[0]


def matched(found: list[Candidate]) -> list[str]:
    return [each.iri.removeprefix(BASE) for each in found if each.match]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Mirela Dorn", "person/mirela-dorn"),
        ("DORN, Mirela", "person/mirela-dorn"),
        ("Velmora", "country/velmora"),
        ("Republic of Lorn", "country/lorn"),
        ("Union of Coastal States", "organisation/uncs"),
        ("U.N.C.S.", "organisation/uncs"),
        ("person/tomas-hale-2", "person/tomas-hale-2"),
        (BASE + "country/lorn", "country/lorn"),
    ],
)
def test_a_name_that_only_one_entity_has_is_a_match(name: str, meant: str) -> None:
    assert matched(ask(name)) == [meant]


@pytest.mark.parametrize(
    "name", ["Tomas Hale", "Lorn", "Dorn", "Mirella Dorn", "M. Dorn", "Mirela Dorn-Vask", "Mirela"]
)
def test_a_doubtful_name_has_candidates_and_no_match(name: str) -> None:
    found = ask(name)
    assert found
    assert matched(found) == []


def test_nothing_resembles_a_name_that_nobody_has() -> None:
    assert ask("Zacharias Quell") == []
    assert ask("…") == []
    assert ask("x" * 1000) == []


def test_a_property_tells_people_of_one_name_apart() -> None:
    assert matched(ask("Tomas Hale", country="Lorn")) == ["person/tomas-hale-2"]
    assert matched(ask("Tomas Hale", country="Republic of Lorn")) == ["person/tomas-hale-2"]
    assert matched(ask("Tomas Hale", country="country/velmora")) == ["person/tomas-hale-1"]


def test_a_property_that_disagrees_prevents_a_match() -> None:
    assert matched(ask("Mirela Dorn", country="Republic of Lorn")) == []


def test_a_property_that_agrees_makes_up_for_a_slip_of_the_pen() -> None:
    assert matched(ask("Mirella Dorn", country="Velmora")) == ["person/mirela-dorn"]


def test_what_is_not_known_neither_agrees_nor_disagrees() -> None:
    unknown, known = (
        ask("Anna Maria Voss", country="Velmora"),
        ask("Mirela Dorn", country="Velmora"),
    )
    assert unknown[0].score < known[0].score
    assert matched(unknown) == []


def test_a_type_leaves_the_others_out_or_behind() -> None:
    assert matched(ask("Lorn", "Country")) == ["country/lorn"]
    assert [each.kind for each in ask("Lorn", "Country", "Organisation", strict="all")] == [
        "Country"
    ]
    first, second = ask("Lorn", "Country", strict="should")
    assert (first.kind, second.kind, first.match) == ("Country", "Place", True)
    assert second.score < first.score


def test_a_country_is_a_place_and_an_organisation_too() -> None:
    assert {each.kind for each in ask("Lorn", "Place")} == {"Country", "Place"}
    assert {each.kind for each in ask("Lorn", "Organisation")} == {"Country"}


def test_without_a_name_the_properties_lead_to_candidates_and_never_to_a_match() -> None:
    found = ask("", country="Republic of Lorn")
    assert [each.iri for each in found] == [BASE + "person/tomas-hale-2"]
    assert matched(found) == []


def test_a_required_condition_excludes_what_fails_it() -> None:
    required = Condition("country", ("Velmora",), required=True)
    found = MATCHER.candidates([Asked("Tomas Hale", conditions=(required,))])[0]
    assert [each.iri for each in found] == [BASE + "person/tomas-hale-1"]
    none = Condition("country", ("Velmora",), required=True, quantifier="none")
    found = MATCHER.candidates([Asked("Tomas Hale", conditions=(none,))])[0]
    assert [each.iri for each in found] == [BASE + "person/tomas-hale-2"]


def test_queries_of_a_batch_do_not_influence_each_other() -> None:
    queries = [Asked("Tomas Hale"), Asked("Lorn", ("Place",)), Asked("Dorn")]
    alone = [MATCHER.candidates([each])[0] for each in queries]
    assert MATCHER.candidates(queries) == alone


@given(st.integers(0, 9), st.sampled_from("adz"), st.sampled_from(["in", "out", "change", "turn"]))
def test_one_slip_anywhere_in_a_long_word_still_finds_the_name(
    place: int, letter: str, how: str
) -> None:
    word = "khachatryan"
    slipped = {
        "in": word[:place] + letter + word[place:],
        "out": word[:place] + word[place + 1 :],
        "change": word[:place] + letter + word[place + 1 :],
        "turn": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[how]
    index = NameIndex([Name("x:1", "Person", "Khachatryan", True)])
    assert list(index.find(slipped)) == ["x:1"]


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    found = ask(text)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(0 <= each.score <= 100 for each in found)
    assert len(matched(found)) <= 1


@given(
    st.floats(0, 1), st.lists(st.none() | st.sampled_from([0.0, 1.0]), max_size=5), st.booleans()
)
def test_the_score_is_out_of_100_and_agreement_never_lowers_it(
    value: float, agreements: list[float | None], fits: bool
) -> None:
    evidence = Evidence(Likeness(value, False), tuple(agreements), fits=fits)
    assert 0 <= score(evidence) <= 100
    better = Evidence(Likeness(value, False), tuple(1.0 for _ in agreements), fits=fits)
    assert score(better) >= score(evidence)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "queries"),
        ("[]", "queries"),
        ('{"q": 1}', "queries.q"),
        ('{"q": {}}', "queries.q"),
        ('{"q": {"query": 1}}', "queries.q.query"),
        ('{"q": {"query": "a", "limit": 0}}', "queries.q.limit"),
        ('{"q": {"query": "a", "limit": "many"}}', "queries.q.limit"),
        ('{"q": {"query": "a", "type": "Ship"}}', "Ship"),
        ('{"q": {"query": "a", "type_strict": "no"}}', "queries.q.type_strict"),
        ('{"q": {"query": "a", "properties": {}}}', "queries.q.properties"),
        ('{"q": {"query": "a", "properties": [{"v": 1}]}}', "queries.q.properties.0.pid"),
        (
            '{"q": {"query": "a", "properties": [{"pid": "x", "v": []}]}}',
            "queries.q.properties.0.v",
        ),
        ('{"q": {"query": "a", "colour": "red"}}', "colour"),
    ],
)
def test_what_is_no_batch_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(UsageError, match=place.replace(".", r"\.")):
        read_batch(text)


@pytest.mark.parametrize(
    "text",
    [
        "[]", "{}", '{"queries": {}}', '{"queries": [{}]}', '{"queries": [{"conditions": []}]}',
        '{"queries": [{"conditions": [{"v": "a"}]}]}',
        '{"queries": [{"conditions": [{"matchType": "name", "v": "a"}], "query": "b"}]}',
        '{"queries": [{"conditions": [{"matchType": "property", "v": "a"}]}]}',
    ],
)  # fmt: skip
def test_what_is_no_batch_of_the_draft_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_draft(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "query",
                        "type",
                        "limit",
                        "properties",
                        "pid",
                        "v",
                        "queries",
                        "conditions",
                        "matchType",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_is_sent_is_read_or_refused(content: object) -> None:
    import json

    for read in (read_batch, read_draft):
        try:
            read(json.dumps(content))
        except UsageError:
            continue
