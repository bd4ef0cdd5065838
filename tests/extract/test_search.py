"""Searching around the anchor of a rule finds what searching everywhere finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.codes import known_literal, literal
from kg.extract.pattern import compile_rule
from kg.extract.registry import RULES
from kg.extract.rule_index import RuleIndex
from kg.extract.rules import Rule
from kg.extract.search import Search
from kg.extract.shape import ENDLESS, led_shape_of, shape_of

PATTERNS = [rule for rule in RULES if rule.pattern]
SMALL = [known_literal(word) for word in ("the", "of", "a", "and", "with", "to", "is", "in")]


def starts(search: Search, codes: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while (match := search.search(codes, at)) is not None:
        found.append(match.span())
        at = max(match.end(), match.start() + 1)
    return found


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_no_match_is_lost_and_none_is_found_too_many(rule: Rule, data: st.DataObject) -> None:
    words = sorted(set(rule.regex.pattern) - set("\\[](){}?*+|^$<>=!:,P0123456789"))
    signs = st.sampled_from([*"PTZCOLDAxXKGm.,n", *words, *filter(None, SMALL)])
    codes = "".join(data.draw(st.lists(signs, max_size=60)))
    everywhere, at = [], 0
    while (match := rule.regex.search(codes, at)) is not None:
        everywhere.append(match.span())
        at = max(match.end(), match.start() + 1)
    assert starts(rule.search, codes) == everywhere
    if everywhere:
        assert rule in RuleIndex([rule]).possible(set(codes))


def run_of(pattern: str) -> tuple[frozenset[str], ...]:
    return shape_of(pattern).anchor.run


def test_the_anchor_is_the_rarest_run_of_what_every_match_has() -> None:
    met, by = literal("met"), literal("by")
    assert run_of("T [^.nT]{0,5}? met (?:by)? T") == ({met},)
    assert run_of("(?:(?<of>[C O]) S?)? (?<role>Z) (?<who>P)") == ({"Z"}, {"P"})
    assert run_of("(?:met|by) T?") == ({met, by},)
    assert run_of("(?:met|T?) X") == ({"X"},)
    assert run_of("(?<=met) (?<who>P) (?= by)") == ({by},)
    assert run_of("(?:met with|by) T") == ({literal("with"), by}, {"T"})
    assert run_of("met{0,2} by? [^.n]") == ()


def test_what_a_pattern_first_looks_back_at_belongs_to_its_anchor() -> None:
    shape, lead = led_shape_of("(?<=[Z H]) (?<name>(?:X|I{1,2} X) x*)")
    assert (shape.anchor.run, lead) == (({"Z", "H"}, {"X", "I"}), 1)
    search = Search("(?<=Z) X x*", compile_rule("(?<=Z) X x*"))
    assert starts(search, "XZXxXZX.ZnX") == [(2, 4), (6, 7)]
    assert led_shape_of("(?<=Z) X | K")[1] == 0
    assert led_shape_of("(?<=[. Z]) X")[1] == 0


def test_how_much_may_stand_before_the_anchor_is_known() -> None:
    assert shape_of("(?:(?<of>[C O]) S?)? (?<role>Z) (?<who>P)").anchor.before == 2
    assert shape_of("T met").anchor.before == 0
    assert shape_of("(?:T x|met) (?:x|met) by").anchor.before in (0, 1, 2)
    assert shape_of("x* met by").anchor.before == ENDLESS


def test_a_match_that_may_leave_its_sentence_is_told() -> None:
    assert shape_of("P _{0,4} T").breaks == frozenset()
    assert shape_of("P [^()]{1,3} T").breaks == {".", "n"}
    assert shape_of("P [, .] T").breaks == {"."}
    assert shape_of("P (?= x{2,9} [.])").ahead == 10
    assert shape_of("P (?! x* T)").ahead == ENDLESS


def test_a_negative_look_ahead_sees_what_stands_behind_the_sentence() -> None:
    search = Search("P x{0,2} (?! [. n] T)", compile_rule("P x{0,2} (?! [. n] T)"))
    assert search.search("xP.T", 0) is None
    assert search.search("xPx.T P", 0) is not None


@pytest.mark.parametrize(
    "pattern", ["P x{0,900} [C O] met", "P x* [C O] met", "x{0,9} P x{9,900} C"]
)
def test_a_sentence_without_an_end_in_sight_is_searched_as_well(pattern: str) -> None:
    search = Search(pattern, compile_rule(pattern))
    met = literal("met")
    codes = f"xxPxxP{'x' * 850}C{met}P{'x' * 300}O{met}{'x' * 450}C{met}PxC"
    everywhere = [match.span() for match in compile_rule(pattern).finditer(codes)]
    assert starts(search, codes) == everywhere


def test_all_that_a_match_needs_is_asked_for() -> None:
    met, by = literal("met"), literal("by")
    search = Search("(?<a>T) [^.n]{0,5} (?: met with? | by S ) (?<b>C)? (?= D)")
    assert search.fits({"T", "D", met})
    assert search.fits({"T", "D", by, "S"})
    assert not search.fits({"T", met})
    assert not search.fits({"T", "D", "x"})
