"""One meeting from all that is told of it: its node, and where it may be part of a visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.consolidate.facts import MeetingFacts
from kg.consolidate.meeting_names import months, status_words, when_words
from kg.consolidate.meeting_node import MeetingNode, Participation, visitors
from kg.consolidate.names import Names
from kg.consolidate.observe import FIRM
from kg.consolidate.units import BASES, Content, Happening, Unit, ranks, signature, strongest
from kg.consolidate.windows import Cluster, Matching, Window
from kg.model import Basis, MeetingKind, MeetingStatus, ParticipantRole
from kg.rdf.identifiers import last_step
from kg.rdf.readings import meeting_label

_MORE_TELLING = [  # of the kinds that one event may be called
    MeetingKind.SUMMIT,
    MeetingKind.CEREMONY,
    MeetingKind.TALKS,
    MeetingKind.MULTILATERAL,
    MeetingKind.MEETING,
]
_ROLES = ranks(
    [
        ParticipantRole.VISITOR,
        ParticipantRole.HOST,
        ParticipantRole.MEDIATOR,
        ParticipantRole.ATTENDEE,
    ]
)
_MOST_REPRESENTING = 8  # participants whose countries say where a meeting may have been


class Taking(NamedTuple):
    """A participant with person and office found; ``represents`` are keys of countries."""

    agent: str
    role: str
    office: str
    office_of: str
    behalf: str
    represents: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting statement with its participants found."""

    number: int
    facts: MeetingFacts
    participants: tuple[Taking, ...]

    @property
    def window(self) -> Window:
        """When and where, as told."""
        return Window(self.facts.lo, self.facts.hi, self.facts.place)

    @property
    def status(self) -> MeetingStatus:
        """What it says became of the meeting."""
        return MeetingStatus(self.facts.status)

    @property
    def firm(self) -> bool:
        """Whether it is asserted or reported, not hedged or denied."""
        return self.facts.stance in FIRM


def meeting_unit(
    path: str,
    cluster: Cluster,
    status: MeetingStatus,
    firm: Sequence[Told],
    doubtful: Sequence[Told],
    names: Names,
) -> Unit:
    """The meeting that ``firm`` statements tell of; those of its status describe it.

    ``doubtful`` are hedged and denied statements about it, which only become evidence.
    """
    everything = [*firm, *doubtful]
    told = sorted((one.number, one.participants) for one in everything)
    agents = {taking.agent for one in everything for taking in one.participants}
    places = {one.facts.place for one in everything}
    named = sorted((node, names.label(node)) for node in agents | places if node)
    return Unit(
        path,
        signature(tuple(cluster.core), status, told, named),
        lambda: _content(path, cluster, status, firm, doubtful, names),
    )


def _content(
    path: str,
    cluster: Cluster,
    status: MeetingStatus,
    firm: Sequence[Told],
    doubtful: Sequence[Told],
    names: Names,
) -> Content:
    behind = [told for told in firm if told.status is status]
    participations = _participations(path, behind, firm)
    node = _node(cluster, status, behind, firm, participations, names)
    everything = [*firm, *doubtful]
    taking_part: defaultdict[str, list[int]] = defaultdict(list)
    for told in everything:
        for agent in {taking.agent for taking in told.participants}:
            taking_part[agent].append(told.number)
    support = {path: [told.number for told in everything]}
    support |= {one.path: taking_part[one.agent] for one in participations}
    return Content(node.label, node, support, tuple(_happenings(cluster.days, node, behind)))


