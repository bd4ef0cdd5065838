"""Searching for a rule only where it can match: around its anchor (see ``shape``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import or_
from threading import Lock
from typing import Final

from kg.extract.pattern import atoms, compile_rule
from kg.extract.shape import ENDLESS, NONE, Sign, chance, led_shape_of

Find = Callable[[str, int], re.Match[str] | None]
_FAR: Final = 400  # characters behind an anchor in which a stop is looked for
_NEEDS: Final = 4  # sets of characters that are asked for
_SHORT: Final = 40  # characters of a match around whose anchor no end of a sentence is looked for
_MANY: Final = 12  # characters before an anchor that are looked through one by one
_RARE: Final = 0.2  # the chance of characters that seldom stand side by side
_NEAR: Final = 30  # characters before an anchor at which the engine tries a match one by one
_NAMED: Final = re.compile(r"\(\?P<[a-z_0-9]+>")


class _Needs:
    """A bit for each set of characters (or of words of the text) that some search needs one of.

    What a text lacks are the bits of the sets of which it has no character: a search that needs
    one of these finds nothing. Bits are given when a search is made; a bit that a text was not
    asked about is not among what it lacks.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._bits: dict[Sign, int] = {}
        self._of_sign: dict[str, int] = {}
        self._all = 0

    def mask(self, needs: Iterable[Sign]) -> int:
        """The bits of some sets."""
        with self._lock:
            return reduce(or_, map(self._bit, needs), 0)

    def _bit(self, need: Sign) -> int:
        if need not in self._bits:
            bit = self._bits[need] = 1 << len(self._bits)
            for sign in need:
                self._of_sign[sign] = self.met_by(sign) | bit
            self._all |= bit
        return self._bits[need]

    def lacking(self, signs: Iterable[str]) -> int:
        """What a text of some characters lacks."""
        every = self._all  # before the characters: sets that come to be meanwhile are left out
        return every & ~reduce(or_, map(self.met_by, signs), 0)

    def met_by(self, sign: str) -> int:
        """The bits of the sets that have a character."""
        return self._of_sign.get(sign, 0)


NEEDS: Final = _Needs()


class Search:
    """A compiled pattern that knows which stretches of a text can hold a match of it."""

    def __init__(
        self, pattern: str, regex: re.Pattern[str] | None = None, words: Sign = NONE
    ) -> None:
        shape, self._lead = led_shape_of(pattern)
        regex = regex or compile_rule(pattern)
        self.regex = regex
        run = shape.anchor.run
        self.anchor = min(run, key=chance, default=NONE)  # signs of which a match holds one
        self._signs = [f"[{re.escape(''.join(sorted(sign)))}]" for sign in run]
        self._run = re.compile("".join(self._signs))
        self.needs = sorted(shape.needs, key=chance)[:_NEEDS]
        self.mask = NEEDS.mask([*self.needs, *([words] if words else [])])
        self._before = shape.anchor.before
        self._lead_in = shape.anchor.lead_in
        stops = "".join(sorted(frozenset(".n") - shape.breaks))
        self._ahead = shape.ahead + 1
        self._width = shape.width
        # None: the whole text is searched
        self._stop = re.compile(f"[{stops}]") if stops and shape.ahead < ENDLESS else None
        self._stops = stops
        self._probe: re.Pattern[str] | None = None  # made when it is needed
        # The first match that begins at a place or behind it, as the regular expression finds it.
        self.search: Find = self._way(pattern) if run else regex.search

    def _way(self, pattern: str) -> Find:
        if self._before > _NEAR:
            return self._around
        led = self._lead_in is not None and chance(self._lead_in) < _RARE
        if self._before >= _MANY and not self._lead and led:
            return self._led
        # The engine itself looks for the characters that a pattern can only begin with.
        begins = not self._before and not self._lead and _begins_with_sign(pattern)
        return self.regex.search if begins else self._near

    def fits(self, signs: AbstractSet[str]) -> bool:
        """Whether a text of these signs has all that a match needs, wherever it stands."""
        for need in self.needs:  # noqa: SIM110  (asked for each rule and clause)
            if need.isdisjoint(signs):
                return False
        return True

    def may_match(self, codes: str, first: int, last: int) -> bool:
        """Whether a match may lie between two places, by its anchor and what is around that."""
        if not self._signs:
            return True
        return self._run.search(codes, max(first - self._lead, 0), last) is not None

    def _probing(self) -> re.Pattern[str]:
        """The anchor, where a match begins so near to it; group 1 is empty and stands there.

        The engine looks for the anchor and from each goes back as far as a match may begin before
        it, then forth until one begins. Too near the start of the text to go back so far, any
        anchor will do.
        """
        first, behind, before = self._signs[0], "".join(self._signs[1:]), self._before
        match = f".{{0,{before}}}?()(?:{_NAMED.sub('(?:', self.regex.pattern)})"
        begins = f"(?={match})"
        if back := before + 1 - self._lead:
            begins = f"(?:(?<={begins}.{{{back}}})|(?<!.{{{back}}}))"
        self._probe = re.compile(f"{first}(?={behind}){begins}", re.DOTALL)
        return self._probe

    def _near(self, codes: str, at: int) -> re.Match[str] | None:
        """A match begins at most a few characters before its anchor."""
        match_at, probe = self.regex.match, (self._probe or self._probing()).search
        lead, before = self._lead, self._before
        while (anchor := probe(codes, at - lead if at > lead else 0)) is not None:
            if (begin := anchor.start(1)) >= at:
                return match_at(codes, begin)
            here = anchor.start() + lead
            for start in range(here - before if here - before > at else at, here + 1):
                if (match := match_at(codes, start)) is not None:
                    return match
            at = here + 1
        return None

    def _led(self, codes: str, at: int) -> re.Match[str] | None:
        """A match begins among the few characters which can come before its anchor."""
        find, match_at, before = self._run.search, self.regex.match, self._before
        lead_in = self._lead_in or NONE
        while (anchor := find(codes, at)) is not None:
            here = first = anchor.start()
            low = here - before if here - before > at else at
            while first > low and codes[first - 1] in lead_in:
                first -= 1
            for start in range(first, here + 1):
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
            for stop in self._stops:
                first = max(first, codes.rfind(stop, first, here) + 1)
            if self._width <= _SHORT:
                match = self.regex.search(codes, first, here + self._width + self._ahead)
                if match is not None and match.start() <= here:
                    return match
                at = here + 1
                continue
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


def _begins_with_sign(pattern: str) -> bool:
    """Whether a pattern begins with one character of a set, whatever branch a match takes.

    >>> [_begins_with_sign(p) for p in ("(?<a>P) x", "(?:is|was) Z", "P x | Z", "(?<! X) P")]
    [True, True, False, False]
    """
    parts = atoms(pattern)
    at = 0
    while parts[at] == "(?:" or (parts[at].startswith("(?<") and parts[at][3] not in "=!"):
        at += 1
    depth = low = at
    if parts[at] == "(" or parts[at].startswith("(?"):
        return False
    while depth and parts[at + 1] == "|" and not parts[at + 2].startswith(("(", "[")):
        at += 2  # a choice of single characters is a set to the engine
        if parts[at + 1] == ")":
            break
    for atom in parts[at + 1 :]:
        if atom == "|" and depth == low:
            return False
        depth += atom.startswith("(") - (atom == ")")
        low = min(low, depth)
    return True
