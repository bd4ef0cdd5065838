"""Searching for a rule only where it can match: around its anchor (see ``shape``)."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.pattern import compile_rule
from kg.extract.shape import ENDLESS, NONE, chance, led_shape_of

Find = Callable[[str, int], re.Match[str] | None]
_FAR = 400  # characters behind an anchor in which a stop is looked for
_NEAR = 3  # characters before an anchor at which a match is tried one by one


class Search:
    """A compiled pattern that knows which stretches of a text can hold a match of it."""

    def __init__(self, pattern: str, regex: re.Pattern[str] | None = None) -> None:
        shape, self._lead = led_shape_of(pattern)
        regex = regex or compile_rule(pattern)
        self.regex = regex
        run = shape.anchor.run
        self.anchor = min(run, key=chance, default=NONE)  # signs of which a match holds one
        self._run = re.compile("".join(f"[{re.escape(''.join(sorted(sign)))}]" for sign in run))
        self._before = shape.anchor.before
        stops = "".join(sorted(frozenset(".n") - shape.breaks))
        self._ahead = shape.ahead + 1
        self._width = shape.width
        # None: the whole text is searched
        self._stop = re.compile(f"[{stops}]") if stops and shape.ahead < ENDLESS else None
        self._stops = stops
        # The first match that begins at a place or behind it, as the regular expression finds it.
        near = self._before <= _NEAR
        self.search: Find = (self._near if near else self._around) if run else regex.search

    def _near(self, codes: str, at: int) -> re.Match[str] | None:
        """A match begins at most a few characters before its anchor."""
        match_at, run, before = self.regex.match, self._run.search, self._before
        while (anchor := run(codes, max(at - self._lead, 0))) is not None:
            here = anchor.start() + self._lead
            for start in range(max(at, here - before), here + 1):
                if (match := match_at(codes, start)) is not None:
                    return match
            at = here + 1
        return None

    def _around(self, codes: str, at: int) -> re.Match[str] | None:
        """A match lies between two stops: so between two stops around each anchor is where to look.

        Behind the second, as much is left to see as it looks ahead.
        """
        while (anchor := self._run.search(codes, max(at - self._lead, 0))) is not None:
            if self._stop is None:
                return self.regex.search(codes, at)
            here = anchor.start() + self._lead
            first = max(at, here - self._before)
            first = max(first, *(codes.rfind(stop, first, here) + 1 for stop in self._stops))
            end = self._stop.search(codes, here, here + _FAR)
            if end is not None:
                last = seen = end.start()
            elif self._width < ENDLESS:
                last = here + _FAR
                seen = last + self._width
            else:
                return self.regex.search(codes, first)
            match = self.regex.search(codes, first, seen + self._ahead)
            if match is not None and match.start() <= last:
                return match
            at = last + 1
        return None
