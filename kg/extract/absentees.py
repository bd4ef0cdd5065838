"""Who is named where people gather without being there: the dead, those who could not come."""

from __future__ import annotations

from typing import Final

from kg.extract.meeting_match import Match

_DEAD: Final = frozenset("late deceased fallen slain murdered assassinated departed".split())
_AWAY: Final = frozenset(
    "could unable cannot absent died killed posthumously posthumous declined cancelled canceled "
    "missed skipped birth".split()
)
_NEAR: Final = 9  # symbols behind a name in which the words tell what kept somebody away


def is_missing(match: Match, symbol: int) -> bool:
    """Whether a guest of honour cannot be there: "the late Maric", "Maric, who could not come"."""
    inside = match.words(symbol, symbol + 1)[:2]
    before = match.words(symbol - 2, symbol)
    if not _DEAD.isdisjoint((*before, *inside)):
        return True
    behind = match.words(symbol + 1, symbol + 1 + _NEAR)
    told = behind[:2] == [",", "who"] or behind[:1] == ["who"]
    return told and (not _AWAY.isdisjoint(behind) or behind[2:4] == ["did", "not"])


# "paid tribute to Maric at a ceremony": who is honoured so, need not be there.
_HONOURED: Final = frozenset(
    "tribute tributes homage respect respects dedicated thanks according farewell wreath wreaths "
    "flowers referred referring alluded monument monuments memorial memorials statue devoted "
    "salute prayers message messages letter letters condolences toast contrast".split()
)


def is_with(match: Match, symbol: int) -> bool:
    """ "handed it to Maric", "signed it with Maric" at a ceremony: who has to be there as well."""
    before = match.words(symbol - 2, symbol)
    if before[-1:] == ["with"]:
        return True
    return before[-1:] == ["to"] and _HONOURED.isdisjoint(before[:-1])


def is_joint_act(match: Match) -> bool:
    """ "They were joined by Maric in calling for a truce": in what they said, wherever he was."""
    behind = match.words(match.m.end(), match.m.end() + 2)
    return behind[:1] == ["in"] and behind[-1].endswith("ing")
