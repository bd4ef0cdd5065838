"""What the clause of a sentence can come to hold, told before it is made.

Most sentences with a word of contact ("has", "made", "called") are about something else. The
characters that their words can become tell which rules of meetings might match; where none might,
no clause needs to be made.
"""

from __future__ import annotations

from kg.extract import contact
from kg.extract.codes import literal
from kg.extract.lattice import Lattice

_LIGHT = (contact.HELD, contact.PAID)  # verbs that need an event: "held talks", "paid a visit"
_AND = literal("and")
_MET, _OFF = literal(contact.MET), literal(contact.OFF)
_EVENTS = frozenset((literal(contact.EVENT), literal(contact.VISIT)))


def signs_of_clause(lattice: Lattice, sentence: tuple[int, int]) -> set[str]:
    """All characters that the clause of a sentence may have, and perhaps more; none without one."""
    first, last = sentence
    edges, words = lattice.edges, lattice.tokens.words
    hits = lattice.among(contact.TRIGGERS, edges[first], edges[last])
    if not hits:
        return set()
    signs = set(lattice.codes[first:last])
    small = [words[token].lower() for token in hits]
    event = "delegation" in small or not contact.NOUNS.keys().isdisjoint(small)
    for token, word in zip(hits, small, strict=True):
        following = words[token + 1].lower() if token + 1 < len(words) else ""
        signs |= _made_of(word, following, event=event)
    # states act together ("Sudan and Ethiopia"), and so do those who hold an office in them
    if not signs.isdisjoint("CO") and not signs.isdisjoint((_AND, "Z")):
        signs.add("T")
    return signs


def _made_of(word: str, following: str, *, event: bool) -> set[str]:
    """What a word of contact may become; ``event`` where the sentence has an event to hold."""
    found: set[str] = set()
    if word in contact.NOUNS:
        found |= _EVENTS
    if word in contact.DELEGATES:
        found.add("T")
    form = contact.FORMS.get(word)
    if form is None:
        return found
    if form.code in _LIGHT:
        found |= {_MET} if word.startswith("conven") else set()
        return found | {literal(form.code)} if event else found
    if following == "off":
        found.add(_OFF)
    return found | {literal(form.code)} if form.needs in ("", following) else found
