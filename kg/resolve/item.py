"""The value types of a gazetteer: an item of Wikidata, its terms of office, a name's candidate."""

from __future__ import annotations

from typing import NamedTuple

OFFICE = "office"  # the one kind of item that is not a kg.model.EntityKind

# Kinds of items in the order of the numbers that an artefact keeps; append only.
KINDS = (
    "person",
    "country",
    "international-organisation",
    "government-body",
    "organisation",
    "place",
    OFFICE,
)

# How a name means an item, best first; artefacts keep the position. "former": it bore the name
# once; "short": made from the label by leaving words out; "title": of an office, without its
# jurisdiction; "close": of something that the item only nearly is; "adjective": of its people.
WAYS = ("label", "alias", "acronym", "former", "short", "title", "surname", "close", "adjective")


class Term(NamedTuple):
    """One spell of one person in one office.

    ``office`` and ``of`` (jurisdiction or organisation) are Q-numbers, ``of`` is "" if unknown.
    ``start`` and ``end`` are ISO dates at their own precision ("2014", "2014-05", "2014-05-26"),
    "" if unknown: an open term is never to be taken as current.
    """

    office: str
    start: str = ""
    end: str = ""
    of: str = ""


class Former(NamedTuple):
    """A name that an item bore for some time: ISO dates at their own precision, "" if unknown."""

    name: str
    start: str = ""
    end: str = ""


class Item(NamedTuple):
    """What a gazetteer knows of one item of Wikidata.

    ``kind`` is the value of a kg.model.EntityKind, or "office". ``countries`` are Q-numbers of
    nationality, seat or jurisdiction. ``prior`` is its prominence: the number of sitelinks, or a
    stand-in where a source has none (docs/gazetteer.md); compare it within a kind only. ``born``
    and ``died`` are ISO dates at their own precision. ``adjectives`` name its people, not it;
    ``close`` are names of something that it only nearly is (Nagorno-Karabakh and the state there).
    ``source`` names the data set that the facts come from.
    """

    qid: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    prior: int = 0
    born: str = ""
    died: str = ""
    terms: tuple[Term, ...] = ()
    source: str = ""
    adjectives: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    close: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """An item that a name may mean; ``how`` is one of WAYS, ``prior`` compares within a kind."""

    qid: str
    how: str
    kind: str
    prior: int


class Holder(NamedTuple):
    """A person's term in an office."""

    person: str
    term: Term


def number(qid: str) -> int:
    """The number of a Q-number.

    >>> number("Q399")
    399

    Raises:
        ValueError: it is none.
    """
    if not (qid.startswith("Q") and qid[1:].isascii() and qid[1:].isdigit()):
        raise ValueError(f"“{qid}” is no Q-number")
    return int(qid[1:])
