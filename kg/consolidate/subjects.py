"""What a judgement holds on to, of a node that is in the graph at present; and the way back."""

from __future__ import annotations

from kg.consolidate.database import Database
from kg.consolidate.facts import PersonFacts, person_facts
from kg.consolidate.judged import marks
from kg.consolidate.unit_table import UnitTable, unpack
from kg.errors import UsageError
from kg.resolve.judgements import Judgement, Subject
from kg.vocabulary import WD, Schema

_KINDS = ("person", "country", "organisation", "place", "office")


class Subjects:
    """Describes nodes for judgements, from what is stored of them."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._units = UnitTable(database)

    def describe(self, path: str) -> Subject:
        """The subject that means a node, now and after whatever is read next.

        Raises:
            UsageError: nothing of this path can be judged.
        """
        labels = (label for _, label, _ in self._units.units_at(path) if label)
        label = min(labels, default="")
        if not label or path.partition("/")[0] not in _KINDS:
            raise UsageError(f"{path} is nobody and nothing that can be judged")
        if not path.startswith("person/"):
            return Subject(path, label)
        known = self._profiles(path)
        # The path is the name the person goes by, and perhaps a hash behind it.
        key = max((facts.key for facts in known if path.startswith(facts.key)), key=len)
        own = [facts for facts in known if facts.key == key]
        found = {mark for facts in own for mark in marks(facts)}
        firm = {mark for mark in found if not mark.startswith("role/")}
        return Subject(key, label, tuple(sorted(firm or found)))

    def item(self, path: str) -> str:
        """The Q-number of the item that a node is linked to, "" for none."""
        link = f" <{Schema.sameAs}> <{WD}"
        lines = (line for _, _, blob in self._units.units_at(path) for line in unpack(blob)[0])
        found = (line.partition(link)[2].partition(">")[0] for line in lines if link in line)
        return next(found, "")

    def about(self, judgement: Judgement) -> list[str]:
        """The paths of the nodes that a judgement in force is about; [] where nobody is meant."""
        rows = self._db.execute(
            "SELECT DISTINCT path FROM judged WHERE judgement = ? ORDER BY path", (judgement.id,)
        )
        return [path for (path,) in rows if self._units.has_unit(path)]

    def _profiles(self, path: str) -> list[PersonFacts]:
        rows = self._db.execute(
            "SELECT text FROM statement WHERE kind = 'person' AND target = ? AND NOT weak", (path,)
        )
        return [person_facts(text) for (text,) in rows]
