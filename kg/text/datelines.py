"""Datelines: the place, and mostly the day, that news agencies open their first sentence with."""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
# VADUZ, Liechtenstein, March 24 - … and VADUZ (Agency) — …: a place, then a day, an agency or both.
_OPENING: Final = re.compile(
    r"[A-Z][A-Z.'’-]{1,30}(?: [A-Z][A-Z.'’-]{1,20}){0,3}(?:, [A-Z][\w. ]{1,30}){0,2}"
    rf"(?:(?:, | )(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
    r"(?: ?\([\w /.-]{2,30}\))?"
    r"| ?\([\w /.-]{2,30}\)) ?(?:--|[-–—])(?= )"
)


def opening_dateline(line: str) -> str:
    """The dateline that a paragraph opens with, its dash included; "" without one.

    Capitals and a dash alone may be a speaker's name: a day or an agency has to be there too.

    >>> opening_dateline("VADUZ, Liechtenstein, March 24 - The two princes met.")
    'VADUZ, Liechtenstein, March 24 -'
    """
    match = _OPENING.match(line)
    return match[0] if match else ""
