"""Who acts together in a clause beyond named persons: states and unnamed holders."""

from __future__ import annotations

import re
from typing import Final

from kg.extract import contact
from kg.extract.coordination import Agent, Group
from kg.extract.lattice import Lattice, Span
from kg.extract.pattern import compile_rule
from kg.extract.references import Unnamed
from kg.extract.roles import Role, singular
from kg.extract.search import Search

_STATES: Final = Search(
    "(?<lead>(?:(?:the)? Z ,|(?:the)? Z from)) (?<c>[C] (?: , the? [C O]){0,12} ,? and the? [C O]) "
    f"(?={contact.MET}|{contact.HELD}|{contact.SPOKE}) | "
    "(?:(?<=between)|(?<=with)|(?<=among)|(?<=together)) (?<a> (?:the (?:x|K) of)? the? "
    "[C O] (?: , the? [C O]){0,12} ,? and the? [C O]) (?! S) | "
    "(?<![in at to of from with by between the S]) (?<b>the? [C O] (?: , the? [C O]){0,12} ,? and "
    f"the? [C O]) (?={contact.MET}|{contact.HELD}|{contact.SPOKE})"
)


# "the presidents of Russia and Azerbaijan and the prime minister of Armenia", unnamed
_HOLDERS: Final = Search(
    "the? Z (?: (?:,|and|, and) C){1,8} (?: ,? and the? (?<more>T))? (?! [, S C] | and the? [C T])"
)


def group_holders(view: Lattice) -> None:
    """Those who hold one office in several states, where nobody names them."""

    def read(m: re.Match[str]) -> Span | None:
        at = view.codes.index("Z", m.start())
        role = view.value(at)
        if not isinstance(role, Role) or not role.plural or role.of is None:
            return None
        states = [role.of, *(view.value(i) for i in range(*m.span()) if view.codes[i] == "C")]
        start, end = view.start(m.start()), view.end(m.end() - 1)
        agents: list[Agent] = [Unnamed(singular(role), state, start, end) for state in states]
        if m["more"] is not None:
            agents += view.value(m.start("more")).agents
        return Span(*m.span(), "T", Group(tuple(agents)))

    if "Z" in view.codes:
        view.stage(_HOLDERS, read)


# "her counterparts from Croatia, Ivo Maric, and Ghana, Kofi Mensah"
_FROM: Final = Search(
    "(?:counterparts|colleagues|Z) (?:from|of) the? C , T (?: ,? the? C , T){0,10} ,? and "
    "(?:from|of)? the? C , T (?! S)"
)


def group_counterparts(view: Lattice) -> None:
    """Those who are named with their states, one after another."""

    def read(m: re.Match[str]) -> Span:
        groups = (view.value(i) for i in range(*m.span()) if view.codes[i] == "T")
        return Span(*m.span(), "T", Group(tuple(a for group in groups for a in group.agents)))

    if view.codes.count("T") > 1 and "C" in view.codes:
        view.stage(_FROM, read)


_JOINED: Final = compile_rule("and the? [C O]")  # all of these end so


def group_states(view: Lattice) -> None:
    """ "Sudan and Ethiopia" act together where they hold talks."""

    def read(m: re.Match[str]) -> Span:
        agents = [view.value(i) for i in range(*m.span()) if view.codes[i] in "CO"]
        for i in range(*m.span()):  # "the leaders of Brazil, India and China"
            role = view.value(i)
            if isinstance(role, Role) and role.of is not None:
                agents.insert(0, role.of)
        return Span(*m.span(), "T", Group(tuple(agents)))

    if _JOINED.search(view.codes) is not None:
        view.stage(_STATES, read)
