"""Spells: when a situation that is only seen now and then began, held and ended.

Evidence of a person in an office, or of a membership, is a set of windows. A *spell* is evidence
that nothing certain parts: no end, no other holder of an office that has one holder, and for
offices no gap of more than a year, across which it is only presumed that nothing changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.consolidate.facts import Day
from kg.model import Aspect

LONGEST_GAP = 366  # days without evidence within one spell of an office


class Seen(NamedTuple):
    """One piece of evidence: its days, what they say, and the number of its statement."""

    aspect: Aspect
    lo: Day
    hi: Day
    number: int

    @property
    def first(self) -> Day:
        """Its earliest day, else the latest."""
        return self.lo if self.lo is not None else self.hi

    @property
    def last(self) -> Day:
        """Its latest day, else the earliest."""
        return self.hi if self.hi is not None else self.lo


@dataclass(slots=True)
class Spell:
    """Evidence of one spell: that it held or began (``during``), and that it ended (``ends``)."""

    during: list[Seen] = field(default_factory=list)
    ends: list[Seen] = field(default_factory=list)

    @property
    def all(self) -> list[Seen]:
        """Both kinds of evidence."""
        return [*self.during, *self.ends]

    @property
    def bounds(self) -> Bounds:
        """What the evidence says of beginning and end; see docs/graph.md."""
        certain_from = _earliest(seen.hi for seen in self.during)
        # A start after the situation certainly held (a second term) is not this spell's beginning.
        starts = (
            seen.lo
            for seen in self.during
            if seen.aspect is Aspect.STARTS
            and (seen.lo is None or certain_from is None or seen.lo <= certain_from)
        )
        return Bounds(
            possible_from=_latest(starts),
            certain_from=certain_from,
            # A claim that it ended before some day says nothing of when it still held.
            certain_until=_latest(seen.lo for seen in self.all),
            possible_until=_earliest(seen.hi for seen in self.ends),
        )

    @property
    def name_day(self) -> Day:
        """The first day known, which names the spell."""
        return _earliest(seen.first for seen in self.during or self.ends)


class Bounds(NamedTuple):
    """The four bounds of a situation; None where nothing is known."""

    possible_from: Day
    certain_from: Day
    certain_until: Day
    possible_until: Day


Parted = Callable[[int, int], bool]


def spells(
    evidence: Iterable[Seen],
    *,
    longest_gap: int | None = None,
    parted: Parted = lambda last, first: False,
) -> list[Spell]:
    """The spells, in the order of time; an end without a spell before it stands alone.

    ``parted(last, first)`` says whether something certain lies strictly between two days. Evidence
    without any day joins the spell if there is only one, and else makes one of its own.
    """
    during, ends, undated = _sorted(evidence)
    cuts = sorted({seen.last for seen in ends if seen.last is not None})
    found: list[Spell] = []
    last = 0
    for seen in during:
        first = seen.first
        assert first is not None
        fresh = not found or _cut(cuts, found[-1], seen)
        if not fresh and first > last:
            gap = longest_gap is not None and first - last > longest_gap
            fresh = gap or parted(last, first)
        if fresh:
            found.append(Spell())
            last = seen.last or first
        found[-1].during.append(seen)
        last = max(last, seen.last or first)
    alone = _assign_ends(found, ends)
    whole = [*([alone] if alone.ends else []), *found]
    if undated:
        if len(whole) == 1:
            _add_undated(whole[0], undated)
        else:
            whole.append(Spell())
            _add_undated(whole[-1], undated)
    return whole


def spell_names(found: Sequence[Spell]) -> list[str]:
    """What tells each spell from the others in an IRI: "" for a single one, else its month.

    Where two begin in one month it is the day, and the number where it is the same day.
    """
    if len(found) == 1:
        return [""]
    names: list[str] = []
    days = [_iso(spell.name_day) for spell in found]
    months = [day[:7] for day in days]
    for index, spell in enumerate(found):
        name = months[index] if months.count(months[index]) == 1 else days[index]
        if not spell.during and spell.name_day is not None:
            name = f"until-{name}"
        names.append(name if name not in names else f"{name}-{index + 1}")
    return names


def _sorted(evidence: Iterable[Seen]) -> tuple[list[Seen], list[Seen], list[Seen]]:
    during, ends, undated = [], [], []
    for seen in sorted(evidence, key=_order):
        if seen.first is None:
            undated.append(seen)
        elif seen.aspect is Aspect.ENDS:
            ends.append(seen)
        else:
            during.append(seen)
    return during, ends, undated


def _order(seen: Seen) -> tuple[int, int, str]:
    return (seen.first or 0, seen.last or 0, seen.aspect.value)


def _cut(cuts: Sequence[int], spell: Spell, seen: Seen) -> bool:
    """Whether the situation ended after all of the spell had begun and before this evidence.

    On the day of the end itself it still held, and whoever starts on that day starts anew.
    """
    before, first = spell.during[-1].first, seen.first
    assert before is not None
    assert first is not None
    index = bisect_left(cuts, before)
    if index == len(cuts):
        return False
    starts_anew = seen.aspect is Aspect.STARTS and seen.lo is not None
    return cuts[index] < first or (starts_anew and before < cuts[index] == first)


def _assign_ends(found: Sequence[Spell], ends: Iterable[Seen]) -> Spell:
    """Give each end to the last spell that began before it; returns those that close none."""
    alone = Spell()
    begins = [spell.name_day or 0 for spell in found]
    for seen in ends:
        assert seen.last is not None
        index = bisect_left(begins, seen.last) - 1
        if index < 0 and begins[:1] == [seen.last]:
            index = 0
        (found[index] if index >= 0 else alone).ends.append(seen)
    return alone


def _add_undated(spell: Spell, undated: Iterable[Seen]) -> None:
    for seen in undated:
        (spell.ends if seen.aspect is Aspect.ENDS else spell.during).append(seen)


def _iso(day: Day) -> str:
    return "undated" if day is None else date.fromordinal(day).isoformat()


def _earliest(days: Iterable[Day]) -> Day:
    return min((day for day in days if day is not None), default=None)


def _latest(days: Iterable[Day]) -> Day:
    return max((day for day in days if day is not None), default=None)
