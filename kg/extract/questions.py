"""Questions: who asks whether something took place does not say that it did.

"Has Berg met Maric?" says nothing; "What did Berg say when she met Maric?" says that they met, and
"How was the meeting between Berg and Maric?" that there was one.
"""

from __future__ import annotations

from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.meeting_match import Match

_GIVEN: Final = frozenset(
    "when after since as because while that where who whom which before".split()
)
_INVERTS: Final = frozenset(
    "is are was were has have had do does did will would can could should may might".split()
)
# What makes an event one that is spoken of, and not one that is asked for.
_DEFINITE: Final = frozenset("the his her its their your our this that these those last".split())


def is_question(lattice: Lattice, first: int, last: int) -> bool:
    """Whether symbols ``first`` to ``last`` (exclusive) end with a question mark."""
    stops = "." in lattice.codes[max(first, last - 2) : last]
    return stops and "?" in lattice.words(max(first, last - 2), last)


def is_asked(match: Match) -> bool:
    """Whether the sentence asks for what a match tells."""
    view = match.view
    if not is_question(view, 0, len(view.codes)):
        return False
    if match.verb is None:
        noun = match.noun
        return noun is None or _DEFINITE.isdisjoint(word.lower() for word in noun.words)
    words = match.words(0, match.at("verb"))
    given = max((at for at, word in enumerate(words) if word in _GIVEN), default=None)
    return given is None or not _INVERTS.isdisjoint(words[given + 1 : given + 2])
