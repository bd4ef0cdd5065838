"""An office and its tenures: one person, one office, one spell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.facts import OfficeFacts, TenureFacts
from kg.consolidate.names import Names
from kg.consolidate.observe import FIRM
from kg.consolidate.spells import (
    LONGEST_GAP,
    Bounds,
    Parted,
    Seen,
    Spell,
    spell_names,
    spells,
)
from kg.consolidate.units import BASES, Content, Triples, Unit, day_term, kind_term, strongest
from kg.model import SINGLE_HOLDER, Aspect, Basis, OfficeKind, TenureStatus
from kg.rdf.identifiers import last_step
from kg.rdf.readings import tenure_label
from kg.rdf.triples import worded
from kg.text.slug import slug
from kg.vocabulary import Cmq, Rdfs

_HOLDING = frozenset({TenureStatus.SUBSTANTIVE, TenureStatus.ACTING})
_KINDS = list(OfficeKind)  # OTHER comes last: any other kind says more


@dataclass(frozen=True, slots=True)
class Tenure:
    """A tenure statement with its person found: ``basis`` may be weaker than the words' own."""

    number: int
    facts: TenureFacts
    person: str
    basis: str


@dataclass(frozen=True, slots=True)
class OfficeNode:
    """What the graph says of an office."""

    label: str
    kind: OfficeKind
    of: str

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node."""
        out.type(path, Cmq.Office)
        out.add(path, Rdfs.label, worded(self.label))
        out.add(path, Cmq.officeKind, kind_term(self.kind))
        if self.of:
            out.add(path, Cmq.officeOf, out.node(self.of))


@dataclass(frozen=True, slots=True)
class TenureNode:
    """What the graph says of a tenure."""

    label: str
    holder: str
    office: str
    status: TenureStatus
    bounds: Bounds
    basis: Basis

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node, and the shortcut ``heldOffice`` of who has held it."""
        out.type(path, Cmq.Tenure)
        out.add(path, Rdfs.label, worded(self.label))
        out.add(path, Cmq.holder, out.node(self.holder))
        out.add(path, Cmq.office, out.node(self.office))
        out.add(path, Cmq.tenureStatus, kind_term(self.status))
        write_bounds(path, self.bounds, out)
        out.add(path, Cmq.basis, kind_term(self.basis))
        if self.status in _HOLDING:
            out.share(self.holder, Cmq.heldOffice, out.node(self.office))


def write_bounds(path: str, bounds: Bounds, out: Triples) -> None:
    """Write those of the four bounds that are known."""
    out.add(path, Cmq.possibleFrom, day_term(bounds.possible_from))
    out.add(path, Cmq.certainFrom, day_term(bounds.certain_from))
    out.add(path, Cmq.certainUntil, day_term(bounds.certain_until))
    out.add(path, Cmq.possibleUntil, day_term(bounds.possible_until))


def office_units(
    key: str,
    mentions: Mapping[int, OfficeFacts],
    tenures: Sequence[Tenure],
    names: Names,
) -> list[Unit]:
    """The nodes of an office: itself, and its tenures.

    ``mentions`` and ``tenures`` are those that mean this office, with or without its organisation
    said. Hedged and denied claims make no tenure; where others do, they are evidence about it.
    """
    if not mentions:
        return []
    office = _office(key, list(mentions.values()))
    units = [Unit.of(key, Content(office.label, office, {key: list(mentions)}))]
    parting = _Parting(tenures if office.kind in SINGLE_HOLDER and office.of else ())
    for (person, status), theirs in sorted(_by_holder(tenures).items()):
        parted = _never if status is not TenureStatus.SUBSTANTIVE else parting.by_others(person)
        units += _tenure_units(key, office.label, person, status, theirs, parted, names)
    return units


def tenures_alone(office: str, tenures: Sequence[Tenure], names: Names) -> list[Unit]:
    """The tenures of one person in an office whose organisation nobody says.

    It may be many offices, so nobody else's holding it tells anything.
    """
    units = []
    for (person, status), theirs in sorted(_by_holder(tenures).items()):
        units += _tenure_units(office, names.label(office), person, status, theirs, _never, names)
    return units


