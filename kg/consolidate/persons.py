"""Which of the people that documents know by one name are the same person.

Precision comes first: two people of one name who cannot be one (other Wikidata items, or countries
that differ and no office in common) stay two. A mention that could be either is the one whose role
it names (of a mayor and a chairman, "Mayor Miller" is the mayor), and else stays a third of its
own, because a wrong merge invents facts and a missed one only hides some.

Everything is a function of the set of profiles of a block, the people whose names end in the same
word; so nothing depends on the order documents came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.consolidate.facts import Day, PersonFacts, is_single
from kg.rdf.identifiers import last_step, short_hash

_HASH_DIGITS = 6
_PATIENCE = 366  # days from the known evidence of an office that a bare surname may lie away from

Times = Mapping[tuple[str, str], tuple[Day, Day]]  # (reference, office) → first and last evidence


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the path of the IRI and the references to the profiles that mean them.

    ``resolved`` are those among them that were taken for this person by surname and office.
    """

    path: str
    key: str
    references: tuple[str, ...]
    resolved: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class _Cluster:
    """Profiles of one name that are one person as far as is known."""

    key: str
    references: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # the roles of these offices
    roles: set[str] = field(default_factory=set)  # nobody says of what
    wikidata: str = ""

    def add(self, reference: str, facts: PersonFacts) -> None:
        self.references.add(reference)
        self.countries.update(facts.countries)
        self.offices.update(office for office, _, _ in facts.offices)
        self.titles.update(facts.titles)
        self.roles.update(facts.roles)
        self.wikidata = self.wikidata or facts.wikidata

    def absorb(self, other: _Cluster) -> None:
        self.references |= other.references
        self.countries |= other.countries
        self.offices |= other.offices
        self.titles |= other.titles
        self.roles |= other.roles
        self.wikidata = self.wikidata or other.wikidata

    @property
    def ties(self) -> set[str]:
        return self.countries | self.offices

    @property
    def discriminator(self) -> str:
        """What tells this person from others of the name: no two clusters of a name share it."""
        return self.wikidata or min(self.ties, default="")


def block_of(key: str) -> str:
    """The block of a person's key: the last word of the name."""
    return last_step(key).rpartition("-")[2]


def resolve(profiles: Mapping[str, PersonFacts], times: Times) -> list[Person]:
    """The persons of a block, given what is known of each by reference.

    ``times`` say when each profile with a full name is known to hold an office.
    """
    names: defaultdict[str, dict[str, PersonFacts]] = defaultdict(dict)
    for reference, facts in profiles.items():
        names[facts.key][reference] = facts
    clusters = [
        cluster
        for key, known in sorted(names.items())
        if not is_single(key)
        for cluster in _people_of_one_name(key, known)
    ]
    by_tie: defaultdict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        for tie in {*cluster.offices, cluster.wikidata}:
            by_tie[tie].append(index)
    joined: defaultdict[int, list[str]] = defaultdict(list)
    for key, known in sorted(names.items()):
        if not is_single(key):
            continue
        for reference in sorted(known):
            match = _the_one_meant(known[reference], clusters, by_tie, times)
            if match is not None:
                joined[match].append(reference)
    taken = {reference for references in joined.values() for reference in references}
    for key, known in sorted(names.items()):
        rest = {reference: facts for reference, facts in known.items() if reference not in taken}
        if is_single(key) and rest:
            clusters += _people_of_one_name(key, rest)
    return _named(clusters, joined)


def _named(clusters: Sequence[_Cluster], joined: Mapping[int, list[str]]) -> list[Person]:
    counts: defaultdict[str, int] = defaultdict(int)
    for cluster in clusters:
        counts[cluster.key] += 1
    persons = []
    for index, cluster in enumerate(clusters):
        path = cluster.key
        if counts[cluster.key] > 1:
            told_apart_by = short_hash(f"{cluster.key}|{cluster.discriminator}", _HASH_DIGITS)
            path = f"{cluster.key}-{told_apart_by}"
        resolved = tuple(sorted(joined.get(index, ())))
        references = tuple(sorted(cluster.references)) + resolved
        persons.append(Person(path, cluster.key, references, resolved))
    return persons


# ---------------------------------------------------------------- one name


def _people_of_one_name(key: str, known: Mapping[str, PersonFacts]) -> list[_Cluster]:
    clusters = _connected(key, known)
    free = [c for c in clusters if all(_compatible(c, other) for other in clusters)]
    if len(free) == len(clusters):  # nothing speaks against one person
        return [_merged(key, clusters)]
    # A cluster that fits everybody is told by its role, or belongs to nobody.
    told_apart = [cluster for cluster in clusters if cluster not in free]
    people = []
    for group in _groups(told_apart):
        agree = all(_compatible(one, other) for one in group for other in group)
        people += [_merged(key, group)] if agree else group
    akin = [[person for person in people if _akin(cluster, person)] for cluster in free]
    for cluster, persons in zip(free, akin, strict=True):
        if len(persons) == 1:
            persons[0].absorb(cluster)
    left = [cluster for cluster, persons in zip(free, akin, strict=True) if len(persons) != 1]
    nameless = [cluster for cluster in left if not cluster.ties]
    people += [cluster for cluster in left if cluster.ties]
    people += [_merged(key, nameless)] if nameless else []
    return sorted(people, key=lambda cluster: cluster.discriminator)


