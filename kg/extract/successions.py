"""Who held an office before, where the office is named only with who takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.extract.office_clause import Clause, Found
from kg.extract.office_phases import Phase, predicate
from kg.extract.persons import PersonMention
from kg.extract.ranks import is_rank
from kg.extract.tenures import TenureReading, titled
from kg.model import OfficeKind

_NEAR: Final = 400  # characters between the office and who succeeds whom in it
_BACK: Final = 80  # symbols
# Of others who bear their title in passing, another office may be meant: "Berg, the chairman of
# the Reef Party, succeeds Lind" as prime minister.
_OF_STATES: Final = frozenset(
    (
        OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.MINISTER,
        OfficeKind.FOREIGN_MINISTER, OfficeKind.DEFENCE_MINISTER,
    )
)  # fmt: skip


def predecessor(clause: Clause, found: Found) -> Found:
    """ "Berg was elected president. She succeeds Lind": Lind was president before her.

    Only where one office was told of her right before: with two, the words leave open which.
    """
    subject = clause.subject()
    if clause.sentence_says("if", "could", "as", "would"):
        return []
    if subject is None:
        person = _inducted(clause, found)
        verdict = predicate([], clause.words("verb")) if person else None
    else:
        person = titled(clause.lattice.value(subject.symbol)).person
        verdict = predicate(subject.aux, clause.words("verb"))
    if person is None or verdict is None:
        return []
    told = _told(clause, person, found)
    if len(told) != 1:
        return []
    before = Phase.HOLDS if verdict[1] else Phase.ENDED
    role = told[0].role._replace(of=told[0].of, status="")
    return clause.said_of(clause.m.start("prior"), before, roles=[role])


def successor(clause: Clause, found: Found) -> Found:
    """ "Berg was president until May. She was succeeded by Lind": Lind became president."""
    subject = clause.subject()
    verdict = predicate(subject.aux, clause.words("verb")) if subject else None
    if subject is None or verdict is None or _PASSIVE.isdisjoint(subject.aux):
        return []
    if clause.sentence_says("if", "could", "as", "would"):
        return []
    who = titled(clause.lattice.value(subject.symbol))
    at = clause.lattice.start(clause.m.start())
    entity = who.person.entity
    said = [t for t in found if t.person.entity == entity and t.start < at and at - t.end < _NEAR]
    said = [t for t in said or who.tenures if not is_rank(t.role.title)]
    last = max((t.end for t in said), default=0)
    told = [t for t in said if t.end == last]
    if len(told) != 1 or told[0].status in ("nominee", "elect"):
        return []
    role = told[0].role._replace(of=told[0].of, status="")
    return clause.said_of(clause.m.start("next"), Phase.BEGAN, verdict[1], roles=[role])


_PASSIVE: Final = frozenset("was be been is".split())


def _inducted(clause: Clause, found: Found) -> PersonMention | None:
    """ "The King appointed Berg as mayor. She succeeds": who alone was appointed right before."""
    before = clause.before("verb")
    if [word.lower() for word in before] not in (["he"], ["she"]):
        return None
    at = clause.lattice.start(clause.m.start())
    near = {t.person.entity: t.person for t in found if 0 < at - t.end < _NEAR and _begins(t)}
    return next(iter(near.values())) if len(near) == 1 else None


def _begins(tenure: TenureReading) -> bool:
    return tenure.phase is Phase.BEGAN


def _told(clause: Clause, person: PersonMention, found: Found) -> list[TenureReading]:
    """The offices that the nearest words say somebody takes, or a minister's or ruler's title."""
    lattice, symbol = clause.lattice, clause.m.start()
    at = lattice.start(symbol)
    said = [t for t in found if t.person.entity == person.entity and t.start < at and _begins(t)]
    for earlier in lattice.places("P", max(0, symbol - _BACK), symbol):
        who = titled(lattice.value(earlier))
        if who.person.entity == person.entity:
            said += [t for t in who.tenures if t.role.kind in _OF_STATES and t.status != "former"]
    said = [t for t in said if at - t.end < _NEAR]
    last = max((t.end for t in said), default=0)
    return [t for t in said if t.end == last]


SUCCESSIONS: dict[str, Callable[[Clause, Found], Found]] = {
    "office.succeeds": predecessor,
    "office.succeeded-by-name": successor,
}
