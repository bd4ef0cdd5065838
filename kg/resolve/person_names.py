"""A person's name in its parts, and whether two names can be one person's.

Names are the last steps of keys: folded words joined by hyphens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.given_names import akin
from kg.resolve.name_forms import spelled
from kg.resolve.name_order import family_first

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Words that belong to the family's name, and are often left out or written otherwise.
_PARTICLES = frozenset(
    "al el bin ibn ben von van der den de da dos das do du del della di la le abu bint".split()
)
_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name. ``given`` are the words before the family's, without particles; "" if there is no
    suffix such as "jr"."""

    family: str
    given: tuple[str, ...]
    suffix: str = ""


@lru_cache(maxsize=_REMEMBERED)
def person_name(step: str) -> PersonName:
    """The parts of a name.

    >>> person_name("joseph-r-biden-jr")
    PersonName(family='biden', given=('joseph', 'r'), suffix='jr')
    >>> person_name("xi-jinping")
    PersonName(family='xi', given=('jinping',), suffix='')
    """
    words = step.split("-")
    suffix = ""
    if len(words) > 2 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    if len(words) > 1 and family_first(words):
        family, rest = words[0], words[1:]
    else:
        family, rest = words[-1], words[:-1]
    given = [word for place, word in enumerate(rest) if not place or word not in _PARTICLES]
    return PersonName(family, tuple(given), suffix)


@lru_cache(maxsize=_REMEMBERED)
def family_form(step: str) -> str:
    """The form that all spellings of a person's family name have.

    >>> family_form("volodymyr-zelenskyy") == family_form("zelensky")
    True
    """
    return spelled(person_name(step).family)


@lru_cache(maxsize=_REMEMBERED)
def alike(one: str, other: str) -> bool:
    """Whether two names can be one person's: spellings, short forms, initials, words left out.

    >>> alike("joe-biden", "joseph-r-biden-jr"), alike("kim-jong-un", "jong-un-kim")
    (True, True)
    >>> alike("kim-jong-un", "kim-jong-il"), alike("george-bush", "jeb-bush")
    (False, False)
    """
    ours, theirs = person_name(one), person_name(other)
    if spelled(ours.family) != spelled(theirs.family):
        return False
    if ours.suffix and theirs.suffix and ours.suffix != theirs.suffix:
        return False
    if not (ours.given and theirs.given):
        return False
    if spelled("".join(ours.given)) == spelled("".join(theirs.given)):
        return True
    return akin(ours.given[0], theirs.given[0]) and _left_out(ours.given[1:], theirs.given[1:])


def _left_out(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter of two rows of names is the longer one with names left out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(any(akin(name, candidate) for candidate in rest) for name in short)
