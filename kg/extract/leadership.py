"""Who leads a body, where a verb or a phrase says it instead of a title: "heads", "led by"."""

from __future__ import annotations

from typing import Final

from kg.extract.apposed_bodies import apposed_body, board_after, headed_body
from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.office_clause import Clause, Found, said
from kg.extract.office_cues import COMING, UNSAID, standing
from kg.extract.office_phases import Phase, act
from kg.extract.office_subjects import begins_clause
from kg.extract.role_owners import may_hold
from kg.extract.roles import Role
from kg.extract.title_words import PRESIDENCIES
from kg.extract.titles import office_kind
from kg.model import EntityKind, OfficeKind

_ROLES: Final = {
    "heads": "Head", "headed": "Head", "head": "Head", "leads": "Leader", "led": "Leader",
    "chairs": "Chair", "chaired": "Chair",
}  # fmt: skip
_STATES: Final = (EntityKind.COUNTRY, EntityKind.PLACE)


def _role(verb: str, of: Name) -> Role | None:
    title = _ROLES.get(verb)
    return None if title is None else Role(title, OfficeKind.OTHER, of, "", False, verb)


def _heads(clause: Clause) -> Found:
    """ "heads", "chairs", "has led" an organisation: the office is read from the verb."""
    role = _role(clause.words("verb")[0].lower(), clause.lattice.value(clause.m.start("of")))
    return said(clause, [role]) if role else []


def _heads_small(clause: Clause) -> Found:
    """ "heads the electoral commission", "heads the energy company Merrow"."""
    lattice, first = clause.lattice, clause.m.end("verb")
    verb = clause.words("verb")[0].lower()
    if verb.startswith("chair") and (board := board_after(lattice, first)) is not None:
        return said(clause, [Role(board[0], OfficeKind.OTHER, board[1], "", False, verb)])
    of, _ = apposed_body(lattice, first)
    if of is None and lattice.codes[first] not in "xmKA":
        of, _ = headed_body(lattice, first)
    role = None if of is None else _role(verb, of)
    return said(clause, [role]) if role else []


def _helm(clause: Clause) -> Found:
    """ "has been at the helm of Oslo Bank", "took the helm of Oslo Bank"."""
    of: Name = clause.lattice.value(clause.m.start("of"))
    return said(clause, [Role("Head", OfficeKind.OTHER, of, "", False, "at the helm")])


def _led_by(clause: Clause) -> Found:
    """ "Oslo Bank, headed by Berg": she is its head.

    Where the body stands behind a preposition, what she led may be a meeting or a mission of it.
    """
    lattice, symbol = clause.lattice, clause.m.start("of")
    of: Name = lattice.value(symbol)
    if of.kind in _STATES or not _is_alone(lattice, symbol):
        return []
    aux = clause.words("aux")
    told = standing([word for word in aux if word != ","])
    role = _role(clause.words("verb")[0].lower(), of)
    if role is None or told == UNSAID:
        return []
    small = {word.lower() for word in aux}
    ended = small & {"was", "were", "had"} and not small & {"has", "have"}
    phase = Phase.ENDED if ended else Phase.HOLDS
    if told == COMING:
        return clause.said_of(clause.m.start("who"), Phase.BEGAN, "elect", roles=[role])
    return clause.said_of(clause.m.start("who"), phase, roles=[role])


def _is_alone(lattice: Lattice, symbol: int) -> bool:
    """Whether the body at a symbol begins a clause, but for its article."""
    before = symbol - (lattice.word(symbol - 1) in ("the", "its", "their"))
    return begins_clause(lattice, before) or lattice.codes[before - 1 : before] in ("A", "S")


def _chosen(clause: Clause) -> Found:
    """ "was chosen to lead Oslo Bank"."""
    of: Name = clause.lattice.value(clause.m.start("of"))
    verb = clause.words("head")[0].lower()
    role = _role(_LEADS.get(verb, verb), of)
    return said(clause, [role]) if role else []


def _appointed_to_lead(clause: Clause) -> Found:
    """ "appointed Berg to head Oslo Bank"."""
    verdict = act(clause.before("verb"), clause.words("verb")[0])
    of: Name = clause.lattice.value(clause.m.start("of"))
    verb = clause.words("head")[0].lower()
    role = _role(_LEADS.get(verb, verb), of)
    if verdict is None or role is None:
        return []
    return clause.said_of(clause.m.start("who"), *verdict, roles=[role])


_LEADS: Final = {"lead": "leads", "chair": "chairs", "run": "heads"}


def _presidency(clause: Clause) -> Found:
    """ "assumed the presidency of Spain"."""
    title = PRESIDENCIES[clause.words("office")[0].lower()]
    of: Name = clause.lattice.value(clause.m.start("of"))
    role = Role(title, office_kind(title, of), of, "", False, title)
    if not may_hold(role, of):
        return []
    left = clause.words("verb")[0].lower() in ("resigned", "left")
    return [r._replace(phase=Phase.ENDED) if left else r for r in said(clause, [role])]


READERS: Final = {
    "office.presidency": _presidency,
    "office.heads": _heads,
    "office.heads-small": _heads_small,
    "office.helm": _helm,
    "office.led-by": _led_by,
    "office.chosen-to-lead": _chosen,
    "office.appoints-to-lead": _appointed_to_lead,
}
