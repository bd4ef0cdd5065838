"""Whose an event is: "his visit" where the clause names two persons, a meeting that two had."""

from __future__ import annotations

from typing import Final

from kg.extract.clauses import Event
from kg.extract.coordination import Agent
from kg.extract.gender import pronoun_of
from kg.extract.meeting_match import Match, agents_of
from kg.extract.tenures import Titled
from kg.model import MeetingKind

_OWN: Final = {"his": "he", "her": "she"}


def _owned(match: Match) -> str:
    """The pronoun of the owner of an event: "he" of "his visit"; "" where it has none."""
    noun = match.noun
    return _OWN.get(noun.words[0], "") if noun is not None and noun.words else ""


def other_owner(match: Match) -> Agent | None:
    """The person named last before "his visit", who need not be the subject of the clause."""
    if not _owned(match):
        return None
    at = match.view.codes.rfind("T", 0, match.m.start())
    agents = agents_of(match.view.value(at)) if at > 0 else ()
    return agents[-1] if agents else None


def fitting(match: Match, agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """The agents, or the person named last where only that one fits "his" or "her"."""
    sought, other = _owned(match), other_owner(match)
    if not sought or len(agents) != 1 or other is None or other is agents[0]:
        return agents
    first, last = (_pronoun(match, agent) for agent in (agents[0], other))
    return (other,) if first not in ("", sought) and last in ("", sought) else agents


def _pronoun(match: Match, agent: Agent) -> str:
    """ "he", "she" or "" of an agent named in the clause."""
    if not isinstance(agent, Titled):
        return "it"
    places = (i for i, code in enumerate(match.view.codes) if code == "T")
    at = next((i for i in places if agent in match.view.value(i).agents), 0)
    return pronoun_of(match.view, at, agent.person)


def is_told(noun: Event) -> bool:
    """ "The meeting", "the talks": an event that the text has told of before."""
    definite = noun.words[:1] in (("the",), ("this",)) and noun.body is None and noun.date is None
    return definite and _ANOTHER.isdisjoint(noun.words)


_ANOTHER: Final = frozenset(
    "previous last first second third fourth fifth next earlier inaugural latest final annual "
    "regular upcoming planned other separate recent".split()
)


def is_of_two(match: Match, agents: tuple[Agent, ...]) -> bool:
    """ "A and B agreed on a truce after a four-hour meeting in Oslo": one that they had."""
    noun, behind = match.noun, match.words(match.m.end(), match.m.end() + 7)
    if noun is None or noun.body is not None or not _OTHERS.isdisjoint(behind):
        return False
    own = noun.words[:1] == ("a",) or (noun.words == () and noun.word == "talks")
    after = match.words(match.m.start(), match.m.start() + 1) in (["after"], ["following"])
    named = len(agents) == 2 and all(isinstance(agent, Titled) for agent in agents)
    return own and after and named and noun.kind in _OF_TWO


_OTHERS: Final = frozenset(
    "of between among with by involving collapsed failed broke stalled".split()
)
_OF_TWO: Final = (MeetingKind.MEETING, MeetingKind.TALKS)
