"""The words of an office's title in one standard form, so that its spellings find each other."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.slug import fold

# Words that stand for one another in titles: what is written, its standard form.
_SAME = {
    "defense": "defence", "labor": "labour", "premier": "prime minister", "pm": "prime minister",
    "external": "foreign", "exterior": "foreign", "chairwoman": "chair", "chairman": "chair",
    "chairperson": "chair", "spokeswoman": "spokesperson", "spokesman": "spokesperson",
}  # fmt: skip
_DROPPED = frozenset({"the", "of", "for", "and", "to", "affairs", "federal", "in"})
_MINISTER = re.compile(r"^(.+) minister(?: (.+))?$")
_OWN_TITLES = frozenset({"prime", "deputy prime", "first", "deputy", "first deputy prime"})


@lru_cache(maxsize=1 << 14)
def role_key(words: str) -> str:
    """The standard form of a title without the name of its jurisdiction or organisation.

    >>> role_key("Minister of Foreign Affairs") == role_key("foreign minister")
    True
    >>> role_key("Secretary-General") == role_key("Secretary General")
    True
    """
    kept = [_SAME.get(word, word) for word in fold(words).split() if word not in _DROPPED]
    text = " ".join(kept)
    found = _MINISTER.match(text)
    if found and found[1] not in _OWN_TITLES:
        return " ".join(part for part in ("minister", found[1], found[2]) if part)
    return text


def role_of(title: str, names: tuple[str, ...]) -> str:
    """The title without any of the names of its jurisdiction: "Prime Minister of Armenia" is one.

    ``names`` are labels, aliases and adjectives of jurisdiction or organisation.

    >>> role_of("NATO Secretary General", ("NATO",)), role_of("President of Armenia", ("Armenia",))
    ('secretary general', 'president')
    """
    folded = f" {fold(title)} "
    for name in sorted((fold(name) for name in names), key=len, reverse=True):
        if name and f" {name} " in folded:
            folded = folded.replace(f" {name} ", " ", 1)
            break
    return role_key(folded)
