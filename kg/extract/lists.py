"""Meetings set out beyond one sentence: lists of participants, headlines with one party."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extract.clauses import Event, Sentence, clause_of
from kg.extract.codes import literal
from kg.extract.contact import EVENT, NOUNS
from kg.extract.coordination import Agent, Group
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.meeting_places import date_of, place_of
from kg.extract.meetings import MeetingReading
from kg.extract.names import Name
from kg.extract.rules import Rule
from kg.extract.tenures import Titled
from kg.model import MeetingKind, MeetingStatus, ParticipantRole

_ATTENDING: Final = frozenset(
    (*GROUPS["attended"].split(), *GROUPS["participate"].split(), "present")
)
_PLACED: Final = (MeetingKind.SUMMIT, MeetingKind.TALKS, MeetingKind.CEREMONY)
LIST: Final = Rule.by_function(
    "meeting.list",
    "the meeting was attended by: names, in lines of their own or behind the colon",
    "Present at the talks in Oslo on Monday: Anna Berg, Ivo Maric, Jon Lind.",
    "Present at the school in Oslo on Monday: Anna Berg, Ivo Maric, Jon Lind.",
)
PARTICIPANTS: Final = Rule.by_function(
    "meeting.participants",
    "names in lines of their own under the heading Participants",
    "Oslo, 5 May 2024\n\nPARTICIPANTS\n\nAnna Berg, Minister\nIvo Maric, Minister\n\nTrade",
    "Oslo, 5 May 2024\n\nAUTHORS\n\nAnna Berg, Minister\nIvo Maric, Minister\n\nTrade",
)
HEADLINE: Final = Rule.by_function(
    "meeting.headline",
    "the headline names one party (Meeting with A), the text begins with the other",
    "Meeting with Prime Minister Ivo Maric\n\nPresident Anna Berg discussed trade with the guest.",
    "Letter to Prime Minister Ivo Maric\n\nPresident Anna Berg discussed trade with the guest.",
)
DELEGATION: Final = Rule.by_function(
    "visit.delegation",
    "the members of a delegation to a place, in lines of their own",
    "Norway sends a delegation to Croatia.\n\nMembers of the delegation:\n\nAnna Berg\n\nIvo Maric",
    "Norway sends a delegation to Croatia.\n\nMembers of the jury:\n\nAnna Berg\n\nIvo Maric",
)
RULES: tuple[Rule, ...] = (LIST, PARTICIPANTS, HEADLINE, DELEGATION)


def may_introduce(lattice: Lattice, sentences: list[Sentence]) -> set[int]:
    """The numbers of the sentences with a colon, and of headings of one or two words."""
    codes = lattice.codes
    return {
        at
        for at, (first, last) in enumerate(sentences)
        if last - first < 3 or codes.find(":", first, last) >= 0
    }


def read_list(lattice: Lattice, sentences: list[Sentence], at: int) -> list[MeetingReading]:
    """The meeting that a sentence introduces and the lines after it fill with participants."""
    sentence = sentences[at]
    colon = lattice.codes.find(":", *sentence)
    words = [w.lower() for w in lattice.words(*sentence)]
    if words in (["participants"], ["participants", ":"]):
        lines = _lines(lattice, sentences, at + 1, bullets=False)
        return _made(lattice, PARTICIPANTS, sentence, MeetingKind.MULTILATERAL, lines)
    if words[0] == "members" and "delegation" in words and words[-1] == ":":
        return _delegation(lattice, sentences, at)
    head = words[: lattice.edges[colon] - lattice.edges[sentence[0]]] if colon >= 0 else []
    if "credentials" in head and not _PRESENTING.isdisjoint(head):
        return _presenting(lattice, sentence, colon, head)
    if _ATTENDING.isdisjoint(head):
        return []
    kinds = [NOUNS.get(w, MeetingKind.MULTILATERAL) for w in head if w in NOUNS or w == "event"]
    if not kinds:
        return []
    kind = kinds[0] if kinds[0] in _PLACED else MeetingKind.MULTILATERAL
    if colon + 1 < sentence[1]:
        lines = [(i, i + 1) for i in range(colon, sentence[1]) if lattice.codes[i] == "T"]
        lines = lines if lattice.codes[colon + 1] in "TZAC" or len(lines) > 1 else []
    else:
        lines = _lines(lattice, sentences, at + 1, bullets=True)
    return _made(lattice, LIST, sentence, kind, lines)


_PRESENTING: Final = frozenset("present presents presented presenting submit submitted".split())


def _presenting(
    lattice: Lattice, sentence: Sentence, colon: int, head: list[str]
) -> list[MeetingReading]:
    """ "Three ambassadors presented their credentials to President Berg: …"."""
    rule = LIST
    lines = [(i, i + 1) for i in range(*sentence) if lattice.codes[i] == "T"]
    receives = [line for line in lines if line[0] < colon]
    if len(receives) != 1 or len(lines) < 2 or not {"not", "if"}.isdisjoint(head):
        return []
    planned = not _AHEAD.isdisjoint(head)
    made = _made(lattice, rule, sentence, MeetingKind.CEREMONY, lines)
    status = MeetingStatus.PLANNED if planned else MeetingStatus.HELD
    return [replace(reading, status=status) for reading in made]


_AHEAD: Final = frozenset(("will", "shall", "due", "expected", "scheduled"))


def _lines(
    lattice: Lattice, sentences: list[Sentence], at: int, *, bullets: bool
) -> list[Sentence]:
    """The lines of the list: each begins with a bullet, or is nothing but somebody's name."""
    found: list[Sentence] = []
    for first, last in sentences[at : at + 200]:
        codes = lattice.codes[first:last]
        if bullets and codes[0] not in "*-":
            break
        name = codes[0] == "T" or (codes[:2] == "HT" or codes[1:2] == "T")
        if not bullets and (not name or last - first > 14):
            break
        if "T" in codes:
            found.append((first, last))
    return found


