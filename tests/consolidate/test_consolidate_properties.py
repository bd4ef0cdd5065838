"""The graph is a function of the documents in it, however it came about."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from small_world import Graph, Told, documents, scratch

NAMES = [f"d{n}" for n in range(6)]
_name = st.sampled_from(NAMES)
_which = st.integers(0, 8)


class Archive(RuleBasedStateMachine):
    """Documents come, change, come again and go, alone and in batches."""

    @initialize(pool=documents)
    def begin(self, pool: list[Told]) -> None:
        self.pool = pool
        self.graph = Graph()
        self.kept = dict(zip(NAMES[:3], pool, strict=False))
        self.graph.change(come=self.kept)

    def _document(self, which: int) -> Told:
        return self.pool[which % len(self.pool)]

    @rule(name=_name, which=_which)
    def load_one(self, name: str, which: int) -> None:
        self.kept[name] = self._document(which)
        self.graph.change(come={name: self.kept[name]})

    @rule(batch=st.dictionaries(_name, _which, max_size=3))
    def load_many(self, batch: dict[str, int]) -> None:
        come = {name: self._document(which) for name, which in batch.items()}
        self.kept |= come
        self.graph.change(come=come)

    @rule(name=_name)
    def load_again(self, name: str) -> None:
        if name in self.kept:
            before = set(self.graph.lines)
            self.graph.change(come={name: self.kept[name]})
            assert self.graph.lines == before

    @rule(names=st.sets(_name, min_size=1, max_size=2))
    def forget(self, names: set[str]) -> None:
        for name in names:
            self.kept.pop(name, None)
        self.graph.change(gone=names)

    @rule(gone=_name, come=_name, which=_which)
    def exchange(self, gone: str, come: str, which: int) -> None:
        if gone != come:
            self.kept.pop(gone, None)
            self.kept[come] = self._document(which)
            self.graph.change(gone=[gone], come={come: self.kept[come]})

    @invariant()
    def the_same_as_from_scratch(self) -> None:
        if hasattr(self, "graph"):
            expected = scratch(self.kept).lines
            assert self.graph.lines == expected
            assert set(self.graph.consolidator.whole().splitlines()) == expected


TestArchive = Archive.TestCase
TestArchive.settings = settings(max_examples=150, stateful_step_count=8)


@settings(max_examples=300)
@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(told: list[Told], chance: random.Random) -> None:
    named = {f"d{n}": document for n, document in enumerate(told)}
    order = list(named)
    chance.shuffle(order)
    one_by_one = Graph()
    for name in order:
        one_by_one.change(come={name: named[name]})
    assert one_by_one.lines == scratch(named).lines


@settings(max_examples=150)
@given(documents)
def test_nothing_lacks_evidence_and_nothing_is_left_when_all_are_gone(told: list[Told]) -> None:
    named = {f"d{n}": document for n, document in enumerate(told)}
    graph = scratch(named)
    supported = {line.split(" ", 1)[0] for line in graph.lines if "#evidence> " in line}
    assert {line.split(" ", 1)[0] for line in graph.lines} == supported
    graph.change(gone=named)
    assert graph.lines == set()