def _connected(key: str, known: Mapping[str, PersonFacts]) -> list[_Cluster]:
    """Profiles that share a Wikidata item, else a country or an office, transitively.

    Those that nothing ties down are kept apart by the roles they name.
    """
    by_item: dict[str, _Cluster] = {}
    others: list[_Cluster] = []
    owner: dict[str, _Cluster] = {}  # tie → the cluster that has it
    untied: defaultdict[tuple[str, ...], _Cluster] = defaultdict(lambda: _Cluster(key))
    for reference in sorted(known):
        facts = known[reference]
        if facts.wikidata:
            by_item.setdefault(facts.wikidata, _Cluster(key)).add(reference, facts)
            continue
        fresh = _Cluster(key)
        fresh.add(reference, facts)
        if not fresh.ties:
            untied[facts.roles].add(reference, facts)
            continue
        for met in _distinct(owner[tie] for tie in sorted(fresh.ties) if tie in owner):
            fresh.absorb(met)
            others.remove(met)
        others.append(fresh)
        owner.update(dict.fromkeys(fresh.ties, fresh))
    left = []
    shared_with = [
        [item for item in by_item.values() if item.ties & cluster.ties] for cluster in others
    ]  # before any is absorbed, for an absorbed one brings ties of its own
    for cluster, items in zip(others, shared_with, strict=True):
        if len(items) == 1:
            items[0].absorb(cluster)
        else:
            left.append(cluster)
    return [*by_item.values(), *left, *untied.values()]


def _compatible(one: _Cluster, other: _Cluster) -> bool:
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return False
    apart = bool(one.countries and other.countries) and not one.countries & other.countries
    return not apart or bool(one.offices & other.offices)


def _akin(one: _Cluster, other: _Cluster) -> bool:
    """Whether one is called, without saying of what, what the other is called as well.

    Two who are chairmen of different boards are not akin.
    """
    return bool(one.roles & (other.roles | other.titles) or one.titles & other.roles)


def _groups(clusters: list[_Cluster]) -> list[list[_Cluster]]:
    """Clusters that are compatible, directly or through others."""
    groups: list[list[_Cluster]] = []
    for cluster in clusters:
        near = [group for group in groups if any(_compatible(cluster, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([cluster, *(other for group in near for other in group)])
    return groups


def _merged(key: str, clusters: Iterable[_Cluster]) -> _Cluster:
    whole = _Cluster(key)
    for cluster in clusters:
        whole.absorb(cluster)
    return whole


def _distinct(clusters: Iterable[_Cluster]) -> list[_Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())


# ---------------------------------------------------------------- a surname alone


def _the_one_meant(
    facts: PersonFacts,
    clusters: Sequence[_Cluster],
    by_tie: Mapping[str, Sequence[int]],
    times: Times,
) -> int | None:
    """The cluster that a bare surname means, if there is exactly one.

    All clusters of a block end in that surname; ``by_tie`` finds them by item and by office.
    """
    meant = set(by_tie.get(facts.wikidata, ()) if facts.wikidata else ())
    if not meant:
        holders = {index for office, _, _ in facts.offices for index in by_tie.get(office, ())}
        meant = {index for index in holders if _holds_the_office(facts, clusters[index], times)}
    return meant.pop() if len(meant) == 1 else None


def _holds_the_office(facts: PersonFacts, cluster: _Cluster, times: Times) -> bool:
    if facts.wikidata and cluster.wikidata and facts.wikidata != cluster.wikidata:
        return False
    return any(
        office in cluster.offices and _in_time(first, last, _span(cluster, office, times))
        for office, first, last in facts.offices
    )


def _span(cluster: _Cluster, office: str, times: Times) -> tuple[Day, Day]:
    known = [times[r, office] for r in cluster.references if (r, office) in times]
    firsts = [first for first, _ in known if first is not None]
    lasts = [last for _, last in known if last is not None]
    return min(firsts, default=None), max(lasts, default=None)


def _in_time(first: Day, last: Day, span: tuple[Day, Day]) -> bool:
    begin, end = span
    too_early = last is not None and begin is not None and last < begin - _PATIENCE
    too_late = first is not None and end is not None and first > end + _PATIENCE
    return not (too_early or too_late)