def _by_holder(tenures: Sequence[Tenure]) -> dict[tuple[str, TenureStatus], list[Tenure]]:
    held: defaultdict[tuple[str, TenureStatus], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        held[tenure.person, TenureStatus(tenure.facts.status)].append(tenure)
    return held


def _office(key: str, mentions: Sequence[OfficeFacts]) -> OfficeNode:
    # Mentions whose organisation was found elsewhere do not describe the office.
    own = [facts for facts in mentions if facts.key == key] or list(mentions)
    return OfficeNode(
        label=min(_labels(key, own))[1] or last_step(key),
        kind=min((OfficeKind(facts.kind) for facts in own), key=_KINDS.index),
        of=min((facts.of for facts in own if facts.of), default=""),
    )


def _labels(key: str, mentions: Sequence[OfficeFacts]) -> list[tuple[bool, str]]:
    """What an office is called; first as its key has it ("Prime Minister", not "PM")."""
    step = last_step(key)
    return [
        (not step.startswith(slug(facts.role)), facts.label or facts.role) for facts in mentions
    ]


def _tenure_units(
    key: str,
    office: str,
    person: str,
    status: TenureStatus,
    tenures: Sequence[Tenure],
    parted: Parted,
    names: Names,
) -> list[Unit]:
    by_number = {tenure.number: tenure for tenure in tenures}
    firm = [_seen(tenure) for tenure in tenures if tenure.facts.stance in FIRM]
    found = spells(firm, longest_gap=LONGEST_GAP, parted=parted)
    doubtful = [_seen(tenure) for tenure in tenures if tenure.facts.stance not in FIRM]
    about = assign_doubtful(found, doubtful)
    step = f"tenure/{last_step(key)}-{names.step(person)}"
    if status is not TenureStatus.SUBSTANTIVE:
        step += f"-{status.value}"
    units = []
    for index, (spell, name) in enumerate(zip(found, spell_names(found), strict=True)):
        bases = [by_number[one.number].basis for one in spell.all]
        node = TenureNode(
            label=tenure_label(names.label(person), office, status),
            holder=person,
            office=key,
            status=status,
            bounds=spell.bounds,
            basis=Basis(strongest(bases, BASES)),
        )
        path = f"{step}-{name}" if name else step
        numbers = [one.number for one in spell.all] + about[index]
        units.append(Unit.of(path, Content(node.label, node, {path: numbers})))
    return units


def _seen(tenure: Tenure) -> Seen:
    facts = tenure.facts
    return Seen(Aspect(facts.aspect), facts.lo, facts.hi, tenure.number)


def assign_doubtful(found: Sequence[Spell], doubtful: Sequence[Seen]) -> list[list[int]]:
    """For each spell the numbers of hedged and denied statements that are about its time."""
    about: list[list[int]] = [[] for _ in found]
    for seen in doubtful if found else ():
        before = [
            index for index, spell in enumerate(found) if (spell.name_day or 0) <= (seen.last or 0)
        ]
        about[max(before, default=0)].append(seen.number)
    return about


def _never(_last: int, _first: int) -> bool:
    return False


class _Parting:
    """Which days are certainly another's, in an office that has one holder at a time."""

    def __init__(self, tenures: Sequence[Tenure]) -> None:
        certain: set[tuple[int, int, str]] = set()
        for tenure in tenures:
            facts = tenure.facts
            holds = facts.aspect != Aspect.ENDS.value and facts.stance in FIRM
            if not holds or facts.status != TenureStatus.SUBSTANTIVE.value:
                continue
            if facts.lo is not None and facts.hi is not None:
                certain.add((facts.lo, facts.hi, tenure.person))
        self._certain = sorted(certain)
        self._firsts = [first for first, _, _ in self._certain]

    def by_others(self, person: str) -> Callable[[int, int], bool]:
        """Whether somebody else certainly held the office strictly between two days."""

        def parted(last: int, first: int) -> bool:
            for index in range(bisect_right(self._firsts, last), len(self._certain)):
                begin, end, holder = self._certain[index]
                if begin >= first:
                    return False
                if end < first and holder != person:
                    return True
            return False

        return parted
