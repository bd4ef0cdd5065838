"""Links of nodes to Wikidata: units of their own, beside those of the nodes.

What is decided about a node follows from the statements about it, from what people judged, and from
the gazetteer; from nothing else, so it is the same whatever order documents came in. A node whose
statements are as before is not decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.consolidate.facts import (
    StatementKind,
    entity_facts,
    office_facts,
    person_facts,
)
from kg.consolidate.judged import Judged
from kg.consolidate.person_items import profile_of
from kg.consolidate.profiles import entity_profile, office_profile
from kg.consolidate.statement_table import Row, StatementTable
from kg.consolidate.unit_table import UnitTable
from kg.consolidate.units import Content, Triples, Unit, signature
from kg.rdf.triples import decimal, iri, plain, worded
from kg.resolve.decision import Decision
from kg.resolve.linker import Linker
from kg.resolve.profile import Profile
from kg.resolve.rulings import Link, link_of
from kg.vocabulary import WD, Cmq, Schema, Skos

_ONE_BY_ITEM = "taken for one person, as documents tell this item of each of these names"
_LINKED = frozenset(("person", "office", "organisation", "country", "place"))


def link_group(path: str) -> str:
    """The group of the link of a node."""
    return f"w:{path}"


def is_linked(path: str) -> bool:
    """Whether nodes of this kind are linked: meetings and tenures are not."""
    return path.partition("/")[0] in _LINKED


@dataclass(frozen=True, slots=True)
class LinkNode:
    """A decision, as the graph tells it of the node that it is about."""

    decision: Decision

    def write(self, path: str, out: Triples) -> None:
        """Write the link and why; nothing where the gazetteer has nothing of that name."""
        made = self.decision
        if not made.reasons:
            return
        if made.accepted:
            out.add(path, Schema.sameAs, iri(WD + made.accepted))
        if made.close:
            out.add(path, Skos.closeMatch, iri(WD + made.close))
        if made.qid:
            out.add(path, Cmq.linkCandidate, plain(made.qid))
            out.add(path, Cmq.linkScore, decimal(made.score))
            out.add(path, Cmq.linkMargin, decimal(made.margin))
        if made.runner_up:
            out.add(path, Cmq.linkRunnerUp, plain(made.runner_up))
        out.add(path, Cmq.linkReason, worded("; ".join(made.reasons)))
        out.add(path, Cmq.linkGazetteer, plain(made.gazetteer))


class Linking:
    """Computes the link of each node."""

    def __init__(
        self,
        statements: StatementTable,
        units: UnitTable,
        judged: Judged,
        linker: Linker,
        gone: Iterable[int],
        united: Mapping[str, Sequence[str]],
    ) -> None:
        """``united`` are the names, by path, of people who are one because of their item."""
        self._statements = statements
        self._units = units
        self._judged = judged
        self._linker = linker
        self._gone = frozenset(gone)
        self._united = united

    def units(self, path: str) -> list[Unit]:
        """The link of a node, empty where there is no such node."""
        head = path.partition("/")[0]
        rows, make = self._person(path) if head == "person" else self._other(head, path)
        if not rows:
            return []
        ruling = self._ruling(head, path)
        names = self._united.get(path, ())
        told = signature(
            sorted(row.n for row in rows),
            (ruling.qid, sorted(ruling.never), ruling.none),
            self._linker.version,
            names,
        )

        def content() -> Content:
            made = self._linker.decide(make(), ruling)
            if names:
                several = f"{_ONE_BY_ITEM}: {', '.join(names)}"
                made = replace(made, reasons=(*made.reasons, several))
            return Content("", LinkNode(made), {})

        return [Unit(path, told, content)]

    def _ruling(self, head: str, path: str) -> Link:
        if head == "person":
            ids = self._units.judged_of(path)
            return link_of(one for one in self._judged.rulings.links if one.id in ids)
        return self._judged.link(path)

    def _person(self, path: str) -> tuple[list[Row], Callable[[], Profile]]:
        digests = self._statements.digests_of_person(path)
        profiles = self._live(self._statements.by_digest(digest) for digest in digests)
        told = self._live(
            row for one in profiles for row in self._statements.offices_of(f"={one.digest}")
        )

        def profile() -> Profile:
            return profile_of([person_facts(row.text) for row in profiles], told)

        return [*profiles, *told] if profiles else [], profile

    def _other(self, head: str, path: str) -> tuple[list[Row], Callable[[], Profile]]:
        if head == "office":
            rows = self._live(self._statements.of_group(f"o:{path}"))
            rows = [row for row in rows if row.kind is StatementKind.OFFICE]
            return rows, lambda: office_profile([office_facts(row.text) for row in rows])
        rows = self._live(self._statements.of_group(f"e:{path}"))
        return rows, lambda: entity_profile([entity_facts(row.text) for row in rows])

    def _live(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if row.n not in self._gone]
