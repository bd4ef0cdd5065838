"""Names to search by: read once for each generation, then looked through in memory.

The engine would read every name for every search; here a search among 100,000 names takes
milliseconds, and accents, case and punctuation make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.text.slug import fold
from kg.vocabulary import CMQ
from kg.web.graph import Graph

_CLASSES = (
    "Person", "Country", "InternationalOrganisation", "GovernmentBody", "Organisation",
    "Office", "Place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A node whose name fits."""

    iri: str
    label: str
    kind: str  # last step of its class
    name: str  # the other name that fits, "" if it is the label


@dataclass(frozen=True, slots=True)
class Names:
    """The names of people, organisations, countries, offices and places, folded."""

    folded: list[str]
    names: list[str]
    nodes: list[tuple[str, str]]  # IRI and class of each name
    labels: dict[str, str]

    @classmethod
    def read(cls, graph: Graph) -> Names:
        """All names of a generation."""
        names = cls([], [], [], {})
        for property_, name in (("rdfs:label", True), ("skos:altLabel", False)):
            for kind in _CLASSES:
                for row in graph.rows(f"SELECT ?x ?n {{ ?x a cmq:{kind} ; {property_} ?n }}"):
                    names.folded.append(f" {fold(row['n'])}")
                    names.names.append(row["n"])
                    names.nodes.append((row["x"], CMQ + kind))
                    if name:
                        names.labels.setdefault(row["x"], row["n"])
        return names

    def find(self, needle: str) -> list[Found]:
        """The nodes with a name that holds every word of the needle, best first."""
        wanted = fold(needle)
        words = wanted.split()
        if not words:
            return []
        fitting = (
            index for index, name in enumerate(self.folded) if all(word in name for word in words)
        )
        ranked = sorted(fitting, key=lambda index: (*_rank(self.folded[index], wanted), index))
        best: dict[str, Found] = {}
        for index in ranked:
            iri, class_iri = self.nodes[index]
            label = self.labels.get(iri, self.names[index])
            other = "" if self.names[index] == label else self.names[index]
            best.setdefault(iri, Found(iri, label, class_iri.removeprefix(CMQ), other))
        return list(best.values())

    def similar(self, words: Iterable[str], most: int = 5) -> list[Found]:
        """Nodes whose names hold all of the words, or else any of them."""
        wanted = [word for word in words if len(word) > 2][:4]
        found: dict[str, Found] = {}
        for needle in (" ".join(wanted), *wanted):
            for item in self.find(needle)[:most]:
                found.setdefault(item.iri, item)
            if len(found) >= most:
                break
        return list(found.values())[:most]


def _rank(name: str, wanted: str) -> tuple[int, int]:
    """The same name first, then names that begin so, hold the words in order, hold them at all."""
    if name[1:] == wanted:
        return 0, len(name)
    if name.startswith(f" {wanted}"):
        return 1, len(name)
    return (2 if f" {wanted}" in name else 3), len(name)
