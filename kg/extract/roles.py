"""Phrases that name an office: "First Deputy Prime Minister", "Minister of Justice of X"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from kg.extract import lexicon, titles
from kg.extract.apposed_bodies import board_behind, led_body
from kg.extract.codes import FUNCTION_WORDS, literal
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.portfolios import affairs_end, bare_end, portfolio_start, small_end, small_start
from kg.extract.ranks import rank_behind, without_rank
from kg.extract.search import Search
from kg.extract.title_status import split_head, split_left
from kg.extract.title_words import COMPOUND_HEADS, HEADLINE_VERBS
from kg.extract.whose import company_in, named_body, owner_behind, where, whose
from kg.model import EntityKind, OfficeKind

# Fields of an office ("of Foreign Affairs and Trade") are known words; unknown capitals are names.
_FIELD: Final = (
    "(?: (?:of|for|on) (?! the? [m x] O) (?:the|his|her|its)? "
    "(?:[m K B F E]{1,5}|(?:[C L O] (?=(?:and|&) (?! m{0,3} R) [m K L C])|E L)"
    " (?: (?:and|&) (?:the)? [C L])?) "
    "(?: (?: , [m K E]{1,3})* ,? (?:and|&) (?! [m K E]{0,3} R) (?:the)? "
    "(?:[m K E F]{1,4}|K? L))? (?: (?:of|for|in) (?:the)? [m K E]{1,4} (?:and [m K E]{1,3})?)?"
    "| to K (?: and K)? [m K X E]{1,3} (?! [X G]))"
)
_SIGNS: Final = str.maketrans("'-—", "’––")
# "of the centre-right Democratic Rally"
_WHERE: Final = (
    "(?: (?:of|to|for|at|in) (?:the)? (?:[A m x]{1,2} (?=O))? [O C L] (?: \\( [X O] \\))?)"
)
_SERVED: Final = "(?: to (?:the|his|her) (?:m{0,2} R | m? F | m (?! [R F])) | for the m{0,2} R )?"
# "of the European Union for Foreign Affairs and Security Policy"
_LATE: Final = (
    "(?: for (?:the)? [m K E]{1,4} (?: (?:and|&) (?! [m K E]{0,3} R) [m K E]{1,4})? (?! X))"
)
# "of the Norwegian parliament", "of the electoral commission of Fiji"
_BODY: Final = (
    "(?: (?:of|at|for) (?:the|its|a)? (?:[A C] S?)? [m x K]{1,3} (?: (?:of|in) the? [C L O])?)"
)
# "of the National Library of Tunisia": a body that no list knows, of several capitals
_NAMED: Final = (
    "(?: of the (?:[m K E B]{2,5}|[m K E]{1,3} X (?= of | [, . ; n )])) (?! [X G I F m K E B])"
    " (?: of the? [C L])?)"
)
_SEAT: Final = (
    "(?: (?:of|for|at) (?:the)? (?:X (?= G | X [X G I p]) | (?:X [X K]{0,2}|G X|G|K)"
    " (?! [X G K F B])))"
)
_ROLE: Final = Search(
    f"(?<open>(?:m{{1,2}} (?:and|&) (?=[K E F m]))? "
    f"(?:[K E F B L X] (?:(?:and|&) (?=[K E F B X m]))?){{0,4}}) "
    f"(?<left>(?:m \\-?){{0,8}}) "
    f"(?<head>R (?: R){{0,2}}) (?<large>(?:at large)?) (?<served>{_SERVED}) "
    f"(?<named>{_NAMED}?) (?<field>{_FIELD}?) "
    f"(?<where>{_WHERE}{{0,2}}) (?<late>{_LATE}?) (?<home>(?:of the republic)?) "
    f"(?<seat>{_SEAT}?) (?<body>{_BODY}?)"
)


class Role(NamedTuple):
    """A phrase for an office. ``of`` is the organisation or country it names, None if unsaid."""

    title: str  # "Prime Minister", normalised
    kind: OfficeKind
    of: Name | None
    status: str  # "", "acting", "former", "elect", "nominee"
    plural: bool
    text: str
    home: bool = False  # "of the Republic"
    owned: bool = False  # whose it is stands before the title: "Norwegian", "Norway's"
    nationality: Name | None = None  # "Canadian mayor": where the office lies, not whose it is


def role_stage(lattice: Lattice) -> None:
    """Offices become Z."""
    _compounds(lattice)
    lattice.stage(_ROLE, lambda m: _role(lattice, m))


def singular(role: Role) -> Role:
    """The office of one of several: "Foreign Ministers" to "Foreign Minister"."""
    return role._replace(title=titles.singular(role.title), plural=False)


# -- heads of several words -----------------------------------------------------------------------


@cache
def compound_heads() -> dict[str, list[tuple[str, ...]]]:
    """First word, small and capital, to the small words of heads that begin so, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for head in COMPOUND_HEADS.split("|"):
        words = tuple(head.split())
        for first in {words[0], words[0].capitalize(), words[0].upper()}:
            table.setdefault(first, []).append(words)
    for heads in table.values():
        heads.sort(key=len, reverse=True)
    return table


