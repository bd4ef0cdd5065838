"""Bodies behind what they are: "the energy company Merrow", "the electoral commission"."""

from __future__ import annotations

from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule.by_function(
        "name.apposed-body",
        "the body that somebody leads, behind what kind of body it is",
        "Anna Berg, chief executive of the energy company Merrow, spoke.",
        "Anna Berg, chief executive of the energy company, met Merrow.",
    ),
    Rule.by_function(
        "name.headed-body",
        "the body in small letters that somebody heads",
        "Anna Berg heads the electoral commission.",
        "Anna Berg heads the electoral list.",
    ),
)
_APPOSED, _HEADED = RULES
# What kinds of bodies there are, as one says it before their names.
_KINDS: Final = frozenset(
    "company firm agency bank group consultancy charity party newspaper broadcaster airline miner "
    "automaker carmaker drugmaker lender utility retailer publisher regulator ngo union militia "
    "foundation operator think-tank tank association federation institute university movement "
    "conglomerate manufacturer maker start-up startup insurer brewer refiner producer giant "
    "network organisation organization magazine daily weekly club museum fund trust exchange "
    "coalition alliance faction subsidiary unit arm network supermajor cooperative".split()
)
_LED: Final = frozenset(
    "head chief chair chairman chairwoman chairperson president leader director director-general "
    "ceo officer executive cfo founder co-founder owner editor spokesman spokeswoman "
    "spokesperson secretary commander manager partner governor secretary-general".split()
)
_LONGEST: Final = 5  # words before the name of a body, at most
_NAME: Final = "XKOF"  # what a name of a body goes on in; a given name begins that of its head


def led_body(lattice: Lattice, last: int, head: str) -> tuple[Name | None, int]:
    """ "of the energy company Merrow" behind a title: the body, and where the phrase ends."""
    if lattice.word(last) == "of" and lattice.codes[last + 1 : last + 3] == "CS":
        return _of_country(lattice, last + 1)
    if head not in _LED or lattice.word(last) not in ("of", "at", "for"):
        return None, last
    of, end = _division(lattice, last + 1)
    return (of, end) if of is not None else apposed_body(lattice, last + 1)


def _of_country(lattice: Lattice, country: int) -> tuple[Name | None, int]:
    """ "of Ghana's Parliament", "of Ghana's central bank"."""
    if lattice.codes[country + 2 : country + 3] == "O":
        if lattice.codes[country + 3 : country + 4] in ("R", "m", "F", "K"):
            return None, country  # "the President of Norway's NATO Representative"
        body: Name = lattice.value(country + 2)
        owner: Name = lattice.value(country)
        return body._replace(country=body.country or owner.key), country + 3
    return headed_body(lattice, country)


def _division(lattice: Lattice, first: int) -> tuple[Name | None, int]:
    """ "the Asia and Pacific Department": a part of a body, named after several regions."""
    first += lattice.word(first) == "the"
    at = _capitals(lattice, first)
    if at == first or lattice.word(at) != "and":
        return None, first
    end = at + 1
    if lattice.codes[end : end + 1] != "O":
        end = _capitals(lattice, end)
    if lattice.word(end) not in _DIVISIONS or not lattice.uses(_APPOSED):
        return None, first
    lattice.took(_APPOSED, first, end + 1)
    text = lattice.text(first, end + 1)
    key = f"organisation/{slug(text)}"
    return Name(EntityKind.ORGANISATION, key, text, text, rule=_APPOSED.id), end + 1


def _capitals(lattice: Lattice, first: int) -> int:
    """Behind up to three words in capitals that may name regions."""
    at = first
    while at < min(first + 3, len(lattice.codes)) and lattice.codes[at] in "LCKEmA":
        at += 1
    return at


_DIVISIONS: Final = frozenset(
    "department division bureau directorate section desk unit branch".split()
)


def apposed_body(lattice: Lattice, first: int) -> tuple[Name | None, int]:
    """The body whose kind is told from a symbol on, and where its name ends; or None."""
    at = first + (lattice.word(first) in ("the", "a", "an", "its"))
    for symbol in range(at, min(at + _LONGEST, len(lattice.codes) - 1)):
        word = lattice.words(symbol, symbol + 1)[-1]
        if lattice.codes[symbol] in ".,;:nqPZCO" or (word[0].isupper() and symbol > at):
            break
        if word in _KINDS and lattice.codes[symbol + 1] in "XGO":
            return _named(lattice, symbol + 1)
    return None, first


