"""Which Wikidata items the people of a block are, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from kg.consolidate.clusters import Cluster
from kg.consolidate.facts import (
    PersonFacts,
    StatementKind,
    office_facts,
    tenure_facts,
)
from kg.consolidate.linked import Accepted, Likely
from kg.consolidate.profiles import person_names, person_profile
from kg.consolidate.statement_table import Row, StatementTable
from kg.resolve.candidates import PERSON
from kg.resolve.linker import Linker
from kg.resolve.profile import Profile
from kg.resolve.rulings import Link


class PersonItems:
    """Asks the linker about people before it is known which of them are one."""

    def __init__(self, statements: StatementTable, linker: Callable[[], Linker]) -> None:
        self._statements = statements
        self._linker = linker

    def of_block(
        self, profiles: Mapping[str, PersonFacts], gone: Container[int]
    ) -> tuple[Likely, Accepted]:
        """What tells the items of the people of a block; statements in ``gone`` do not count."""

        def likely(cluster: Cluster) -> frozenset[str] | None:
            names = person_names([profiles[one] for one in _references(cluster)])
            bearers = self._linker().candidates.bearers(PERSON, names)
            found = frozenset(one.item.qid for one in bearers.found)
            return found or (None if cluster.offices else found)

        def accepted(cluster: Cluster, ruling: Link) -> str:
            references = _references(cluster)
            rows = [
                row
                for reference in references
                for row in self._statements.offices_of(reference)
                if row.n not in gone
            ]
            profile = profile_of([profiles[one] for one in references], rows)
            return self._linker().decide(profile, ruling).accepted

        return likely, accepted


def profile_of(known: Iterable[PersonFacts], told: Iterable[Row]) -> Profile:
    """The profile of a person, from statements of it and of its offices and tenures."""
    rows = list(told)
    return person_profile(
        list(known),
        [office_facts(row.text) for row in rows if row.kind is StatementKind.OFFICE],
        [tenure_facts(row.text) for row in rows if row.kind is StatementKind.TENURE],
    )


def _references(cluster: Cluster) -> list[str]:
    return sorted(cluster.references | cluster.resolved)
