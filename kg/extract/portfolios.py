"""Where the field of an office begins and ends, where its words alone do not tell it.

Fields are lists: "Foreign Employment and Tourism Minister", "minister of agriculture, livestock
and food", "Assistant Secretary for South and Central Asian Affairs". Part of a field is another
office, so a field is read to its end or, where its words are not known, as it was.
"""

from __future__ import annotations

from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.lexicon import STATUS_WORDS

_AND: Final = frozenset(("and", "&"))
_FOR: Final = frozenset(("of", "for", "on"))
_BEFORE: Final = _FOR | _AND | {"the"}  # the fields of an office
# What may stand between a head and "Affairs": capitals of any kind, but no name of a person.
_LARGE: Final = frozenset("XKEFBRmLCAO")
_LONGEST: Final = 9  # symbols of a field that ends with Affairs


def affairs_end(lattice: Lattice, at: int) -> int:
    """Where "for African Affairs", "of State for East Asian and Pacific Affairs" ends; or 0.

    ``at`` is the symbol behind the head of the title.
    """
    if lattice.word(at) == "of" and lattice.word(at + 1) == "state":
        at += 2
    if lattice.word(at) not in _FOR:
        return 0
    for symbol in range(at + 1, min(at + 1 + _LONGEST, len(lattice.codes))):
        word = lattice.words(symbol, symbol + 1)[0]
        if word == "Affairs":
            return _behind_affairs(lattice, symbol + 1) if symbol > at + 1 else 0
        joint = word in _AND or word == "," or (word == "the" and symbol == at + 1)
        large = word[0].isupper() and (lattice.codes[symbol] in _LARGE or word == "Near")
        if not joint and not large:
            return 0
    return 0


def _behind_affairs(lattice: Lattice, last: int) -> int:
    """ "for Foreign and European Affairs and Trade": one more field, and no other title."""
    joined = lattice.word(last) in _AND and lattice.codes[last + 1 : last + 2] in ("K", "m")
    if not joined or not lattice.words(last + 1, last + 2)[0][0].isupper():
        return last
    goes_on = lattice.codes[last + 2 : last + 3] in tuple("RmKXEFZ")
    field = lattice.word(last + 1) in _FIELDS
    return last + 2 if field and not goes_on else last


def portfolio_start(lattice: Lattice, first: int) -> int:
    """Where a list of fields before Minister begins, of which only the end is known by now.

    "Foreign Affairs, Foreign Employment and Tourism Minister": from "Employment" back to the first
    "Foreign". A comma is part of the list only where "and" joins its last field.
    """
    if lattice.codes[first - 1 : first] not in ("m", ","):
        return first
    listed = lattice.word(first + 1) in _AND
    while first > 0 and _is_field(lattice, first - 1):
        first -= 1
    start = first
    while listed and first > 1 and lattice.word(first - 1) == "," and _is_field(lattice, first - 2):
        first -= 2
        while first > 0 and _is_field(lattice, first - 1):
            first -= 1
    # "the Minister of Finance, Foreign Employment and Tourism Minister Berg"
    return start if lattice.word(first - 1) in _BEFORE else first


def _is_field(lattice: Lattice, symbol: int) -> bool:
    word = lattice.words(symbol, symbol + 1)[0]
    return lattice.codes[symbol] == "m" and word[0].isupper() and word.lower() not in STATUS_WORDS


def small_end(lattice: Lattice, at: int) -> int:
    """Where a field in small letters ends: "of economy and public finance"; or 0.

    ``at`` is the symbol behind the head of the title. What "and" joins belongs to the field only
    where all its words are those of fields and no head of another title follows.
    """
    if lattice.word(at) not in ("of", "for"):
        return 0
    at += 1 + (lattice.word(at + 1) == "the")
    end = last = _phrase_end(lattice, at)
    while last:
        comma = lattice.word(last) == ","
        joined = lattice.word(last + comma) in _AND
        if not comma and not joined:
            break
        last = _phrase_end(lattice, last + comma + joined)
        if joined:
            goes_on = lattice.codes[last : last + 1] in ("R", "m") or _is_people(lattice, last)
            end = last if last and not goes_on else end
            break
    return end


