"""Names that are spelled in different ways and are one person's.

That names are alike never suffices: the people have to hold one office within a year of each other,
or to have one Wikidata item; nothing may speak against it, and nobody else may be meant as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.consolidate.clusters import Cluster, agree, compatible, components, merged
from kg.consolidate.facts import Day, PersonFacts, is_single
from kg.rdf.identifiers import last_step
from kg.resolve.person_names import alike

PATIENCE = 366  # days from the known evidence of an office within which another name may be meant

Times = Mapping[tuple[str, str], tuple[Day, Day]]  # (reference, office) → first and last evidence
Profiles = Mapping[str, PersonFacts]


def offices_of_likes(profiles: Profiles) -> tuple[set[str], set[str]]:
    """The offices that people of names which are alike hold, and these names: when matters."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for facts in profiles.values():
        if not is_single(facts.key):
            for office, _, _ in facts.offices:
                names[office].add(facts.key)
    found = {
        (office, key)
        for office, keys in names.items()
        for pair in combinations(sorted(keys), 2)
        if _alike(*pair)
        for key in pair
    }
    return {office for office, _ in found}, {key for _, key in found}


def unite_spellings(clusters: list[Cluster], profiles: Profiles, times: Times) -> list[Cluster]:
    """Unite clusters of different full names that are one person's."""
    by_tie: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for tie in {*cluster.offices, cluster.wikidata} - {""}:
            by_tie[tie].append(cluster)
    related = {
        frozenset((id(one), id(other)))
        for tie, known in by_tie.items()
        for one, other in combinations(known, 2)
        if one.key != other.key
        and _can_be_one(one, other)
        and (tie == one.wikidata == other.wikidata or _at_one_time(one, other, tie, times))
    }
    if not related:
        return clusters
    involved = [c for c in clusters if any(id(c) in pair for pair in related)]
    united: list[Cluster] = [c for c in clusters if c not in involved]
    for group in components(involved, lambda a, b: frozenset((id(a), id(b))) in related):
        able = agree(group, _can_be_one)
        united += [merged(leading_key(group, profiles), group)] if able else group
    return united


def leading_key(clusters: Iterable[Cluster], profiles: Profiles) -> str:
    """Which of several names a person goes by: one the gazetteer knows, a full one, a usual one."""
    known = [profiles[reference] for cluster in clusters for reference in cluster.references]
    usual = Counter(facts.key for facts in known)
    return min(
        (not facts.wikidata, *_shortness(facts.key), -usual[facts.key], facts.key)
        for facts in known
    )[-1]


def span(cluster: Cluster, office: str, times: Times) -> tuple[Day, Day]:
    """When somebody is known to hold an office."""
    known = [times[r, office] for r in cluster.references if (r, office) in times]
    firsts = [first for first, _ in known if first is not None]
    lasts = [last for _, last in known if last is not None]
    return min(firsts, default=None), max(lasts, default=None)


def in_time(first: Day, last: Day, known: tuple[Day, Day]) -> bool:
    """Whether nothing of when an office was held speaks against one holder."""
    begin, end = known
    too_early = last is not None and begin is not None and last < begin - PATIENCE
    too_late = first is not None and end is not None and first > end + PATIENCE
    return not (too_early or too_late)


def _can_be_one(one: Cluster, other: Cluster) -> bool:
    if not compatible(one, other):
        return False
    if one.wikidata and one.wikidata == other.wikidata:
        return True
    return all(a == b or _alike(a, b) for a in one.keys for b in other.keys)


def _at_one_time(one: Cluster, other: Cluster, office: str, times: Times) -> bool:
    first, last = span(one, office, times)
    known = span(other, office, times)
    told = not (first is None and last is None) and known != (None, None)
    return told and in_time(first, last, known)


def _alike(one: str, other: str) -> bool:
    return alike(last_step(one), last_step(other))


def _shortness(key: str) -> tuple[bool, bool]:
    """Whether a key is a name alone, and whether an initial stands for the first name."""
    return is_single(key), len(last_step(key).partition("-")[0]) == 1
