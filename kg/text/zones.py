"""Zones: which stretches of a text are its article, and what the others are.

Decided line by line, on what lines look like and where they stand; the looks are tables
(kg.text.zone_tables). When in doubt a line is body: a fact that is read twice does less harm than
one that is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.model import DateWindow, Zone, ZoneKind
from kg.text.datelines import opening_dateline
from kg.text.header_dates import read_date_line
from kg.text.lines import Line, split_lines
from kg.text.metadata_lines import Field, find_fields
from kg.text.repeats import find_repeats
from kg.text.zone_tables import LINES, LONGEST, SECTIONS, compile_rules

MINED: Final = frozenset({ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY, ZoneKind.CAPTION})

_SECTION: Final = compile_rules(SECTIONS)
_LINE: Final = compile_rules(LINES)
_WORDS: Final = re.compile(r"[^\W\d_]{4}")
_ITEMS: Final = re.compile(r"\((\d{1,3})")
_TOP: Final = 6  # lines at the top among which date lines, headlines and teasers are looked for
_LONGEST_HEADLINE: Final = 250  # code points
_LONGEST_TAIL: Final = 80  # lines that may follow a digest: related headlines, counters, metadata
_LONGEST_MENU: Final = 60  # code points of a line of a page's foot
_LONGEST_DIGEST: Final = 2000  # code points; a longer "Summary" is a chapter
_QUOTES: Final = tuple("\"'“”‘«„")
_ELLIPSES: Final = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class Zoning:
    """The zones of a text and what its head and trailer lines say about the document."""

    zones: tuple[Zone, ...]
    headline: str = ""
    dated: DateWindow | None = None  # of the first date line at the top
    fields: tuple[Field, ...] = ()
    unused: Mapping[str, int] = field(default_factory=dict)


def read_zones(text: str, *, title: str = "", known: Sequence[Zone] = ()) -> Zoning:
    """Divide a text into zones: sorted, without overlap, every word in one of them.

    ``title`` is the title that the source gives: a first line equal to it is the headline.
    ``known`` are zones that a loader put there itself, such as the headline it composed.
    """
    return _Reading(text, title, known).result()


class _Reading:
    """The state of reading one text: a kind for each line, decided in passes."""

    def __init__(self, text: str, title: str, known: Sequence[Zone]) -> None:
        self.text = text
        self.title = _folded(title)
        self.lines = split_lines(text)
        self.kinds: list[ZoneKind | None] = [None] * len(self.lines)  # None: not decided
        self.headings: set[int] = set()
        self.dated: DateWindow | None = None
        self.fields = find_fields(self.lines)
        self._mark_known(known)
        for number in self.fields:
            self.kinds[number] = ZoneKind.METADATA
        self._mark_sections()
        self._mark_single_lines()
        self._mark_foot()
        self._mark_top()
        self._run_in = self._find_inline_dateline()
        self.repeats = self._find_repeats()

    def result(self) -> Zoning:
        headline = next((line.text for line in self._of(ZoneKind.HEADLINE)), "")
        zones = tuple(_merged(self._stretches(), self.text))
        fields = tuple(self.fields[number] for number in sorted(self.fields))
        return Zoning(zones, headline, self.dated, fields, self._unused())

    # Passes, in order of certainty

    def _mark_known(self, known: Sequence[Zone]) -> None:
        for zone in known:
            first = bisect_left(self.lines, zone.start, key=lambda line: line.start)
            after = bisect_left(self.lines, zone.end, key=lambda line: line.start)
            for number in range(first, after):
                self.kinds[number] = zone.kind

    def _mark_sections(self) -> None:
        """Headings such as "Similar readings (5 items)" and the lines under them."""
        openings = {
            n: kind
            for n, line in enumerate(self.lines)
            if self.kinds[n] is None and (kind := section_kind(line.text))
        }
        for opening, kind in openings.items():
            if self.kinds[opening] is not None:
                continue
            end = self._section_end(opening, kind, openings)
            if end > opening + 1 or opening + 1 in self.fields:
                self.headings.add(opening)
                for number in range(opening, end):
                    self.kinds[number] = self.kinds[number] or kind

    def _section_end(self, opening: int, kind: ZoneKind, openings: Collection[int]) -> int:
        """The number of the first line after the section; opening + 1 where it has no lines."""
        stops = (n for n in range(opening + 1, len(self.lines)) if n in openings or self.kinds[n])
        limit = next(stops, len(self.lines))
        if kind is ZoneKind.RELATED:
            return self._end_of_related(opening, limit)
        if kind is ZoneKind.SUMMARY:
            return limit if self._is_digest(opening, limit) else opening + 1
        if kind is ZoneKind.FURNITURE:
            return self._end_of_counters(opening, limit)
        return opening + 1

    def _end_of_related(self, opening: int, limit: int) -> int:
        """Lines that look like headlines; where the heading counts them, exactly so many."""
        lines = self.lines[opening + 1 : limit]
        if count := _ITEMS.search(self.lines[opening].text):
            return min(limit, opening + 1 + int(count[1]))
        looks = [line.is_heading_like for line in lines]
        if (
            limit == len(self.lines)
            and len(looks) <= _LONGEST_TAIL
            and sum(looks) > 0.6 * len(looks)
        ):
            return limit
        return opening + 1 + next((n for n, look in enumerate(looks) if not look), len(looks))

    def _is_digest(self, opening: int, limit: int) -> bool:
        """Whether a summary is a short tail of the document, not its first part or a chapter."""
        if limit == opening + 1 or len(self.lines) - limit > _LONGEST_TAIL:
            return False
        above = any(line.is_prose and not self.kinds[n] for n, line in self._numbered(0, opening))
        length = self.lines[limit - 1].end - self.lines[opening].end
        rest = [line for n, line in self._numbered(limit, len(self.lines)) if not self.kinds[n]]
        return above and length <= _LONGEST_DIGEST and sum(line.is_prose for line in rest) <= 1

    def _end_of_counters(self, opening: int, limit: int) -> int:
        end = opening + 1
        while end < limit and len(self.lines[end].text) <= 40 and not self.lines[end].is_prose:
            end += 1
        return end

    def _mark_single_lines(self) -> None:
        for number, line in enumerate(self.lines):
            if self.kinds[number] is not None or len(line.text) > LONGEST:
                continue
            if line.text.startswith(_QUOTES):
                continue
            if match := _LINE.fullmatch(line.text):
                self.kinds[number] = LINES[_rule_number(match)].zone

    def _mark_foot(self) -> None:
        """Menus under the way back: short lines after the last furniture, to the end."""
        number = len(self.lines)
        while number and self.kinds[number - 1] is None and self._is_menu(number - 1):
            number -= 1
        above = self.lines[number - 1].text if number else ""
        if self.kinds[number - 1 : number] == [ZoneKind.FURNITURE] and _WORDS.search(above):
            for below in range(number, len(self.lines)):
                self.kinds[below] = ZoneKind.FURNITURE

    def _is_menu(self, number: int) -> bool:
        line = self.lines[number]
        return len(line.text) <= _LONGEST_MENU and line.is_heading_like and not line.is_prose

    def _mark_top(self) -> None:
        """Date lines, the headline and teasers cut short, among the first lines."""
        top = [n for n in range(len(self.lines)) if self.kinds[n] in (None, ZoneKind.DATELINE)]
        has_headline = ZoneKind.HEADLINE in self.kinds
        for number in top[:_TOP]:
            line = self.lines[number]
            if dated := read_date_line(line.text):
                self.kinds[number] = ZoneKind.DATELINE
                self.dated = self.dated or dated[0]
            elif self.kinds[number] is ZoneKind.DATELINE:
                continue
            elif self._is_cut_short(number):
                self.kinds[number] = ZoneKind.SUMMARY
            elif not has_headline and self._is_headline(number):
                self.kinds[number] = ZoneKind.HEADLINE
                has_headline = True
            elif not (self.title and self._equals_title(number)):
                break

    def _is_cut_short(self, number: int) -> bool:
        """Whether the line is the beginning of one of the next lines, ended with dots."""
        text = self.lines[number].text
        ellipsis = next((mark for mark in _ELLIPSES if text.endswith(mark)), None)
        stem = text.removesuffix(ellipsis).rstrip() if ellipsis else ""
        following = self.lines[number + 1 : number + 1 + _TOP]
        return len(stem) >= 20 and any(line.text.startswith(stem) for line in following)

    def _is_headline(self, number: int) -> bool:
        """Whether a line is the title, or stands as one: alone, unended, above more text."""
        line = self.lines[number]
        if self._equals_title(number):
            return True
        if number + 1 >= len(self.lines) or not 10 <= len(line.text) <= _LONGEST_HEADLINE:
            return False
        if line.text[-1] in '.,;:"”’' or line.text[0] in '"“•-–—' or line.text[0].islower():
            return False
        below = self.lines[number + 1]
        if below.after_blank or below.text == line.text:
            return True
        return below.is_prose and len(below.text) >= max(100, len(line.text))

    def _equals_title(self, number: int) -> bool:
        return bool(self.title) and _folded(self.lines[number].text) == self.title

    def _find_inline_dateline(self) -> tuple[int, int] | None:
        """Where the first paragraph of the body opens with a dateline: line and length."""
        number = next((n for n, kind in enumerate(self.kinds) if kind is None), None)
        if number is None:
            return None
        dateline = opening_dateline(self.lines[number].text)
        if self.dated is None and (dated := read_date_line(dateline)):
            self.dated = dated[0]
        return (number, len(dateline)) if dateline else None

    def _find_repeats(self) -> dict[int, int]:
        mined = {n for n, kind in enumerate(self.kinds) if kind is None or kind in MINED}
        mined.discard(self._run_in[0] if self._run_in else -1)
        headlines = {n for n in mined if self.kinds[n] is ZoneKind.HEADLINE}
        return find_repeats(self.lines, mined, headlines)

    # Results

    def _numbered(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        return ((number, self.lines[number]) for number in range(start, end))

    def _of(self, kind: ZoneKind) -> Iterator[Line]:
        return (line for line, has in zip(self.lines, self.kinds, strict=True) if has is kind)

    def _stretches(self) -> Iterator[Zone]:
        """A zone a line; two for the one that opens with a dateline."""
        for number, line in enumerate(self.lines):
            kind = self.kinds[number] or ZoneKind.BODY
            if self._run_in and self._run_in[0] == number:
                rest = line.text[self._run_in[1] :].lstrip()
                yield Zone(ZoneKind.DATELINE, line.start, line.start + self._run_in[1])
                yield Zone(kind, line.end - len(rest), line.end)
            elif number in self.repeats:
                source = self.lines[self.repeats[number]].start
                yield Zone(ZoneKind.REPEAT, line.start, line.end, source)
            else:
                yield Zone(kind, line.start, line.end)

    def _unused(self) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for number, kind in enumerate(self.kinds):
            if kind in (ZoneKind.RELATED, ZoneKind.SUMMARY, ZoneKind.FURNITURE):
                counts[kind.value] += number not in self.headings
        counts.update(f"metadata:{f.label}" for f in self.fields.values() if not f.name)
        return {name: count for name, count in counts.items() if count}


def _merged(zones: Iterator[Zone], text: str) -> Iterator[Zone]:
    """Join neighbours of one kind; repeats only where their sources are neighbours as well."""
    last: Zone | None = None
    for zone in zones:
        if last is None:
            last = zone
        elif zone.kind is last.kind and (zone.source < 0 or _sources_meet(last, zone, text)):
            last = Zone(last.kind, last.start, zone.end, last.source)
        else:
            yield last
            last = zone
    if last is not None:
        yield last


def _sources_meet(before: Zone, zone: Zone, text: str) -> bool:
    """Whether two repeats stand to each other as their sources do, blanks between included."""
    gap = text[before.end : zone.start]
    source_end = before.source + before.end - before.start
    return zone.source == source_end + len(gap) and text.startswith(gap, source_end)


def section_kind(line: str) -> ZoneKind | None:
    """What the lines under a heading are; None where it is no heading of a section."""
    if len(line) > LONGEST or line[0].islower():
        return None
    match = _SECTION.fullmatch(line)
    return SECTIONS[_rule_number(match)].zone if match else None


def _rule_number(match: re.Match[str]) -> int:
    """Which rule of its table a match is of."""
    return int(str(match.lastgroup)[1:])


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
