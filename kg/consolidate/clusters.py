"""Profiles of one name that are one person as far as is known.

Precision comes first: two people of one name who cannot be one (other Wikidata items, countries
that differ and no office in common, or a person's word that they are two) stay two. A mention that
could be either is the one whose role it names (of a mayor and a chairman, "Mayor Miller" is the
mayor), and else stays a third of its own, because a wrong merge invents facts and a missed one only
hides some.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.consolidate.facts import PersonFacts

Side = tuple[str, int]  # a judgement that two are different, and which of the two
Sides = Callable[[PersonFacts], frozenset[Side]]


@dataclass(slots=True, eq=False)
class Cluster:
    """Profiles that mean one person. ``key`` is the name it goes by, ``keys`` all its names."""

    key: str
    references: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # the roles of these offices
    roles: set[str] = field(default_factory=set)  # nobody says of what
    sides: set[Side] = field(default_factory=set)
    wikidata: str = ""
    keys: set[str] = field(default_factory=set)
    resolved: set[str] = field(default_factory=set)  # references of surnames that mean this person
    item: str = ""  # that of several people, who were found to be one by it

    def add(self, reference: str, facts: PersonFacts, sides: Iterable[Side] = ()) -> None:
        """Let a profile be this person's."""
        self.references.add(reference)
        self.keys.add(facts.key)
        self.countries.update(facts.countries)
        self.offices.update(office for office, _, _ in facts.offices)
        self.titles.update(facts.titles)
        self.roles.update(facts.roles)
        self.sides.update(sides)
        self.wikidata = self.wikidata or facts.wikidata

    def absorb(self, other: Cluster) -> None:
        """Let another cluster be this person's as well."""
        self.references |= other.references
        self.keys |= other.keys
        self.resolved |= other.resolved
        self.countries |= other.countries
        self.offices |= other.offices
        self.titles |= other.titles
        self.roles |= other.roles
        self.sides |= other.sides
        self.wikidata = self.wikidata or other.wikidata
        self.item = self.item or other.item

    @property
    def ties(self) -> set[str]:
        """What ties the person down."""
        return self.countries | self.offices

    @property
    def discriminator(self) -> str:
        """What tells this person from others of the name, if no judgement is needed for that."""
        return self.wikidata or min(self.ties, default="")


def people_of_one_name(key: str, known: Mapping[str, PersonFacts], sides: Sides) -> list[Cluster]:
    """The people whom profiles of one name, by reference, mean."""
    clusters = _connected(key, known, sides)
    free = [c for c in clusters if all(compatible(c, other) for other in clusters)]
    if len(free) == len(clusters):  # nothing speaks against one person
        return [merged(key, clusters)]
    # A cluster that fits everybody is told by its role, or belongs to nobody.
    told_apart = [cluster for cluster in clusters if cluster not in free]
    people = []
    for group in components(told_apart, compatible):
        people += [merged(key, group)] if agree(group, compatible) else group
    akin = [[person for person in people if _akin(cluster, person)] for cluster in free]
    for cluster, persons in zip(free, akin, strict=True):
        if len(persons) == 1:
            persons[0].absorb(cluster)
    left = [cluster for cluster, persons in zip(free, akin, strict=True) if len(persons) != 1]
    nameless = [cluster for cluster in left if not cluster.ties]
    people += [cluster for cluster in left if cluster.ties]
    people += [merged(key, nameless)] if nameless else []
    return sorted(people, key=lambda cluster: (cluster.discriminator, min(cluster.references)))


def compatible(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters can be one person."""
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return False
    if opposed(one.sides, other.sides):
        return False
    apart = bool(one.countries and other.countries) and not one.countries & other.countries
    return not apart or bool(one.offices & other.offices)


def opposed(one: Iterable[Side], other: Iterable[Side]) -> bool:
    """Whether somebody judged that one is not the other."""
    theirs = set(other)
    return any((judgement, 1 - side) in theirs for judgement, side in one)


def merged(key: str, clusters: Iterable[Cluster]) -> Cluster:
    """One cluster of several."""
    whole = Cluster(key)
    for cluster in clusters:
        whole.absorb(cluster)
    return whole


Related = Callable[[Cluster, Cluster], bool]


def components(clusters: Iterable[Cluster], related: Related) -> list[list[Cluster]]:
    """Clusters that are related, directly or through others."""
    groups: list[list[Cluster]] = []
    for cluster in clusters:
        near = [group for group in groups if any(related(cluster, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([cluster, *(other for group in near for other in group)])
    return groups


def agree(group: Sequence[Cluster], related: Related) -> bool:
    """Whether all of a group are related to all."""
    return all(related(one, other) for i, one in enumerate(group) for other in group[:i])


def _akin(one: Cluster, other: Cluster) -> bool:
    """Whether one is called, without saying of what, what the other is called as well.

    Two who are chairmen of different boards are not akin.
    """
    if opposed(one.sides, other.sides):
        return False
    return bool(one.roles & (other.roles | other.titles) or one.titles & other.roles)


def _connected(key: str, known: Mapping[str, PersonFacts], sides: Sides) -> list[Cluster]:
    """Profiles that share a Wikidata item, else a country or an office, transitively.

    Those that nothing ties down are kept apart by the roles they name.
    """
    anchored: dict[tuple[str, frozenset[Side]], Cluster] = {}  # by item, and what people judged
    others: list[Cluster] = []
    owner: dict[str, Cluster] = {}  # tie → the cluster that has it
    untied: defaultdict[tuple[str, ...], Cluster] = defaultdict(lambda: Cluster(key))
    for reference in sorted(known):
        facts = known[reference]
        judged = sides(facts)
        if facts.wikidata or judged:
            anchor = facts.wikidata, judged
            anchored.setdefault(anchor, Cluster(key)).add(reference, facts, judged)
            continue
        fresh = Cluster(key)
        fresh.add(reference, facts)
        if not fresh.ties:
            untied[facts.roles].add(reference, facts)
            continue
        for met in _distinct(owner[tie] for tie in sorted(fresh.ties) if tie in owner):
            fresh.absorb(met)
            others.remove(met)
        others.append(fresh)
        owner.update(dict.fromkeys(fresh.ties, fresh))
    firm = _anchored(key, [anchored[anchor] for anchor in sorted(anchored, key=_anchor_order)])
    left = []
    shared_with = [
        [anchor for anchor in firm if anchor.ties & cluster.ties] for cluster in others
    ]  # before any is absorbed, for an absorbed one brings ties of its own
    for cluster, anchors in zip(others, shared_with, strict=True):
        if len(anchors) == 1:
            anchors[0].absorb(cluster)
        else:
            left.append(cluster)
    return [*firm, *left, *untied.values()]


def _anchored(key: str, clusters: list[Cluster]) -> list[Cluster]:
    """Those of one item, or with ties in common, are one, unless a judgement speaks against it."""
    people = []
    for group in components(clusters, _one_anchor):
        able = agree(group, lambda one, other: not opposed(one.sides, other.sides))
        items = {cluster.wikidata for cluster in group} - {""}
        people += [merged(key, group)] if able and len(items) < 2 else group
    return people


def _one_anchor(one: Cluster, other: Cluster) -> bool:
    if opposed(one.sides, other.sides):
        return False
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    return bool(one.ties & other.ties)


def _anchor_order(anchor: tuple[str, frozenset[Side]]) -> tuple[str, list[Side]]:
    return anchor[0], sorted(anchor[1])


def _distinct(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())
