"""Consolidation: all claims in, the default graph out, touching only what a batch touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.consolidate.database import Database, clear_tables, create_tables
from kg.consolidate.difference import Difference
from kg.consolidate.facts import StatementKind, office_facts, tenure_facts
from kg.consolidate.groups import Groups
from kg.consolidate.intake import Intake, Paper, take_in
from kg.consolidate.judging import Judging
from kg.consolidate.ledger import Ledger
from kg.consolidate.links import Link, Links
from kg.consolidate.names import Names
from kg.consolidate.person_items import PersonItems
from kg.consolidate.resolution import Resolution
from kg.consolidate.statement_table import StatementTable
from kg.consolidate.unit_table import UnitTable
from kg.consolidate.wikidata import Linking, is_linked, link_group
from kg.rdf.identifiers import claim_path, document_path, safe_path
from kg.rdf.triples import iri, lines
from kg.resolve.judgements import Judgement
from kg.resolve.linker import Linker, shared_linker
from kg.vocabulary import Cmq

# Changes when the same claims give another graph; a store of another version is rebuilt.
CONSOLIDATION_VERSION = "12"
_EVIDENCE = iri(Cmq.evidence)


@dataclass(frozen=True, slots=True)
class KnowledgeChange:
    """What a batch changes in the default graph, as N-Triples; no line is in both texts."""

    delete: str
    insert: str


class Consolidator:
    """The index of claims of one store, in an open database.

    The graph that follows from it is a function of the set of documents in it: the same IRIs and
    triples whatever order, batches, repetitions and removals led there. The caller begins and ends
    transactions, and applies the changes to the graph in the order they were made.
    """

    def __init__(self, database: Database, base: str, linker: Linker | None = None) -> None:
        """``linker`` decides which Wikidata items nodes are; the shipped gazetteer's by default."""
        self._database = database
        self._base = base
        self._statements = StatementTable(database)
        self._units = UnitTable(database)
        self._ledger = Ledger(database)
        self._judging = Judging(database, self._statements, self._units)
        self._linker = linker

    def create(self) -> None:
        """Make the tables that are missing."""
        create_tables(self._database)

    def clear(self) -> None:
        """Forget all documents, but not what people judged and which IRIs have moved."""
        clear_tables(self._database)

    def change(
        self,
        gone: Iterable[int],
        come: Iterable[Paper],
        judgements: Iterable[Judgement] | None = None,
    ) -> KnowledgeChange:
        """Take documents out and in. One that comes replaces what it said before.

        No document may be in both. ``judgements`` are all there are, in place of those before;
        without them those before stay.
        """
        gone = list(gone)
        touched = set[str]() if judgements is None else self._judging.change(judgements)
        return self._change(gone, come, touched)

    def relink(self) -> KnowledgeChange:
        """Decide all links anew, for instance because there is another gazetteer.

        Who is who follows, for people of one item are one.
        """
        return self._change([], [], self._statements.blocks(), everything=True)

    def _change(
        self, gone: list[int], come: Iterable[Paper], touched: set[str], *, everything: bool = False
    ) -> KnowledgeChange:
        """``touched`` are groups to be computed whatever came; ``everything`` is linked anew."""
        intake = take_in(self._statements, gone, come, self._judging.blocks)
        difference = Difference(self._units, self._base)
        items = PersonItems(self._statements, lambda: self.linker)
        judged = self._judging.judged
        resolution = Resolution(self._statements, self._units, intake, difference, judged, items)
        resolution.run(touched)
        self._compute(resolution, difference, intake)
        paths = self._to_link(difference, touched, intake, resolution)
        if everything:
            paths |= {path for path in self._units.every_path() if is_linked(path)}
        self._link_nodes(paths, difference, intake, resolution)
        deleted, inserted = difference.triples()
        links = Links(self._statements, self._units, difference, intake).changes()
        slugs: dict[int, str] = {}
        deleted |= {self._link(link, slugs) for link in links.removed}
        inserted |= {self._link(link, slugs) for link in links.added}
        heirs = {number: self._heirs(intake, number) for number in intake.gone}
        self._ledger.record(difference.support_removed, difference.support_added, heirs)
        self._statements.remove_statements(intake.gone)
        self._statements.remove_papers(gone)
        return KnowledgeChange(lines(sorted(deleted - inserted)), lines(sorted(inserted)))

    @property
    def linker(self) -> Linker:
        """What decides about links; opened when it is first needed."""
        if self._linker is None:
            self._linker = shared_linker()
        return self._linker

    def judgements(self) -> list[Judgement]:
        """The judgements that the graph follows."""
        return self._judging.judgements

    def whole(self) -> str:
        """The whole graph as N-Triples text, from what is stored; for making a lost graph anew."""
        triples = set(self._units.every_triple())
        slugs: dict[int, str] = {}
        triples.update(self._link(link, slugs) for link in self._units.every_link())
        return lines(sorted(triples))

    def count_claims(self) -> int:
        """The number of claims that documents make."""
        return self._statements.count_claims()

    def count_units(self) -> dict[str, int]:
        """How many nodes of each kind there are, by the first step of their paths."""
        return self._units.count_units()

    def _compute(self, resolution: Resolution, difference: Difference, intake: Intake) -> None:
        names = Names(self._units)
        gone = frozenset(intake.gone)
        groups = Groups(self._statements, self._units, resolution, gone, names)

        def compute(dirty: set[str]) -> None:
            for grp in sorted(dirty - {""}):
                difference.update(grp, groups.compute(grp))

        # Entities before offices before everything else: the names of the later hold the former's.
        entities = {grp for grp in resolution.dirty if grp.startswith("e:")}
        compute(entities)
        renamed = difference.relabelled.union(*map(names.namesakes, difference.relabelled))
        dirty = (resolution.dirty - entities) | self._naming(renamed)
        offices = {grp for grp in dirty if grp.startswith("o:")}
        compute(offices)
        renamed = {path for path in difference.relabelled if path.startswith("office/")}
        compute((dirty - offices) | (self._naming(renamed) - offices))
        for agent, area in sorted(difference.happened):
            units = groups.compute_inclusions(agent, area)
            difference.update(f"i:{agent}|{area}", units)

    def _to_link(
        self, difference: Difference, touched: set[str], intake: Intake, resolution: Resolution
    ) -> set[str]:
        """The nodes whose link may be another now.

        Those that were written or that are gone, those that people judged something about, and
        persons of whose offices something is new or no longer said.
        """
        paths = difference.written
        for grp in touched:
            paths.update(self._units.paths(grp))
        for row in [*intake.fresh.values(), *intake.gone.values()]:
            if row.kind is StatementKind.OFFICE:
                paths.add(resolution.meant(office_facts(row.text).person)[0])
            elif row.kind is StatementKind.TENURE:
                paths.add(resolution.meant(tenure_facts(row.text).person)[0])
        return {path for path in paths if is_linked(path)}

    def _link_nodes(
        self, paths: Iterable[str], difference: Difference, intake: Intake, resolution: Resolution
    ) -> None:
        judged, gone = self._judging.judged, frozenset(intake.gone)
        united = resolution.united
        linking = Linking(self._statements, self._units, judged, self.linker, gone, united)
        for path in sorted(paths):
            difference.update(link_group(path), linking.units(path))

    def _naming(self, relabelled: Iterable[str]) -> set[str]:
        """The groups whose labels name entities that are called otherwise now."""
        groups: set[str] = set()
        for path in relabelled:
            keys = [f"={digest}" for digest in self._statements.digests_of_person(path)]
            for key in keys or [path]:
                groups |= self._statements.groups_referring(key)
        return groups

    def _heirs(self, intake: Intake, number: int) -> set[int]:
        """The statements that the claims of a statement make now that nobody makes it any more."""
        return {
            heir
            for document, claim in intake.removed[number]
            for heir in self._statements.statements_of_claim(document, claim)
        }

    def _link(self, link: Link, slugs: dict[int, str]) -> str:
        """The triple of a link; ``slugs`` remembers those of documents."""
        node, document, claim = link
        if document not in slugs:
            slugs[document] = self._statements.slug(document)
        path = claim_path(document_path(slugs[document]), claim)
        return f"<{self._base}{safe_path(node)}> {_EVIDENCE} <{self._base}{path}> ."
