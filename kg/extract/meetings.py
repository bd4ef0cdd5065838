"""Meetings: verbs and nouns of contact, with participants, place, date and status."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.coordination import Agent, Group
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.meeting_rules import RULES
from kg.extract.names import Name
from kg.extract.rules import Rule, RuleIndex
from kg.extract.status import is_called_off, noun_status, verb_status
from kg.model import EntityKind, MeetingKind, MeetingStatus, ParticipantRole

_INDEX = RuleIndex(RULES)


@dataclass(frozen=True, slots=True)
class MeetingReading:
    """A meeting as read, with the phrases of its place and date."""

    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[tuple[Agent, ParticipantRole], ...]
    place: Name | None
    date: DatePhrase | None
    perfect: bool  # "has visited": the words say that it is over, not when
    rule: str
    start: int
    end: int
    sentence: tuple[int, int]  # offsets
    name: str  # what the event is called by: "G7" of the G7 summit
    joins: bool  # "also attended": belongs to the event told just before
    hedged: bool  # "is said to have met", "reportedly"


def read_meetings(lattice: Lattice, sentence: tuple[int, int]) -> list[MeetingReading]:
    """The meetings of one sentence, given as symbols (first, last)."""
    first, last = sentence
    found: list[MeetingReading] = []
    for rule in _INDEX.possible(lattice.codes[first:last]):
        for m in lattice.matches(rule, first, last):
            reading = _reading(lattice, m, rule, sentence)
            if reading is not None and not _repeats(reading, found):
                lattice.took(rule, *m.span())
                found.append(reading)
    return found


def _event_name(lattice: Lattice, m: re.Match[str]) -> str:
    """A summit goes by the organisation before the noun or after "of": "G7 summit"."""
    if "noun" not in m.re.groupindex or m["noun"] is None:
        return ""
    at = m.start("noun")
    if not lattice.words(at, at + 1)[0].lower().startswith("summit"):
        return ""
    for symbol in (at - 1, at + 2, at + 3):
        if 0 <= symbol < len(lattice.codes) and lattice.codes[symbol] == "O":
            name: Name = lattice.value(symbol)
            return f"{name.name} summit"
    return ""


_HEDGES = frozenset(
    "reportedly allegedly apparently supposedly rumoured rumored believed understood "
    "presumably".split()
)


def _hedged(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> bool:
    """Whether the sentence itself doubts what it tells."""
    words = [w.lower() for w in lattice.words(max(sentence[0], m.start() - 6), m.end())]
    joined = " ".join(words)
    return bool(_HEDGES & set(words)) or " said to have " in joined or " have reportedly " in joined


def _repeats(reading: MeetingReading, found: list[MeetingReading]) -> bool:
    """The same words read twice: a later, weaker rule with no participants of its own."""
    return any(
        other.kind == reading.kind
        and {id(a) for a, _ in reading.participants} <= {id(a) for a, _ in other.participants}
        for other in found
    )


def _reading(
    lattice: Lattice, m: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> MeetingReading | None:
    groups = m.re.groupindex
    status = _status(lattice, m, rule, sentence)
    if status is None:
        return None
    a: Group = lattice.value(m.start("a"))
    b: Group | None = None
    for group in ("b", "b2"):
        if group in groups and m[group] is not None:
            b = lattice.value(m.start(group))
    kind = _kind(lattice, m, rule)
    if kind is None:
        return None
    participants = _participants(rule, kind, a, b)
    if participants is None:
        return None
    place = _place(lattice, m, sentence)
    perfect = False
    if "verb" in groups and m["verb"] is not None:
        gap = [w.lower() for w in lattice.words(m.end("a"), m.start("verb"))]
        perfect = bool({"has", "have", "had"} & set(gap))
    return MeetingReading(
        kind, status, participants, place, _date(lattice, m, sentence), perfect, rule.id,
        lattice.start(m.start()), lattice.end(m.end() - 1),
        (lattice.start(sentence[0]), lattice.end(sentence[1] - 1)),
        _event_name(lattice, m),
        rule.id == "meeting.also-present",
        _hedged(lattice, m, sentence),
    )  # fmt: skip


def _status(
    lattice: Lattice, m: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> MeetingStatus | None:
    groups = m.re.groupindex
    before = lattice.words(max(sentence[0], m.start() - 6), m.start())
    if {w.lower() for w in before[-3:]} & {"if", "whether", "unless", "when", "had"}:
        return None
    if "verb" in groups:
        which = "verb" if m["verb"] is not None else "verb2"
        gap = lattice.words(m.end("a"), m.start(which))
        verb = lattice.words(m.start(which), m.end(which))[0]
        if {"first", "only"} & {w.lower() for w in gap}:
            return None  # "the first minister to visit"
        if verb.lower() == "visiting" and not {"is", "was", "are", "were", "been", "be"} & set(gap):
            return None
        if rule.id == "meeting.held-talks" and "to" in lattice.words(
            m.end("verb"), m.start("noun")
        ):
            return None
        if rule.id == "visit.called-off":
            return MeetingStatus.CANCELLED
        ends_open = lattice.codes[sentence[1] - 1] != "."
        if [w.lower() for w in gap] == ["to"] and not ends_open:
            return None  # only headlines say "Minister to visit" and mean a plan
        status = verb_status(gap, verb)
        rest = lattice.words(m.end(), sentence[1])
        called_off = status is MeetingStatus.PLANNED and is_called_off(rest)
        return MeetingStatus.CANCELLED if called_off else status
    if rule.id == "meeting.attended-by":
        return verb_status(lattice.words(m.start("mid"), m.end("mid")), "attended")
    if rule.id == "meeting.at-a-meeting-with":
        return noun_status(["during", *before], after=[])
    after = lattice.words(m.end(), min(sentence[1], m.end() + 16))
    if rule.id == "meeting.of-with":
        before += lattice.words(m.start("mid"), m.end("mid"))
    if "tail" in groups:
        after = lattice.words(m.start("tail"), min(sentence[1], m.end() + 12))
        before += lattice.words(m.start("mid"), m.end("mid"))
    return noun_status(before, after)


def _kind(lattice: Lattice, m: re.Match[str], rule: Rule) -> MeetingKind | None:
    if rule.id.startswith("visit."):
        return MeetingKind.VISIT
    around = {w.lower() for w in lattice.words(m.start(), m.end())}
    if rule.id in ("meeting.spoke-with", "meeting.called"):
        return MeetingKind.CALL
    noun = ""
    if "noun" in m.re.groupindex and m["noun"]:
        noun = lattice.words(m.start("noun"), m.end("noun"))[0].lower()
    phone = around & {"phone", "telephone", "telephoned", "video", "videoconference", "phoned"}
    if noun in ("call", "calls") or (
        phone and noun in ("conversation", "conversations", "talks", "")
    ):
        return MeetingKind.CALL
    if noun in ("conference", "conferences", "briefing", "availability"):
        return (
            MeetingKind.PRESS_CONFERENCE
            if around & {"press", "news", "media", "availability"}
            else MeetingKind.MULTILATERAL
        )
    if noun in ("summit", "summits"):
        return MeetingKind.SUMMIT
    if noun in ("ceremony", "ceremonies"):
        return MeetingKind.CEREMONY
    if noun in (
        "talks",
        "negotiations",
        "consultations",
        "conversation",
        "conversations",
        "discussions",
    ):
        return MeetingKind.TALKS
    return MeetingKind.MEETING


def _participants(
    rule: Rule, kind: MeetingKind, a: Group, b: Group | None
) -> tuple[tuple[Agent, ParticipantRole], ...] | None:
    attendee = ParticipantRole.ATTENDEE
    if kind is MeetingKind.VISIT:
        return tuple((agent, ParticipantRole.VISITOR) for agent in a.agents)
    if rule.id in (
        "meeting.attended",
        "meeting.attended-by",
        "meeting.hosted-event",
        "meeting.also-present",
    ):
        return tuple((agent, attendee) for agent in a.agents)
    if rule.id in ("meeting.received", "meeting.received-delegation") and b is not None:
        host, visitor = ParticipantRole.HOST, ParticipantRole.VISITOR
        return (*((x, host) for x in a.agents), *((x, visitor) for x in b.agents))
    agents = (*a.agents, *(b.agents if b else ()))
    if len(agents) < 2:
        return None
    return tuple((agent, attendee) for agent in agents)


_IN = re.compile("x")
_BUILDINGS = frozenset(
    {"organisation/kremlin", "organisation/white-house", "organisation/pentagon"}
)


def _place(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> Name | None:
    """A visit's destination; else the nearest place after "in" or "at" in the sentence."""
    for group in ("place", "place2"):
        if group in m.re.groupindex and m[group] is not None:
            value: Name = lattice.value(m.start(group))
            return value
    best: tuple[int, Name] | None = None
    for symbol in range(sentence[0], sentence[1]):
        name = lattice.value(symbol)
        if lattice.codes[symbol] not in "LCO" or not isinstance(name, Name):
            continue
        if lattice.codes[symbol] == "O" and name.key not in _BUILDINGS:
            continue
        before = [w.lower() for w in lattice.words(max(sentence[0], symbol - 6), symbol)]
        if not _is_place_of(before) or lattice.codes[symbol + 1 : symbol + 2] == "S":
            continue
        if lattice.codes[symbol] == "O":
            name = _as_building(name)
        distance = abs(symbol - m.end()) + (100 if lattice.codes[symbol] == "C" else 0)
        if best is None or distance < best[0]:
            best = (distance, name)
    return best[1] if best else None


