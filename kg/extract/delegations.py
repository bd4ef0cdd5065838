"""Those who act for a state or an organisation without a name of their own."""

from __future__ import annotations

from kg.extract import contact
from kg.extract.coordination import Group
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name


def plain_word(view: Lattice, symbol: int) -> str:
    """The only word of a symbol, in small letters; "" for what is no plain word."""
    if not 0 <= symbol < len(view.codes):
        return ""
    first, last = view.edges[symbol], view.edges[symbol + 1]
    return view.tokens.words[first].lower() if last - first == 1 else ""


def delegates(view: Lattice, symbol: int) -> Span | None:
    """ "Russian and Turkish officials": those for whom they speak."""
    first = symbol
    while first > 0 and symbol - first < 3 and view.codes[first - 1] in "xmK":
        word = plain_word(view, first - 1)
        if word == "and" or word in contact.DETERMINERS:
            return None
        first -= 1
    agents: list[Name] = []
    while first > 0 and view.codes[first - 1] in "ACO":
        agents.insert(0, view.value(first - 1)._replace(adjective=False))
        first -= 1
        joined = plain_word(view, first - 1) == "and" or view.codes[first - 1 : first] == ","
        if not joined or first < 2 or view.codes[first - 2] not in "ACO":
            break
        first -= 1
    if not agents:
        return None
    while first > 0 and plain_word(view, first - 1) in ("senior", "top", "the", "some"):
        first -= 1
    return Span(first, symbol + 1, "T", Group(tuple(agents)))
