"""Which titles of a phrase are somebody's, and which only look like it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.names import Name
from kg.extract.office_cues import is_filler
from kg.extract.ranks import is_rank
from kg.extract.roles import Role
from kg.extract.title_words import NOT_OFFICES
from kg.extract.titles import office_kind
from kg.model import EntityKind, OfficeKind

_SAYING: Final = frozenset(GROUPS["say"].split())
_JOINTS: Final = frozenset(
    (",", "and", "&", "-", "–", "—", "as", "well", "to", "until", "from", "(", ")")
)
_RULERS: Final = frozenset((OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT))


def owned_by(role: Role, of: Name | None) -> Role:
    """The role as the office of a country or organisation."""
    if of is None or role.of is not None:
        return role
    return role._replace(of=of, kind=office_kind(role.title, of))


def whose_titles(lattice: Lattice, m: re.Match[str]) -> list[Role]:
    """The titles of one person in the group ``titles``, each with whose it is.

    The list ends where the words between two titles are more than joints and adverbs, and before
    another ruler of another country, who is somebody else.
    """
    symbols = [i for i in range(*m.span("titles")) if lattice.codes[i] == "Z"]
    roles: list[Role] = []
    for at, symbol in enumerate(symbols):
        role: Role = lattice.value(symbol)
        if at:
            gap = [i for i in range(symbols[at - 1] + 1, symbol) if lattice.codes[i] not in "DY#"]
            between = [w.lower() for i in gap for w in lattice.words(i, i + 1)]
            if role.plural or not all(w in _JOINTS or is_filler(w) for w in between):
                break
            if "the" in between and _is_another_ruler(roles, role):
                break
            if "the" in between and lattice.word(symbol + 1) in ("is", "was", "has", "remains"):
                break  # "Berg, the chairman, and the director is Lind"
            if "later" in between and roles[-1].status == "former":
                role = role._replace(status="former")  # "a former minister and later mayor"
        roles.append(role)
    if lattice.codes[symbols[len(roles) - 1] + 1 : symbols[len(roles) - 1] + 2] == "S":
        roles.pop()  # "is the president's sister"
    return _shared(roles)


def _is_another_ruler(roles: list[Role], role: Role) -> bool:
    first = roles[0]
    return (
        role.of is not None
        and first.of is not None
        and role.of.key != first.of.key
        and first.of.kind is EntityKind.COUNTRY
        and role.of.kind is EntityKind.COUNTRY
    )


def is_list_of_holders(lattice: Lattice, m: re.Match[str]) -> bool:
    """ "Berg, the president of Croatia and the prime minister of Norway": three persons."""
    symbols = [i for i in range(*m.span("titles")) if lattice.codes[i] == "Z"]
    behind = symbols[-1] + 3
    if lattice.codes[behind : behind + 1] == "Z" and lattice.word(behind - 2) == "and":
        symbols.append(behind)
    return any(
        lattice.word(symbol - 1) == "the"
        and _is_another_ruler([lattice.value(before)], lattice.value(symbol))
        for before, symbol in pairwise(symbols)
    )


_CORPORATE: Final = frozenset(
    "chairman chairwoman chairperson chair ceo chief director secretary founder co-founder "
    "treasurer manager owner executive officer".split()
)


def _shared(roles: list[Role]) -> list[Role]:
    """ "Deputy Prime Minister and Minister of Finance of Ethiopia": both of Ethiopia."""
    if len(roles) < 2:
        return roles
    owner = next((r.of for r in roles if r.owned), None)
    last = roles[-1]
    shared: list[Role] = []
    for role in roles:
        of = owner
        if of is None and role is not last and last.of is not None and not last.owned:
            of = last.of if _fits(role, last) else None
        alone = role.home or is_rank(role.title)
        shared.append(role if alone else owned_by(role, of))
    return shared


def _fits(role: Role, last: Role) -> bool:
    assert last.of is not None
    if last.of.kind is EntityKind.COUNTRY:
        return True
    words, others = set(role.title.lower().split()), set(last.title.lower().split())
    corporate = bool(_CORPORATE & others)
    presiding = "president" in words and "to" not in words  # "Assistant to the President"
    return bool(_CORPORATE & words) or (corporate and presiding)


def offices_only(roles: list[Role]) -> list[Role]:
    """Without founders and owners, who hold no office."""
    return [r for r in roles if not _is_no_office(r.title.lower().split())]


def _is_no_office(words: list[str]) -> bool:
    return words[-1] in NOT_OFFICES or words[0].removeprefix("co-") in ("founder", "owner")


_SPECIFIC: Final = frozenset(("executive", "non-executive", "managing", "independent"))
_GENERIC: Final = frozenset(
    "leader head chief representative delegate aide assistant speaker chair commander king queen "
    "prince princess director adviser judge envoy coordinator executive manager governor".split()
)


def is_vague(role: Role, article: list[str]) -> bool:
    """ "was a leader", "as a representative": no office unless the words say whose."""
    words = role.title.lower().split()
    return (
        role.of is None
        and bool({"a", "an"} & {word.lower() for word in article})
        and words[-1] in _GENERIC
        and _SPECIFIC.isdisjoint(words)
    )


_DISOWNED: Final = frozenset(
    "would-be so-called self-proclaimed self-styled self-declared aspiring prospective potential "
    "fake rival non fictional bogus".split()
)
_SEEKING: Final = frozenset(
    "candidate candidates contender hopeful nominee run ran running runs bid stand stood standing "
    "vote voted votes race contest election campaign nominated nomination candidacy".split()
)
_VOCATIVE: Final = frozenset(("mr", "mr.", "madam", "madame", "mrs.", "mrs", "mister"))


def is_disowned(lattice: Lattice, symbol: int) -> bool:
    """ "self-proclaimed president", "candidate for mayor", "Mr. President, …"."""
    before = [w.lower() for w in lattice.words(max(0, symbol - 3), symbol)]
    if not before:
        return False
    if before[-1] in _DISOWNED or before[-1] in _VOCATIVE:
        return True
    return any(w in _SEEKING for w in before[:-1]) and ("for" in before or "as" in before[-1:])


def own_titles(lattice: Lattice, m: re.Match[str]) -> tuple[int, list[Role]]:
    """Where the titles of the name behind them begin, and which they are.

    "the President and Prime Minister Berg": the first one is somebody else's. "Berg, chair of X and
    mayor of Y, Secretary Lind": only the last one is Lind's. "Leaders – Prime Minister Berg", too.
    """
    symbols = [i for i in range(*m.span("titles")) if lattice.codes[i] == "Z"]
    first = len(symbols) - 1
    while first > 0 and _same_holder(lattice, symbols, first):
        first -= 1
    return symbols[first], _shared([lattice.value(symbol) for symbol in symbols[first:]])


def _same_holder(lattice: Lattice, symbols: list[int], at: int) -> bool:
    """Whether the title before one of a list belongs to the same name behind them."""
    before: Role = lattice.value(symbols[at - 1])
    between = [w.lower() for w in lattice.words(symbols[at - 1] + 1, symbols[at])]
    personal = lattice.value(symbols[at]).title in ("Senator", "Prince", "Princess")
    if between == [","] and not personal and _is_in_phrase(lattice, symbols[at - 1]):
        return False  # "In a letter to the President, Foreign Minister Berg"
    if before.plural or ("," in between and _follows_name(lattice, symbols[0])):
        return False
    this: Role = lattice.value(symbols[at])
    if between == [",", "and"] and this.owned and before.of is None:
        return False  # "a government commissioner, and Oslo Bank head Lind"
    if _is_deputy_of(before, lattice.value(symbols[at])):
        return False  # "the Vice President and President Berg": nobody deputises for himself
    if "and" in between and is_rank(lattice.value(symbols[at]).title):
        return is_rank(before.title)  # "will be defence secretary and Admiral Lind navy secretary"
    if before.kind in _RULERS and "and" in between and "the" not in between:
        first = max(0, symbols[at - 1] - 2)
        return "the" not in [w.lower() for w in lattice.words(first, symbols[at - 1])]
    return "the" not in between or not _is_another_ruler([before], lattice.value(symbols[at]))


def _is_in_phrase(lattice: Lattice, title: int) -> bool:
    """Whether a title stands behind "of the", "to the": that of somebody who is not named."""
    before = title - 1
    return lattice.word(before) == "the" and lattice.word(before - 1) in _PHRASES


_PHRASES: Final = frozenset("of to by with from for under about".split())


def its_owner(lattice: Lattice, title: int, role: Role) -> Name | None:
    """ "Oslo Bank said its chairman, Berg, …": the only body or country named before "its"."""
    if lattice.word(title - 1) not in ("its", "their") or role.of is not None:
        return None
    named: list[Name] = []
    for symbol in range(title - 2, max(-1, title - _REACH), -1):
        if lattice.codes[symbol] in ".n;":
            break
        if lattice.codes[symbol] in "OCAL":  # "the Turkish government" may be whose it is
            named.append(lattice.value(symbol))
    return named[0] if len({name.key for name in named}) == 1 else None


_REACH: Final = 30  # symbols between a body and "its chairman"


def _is_deputy_of(role: Role, other: Role) -> bool:
    kind, _, rest = role.title.lower().replace("-", " ").partition(" ")
    return kind in ("vice", "deputy") and rest == other.title.lower()


def _follows_name(lattice: Lattice, symbol: int) -> bool:
    before = _skip_back(lattice, symbol)
    if before > 0 and lattice.codes[before] == ")":
        opened = lattice.codes.rfind("(", max(0, before - 9), before)
        before = opened - 1  # "Anna Berg (EPP, IE), Vice President, and Mayor Lind"
    return before >= 0 and lattice.codes[before] == "P"


def is_title_of_name_before(lattice: Lattice, start: int) -> bool:
    """ "A, chair of X, B, …": whether the title at ``start`` belongs to the name before it.

    A list that begins with a name goes on name, title; one that begins with a title, title, name.
    """
    at = start
    if lattice.word(start - 1) == "the" and lattice.codes[max(0, start - 2) : start - 1] == "P":
        return True  # "Robert Doyle the Leader of the Party, Ian Carson": there is no comma
    while True:
        name = _skip_back(lattice, at)
        if name < 0 or lattice.codes[name] != "P":
            return False
        if _bears_title(lattice, name):
            return not _ends_with_name(lattice, start)
        at = _skip_back(lattice, name)
        if at < 0 or lattice.codes[at] != "Z":
            return True


def _bears_title(lattice: Lattice, symbol: int) -> bool:
    """Whether a name was read with a title right before it: "Minister Anna Berg"."""
    role_words = lattice.words(symbol, symbol + 1)
    name = getattr(getattr(lattice.value(symbol), "person", None), "name", "")
    return bool(name) and role_words[0] != name.split()[0] and "," not in role_words


def _ends_with_name(lattice: Lattice, title: int) -> bool:
    """Whether a list that goes on title, name, title, name ends with a name."""
    codes, at = lattice.codes, title
    while at + 1 < len(codes) and codes[at + 1] in ",;":
        at += 2
        while at < len(codes) and lattice.word(at) in ("the", "and"):
            at += 1
        if at >= len(codes) or codes[at] not in "PZ":
            break
        title = at
    return codes[title] == "P"


def _skip_back(lattice: Lattice, symbol: int) -> int:
    """The symbol before a comma and an article; -1 where there is no comma."""
    at = symbol - 1
    while at >= 0 and lattice.word(at) in ("the", "and", "his", "her"):
        at -= 1
    if at < 0 or lattice.codes[at] not in ",-;":
        return -1
    return at - 1


def is_somebody_speaking(lattice: Lattice, m: re.Match[str]) -> bool:
    """ "Berg will come, a spokesman said": the title is somebody else's."""
    said = {w.lower() for w in lattice.words(m.end(), min(m.end() + 1, len(lattice.codes)))}
    article = lattice.words(m.end("who"), m.start("titles"))
    return bool(said & _SAYING) and bool({"a", "an"} & {w.lower() for w in article})
