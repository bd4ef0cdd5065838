"""Meetings of one sentence: participants, status, place and date of every contact it tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kg.extract.absentees import is_missing, is_with
from kg.extract.clause_signs import signs_of_clause
from kg.extract.clauses import Sentence, VerbGroup, clause_of, find_subjects
from kg.extract.contact import PLURAL
from kg.extract.coordination import Agent, Group
from kg.extract.dates import DatePhrase
from kg.extract.gathering_rules import RULES as GATHERING_RULES
from kg.extract.lattice import Lattice
from kg.extract.meeting_kinds import kind_of
from kg.extract.meeting_lists import companions, further_agents, further_goals
from kg.extract.meeting_match import Match, agents_of
from kg.extract.meeting_owners import fitting, is_of_two, is_told, other_owner
from kg.extract.meeting_places import (
    AWAY,
    date_before,
    date_of,
    goal_before,
    place_behind,
    place_of,
    where_before,
)
from kg.extract.meeting_rules import RULES as MEETING_RULES
from kg.extract.meeting_rules import MeetingRule
from kg.extract.meeting_status import status_of
from kg.extract.names import Name
from kg.extract.questions import is_asked
from kg.extract.rule_index import RuleIndex
from kg.extract.signings import is_of_signing, is_told_fully
from kg.extract.status import CALL, CANCELLED, is_present
from kg.extract.subjects import announced_by, clause_subject
from kg.extract.tenures import Titled
from kg.extract.topics import told_of
from kg.extract.visit_rules import RULES as VISIT_RULES
from kg.model import MeetingKind, MeetingStatus, ParticipantRole

_INDEX: Final = RuleIndex((*MEETING_RULES, *GATHERING_RULES, *VISIT_RULES))


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
    other_dates: bool = False  # the sentence has dates, of something else
    was_planned: bool = False  # "was due to meet": a plan of the past
    here: bool = False  # "met here": where the dateline says
    present: bool = False  # "meets", "is meeting"
    other: Agent | None = None  # whose visit it is if not that of the participants: "his visit"


def possible_meetings(lattice: Lattice, sentence: Sentence) -> list[tuple[str, str]]:
    """The rules (ids) whose words stand in a sentence, each with the first of these words."""
    view = clause_of(lattice, sentence)
    found = [] if view is None else _INDEX.anchored(view.codes)
    return [(rule.id, view.text(at, at + 1)) for rule, at in found if view is not None]


def read_meetings(lattice: Lattice, sentence: Sentence) -> list[MeetingReading]:
    """The meetings of one sentence, given as symbols (first, last)."""
    signs = signs_of_clause(lattice, sentence)
    rules = _INDEX.possible(signs) if signs else []
    view = clause_of(lattice, sentence) if rules else None
    if view is None:
        return []
    found: list[MeetingReading] = []
    asked = False
    for rule in rules:
        assert isinstance(rule, MeetingRule)
        if not rule.search.fits(view.seen):
            continue
        for m in view.matches(rule, 0, len(view.codes)):
            if not asked:  # most clauses have no match: nobody wants to know their subjects
                find_subjects(view)
                asked = True
            match = Match(view, m, rule)
            if is_asked(match):
                match.refuse("the sentence asks for it")
                continue
            for reading in _readings(match, partial(told_of, lattice, sentence[0])):
                if not _repeats(reading, found):
                    view.took(rule, *m.span())
                    found.append(reading)
    return found


def _repeats(reading: MeetingReading, found: list[MeetingReading]) -> bool:
    """The same words read twice: a later, weaker rule with no participants of its own."""
    if reading.rule == "meeting.of-body" and any(
        other.start <= reading.start < other.end for other in found
    ):
        return True
    journey = reading.kind is MeetingKind.VISIT
    return any(
        (reading.date is None or reading.date is other.date)
        and not (journey and reading.start == other.start and reading.place is not other.place)
        and journey == (other.kind is MeetingKind.VISIT)
        and (other.kind == reading.kind or other.start <= reading.start < other.end)
        and {id(a) for a, _ in reading.participants} <= {id(a) for a, _ in other.participants}
        for other in found
    )


def _readings(match: Match, topic: Callable[[], Group | None]) -> list[MeetingReading]:
    """What a match tells; ``topic`` gives the subject of the sentence before."""
    status = status_of(match)
    kind = kind_of(match)
    if status is None or kind is None:
        match.refuse("what it tells of is no meeting" if kind is None else _open(match))
        return []
    if match.rule.id == "meeting.of-body" and status is MeetingStatus.CANCELLED and match.m.start():
        return []  # "the meeting planned for the summit did not take place"
    first = _subject(match)
    if _has_no_guests(match):
        return [_reading(match, kind, status, first, ())]
    others = (*match.agents("a"), *match.agents("b"))
    if match.rule.id in _LISTED:
        others = (*others, *further_agents(match))
    if _is_nobodys(match, first):
        return []
    if _separate(match, others):
        return [_reading(match, kind, status, first, (other,)) for other in others]
    if not first and len(others) > 1 and _are_several(match):
        return []  # not with each other
    if not first and match.noun is not None and match.noun.words[:1] in (("his",), ("her",)):
        return []  # somebody's with each of them
    if not first and len(others) == 1 and (_is_definite(match) or _is_welcome(match)):
        first = _not_among(others, agents_of(topic()))
    known = {id(agent) for agent in first}
    others = tuple(agent for agent in others if id(agent) not in known)
    if len(first) + len(others) < (1 if _alone(match, kind) else 2):
        match.refuse("it names only one party")
        return []
    reading = _reading(match, kind, status, (*first, *companions(match, kind)), others)
    if is_of_signing(match) and not is_told_fully(match, status, reading.place):
        match.refuse("it does not say where they signed it, or tells of a ceremony")
        return []
    goals = further_goals(match, kind, reading.date)
    return [reading, *(replace(reading, place=to, date=day, end=end) for to, day, end in goals)]


def _is_nobodys(match: Match, first: tuple[Agent, ...]) -> bool:
    """Whether a verb has no subject with a name, or the event is only where something else is."""
    if match.verb is not None and not first and not match.rule.joins and match.at("a") < 0:
        match.refuse(f"nobody is named who could be the subject of “{match.verb.word}”")
        return True
    before = match.words(match.m.start() - 1, match.m.start())
    return match.rule.id == "meeting.of-body" and before in (["at"], ["of"])


def _has_no_guests(match: Match) -> bool:
    """Whether more is told of a known event, or of one whose guest of honour cannot be there."""
    if match.rule.id == "meeting.took-place":
        return match.m.start() == 0 and match.noun is not None and is_told(match.noun)
    return match.rule.id == "meeting.hosted-for" and is_missing(match, match.at("b"))


_LISTED: Final = frozenset(
    (
        "meeting.attended-by", "meeting.also-present",
        "meeting.accepted-papers", "meeting.papers-handed",
    )
)  # fmt: skip


def _are_several(match: Match) -> bool:
    """ "His meetings with A and B", "separate talks with A and B": one with each of them."""
    apart = match.noun is not None and match.noun.word in ("meetings", "calls", "conversations")
    apart = apart and match.rule.id == "meeting.of-with"
    return apart or "separate" in match.words(*match.m.span())


def _is_definite(match: Match) -> bool:
    """ "The meeting with Maric in Oslo was called off": whose it is, the text has said before."""
    noun = match.noun
    opens = match.m.start() == 0 and match.rule.id == "meeting.of-with"
    return opens and noun is not None and noun.words == ("the",)


def _is_welcome(match: Match) -> bool:
    """ "The welcome ceremony, hosted by Maric": for the visitor of whom the text has told."""
    hosted = match.rule.id == "meeting.attended-by" and match.verb is not None
    noun = match.noun
    welcome = noun is not None and not {"welcome", "welcoming"}.isdisjoint(noun.words)
    return hosted and welcome and match.verb is not None and match.verb.word == "hosted"


def _not_among(others: tuple[Agent, ...], agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """The persons, unless one of them is another party already."""
    known = {x.person.entity for x in others if isinstance(x, Titled)}
    return () if any(isinstance(x, Titled) and x.person.entity in known for x in agents) else agents


def _open(match: Match) -> str:
    """Why a match has no status, with the cue."""
    if match.verb is not None and match.verb.words:
        return f"“{' '.join((*match.verb.words, match.verb.word))}” leaves it open, or denies it"
    return "the words around it do not say that it took place, or will"


def _alone(match: Match, kind: MeetingKind) -> bool:
    return match.rule.alone or kind is MeetingKind.SUMMIT


def _separate(match: Match, others: tuple[Agent, ...]) -> bool:
    """ "met separately with A and B", "held meetings with A and B": one for each."""
    if len(others) < 2 or match.at("a") >= 0 or not _subject(match):
        return False
    noun = match.noun
    if noun is not None and noun.word in PLURAL and noun.word not in ("talks", "negotiations"):
        return not {"the", "their", "trilateral", "joint", "tripartite"} & set(noun.words)
    return bool({"separately", "separate"} & set(match.words(*match.m.span())))


def _subject(match: Match) -> tuple[Agent, ...]:
    """Who the verb, the owner of the event or the clause make the first party."""
    if match.verb is not None:
        return _of_clause(match, match.verb)
    if match.rule.id == "meeting.took-place":
        return ()
    if match.rule.id == "meeting.of-body":
        body = match.noun.body if match.noun is not None else None
        return () if match.at("a") >= 0 or body is None else (body,)
    if match.rule.id == "meeting.their" and match.noun is not None:
        pair = agents_of(clause_subject(match.view, match.m.span()))
        return pair if match.noun.words[:1] == ("their",) or is_of_two(match, pair) else ()
    if match.rule.id == "meeting.at-ceremony":
        return _celebrants(match)
    if match.noun is None or match.at("a") >= 0 or match.noun.words[:1] in _SPEAKERS:
        return ()
    if match.noun.owner is not None:
        return agents_of(match.noun.owner)
    if match.noun.words[:1] == ("their",):
        found = agents_of(clause_subject(match.view, match.m.span()))
        return found if len(found) > 1 else ()
    start = match.m.start()
    sought = (CALL | CANCELLED | _LEFT) & set(match.words(start - 4, start))
    owned = (
        bool(sought)
        or "held" in match.words(start, match.m.end())
        or bool(_POSSESSIVE & set(match.noun.words[:1]))
    )
    if owned or _is_adverbial(match):
        return fitting(match, agents_of(clause_subject(match.view, match.m.span())))
    return agents_of(announced_by(match.view, match.m.end()))


_LEFT: Final = frozenset(("pulled", "withdrew", "off"))  # "pulled out of a meeting with Maric"


_SPEAKERS: Final = (("my",), ("our",), ("your",))  # whose event it is, no rule knows
_ONE: Final = frozenset(
    ("visit.visited", "visit.arrived", "visit.paid-a-visit", "meeting.attended")
)


def _of_clause(match: Match, verb: VerbGroup) -> tuple[Agent, ...]:
    """The subject; of "A and B, who visited Oslo", only the last one named, who is sure.

    "A and B, who will visit Oslo" are both: one alone would be told apart.
    """
    agents = agents_of(verb.subject)
    before = match.words(match.at("verb") - 1, match.at("verb"))
    plural = {"are", "were", "have", "both", "will"} & set(verb.words)
    return agents[-1:] if before == ["who"] and match.rule.id in _ONE and not plural else agents


def _celebrants(match: Match) -> tuple[Agent, ...]:
    """ "A handed the letter to B at the ceremony": the subject, and to whom or with whom."""
    view, first = match.view, match.m.start()
    if match.noun is None or match.noun.kind is not MeetingKind.CEREMONY:
        return ()
    found = agents_of(clause_subject(view, match.m.span()))
    known = {id(agent) for agent in found}
    for symbol in (*range(first), *range(match.m.end(), len(view.codes))):
        if view.codes[symbol] == "T" and is_with(match, symbol):
            found += tuple(x for x in view.value(symbol).agents if id(x) not in known)
    sworn = {"sworn", "inaugurated", "installed", "crowned"} & set(match.words(0, first))
    return found if len(found) > 1 or sworn else ()


_POSSESSIVE: Final = frozenset("his her their its".split())
_ADVERBIAL: Final = frozenset("after during following before in at since upon on ahead".split())


def _is_adverbial(match: Match) -> bool:
    """Whether the event tells when the subject of the sentence did something else.

    What somebody "is due in Oslo for" has the same subject; "came for talks" leaves them open.
    """
    before = set(match.words(match.m.start() - 1, match.m.start()))
    return _is_purpose(match) or bool(before & _ADVERBIAL)


def _reading(
    match: Match,
    kind: MeetingKind,
    status: MeetingStatus,
    first: tuple[Agent, ...],
    others: tuple[Agent, ...],
) -> MeetingReading:
    view, m, rule = match.view, match.m, match.rule
    mine, theirs = rule.roles
    before = set(match.verb.words) if match.verb is not None else set()
    place = None
    if rule.id.endswith("-second"):  # "met A in Oslo and B in Zagreb"
        place = place_of(view, (match.at("b"), m.end()))
    elif match.at("place") >= 0:
        place = view.value(match.at("place"))
    elif before and match.verb is not None and match.verb.words[:1] == ("to",):
        place = place_behind(view, m.span()) or goal_before(view, match.at("verb"))
    return MeetingReading(
        kind, status, (*((x, mine) for x in first), *((x, theirs) for x in others)),
        place
        or place_of(view, m.span(), to=rule.id == "meeting.received")
        or where_before(view, m.start())
        or (goal_before(view, m.start()) if _is_purpose(match) else None),
        _date(match),
        bool({"has", "have", "had"} & before),
        rule.id, view.start(m.start()), view.end(m.end() - 1),
        (view.start(0), view.end(len(view.codes) - 1)),
        match.noun.name if match.noun is not None and kind is MeetingKind.SUMMIT else "",
        _joins(match),
        "D" in view.codes or "during the visit" in " ".join(match.words(0, len(view.codes))),
        bool({"was", "were", "had"} & {*before, *match.words(0, m.start())}),
        "here" in match.words(m.start(), m.end() + 1),
        match.verb is not None and is_present(match.verb.words, match.verb.tense),
        other_owner(match) if kind is MeetingKind.VISIT else None,
    )  # fmt: skip


def _joins(match: Match) -> bool:
    """ "The meeting was attended by A": whoever comes to an event that is known already."""
    noun = match.noun
    led = match.verb is not None and match.verb.word in ("chaired", "chairs", "presided")
    led = led and match.rule.id == "meeting.hosted-event"
    if led or match.rule.id in ("meeting.attended-by", "meeting.attended"):
        after = match.words(match.m.end(), match.m.end() + 1)
        known = noun is None or (noun.words in (("the",), ("this",)) and not noun.name)
        own = place_of(match.view, match.m.span()) or _date(match)
        return known and not own and after not in (["of"], ["in"], ["between"], ["at"])
    return match.rule.joins or match.rule.id in ("visit.accompanying", "visit.accompanied")


def _date(match: Match) -> DatePhrase | None:
    if match.at("date") >= 0:
        stated: DatePhrase = match.view.value(match.at("date"))
        return stated
    for value in (match.verb, match.noun):
        if value is not None and value.date is not None:
            return value.date
    view, m = match.view, match.m
    date = date_of(view, m.span())
    if date is None and match.verb is not None and match.verb.words[:1] == ("to",):
        begins = _verb_before(match)
        return None if view.word(begins) in AWAY else date_of(view, (begins, match.at("verb")))
    if date is None and where_before(view, m.start()) is not None:
        return date_before(view, m.start())
    if date is None and _is_purpose(match):
        return date_of(view, (view.codes.rfind("T", 0, m.start()), m.start()))
    return date


def _is_purpose(match: Match) -> bool:
    """ "is due in Oslo on Monday for talks": where and when somebody is, and what for."""
    before = set(match.words(match.m.start() - 1, match.m.start()))
    return before == {"for"} and status_of(match) in (MeetingStatus.PLANNED, MeetingStatus.HELD)


def _verb_before(match: Match) -> int:
    """The verb group on whose purpose a clause with "to" depends; the clause itself if none."""
    at = match.at("verb")
    verbs = (i for i in range(at - 1, -1, -1) if isinstance(match.view.value(i), VerbGroup))
    return next(verbs, at)
