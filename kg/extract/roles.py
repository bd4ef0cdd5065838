"""Phrases that name an office: "First Deputy Prime Minister", "Minister of Justice of X"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.extract import lexicon
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.model import EntityKind, Office, OfficeKind
from kg.text.slug import fold, slug

# Fields of an office ("of Foreign Affairs and Trade") are known words; unknown capitals are names.
_FIELD = (
    "(?: (?:of|for) (?:the|his|her|its)? (?:[m K B F E]{1,5}|(?:[C L O] (?=(?:and|&) [m K L "
    "C])|E L) (?: (?:and|&) (?:the)? [C L])?) (?: (?: , [m K E]{1,3})* ,? (?:and|&) (?:the)? "
    "(?:[m K E F]{1,4}|K? L))?)"
)
_WHERE = "(?: (?:of|to|for|at|in) (?:the)? [O C L])"
_SERVED = "(?: to (?:the|his|her) (?:m{0,2} R) )?"
_ROLE = compile_rule(
    f"(?<open>(?:[K E F B L X] (?:(?:and|&) (?=[K E F B X m]))?){{0,4}}) "
    f"(?<left>(?:m \\-?){{0,8}}) "
    f"(?<head>R{{1,3}}) (?<large>(?:at large)?) (?<served>{_SERVED}) "
    f"(?<field>{_FIELD}?) "
    f"(?<where>{_WHERE}{{0,2}}) (?<home>(?:of the republic)?) (?<seat>(?:of X (?= G) | of "
    f"X{{1,2}} (?! [X G K F B]))?)"
)
_OF_HOME = "~home"  # an office "of the Republic": of the country the document speaks for


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase for an office. ``of`` is the organisation or country it names, None if unsaid."""

    title: str  # "Prime Minister", normalised
    kind: OfficeKind
    of: Name | None
    status: str  # "", "acting", "former", "elect"
    plural: bool
    text: str
    home: bool = False  # "of the Republic"


def role_stage(lattice: Lattice) -> None:
    """Offices become Z."""
    lattice.stage(_ROLE, lambda m: _role(lattice, m))


def _role(lattice: Lattice, m: re.Match[str]) -> Span | None:
    first, last = _portfolio(lattice, m), m.end()
    left, status = _split_left(lattice, m.start("left"), m.end("left"))
    head, status = _split_head(lattice.words(m.start("head"), m.end("head")), status)
    field_last = m.end("field")
    if m["field"] and not _is_field(lattice, m.start("field"), field_last):
        field_last = m.start("field")
        last = field_last
    field = lattice.words(m.start("field"), field_last)
    of, to = None, ""
    if last > field_last:
        of, to = _where(lattice, m, left + head)
    if m["seat"]:
        if head[-1].lower() in ("mayor", "governor") and of is None:
            seat = lattice.text(m.start("seat") + 1, m.end("seat"))
            of = Name(EntityKind.PLACE, f"place/{slug(seat)}", seat, seat, rule="name.seat")
        else:
            last = m.start("seat")
    text = lattice.text(first, last)
    served = lattice.words(m.start("served"), m.end("served"))
    large = lattice.words(m.start("large"), m.end("large"))
    portfolio = lattice.words(first, m.end("open"))
    title = " ".join([*portfolio, *left, *head, *large, *served, *field]) + to
    kind = office_kind(title, of)
    if kind is None:
        return None
    plural = head[-1].lower() in _PLURALS
    return Span(
        first, last, "Z", Role(normalise(title), kind, of, status, plural, text, bool(m["home"]))
    )


def _behind_and(lattice: Lattice, first: int, last: int) -> int:
    """A title does not begin with "and"."""
    while first < last and lattice.words(first, first + 1)[0] in ("and", "&"):
        first += 1
    return first


_OPEN_HEADS = frozenset({"minister", "ministers", "secretary", "secretaries"})


