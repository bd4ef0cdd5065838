"""Whether two spellings may be of one name: "Khachatryan", "Khachaturyan"; "Binyamin", "Benjamin".

Far too loose to find people by; enough to say that a known holder of an office is the one meant.
"""

from __future__ import annotations

import re

from kg.text.slug import fold

# (id, letters, what they are read as): ways to write one sound in Latin letters.
SOUNDS = (
    ("kh", "kh", "k"),
    ("gh", "gh", "g"),
    ("zh", "zh", "j"),
    ("dzh", "dj", "j"),
    ("tch", "tch", "ch"),
    ("tsch", "tsch", "ch"),
    ("sch", "sch", "sh"),
    ("ph", "ph", "f"),
    ("ck", "ck", "k"),
    ("q", "q", "k"),
    ("c", "c(?!h)", "k"),
    ("x", "x", "ks"),
    ("w", "w", "v"),
    ("tz", "t[sz]", "z"),
    ("th", "th", "t"),
    ("j", "j", ""),
)
_RULES = [(re.compile(letters), read) for _, letters, read in SOUNDS]
_VOWELS = re.compile("[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """What is left of a word if everything goes that spellings differ in.

    >>> skeleton("Khachatryan") == skeleton("Khachaturyan"), skeleton("Binyamin")
    (True, 'bnmn')
    """
    word = fold(name).replace(" ", "")
    for pattern, read in _RULES:
        word = pattern.sub(read, word)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


def may_be_spelled(one: str, other: str) -> bool:
    """Whether two names of persons have words that may be spellings of each other, in any order.

    >>> may_be_spelled("Vahagn Khachaturyan", "Vahagn Khachatryan")
    True
    >>> may_be_spelled("Anna Berg", "Anna Burke")
    False
    """
    first, second = fold(one).split(), fold(other).split()
    if len(first) < 2 or len(second) < 2 or abs(len(first) - len(second)) > 1:
        return False
    if len(first) > len(second):
        first, second = second, first
    free = list(second)
    for word in first:
        match = next((w for w in free if _alike(word, w)), None)
        if match is None:
            return False
        free.remove(match)
    return True


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[0] != other[0] or abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 4:
        return False
    bones = skeleton(one)
    return bool(bones[1:]) and bones == skeleton(other)
