"""Tenures as read: one office of one person, before persons, countries and dates are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.extract import office_guards as guards
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.office_phases import Phase
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.extract.rules import Rule


class TenureReading(NamedTuple):
    """One office of one person as read: the claim before persons and dates are resolved."""

    person: PersonMention
    role: Role
    of: Name | None
    rule: str
    start: int
    end: int
    status: str = ""  # "", acting, former, elect, nominee
    phase: Phase = Phase.HOLDS
    stated: bool = False  # by a verb: in a quote it is the speaker's claim, a mere title is not
    nationality: Name | None = None  # "Canadian mayor": where the office lies, not whose it is
    date: DatePhrase | None = None  # its own, where a list of titles has several
    until: int = -1  # the offset behind which dates are of another title


@dataclass(slots=True)
class Titled:
    """A person mention with the offices that the same phrase gives."""

    person: PersonMention
    tenures: list[TenureReading] = field(default_factory=list)


def titled(value: PersonMention | Titled) -> Titled:
    """The value of a P, with or without offices."""
    return value if isinstance(value, Titled) else Titled(value)


def tenures(
    lattice: Lattice, rule: Rule, span: tuple[int, int], person: PersonMention, roles: list[Role],
    status: str = "", phase: Phase = Phase.HOLDS, *, stated: bool = False,
) -> list[TenureReading]:  # fmt: skip
    """One reading for each office among the roles; none if one of them is not one person's."""
    if any(role.plural for role in roles):
        return []
    start, end = lattice.start(span[0]), lattice.end(span[1] - 1)
    return [
        TenureReading(
            person, role, role.of, rule.id, start, end,
            status if status == "nominee" and role.status != "acting" else role.status or status,
            phase, stated, role.nationality,
        )
        for role in guards.offices_only(roles)
    ]  # fmt: skip


def own_dates(
    lattice: Lattice, symbols: list[int], found: list[TenureReading]
) -> list[TenureReading]:
    """Each title of a list with its own date: "minister from 2001 to 2003 and mayor since 2005".

    ``symbols`` are those of the titles; there can be more of them than readings.
    """
    dated = list(found)
    for at, (symbol, following) in enumerate(pairwise(symbols[: len(found) + 1])):
        day = next(lattice.places("D", symbol, following), -1)
        if day >= 0:
            dated[at] = found[at]._replace(date=lattice.value(day))
        elif at == len(found) - 1:
            dated[at] = found[at]._replace(until=lattice.start(following))
    return dated
