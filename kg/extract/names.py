"""Names of countries, places and organisations: the first stages of the cascade."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract import codes
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NOT_ORGANISATIONS
from kg.extract.pattern import compile_rule
from kg.model import EntityKind
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.text.slug import slug

_CODE = {
    EntityKind.COUNTRY: "C",
    EntityKind.PLACE: "L",
    EntityKind.INTERNATIONAL_ORGANISATION: "O",
    EntityKind.GOVERNMENT_BODY: "O",
    EntityKind.ORGANISATION: "O",
}
_CAPITALS = re.compile(r"[^a-ln-z.(),;:#Y*SJ-]")  # "m": "New Zealand"
_STATE_HEADS = frozenset(
    "republic kingdom state commonwealth federation principality sultanate emirate union "
    "duchy".split()
)
_FORMAL_COUNTRY = compile_rule("(?:[X K G F E C A m]|republic){1,4} of the? (?<c>C)")
_SHORT_FORM = compile_rule("C \\( [C X O] \\)")
_GIVEN_PLACE = compile_rule(
    "(?<![Z m A O C]) (?<!of) (?<!in) (?<!to) (?<!from) (?<!at) (?<!the) (?<c>[C L]) (?=I? [X "
    "G] (?!of))"
)
_LONGER_NAME = compile_rule("[X G E K] (?<c>[C L])")


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a country, place or organisation; of its people where ``adjective``."""

    kind: EntityKind
    key: str
    name: str
    text: str
    wikidata: str = ""
    country: str = ""
    adjective: bool = False
    rule: str = "name.gazetteer"

    @classmethod
    def of(cls, entry: Entry, text: str, *, adjective: bool = False) -> Name:
        """The mention of a gazetteer entry."""
        return cls(
            entry.kind, entry.key, entry.name, text, entry.wikidata, entry.country, adjective
        )


def gazetteer_stage(lattice: Lattice, gazetteer: Gazetteer) -> None:
    """Known names become C, L, O, and nationality adjectives A."""
    words, spans, done = lattice.tokens.words, [], 0
    firsts, codes = gazetteer.first_words, lattice.codes
    for at in [at for at, word in enumerate(words) if word in firsts]:
        if at < done or not _CAPITALS.match(codes, at):
            continue
        if (match := gazetteer.match(words, at)) is None:
            continue
        done = at + match.length
        text = lattice.text(at, done)
        name = Name.of(match.entry, text, adjective=match.adjective)
        spans.append(Span(at, done, "A" if match.adjective else _CODE[name.kind], name))
    lattice.rewrite(spans)


def country_stage(lattice: Lattice) -> None:
    """ "Republic of Armenia" is Armenia; a place inside a longer name is not the place."""
    lattice.stage(_FORMAL_COUNTRY, lambda m: _formal(lattice, m))
    lattice.stage(_SHORT_FORM, lambda m: Span(m.start(), m.end(), "C", lattice.value(m.start())))
    lattice.stage(_LONGER_NAME, lambda m: _longer(lattice, m))
    lattice.stage(_GIVEN_PLACE, lambda m: _given(lattice, m))


def _formal(lattice: Lattice, match: re.Match[str]) -> Span | None:
    country: Name = lattice.value(match.start("c"))
    for first in range(match.start(), match.start("c")):
        head = lattice.words(first, match.start("c"))
        heads = [word.lower() for word in head if word not in ("of", "the", "The")]
        if heads and heads[-1] in _STATE_HEADS and all(word[0].isupper() for word in head[:1]):
            text = lattice.text(first, match.end())
            return Span(first, match.end(), "C", replace(country, text=text))
    return None


_DIRECTIONS = frozenset(["North", "South", "East", "West"])


