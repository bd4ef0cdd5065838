"""What the clause of a sentence can come to hold, told before it is made.

Most sentences with a word of contact ("has", "made", "called") are about something else. The
characters that their words can become tell which rules of meetings might match; where none might,
no clause needs to be made.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from kg.extract import contact
from kg.extract.codes import literal
from kg.extract.lattice import Lattice

_LIGHT: Final = (
    contact.HELD,
    contact.PAID,
)  # verbs that need an event: "held talks", "paid a visit"
_AND: Final = literal("and")
_MET, _OFF = literal(contact.MET), literal(contact.OFF)
_EVENTS: Final = frozenset((literal(contact.EVENT), literal(contact.VISIT)))


class _Makes(NamedTuple):
    """What a word of contact may become."""

    always: frozenset[str]
    with_event: frozenset[str]  # where the sentence has an event to hold
    behind: dict[str, frozenset[str]]  # where one of these words comes next
    is_event: bool


def signs_of_clause(lattice: Lattice, sentence: tuple[int, int]) -> set[str]:
    """All characters that the clause of a sentence may have, and perhaps more; none without one."""
    first, last = sentence
    edges, words = lattice.edges, lattice.tokens.words
    hits = lattice.within(contact.TRIGGERS, edges[first], edges[last])
    if not hits:
        return set()
    signs = set(lattice.codes[first:last])
    table = _made_of()
    made = [table[words[token]] for token in hits]
    event = any(makes.is_event for makes in made)
    for token, makes in zip(hits, made, strict=True):
        signs |= makes.with_event if event else makes.always
        if makes.behind and token + 1 < len(words):
            signs |= makes.behind.get(words[token + 1].lower(), frozenset())
    # states act together ("Sudan and Ethiopia"), and so do those who hold an office in them
    if not signs.isdisjoint("CO") and not signs.isdisjoint((_AND, "Z")):
        signs.add("T")
    return signs


@cache
def _made_of() -> dict[str, _Makes]:
    """What each word of contact may become, by its form in the text."""
    return {word: _makes(word.lower()) for word in contact.TRIGGERS}


def _makes(word: str) -> _Makes:
    event = word in contact.NOUNS or word == "delegation"
    made = frozenset("T") if word in contact.DELEGATES else frozenset()
    made |= _EVENTS if word in contact.NOUNS else frozenset()
    form = contact.FORMS.get(word)
    if form is None:
        return _Makes(made, made, {}, event)
    code = frozenset([literal(form.code)])
    if form.code in _LIGHT:
        always = made | {_MET} if word.startswith("conven") else made
        by = {"by": code} if word in contact.CHAIRED else {}  # "the session, chaired by Berg"
        return _Makes(always, always | code, by, event)
    off = frozenset([_OFF])
    if not form.needs:
        return _Makes(made | code, made | code, {"off": off}, event)
    behind = {"off": off, form.needs: code | off if form.needs == "off" else code}
    return _Makes(made, made, behind, event)
