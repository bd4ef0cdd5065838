"""Which of the people that documents know are the same person.

Who of one name is one person is told in ``clusters``, whose names are spelled in several ways in
``spelled``; here the people of a block (those of one family name, however it is spelled) come
together, bare surnames find who is meant, what people judged is heeded, and each gets a path.

Everything is a function of the profiles of a block and of the judgements in force, so nothing
depends on the order in which either came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.consolidate.clusters import Cluster, opposed, people_of_one_name
from kg.consolidate.facts import PersonFacts, is_single
from kg.consolidate.judged import Judged
from kg.consolidate.linked import Accepted, Likely, unite_linked
from kg.consolidate.spelled import Times, in_time, span, unite_spellings
from kg.rdf.identifiers import last_step, short_hash
from kg.resolve.judgements import Judgement
from kg.resolve.person_names import family_form

_HASH_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the path of the IRI and the references to the profiles that mean them.

    ``key`` is the name they go by, ``keys`` are all their names. ``resolved`` are those among the
    references that were taken for this person by surname and office; ``judgements`` those in force
    about this person, in order of time; ``item`` is that by which several people were found to be
    this one.
    """

    path: str
    key: str
    references: tuple[str, ...]
    resolved: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    item: str = ""


def block_of(key: str) -> str:
    """The block of a person's key: the family's name, in whatever way it is spelled."""
    return family_form(last_step(key))


def resolve(
    profiles: Mapping[str, PersonFacts],
    times: Times,
    judged: Judged,
    likely: Likely,
    accepted: Accepted,
) -> list[Person]:
    """The persons of a block, given what is known of each by reference.

    ``times`` say when each profile with a full name is known to hold an office; ``likely`` and
    ``accepted`` which items people are.
    """
    names: defaultdict[str, dict[str, PersonFacts]] = defaultdict(dict)
    for reference, facts in profiles.items():
        names[facts.key][reference] = facts
    clusters = [
        cluster
        for key, known in sorted(names.items())
        if not is_single(key)
        for cluster in people_of_one_name(key, known, judged.sides)
    ]
    clusters = unite_spellings(clusters, profiles, times)
    clusters = judged.unite(clusters, profiles)
    singles = {key: known for key, known in sorted(names.items()) if is_single(key)}
    _join_surnames(singles, clusters, times, judged)
    for key, known in singles.items():
        if known:
            clusters += people_of_one_name(key, known, judged.sides)
    clusters = judged.unite(clusters, profiles)
    return _named(unite_linked(clusters, profiles, judged, likely, accepted), profiles, judged)


def _named(
    clusters: Sequence[Cluster], profiles: Mapping[str, PersonFacts], judged: Judged
) -> list[Person]:
    known_as = Counter(key for cluster in clusters for key in cluster.keys)
    shared = {key for key, count in known_as.items() if count > 1}
    tells_apart = _discriminators([c for c in clusters if c.key in shared], profiles)
    persons = []
    for cluster, judgements in zip(clusters, judged.about(clusters, profiles), strict=True):
        path = cluster.key
        if cluster.key in shared:
            told_apart_by = short_hash(f"{cluster.key}|{tells_apart[id(cluster)]}", _HASH_DIGITS)
            path = f"{cluster.key}-{told_apart_by}"
        resolved = tuple(sorted(cluster.resolved))
        references = tuple(sorted(cluster.references)) + resolved
        keys = tuple(sorted(cluster.keys))
        about = tuple(judgements)
        persons.append(Person(path, cluster.key, references, resolved, keys, about, cluster.item))
    return persons


def _discriminators(
    clusters: Sequence[Cluster], profiles: Mapping[str, PersonFacts]
) -> dict[int, str]:
    """By the cluster's id what tells it from others that go by the same name."""
    found = {id(cluster): cluster.discriminator for cluster in clusters}
    for more in (_by_judgement, partial(_by_knowledge, profiles)):  # where the above does not do
        told = Counter((cluster.key, found[id(cluster)]) for cluster in clusters)
        for cluster in clusters:
            if told[cluster.key, found[id(cluster)]] > 1:
                found[id(cluster)] += more(cluster)
    return found


def _by_judgement(cluster: Cluster) -> str:
    return f"|{sorted(cluster.sides)}"


def _by_knowledge(profiles: Mapping[str, PersonFacts], cluster: Cluster) -> str:
    return f"|{sorted(repr(profiles[reference]) for reference in cluster.references)}"


# ---------------------------------------------------------------- a surname alone


def _join_surnames(
    singles: Mapping[str, dict[str, PersonFacts]],
    clusters: Sequence[Cluster],
    times: Times,
    judged: Judged,
) -> None:
    """Take the profiles of bare surnames to whom they mean, and out of ``singles``."""
    by_tie: defaultdict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        for tie in {*cluster.offices, cluster.wikidata}:
            by_tie[tie].append(index)
    for known in singles.values():
        for reference, facts in sorted(known.items()):
            if judged.is_named(facts):
                continue
            match = _the_one_meant(facts, clusters, by_tie, times, judged)
            if match is not None:
                clusters[match].resolved.add(reference)
                del known[reference]


def _the_one_meant(
    facts: PersonFacts,
    clusters: Sequence[Cluster],
    by_tie: Mapping[str, Sequence[int]],
    times: Times,
    judged: Judged,
) -> int | None:
    """The cluster that a bare surname means, if there is exactly one.

    ``by_tie`` finds clusters by item and by office; in a block that judgements have joined, some
    have other surnames.
    """
    meant = set(by_tie.get(facts.wikidata, ()) if facts.wikidata else ())
    if not meant:
        holders = {index for office, _, _ in facts.offices for index in by_tie.get(office, ())}
        meant = {index for index in holders if _holds_the_office(facts, clusters[index], times)}
    sides, surname = judged.sides(facts), block_of(facts.key)
    meant = {
        index
        for index in meant
        if any(block_of(key) == surname for key in clusters[index].keys)
        and not opposed(sides, clusters[index].sides)
    }
    return meant.pop() if len(meant) == 1 else None


def _holds_the_office(facts: PersonFacts, cluster: Cluster, times: Times) -> bool:
    if facts.wikidata and cluster.wikidata and facts.wikidata != cluster.wikidata:
        return False
    return any(
        office in cluster.offices and in_time(first, last, span(cluster, office, times))
        for office, first, last in facts.offices
    )