def _node(
    cluster: Cluster,
    status: MeetingStatus,
    behind: Sequence[Told],
    firm: Sequence[Told],
    participations: tuple[Participation, ...],
    names: Names,
) -> MeetingNode:
    core = cluster.core
    kind = min((MeetingKind(told.facts.kind) for told in behind), key=_kind_order)
    is_visit = kind is MeetingKind.VISIT
    exact = sorted({told.facts.place for told in behind} - {""})
    areas = {told.facts.area for told in behind} - {""}
    # A visit goes to a country; a meeting is in a house or a city.
    place = min(exact, key=lambda one: ((one in areas) is not is_visit, one), default="")
    of_core = [told.facts.stated for told in firm if told.window[:2] == core[:2]]
    agents = visitors(participations) if is_visit else [one.agent for one in participations]
    name = min(told.facts.name for told in behind)
    what = meeting_label(
        kind, [names.label(agent) for agent in agents], names.label(place) if place else "", name
    )
    when = when_words(core)
    return MeetingNode(
        label=f"{what}{', ' if when else ''}{when}{status_words(status)}",
        kind=kind,
        status=status,
        place=place,
        visited=tuple(sorted(areas.union(exact))) if is_visit else (),
        stated=min((words for words in of_core if words), default=""),
        earliest=core.lo,
        latest=core.hi,
        months=tuple(months(core)),
        basis=Basis(strongest((told.facts.basis for told in behind), BASES)),
        participations=participations,
    )


def _kind_order(kind: MeetingKind) -> int:
    return _MORE_TELLING.index(kind) if kind in _MORE_TELLING else len(_MORE_TELLING)


def _participations(
    meeting: str, behind: Sequence[Told], firm: Sequence[Told]
) -> tuple[Participation, ...]:
    """Who took part according to ``behind``; in which office, any firm statement may say."""
    told, known = _by_agent(behind), _by_agent(firm)
    agents = sorted(told)
    steps = [last_step(agent) for agent in agents]
    found = []
    for agent, step in zip(agents, steps, strict=True):
        offices = sorted((not t.office_of, t.office, t.office_of) for t in known[agent] if t.office)
        office, office_of = offices[0][1:] if offices else ("", "")
        behalves = sorted({taking.behalf for taking in known[agent] if taking.behalf})
        name = step if steps.count(step) == 1 else agent.replace("/", "-")
        found.append(
            Participation(
                path=f"participation/{last_step(meeting)}-{name}",
                agent=agent,
                office=office,
                behalf=office_of or (behalves[0] if behalves else ""),
                role=ParticipantRole(strongest((t.role for t in told[agent]), _ROLES)),
                basis=Basis(strongest((t.basis for t in told[agent]), BASES)),
            )
        )
    return tuple(found)


def _by_agent(statements: Sequence[Told]) -> dict[str, list[Taking]]:
    found: defaultdict[str, list[Taking]] = defaultdict(list)
    for told in statements:
        for taking in told.participants:
            found[taking.agent].append(taking)
    return found


def _happenings(
    days: Matching | None, node: MeetingNode, behind: Sequence[Told]
) -> Iterator[Happening]:
    if not node.is_held or days is None or node.kind is MeetingKind.CALL:
        return
    is_visit = node.kind is MeetingKind.VISIT
    if is_visit:
        areas = {agent: set(node.visited) for agent in visitors(node.participations)}
    else:
        areas = _areas_of_meeting(node, behind)
    for agent, possible in sorted(areas.items()):
        for area in sorted(possible):
            yield Happening(agent, area, is_visit, days.lo, days.hi)


def _areas_of_meeting(node: MeetingNode, behind: Sequence[Told]) -> dict[str, set[str]]:
    """For each participant the countries the meeting may have been in.

    That is the country of its place. Where nobody says, it may be any that another participant
    represents, for one of the parties is often the host.
    """
    told = {told.facts.area for told in behind if told.facts.place == node.place} - {""}
    represented = {
        agent: {country for taking in takings for country in taking.represents}
        for agent, takings in _by_agent(behind).items()
    }
    areas: dict[str, set[str]] = {}
    for agent in represented:
        if told:
            areas[agent] = told
            continue
        areas[agent] = {node.place} if node.place else set()
        if len(represented) <= _MOST_REPRESENTING:
            others = (countries for other, countries in represented.items() if other != agent)
            areas[agent] = areas[agent].union(*others)
    return areas
