"""Who is the subject of a verb: read leftwards, over auxiliaries, relative clauses, appositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.office_cues import is_cue, is_filler


@dataclass(frozen=True, slots=True)
class Subject:
    """The symbol of a name, and the words between it and the verb that bear on the verb."""

    symbol: int
    aux: list[str]


_REACH: Final = 45  # symbols between a verb and its subject at most
_BE: Final = frozenset(GROUPS["be"].split())
_ARTICLES: Final = frozenset(("a", "an", "the", "one"))
# What may stand right before the subject of a clause.
_STARTS: Final = frozenset(".nq,;:()-D*")
_NAME: Final = frozenset("XGIHJ")  # a part of a name that was not read
_STARTING: Final = frozenset(
    "and but that when where while because as after before since although though until which "
    "whom then so if whether like sir dame later earlier now today yesterday meanwhile however "
    "again once recently still also".split()
) | frozenset(GROUPS["say"].split())
KIN: Final = frozenset(
    "son daughter wife husband brother sister widow widower father mother nephew niece cousin "
    "friend aide ally supporter critic opponent rival grandson granddaughter partner spouse "
    "descendant child grandfather grandmother uncle aunt daughter-in-law son-in-law".split()
)


def subject_of(lattice: Lattice, verb: int) -> Subject | None:
    """The person who is the subject of the verb at a symbol; None where the words leave it open."""
    aux, at = _auxiliaries(lattice, verb)
    symbol = _named(lattice, at, lattice.word(verb))
    return None if symbol < 0 else Subject(symbol, aux)


def _auxiliaries(lattice: Lattice, verb: int) -> tuple[list[str], int]:
    """The auxiliaries and adverbs right before a verb, and the symbol before them."""
    aux: list[str] = []
    at = verb - 1
    while at >= 0 and verb - at < 9:
        if lattice.codes[at] != "D":
            words = lattice.words(at, at + 1)
            small = words[-1].lower()
            if (
                len(words) > 1
                or small in _NO_AUXILIARIES
                or not (is_filler(small) or is_cue(small))
            ):
                break
            aux.insert(0, small)
        at -= 1
    return aux, at


_NO_AUXILIARIES: Final = frozenset(("who", "and", ",", "the", "a", "an"))


def _named(lattice: Lattice, at: int, verb: str) -> int:
    """The symbol of the subject whose end, or whose joint to the verb, is at ``at``; or -1."""
    if at < 0:
        return -1
    code = lattice.codes[at]
    if code == ")":
        at = _before_bracket(lattice, at)
        if at < 0:
            return -1
        code = lattice.codes[at]
    if code in "OXCL":
        at = _behind_letters(lattice, _behind_home(lattice, at))
        code = lattice.codes[at]
    if code == "P":
        at = _first_form(lattice, at)
        return at if _opens(lattice, at) else -1
    word = lattice.word(at)
    if word == "who":
        return _described(lattice, at - 1)
    if word == ",":
        apposed = _apposed(lattice, at)
        return apposed if apposed >= 0 else _first_of_sentence(lattice, at)
    if word in ("and", "before", "then"):
        described = _described(lattice, at - 1)
        return described if described >= 0 else _first_of_sentence(lattice, at)
    if verb in ("serving", "working", "holding"):
        return _described(lattice, at)
    return -1


def _behind_letters(lattice: Lattice, at: int) -> int:
    """ "Anna Berg, OBE, is": the name before letters behind it."""
    if lattice.codes[at] in "OX" and lattice.text(at, at + 1).isupper():
        if lattice.codes[max(0, at - 2) : at] == "P,":
            return at - 2
        if lattice.codes[at - 1 : at] == "P":
            return at - 1
    return at


def _behind_home(lattice: Lattice, at: int) -> int:
    """ "Anna Berg of the Centre Party": the name before what it is of."""
    before = at - 1
    while before >= 0 and lattice.word(before) in ("of", "from", "the"):
        before -= 1
    return before if 0 <= before < at - 1 and lattice.codes[before] == "P" else at


def _before_bracket(lattice: Lattice, at: int) -> int:
    for symbol in range(at - 1, max(-1, at - _REACH), -1):
        if lattice.codes[symbol] == "(":
            return symbol - 1
        if lattice.codes[symbol] == "n":
            break
    return -1


def begins_clause(lattice: Lattice, at: int) -> bool:
    """ "The brother of Anna Berg was …": a name behind a preposition or a verb is no subject."""
    if at == 0 or lattice.codes[at - 1] in _STARTS or lattice.codes[at - 1] in _NAME:
        return True
    word = lattice.word(at - 1)
    return word in _STARTING or word.endswith("ly") or _follows_adverbial(lattice, at)


_ADVERBIALS: Final = frozenset("by in on at after under following with during since for".split())


def _follows_adverbial(lattice: Lattice, at: int) -> bool:
    """ "By decree of the Senate Anna Berg was …": no comma behind what opens the sentence."""
    if lattice.codes[at - 1] in _NOT_BEFORE or lattice.word(at - 1) in _WORDS_BEFORE:
        return False
    for symbol in range(at - 2, max(-1, at - 14), -1):
        if lattice.codes[symbol] in "P,;:()q":
            return False
        if symbol == 0 or lattice.codes[symbol - 1] in ".n":
            return lattice.word(symbol) in _ADVERBIALS
    return False


_NOT_BEFORE: Final = frozenset("PZUT*SHR")
_WORDS_BEFORE: Final = frozenset(
    "a an the his her its their of to by with for from against under on than as in at".split()
)


def _apposed(lattice: Lattice, comma: int) -> int:
    """The name before "…, a lawyer from Oslo," or right before the comma; -1 if there is none."""
    if lattice.codes[comma - 1 : comma] == "P" and not _is_other_name(lattice, comma - 1):
        nearest = _first_form(lattice, comma - 1)
        return nearest if _opens(lattice, nearest) else _enclosing(lattice, nearest)
    for symbol in range(comma - 1, max(0, comma - 18), -1):  # never the first symbol
        code = lattice.codes[symbol]
        if code in ".n;" or (code == "P" and not _is_passed_over(lattice, symbol)):
            break
        if code == "," and lattice.codes[symbol - 1] in "P)":
            before = symbol - 1
            if lattice.codes[before] == ")":
                before = _before_bracket(lattice, before)
            return before if before >= 0 and lattice.codes[before] == "P" else -1
    return -1


_BEFORE_TITLES: Final = frozenset(("the", "retired", "then"))


def _opens(lattice: Lattice, name: int) -> bool:
    """Whether a name, with what its title begins with ("the former …"), is a subject."""
    before = name
    while before > 0 and (
        lattice.codes[before - 1] in "mAOCK" or lattice.word(before - 1) in _BEFORE_TITLES
    ):
        before -= 1
    return begins_clause(lattice, name) or begins_clause(lattice, before)


def _enclosing(lattice: Lattice, inner: int) -> int:
    """ "Berg, who is close to Lind, was appointed": whose apposition the name ``inner`` ends.

    Where no name with a comma opens it, ``inner`` itself, unless it stands behind a preposition.
    """
    for symbol in range(inner - 1, max(0, inner - _REACH), -1):
        code = lattice.codes[symbol]
        if code in ".n;q":
            break
        if code == "," and lattice.codes[symbol - 1] in "P)":
            before = symbol - 1
            if lattice.codes[before] == ")":
                before = _before_bracket(lattice, before)
            if before >= 0 and lattice.codes[before] == "P" and begins_clause(lattice, before):
                return before
    return -1 if lattice.word(inner - 1) in _OF_ANOTHER else inner


_OF_ANOTHER: Final = frozenset("of to by with for from against under on than met".split())


def _first_form(lattice: Lattice, at: int) -> int:
    """ "Alexander Berg or Aliaksandr Berg": the first spelling of a name."""
    if lattice.word(at - 1) == "or" and lattice.codes[at - 2 : at - 1] == "P":
        return at - 2
    return at


def _is_passed_over(lattice: Lattice, at: int) -> bool:
    """ "Berg, who served as Lind's adviser, was": a name within the apposition."""
    return lattice.codes[at + 1 : at + 2] == "S" or _is_other_name(lattice, at)


def _is_other_name(lattice: Lattice, at: int) -> bool:
    """ "Anna Berg, born Anna Lind, was": another name of the same person."""
    return lattice.word(at - 1) in ("born", "née", "formerly")


def possessor_of(lattice: Lattice, at: int) -> int:
    """Whose "his" at a symbol is: the only name of the sentence, or "congratulated her on his"."""
    names: list[int] = []
    for symbol in range(at - 1, max(-1, at - _REACH), -1):
        if lattice.codes[symbol] in ".nq":
            break
        if lattice.codes[symbol] == "P":
            names.append(symbol)
    if len(names) == 1:
        return names[0]
    before = [word.lower() for word in lattice.words(max(0, at - 3), at)]
    if names and before[-1:] == ["on"] and {"him", "her"} & set(before):
        return names[0]  # "called Berg to congratulate her on her election"
    if names and lattice.words(names[0] + 1, at) == ["on"]:
        return names[0]
    return -1


def _described(lattice: Lattice, at: int) -> int:
    """Whom "who" refers to: the name before it, or the subject of "is a lawyer who …"."""
    while at >= 0 and lattice.codes[at] in ",)":
        at = _before_bracket(lattice, at) if lattice.codes[at] == ")" else at - 1
    if at >= 0 and lattice.codes[at] == "P":
        return at
    for symbol in range(at, max(-1, at - _REACH), -1):
        code = lattice.codes[symbol]
        if code in ".n;P":
            break
        word = lattice.word(symbol)
        if word not in _ARTICLES or symbol == 0:
            continue
        before = lattice.word(symbol - 1)
        if before in _BE or (
            before == "," and lattice.codes[symbol - 2 : symbol - 1] in ("P", ")")
        ):
            if KIN & {w.lower() for w in lattice.words(symbol, at + 1)}:
                return -1
            if before == ",":
                return _named(lattice, symbol - 1, "")
            return _named(lattice, _auxiliaries(lattice, symbol - 1)[1], "")
    return -1


def _first_of_sentence(lattice: Lattice, at: int) -> int:
    """The only name of the sentence so far, where it stands at the beginning of a clause."""
    found = -1
    for symbol in range(at - 1, max(-1, at - _REACH), -1):
        code = lattice.codes[symbol]
        if code in ".n;q":
            break
        if code == "P":
            if found >= 0:
                return -1
            found = symbol
        elif code in "UT":
            return -1
    if found < 0 or not begins_clause(lattice, found):
        return -1
    behind = lattice.word(found + 1)
    return -1 if behind in ("'s", "’s", "and") else found
