"""Meetings: which documents tell of the same one, and what became of it.

A *block* holds all that is told of one kind of contact between the same participants. Within it the
windows of time decide (kg.consolidate.windows). What was planned, cancelled and held in one window
is one meeting; its status is the last word, and the claims keep theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.consolidate.facts import MeetingFacts
from kg.consolidate.meeting_names import meeting_paths, who_step
from kg.consolidate.meeting_unit import Told, meeting_unit
from kg.consolidate.names import Names
from kg.consolidate.units import Unit
from kg.consolidate.windows import Clustering, Matching, Window, places_agree
from kg.model import MeetingKind, MeetingStatus
from kg.text.slug import slug

# Talks are a meeting told with another word: documents do not tell these kinds apart.
_FAMILY = frozenset({MeetingKind.MEETING, MeetingKind.MULTILATERAL, MeetingKind.TALKS})
_FAMILY_NAME = "meeting"
# Events that many attend and that have names: whoever is told to be there is at the same event.
_NAMED = _FAMILY | {MeetingKind.SUMMIT, MeetingKind.CEREMONY}
_LAST_WORD = [  # where two are of one day, the later one here counts
    MeetingStatus.CALLED_FOR,
    MeetingStatus.PLANNED,
    MeetingStatus.REFUSED,
    MeetingStatus.CANCELLED,
    MeetingStatus.HELD,
]


def family_of(kind: str) -> str:
    """Kinds of meeting that documents do not tell apart have one name."""
    return _FAMILY_NAME if MeetingKind(kind) in _FAMILY else kind


def block_of(facts: MeetingFacts, agents: Iterable[str]) -> str:
    """The block of a meeting: named events by name, others by kind and who takes part.

    Where one party is named the place says more than the party: it is part of the block.
    """
    if _is_named(facts):
        return f"{slug(facts.name)}|"
    who = sorted(set(agents))
    return "|".join(["", family_of(facts.kind), _destination(facts, who), *who])


def meeting_units(statements: Sequence[Told], names: Names) -> list[Unit]:
    """The meetings of a block. Hedged and denied claims make none, but are evidence about one."""
    firm: defaultdict[Window, list[Told]] = defaultdict(list)
    for told in statements:
        if told.firm:
            firm[told.window].append(told)
    if not firm:
        return []
    areas: dict[str, str] = {}
    for told in statements:
        place, area = told.facts.place, told.facts.area
        if area and (place not in areas or area < areas[place]):
            areas[place] = area
    clustering = Clustering(firm, places_agree(lambda place: areas.get(place, "")))
    doubtful: defaultdict[int, list[Told]] = defaultdict(list)
    for told in statements:
        if not told.firm and (meant := clustering.meant_by(told.window)):
            doubtful[id(meant)].append(told)
    paths = meeting_paths(clustering.clusters, _who(statements[0], names))
    meetings = []
    for path, cluster in zip(paths, clustering.clusters, strict=True):
        telling = [told for window in cluster.windows for told in firm[window]]
        status = _status(cluster.days, telling)
        about = doubtful[id(cluster)]
        meetings.append(meeting_unit(path, cluster, status, telling, about, names))
    return meetings


def _who(told: Told, names: Names) -> str:
    """What and who, for the path; all statements of a block agree on it."""
    facts, agents = told.facts, sorted({taking.agent for taking in told.participants})
    if _is_named(facts):
        return slug(facts.name)
    return who_step(family_of(facts.kind), agents, _destination(facts, agents), names)


def _is_named(facts: MeetingFacts) -> bool:
    return bool(facts.name) and MeetingKind(facts.kind) in _NAMED


def _destination(facts: MeetingFacts, agents: Sequence[str]) -> str:
    by_place = len(agents) < 2 or facts.kind == MeetingKind.VISIT.value
    return facts.area or facts.place if by_place else ""


def _status(days: Matching | None, firm: Sequence[Told]) -> MeetingStatus:
    """Held, if a document of the day or later says so; else the last word."""
    for told in firm:
        said = told.facts.said
        afterwards = said is None or days is None or said >= days.lo
        if told.status is MeetingStatus.HELD and afterwards:
            return MeetingStatus.HELD
    return max(firm, key=lambda t: (t.facts.said or 0, _LAST_WORD.index(t.status))).status
