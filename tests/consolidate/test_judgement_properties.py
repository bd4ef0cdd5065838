"""The graph is a function of documents and judgements, and what is undone leaves no trace in it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from small_world import Graph, Told, documents, scratch

from kg.resolve.judgements import Judgement, Subject, Verb, judge

NAMES = [f"d{n}" for n in range(5)]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_MARKS = ["Q1", "Q2", "country/a", "country/b", "office/president-of-a", "office/president-of-b"]
_KEYS = [
    "ann-hill",
    "ann-hill",
    "hill",
    "ann-lee",
    "bob-hill",
    "lee-hill",
    "joe-hill",
    "joseph-hill",
]

_name = st.sampled_from(NAMES)
_which = st.integers(0, 8)
_subjects = st.builds(
    lambda key, marks: Subject(f"person/{key}", marks=tuple(sorted(marks))),
    st.sampled_from(_KEYS),
    st.one_of(
        st.just(set(_MARKS)),
        st.sets(st.sampled_from(_MARKS), max_size=2),
        st.just({"role/president"}),
    ),
)
_pairs = st.lists(_subjects, min_size=2, max_size=2, unique=True)
_at = st.integers(0, 5)


def judged(verb: Verb, at: int, *subjects: Subject, **more: str) -> Judgement:
    return judge(verb, subjects, author="ann", time=NOON + timedelta(minutes=at), **more)


@st.composite
def judgements(draw: st.DrawFn) -> list[Judgement]:
    made: list[Judgement] = []
    for _ in range(draw(st.integers(1, 5))):
        verb, at = draw(st.sampled_from(Verb)), draw(_at)
        if verb in (Verb.SAME, Verb.DIFFERENT):
            made.append(judged(verb, at, *draw(_pairs)))
        elif verb is Verb.UNDO and made:
            made.append(judged(verb, at, undoes=draw(st.sampled_from(made)).id))
        elif verb is not Verb.UNDO:
            made.append(judged(verb, at, draw(_subjects), qid="Q7"))
    return made


class Judges(RuleBasedStateMachine):
    """Documents come and go while people judge, undo, and undo the undoing."""

    @initialize(pool=documents)
    def begin(self, pool: list[Told]) -> None:
        self.pool = pool
        self.graph = Graph()
        self.kept = dict(zip(NAMES[:4], pool, strict=False))
        self.judgements: list[Judgement] = []
        self.graph.change(come=self.kept)

    @rule(name=_name, which=_which)
    def load(self, name: str, which: int) -> None:
        self.kept[name] = self.pool[which % len(self.pool)]
        self.graph.change(come={name: self.kept[name]})

    @rule(name=_name)
    def forget(self, name: str) -> None:
        self.kept.pop(name, None)
        self.graph.change(gone=[name])

    @rule(verb=st.sampled_from([Verb.SAME, Verb.SAME, Verb.DIFFERENT]), pair=_pairs, at=_at)
    def decide(self, verb: Verb, pair: list[Subject], at: int) -> None:
        self.judgements.append(judged(verb, at, *pair))
        self.graph.change(judgements=self.judgements)

    @rule(which=_which, at=_at)
    def undo(self, which: int, at: int) -> None:
        if self.judgements:
            target = self.judgements[which % len(self.judgements)]
            self.judgements.append(judged(Verb.UNDO, at, undoes=target.id))
            self.graph.change(judgements=self.judgements)

    @rule(name=_name, which=_which, pair=_pairs)
    def load_and_decide_at_once(self, name: str, which: int, pair: list[Subject]) -> None:
        self.kept[name] = self.pool[which % len(self.pool)]
        self.judgements.append(judged(Verb.SAME, 0, *pair))
        self.graph.change(come={name: self.kept[name]}, judgements=self.judgements)

    @rule()
    def apply_again(self) -> None:
        before = set(self.graph.lines)
        self.graph.change(judgements=[*self.judgements[::-1], *self.judgements])
        assert self.graph.lines == before

    @invariant()
    def the_same_as_from_scratch(self) -> None:
        if hasattr(self, "graph"):
            expected = scratch(self.kept, self.judgements)
            assert self.graph.lines == expected.lines
            assert set(self.graph.consolidator.whole().splitlines()) == expected.lines
            assert _tables(self.graph) == _tables(expected)


TestJudges = Judges.TestCase
TestJudges.settings = settings(max_examples=150, stateful_step_count=8)


def _tables(graph: Graph) -> list[object]:
    """What is kept beside the graph: who shares a name, whom judgements are about."""
    rows = [
        set(graph.database.execute(f"SELECT * FROM {table}")) for table in ("homonym", "judged")
    ]
    return list(rows)


@settings(max_examples=200)
@given(documents, judgements(), st.randoms(use_true_random=False))
def test_the_order_of_loading_and_judging_does_not_matter(
    told: list[Told], made: list[Judgement], chance: random.Random
) -> None:
    named = {f"d{n}": document for n, document in enumerate(told)}
    steps: list[str | Judgement] = [*named, *made]
    chance.shuffle(steps)
    graph, known = Graph(), list[Judgement]()
    for step in steps:
        if isinstance(step, str):
            graph.change(come={step: named[step]})
        else:
            known.append(step)
            graph.change(judgements=known)
    assert graph.lines == scratch(named, made).lines


@settings(max_examples=200)
@given(documents, judgements())
def test_an_undone_judgement_leaves_no_trace(told: list[Told], made: list[Judgement]) -> None:
    named = {f"d{n}": document for n, document in enumerate(told)}
    graph = scratch(named, made)
    undone = [judged(Verb.UNDO, 9, undoes=one.id) for one in made if one.verb is not Verb.UNDO]
    undone += [judged(Verb.UNDO, 9, undoes=one.id) for one in made if one.verb is Verb.UNDO]
    graph.change(judgements=[*made, *undone])
    never = scratch(named)
    assert graph.lines == never.lines
    assert _tables(graph) == _tables(never)


@settings(max_examples=100)
@given(documents, judgements())
def test_nothing_lacks_evidence_whatever_is_judged(told: list[Told], made: list[Judgement]) -> None:
    graph = scratch({f"d{n}": document for n, document in enumerate(told)}, made)
    supported = {line.split(" ", 1)[0] for line in graph.lines if "#evidence> " in line}
    assert {line.split(" ", 1)[0] for line in graph.lines} == supported
    graph.change(gone=[f"d{n}" for n in range(len(told))])
    assert graph.lines == set()
