"""Of whom a text goes on: the person who is the subject of the sentence before."""

from __future__ import annotations

from typing import Final

from kg.extract import contact
from kg.extract.coordination import Group
from kg.extract.gender import pronoun_of
from kg.extract.lattice import Lattice
from kg.extract.persons import PersonMention
from kg.extract.status import is_auxiliary
from kg.extract.tenures import Titled, titled

# What may stand before the subject of a sentence: a date, a title, an honorific.
_BEFORE_SUBJECT: Final = frozenset("DZHACOSq,m")
_SMALL: Final = frozenset(("the", "on", "in", "\n"))
_ADVERBIAL: Final = frozenset(
    "after during before at in on upon following since from a an as born raised educated first "
    "having formerly originally previously elected appointed trained with a an".split()
)
_PRONOUNS: Final = frozenset(("he", "she"))
_NO_PHRASE: Final = frozenset("PTUZq;:")
_LONGEST_PHRASE: Final = 10  # symbols
_TITLE: Final = frozenset("ZHACOLSmK,")  # what may stand between a verb and the name of its object
_OWN: Final = frozenset("the his her a its visiting counterpart colleague".split())
_BEHIND: Final = frozenset("in at on for during to by over about here today and yesterday".split())
_CONTACT: Final = frozenset((contact.MET, contact.SPOKE, contact.PHONED, contact.RECEIVED))
_HELD: Final = frozenset("held holds hold".split())
_REACH: Final = 60  # symbols of the sentence before
_BE: Final = frozenset("is are was were be been being".split())


def opens(lattice: Lattice, first: int, at: int) -> bool:
    """Whether only a date, a title and the like stand before a symbol in its sentence.

    So does a phrase that ends in a comma: "After the ceremony, Berg flew".
    """
    leads = lattice.word(first) in _ADVERBIAL or lattice.word(at) in _PRONOUNS
    if leads and "," in lattice.codes[first:at]:
        comma = lattice.codes.rindex(",", first, at)
        if comma - first < _LONGEST_PHRASE and not _NO_PHRASE & set(lattice.codes[first:comma]):
            first = comma + 1
    return all(
        lattice.codes[symbol] in _BEFORE_SUBJECT
        or lattice.words(symbol, symbol + 1)[0].lower().strip(" ") in _SMALL
        for symbol in range(first, at)
    )


def topic_of(
    lattice: Lattice, before: tuple[int, int], here: tuple[int, int]
) -> PersonMention | None:
    """Whom a pronoun means, by the sentence before it and the words that open its own."""
    pronoun = here[1]
    places = list(lattice.places("P", *before))
    if len(places) < 2 or "q" in lattice.codes[before[0] : pronoun]:
        return None
    if not opens(lattice, *here) or not opens(lattice, before[0], places[0]):
        return None
    verb = _verb(lattice, places[0] + 1)
    next_verb = _verb(lattice, pronoun + 1)
    if verb is None or next_verb is None or not _are_objects(lattice, verb, places[1:], before[1]):
        return None
    if _is_host(lattice, verb) and not _goes_abroad(lattice, here, next_verb):
        return None
    persons = [titled(lattice.value(at)).person for at in places]
    fits = [pronoun_of(lattice, at, p) for at, p in zip(places, persons, strict=True)]
    word = lattice.word(pronoun)
    alone = fits[0] == word or (not fits[0] and word not in fits)
    others = {person.entity for person in persons[1:]}
    return persons[0] if alone and persons[0].entity not in others else None


def _verb(lattice: Lattice, at: int) -> int | None:
    """The verb of contact whose group begins at a symbol, in the active voice."""
    first = at
    while at < len(lattice.codes) and at - first < 8:
        word = lattice.word(at)
        form = contact.FORMS.get(word)
        if form is not None and (form.code in _CONTACT | {contact.VISITED} or word in _HELD):
            passive = form.tense == "past" and _BE & set(lattice.words(first, at))
            return None if passive else at
        if lattice.codes[at] != "D" and not is_auxiliary(word):
            return None
        at += 1
    return None


def _are_objects(lattice: Lattice, verb: int, places: list[int], last: int) -> bool:
    """Whether the names at these places are whom the subject met: the first, and those joined."""
    behind = verb
    for place in places:
        start = place
        while start - 1 > behind and (
            lattice.codes[start - 1] in _TITLE or lattice.word(start - 1) in _OWN
        ):
            start -= 1
        near = start - 1 == verb or lattice.word(start - 1) in ("with", "to")
        joined = behind != verb and (
            lattice.word(start - 1) == "and" or "," in lattice.codes[start:place]
        )
        if (not near and not joined) or set(";:.n") & set(lattice.codes[behind:place]):
            return False
        behind = place
    if "who" in map(str.lower, lattice.words(behind, last)):
        return False
    after = min(behind + 1, last - 1)
    return lattice.codes[after] in ".DP" or lattice.word(after) in _BEHIND


def _is_host(lattice: Lattice, verb: int) -> bool:
    """Whether the subject had a guest, of whom the text may go on as well."""
    return contact.FORMS[lattice.word(verb)].code == contact.RECEIVED


def _goes_abroad(lattice: Lattice, here: tuple[int, int], verb: int) -> bool:
    """ "Next month he will visit Japan": what the host does at another time, elsewhere."""
    visits = contact.FORMS[lattice.word(verb)].code == contact.VISITED
    return visits and "D" in lattice.codes[slice(*here)] and lattice.codes[verb + 1] == "C"


def told_of(lattice: Lattice, sentence: int) -> Group | None:
    """The only person of the sentence that ends before a symbol, who is its subject.

    The codes are those after the grouping of agents.
    """
    last = sentence
    while last > 0 and lattice.codes[last - 1] in ".n":
        last -= 1
    low = max(0, last - _REACH)
    first = 1 + max(lattice.codes.rfind(stop, low, last) for stop in ".n")
    stretch = lattice.codes[first:last]
    at = first + stretch.find("T")
    if 0 < first <= low or stretch.count("T") != 1 or set("Zq") & set(stretch):
        return None
    group: Group = lattice.value(at)
    one = len(group.agents) == 1 and isinstance(group.agents[0], Titled)
    return group if one and opens(lattice, first, at) else None