def _compounds(lattice: Lattice) -> None:
    """ "Chief Executive Officer", "chief of staff" become one head."""
    table = compound_heads()
    words = lattice.tokens.words
    spans: list[Span] = []
    done = 0
    for token in lattice.among(table):
        if token < done:
            continue
        heads = table[words[token]]
        said = tuple(w.lower().translate(_SIGNS) for w in words[token : token + len(heads[0])])
        for head in heads:
            last = token + len(head)
            if said[: len(head)] == head:
                first, behind = lattice.symbol_of(token), lattice.symbol_of(last)
                if head[-1] == "opposition" and behind and lattice.codes[behind] == "O":
                    continue  # "leader of the opposition Green Party"
                if first is not None and behind is not None:
                    spans.append(Span(first, behind, "R", None))
                    done = last
                break
    lattice.rewrite(spans)


# -- one phrase -----------------------------------------------------------------------------------


def _role(lattice: Lattice, m: re.Match[str]) -> Span | None:
    begin = _behind_under(lattice, m)
    first = _first(lattice, m) if begin == m.start("left") else begin
    left, status = split_left(lattice, begin, m.end("left"))
    rank = rank_behind(lattice, *m.span("head"))
    words = lattice.words(m.start("head"), rank or m.end("head"))
    head, status = split_head([word for word in words if word != "-"], status)
    title = [*lattice.words(first, m.end("open")), *left, *head]
    first, fields, status = _small_fields(lattice, m, first, status)
    title = [*fields, *title]
    if rank:
        return Span(first, rank, "Z", _made(title, head, None, status, lattice.text(first, rank)))
    if _is_another_noun(lattice, m, head):
        return None
    last = m.end("served")
    title += lattice.words(m.start("large"), last)
    if (told := _told_behind(lattice, m, head)) is not None:
        field, of, end = told
        title += lattice.words(last, field)
        return Span(first, end, "Z", _made(title, head, of, status, lattice.text(first, end)))
    if m["named"]:
        of, last = named_body(lattice, m, head)
        if of is None or of.kind is EntityKind.COUNTRY:
            title += lattice.words(m.start("named"), last)
        last = m.end("named")
        return Span(first, last, "Z", _made(title, head, of, status, lattice.text(first, last)))
    several, company = _first_of_several(lattice, m, head), None
    if several:
        last = several + 1
    elif m["field"] and _is_field(lattice, m.start("field"), m.end("field")):
        company = company_in(lattice, m, head)
        last = without_rank(lattice, m.end("field"))
        title += [] if company else lattice.words(m.start("field"), last)
    of, to = (lattice.value(several) if several else company), ""
    home = False
    if last == m.end("field") and of is None:
        of, to, last = where(lattice, m, title)
        late = m["late"] and _is_field(lattice, m.start("late"), m.end("late"))
        if late and last == m.end("where") and of is not None:
            title += lattice.words(m.start("late"), m.end("late"))
            last = m.end("late")
        elif last == m.end("where") and m["late"] in ("", None):
            home = bool(m["home"])
            last = m.end("home")
            if of is None and not to and not home:
                of, last = whose(lattice, m, title)
    return Span(
        first, last, "Z", _made(title, head, of, status, lattice.text(first, last), to, home)
    )