def _made(
    lattice: Lattice, rule: Rule, sentence: Sentence, kind: MeetingKind, lines: list[Sentence]
) -> list[MeetingReading]:
    """The meeting of the agents that begin the lines; none of fewer than two lines."""
    if len(lines) < (1 if rule is LIST else 2) or not lattice.uses(rule):
        return []
    agents: list[Agent] = []
    for first, last in lines:
        group: Group = lattice.value(first + lattice.codes[first:last].index("T"))
        agents += group.agents
    place, date = _setting(lattice, sentence, rule)
    lattice.took(rule, sentence[0], sentence[1])
    parties = tuple((agent, ParticipantRole.ATTENDEE) for agent in agents)
    return [_reading(lattice, rule, sentence, lines[-1][1], kind, parties, place, date)]


def _delegation(lattice: Lattice, sentences: list[Sentence], at: int) -> list[MeetingReading]:
    """The visit of a delegation that the sentences before announce, and of who leads it."""
    lines = _lines(lattice, sentences, at + 1, bullets=False)
    place: Name | None = None
    date: DatePhrase | None = None
    agents: list[Agent] = []
    for first, last in sentences[max(0, at - 8) : at]:
        words = [w.lower() for w in lattice.words(first, last)]
        if "delegation" not in words:
            continue
        for symbol in range(first + 1, last):
            before = lattice.words(symbol - 1, symbol)[-1].lower()
            if place is None and lattice.codes[symbol] in "LC" and before == "to":
                place = lattice.value(symbol)
            if lattice.codes[symbol] == "D":
                date = lattice.value(symbol)
        if {"lead", "leads", "led"} & set(words) and "T" in lattice.codes[first:last]:
            group: Group = lattice.value(lattice.codes.index("T", first, last))
            agents += group.agents
    for first, last in lines:
        group = lattice.value(first + lattice.codes[first:last].index("T"))
        agents += group.agents
    if place is None or not lines or not lattice.uses(DELEGATION):
        return []
    lattice.took(DELEGATION, *sentences[at])
    parties = tuple((agent, ParticipantRole.VISITOR) for agent in agents)
    reading = _reading(
        lattice, DELEGATION, sentences[at], lines[-1][1], MeetingKind.VISIT, parties, place, date
    )
    return [replace(reading, status=MeetingStatus.PLANNED)]