def _portfolio(lattice: Lattice, m: re.Match[str]) -> int:
    """Where the title begins: with any capitals right before Minister ("Fisheries Minister").

    Words that no list knows count only behind a country or nationality, else they may be a name.
    """
    head = lattice.words(m.end("head") - 1, m.end("head"))[0].lower()
    first, last = m.start("open"), m.end("open")
    if head not in _OPEN_HEADS or first == last:
        return last
    after_country = first > 0 and lattice.codes[first - 1] in "ACS"
    for symbol in range(last - 1, first - 1, -1):
        word = lattice.words(symbol, symbol + 1)[0]
        known = lattice.codes[symbol] in "KFB" or word in ("and", "&")
        if not (word[0].isupper() or word in ("and", "&")) or not (known or after_country):
            return _behind_and(lattice, symbol + 1, last)
    if first > 0 and lattice.codes[first - 1] in "XGI":
        joined = [i for i in range(first, last) if lattice.words(i, i + 1)[0] in ("and", "&")]
        if joined:
            return joined[-1] + 1  # "Jon Finer and Homeland Security Secretary …"
    at_start = first == 0 or lattice.codes[first - 1] in ".nq"
    return (
        last
        if at_start
        and not after_country
        and last - first == 1
        and (
            lattice.codes[first] != "F"
            and lattice.words(first, last)[0].lower().endswith(("ing", "ed", "er"))
        )
        else first
    )


def _is_field(lattice: Lattice, first: int, last: int) -> bool:
    """A field is written in capitals, or in the small words for fields ("of defence")."""
    words = lattice.words(first, last)[1:]
    content = [w for w in words if w.lower() not in ("the", "and", "&", ",", "his", "her", "its")]
    small = [w for w in content if w[0].islower()]
    return not small or (len(small) == len(content) and all(w in _SMALL_FIELDS for w in small))


_SMALL_FIELDS = frozenset(
    "state defence defense finance health education economy trade energy labour labor culture "
    "agriculture transport environment justice interior foreign affairs industry commerce "
    "science technology migration tourism sport sports infrastructure parliament staff "
    "government".split()
)
_PLURALS = frozenset(
    "presidents premiers chancellors ministers secretaries ambassadors envoys representatives "
    "speakers senators leaders heads chiefs chairmen commissioners governors generals".split()
)


def _split_left(lattice: Lattice, first: int, last: int) -> tuple[list[str], str]:
    """The words before the head without those that are a status."""
    kept: list[str] = []
    status = ""
    words = lattice.words(first, last + 1)  # with the head
    for word, following in pairwise(words):
        small = word.lower().rstrip("-")
        if small.startswith("ex-"):
            status, small = "former", small[3:]
            word = word[3:]
        if small in _ORDINALS and following.lower() not in _COUNTED:
            continue
        if small in lexicon.STATUS_WORDS:
            status = status or lexicon.STATUS_WORDS[small]
        elif small != "-":
            kept.append(word)
    return kept, status


_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_COUNTED = frozenset("deputy vice lady minister secretary sea lord".split())


def _split_head(head: list[str], status: str) -> tuple[list[str], str]:
    """ "President-elect" is the office of president and the status of one elected."""
    if head[0].lower().startswith("ex-"):
        return [head[0][3:], *head[1:]], "former"
    for suffix, meaning in (("-elect", "elect"), ("-designate", "nominee")):
        if head[-1].lower().endswith(suffix):
            return [*head[:-1], head[-1][: -len(suffix)]], meaning
    return head, status


def _where(lattice: Lattice, m: re.Match[str], title: list[str]) -> tuple[Name | None, str]:
    """The organisation after "of", and for ambassadors where they are sent."""
    of: Name | None = None
    to = ""
    preposition = ""
    for symbol in range(m.start("where"), m.end("where")):
        code = lattice.codes[symbol]
        if code in "OCL":
            name: Name = lattice.value(symbol)
            sent = "ambassador" in title[-1].lower() or "envoy" in title[-1].lower()
            if preposition in ("in", "at") and not sent:
                if of is not None and code == "C":
                    of = replace(of, country=of.country or name.key)
                continue
            if preposition == "for" or (
                preposition in ("to", "in", "at") and (sent or of is not None)
            ):
                to = f" {preposition} {name.text}"
            elif of is None:
                of = name
        else:
            word = lattice.words(symbol, symbol + 1)[0].lower()
            preposition = word if word != "the" else preposition
    return of, to


