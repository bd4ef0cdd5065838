"""Which meetings were part of a visit: concluded from place, participants and time.

A held meeting is part of a held visit when the visitor took part in it, when it was in the country
visited (or, where nobody says where it was, when another participant represents that country), when
the times agree, and when no other visit of that visitor to that country can be meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.consolidate.units import Content, Triples, Unit, kind_term
from kg.model import Basis
from kg.rdf.identifiers import last_step, short_hash
from kg.rdf.triples import iri, plain
from kg.vocabulary import Cmq, Rdf

RULE = "meeting.part-of-visit"


class Event(NamedTuple):
    """A meeting or visit of one agent in one area: first and last day it may have been."""

    path: str
    is_visit: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class InclusionNode:
    """One meeting being part of another."""

    part: str
    whole: str

    def write(self, path: str, out: Triples) -> None:
        """Write the triples. All are shared: a joint visit includes a meeting for each visitor."""
        out.share(path, Rdf.type, iri(Cmq.Inclusion))
        out.share(path, Cmq.part, out.node(self.part))
        out.share(path, Cmq.whole, out.node(self.whole))
        out.share(path, Cmq.basis, kind_term(Basis.INFERRED))
        out.share(path, Cmq.rule, plain(RULE))
        out.share(self.part, Cmq.partOf, out.node(self.whole))


def inclusion_units(
    events: Collection[Event], statements: Callable[[Event], Iterable[int]]
) -> list[Unit]:
    """The inclusions among the distinct events of one agent in one area.

    ``statements`` gives the numbers of the statements behind an event.
    """
    visits = sorted((event for event in events if event.is_visit), key=lambda v: v.first)
    firsts = [visit.first for visit in visits]
    units = []
    for meeting in sorted(event for event in events if not event.is_visit):
        begun = visits[: bisect_right(firsts, meeting.last)]
        meant = [visit for visit in begun if visit.last >= meeting.first]
        if len(meant) != 1:
            continue
        whole = meant[0].path
        path = f"inclusion/{last_step(meeting.path)}-{short_hash(whole, 6)}"
        numbers = sorted({*statements(meeting), *statements(meant[0])})
        node = InclusionNode(meeting.path, whole)
        units.append(Unit.of(path, Content("", node, {path: numbers})))
    return units
