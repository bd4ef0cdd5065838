"""One match of a meeting rule in a clause, with its arguments."""

from __future__ import annotations

import re

from kg.extract.clauses import Event, VerbGroup
from kg.extract.coordination import Agent, Group
from kg.extract.lattice import Lattice
from kg.extract.meeting_rules import MeetingRule
from kg.extract.names import Name


class Match:
    """One match of a rule in a clause, with its arguments."""

    def __init__(self, view: Lattice, m: re.Match[str], rule: MeetingRule) -> None:
        self.view, self.m, self.rule = view, m, rule
        verb, noun = self._value("verb"), self._value("noun")
        self.verb = verb if isinstance(verb, VerbGroup) else None
        self.noun = noun if isinstance(noun, Event) else None
        if self.noun is None:
            inside = map(self.view.value, range(*m.span()))
            self.noun = next((value for value in inside if isinstance(value, Event)), None)

    def at(self, name: str) -> int:
        """The symbol of an argument, under its name or its name with a 2; -1 without it."""
        for group in (name, f"{name}2", f"{name}3", f"{name}4"):
            if group in self.m.re.groupindex and self.m[group] is not None:
                return self.m.start(group)
        return -1

    def _value(self, name: str) -> object:
        at = self.at(name)
        return None if at < 0 else self.view.value(at)

    def refuse(self, why: str) -> None:
        """Record why nothing is read."""
        self.view.refused(self.rule, *self.m.span(), why)

    def agents(self, name: str) -> tuple[Agent, ...]:
        """The agents of an argument."""
        at = self.at(name)
        return () if at < 0 else agents_of(self.view.value(at))

    def plain(self, first: int, last: int) -> list[str]:
        """Words of the clause between two symbols, without its dates."""
        view, first, last = self.view, max(0, first), min(last, len(self.view.codes))
        if view.codes.find("D", first, last) < 0:
            return view.words(first, last) if first < last else []
        return [
            word
            for symbol in range(first, last)
            if view.codes[symbol] != "D"
            for word in view.words(symbol, symbol + 1)
        ]

    def words(self, first: int, last: int) -> list[str]:
        """Words of the clause between two symbols, in small letters."""
        return [w.lower() for w in self.view.words(max(0, first), min(last, len(self.view.codes)))]


def agents_of(value: Group | Name | None) -> tuple[Agent, ...]:
    """The agents of a group; a state or an organisation acts itself."""
    if value is None:
        return ()
    return (value,) if isinstance(value, Name) else value.agents