def _reading(
    lattice: Lattice, rule: Rule, sentence: Sentence, last: int, kind: MeetingKind,
    parties: tuple[tuple[Agent, ParticipantRole], ...],
    place: Name | None = None, date: DatePhrase | None = None,
) -> MeetingReading:  # fmt: skip
    start, end = lattice.start(sentence[0]), lattice.end(sentence[1] - 1)
    return MeetingReading(
        kind, MeetingStatus.HELD, parties, place, date, False, rule.id, start,
        lattice.end(last - 1), (start, end), "", False,
    )  # fmt: skip


def _setting(
    lattice: Lattice, sentence: Sentence, rule: Rule
) -> tuple[Name | None, DatePhrase | None]:
    """Place and date: of the sentence itself, or of the lines "Oslo, 5 May 1966" above it."""
    view = clause_of(lattice, sentence)
    if rule is LIST and view is not None:
        whole = (0, len(view.codes))
        return place_of(view, whole), date_of(view, whole)
    above = max(0, sentence[0] - 40)
    view = clause_of(lattice, (above, sentence[0]))
    place = place_of(view, (0, 1)) if view is not None else None
    date: DatePhrase | None = None
    for symbol in range(sentence[0] - 1, above - 1, -1):
        if date is None and lattice.codes[symbol] == "D":
            date = lattice.value(symbol)
        if place is None and lattice.codes[symbol] in "LC" and ",D" in lattice.codes[symbol:][:3]:
            place = lattice.value(symbol)
    return place, date


_NEAR: Final = 4  # sentences behind a headline in which the other party is named
_EVENT: Final = literal(EVENT)


def read_headline(lattice: Lattice, sentences: list[Sentence]) -> list[MeetingReading]:
    """ "Meeting with Ivo Maric" on the page of an office: the host begins the text."""
    if not lattice.uses(HEADLINE):
        return []
    for at, sentence in enumerate(sentences[:2]):
        if sentence[1] - sentence[0] > 14 or lattice.codes[sentence[1] - 1] == ".":
            continue
        view = clause_of(lattice, sentence)
        if view is None or len(view.codes) < 3 or view.codes[0] != _EVENT:
            continue
        if view.words(1, 2) != ["with"]:
            continue
        event: Event = view.value(0)
        guests = view.value(len(view.codes) - 1)
        if view.codes[2:].count("T") != 1 or not isinstance(guests, Group) or event.owner:
            continue
        host = _host(lattice, sentences[at + 1 : at + 1 + _NEAR], guests)
        if host is not None:
            lattice.took(HEADLINE, *sentence)
            kind = event.kind if event.kind is MeetingKind.CALL else MeetingKind.MEETING
            parties = tuple((a, ParticipantRole.ATTENDEE) for a in (host, *guests.agents))
            return [_reading(lattice, HEADLINE, sentence, sentence[1], kind, parties)]
    return []


def _host(lattice: Lattice, sentences: list[Sentence], guests: Group) -> Titled | None:
    """The first person that begins a sentence and is none of the guests."""
    named = {a.person.entity for a in guests.agents if isinstance(a, Titled)}
    for first, last in sentences:
        at = lattice.codes.find("T", first, min(last, first + 4))
        if at < 0:
            continue
        agents: Group = lattice.value(at)
        for agent in agents.agents:
            if isinstance(agent, Titled) and agent.person.entity not in named:
                return agent
    return None