def normalise(title: str) -> str:
    """One spelling for a title: capitals, no hyphen in Secretary-General.

    >>> normalise("secretary-general")
    'Secretary General'
    """
    plain = re.sub(
        r"(?<=[a-z])-(?=(?:General|general|Elect|elect|President|Minister|president|minister|Chairman|chairman|Chair|chair))",
        " ",
        title,
    )
    plain = re.sub(r"(?i)\badvisor", lambda m: "Adviser" if m[0][0] == "A" else "adviser", plain)
    small = ("of", "the", "for", "and", "to", "in", "at", "a")
    if len(plain) > 4 and plain.isupper():
        plain = plain.lower()  # a headline in capitals
    words = [w if w in small or w[0].isupper() else w.capitalize() for w in plain.split()]
    return " ".join(words).replace(" ,", ",")


_SINGULAR = {"secretaries": "secretary", "chairmen": "chairman", "spokesmen": "spokesman"}


def singular(role: Role) -> Role:
    """The office of one of several: "Foreign Ministers" to "Foreign Minister"."""
    words = role.title.split()
    for at, word in enumerate(words):
        small = word.lower()
        if small in _PLURALS:
            one = _SINGULAR.get(small, small.removesuffix("s"))
            words[at] = one.capitalize() if word[0].isupper() else one
    return replace(role, title=" ".join(words), plural=False)


@cache
def _head_kinds() -> dict[str, OfficeKind]:
    return {
        word: kind for kind, table in lexicon.ROLE_HEADS.items() for word in lexicon.words(table)
    }


def office_kind(title: str, of: Name | None) -> OfficeKind | None:
    """The kind of office that a title names; None where the words are no office after all."""
    folded = fold(title)
    words = folded.split()
    if any(word in ("deputy", "vice", "assistant", "under", "associate") for word in words[:3]):
        return OfficeKind.DEPUTY
    if re.search(r"\bprime ministers?\b", folded):
        return OfficeKind.HEAD_OF_GOVERNMENT
    if re.search(
        r"\b(foreign|external)( affairs)? (minister|secretary)|secretary of "
        r"state$|(minister|secretary) (of|for)( the)? (foreign|external)",
        folded,
    ):
        return OfficeKind.FOREIGN_MINISTER
    if re.search(
        r"\bdefen[cs]e (minister|secretary)|(minister|secretary) (of|for)( the| national)? "
        r"defen[cs]e",
        folded,
    ):
        return OfficeKind.DEFENCE_MINISTER
    if re.search(r"secretary general|director general", folded):
        return OfficeKind.HEAD_OF_ORGANISATION
    if "crown" in words:
        return OfficeKind.ROYAL
    heads = [_head_kinds()[word] for word in words if word in _head_kinds()]
    if "attorney" in words or "prosecutor" in words:
        return OfficeKind.OTHER
    if not heads:
        return OfficeKind.OTHER
    kind = heads[0]
    if kind is OfficeKind.HEAD_OF_STATE and of is not None and of.kind.value != "country":
        return OfficeKind.HEAD_OF_ORGANISATION
    return kind


_WITH_ARTICLE = re.compile(
    r"^(United|European|World|Kremlin|White House|Council|Ministry|Department|Organi[sz]ation"
    r"|Netherlands|Philippines|Gambia|Bahamas|International|State|National|Republic|Czech Republic"
    r"|Federal|House|Office|Government|Central|Gulf|African|Pentagon|Vatican|Holy|Soviet|Quad)"
)


def office_of(title: str, kind: OfficeKind, of: Name | None) -> Office:
    """The office node of a title and its organisation."""
    if of is None:
        return Office(f"office/{slug(title)}", title, kind, "", title)
    article = "the " if _WITH_ARTICLE.match(of.name) else ""
    tail = of.key.rpartition("/")[2]
    return Office(
        f"office/{slug(title)}-of-{tail}", title, kind, of.key, f"{title} of {article}{of.name}"
    )
