"""What all claims of one document share: evidence, quotes, dates and the names in use."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import Final

from kg.extract.dates import DatePhrase
from kg.extract.names import Name
from kg.extract.quotes import Quote, inside
from kg.extract.reading import Reading
from kg.model import DateWindow, EntityKind, Evidence, Stance, ZoneKind
from kg.resolve.gazetteer import gazetteer
from kg.text.tokens import tokenize

LONGEST_OPENING: Final = 6  # symbols between a date that opens a sentence and what it dates
LONGEST_SENTENCE: Final = 4000  # characters; a longer stretch is a table or a list, not a sentence


class Context:
    """One reading, seen by those who make claims of it.

    ``names`` collects the countries, places and organisations that claims refer to.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self.names: dict[str, Name] = {}
        self.home = _home_country(reading)
        self.persons = {person.key: person for person in reading.people.persons()}
        self._starts = [start for start, _ in reading.sentences]
        self._repeats = [z for z in self.document.zones if z.kind is ZoneKind.REPEAT]
        self._quotes = sorted(reading.quotes, key=lambda quote: quote.start)
        self._unstated = replace(self.document.published or DateWindow(), stated="")

    @property
    def here(self) -> Name | None:
        """The place that the dateline names, for which news agencies write "here"."""
        line = next((z for z in self.document.zones if z.kind is ZoneKind.DATELINE), None)
        if line is None:
            return None
        words = tokenize(self.document.text, line.start, line.end).words
        words = [word.capitalize() if word.isupper() else word for word in words]
        found = gazetteer().match(words, 0) if words else None
        if found is None or found.adjective or found.entry.kind is not EntityKind.PLACE:
            return None
        return Name.of(found.entry, " ".join(words[: found.length]))

    def sentence_at(self, start: int) -> int:
        """The place, among the sentences, of the one that an offset lies in."""
        return (bisect_right(self._starts, start) or 1) - 1

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The words and their sentence; again for every copy that the document prints."""
        at = self.sentence_at(start)
        first, last = self.reading.sentences[at] if self.reading.sentences else (start, end)
        original = Evidence(start, max(end, start), min(first, start), max(last, end))
        if not self._repeats:
            return (original,)
        found = [original]
        for zone in self._repeats:
            if zone.source <= original.sentence_start:
                shift = zone.start - zone.source
                if original.sentence_end + shift <= zone.end:
                    found.append(
                        Evidence(
                            start + shift, end + shift,
                            original.sentence_start + shift, original.sentence_end + shift,
                        )
                    )  # fmt: skip
        return tuple(sorted(found))

    def in_quote(self, start: int, end: int) -> Quote | None:
        """The direct speech that a stretch lies in, None where the document itself speaks."""
        return inside(self._quotes, start, end)

    def voice(self, start: int, end: int) -> tuple[Stance, str]:
        """How the document stands to what a stretch says, and the key of who is quoted."""
        voice = self.reading.hear(start, end)
        return voice.stance, voice.claimant

    def document_window(self, *, stated: bool) -> DateWindow:
        """The document's own date; ``stated`` where the words may be taken to state it."""
        published = self.document.published
        if published is None:
            return DateWindow()
        return published if stated else self._unstated

    def sentence_window(self, start: int) -> DateWindow:
        """The date of the event in the sentence of an office, else the document's date."""
        lattice = self.reading.lattice
        at = self.sentence_at(start)
        first, last = self.reading.sentences[at]
        if last - first > LONGEST_SENTENCE:
            return self.document_window(stated=False)
        for symbol in lattice.places("D", lattice.symbol_at(first), lattice.symbol_at(last)):
            phrase: DatePhrase = lattice.value(symbol)
            window = phrase.window(self.document.published)
            if window is not None and self._plausible(window):
                return replace(window, stated="")
        return self.document_window(stated=False)

    def date_beside(
        self, start: int, end: int, near: int, before: bool, until: int = -1
    ) -> DatePhrase | None:
        """The date in a stretch or a few symbols behind it, else one that opens its sentence.

        None behind the offset ``until``, where something else begins.
        """
        lattice, at = self.reading.lattice, self.sentence_at(start)
        first, last = map(lattice.symbol_at, self.reading.sentences[at])
        own, behind = lattice.symbol_at(start), lattice.symbol_at(end)
        reach = min(behind + near + 1, last if until < 0 else lattice.symbol_at(until))
        edges = [lattice.codes.find(mark, behind, reach) for mark in ".n;"]
        reach = min([reach, *(edge for edge in edges if edge >= 0)])
        place = next(lattice.places("D", own, reach), None)
        if place is None and before and own - first < LONGEST_OPENING:
            place = next(lattice.places("D", first, min(first + 2, own)), None)
        phrase: DatePhrase | None = None if place is None else lattice.value(place)
        return phrase

    def _plausible(self, window: DateWindow) -> bool:
        """A date about the present of the document: days, not years, before it."""
        published = self.document.published
        if window.earliest is None or window.latest is None:
            return False
        if published is None or published.latest is None:
            return len(window.stated) == 10
        days = (published.latest - window.latest).days
        return 0 <= days <= 31 and (window.latest - window.earliest).days <= 31


def _home_country(reading: Reading) -> Name | None:
    """The country that an official text speaks for, if its words say so.

    "the Republic" with nothing after it is the author's own; the country is the one that the
    document names most, and at least three times.
    """
    homes = any(getattr(value, "home", False) for value in reading.lattice.values.values()) or any(
        "of the Republic" in name.text for name, _, _ in reading.names
    )
    if not homes:
        return None
    counts = Counter(name.key for name, _, _ in reading.names if name.kind is EntityKind.COUNTRY)
    if not counts or counts.most_common(1)[0][1] < 3:
        return None
    best = counts.most_common(1)[0][0]
    return next(name for name, _, _ in reading.names if name.key == best)
