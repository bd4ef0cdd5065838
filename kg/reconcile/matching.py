"""From queries to candidates, in one generation of a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.reconcile.asking import LONGEST, Asked, Condition
from kg.reconcile.names import NameIndex
from kg.reconcile.properties import Facts, Property, Value, Values, property_named
from kg.reconcile.scoring import Candidate, Evidence, decided, score
from kg.reconcile.similarity import Likeness
from kg.reconcile.types import is_a
from kg.text.slug import fold
from kg.vocabulary import WD

_COMPARED = 60  # candidates whose properties are looked up
_CERTAIN = Likeness(1.0, True)
_ITEM = re.compile(
    rf"(?:wd:|{re.escape(WD)}|https?://www\.wikidata\.org/wiki/)?(Q[1-9]\d{{0,11}})", re.IGNORECASE
)


class Matcher:
    """Finds what queries may mean; ``base`` is that of the IRIs, which ids are relative to."""

    def __init__(self, names: NameIndex, facts: Facts, base: str) -> None:
        self._names = names
        self._facts = facts
        self._base = base

    def candidates(self, batch: Iterable[Asked]) -> list[list[Candidate]]:
        """For each query its candidates, the best first.

        What queries ask of properties is looked up for all of them together.

        Raises:
            UsageError: a property that a query names does not exist.
        """
        queries = list(batch)
        found = [self._possible(asked) for asked in queries]
        known = self._known(queries, found)
        return [
            self._ranked(asked, likenesses, known)
            for asked, likenesses in zip(queries, found, strict=True)
        ]

    def meanings(self, text: str) -> set[str]:
        """The entities that a text means for certain: an id, an IRI, an item, the very name."""
        return set(self._by_id(text)) or self._names.meanings(text)

    # ----------------------------------------------------------------------------- who it may be

    def _possible(self, asked: Asked) -> dict[str, Likeness]:
        if len(asked.name) > LONGEST:
            return {}
        if asked.name:
            found = dict.fromkeys(self._by_id(asked.name), _CERTAIN)
            found = found or self._names.find(asked.name)
        else:
            found = dict.fromkeys(self._by_properties(asked), Likeness(1.0, False))
        if asked.strict != "should":
            found = {iri: like for iri, like in found.items() if self._fits(iri, asked)}
        ranked = sorted(found, key=lambda iri: (-found[iri].value, iri))
        return {iri: found[iri] for iri in ranked[:_COMPARED]}

    def _by_id(self, text: str) -> list[str]:
        """What goes by this id or IRI, or is linked to this Wikidata item."""
        found = [iri for iri in (text, self._base + text) if iri in self._names.kinds]
        item = _ITEM.fullmatch(text)
        if item and not found:
            linked = self._facts.having(property_named("wikidata"), [item[1].upper()])
            found = [iri for iri in linked if iri in self._names.kinds]
        return found

    def _by_properties(self, asked: Asked) -> set[str]:
        """Where no name is given: what any of the properties leads to."""
        found: set[str] = set()
        for condition in asked.conditions:
            wanted = property_named(condition.property)
            values = [each for text in condition.values for each in self._terms(wanted, text)]
            found.update(self._facts.having(wanted, values))
        return found & self._names.kinds.keys()

    def _fits(self, iri: str, asked: Asked) -> bool:
        kind = self._names.kinds[iri]
        fitting = [is_a(kind, wanted) for wanted in asked.types]
        return not fitting or (all(fitting) if asked.strict == "all" else any(fitting))

    # --------------------------------------------------------------------- what is known of them

    def _known(
        self, queries: Sequence[Asked], found: Sequence[Mapping[str, Likeness]]
    ) -> dict[str, Values]:
        """The values of each property that is asked of, for all that it is asked of."""
        wanted: dict[str, set[str]] = {}
        for asked, likenesses in zip(queries, found, strict=True):
            for condition in asked.conditions:
                name = property_named(condition.property).id
                wanted.setdefault(name, set()).update(likenesses)
        return {
            name: self._facts.values(property_named(name), sorted(iris))
            for name, iris in wanted.items()
        }

    def _ranked(
        self, asked: Asked, likenesses: Mapping[str, Likeness], known: Mapping[str, Values]
    ) -> list[Candidate]:
        candidates = []
        for iri, like in likenesses.items():
            agreements = tuple(
                self._agreement(each, known[each.property].get(iri, ()))
                for each in asked.conditions
            )
            if any(map(_fails, asked.conditions, agreements)):
                continue
            evidence = Evidence(like, agreements, asked.name != "", self._fits(iri, asked))
            kind, label = self._names.kinds[iri], self._names.label(iri)
            candidates.append(Candidate(iri, kind, label, score(evidence), evidence))
        candidates.sort(key=lambda each: (-each.score, each.iri))
        return decided(candidates)[: asked.limit]

    def _agreement(self, condition: Condition, values: Sequence[Value]) -> float | None:
        """Whether what is known agrees with a condition; None where nothing is known."""
        if not values:
            return None
        wanted = property_named(condition.property)
        hits = [self._has(wanted, values, text) for text in condition.values]
        match condition.quantifier:
            case "all":
                return float(all(hits))
            case "none":
                return float(not any(hits))
            case _:
                return float(any(hits))

    def _has(self, wanted: Property, values: Sequence[Value], text: str) -> bool:
        terms = set(self._terms(wanted, text))
        folded = fold(text)
        return any(
            each.iri in terms or each.text in terms or (folded and fold(each.text) == folded)
            for each in values
        )

    def _terms(self, wanted: Property, text: str) -> list[str]:
        """The values of a property that a text means: IRIs of entities, else texts."""
        if wanted.kind == "entity":
            return sorted(self.meanings(text))
        item = _ITEM.fullmatch(text) if wanted.id == "wikidata" else None
        return [item[1].upper() if item else text]


def _fails(condition: Condition, agreement: float | None) -> bool:
    """Whether a candidate is out for good; where nothing is known, nothing is excluded."""
    if not condition.required or agreement == 1.0:
        return False
    return agreement == 0.0 or condition.quantifier != "none"