def _as_building(name: Name) -> Name:
    """The seat of an institution that goes by its name: the Kremlin, the White House."""
    key = f"place/{name.key.rpartition('/')[2]}"
    return replace(name, kind=EntityKind.PLACE, key=key, wikidata="")


def _is_place_of(before: list[str]) -> bool:
    """ "in Oslo", "at the Presidential Palace", "in the Croatian capital of Zagreb"."""
    if before[-1:] and before[-1] in ("in", "at"):
        return True
    if before[-2:-1] and before[-2] in ("in", "at") and before[-1] == "the":
        return True
    return any(
        before[i] in ("in", "at") and "capital" in before[i:]
        for i in range(max(0, len(before) - 6), len(before))
    )


_SAYING = frozenset(GROUPS["say"].split())


def _of_saying(lattice: Lattice, symbol: int) -> bool:
    """ "…, officials said on Monday": the day of the words, not of the meeting."""
    before = [w.lower() for w in lattice.words(max(0, symbol - 2), symbol)]
    return bool(before) and (before[-1] in _SAYING or (before[-1] == "on" and before[0] in _SAYING))


def _date(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> DatePhrase | None:
    """The date nearest behind the start of the reading, else the nearest before it."""
    dates = [i for i in range(*sentence) if lattice.codes[i] == "D" and not _of_saying(lattice, i)]
    if not dates:
        return None
    inside = [i for i in dates if m.start() <= i]
    chosen = min(inside, default=max(dates), key=lambda i: abs(i - m.end()))
    value: DatePhrase = lattice.value(chosen)
    full = [
        lattice.value(i)
        for i in dates
        if i in (chosen + 1, chosen + 2) and lattice.codes[chosen + 1 : i].strip(",") == ""
    ]
    # "on Tuesday, 19 March": the more precise of two neighbours
    precise: list[DatePhrase] = [d for d in full if any(c.isdigit() for c in d.text)]
    return precise[0] if precise and not any(c.isdigit() for c in value.text) else value
