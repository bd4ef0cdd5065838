"""What a match goes on to list: more who attend, more goals of a journey, who came along."""

from __future__ import annotations

from typing import Final

from kg.extract.contact import ATTENDED, EVENT, HELD, MET, PAID, RECEIVED, SPOKE, VISITED, WENT
from kg.extract.coordination import Agent
from kg.extract.dates import DatePhrase
from kg.extract.meeting_match import Match, agents_of
from kg.extract.meeting_rules import GUEST
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.model import MeetingKind


def further_agents(match: Match) -> tuple[Agent, ...]:
    """Those who come after the first one attending: "; the Mayor, A; B, as host; and C"."""
    found: list[Agent] = []
    view, at = match.view, match.m.end()
    while at < len(view.codes) and view.codes[at] != ".":
        apart = view.codes[at] in ",;" or match.words(at, at + 1) == ["and"]
        if view.codes[at] == "T" and view.codes[at + 1 : at + 2] != "S" and apart_before(match, at):
            found += agents_of(view.value(at))
        elif not apart and match.words(at, at + 1) in _ENDS:
            break
        at += 1
    return tuple(found)


_ENDS: Final = (["to"], ["who"], ["which"], ["where"], ["while"], ["during"], ["that"], ["whose"])


def apart_before(match: Match, at: int) -> bool:
    """Whether a name begins a new entry of a list: behind a comma, a semicolon, "and"."""
    view = match.view
    first = at - 1
    while (first > 0 and view.codes[first] in "ZxmKACOF") or match.words(first, first + 1) == [
        "the"
    ]:
        first -= 1
    return view.codes[first] in ",;" or match.words(first, first + 1) == ["and"]


_CAPITAL: Final = (
    "(?:to|in)? (?:the)? (?: (?:x|A|C S?){0,2} (?:capital|city|town) (?:city)? (?:of|,)?)?"
)
_DAY: Final = "(?:,? (?:on|from|in)? D)?"
_BEHIND: Final = (
    "(?= [. , ; n D q \\)] | on | for | from | at | this | next | last | to | during | as | "
    "after | before | ahead | where | with | between | early | later | over | and | in (?:D|x) | $)"
)
GOALS: Final = Rule(
    "visit.further-goal",
    "a visit to one country on a day and another on the next, to one and then to another",
    f"(?<place>[C L]) (?: , C)? (?<first> {_DAY}) (?<list> (?: , {_CAPITAL} [C L] "
    f"{_DAY}){{0,8}}?) ,? (?:and|as well as) (?:on to)? (?<then>(?:then|later|finally))? "
    f"{_CAPITAL} (?<last>[C L]) {_BEHIND}",
    "Anna Berg will travel to Croatia on Monday and Norway on Tuesday.",
    "Anna Berg will travel to Croatia on Monday and Norway will wait on Tuesday.",
)
_GOAL_RULES: Final = frozenset(
    ("visit.visited", "visit.arrived", "visit.paid-a-visit", "visit.on-a-visit", "visit.noun",
     "visit.led-delegation", "visit.noun-of")
)  # fmt: skip
_DATE_BEHIND: Final = compile_rule("(?:on|from|in)? (?<day>D)")


Goal = tuple[Name, DatePhrase | None, int]  # with its date and where its words end


def further_goals(match: Match, kind: MeetingKind, day: DatePhrase | None) -> list[Goal]:
    """ "travelled to Oslo on Monday and Riga on Tuesday": the goals behind the first, with days.

    ``day`` is the date of the whole journey, where no goal has one of its own.
    """
    at = match.at("place")
    if kind is not MeetingKind.VISIT or at < 0 or match.rule.id not in _GOAL_RULES:
        return []
    view = match.view
    m = GOALS.regex.match(view.codes, at) if view.uses(GOALS) else None
    if m is None:
        return []
    if not (m["first"] or m["then"]):
        return []  # "will visit Croatia and Norway": told as one journey
    first: Name = view.value(at)
    goals: list[Goal] = []
    keys = {first.key, first.country}
    for symbol in (*range(*m.span("list")), m.start("last")):
        name = view.value(symbol) if view.codes[symbol] in "CL" else None
        if isinstance(name, Name) and name.key not in keys:  # not "Oslo, Norway"
            own = _DATE_BEHIND.match(view.codes, symbol + 1) if m["first"] else None
            date = day if not m["first"] else view.value(own.start("day")) if own else None
            goals.append((name, date, view.end(symbol)))
            keys |= {name.key, name.country}
    if goals:
        view.took(GOALS, *m.span())
    return goals


_EVENTS: Final = " ".join((MET, HELD, RECEIVED, SPOKE, ATTENDED, VISITED, WENT, PAID, EVENT))
COMPANY: Final = Rule(
    "visit.together-with",
    "who came along on a journey: together with, accompanied by A",
    f"[^. n T U : ; who where and {_EVENTS}]{{0,12}}? (?: (?:together|along|jointly) with "
    f"{GUEST} | accompanied by (?:the|his|her|their)? [A C O x X m K # - husband wife]{{0,4}} Z? ) "
    "(?<a>T) (?! S)",
    "Anna Berg travelled to Croatia on Monday together with Ivo Maric.",
    "Anna Berg travelled to Croatia on Monday together with Ivo Maric's book.",
)
RULES: tuple[Rule, ...] = (GOALS, COMPANY)


def companions(match: Match, kind: MeetingKind) -> tuple[Agent, ...]:
    """Those who made the journey with its subject, named behind it."""
    if kind is not MeetingKind.VISIT or not {"together", "along", "accompanied", "jointly"} & set(
        match.words(match.m.end(), len(match.view.codes))
    ):
        return ()
    view = match.view
    m = COMPANY.regex.match(view.codes, match.m.end()) if view.uses(COMPANY) else None
    if m is None:
        return ()
    view.took(COMPANY, *m.span())
    return agents_of(view.value(m.start("a")))
