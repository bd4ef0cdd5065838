"""The format that a client gets is the one it likes best among those that there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.results import ResultKind, best, formats_for, negotiate

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        (JSON, "json"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv;charset=utf-8", "csv"),
        ('text/csv;header="present, \\"all\\"";q=0.9, text/html', "csv"),
        (f"{XML};q=0.9, {JSON};q=0.8", "xml"),
        (f"{XML};q=0.8, {JSON};q=0.9", "json"),
        # among equals, what is named beats what a wildcard lets through
        ("text/csv, */*", "csv"),
        ("text/*", "xml"),
        ("text/*, text/tab-separated-values", "tsv"),
        # the closest range counts, even where it says no
        ("*/*, application/json;q=0, application/sparql-results+json;q=0", "xml"),
        (f"*/*;q=0.1, {JSON};q=0.05, application/json;q=0.05", "xml"),
        (BROWSER, "xml"),
        # what cannot be read is passed over
        ("text/csv;q=high, text/tab-separated-values;q=0.1", "tsv"),
        ("text, /, */csv, text/csv", "csv"),
        (";;,,", "json"),
        # nothing that we have
        ("image/png", None),
        ("text/turtle", None),
        (f"{JSON};q=0", None),
        ("*/*;q=0", None),
    ],
)
def test_tables(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, ResultKind.ROWS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "turtle"),
        ("application/rdf+xml", "rdfxml"),
        ("application/ld+json, text/turtle;q=0.9", "jsonld"),
        ("application/n-quads", "nquads"),
        ("application/json", "jsonld"),
        ("text/csv", None),
        # what Jena and RDF4J send
        ("text/turtle,application/n-triples;q=0.9,application/rdf+xml;q=0.7,*/*;q=0.3", "turtle"),
    ],
)
def test_graphs(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, ResultKind.GRAPH)
    assert (chosen.name if chosen else None) == name


def test_pages_take_part_in_the_choice() -> None:
    assert best(BROWSER, [JSON, "text/html"]) == "text/html"
    assert best("*/*", ["text/html", JSON]) == "text/html"
    assert best("anything", []) is None


@given(accept=st.text())
def test_any_header_gives_a_format_or_none(accept: str) -> None:
    for kind in ResultKind:
        chosen = negotiate(accept, kind)
        assert chosen is None or chosen in formats_for(kind)


QUALITY = st.sampled_from(["", ";q=1", ";q=0.5", ";q=0.001", ";q=0"])
RANGES = [*(m for f in formats_for(ResultKind.ROWS) for m in f.media_types), "text/*", "*/*"]
HEADER = st.lists(st.tuples(st.sampled_from(RANGES), QUALITY), min_size=1, max_size=5)


@given(elements=HEADER)
def test_the_choice_is_never_refused_and_never_beaten(elements: list[tuple[str, str]]) -> None:
    header = ", ".join(name + quality for name, quality in elements)
    chosen = negotiate(header, ResultKind.ROWS)

    def liked(media_type: str) -> float:
        """The quality of a media type, by the letter of RFC 9110."""
        for wanted in (media_type, f"{media_type.split('/')[0]}/*", "*/*"):
            qualities = [float(q[3:] or 1) for name, q in elements if name == wanted]
            if qualities:
                return max(qualities)
        return 0

    offered = {f.name: max(map(liked, f.media_types)) for f in formats_for(ResultKind.ROWS)}
    assert (chosen is None) == (max(offered.values()) == 0)
    if chosen:
        assert offered[chosen.name] == max(offered.values())


@given(elements=HEADER, order=st.randoms(use_true_random=False))
def test_the_order_of_the_header_makes_no_difference(
    elements: list[tuple[str, str]], order: st.DataObject
) -> None:
    shuffled = list(elements)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        negotiate(", ".join(n + q for n, q in e), ResultKind.ROWS) for e in (elements, shuffled)
    )
    assert first == second
