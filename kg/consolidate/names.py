"""What nodes are called: their labels, and the steps that stand for them in other nodes' paths."""

from __future__ import annotations

from kg.consolidate.unit_table import UnitTable
from kg.rdf.identifiers import last_step

_KINDS = ("country", "organisation", "person", "place")  # of entities, first steps of their paths


class Names:
    """Names of the nodes as they are now: ask when all entities of a batch are updated."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        self._labels: dict[str, str] = {}
        self._steps: dict[str, str] = {}

    def label(self, path: str) -> str:
        """The label of a node; one that has none is called by its path."""
        if path not in self._labels:
            found = (label for _, label, _ in self._units.units_at(path) if label)
            label = min(found, default="") or last_step(path).replace("-", " ")
            self._labels[path] = label
        return self._labels[path]

    def step(self, path: str) -> str:
        """The last step of an entity, with its kind where another kind of entity has the same.

        A member called place/luxembourg has another membership than country/luxembourg.
        """
        if path not in self._steps:
            step = last_step(path)
            shared = self.namesakes(path) and path.count("/") == 1
            self._steps[path] = path.replace("/", "-") if shared else step
        return self._steps[path]

    def namesakes(self, path: str) -> set[str]:
        """The entities of other kinds with the same last step."""
        kind, _, step = path.partition("/")
        if kind not in _KINDS:
            return set()
        others = (f"{other}/{step}" for other in _KINDS if other != kind)
        return {other for other in others if self._units.has_unit(other)}