def _named(lattice: Lattice, first: int) -> tuple[Name | None, int]:
    if not lattice.uses(_APPOSED):
        return None, first
    last = first + 1
    if lattice.codes[first] == "O":
        found: Name = lattice.value(first)
    else:
        while last < min(first + 3, len(lattice.codes)) and lattice.codes[last] in _NAME:
            last += 1
        text = lattice.text(first, last)
        key = f"organisation/{slug(text)}"
        found = Name(EntityKind.ORGANISATION, key, text, text, rule=_APPOSED.id)
    lattice.took(_APPOSED, first, last)
    return found, last


_BOARDS: Final = frozenset(("board", "boards", "council"))
_OF_BOARDS: Final = frozenset(
    "supervisory advisory executive management governing editorial".split()
)
_MEMBERS: Final = frozenset("directors trustees governors regents management supervisors".split())


def board_behind(lattice: Lattice, last: int) -> tuple[int, Name | None, int] | None:
    """ "of the supervisory board of Merrow" behind a title, in small letters.

    Where the words of the board end, whose board it is, and where the phrase ends; or None.
    """
    return _board(lattice, last + 1) if lattice.word(last) == "of" else None


def board_after(lattice: Lattice, first: int) -> tuple[str, Name] | None:
    """ "the supervisory board of Merrow" from a symbol on: the title of its chair, and whose."""
    found = _board(lattice, first)
    if found is None or found[1] is None:
        return None
    return f"Chair of {lattice.text(first, found[0])}", found[1]


def _board(lattice: Lattice, first: int) -> tuple[int, Name | None, int] | None:
    at = first + (lattice.word(first) in ("the", "its"))
    kind = lattice.word(at) in _OF_BOARDS
    at += kind
    board = lattice.words(at, at + 1) if at < len(lattice.codes) else []
    if (
        len(board) != 1
        or lattice.codes[at] == "O"
        or board[0].lower() not in _BOARDS
        or (board[-1].lower() == "council" and not kind)
    ):
        return None
    end = at + 1
    if lattice.word(end) == "of" and lattice.word(end + 1) in _MEMBERS:
        end += 2
    if lattice.word(end) not in ("of", "at"):
        return end, None, end
    first = end + 1 + (lattice.word(end + 1) == "the")
    if lattice.codes[first : first + 1] == "O":
        return end, lattice.value(first), first + 1
    if lattice.codes[first : first + 1] == "X":
        of, behind = _named(lattice, first)
        return end, of, behind
    of, behind = apposed_body(lattice, end + 1)
    return None if of is None else (end, of, behind)  # "of the Board of Investment"


# Of these one is head; of a group, a list, a team or a family one may be anything.
_BODIES: Final = frozenset(
    "parliament government commission committee council ministry agency bank university court "
    "assembly senate board association federation foundation institute department bureau "
    "authority chamber secretariat regulator watchdog tribunal taskforce".split()
)


def headed_body(lattice: Lattice, first: int) -> tuple[Name | None, int]:
    """ "the electoral commission", "Chile's space agency" from a symbol on, and its end; or None.

    One word alone ("the commission") names no body.
    """
    at = first + (lattice.word(first) in ("the", "its", "a"))
    country = ""
    begins = at
    while lattice.codes[at : at + 1] in ("A", "C", "S"):
        value = lattice.value(at)
        country = value.key if isinstance(value, Name) and not country else country
        at += 1
    for symbol in range(at, min(at + 4, len(lattice.codes))):
        word = lattice.words(symbol, symbol + 1)[-1]
        if lattice.codes[symbol] not in "xmK" and word not in _BODIES:
            break
        if word not in _BODIES:
            continue
        if (symbol == at and not country) or not lattice.uses(_HEADED):
            break
        lattice.took(_HEADED, begins, symbol + 1)
        text = lattice.text(at if country else begins, symbol + 1)
        return Name(
            EntityKind.ORGANISATION,
            f"organisation/{slug(text)}",
            text,
            text,
            country=country if country.startswith("country/") else "",
            rule=_HEADED.id,
        ), symbol + 1
    return None, first
