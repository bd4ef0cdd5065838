"""People of several names who are one item of Wikidata, each for itself: they are one person.

What is decided about the item of each is a function of what documents say of that one alone, so it
does not matter who came first. Nothing may speak against it: neither the countries of any two, nor
a judgement that they are different.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from kg.consolidate.clusters import Cluster, agree, compatible, merged
from kg.consolidate.facts import is_single
from kg.consolidate.judged import Judged
from kg.consolidate.spelled import Profiles, leading_key
from kg.resolve.rulings import Link, link_of

# The items that a person may be by name; None where only an office could tell.
Likely = Callable[[Cluster], frozenset[str] | None]
# The accepted item of a person, given what people judged of it; "" for none.
Accepted = Callable[[Cluster, Link], str]


def unite_linked(
    clusters: list[Cluster], profiles: Profiles, judged: Judged, likely: Likely, accepted: Accepted
) -> list[Cluster]:
    """Unite the people of a block whose accepted items are the same."""
    rulings = [
        link_of(one for one in ones if one in judged.rulings.links)
        for ones in judged.about(clusters, profiles)
    ]
    by_item: defaultdict[str, list[Cluster]] = defaultdict(list)
    for index in _in_question(clusters, rulings, likely):
        by_item[accepted(clusters[index], rulings[index])].append(clusters[index])
    for item, group in sorted(by_item.items()):
        full = [cluster for cluster in group if not is_single(cluster.key)]
        if item and len(group) > 1 and full and agree(group, compatible):
            whole = _united(item, full, group, profiles)
            clusters = [whole, *(c for c in clusters if c not in group)]
    return clusters


def _in_question(clusters: Sequence[Cluster], rulings: Sequence[Link], likely: Likely) -> list[int]:
    """Whose item has to be asked for: those who may have one in common with somebody else."""
    if len(clusters) < 2:
        return []
    items = [
        frozenset({ruling.qid}) if ruling.qid else likely(cluster)
        for cluster, ruling in zip(clusters, rulings, strict=True)
    ]
    known = Counter(item for own in items if own is not None for item in own)
    if None in items:
        return [at for at, own in enumerate(items) if own is None or own]
    return [at for at, own in enumerate(items) if own and any(known[item] > 1 for item in own)]


def _united(
    item: str, full: Sequence[Cluster], group: Sequence[Cluster], profiles: Profiles
) -> Cluster:
    """One person of several; bare surnames mean the one who has a full name."""
    whole = merged(leading_key(full, profiles), full)
    for single in group:
        if single not in full:
            whole.resolved |= single.references | single.resolved
    whole.item = item
    return whole
