"""Memberships: one agent in one organisation with one role, from joining to leaving.

A membership is a lasting thing: only an end parts two spells, never mere silence. And "is a member"
does not take back that it was frozen: a status stays until the membership ends or starts anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.consolidate.facts import Day, MembershipFacts
from kg.consolidate.names import Names
from kg.consolidate.observe import FIRM
from kg.consolidate.offices import assign_doubtful, write_bounds
from kg.consolidate.spells import Bounds, Seen, Spell, spell_names, spells
from kg.consolidate.units import (
    BASES,
    Content,
    Triples,
    Unit,
    day_term,
    kind_term,
    ranks,
    strongest,
)
from kg.model import Aspect, Basis, MemberRole, MembershipStatus, Stance
from kg.rdf.readings import membership_label
from kg.rdf.triples import worded
from kg.vocabulary import Cmq, Rdfs

_STANCES = ranks(Stance)  # asserted before reported


@dataclass(frozen=True, slots=True)
class MembershipNode:
    """What the graph says of a membership."""

    label: str
    member: str
    organisation: str
    role: MemberRole
    status: MembershipStatus
    status_from: Day
    bounds: Bounds
    basis: Basis
    stance: Stance

    def write(self, path: str, out: Triples) -> None:
        """Write the triples of the node, and ``memberOf`` while a full membership lasts."""
        out.type(path, Cmq.Membership)
        out.add(path, Rdfs.label, worded(self.label))
        out.add(path, Cmq.member, out.node(self.member))
        out.add(path, Cmq.organisation, out.node(self.organisation))
        out.add(path, Cmq.memberRole, kind_term(self.role))
        out.add(path, Cmq.membershipStatus, kind_term(self.status))
        out.add(path, Cmq.statusFrom, day_term(self.status_from))
        write_bounds(path, self.bounds, out)
        out.add(path, Cmq.basis, kind_term(self.basis))
        out.add(path, Cmq.stance, kind_term(self.stance))
        if self.role is MemberRole.FULL and self.status is not MembershipStatus.ENDED:
            out.share(self.member, Cmq.memberOf, out.node(self.organisation))


def membership_units(
    member: str, organisation: str, statements: Mapping[int, MembershipFacts], names: Names
) -> list[Unit]:
    """The memberships of an agent in an organisation, each role for itself."""
    by_role: defaultdict[str, dict[int, MembershipFacts]] = defaultdict(dict)
    for number, facts in statements.items():
        by_role[facts.role][number] = facts
    units = []
    for role, of_role in sorted(by_role.items()):
        units += _units_of_role(member, organisation, MemberRole(role), of_role, names)
    return units


def _units_of_role(
    member: str,
    organisation: str,
    role: MemberRole,
    statements: Mapping[int, MembershipFacts],
    names: Names,
) -> list[Unit]:
    firm = {number: facts for number, facts in statements.items() if facts.stance in FIRM}
    found = spells(_seen(number, facts) for number, facts in firm.items())
    doubtful = [_seen(number, f) for number, f in statements.items() if number not in firm]
    about = assign_doubtful(found, doubtful)
    step = f"membership/{names.step(member)}-{names.step(organisation)}"
    if role is not MemberRole.FULL:
        step += f"-{role.value.removesuffix('-member')}"
    units = []
    for index, (spell, name) in enumerate(zip(found, spell_names(found), strict=True)):
        path = f"{step}-{name}" if name else step
        status, status_from, telling = _status(spell, firm)
        node = MembershipNode(
            label=membership_label(names.label(member), names.label(organisation), role),
            member=member,
            organisation=organisation,
            role=role,
            status=status,
            status_from=status_from,
            bounds=spell.bounds,
            basis=Basis(strongest((facts.basis for facts in telling), BASES)),
            stance=Stance(strongest((facts.stance for facts in telling), _STANCES)),
        )
        numbers = [seen.number for seen in spell.all] + about[index]
        units.append(Unit.of(path, Content(node.label, node, {path: numbers})))
    return units


def _seen(number: int, facts: MembershipFacts) -> Seen:
    aspect = Aspect(facts.aspect)
    if facts.status == MembershipStatus.ENDED.value:
        aspect = Aspect.ENDS
    elif aspect is Aspect.STARTS and facts.status != MembershipStatus.ACTIVE.value:
        aspect = Aspect.HOLDS  # the freezing starts, not the membership
    return Seen(aspect, facts.lo, facts.hi, number)


def _status(
    spell: Spell, statements: Mapping[int, MembershipFacts]
) -> tuple[MembershipStatus, Day, list[MembershipFacts]]:
    """The latest status, the day by which it held, and the statements that tell it.

    Frozen, suspended and (re)started are marked by words of their own; mere membership is not.
    """
    if spell.ends:
        ended = [statements[seen.number] for seen in spell.ends]
        return MembershipStatus.ENDED, spell.bounds.possible_until, ended
    marked = [
        (statements[seen.number].status, seen)
        for seen in spell.during
        if statements[seen.number].status != MembershipStatus.ACTIVE.value
        or seen.aspect is Aspect.STARTS
    ]
    if not marked:
        active = [statements[seen.number] for seen in spell.during]
        return MembershipStatus.ACTIVE, spell.bounds.certain_from, active
    status = max(marked, key=lambda pair: (pair[1].last or 0, pair[1].first or 0, pair[0]))[0]
    others = [seen.last or 0 for other, seen in marked if other != status]
    since = max(others, default=None)
    days = [
        seen.hi
        for other, seen in marked
        if other == status and seen.hi is not None and (since is None or seen.hi >= since)
    ]
    if status == MembershipStatus.ACTIVE.value:  # mere membership tells of it as well
        marked = [(statements[seen.number].status, seen) for seen in spell.during]
    telling = [statements[seen.number] for other, seen in marked if other == status]
    return MembershipStatus(status), min(days, default=None), telling
