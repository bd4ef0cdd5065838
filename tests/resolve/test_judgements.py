"""Judgements are lines of a file that git can merge; what is in force is a function of the set."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.resolve.judgement_file import append_judgement, read_judgements
from kg.resolve.judgements import Fit, Judgement, Subject, Verb, judge, parse
from kg.resolve.rulings import Link, State, link_of, rulings, standings

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MAYOR = Subject("person/tom-hale", "Tom Hale", ("country/velmora", "office/mayor-of-lorn"))
CHAIR = Subject("person/tom-hale", "Tom Hale", ("country/velmora", "office/chair-of-lakes"))
THOMAS = Subject("person/thomas-hale", "Thomas Hale", ("office/mayor-of-lorn",))
PACT = Subject("organisation/pact", "Pact")


def made(verb: Verb, *subjects: Subject, at: int = 0, **more: str) -> Judgement:
    time = NOON + timedelta(minutes=at)
    return judge(verb, subjects, author="ann", time=time, reason="I know them", **more)


def states(*judgements: Judgement) -> list[State]:
    by_id = {one.judgement.id: one.state for one in standings(judgements)}
    return [by_id[one.id] for one in judgements]


def test_a_line_can_be_read_again_and_keeps_author_time_and_reason() -> None:
    one = made(Verb.SAME, MAYOR, THOMAS)
    assert parse(one.line) == one
    assert (one.author, one.reason, one.time) == ("ann", "I know them", NOON)
    assert "\n" not in one.line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"verb": "guess"}', "not one of same, different"),
        ('{"verb": "same", "subjects": []}', "needs 2 subjects"),
        ('{"verb": "undo", "id": "a", "author": "b", "time": "now", "undoes": "c"}', "time"),
        (made(Verb.UNLINK, PACT).line.replace("organisation/", ""), "not a key"),
        (made(Verb.LINK, PACT, qid="Q7").line.replace("Q7", "NATO"), "not a Q-number"),
        (made(Verb.LINK, PACT, qid="Q7").line.replace('"author": "ann"', '"author": 7'), "no text"),
        (made(Verb.LINK, PACT, qid="Q7").line.replace("+00:00", ""), "a time with its zone"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        parse(line)


def test_broken_lines_are_told_with_file_line_and_remedy_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    one, other = made(Verb.SAME, MAYOR, THOMAS, at=-1), made(Verb.LINK, PACT, qid="Q7")
    text = f"<<<<<<< ours\n{one.line}\n\n{one.line[:30]}\n{other.line}"  # the last one unended
    path.write_text(text, encoding="utf-8")
    append_judgement(path, made(Verb.UNLINK, PACT, at=1))
    assert path.read_text(encoding="utf-8").startswith(text)
    read = read_judgements(path)
    assert [judgement.verb for judgement in read.judgements] == ["same", "link", "unlink"]
    conflict, broken = map(str, read.bad)
    assert conflict.startswith(f"{path}, line 1: git left the mark of a conflict here: remove")
    assert broken.startswith(f"{path}, line 4: it is no JSON")
    assert "mend the line, or remove it and judge anew" in broken


def test_two_judgements_of_one_id_are_told_and_one_of_them_is_taken(tmp_path: Path) -> None:
    one = made(Verb.LINK, PACT, qid="Q7")
    other = one.line.replace("Q7", "Q8")
    read = []
    for lines in ([one.line, other], [other, one.line]):
        path = tmp_path / "judgements.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        read.append(read_judgements(path))
    assert read[0].judgements == read[1].judgements
    assert "give one of them another" in str(read[0].bad[0])


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "none.jsonl").judgements == ()


def test_a_subject_fits_by_item_before_office_before_country() -> None:
    known = Subject("person/tom-hale", "", ("Q1", "country/velmora", "office/mayor-of-lorn"))
    assert known.fit(["Q1", "country/karsia"]) is Fit.ITEM
    assert known.fit(["Q2", "country/velmora", "office/mayor-of-lorn"]) is Fit.NONE
    assert known.fit(["office/mayor-of-lorn"]) is Fit.OFFICE
    assert known.fit(["country/velmora"]) is Fit.WEAK
    assert known.fit(["country/karsia"]) is Fit.NONE
    assert known.fit([]) is Fit.NONE
    assert Subject("person/tom-hale").fit([]) is Fit.WEAK


def test_the_later_of_two_that_contradict_each_other_holds() -> None:
    same, different = made(Verb.SAME, MAYOR, CHAIR), made(Verb.DIFFERENT, CHAIR, MAYOR, at=1)
    assert states(same, different) == [State.OVERRIDDEN, State.IN_FORCE]
    assert standings([same, different])[0].by == different.id
    again = made(Verb.SAME, MAYOR, CHAIR, at=2)
    assert states(same, different, again) == [State.IN_FORCE, State.OVERRIDDEN, State.IN_FORCE]


def test_a_chain_of_same_gives_way_to_a_later_different() -> None:
    first, second = made(Verb.SAME, MAYOR, THOMAS), made(Verb.SAME, THOMAS, CHAIR, at=1)
    apart = made(Verb.DIFFERENT, MAYOR, CHAIR, at=2)
    assert states(first, second, apart) == [State.OVERRIDDEN, State.IN_FORCE, State.IN_FORCE]
    early = made(Verb.DIFFERENT, MAYOR, CHAIR, at=-1)
    assert states(early, first, second) == [State.OVERRIDDEN, State.IN_FORCE, State.IN_FORCE]


def test_what_is_undone_counts_for_nothing_and_the_undoing_can_be_undone() -> None:
    same = made(Verb.SAME, MAYOR, THOMAS)
    undo = made(Verb.UNDO, at=1, undoes=same.id)
    assert rulings([same, undo]) == rulings([])
    assert states(same, undo) == [State.UNDONE, State.IN_FORCE]
    redo = made(Verb.UNDO, at=2, undoes=undo.id)
    assert rulings([same, undo, redo]) == rulings([same])
    assert states(made(Verb.UNDO, undoes="nothing")) == [State.ALONE]


def test_a_link_is_final_until_it_is_taken_back() -> None:
    link, other = made(Verb.LINK, PACT, qid="Q7"), made(Verb.LINK, PACT, at=1, qid="Q8")
    assert link_of(rulings([link, other]).about("organisation/pact")) == Link("Q8")
    unlink = made(Verb.UNLINK, PACT, at=2)
    assert link_of(rulings([link, other, unlink]).links) == Link(none=True)
    not_this = made(Verb.UNLINK, PACT, at=2, qid="Q7")
    assert link_of(rulings([not_this]).links) == Link(never=frozenset({"Q7"}))
    assert link_of(rulings([not_this, made(Verb.LINK, PACT, at=3, qid="Q7")]).links) == Link("Q7")
    assert not link_of([])


_subjects = st.sampled_from([MAYOR, CHAIR, THOMAS, PACT, Subject("person/tom-hale")])


@st.composite
def _many(draw: st.DrawFn) -> list[Judgement]:
    judgements: list[Judgement] = []
    for _ in range(draw(st.integers(1, 9))):
        verb, at = draw(st.sampled_from(Verb)), draw(st.integers(0, 4))
        if verb in (Verb.SAME, Verb.DIFFERENT):
            one, other = draw(st.lists(_subjects, min_size=2, max_size=2, unique=True))
            judgements.append(made(verb, one, other, at=at))
        elif verb is Verb.UNDO and judgements:
            judgements.append(made(verb, at=at, undoes=draw(st.sampled_from(judgements)).id))
        elif verb is not Verb.UNDO:
            judgements.append(made(verb, draw(_subjects), at=at, qid=draw(st.sampled_from(["Q7"]))))
    return judgements


@given(_many(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(
    judgements: list[Judgement], chance: random.Random
) -> None:
    shuffled = [*judgements, *judgements[::2]]
    chance.shuffle(shuffled)
    assert standings(shuffled) == standings(judgements)


@given(_many(), _many())
def test_undoing_leaves_what_there_was(judgements: list[Judgement], more: list[Judgement]) -> None:
    new = [one for one in more if one not in judgements and one.verb is not Verb.UNDO]
    undone = [made(Verb.UNDO, at=9, undoes=one.id) for one in new]
    assert rulings([*judgements, *new, *undone]) == rulings(judgements)
