"""Entities are found by what people call them."""

from __future__ import annotations

import pytest

from kg.errors import AmbiguousError, UsageError
from kg.saved import EntityResolver
from kg.store import GraphReader


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Mirela Dorn", "person/mirela-dorn"),
        ("mirela DORN", "person/mirela-dorn"),
        ("Mírelá Dörn", "person/mirela-dorn"),
        ("Dorn", "person/mirela-dorn"),
        ("Q900000021", "person/mirela-dorn"),
        ("wd:q900000021", "person/mirela-dorn"),
        ("http://www.wikidata.org/entity/Q900000021", "person/mirela-dorn"),
        ("<http://127.0.0.1:7878/person/mirela-dorn>", "person/mirela-dorn"),
        ("http://127.0.0.1:7878/person/mirela-dorn", "person/mirela-dorn"),
        ("/person/mirela-dorn", "person/mirela-dorn"),
        ("person/mirela-dorn", "person/mirela-dorn"),
        ("Hale", "person/tomas-hale-3f9ac1"),
        ("NC", "organisation/northern-compact"),
        ("Pact of the Straits", "organisation/straits-pact"),
        ("the president of velmora", ""),
        ("President of Velmora", "office/president-of-velmora"),
        ("velmora-visit", "document/velmora-visit"),
        ("Two days in April", "document/tessa-gazette"),
        ("membership/velmora-straits-pact", "membership/velmora-straits-pact"),
    ],
)
def test_ways_to_name_a_thing(
    resolver: EntityResolver, reader: GraphReader, text: str, path: str
) -> None:
    if path:
        assert resolver.resolve(text) == reader.base + path
    else:
        assert resolver.find(text) == []


@pytest.mark.parametrize(
    ("types", "path"),
    [(("place",), "country/velmora"), (("country",), "country/velmora"), (("person",), "")],
)
def test_types_narrow_it_down(
    resolver: EntityResolver, reader: GraphReader, types: tuple[str, ...], path: str
) -> None:
    found = [entity.iri for entity in resolver.find("Velmora", types)]
    assert found == ([reader.base + path] if path else [])


def test_a_name_of_two_people_lists_both_with_what_tells_them_apart(
    resolver: EntityResolver, reader: GraphReader
) -> None:
    with pytest.raises(AmbiguousError) as raised:
        resolver.resolve("tomas hale", ("person",))
    assert raised.value.choices == [
        (f"{reader.base}person/tomas-hale-3f9ac1", "Tomas Hale (Prime Minister of Velmora)"),
        (f"{reader.base}person/tomas-hale-b20d77", "Tomas Hale (Ambassador of Ostrand)"),
    ]
    assert "Ambassador of Ostrand" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "types", "part"),
    [
        ("Mirella Dorn", ("person",), "no person in the store is called “Mirella Dorn”."),
        ("Mirella Dorn", ("person",), "Did you mean Mirela Dorn?"),
        ("Straits", ("organisation",), "Court of the Straits"),
        ("Q1", ("any",), "no thing in the store is called “Q1”"),
        ("Lorn", ("organisation", "country"), "no organisation or country"),
        ("http://example.org/x", ("any",), "no thing in the store"),
        ("not an <iri>:x", ("any",), "no thing in the store"),
        (" ", ("place",), "empty name"),
        ("x" * 401, ("place",), "at most 400"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_explained(
    resolver: EntityResolver, text: str, types: tuple[str, ...], part: str
) -> None:
    with pytest.raises(UsageError) as raised:
        resolver.resolve(text, types)
    assert not isinstance(raised.value, AmbiguousError)
    assert part in str(raised.value)


def test_an_exact_label_beats_a_similar_one(resolver: EntityResolver) -> None:
    # "Lorn" folds like "LORN"; what is written exactly is meant
    assert resolver.resolve("Lorn").endswith("/place/lorn")
    assert resolver.resolve("LORN").endswith("/place/lorn")
