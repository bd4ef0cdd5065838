"""Why a sentence makes no claim, from what the rules recorded of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.extract.codes import FUNCTION_WORDS
from kg.extract.context import Context
from kg.extract.meetings import possible_meetings
from kg.extract.memberships import possible_memberships
from kg.extract.reading import LONGEST, Reading
from kg.extract.registry import STAGES
from kg.extract.trace import Event, Trace

_CLAIMING = frozenset(
    rule.id
    for stage in STAGES
    if stage.name in ("offices", "meetings", "memberships")
    for rule in stage.rules
)
_SMALL = frozenset(FUNCTION_WORDS.split())  # "was" is in many rules and tells nothing
_SHOWN = 6  # rules of one kind that a reason names


class Silence:
    """The reasons for the sentences of one reading."""

    def __init__(self, reading: Reading, trace: Trace) -> None:
        self._reading = reading
        self._context = Context(reading)
        self._events: dict[int, list[Event]] = defaultdict(list)
        for event in trace.events:
            if event.rule in _CLAIMING:
                self._events[self._context.sentence_at(event.start)].append(event)

    def reasons(self, at: int, *, claims: bool) -> list[str]:
        """Why a sentence, given by its place among the sentences, makes no claim.

        Where it makes ``claims``, what is left of it: the rules that nearly read something else.
        """
        symbols = self._symbols(at)
        if symbols[1] - symbols[0] > LONGEST:
            return [f"it is longer than {LONGEST} words, so it is taken for a table or a list"]
        events = self._events.get(at, [])
        found = [*self._refused(events)]
        if not claims:
            found += self._unclaimed(events)
        if not claims and not found:
            found += self._missing(symbols)
        return list(dict.fromkeys(found))

    def _refused(self, events: list[Event]) -> Iterator[str]:
        """The rules that nearly read something, and did not read it with another match."""
        read = {event.rule for event in events if not event.refused}
        for event in events:
            if event.refused and event.rule not in read:
                yield f"{event.rule}: the words have its form, but {event.refused}"

    def _unclaimed(self, events: list[Event]) -> Iterator[str]:
        """What was read and is no claim of this sentence."""
        for event in events:
            if event.refused:
                continue
            if self._context.in_quote(event.start, event.end) is not None:
                yield f"{event.rule} reads it, but it is said in direct speech: no fact of the text"
            else:
                yield f"{event.rule} reads it; the claim is told better elsewhere, or is not whole"

    def _missing(self, symbols: tuple[int, int]) -> Iterator[str]:
        """What the sentence would need."""
        lattice = self._reading.lattice
        codes = lattice.codes[slice(*symbols)]
        agents = sum(codes.count(code) for code in "TUPCO")
        if not agents:
            yield "it names no person, organisation or country that the rules recognise"
            return
        found = [*possible_meetings(lattice, symbols), *possible_memberships(lattice, symbols)]
        possible = [(rule, word) for rule, word in found if word.lower() not in _SMALL]
        words: dict[str, list[str]] = defaultdict(list)
        for rule, word in possible:
            words[word].append(rule)
        for word, rules in words.items():
            more = f" and {len(rules) - _SHOWN} more" if len(rules) > _SHOWN else ""
            listed = ", ".join(rules[:_SHOWN]) + more
            yield f"“{word}” is a word of {listed}, but the rest of their form is not there"
        if not possible:
            yield "it has no word of meeting or membership, and no office beside a name"
        if agents == 1 and possible:
            yield "only one party is named"

    def _symbols(self, at: int) -> tuple[int, int]:
        lattice = self._reading.lattice
        start, end = self._reading.sentences[at]
        first = lattice.symbol_at(start)
        last = first
        while last < len(lattice.codes) and lattice.end(last) <= end:
            last += 1
        return first, last
