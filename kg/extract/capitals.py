"""Where a name written in capitals begins and ends around its head."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.ranks import rank_at
from kg.model import EntityKind


def country_within(lattice: Lattice, first: int, last: int) -> str:
    """The key of the country that a name has or belongs to, "" if there is none."""
    country = ""
    for symbol in range(first, last):
        value = lattice.value(symbol) if lattice.codes[symbol] in "ACL" else None
        if isinstance(value, Name):
            country = value.key if value.kind is EntityKind.COUNTRY else value.country
    return country


_STATUSES: Final = frozenset("Former Acting Interim Caretaker Outgoing Incoming Ex".split())
_VERBAL: Final = re.compile("(?:ing|ed)$")


def left_edge(lattice: Lattice, first: int, head: int, *, weak: bool = True) -> int:
    """Leave out small words, and words that only stand before a name at the start of a sentence."""
    for symbol in range(head - 1, first - 1, -1):
        word = lattice.words(symbol, symbol + 1)[0]
        officials = (
            lattice.codes[symbol] == "R"
            and word != "General"
            and not word.lower().rstrip("'’").endswith("s")
        )
        if officials or (lattice.codes[symbol] in "KXm" and word.endswith(("-confirmed", "-led"))):
            first = symbol + 1  # "the President Council"; "a Senate-confirmed Board"
            break
    while first < head:
        word = lattice.words(first, first + 1)[0]
        if lattice.codes[first] == "m" and word in _STATUSES:
            first += 1  # "Former Bank of Thailand governor Lind"
            continue
        if word[0].isupper() or lattice.codes[first] in "ACOL":
            at_start = first == 0 or lattice.codes[first - 1] in ".nq"
            lone = at_start and lattice.codes[first] == "K" and head - first == 1
            if not (lone and (weak or _VERBAL.search(word))):
                return first
        first += 1
    return first


def right_edge(lattice: Lattice, tail: int, last: int) -> int:
    """The tail of a name is written in capitals but for its small connecting words."""
    keep = tail
    for symbol in range(tail, last):
        word = lattice.words(symbol, symbol + 1)[0]
        if lattice.codes[symbol - 1] == "R" and lattice.codes[symbol] in "XGI":
            break  # "Office of the President Anna Berg"
        if _BEHIND_STATE.match(lattice.codes, symbol - 1):
            break  # "the Border Service of Ukraine Serhiy Deyneko"
        if rank_at(lattice, symbol):
            break  # "the Ministry of Defence Air Vice Marshal Jon Lind"
        leads = _LEADS.match(lattice.codes, symbol - 1) and not word.endswith("s")
        if leads and lattice.word(tail - 1) not in _OFFICES:
            break  # "Airlines for America President Anna Berg"; but "Council of CIS Heads of State"
        if _FULL_NAME.match(lattice.codes, symbol - 1):
            break  # "the Ministry of Health Anna Berg"
        if word in ("and", ",") and _is_somebody(lattice, symbol + 1):
            break  # "the Directorate of the Staff and Deputy Chief of Staff Jon Lind"
        body = word == "and" and lattice.codes[symbol + 1 : symbol + 2] == "O"
        if body and len(lattice.words(symbol + 1, symbol + 2)) > 2:
            break  # "the Department of the Interior and National Park Service"
        if word == "and" and _PROPER_BODY.match(lattice.codes, symbol + 1, last):
            break  # "the Association of Alberta and Wildrose Party"
        if word[0].isupper() or lattice.codes[symbol] in "ACOL":
            keep = symbol + 1
        elif word not in ("of", "for", "on", "the", "and", ",", "against"):
            break
    # "the Ministry of Defence, Armenia and …": a comma or a country after a comma ends the name
    return keep


def _is_somebody(lattice: Lattice, symbol: int) -> bool:
    """Whether a title or the name of a person begins behind "and"."""
    symbol += lattice.word(symbol) == "and"
    codes = lattice.codes[symbol : symbol + 2]
    title = codes[:1] == "R" or (codes == "mR" and lattice.word(symbol) in _DEPUTIES)
    return title or _PERSON.match(codes) is not None


_DEPUTIES: Final = frozenset("deputy vice first acting former senior associate chief".split())
_OFFICES: Final = frozenset(("office", "secretariat", "administration", "chancellery", "cabinet"))
_PERSON: Final = re.compile("G[XGI]")
_BEHIND_STATE: Final = re.compile("C(?:[GI]|X[XG])")
_LEADS: Final = re.compile("[CLO]R")
_FULL_NAME: Final = re.compile("[KmEF]G[XGI]")  # a first name and a surname behind common words
_PROPER_BODY: Final = re.compile("[^XGACOL]?[XGACOL][^F]?F")