def _longer(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "South Yemen" is not Yemen; "Visiting Armenia" is Armenia."""
    if "." in lattice.text(m.start("c"), m.end("c")):
        return None  # "with Minister Berg U.S. policy"
    if m.group()[0] == "K" and lattice.words(m.start(), m.start() + 1)[0] not in _DIRECTIONS:
        return None
    return Span(m.start("c"), m.end("c"), "X", None)


def _given(lattice: Lattice, match: re.Match[str]) -> Span | None:
    """ "Jordan Smith", "Georgia Meloni": a country's name that is also given to people."""
    words = lattice.words(match.start("c"), match.end("c"))
    if len(words) == 1 and (words[0] in GIVEN_TO_PEOPLE or codes.encode(words) == codes.GIVEN):
        return Span(match.start("c"), match.end("c"), "G", None)
    return None


GIVEN_TO_PEOPLE = frozenset(
    "Jordan Chad Georgia Israel Kenya India Paris Sydney Florence Victoria Austin Dallas "
    "Milan Sofia Lincoln Jackson Washington Carolina Virginia Santiago Diego Alexandria "
    "Adelaide Cairo Brooklyn Houston Cameron Tyler Preston Chelsea Salvador Leon Concord "
    "Madison Montana Dakota Asia Europe Africa Holland".split()
)

# -- organisations by grammar ---------------------------------------------------------------------

_INNER = "[X K G E F B m A C O L R]"
_TAIL = (
    f"(?: (?:of|for|on|against) the? {_INNER}{{1,5}} (?:(?:, {_INNER}{{1,4}})* ,? and the? "
    f"{_INNER}{{1,4}})?){{0,2}}"
)
_ORGANISATION = compile_rule(
    f"(?<left>(?:(?<=the) [m K]{{1,3}} (?:and|&) (?=[m K]))? (?:[X K G E m A C O B L F I] | "
    f"(?<=[K E F]) [S *] (?=[K E F m])){{0,6}}) "
    f"(?<head>F) (?<tail>{_TAIL})"
)
_ACRONYM = compile_rule("(?<o>O) \\( (?<a>[X K F G]) \\)")
_GOVERNMENT_HEADS = frozenset(
    "ministry department parliament assembly senate congress cabinet government duma police "
    "council chamber court army navy embassy tribunal administration presidency authority "
    "committee commission office".split()
)


def organisation_stage(lattice: Lattice, weak: frozenset[str]) -> None:
    """Names with a head such as Ministry, Council, Party become O."""
    lattice.stage(_ORGANISATION, lambda m: _organisation(lattice, m, weak))


def _organisation(lattice: Lattice, m: re.Match[str], weak: frozenset[str]) -> Span | None:
    first, last = m.start("left"), m.end()
    first = _left_edge(lattice, first, m.start("head"))
    head = lattice.words(m.start("head"), m.end("head"))[0].lower()
    last = _right_edge(lattice, m.end("head"), last)
    left_words = lattice.words(first, m.start("head"))
    left_codes = lattice.codes[first : m.start("head")]
    tail = last > m.end("head")
    proper_left = any(code in "XGACOLI" for code in left_codes)
    if not (tail or left_words):
        return None
    if head in weak and not (proper_left and not tail) and not (tail and head == "office"):
        return None
    if not tail and left_words and not proper_left and head in weak:
        return None
    country = ""
    inner = [lattice.value(i) for i in range(first, last) if lattice.codes[i] in "ACL"]
    for value in inner:
        if isinstance(value, Name):
            country = value.key if value.kind is EntityKind.COUNTRY else value.country
    name_first = first
    if left_codes[:1] == "A" and (tail or len(left_codes) > 1) and head in _GOVERNMENT_HEADS:
        name_first = first + 1  # "Armenian Ministry of Defence": the Ministry of Defence of Armenia
    text = lattice.text(first, last)
    name = lattice.text(name_first, last).removeprefix("the ").removeprefix("The ")
    kind = (
        EntityKind.GOVERNMENT_BODY
        if head in _GOVERNMENT_HEADS and country
        else EntityKind.ORGANISATION
    )
    key = f"organisation/{slug(name)}"
    if name_first > first and country:
        key += f"-of-{country.rpartition('/')[2]}"
    return Span(
        first,
        last,
        "O",
        Name(kind, key, name, text, country=country, rule="name.organisation-head"),
    )


def _left_edge(lattice: Lattice, first: int, head: int) -> int:
    """Leave out small words, and words that only stand before a name at the start of a sentence."""
    while first < head:
        word = lattice.words(first, first + 1)[0]
        if word[0].isupper() or lattice.codes[first] in "ACOL":
            at_start = first == 0 or lattice.codes[first - 1] in ".nq"
            if not (at_start and lattice.codes[first] == "K" and head - first == 1):
                return first
        first += 1
    return first


def _right_edge(lattice: Lattice, tail: int, last: int) -> int:
    """The tail of a name is written in capitals but for its small connecting words."""
    keep = tail
    for symbol in range(tail, last):
        word = lattice.words(symbol, symbol + 1)[0]
        if lattice.codes[symbol - 1] == "R" and lattice.codes[symbol] in "XGI":
            break  # "Office of the President Anna Berg"
        if word[0].isupper() or lattice.codes[symbol] in "ACOL":
            keep = symbol + 1
        elif word not in ("of", "for", "on", "the", "and", ",", "against"):
            break
    # "the Ministry of Defence, Armenia and …": a comma or a country after a comma ends the name
    return keep


def bare_acronym_stage(lattice: Lattice) -> None:
    """ "the PCI", "PSOE": capitals in a text that is not all capitals name an organisation."""
    spans = []
    for unknown in re.finditer("X", lattice.codes):
        symbol = unknown.start()
        word = lattice.tokens.words[lattice.edges[symbol]]
        if word in NOT_ORGANISATIONS or not (2 <= len(word) <= 6 and word.isupper()):
            continue
        if word.isalpha() and _stands_out(lattice, symbol):
            name = Name(
                EntityKind.ORGANISATION, f"organisation/{slug(word)}", word, word,
                rule="name.acronym",
            )  # fmt: skip
            spans.append(Span(symbol, symbol + 1, "O", name))
    lattice.rewrite(spans)


def _stands_out(lattice: Lattice, symbol: int) -> bool:
    """The words beside it are not in capitals too, as in a heading, nor a name it belongs to."""
    for beside in (symbol - 1, symbol + 1):
        if 0 <= beside < len(lattice.codes):
            if lattice.codes[beside] in "XGIHZ#Y":
                return False
            words = lattice.words(beside, beside + 1)
            if len(words[0]) > 1 and words[0].isupper():
                return False
    return True


def acronym_stage(lattice: Lattice) -> dict[str, Name]:
    """ "Collective Body (CB)": the bracketed acronyms, each with what it stands for."""
    known: dict[str, Name] = {}

    def read(m: re.Match[str]) -> Span | None:
        name: Name = lattice.value(m.start("o"))
        acronym = lattice.words(m.start("a"), m.end("a"))[0]
        initials = "".join(w[0] for w in re.findall(r"\w+", name.name) if w[0].isupper())
        if len(acronym) < 2 or not acronym.isupper() or acronym[0] != initials[:1]:
            return None
        known[acronym] = name
        return Span(m.start(), m.end(), "O", name)

    lattice.stage(_ACRONYM, read)
    if known:
        spans = [
            Span(i, i + 1, "O", replace(known[word], text=word))
            for i, code in enumerate(lattice.codes)
            if code in "XKFG" and (word := lattice.words(i, i + 1)[0]) in known
        ]
        lattice.rewrite(spans)
    return known


# -- places by grammar ----------------------------------------------------------------------------

_PLACE = compile_rule(
    "(?<left>[X K G E m A C O L F I R]{0,5}) (?<head>B) (?<tail>(?: of the? [X K G E m A C O L F "
    "R B]{1,4} (?: of the? (?:[X K C O L A R m]|republic){1,3})?)?)"
)


def place_stage(lattice: Lattice) -> None:
    """Buildings and the like ("Presidential Palace", "Residence of the President") become L."""
    lattice.stage(_PLACE, lambda m: _built_place(lattice, m))


def _built_place(lattice: Lattice, m: re.Match[str]) -> Span | None:
    first = _left_edge(lattice, m.start("left"), m.start("head"))
    last = _right_edge(lattice, m.end("head"), m.end())
    if first == m.start("head") and last == m.end("head"):
        return None
    country = ""
    for symbol in range(first, last):
        value = lattice.value(symbol)
        if isinstance(value, Name):
            country = value.key if value.kind is EntityKind.COUNTRY else value.country
    text = lattice.text(first, last)
    name = text.removeprefix("the ").removeprefix("The ")
    return Span(
        first, last, "L",
        Name(
            EntityKind.PLACE, f"place/{slug(name)}", name, text,
            country=country, rule="name.place-head",
        ),
    )  # fmt: skip


_HEAD_REFERENCE = compile_rule("(?<=the) (?<head>F) (?! (?:of|for) the? [X K G E F m A C O])")


def head_reference_stage(lattice: Lattice) -> None:
    """ "the Council" is the document's only organisation so far whose name has that head."""
    seen = iter(
        [
            (m.start(), value)
            for m in re.finditer("O", lattice.codes)
            if isinstance(value := lattice.value(m.start()), Name)
        ]
    )
    by_word: dict[str, dict[str, Name]] = {}
    following = next(seen, None)

    def read(m: re.Match[str]) -> Span | None:
        nonlocal following
        while following is not None and following[0] < m.start():
            for word in following[1].name.split():
                by_word.setdefault(word, {}).setdefault(following[1].key, following[1])
            following = next(seen, None)
        word = lattice.words(m.start("head"), m.end("head"))[0]
        before = by_word.get(word, {})
        if len(before) != 1:
            return None
        name = next(iter(before.values()))
        return Span(
            m.start("head"),
            m.end("head"),
            "O",
            replace(name, text=word, rule="name.head-reference"),
        )

    lattice.stage(_HEAD_REFERENCE, read)
