"""The form of a name under which a gazetteer keeps it."""

from __future__ import annotations

import re

from kg.text.slug import fold

_INITIALS = re.compile(r"\b\w(?: \w\b)+")


def name_key(name: str) -> str:
    """The folded name; letters that stand alone ("U. N.") are written as one word.

    >>> name_key("O.S.C.E."), name_key("Côte d’Ivoire")
    ('osce', 'cote divoire')
    """
    folded = fold(name)
    if " " not in folded:
        return folded
    return _INITIALS.sub(lambda found: found[0].replace(" ", ""), folded)