def bare_end(lattice: Lattice, at: int) -> int:
    """Where the field of somebody at work ends: "of public policy", "for research"; or 0.

    It has no article, and what follows is no other noun: "director of research papers".
    """
    if lattice.word(at) not in ("of", "for"):
        return 0
    end = at + 1
    while end < min(at + 4, len(lattice.codes)) and _word(lattice, end) in _WORK | _FIELDS | _KINDS:
        end += 1
    if end == at + 1 or _word(lattice, end - 1) not in _WORK | _FIELDS:
        return 0
    behind = lattice.codes[end : end + 1]
    return end if behind in tuple(".,;:)n(SPXG") or lattice.word(end) in _BEHIND_WORK else 0


_BEHIND_WORK: Final = frozenset(
    "at for and who in from to since until with is was has says said".split()
)
_WORK: Final = frozenset(
    "policy research communications communication operations marketing sales strategy finance "
    "product products engineering programmes programs security intelligence investigations "
    "analysis studies education training sustainability compliance litigation advocacy design "
    "technology resources affairs relations football cricket music emergencies logistics "
    "procurement press growth markets equities commodities economics protocol state government "
    "partnerships fundraising campaigns content news publishing programming mission delegation "
    "staff department section".split()
)


def small_start(lattice: Lattice, first: int) -> int:
    """Where the fields before a small "minister" begin: "police minister", "water and sanitation".

    ``first`` is the symbol where the title begins as far as it was read.
    """
    start = first
    while start > 0 and _word(lattice, start - 1) in _FIELDS | _KINDS:
        start -= 1
    joined = _word(lattice, start) in _FIELDS and lattice.word(start - 1) in _AND
    begins = start - 1
    while joined and begins > 0 and _word(lattice, begins - 1) in _FIELDS | _KINDS:
        begins -= 1
    if begins < start - 1 and lattice.word(begins - 1) not in _FOR:
        return begins
    return start if lattice.word(start - 1) not in _FOR else first


def _is_people(lattice: Lattice, symbol: int) -> bool:
    """ "the minister of defence and security officials": the officials are others."""
    return lattice.codes[symbol : symbol + 1] == "x" and lattice.word(symbol).endswith("s")


def _phrase_end(lattice: Lattice, at: int) -> int:
    """Where "public finance", "higher education", "trade" ends; 0 where none begins."""
    end = 0
    for symbol in range(at, min(at + 4, len(lattice.codes))):
        word = _word(lattice, symbol)
        if word in _FIELDS:
            end = symbol + 1
        elif word not in _KINDS:
            break
    return end


def _word(lattice: Lattice, symbol: int) -> str:
    words = lattice.words(symbol, symbol + 1)
    return words[0] if len(words) == 1 else ""


# Small words of fields, with those that stand only before another.
_KINDS: Final = frozenset(
    "public rural social higher foreign economic national international regional internal local "
    "civil human natural urban primary secondary vocational veterans’ women’s small medium "
    "digital political cultural consular legal maritime food water land mineral renewable "
    "religious interior home emergency disaster".split()
)
_FIELDS: Final = frozenset(
    "affairs administration preparedness agriculture arts aviation "
    "budget children climate commerce "
    "communication communications community communities conservation construction cooperation "
    "co-operation culture customs decentralisation decentralization defence defense development "
    "disability economy education electricity employment energy environment equality family "
    "families finance finances fisheries food foreign forestry forests gender health heritage "
    "housing immigration industries industry infrastructure information innovation insurance "
    "integration interior investment irrigation justice labor labour land lands livestock "
    "management media migration mines mining order petroleum pensions planning police ports "
    "power privatisation privatization promotion protection railways reconstruction reform "
    "regions relations religion research resources revenue rights roads safety sanitation "
    "science sciences security service services shipping solidarity sport sports statistics "
    "supply supplies taxation technology telecommunications tourism trade training transport "
    "transportation treasury universities veterans welfare water wildlife women works youth".split()
)
