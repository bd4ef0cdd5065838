"""Which judgements are in force, and what they come to: a pure function of the set of them.

Neither the order of lines nor repetition matters. Of two judgements that contradict each other the
later one holds, of two at one moment the one with the greater id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.resolve.judgements import Judgement, Subject, Verb

Identity = tuple[str, tuple[str, ...]]


class State(StrEnum):
    """What became of a judgement."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    OVERRIDDEN = "overridden"
    ALONE = "alone"  # an undo of something that is not in the file


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement, what became of it, and the id of the one by which."""

    judgement: Judgement
    state: State
    by: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What people say of an entity's Wikidata item, final for the linker.

    ``qid``: this item it is. ``never``: these it is not. ``none``: no item at all.
    """

    qid: str = ""
    never: frozenset[str] = frozenset()
    none: bool = False

    def __bool__(self) -> bool:
        return bool(self.qid or self.never or self.none)


@dataclass(frozen=True, slots=True)
class Rulings:
    """The judgements in force, the latest first where it matters."""

    same: tuple[Judgement, ...] = ()
    different: tuple[Judgement, ...] = ()
    links: tuple[Judgement, ...] = ()
    by_key: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    def about(self, key: str) -> tuple[Judgement, ...]:
        """The judgements in force about a key, in order of time."""
        return self.by_key.get(key, ())


def standings(judgements: Iterable[Judgement]) -> list[Standing]:
    """What became of every judgement, in order of time."""
    known = {one.id: one for one in judgements}
    undone = _undone(known)
    found: list[Standing] = []
    kept: list[Judgement] = []
    united = _Union()
    for one in sorted(known.values(), key=lambda one: one.order, reverse=True):
        if one.id in undone:
            found.append(Standing(one, State.UNDONE, undone[one.id]))
        elif one.verb is Verb.UNDO:
            state = State.IN_FORCE if one.undoes in known else State.ALONE
            found.append(Standing(one, state))
        elif by := _contradicted(one, kept, united):
            found.append(Standing(one, State.OVERRIDDEN, by))
        else:
            found.append(Standing(one, State.IN_FORCE))
            kept.append(one)
            if one.verb is Verb.SAME:
                united.join(*(subject.identity for subject in one.subjects))
    return found[::-1]


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """The judgements in force, by what they say."""
    valid = [one.judgement for one in standings(judgements) if one.state is State.IN_FORCE]
    valid = [one for one in valid if one.verb is not Verb.UNDO]
    by_key: dict[str, list[Judgement]] = {}
    for one in valid:
        for key in sorted({subject.key for subject in one.subjects}):
            by_key.setdefault(key, []).append(one)
    latest = valid[::-1]
    return Rulings(
        same=tuple(one for one in latest if one.verb is Verb.SAME),
        different=tuple(one for one in latest if one.verb is Verb.DIFFERENT),
        links=tuple(one for one in valid if one.verb in (Verb.LINK, Verb.UNLINK)),
        by_key={key: tuple(ones) for key, ones in by_key.items()},
    )


def link_of(judgements: Iterable[Judgement]) -> Link:
    """What the link and unlink judgements about one entity come to."""
    qid, none, never = "", False, set[str]()
    for one in sorted(judgements, key=lambda one: one.order):
        if one.verb is Verb.LINK:
            qid, none = one.qid, False
            never.discard(one.qid)
        elif one.verb is Verb.UNLINK and one.qid:
            qid = "" if qid == one.qid else qid
            never.add(one.qid)
        elif one.verb is Verb.UNLINK:
            qid, none = "", True
    return Link(qid, frozenset(never), none)


def _undone(known: Mapping[str, Judgement]) -> dict[str, str]:
    """By id what is undone, and by which judgement. An undo that is undone undoes nothing."""
    by_target: dict[str, list[Judgement]] = {}
    for one in sorted(known.values(), key=lambda one: one.order):
        if one.verb is Verb.UNDO:
            by_target.setdefault(one.undoes, []).append(one)
    found: dict[str, str] = {}

    def undoer(target: str, path: frozenset[str]) -> str:
        for undo in by_target.get(target, ()):
            # Who undoes what undoes him (only a hand-written file can say that) counts for nothing.
            if undo.id not in path and not undoer(undo.id, path | {undo.id}):
                return undo.id
        return ""

    for target in by_target:
        if by := undoer(target, frozenset({target})):
            found[target] = by
    return found


def _contradicted(one: Judgement, later: Iterable[Judgement], united: _Union) -> str:
    """The id of the later judgement that speaks against this one, "" if none does."""
    for other in later:
        if _opposed(one, other):
            return other.id
    if one.verb is not Verb.SAME and one.verb is not Verb.DIFFERENT:
        return ""
    here, there = (subject.identity for subject in one.subjects)
    if one.verb is Verb.DIFFERENT:
        return united.why(here, there)
    for other in later:
        if other.verb is Verb.DIFFERENT:
            apart = tuple(subject.identity for subject in other.subjects)
            if united.would_join(apart, (here, there)):
                return other.id
    return ""


def _opposed(one: Judgement, other: Judgement) -> bool:
    if {one.verb, other.verb} == {Verb.SAME, Verb.DIFFERENT}:
        return _of_same_pair(one.subjects, other.subjects)
    if one.verb in (Verb.LINK, Verb.UNLINK) and other.verb in (Verb.LINK, Verb.UNLINK):
        if one.subjects[0].identity != other.subjects[0].identity:
            return False
        if one.verb is other.verb is Verb.UNLINK:
            return False
        both_link = one.verb is other.verb is Verb.LINK
        return (one.qid != other.qid) if both_link else _takes_back(one, other)
    return False


def _takes_back(one: Judgement, other: Judgement) -> bool:
    """Whether a link and an unlink exclude each other: one item, or no item at all."""
    unlink, link = (one, other) if one.verb is Verb.UNLINK else (other, one)
    return not unlink.qid or unlink.qid == link.qid


def _of_same_pair(ours: tuple[Subject, ...], theirs: tuple[Subject, ...]) -> bool:
    (a, b), (c, d) = ours, theirs
    return (a.overlaps(c) and b.overlaps(d)) or (a.overlaps(d) and b.overlaps(c))


class _Union:
    """Subjects that judgements unite, directly or through others."""

    def __init__(self) -> None:
        self._leader: dict[Identity, Identity] = {}

    def find(self, one: Identity) -> Identity:
        while (leader := self._leader.get(one, one)) != one:
            one = leader
        return one

    def join(self, one: Identity, other: Identity) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._leader[high] = low

    def why(self, one: Identity, other: Identity) -> str:
        return "others" if self.find(one) == self.find(other) else ""

    def would_join(self, apart: tuple[Identity, ...], joined: tuple[Identity, Identity]) -> bool:
        a, b = (self.find(one) for one in apart)
        return {self.find(joined[0]), self.find(joined[1])} == {a, b}
