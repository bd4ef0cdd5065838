"""Meetings: verbs and nouns of contact, with participants, place, date and status."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.coordination import Agent, Group
from kg.extract.lattice import Lattice
from kg.extract.names import DatePhrase, Name
from kg.extract.rules import Rule
from kg.extract.status import noun_status, verb_status
from kg.model import EntityKind, MeetingKind, MeetingStatus, ParticipantRole

_GAP = "(?<gap>(?:[, -] [^.nTU:;]{1,14}? [, -] | [, -])? (?:[^.nTU:;,(] | ,  D ,?){0,8}?)"
_MID = (
    "(?<mid>(?:D|x|in|at|on|the|L|C|O|,|here|again|briefly|today|also|separately|earlier|this|by"
    "|their|a|m|A|K|B|of|F|for|#){0,10}?)"
)
# "met his Croatian counterpart, Ivo Maric"
_ROLE_OF_GUEST = (
    "(?:(?:his|her|their|the) (?:A|x|m)? (?:counterpart|counterparts|guest|guests|host|hosts"
    "|colleague|opposite number) (?:from C|,)* (?:the)?)?"
)
_GOAL = "(?<place>[C L] (?: (?:,|and|, and) [C L])*)"
_CAPITAL = "(?:the? (?:x|A|C)? (?:x|capital) (?:city)? (?:of)? ,?)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "meeting.where-met",
        "A travelled to a place, where A met B",
        "(?<place>[C L]) , where (?<a>T) (?<gap>[^.nTU;:,]{0,4}?) (?<verb>@met) (?:with)? (?<b>T)",
        "Anna Berg flew to Croatia, where she met Ivo Maric.",
        "Anna Berg praised Croatia, where Ivo Maric was born.",
    ),
    Rule(
        "meeting.met-with",
        "A met (with) B",
        f"(?<a>T) {_GAP} (?<verb>@met) (?:{_MID} with)? {_ROLE_OF_GUEST} (?<b>T)",
        "Anna Berg met with Prime Minister Ivo Maric in Oslo.",
        "Anna Berg met the expectations of Prime Minister Ivo Maric.",
    ),
    Rule(
        "meeting.met-second",
        "A met B on one day and C on another",
        f"(?<a>T) {_GAP} (?<verb>@met) with? T (?:D|in|at|on|L){{0,4}} ,? and with? (?<b>T) "
        f"(?=(?:on|in)? D)",
        "Anna Berg met Ivo Maric on Monday and Jon Lind on Tuesday.",
        "Anna Berg met Ivo Maric on Monday and Jon Lind left.",
    ),
    Rule(
        "meeting.they-met",
        "A and B met",
        f"(?<a>T) {_GAP} (?<verb>(?:@met|@conferred|talked)) (?! (?:{_MID} with)? T)",
        "Anna Berg and Ivo Maric met in Oslo.",
        "Anna Berg met in Oslo.",
    ),
    Rule(
        "meeting.held-talks",
        "A held talks, a meeting, a joint press conference (with B)",
        f"(?<a>T) {_GAP} (?<verb>(?:@held|@have|gave|give|gives)) (?<mid>[^.nTU:;,]{{0,7}}?)"
        " (?<noun>(?:@talks|@meeting|@conference|@call|@summit)) (?: (?<mid2>[^.nTU:;]{0,14}?) "
        "(?:with|between) (?<b>T))?",
        "Anna Berg and Ivo Maric held a joint news conference in Oslo on Tuesday.",
        "Anna Berg held a different view from Ivo Maric.",
    ),
    Rule(
        "meeting.spoke-with",
        "A spoke (by telephone) with B",
        f"(?<a>T) {_GAP} (?<verb>@spoke) (?<mid>[^.nTU:;]{{0,8}}?) (?:with|to) (?<b>T)",
        "President Anna Berg spoke today with Prime Minister Ivo Maric of Croatia.",
        "President Anna Berg spoke to reporters about Ivo Maric.",
    ),
    Rule(
        "meeting.called",
        "A called B (on the telephone)",
        f"(?<a>T) {_GAP} (?<verb>(?:called|@phone|telephoned|phoned)) (?<b>T) (?= D | to | by | "
        f"on | about | and x)",
        "President Anna Berg called Prime Minister Ivo Maric today.",
        "President Anna Berg called Prime Minister Ivo Maric a friend.",
    ),
    Rule(
        "meeting.at-their-meeting",
        "A and B discussed something at their meeting",
        f"(?<a>T) {_GAP} "
        f"(?<verb>(?:@discussed|review|agreed|agree|signed|sign|address|exchanged)) "
        f"[^.nTU:;]{{0,12}}? at (?:their|a|the) (?<mid>(?:x|m|A|K|#){{0,3}}?) "
        f"(?<noun>(?:@meeting|@talks|@summit))",
        "Anna Berg and Ivo Maric will review the treaty at their meeting in Oslo.",
        "Anna Berg and Ivo Maric will review the film at home.",
    ),
    Rule(
        "meeting.received-by",
        "A was received, welcomed by B",
        f"(?<a>T) {_GAP} (?<verb>(?:was|were|been|is) (?:also)? "
        f"(?:received|welcomed|hosted|met)) [^.nTU:;]{{0,6}}? by (?:the)? (?<b>T)",
        "Anna Berg was received by Ivo Maric in Zagreb.",
        "Anna Berg was replaced by Ivo Maric in Zagreb.",
    ),
    Rule(
        "meeting.received-delegation",
        "A received a delegation led by B",
        f"(?<a>T) {_GAP} (?<verb>(?:@received|@met|@hosted|@welcomed)) (?:with)? (?:a|the|an) "
        f"[^.nTU:;]{{0,8}}? delegation [^.nTU:;]{{0,6}}? (?:led|headed) by (?:the)? (?<b>T)",
        "Anna Berg received a delegation led by Ivo Maric.",
        "Anna Berg received a delegation that dislikes Ivo Maric.",
    ),
    Rule(
        "meeting.at-a-meeting-with",
        "at a meeting with A, B did something",
        "(?:at|in|during|after|following) (?:a|the|their|his|her|an)? (?<mid>[^.nTU:;,]{0,4}?) "
        "(?<noun>(?:@meeting|@talks|@conference|@call)) with (?<a>T) [^.nTU:;]{0,9}? , (?<b>T)",
        "At a meeting with Anna Berg in Oslo on Friday, Ivo Maric proposed a patrol.",
        "At a school with Anna Berg in Oslo on Friday, Ivo Maric proposed a patrol.",
    ),
    Rule(
        "meeting.received-call",
        "A received a call from B",
        f"(?<a>T) {_GAP} (?<verb>@received) (?:a|an) (?<mid>[^.nTU:;,]{{0,3}}?) (?<noun>call) "
        f"from (?<b>T)",
        "President Anna Berg received a call from Prime Minister Ivo Maric.",
        "President Anna Berg received a letter from Prime Minister Ivo Maric.",
    ),
    Rule(
        "meeting.received",
        "A received, hosted B",
        f"(?<a>T) {_GAP} (?:(?<verb>(?:@received|@hosted)) (?<b>T) (?!S)|(?<verb2>@welcomed) "
        f"(?<b2>T) (?:to|at|in) (?:the)? [L C O])",
        "Anna Berg received Ivo Maric at the palace.",
        "Anna Berg received Ivo Maric's letter.",
    ),
    Rule(
        "meeting.between",
        "a meeting between A and B took place",
        "(?<noun>(?:@meeting|@talks|@call|@summit|@conference)) (?<mid>[^.nTU:;]{0,5}?) "
        "(?:between|of|with) (?<a>T)"
        " (?: (?:and|with) (?<b>T))? (?<tail>[^.nTU:;]{0,6})",
        "A meeting between Anna Berg and Ivo Maric took place in Oslo.",
        "A meeting between Anna Berg and Ivo Maric would help.",
    ),
    Rule(
        "meeting.of-with",
        "A's meeting, call with B",
        "(?<a>T) S (?<mid>[^.nTU:;,]{0,4}?) (?<noun>(?:@meeting|@talks|@call)) with (?<b>T)",
        "During Anna Berg's meeting with Ivo Maric, aid was discussed.",
        "Anna Berg's hopes for a meeting with Ivo Maric faded.",
    ),
    Rule(
        "visit.visited",
        "A visited a country or place",
        f"(?<a>T) {_GAP} (?<verb>(?:@visited|visit|visiting)) {_CAPITAL} {_GOAL} (?!S)",
        "Anna Berg has visited Croatia.",
        "Anna Berg is the first minister to visit Croatia.",
    ),
    Rule(
        "visit.called-off",
        "A postponed, cancelled a visit to a country",
        f"(?<a>T) {_GAP} (?<verb>(?:@cancel|called off|put off)) (?<mid>[^.nTU:;,]{{0,4}}?) "
        f"(?:visit|trip|journey) to {_CAPITAL} {_GOAL}",
        "Anna Berg has postponed her visit to Croatia.",
        "Anna Berg has postponed a decision on the visit to the doctor.",
    ),
    Rule(
        "visit.on-a-visit",
        "A is in a country on a visit",
        f"(?<a>T) (?:, who)? {_GAP} (?<verb>@be) (?:currently|now)? (?: in {_CAPITAL} {_GOAL})? "
        f"on (?<mid>[^.nTU:;,]{{1,5}}?) visit (?: to {_CAPITAL} (?<place2>[C L]))?",
        "Ivo Maric, who is in Norway on a working visit, spoke.",
        "Ivo Maric reported on a book about his visit.",
    ),
    Rule(
        "visit.paid-a-visit",
        "A paid, began, concluded a visit to a country",
        f"(?<a>T) {_GAP} "
        f"(?<verb>(?:paid|pay|pays|made|make|makes|began|begin|begins|started|starts|start|concluded|completed|wrapped|undertake|undertook|@arrived|left|embarked))"
        f" (?<mid>[^.nTU:;,]{{1,9}}?) (?:visit|trip) (?:to|in) {_CAPITAL} {_GOAL}",
        "Anna Berg paid an official visit to Croatia.",
        "Anna Berg paid for a visit to the dentist.",
    ),
    Rule(
        "visit.arrived",
        "A arrived in a country on a visit",
        f"(?<a>T) {_GAP} (?<verb>@arrived) (?:in|at|to) {_CAPITAL} {_GOAL} "
        f"(?<mid>[^.nTU:;]{{0,6}}?) (?:on|for) [^.nTU:;,]{{1,5}}? (?:visit|trip)",
        "Anna Berg arrived in Croatia on a two-day visit.",
        "Anna Berg arrived at a decision about Croatia.",
    ),
    Rule(
        "visit.noun",
        "A's visit to a country, where the words around say what became of it",
        f"(?<a>T) S (?<mid>[^.nTU:;,]{{0,4}}?) (?<noun>(?:visit|trip)) to {_CAPITAL} {_GOAL}",
        "During Anna Berg's visit to Croatia a treaty was signed.",
        "Russia watches Anna Berg's visit to Croatia.",
    ),
    Rule(
        "visit.noun-of",
        "the visit of A to a country",
        f"(?<noun>visit) of (?<a>T) to {_CAPITAL} {_GOAL}",
        "During the visit of Anna Berg to Croatia a treaty was signed.",
        "The visit of Anna Berg to a school was short.",
    ),
    Rule(
        "meeting.attended-by",
        "a summit, meeting, ceremony attended by A",
        "(?<noun>(?:@summit|@conference|@ceremony|@meeting)) (?<mid>[^.nTU:;]{0,10}?) attended "
        "by (?<a>T)",
        "The summit was attended by Anna Berg and Ivo Maric.",
        "The school was attended by Anna Berg and Ivo Maric.",
    ),
    Rule(
        "meeting.hosted-event",
        "A hosted, chaired, opened a summit",
        f"(?<a>T) {_GAP} (?<verb>(?:@hosted|chaired|opened|convened)) "
        f"(?<mid>(?:a|the|its|their|an) [x m O A K E # -]{{0,4}}?) (?<noun>@summit)",
        "Anna Berg hosted a summit of the Nordic states in Oslo.",
        "Anna Berg opened a shop near the summit of the hill.",
    ),
    Rule(
        "meeting.also-present",
        "A also attended what was told just before",
        "(?<a>T) ,? (?<verb>(?:also (?:attended|took part|participated)|(?:was|were) (?:also)? "
        "present|attended (?:as|too))) (?= [. , ; n] | as | for | well)",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended.",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended a concert.",
    ),
    Rule(
        "meeting.attended",
        "A attended, took part in a summit, conference, ceremony",
        f"(?<a>T) {_GAP} (?<verb>(?:@attended|@participate)) (?:in|part in)? "
        f"(?<mid>[^.nTU:;,]{{0,6}}?) (?<noun>(?:@summit|@conference|@ceremony|@meeting))",
        "Anna Berg attended a summit in Zagreb.",
        "Anna Berg attended school in Zagreb.",
    ),
)


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
    for rule in RULES:
        for m in rule.regex.finditer(lattice.codes, first, last):
            reading = _reading(lattice, m, rule, sentence)
            if reading is not None and not _repeats(reading, found):
                found.append(reading)
    return found


def _event_name(lattice: Lattice, m: re.Match[str]) -> str:
    """The organisation before a noun, or after "of": the summit's own name."""
    if "noun" not in m.re.groupindex or m["noun"] is None:
        return ""
    at = m.start("noun")
    for symbol in (at - 1, at + 2, at + 3):
        if 0 <= symbol < len(lattice.codes) and lattice.codes[symbol] == "O":
            name: Name = lattice.value(symbol)
            return name.key
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
        perfect = bool({"has", "have"} & set(gap))
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
        return verb_status(gap, verb)
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


def _date(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> DatePhrase | None:
    """The date nearest behind the start of the reading, else the nearest before it."""
    dates = [i for i in range(*sentence) if lattice.codes[i] == "D"]
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
