"""What the graph says of a meeting, of who took part, and what follows when it was held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from kg.consolidate.facts import Day
from kg.consolidate.units import Triples, day_term, kind_term
from kg.model import Basis, MeetingKind, MeetingStatus, ParticipantRole
from kg.rdf.triples import month, stated, worded
from kg.vocabulary import Cmq, Rdfs

# Being at one summit or ceremony, or visiting a country, is not yet meeting somebody.
_NO_MEETING = frozenset({MeetingKind.VISIT, MeetingKind.SUMMIT, MeetingKind.CEREMONY})
_MOST_MET = 8  # persons of whom it is said that each met each


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, as what, for whom."""

    path: str
    agent: str
    office: str
    behalf: str
    role: ParticipantRole
    basis: Basis


def visitors(participations: Sequence[Participation]) -> list[str]:
    """Who visits: those who are said to, else everybody but the hosts."""
    told = [p.agent for p in participations if p.role is ParticipantRole.VISITOR]
    return told or [p.agent for p in participations if p.role is not ParticipantRole.HOST]


@dataclass(frozen=True, slots=True)
class MeetingNode:
    """A meeting with its participations. ``visited`` are the places of a visit."""

    label: str
    kind: MeetingKind
    status: MeetingStatus
    place: str
    visited: tuple[str, ...]
    stated: str
    earliest: Day
    latest: Day
    months: tuple[tuple[int, int], ...]
    basis: Basis
    participations: tuple[Participation, ...]

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.status is MeetingStatus.HELD

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the meeting, its participations and its shortcuts."""
        out.type(path, Cmq.Meeting)
        out.add(path, Rdfs.label, worded(self.label))
        out.add(path, Cmq.meetingKind, kind_term(self.kind))
        out.add(path, Cmq.eventStatus, kind_term(self.status))
        out.add(path, Cmq.place, out.node(self.place) if self.place else "")
        out.add(path, Cmq.date, stated(self.stated))
        out.add(path, Cmq.earliest, day_term(self.earliest))
        out.add(path, Cmq.latest, day_term(self.latest))
        for year, number in self.months:
            out.add(path, Cmq.month, month(year, number))
        out.add(path, Cmq.basis, kind_term(self.basis))
        for participation in self.participations:
            self._write_participation(path, participation, out)
        if self.is_held:
            self._write_shortcuts(path, out)

    def _write_participation(self, meeting: str, one: Participation, out: Triples) -> None:
        out.type(one.path, Cmq.Participation)
        out.add(one.path, Cmq.meeting, out.node(meeting))
        out.add(one.path, Cmq.participant, out.node(one.agent))
        out.add(one.path, Cmq.inCapacity, out.node(one.office) if one.office else "")
        out.add(one.path, Cmq.onBehalfOf, out.node(one.behalf) if one.behalf else "")
        out.add(one.path, Cmq.participationRole, kind_term(one.role))
        out.add(one.path, Cmq.basis, kind_term(one.basis))

    def _write_shortcuts(self, path: str, out: Triples) -> None:
        for one in self.participations:
            out.add(one.agent, Cmq.attended, out.node(path))
        for one_agent, other in self._met():
            out.share(one_agent, Cmq.met, out.node(other))
        if self.kind is MeetingKind.VISIT:
            for visitor in visitors(self.participations):
                for place in self.visited:
                    out.share(visitor, Cmq.visited, out.node(place))

    def _met(self) -> Iterator[tuple[str, str]]:
        persons = [p.agent for p in self.participations if p.agent.startswith("person/")]
        if self.kind not in _NO_MEETING and len(persons) <= _MOST_MET:
            yield from permutations(persons, 2)