def _small_fields(
    lattice: Lattice, m: re.Match[str], first: int, status: str
) -> tuple[int, list[str], str]:
    """ "former police minister": where the title begins, the words before it, and the status."""
    if lattice.words(m.end("head") - 1, m.end("head"))[-1] not in _OPEN_HEADS:
        return first, [], status
    fields = small_start(lattice, first) if first == m.start("left") else first
    start = fields
    while fields < first and start > 0 and lattice.codes[start - 1] == "m":
        start -= 1
    kept, earlier = split_left(lattice, start, fields)
    return start, [*kept, *lattice.words(fields, first)], status or earlier


def _told_behind(
    lattice: Lattice, m: re.Match[str], head: list[str]
) -> tuple[int, Name | None, int] | None:
    """Where a field ends, whose the office is and where the phrase ends, if the pattern tells less.

    "minister of economy and public finance", "head of the energy company Merrow".
    """
    if _LEADS.isdisjoint(lattice.codes[m.end("head") : m.end("served") + 1]):
        return None
    if (board := board_behind(lattice, m.end("served"))) is not None:
        return board
    of, last = led_body(lattice, m.end("served"), head[-1].lower())
    if of is not None:
        return m.end("served"), of, last
    if field := _known_field(lattice, m, head):
        return (field, *owner_behind(lattice, field, head))
    return None


def _known_field(lattice: Lattice, m: re.Match[str], head: list[str]) -> int:
    """Where a field ends of which the pattern has only a part; or 0."""
    last = m.end("head")
    if lattice.codes[last : last + 1] not in _OF_FIELDS:
        return 0
    end = affairs_end(lattice, last)
    if end <= m.end():
        end = small_end(lattice, last) if head[-1].lower() in _OPEN_HEADS else 0
        if head[-1].lower() in _CORPORATE_HEADS:
            end = bare_end(lattice, last)
    unread = end == m.end("field") and not _is_field(lattice, m.start("field"), end)
    return end if end > m.end("field") or (end and unread) else 0


_CORPORATE_HEADS: Final = frozenset("head director chief manager vice-president president".split())
_OF_FIELDS: Final = frozenset(map(literal, ("of", "for", "on")))
_LEADS: Final = _OF_FIELDS | {literal("at")}


def _made(
    title: list[str],
    head: list[str],
    of: Name | None,
    status: str,
    text: str,
    to: str = "",
    home: bool = False,
) -> Role:
    words = " ".join(title) + to
    plural = any(word.lower() in titles.PLURALS for word in head)
    kind = titles.office_kind(words, of)
    return Role(titles.normalise(words), kind, of, status, plural, text, home)


def _first_of_several(lattice: Lattice, m: re.Match[str], head: list[str]) -> int:
    """ "presidents of Croatia and Norway": where the first country stands; or 0."""
    if m["field"] and any(word.lower() in titles.PLURALS for word in head):
        for symbol in range(m.start("field") + 1, min(m.start("field") + 3, m.end("field"))):
            if lattice.codes[symbol] in "CO":
                return symbol
    return 0


_AMBIGUOUS: Final = frozenset("general chief head heads chair chairs lead executive".split())
_NO_OFFICES: Final = frozenset(
    "election elections meeting meetings summit staff secretariat office offices hospital motors "
    "agreement conference cup street road party debate directorate strike electric amnesty "
    "principles dinner lunch breakfast reception prize award provisions public purpose "
    "quarters coach assembly".split()
)
_SMALL: Final = frozenset(FUNCTION_WORDS.split()) | frozenset(lexicon.GROUPS["say"].split())


def _is_another_noun(lattice: Lattice, m: re.Match[str], head: list[str]) -> bool:
    """ "General Election", "general public", "Leaders Summit", "to head a government"."""
    if m.start() > 0 and len(head) == 1 and head[0] in _AMBIGUOUS and not m["left"]:
        before = lattice.words(m.start("head") - 1, m.start("head"))[-1].lower()
        if before in ("to", "will", "would", "could", "not"):
            return True
    if m.end("head") >= len(lattice.codes):
        return False
    following = lattice.words(m.end("head"), m.end("head") + 1)[0]
    if following.lower() in _NO_OFFICES:
        return True
    if lattice.codes[m.end("head")] not in "KxEFBm":
        return False
    known = following in _SMALL or following.endswith(("ed", "ly"))
    plain = lattice.codes[m.end("head")] == "x" and not known
    return plain and len(head) == 1 and head[0] in _AMBIGUOUS


