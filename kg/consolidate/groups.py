"""Computing a group: from its statements to its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from kg.consolidate.entities import entity_unit
from kg.consolidate.facts import (
    MeetingFacts,
    StatementKind,
    TenureFacts,
    entity_facts,
    meeting_facts,
    membership_facts,
    office_facts,
    tenure_facts,
)
from kg.consolidate.inclusions import Event, inclusion_units
from kg.consolidate.meeting_unit import Taking, Told
from kg.consolidate.meetings import meeting_units
from kg.consolidate.memberships import membership_units
from kg.consolidate.names import Names
from kg.consolidate.offices import Tenure, office_units, tenures_alone
from kg.consolidate.resolution import Resolution
from kg.consolidate.statement_table import Row, StatementTable
from kg.consolidate.unit_table import UnitTable
from kg.consolidate.units import Unit
from kg.model import Basis

_REMEMBERED = 50_000  # meetings, and tenures, whose facts are not decoded again for the next batch


class Groups:
    """Computes groups by the kind that their name begins with."""

    def __init__(
        self,
        statements: StatementTable,
        units: UnitTable,
        resolution: Resolution,
        gone: frozenset[int],
        names: Names,
    ) -> None:
        self._statements = statements
        self._unit_table = units
        self._resolution = resolution
        self._gone = gone
        self._names = names

    def compute(self, grp: str) -> list[Unit]:
        """The units of a group of statements."""
        rows = [row for row in self._statements.of_group(grp) if row.n not in self._gone]
        kind, _, name = grp.partition(":")
        compute: dict[str, Callable[[str, Sequence[Row]], list[Unit]]] = {
            "e": self._entity,
            "o": self._office,
            "t": self._tenures_alone,
            "m": self._membership,
            "v": self._meetings,
        }
        return compute[kind](name, rows) if rows else []

    def compute_inclusions(self, agent: str, area: str) -> list[Unit]:
        """The units that say what was part of the visits of an agent to an area."""
        if not self._unit_table.has_visit(agent, area):
            return []
        telling: defaultdict[Event, set[int]] = defaultdict(set)
        for unit, event in self._unit_table.events(agent, area):
            telling[Event(*event)].add(unit)

        @cache
        def statements(event: Event) -> frozenset[int]:
            # Of these units only: a meeting of others that happens to be called alike has its own.
            behind = self._unit_table.statements_behind
            return frozenset(n for unit in telling[event] for n in behind(unit, event.path))

        return inclusion_units(telling, statements)

    def _entity(self, key: str, rows: Sequence[Row]) -> list[Unit]:
        return [entity_unit(key, {row.n: entity_facts(row.text) for row in rows})]

    def _office(self, key: str, rows: Sequence[Row]) -> list[Unit]:
        mentions = {
            row.n: office_facts(row.text) for row in rows if row.kind is StatementKind.OFFICE
        }
        tenures = [self._tenure(key, row) for row in rows if row.kind is StatementKind.TENURE]
        return office_units(key, mentions, tenures, self._names)

    def _tenures_alone(self, name: str, rows: Sequence[Row]) -> list[Unit]:
        office = name.partition("|")[0]
        return tenures_alone(office, [self._tenure(office, row) for row in rows], self._names)

    def _tenure(self, office: str, row: Row) -> Tenure:
        facts = _decoded_tenure(row.text)
        person, weak = self._resolution.meant(facts.person)
        basis = weakened(facts.basis, weak or facts.office != office)
        return Tenure(row.n, facts, person, basis)

    def _membership(self, name: str, rows: Sequence[Row]) -> list[Unit]:
        member, _, organisation = name.partition("|")
        facts = {row.n: membership_facts(row.text) for row in rows}
        return membership_units(member, organisation, facts, self._names)

    def _meetings(self, _name: str, rows: Sequence[Row]) -> list[Unit]:
        told = [self._told(row.n, _decoded_meeting(row.text)) for row in rows]
        return meeting_units(told, self._names)

    def _told(self, number: int, facts: MeetingFacts) -> Told:
        taking_part = set()
        for participant in facts.participants:
            agent, weak = self._resolution.meant(participant.agent)
            office, of = participant.office, participant.office_of
            if office and not of:
                office, of = self._resolution.office(agent, participant.office_role, office, of)
                weak = weak or office != participant.office
            taking_part.add(
                Taking(
                    agent=agent,
                    role=participant.role,
                    office=office,
                    office_of=of,
                    behalf=participant.behalf,
                    represents=participant.represents,
                    basis=weakened(facts.basis, weak),
                )
            )
        return Told(number, facts, tuple(sorted(taking_part)))


def weakened(basis: str, inferred: bool) -> str:
    """The basis of a fact whose words say it, but not all of who and what is meant."""
    return Basis.RESOLVED.value if inferred and basis == Basis.STATED.value else basis


@lru_cache(maxsize=_REMEMBERED)
def _decoded_meeting(text: str) -> MeetingFacts:
    return meeting_facts(text)


@lru_cache(maxsize=_REMEMBERED)
def _decoded_tenure(text: str) -> TenureFacts:
    return tenure_facts(text)
