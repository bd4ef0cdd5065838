"""Who can have made a visit: nobody travels to the country in whose office he is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.extract.coordination import Agent
from kg.extract.meetings import MeetingReading
from kg.extract.names import Name
from kg.extract.tenure_claims import Tenures
from kg.extract.tenures import Titled
from kg.model import EntityKind, MeetingKind, ParticipantRole

_ABROAD: Final = frozenset(
    ("ambassador", "consul", "envoy", "representative", "commissioner", "attaché")
)


def travelled(reading: MeetingReading, text: str, tenures: Tenures) -> MeetingReading | None:
    """The reading with those who can have travelled; None where it is no visit of theirs.

    "Berg met Minister Maric of Croatia during his visit to Croatia" is a visit of Berg's. "Arrived
    in Oslo" is a visit of somebody in office, or where the words say "visit".
    """
    if reading.kind is not MeetingKind.VISIT:
        return reading
    if reading.rule in ("visit.arrived", "visit.was-in"):
        words = text[slice(*reading.sentence)].lower()
        told = _TOLD.search(words) is not None
        agents = [agent for agent, _ in reading.participants if isinstance(agent, Titled)]
        if not told and any(tenures.capacity(agent) is None for agent in agents):
            return None
    place = reading.place
    if place is None:
        return reading
    away = [part for part in reading.participants if not _at_home(part[0], place, tenures)]
    if len(away) == len(reading.participants):
        return reading
    if not away and reading.other is not None and not _at_home(reading.other, place, tenures):
        away = [(reading.other, ParticipantRole.VISITOR)]
    elif not away and place.kind is not EntityKind.COUNTRY and reading.other is None:
        return reading  # a minister in a town of his own country
    return replace(reading, participants=tuple(away)) if away else None


_TOLD: Final = re.compile(r"visit|talks|trip|summit|\bfor [^.,]{0,30}?meeting with")


def _at_home(agent: Agent, place: Name, tenures: Tenures) -> bool:
    """Whether somebody holds an office of the country in which a place lies."""
    state = place.key if place.kind is EntityKind.COUNTRY else place.country
    if not isinstance(agent, Titled) or not state:
        return False
    office = tenures.capacity(agent)
    if office is None or office.of != state:
        return False
    return _ABROAD.isdisjoint(office.role.lower().split())
