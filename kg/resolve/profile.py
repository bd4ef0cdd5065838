"""What a text, or many, say of one entity, as far as it tells which Wikidata item that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Post(NamedTuple):
    """An office that somebody is said to hold or to have held.

    ``of`` is the Q-number of its country or organisation and ``country`` that of the country it
    lies in, "" where unknown. ``first`` and ``last`` are the days, in ISO form, between which it
    is said to be held; "" where nobody says when.
    """

    role: str
    of: str = ""
    country: str = ""
    first: str = ""
    last: str = ""


NOWHERE: frozenset[str] = frozenset()
ELSEWHERE = frozenset({"Q0"})  # countries are spoken of, but none that any candidate is of


class Profile(NamedTuple):
    """All that the linker looks at. Two equal profiles get equal decisions.

    ``countries`` are Q-numbers of the countries that it is tied to by what is said of it, and
    ``around`` those that are spoken of near it. ``day`` is the last day, in ISO form, on which it
    is spoken of. Of an office, ``posts`` holds itself.
    """

    kind: str  # a kind of kg.resolve.item, or "" for whatever bears the name
    names: tuple[str, ...]  # the fullest first
    countries: frozenset[str] = NOWHERE
    around: frozenset[str] = NOWHERE
    posts: tuple[Post, ...] = ()
    day: str = ""
    known: frozenset[str] = NOWHERE  # Q-numbers that the list of names it was read with gives
    there: bool = False  # the text is somewhere in it: "in Providence"
    compound: bool = False  # only as the first word of a phrase that begins a sentence
    opens: bool = False  # it is named at the beginning of sentences only, where every word is large


def full_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of more than one word, where there are any.

    Where only a grammar has found a body, its acronym and "the Council" are those of others as
    well: the International Cat Council (ICC) is no other ICC. So are the surnames of a person.

    >>> full_names(["International Cat Council", "ICC", "Council"]), full_names(["Ofcom"])
    (('International Cat Council',), ('Ofcom',))
    """
    names = tuple(names)
    return tuple([name for name in names if " " in name]) or names
