"""Participants set out as a list: after a colon, or under the heading PARTICIPANTS."""

from __future__ import annotations

from kg.extract.coordination import Agent, Group
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.meetings import MeetingReading
from kg.extract.names import Name
from kg.model import MeetingKind, MeetingStatus, ParticipantRole

_ATTENDING = frozenset((*GROUPS["attended"].split(), *GROUPS["participate"].split()))
_KINDS = {
    "summit": MeetingKind.SUMMIT,
    "conference": MeetingKind.MULTILATERAL,
    "meeting": MeetingKind.MULTILATERAL,
    "talks": MeetingKind.TALKS,
    "ceremony": MeetingKind.CEREMONY,
}
Sentence = tuple[int, int]


def read_list(lattice: Lattice, sentences: list[Sentence], at: int) -> list[MeetingReading]:
    """The meeting that a sentence introduces and the lines after it fill with participants."""
    sentence = sentences[at]
    if lattice.codes[sentence[1] - 1] != ":" and sentence[1] - sentence[0] > 2:
        return []
    words = [w.lower() for w in lattice.words(*sentence)]
    if words[-1] == ":" and _ATTENDING & set(words):
        noun = next((w for w in words if w in _KINDS), "")
        lines = _lines(lattice, sentences, at + 1, bullets=True)
        if noun and lines:
            return [_reading(lattice, sentence, lines, _KINDS[noun], "meeting.list")]
    if words in (["participants"], ["participants", ":"]):
        lines = _lines(lattice, sentences, at + 1, bullets=False)
        if len(lines) > 1:
            return [
                _reading(lattice, sentence, lines, MeetingKind.MULTILATERAL, "meeting.participants")
            ]
    return []


def _lines(
    lattice: Lattice, sentences: list[Sentence], at: int, *, bullets: bool
) -> list[Sentence]:
    """The lines of the list: each begins with a bullet, or is nothing but somebody's name."""
    found: list[Sentence] = []
    for first, last in sentences[at : at + 200]:
        codes = lattice.codes[first:last]
        if bullets and codes[0] not in "*-":
            break
        if not bullets and (codes[0] != "T" or last - first > 12):
            break
        if "T" in codes:
            found.append((first, last))
    return found


def _reading(
    lattice: Lattice, sentence: Sentence, lines: list[Sentence], kind: MeetingKind, rule: str
) -> MeetingReading:
    agents: list[Agent] = []
    for first, last in lines:
        group: Group = lattice.value(first + lattice.codes[first:last].index("T"))
        agents += group.agents
    place, date = _above(lattice, sentence) if rule == "meeting.participants" else (None, None)
    return MeetingReading(
        kind, MeetingStatus.HELD, tuple((agent, ParticipantRole.ATTENDEE) for agent in agents),
        place, date, False, rule, lattice.start(sentence[0]), lattice.end(lines[-1][1] - 1),
        (lattice.start(sentence[0]), lattice.end(sentence[1] - 1)), "", False, False,
    )  # fmt: skip


def _above(lattice: Lattice, sentence: Sentence) -> tuple[Name | None, DatePhrase | None]:
    """Place and date of the line "Washington, September 27, 1966" shortly before the list."""
    place: Name | None = None
    date: DatePhrase | None = None
    for symbol in range(sentence[0] - 1, max(-1, sentence[0] - 40), -1):
        value = lattice.value(symbol)
        if date is None and lattice.codes[symbol] == "D":
            date = value
        if place is None and lattice.codes[symbol] in "LC":
            place = value
    return place, date