# -- what stands before the head ------------------------------------------------------------------

_OPEN_HEADS: Final = frozenset(
    ("minister", "ministers", "secretary", "secretaries", "commissioner", "commissioners")
)
_RANKING: Final = frozenset(
    "deputy vice acting assistant prime first former interim senior special chief state new "
    "outgoing incoming associate high permanent principal second third ex".split()
)
_UNDER: Final = ("secretar", "sheriff", "treasurer")


def _behind_under(lattice: Lattice, m: re.Match[str]) -> int:
    """Where the words before the head begin: "Under President Berg" is a time, not an office."""
    at = m.start("left")
    if at == m.end("left") or lattice.word(at) != "under":
        return at
    following = at + 2 if lattice.codes[at + 1] == "-" else at + 1
    return at if lattice.word(following).startswith(_UNDER) else at + 1


_CHIEFLY: Final = frozenset(
    "mission bureau division station fire section branch team unit area".split()
)
_HOUSED: Final = frozenset(("speaker", "president", "vice-president"))


def _first(lattice: Lattice, m: re.Match[str]) -> int:
    """Where the title begins, with the whole list of its fields."""
    first = _portfolio(lattice, m)
    return portfolio_start(lattice, first) if first < m.start("left") else first


def _portfolio(lattice: Lattice, m: re.Match[str]) -> int:
    """Where the title begins: with any capitals right before Minister ("Fisheries Minister").

    Words that no list knows count only behind a country or nationality, else they may be a name.
    """
    head = lattice.word(m.end("head") - 1)
    first, last = m.start("open"), m.end("open")
    if head in _HOUSED and first < last and lattice.codes[last - 1] == "F":
        body = lattice.word(last - 1)
        if head == "speaker" or body in (
            "commission",
            "council",
            "parliament",
            "assembly",
            "senate",
        ):
            return last - 1  # "Senate Speaker", "Commission President"
    if head == "chief" and first < last and lattice.word(last - 1) in _CHIEFLY:
        return last - 1  # "Mission Chief"
    if head not in _OPEN_HEADS or first == last:
        return last
    fields = {word.lower() for word in lattice.words(first, last + 1)}
    if lattice.codes[first] == "m" and (head in titles.PLURALS or not fields.isdisjoint(_RANKING)):
        return last  # "the foreign and defence ministers", "Deputy and Acting Prime Minister"
    after_country = first > 0 and lattice.codes[first - 1] in "ACS"
    for symbol in range(last - 1, first - 1, -1):
        word = lattice.words(symbol, symbol + 1)[0]
        if word.lower() in HEADLINE_VERBS:
            return last  # "Shared Prosperity Underscores Secretary Berg’s Visit"
        known = lattice.codes[symbol] in "KFBm" or word in ("and", "&")
        large = word[0].isupper() and word.lower() not in _SMALL
        if not (large or word in ("and", "&")) or not (known or after_country):
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


def _behind_and(lattice: Lattice, first: int, last: int) -> int:
    """A title does not begin with "and"."""
    while first < last and lattice.words(first, first + 1)[0] in ("and", "&"):
        first += 1
    return first


# -- what stands behind it ------------------------------------------------------------------------


def _is_field(lattice: Lattice, first: int, last: int) -> bool:
    """A field is written in capitals, or in the small words for fields ("of defence")."""
    words = lattice.words(first, last)[1:]
    content = [w for w in words if w.lower() not in _JOINTS]
    small = [w for w in content if w[0].islower()]
    return not small or (len(small) == len(content) and all(w in _SMALL_FIELDS for w in small))


_JOINTS: Final = frozenset(
    ("the", "on", "and", "&", ",", "his", "her", "its", "of", "for", "in", "to")
)
_SMALL_FIELDS: Final = frozenset(
    "state defence defense finance health education economy trade energy labour labor culture "
    "agriculture transport environment justice interior foreign affairs industry commerce "
    "science technology migration tourism sport sports infrastructure parliament staff "
    "government water housing planning development cooperation security energy women "
    "youth communications information immigration integration fisheries forestry mines mining "
    "petroleum welfare employment veterans climate family communities investment".split()
)
