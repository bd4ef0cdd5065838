"""Which windows of time mean the same meeting.

Windows are taken narrowest first: each joins the only cluster it can mean, and makes one of its own
when there is none, or when there are several and nobody can say which. Same day, same meeting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.consolidate.facts import Day

# Days before its document in which a meeting without a date lies; after it, where it is planned.
SHORTLY = 31


class Matching(NamedTuple):
    """The days on which a meeting may have been, as far as other windows are concerned."""

    lo: int
    hi: int


class Window(NamedTuple):
    """What is told of when and where: two days as told, and the place ("" if untold)."""

    lo: Day
    hi: Day
    place: str

    @property
    def matching(self) -> Matching | None:
        """Bounded days: an open side reaches as far as SHORTLY; None if nothing is known."""
        if self.lo is None and self.hi is None:
            return None
        if self.lo is None:
            assert self.hi is not None
            return Matching(self.hi - SHORTLY, self.hi)
        return Matching(self.lo, self.lo + SHORTLY if self.hi is None else self.hi)


@dataclass(slots=True)
class Cluster:
    """Windows that mean one meeting; ``core`` is the narrowest, whose days are the meeting's."""

    core: Window
    windows: list[Window] = field(default_factory=list)

    @property
    def days(self) -> Matching | None:
        """The days that other windows are held against."""
        return self.core.matching


Agree = Callable[[str, str], bool]  # whether two places can be one


class Clustering:
    """The meetings that distinct windows mean."""

    def __init__(self, windows: Iterable[Window], agree: Agree) -> None:
        self.clusters: list[Cluster] = []
        self._agree = agree
        self._firsts: list[tuple[int, int]] = []  # first day of each core, index of its cluster
        self._longest = 0
        singles: defaultdict[int, list[Window]] = defaultdict(list)
        wide: list[tuple[Matching, Window]] = []
        undated: list[Window] = []
        for window in windows:
            days = window.matching
            if days is None:
                undated.append(window)
            elif days.lo == days.hi:
                singles[days.lo].append(window)
            else:
                wide.append((days, window))
        for day in sorted(singles):
            # On one day the places told may differ (a palace, its city): it is one meeting still.
            ordered = sorted(singles[day], key=_place_first)
            self._add(Cluster(ordered[0], ordered))
        for _, window in sorted(
            wide, key=lambda pair: (_length(pair[0]), pair[0], _order(pair[1]))
        ):
            self._join_or_add(window)
        for window in sorted(undated, key=_place_first):
            self._join_or_add(window)

    def meant_by(self, window: Window) -> Cluster | None:
        """The only cluster that a window can mean, if there is exactly one."""
        near = self._near(window)
        return near[0] if len(near) == 1 else None

    def _join_or_add(self, window: Window) -> None:
        meant = self.meant_by(window)
        if meant is None:
            self._add(Cluster(window, [window]))
        else:
            meant.windows.append(window)

    def _add(self, fresh: Cluster) -> None:
        self.clusters.append(fresh)
        days = fresh.days
        if days is not None:
            insort(self._firsts, (days.lo, len(self.clusters) - 1))
            self._longest = max(self._longest, _length(days))

    def _near(self, window: Window) -> list[Cluster]:
        """Up to two clusters that the window can mean: two are as good as many."""
        days = window.matching
        if days is None:
            return [c for c in self.clusters if self._agree(c.core.place, window.place)][:2]
        near: list[Cluster] = []
        begin = bisect_left(self._firsts, (days.lo - self._longest, -1))
        end = bisect_right(self._firsts, (days.hi, len(self.clusters)))
        for _, index in reversed(self._firsts[begin:end]):
            candidate = self.clusters[index]
            core = candidate.days
            same_day = days.lo == days.hi and core == days
            if core is None or core.hi < days.lo:
                continue
            if same_day:
                return [candidate]
            if self._agree(candidate.core.place, window.place):
                near.append(candidate)
                if len(near) == 2:
                    break
        return near


def _length(days: Matching) -> int:
    return days.hi - days.lo


def _place_first(window: Window) -> tuple[bool, str, int, int]:
    return (not window.place, window.place, window.lo or 0, window.hi or 0)


def _order(window: Window) -> tuple[bool, bool, str, bool]:
    # A stated window before one that is only bounded by its document's day.
    return (window.lo is None or window.hi is None, *_place_first(window)[:2], window.lo is None)


def places_agree(areas: Callable[[str], str]) -> Agree:
    """Two places can be one if either is untold, or is the country that the other lies in."""

    def agree(one: str, other: str) -> bool:
        return not one or not other or one == other or areas(one) == other or areas(other) == one

    return agree
