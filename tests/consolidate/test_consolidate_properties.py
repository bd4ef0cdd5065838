"""The graph is a function of the documents in it, however it came about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from small_world import Graph, Told, scratch, told

NAMES = [f"d{n}" for n in range(7)]


class Archive(RuleBasedStateMachine):
    """Documents come, change, come again and go, alone and in batches."""

    documents = Bundle("documents")

    def __init__(self) -> None:
        super().__init__()
        self.graph = Graph()
        self.kept: dict[str, Told] = {}

    @rule(target=documents, document=told())
    def written(self, document: Told) -> Told:
        return document

    @rule(name=st.sampled_from(NAMES), document=documents)
    def load_one(self, name: str, document: Told) -> None:
        self.kept[name] = document
        self.graph.change(come={name: document})

    @rule(batch=st.dictionaries(st.sampled_from(NAMES), documents, max_size=4))
    def load_many(self, batch: dict[str, Told]) -> None:
        self.kept |= batch
        self.graph.change(come=batch)

    @rule(name=st.sampled_from(NAMES))
    def load_again(self, name: str) -> None:
        if name in self.kept:
            before = set(self.graph.lines)
            self.graph.change(come={name: self.kept[name]})
            assert self.graph.lines == before

    @rule(names=st.sets(st.sampled_from(NAMES), max_size=3))
    def forget(self, names: set[str]) -> None:
        for name in names:
            self.kept.pop(name, None)
        self.graph.change(gone=names)

    @rule(gone=st.sampled_from(NAMES), come=st.sampled_from(NAMES), document=documents)
    def exchange(self, gone: str, come: str, document: Told) -> None:
        if gone != come:
            self.kept.pop(gone, None)
            self.kept[come] = document
            self.graph.change(gone=[gone], come={come: document})

    @invariant()
    def the_same_as_from_scratch(self) -> None:
        expected = scratch(self.kept).lines
        assert self.graph.lines == expected
        assert set(self.graph.consolidator.whole().splitlines()) == expected


TestArchive = Archive.TestCase
TestArchive.settings = settings(max_examples=150, stateful_step_count=12)


@settings(max_examples=100)
@given(st.lists(told(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(documents: list[Told], random: object) -> None:
    named = {f"d{n}": document for n, document in enumerate(documents)}
    order = list(named)
    random.shuffle(order)  # type: ignore[attr-defined]
    one_by_one = Graph()
    for name in order:
        one_by_one.change(come={name: named[name]})
    assert one_by_one.lines == scratch(named).lines


@settings(max_examples=100)
@given(st.lists(told(), max_size=6))
def test_nothing_lacks_evidence_and_nothing_is_left_when_all_are_gone(
    documents: list[Told],
) -> None:
    named = {f"d{n}": document for n, document in enumerate(documents)}
    graph = scratch(named)
    supported = {line.split(" ", 1)[0] for line in graph.lines if "#evidence> " in line}
    assert {line.split(" ", 1)[0] for line in graph.lines} == supported
    graph.change(gone=named)
    assert graph.lines == set()
