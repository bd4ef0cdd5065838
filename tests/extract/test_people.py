"""Who is who among the persons of a document: looked up by what names share, found as if compared
with every name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.robustness import names, plain
from kg.extract import extract
from kg.extract.people import People, _same_name
from kg.extract.persons import PersonMention
from kg.model import EntityKind
from kg.text.slug import fold

FULL = st.lists(
    st.sampled_from(["Anna", "Ana", "A", "Maria", "M", "Berg", "B", "Lind", "Anna-Maria"]),
    min_size=2,
    max_size=4,
).map(" ".join)


@given(st.lists(FULL, max_size=8), FULL)
def test_nobody_who_may_be_meant_is_overlooked(known: list[str], meant: str) -> None:
    people = People()
    people.add_all([PersonMention(name, "r", at, at + 1) for at, name in enumerate(known)])
    words = fold(meant).split()
    found = {
        person.key
        for name, person in people._candidates(words).items()
        if _same_name(words, name.split())
    }
    persons = people.persons()
    assert found == {p.key for p in persons if _same_name(words, fold(p.name).split())}


def test_ten_thousand_persons_who_share_their_names_stay_apart() -> None:
    found = extract(plain(names(300_000))).entities
    persons = [entity for entity in found if entity.kind is EntityKind.PERSON]
    assert len(persons) > 9_000


def test_a_town_that_is_a_part_of_somebodys_name_is_not_named() -> None:
    text = "The Honorable Lloyd J. Austin III, Secretary of Defense, spoke in Boston."
    found = extract(plain(text))
    places = {one.name for one in found.entities if one.kind is EntityKind.PLACE}
    assert places == {"Boston"}
