"""Searching for a rule only where it can match: around its anchor (see ``shape``)."""

from __future__ import annotations

import re

from kg.extract.shape import ENDLESS, anchor_of, shape_of


class Search:
    """A compiled rule that knows which stretches of a text can hold a match of it."""

    def __init__(self, pattern: str, regex: re.Pattern[str]) -> None:
        shape = shape_of(pattern)
        self.regex = regex
        self.anchor = anchor_of(shape)
        self._signs = re.compile(f"[{re.escape(''.join(sorted(self.anchor)))}]")
        stops = "".join(sorted(frozenset(".n") - shape.breaks))
        self._ahead = shape.ahead + 1
        # None: the whole text is searched
        self._stop = re.compile(f"[{stops}]") if stops and shape.ahead < ENDLESS else None
        self._stops = stops

    def search(self, codes: str, at: int) -> re.Match[str] | None:
        """The first match that begins at ``at`` or behind it, as the regular expression finds it.

        A match holds one of the signs, and lies between two stops: so between two stops around
        each sign is where to look. Behind the second, as much is left to see as it looks ahead.
        """
        if not self.anchor:
            return self.regex.search(codes, at)
        while (sign := self._signs.search(codes, at)) is not None:
            if self._stop is None:
                return self.regex.search(codes, at)
            here = sign.start()
            first = max(at, *(codes.rfind(stop, at, here) + 1 for stop in self._stops))
            end = self._stop.search(codes, here)
            last = end.start() if end else len(codes)
            match = self.regex.search(codes, first, last + self._ahead)
            if match is not None and match.start() <= last:
                return match
            at = last + 1
        return None
