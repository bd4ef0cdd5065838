"""One-to-one matching of predicted items with the gold of a document, and what it counts.

A pair may match when its kind's rule holds (below). Pairs are taken greedily, the closest first,
required gold before optional gold, each item once. What then remains is a miss (gold that is not
optional) or false (a prediction, if the document is `complete` for the kind); an optional gold item
may absorb further predictions. So a fact predicted twice is false once.

person, organisation
    the name, or one of `alt`.
office
    person, role, organisation and status.
membership
    member, organisation and status. The date is compared over matched pairs.
meeting
    status, and two common participants (one, where the gold has one: then the type as well).
    Type, place, date and completeness of the participants are compared over matched pairs.

Where the gold names a `claimant` (null: nobody), that is compared over matched pairs as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tools.scoring.compare import (
    Item,
    participant_count,
    same_date,
    same_name,
    same_organisation,
    same_role,
    same_status,
    shared_participants,
    values,
)

KINDS = ("person", "organisation", "office", "membership", "meeting")
DETAILS = {"membership": ("date",), "meeting": ("participants", "type", "place", "date")}


@dataclass
class Tally:
    """What was counted of one kind: items, and the right details of matched items."""

    found: int = 0
    missed: int = 0
    false: int = 0
    details: dict[str, list[int]] = field(default_factory=dict)  # name: [right, compared]

    @property
    def precision(self) -> float:
        """Share of predictions that are right; 1 where nothing was predicted."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.found += other.found
        self.missed += other.missed
        self.false += other.false
        for name, (right, compared) in other.details.items():
            own = self.details.setdefault(name, [0, 0])
            own[0] += right
            own[1] += compared


@dataclass(frozen=True)
class Fault:
    """One difference: a MISS, a FALSE item, or a WRONG detail (with the gold it should be)."""

    kind: str
    what: str
    document: str
    item: Item
    gold: Item | None = None


def closeness(kind: str, predicted: Item, gold: Item) -> float:
    """How well two items of a kind agree; 0 where they may not be matched."""
    if kind in ("person", "organisation"):
        return float(same_name(predicted.get("name"), values(gold, "name", "alt")))
    if kind == "office":
        person = same_name(predicted.get("person"), values(gold, "person", "alt_person"))
        if not (person and same_role(predicted, gold) and same_organisation(predicted, gold)):
            return 0.0
        return float(same_status(predicted, gold, "current"))
    if kind == "membership":
        member = same_name(predicted.get("member"), values(gold, "member", "alt_member"))
        organisation = same_name(predicted.get("org"), values(gold, "org", "alt_orgs"))
        if not (member and organisation and same_status(predicted, gold, "member")):
            return 0.0
        return 1.0 + 0.1 * same_date(predicted.get("date"), gold)
    return _meeting_closeness(predicted, gold)


def _meeting_closeness(predicted: Item, gold: Item) -> float:
    shared, named = shared_participants(predicted, gold), participant_count(gold)
    if shared < min(2, named) or not shared or not same_status(predicted, gold, "held"):
        return 0.0
    right = details("meeting", predicted, gold)
    if named == 1 and not right["type"]:
        return 0.0
    share = shared / max(named, participant_count(predicted))
    return share + 0.25 * right["date"] + 0.2 * right["place"] + 0.15 * right["type"]


def details(kind: str, predicted: Item, gold: Item) -> dict[str, bool]:
    """Which details of a matched pair are right."""
    said = {}
    if "claimant" in gold:
        said["claimant"] = same_name(
            predicted.get("claimant"), values(gold, "claimant", "alt_claimant")
        )
    if kind == "membership":
        return {"date": same_date(predicted.get("date"), gold), **said}
    if kind != "meeting":
        return said
    shared = shared_participants(predicted, gold)
    return {
        "participants": shared == participant_count(gold) == participant_count(predicted),
        "type": (predicted.get("type") or "meeting") in values(gold, "type", "alt_type"),
        "place": same_name(predicted.get("place"), values(gold, "place", "alt_place")),
        "date": same_date(predicted.get("date"), gold),
        **said,
    }


def pairs(kind: str, predicted: Sequence[Item], gold: Sequence[Item]) -> dict[int, int]:
    """Indices of predictions to those of their gold; only optional gold occurs more than once."""
    candidates = [
        (-score, bool(g.get("optional")), i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if (score := closeness(kind, p, g)) > 0
    ]
    candidates.sort()
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in candidates:
        if i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    for _, optional, i, j in candidates:
        if optional:
            chosen.setdefault(i, j)
    return chosen


def compare_kind(
    kind: str, record: Item, predicted: Sequence[Item], gold: Sequence[Item]
) -> tuple[Tally, list[Fault]]:
    """Count one kind of one document."""
    document, chosen, tally = str(record["id"]), pairs(kind, predicted, gold), Tally()
    faults: list[Fault] = []
    for j, item in enumerate(gold):
        if item.get("optional"):
            continue
        if j in chosen.values():
            tally.found += 1
        else:
            tally.missed += 1
            faults.append(Fault("MISS", kind, document, item))
    complete = record.get("complete")
    for i, item in enumerate(predicted):
        if i not in chosen:
            if isinstance(complete, list) and kind in complete:
                tally.false += 1
                faults.append(Fault("FALSE", kind, document, item))
        elif not gold[chosen[i]].get("optional"):
            faults.extend(_count_details(kind, document, item, gold[chosen[i]], tally))
    return tally, faults


def _count_details(
    kind: str, document: str, predicted: Item, gold: Item, tally: Tally
) -> Iterator[Fault]:
    for name, right in details(kind, predicted, gold).items():
        counts = tally.details.setdefault(name, [0, 0])
        counts[0] += right
        counts[1] += 1
        if not right:
            yield Fault("WRONG", f"{kind} {name}", document, predicted, gold)


def compare(record: Item, predicted: Sequence[Item]) -> tuple[dict[str, Tally], list[Fault]]:
    """Count all kinds of one document of the gold."""
    gold = record["gold"]
    if not isinstance(gold, list):
        raise TypeError(f"{record['id']}: gold is not a list")
    tallies: dict[str, Tally] = {}
    faults: list[Fault] = []
    for kind in KINDS:
        wanted = [item for item in gold if item["kind"] == kind]
        given = [item for item in predicted if item.get("kind") == kind]
        tallies[kind], found = compare_kind(kind, record, given, wanted)
        faults.extend(found)
    return tallies, faults
