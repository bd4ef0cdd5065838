"""People's judgements as consolidation takes them: as input like claims, above what is inferred.

A judgement means clusters by what it holds on to: the name, and the strongest of Wikidata item,
office and country that anybody of the name has. One that means nobody waits until somebody comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.consolidate.clusters import Cluster, Side, merged, opposed
from kg.consolidate.facts import PersonFacts
from kg.consolidate.spelled import leading_key
from kg.resolve.judgements import Fit, Judgement, Subject, Verb, is_person
from kg.resolve.rulings import Link, Rulings, link_of, rulings

_ORDER = {fit: rank for rank, fit in enumerate(Fit)}  # from nothing to the Wikidata item
Profiles = Mapping[str, PersonFacts]


class Judged:
    """The judgements in force, for finding out who is who."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.rulings: Rulings = rulings(judgements)
        self._same = [one for one in self.rulings.same if one.subjects[0].is_person]
        self._different: defaultdict[str, list[Judgement]] = defaultdict(list)
        for one in self.rulings.different:
            for key in {subject.key for subject in one.subjects}:
                self._different[key].append(one)

    def __bool__(self) -> bool:
        return bool(self.rulings.by_key)

    @property
    def bridges(self) -> list[tuple[str, str]]:
        """Pairs of names that were judged to be one person's."""
        return [(one.subjects[0].key, one.subjects[1].key) for one in self._same]

    @property
    def about_others(self) -> list[tuple[str, str]]:
        """(judgement, key) of those in force about anything but persons."""
        by_key = self.rulings.by_key.items()
        return [(one.id, key) for key, ones in by_key for one in ones if not is_person(key)]

    def keys_of_change(self, before: Judged) -> set[str]:
        """The keys about which something else was judged before."""
        now, then = self.rulings.by_key, before.rulings.by_key
        return {key for key in {*now, *then} if now.get(key) != then.get(key)}

    def sides(self, facts: PersonFacts) -> frozenset[Side]:
        """On which sides of judgements that two are different a profile is."""
        found: set[Side] = set()
        for judgement in self._different.get(facts.key, ()):
            known = marks(facts)
            one, other = (
                _ORDER[subject.fit(known)] if subject.key == facts.key else 0
                for subject in judgement.subjects
            )
            if one != other:
                found.add((judgement.id, 0 if one > other else 1))
        return frozenset(found)

    def is_named(self, facts: PersonFacts) -> bool:
        """Whether a judgement says who a profile is the same as."""
        about = self.rulings.about(facts.key)
        named = [s for one in about if one.verb is Verb.SAME for s in one.subjects]
        return any(s.key == facts.key and s.fit(marks(facts)) is not Fit.NONE for s in named)

    def unite(self, clusters: list[Cluster], profiles: Profiles) -> list[Cluster]:
        """Unite those whom people judged to be the same; of contradictions the later one holds."""
        for judgement in self._same:
            meant = [meant_by(subject, clusters, profiles) for subject in judgement.subjects]
            if not all(meant):
                continue
            group = [c for c in clusters if c in meant[0] or c in meant[1]]
            if any(opposed(one.sides, other.sides) for one in group for other in group):
                continue  # through a third; who would have to go cannot be told
            if len(group) > 1:
                whole = merged(leading_key(group, profiles), group)
                clusters = [whole, *(c for c in clusters if c not in group)]
        return clusters

    def about(self, clusters: Sequence[Cluster], profiles: Profiles) -> list[list[Judgement]]:
        """For each person of a block the judgements in force about them."""
        found: list[list[Judgement]] = [[] for _ in clusters]
        if not self:
            return found
        keys = sorted({key for cluster in clusters for key in cluster.keys})
        judgements = {one.id: one for key in keys for one in self.rulings.about(key)}
        for one in sorted(judgements.values(), key=lambda one: one.order):
            for subject in one.subjects:
                for cluster in meant_by(subject, clusters, profiles):
                    told = found[next(i for i, c in enumerate(clusters) if c is cluster)]
                    if one not in told:
                        told.append(one)
        return found

    def link(self, key: str) -> Link:
        """What people say of the Wikidata item of an entity that is no person."""
        return link_of(self.rulings.about(key))


def marks(facts: PersonFacts) -> tuple[str, ...]:
    """What tells a profile from others of the name, as judgements hold on to it."""
    firm = {facts.wikidata, *facts.countries, *(office for office, _, _ in facts.offices)} - {""}
    return tuple(sorted(firm or {f"role/{role}" for role in facts.roles}))


def meant_by(subject: Subject, clusters: Iterable[Cluster], profiles: Profiles) -> list[Cluster]:
    """The clusters that a judgement means: all with its item, else its offices, else the only one
    with its countries."""
    by_fit: defaultdict[Fit, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if subject.key not in cluster.keys:
            continue
        known = [profiles[reference] for reference in cluster.references]
        fits = (subject.fit(marks(facts)) for facts in known if facts.key == subject.key)
        by_fit[max(fits, key=_ORDER.__getitem__, default=Fit.NONE)].append(cluster)
    for fit in (Fit.ITEM, Fit.OFFICE):
        if by_fit[fit]:
            return by_fit[fit]
    return by_fit[Fit.WEAK] if len(by_fit[Fit.WEAK]) == 1 else []
