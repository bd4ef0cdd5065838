"""Names of organisations, found by grammar: a head such as Ministry, Council, Party."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.capitals import country_within, left_edge, right_edge
from kg.extract.codes import CAPITAL, NOT_A_PERSON, encode
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import GOVERNMENT_HEADS, NATIONAL, PARTY_LABELS, WEAK_HEADS, WEAK_WITH_TAIL
from kg.extract.names import Name
from kg.extract.party_words import PARTY_NAME
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

_INNER: Final = "[X K G E F B m A C O L R]"
_TAIL: Final = (
    f"(?: (?:of|for|on|against) the? {_INNER}{{1,5}} (?:(?:, {_INNER}{{1,4}})* ,? and the? "
    f"{_INNER}{{1,4}})?){{0,2}}"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "name.coordinated-heads",
        "two ministries, departments or universities under one plural head",
        "(?<head>@heads) (?<first>of [m K E L X]{1,3}) (?<joined>and|&) (?<second>[m K E L X]{1,2})"
        " (?! [X K G E F B m A C O L R] | of)",
        "The Ministries of Fisheries and Justice published the list.",
        "The ministries of fisheries and justice published the list.",
    ),
    Rule(
        "name.longer-organisation",
        "the words that belong to a known name of an organisation",
        "(?<left>[K E m X G]{0,3}) (?<o>O) (?<tail>(?:and [K F] (?! [X K G E F] | for | of)"
        "|of the? (?:[X K E L C]|left){1,2}|for [K E m] (?! [X K G E F]))?)",
        "The Radical Left Alliance won.",
        "Former Left Alliance members won.",
    ),
    Rule(
        "name.organisation-head",
        "a head such as Ministry, Council, Party with the capitals around it",
        f"(?<left>(?:(?<=the) A? [m K E]{{1,3}} (?:and|&) (?=[m K E]))? (?:left (?=F))? "
        "(?:[X K G E m A C O B L F I] | p{1,2} (?=[X G]) | R (?=F) "
        "| (?<=[X K E F]) [S *] (?=[K E F m])){0,7}) "
        f"(?<head>F) (?<tail>{_TAIL})",
        "The Arctic Weather Agency was quoted.",
        "The agency for the weather was quoted.",
    ),
    Rule(
        "name.foreign-head",
        "a name in another language that begins with its head",
        "Q (?<tail>(?:[X G K L C A E F B m Q] | [p x]{1,2} (?=[X G L C])){1,4})",
        "The Partido Renovador de la Costa lost.",
        "The Grupo was quoted.",
    ),
    Rule(
        "name.foreign-adjective",
        "a party in another language, whose adjective is written small",
        "(?<head>Q) (?<tail>x{1,2}) (?! [X K G])",
        "The Parti bricoleur lost.",
        "The Parti was quoted.",
    ),
    Rule(
        "name.international",
        "an association that calls itself so",
        "(?<left>[X K E]) (?<head>K) (?! [X K G E F B m R])",
        "A report of Clean Rivers International came out.",
        "A report on the International Airport came out.",
        words=frozenset(["International"]),
    ),
    Rule(
        "name.party-label",
        "a party by the short name that its members go by",
        "(?<party>[F m E X K]) (?= (?:R|candidate|candidates|politician|activist|backbencher"
        "|backbenchers|peer) (?! of))",
        "Labour MP Howard Tindle lost.",
        "Labour Minister Howard Tindle lost.",
        words=PARTY_LABELS,
    ),
)
_RULES: Final = {rule.id: rule for rule in RULES}


def organisation_stage(lattice: Lattice) -> None:
    """Names of organisations become O."""
    for rule in lattice.fitting(RULES):
        if rule.id == "name.coordinated-heads":
            _coordinated(lattice, rule)
        else:
            lattice.stage(rule, partial(_READERS[rule.id], lattice, rule.id))


def _named(lattice: Lattice, rule: str, first: int, last: int, name: str = "") -> Span:
    text = lattice.text(first, last)
    name = name or text.removeprefix("the ").removeprefix("The ")
    made = Name(EntityKind.ORGANISATION, f"organisation/{slug(name)}", name, text, rule=rule)
    return Span(first, last, "O", made)


def _coordinated(lattice: Lattice, rule: Rule) -> None:
    """ "the Ministries of Finance and Justice" are the Ministry of Finance and that of Justice."""
    spans: list[Span] = []
    for m in lattice.matches(rule, 0, len(lattice.codes)):
        word = lattice.words(m.start("head"), m.end("head"))[0]
        if not word[0].isupper():
            continue
        one = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
        first = f"{one} {lattice.text(*m.span('first'))}"
        second = f"{one} of {lattice.text(*m.span('second'))}"
        for name, span in ((first, (m.start(), m.end("first"))), (second, m.span("second"))):
            found = _named(lattice, rule.id, *span, name)
            spans.append(found._replace(value=found.value._replace(text=name)))
        lattice.took(rule, m.start(), m.end())
    lattice.rewrite(spans)


def _longer(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    """ "Radical Left Alliance" is not the Left Alliance that the gazetteer knows."""
    first, last = m.start("o"), m.end("o")
    known: Name = lattice.value(first)
    party = known.text in PARTY_LABELS  # "United Christian Democrats", "Democrats of the Left"
    if known.text == "Congress":
        return _congress(lattice, rule, m)
    if known.text in _OF_PLACES and m["tail"] and lattice.word(m.end("o")) == "of":
        named = m.end("o") + 1
        place = lattice.codes[named] in "LCK" and lattice.words(named, named + 1)[0][0].isupper()
        return _named(lattice, rule, first, named + 1) if place else None
    if " " not in known.text and not party:
        return None
    if lattice.codes[first - 1 : first] == "A" and known.text.startswith(("People's", "People’s")):
        return _named(lattice, rule, first - 1, last)  # "the Croatian People's Union"
    while first > m.start():
        word = lattice.words(first - 1, first)[0]
        if not word[0].isupper() or not (party or word.lower() in NATIONAL):
            break  # "senior Republicans" are Republicans
        first -= 1
    tail = lattice.words(m.end("o"), m.end())
    if (
        (tail[:1] == ["and"] or tail[:2] == ["of", "the"])
        and tail[-1][0].isupper()
        and (tail[0] == "of") == party
    ):
        last = m.end() if party or " of " in known.text else last
    if (first, last) == m.span("o") or (first == 0 and party):
        return None
    return _named(lattice, rule, first, last)


# Bodies of one name in several countries and towns.
_OF_PLACES: Final = frozenset(
    ("Royal Society", "House of Commons", "House of Lords", "Royal Academy")
)


def _congress(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    """ "Democratic Congress", "Lesotho Congress for Democracy": parties, not the Congress."""
    first, last = m.start("o"), m.end("o")
    tail = lattice.words(last, m.end())
    last = m.end() if tail[:1] == ["for"] and tail[-1][0].isupper() else last
    while first > m.start() and lattice.words(first - 1, first)[0] in _CONGRESSES:
        first -= 1
    if lattice.codes[first - 1 : first] == "C" and last > m.end("o"):
        first -= 1
    return (
        None if (first, last) == (m.start("o"), m.end("o")) else _named(lattice, rule, first, last)
    )


_CONGRESSES: Final = frozenset(
    "Democratic National People's Workers Peoples Popular Progressive Trinamool Nationalist "
    "African Indian Free Convention Ceylon Labour Federalist All Progressives Oromo".split()
)


def _organisation(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    head = lattice.words(m.start("head"), m.end("head"))[0].lower()
    if head == "cabinet" and lattice.word(m.end("head")) in _OF_CABINET:
        return None  # "Chief Cabinet Secretary": a title
    if head in _ITS_MEMBERS and lattice.word(m.end("head")) in ("on", "against"):
        return Span(m.start("head"), m.end("head"), "F", None)  # "Conservatives on Oslo Council"
    first = left_edge(lattice, m.start("left"), m.start("head"), weak=head in WEAK_HEADS)
    if head == "party":
        first = _behind_owner(lattice, first, m.start("head"))
    whole = _hyphened(lattice, first)
    if whole < first and m.start("head") - first < 2:
        return None  # "the U.S.-Japan Alliance", "U.S.-Soviet relations": ties, not a body
    first = whole
    last = right_edge(lattice, m.end("head"), m.end())
    last = _before_another(lattice, m.end("head"), last)
    if last == m.end() and lattice.words(last, last + 1)[-1:] in _DIRECTIONS:
        last += 1  # "Multinational Corps Northeast"
    # "Initiative for Bergen Greens"
    labelled = last > m.end("head") and lattice.words(last - 1, last)[-1] in PARTY_LABELS
    if head == "board" and "," in lattice.codes[m.end("head") : last]:
        last = lattice.codes.index(",", m.end("head"), last)  # a board has one field
    labelled = labelled or (head == "board" and _is_board_of(lattice, m.end("head"), last))
    if not labelled and not _is_name(
        lattice, head, first, m.start("head"), tail=last > m.end("head")
    ):
        # "the Board of Directors of Oslo Bank": the bank is read, the board is no name
        return Span(m.start("head"), m.end("head"), "F", None) if head == "board" else None
    left = lattice.codes[first : m.start("head")]
    country = country_within(lattice, first, last)
    name_first = first
    if left[:1] == "A" and (last > m.end("head") or len(left) > 1) and head in GOVERNMENT_HEADS:
        name_first = first + 1  # "Armenian Ministry of Defence": the Ministry of Defence of Armenia
    name = lattice.text(name_first, last).removeprefix("the ").removeprefix("The ")
    goes_on = lattice.codes[last : last + 1] in ("K", "X", "E", "m")
    if name.isupper() and goes_on and lattice.words(last, last + 1)[0].isupper():
        # "CANADA BANK DEREGULATION TALKS": a heading, in which nobody is named either
        return Span(m.start("head"), m.end("head"), NOT_A_PERSON, None)
    government = head in GOVERNMENT_HEADS and country
    kind = EntityKind.GOVERNMENT_BODY if government else EntityKind.ORGANISATION
    key = f"organisation/{slug(name)}"
    if name_first > first and country:
        key += f"-of-{country.rpartition('/')[2]}"
    text = lattice.text(first, last)
    return Span(first, last, "O", Name(kind, key, name, text, country=country, rule=rule))


def _behind_owner(lattice: Lattice, first: int, head: int) -> int:
    """ "Anna Berg's Green Party" is the Green Party; "the People's Party" is named so."""
    owners = [at for at in range(first + 1, head) if lattice.codes[at] == "S"]
    named = bool(owners) and lattice.codes[owners[-1] - 1] in "XG" and owners[-1] + 1 < head
    return owners[-1] + 1 if named else first


def _is_board_of(lattice: Lattice, tail: int, last: int) -> bool:
    """ "the Board of Investment", but not "the Board of Directors", "the Board of Oslo Bank"."""
    field = lattice.codes[tail + 1 : tail + 2] in ("K", "E", "m") and last > tail + 1
    return field and lattice.word(tail) == "of" and lattice.word(tail + 1) != "management"


def _hyphened(lattice: Lattice, first: int) -> int:
    """ "U.S.-Japan Economic Committee" begins with the first of its countries."""
    before = first - 2
    joined = lattice.codes[first - 1 : first] == "-" and before >= 0
    joined = joined and lattice.codes[before] in "CAO"
    return before if joined and lattice.end(before) + 1 == lattice.start(first) else first


_ITS_MEMBERS: Final = frozenset(("conservatives", "greens"))
_OF_CABINET: Final = frozenset("secretary secretaries minister ministers member members".split())


def _before_another(lattice: Lattice, tail: int, last: int) -> int:
    """ "the Party of Oslo and Initiative for Bergen", "left A Party for B Party" are two."""
    party = lattice.words(last - 1, last)[-1] in ("Party", "Movement", "Alliance", "Front")
    titled = lattice.codes[last - 1] == "R" and lattice.codes[last] in "XG"
    of_one = lattice.codes[tail + 1 : last] in (
        "GX",
        "GK",
        "GG",
    )  # "the Labour Party of Tony Blair"
    if (titled or of_one) and tail < last and lattice.word(tail - 1) == "party":
        return tail  # "the Liberal Party of Vice President Anna Berg"
    for symbol in range(tail, last):
        if party and lattice.word(symbol) == "for" and lattice.word(symbol + 1) == "the":
            return symbol
        joint = symbol - 2 if lattice.word(symbol - 1) == "the" else symbol - 1
        joined = lattice.codes[symbol] == "F" and lattice.word(joint) == "and" and joint >= tail
        if joined and lattice.words(symbol + 1, symbol + 2)[-1:] in (["of"], ["for"]):
            return joint - (lattice.codes[joint - 1] == ",")
    return last


def _is_name(lattice: Lattice, head: str, first: int, at: int, *, tail: bool) -> bool:
    """Whether the words around a head make it a name; "Annual Conference" does not."""
    left = lattice.words(first, at)
    if (*left, head) in _FIXED:
        return head == "office"
    if head not in WEAK_HEADS:
        return tail or bool(left)
    if left and not tail and PARTY_NAME.search(lattice.text(first, at + 1)):
        return True  # "the Democratic Rally"
    proper = any(code in "XGACOLI" for code in lattice.codes[first:at])
    if head in WEAK_WITH_TAIL:
        return tail or proper
    if head == "board" and tail and proper and "F" in lattice.codes[first:at]:
        return True  # "Wikimedia Foundation Board of Trustees"
    national = bool(left) and left[0].lower() in NATIONAL
    if head in _STATE_HEADS and len(left) > 1 and left[0].lower() in _OF_STATES:
        goes_on = lattice.codes[at + 1 : at + 2] in ("K", "E", "X")
        # "Federal Drugs Control Service", but no medal of one and no service for the dead
        return not goes_on and _FOR_THE_DEAD.isdisjoint(left)
    if head == "list":
        return national
    return (proper and not tail) or (tail and national)


# "the Foreign Office" is one; "Local Government" is none.
_FIXED: Final = frozenset(
    (
        ("Foreign", "office"), ("Home", "office"), ("Cabinet", "office"), ("Colonial", "office"),
        ("Local", "government"), ("Constitutional", "government"), ("Self", "government"),
    )
)  # fmt: skip
# Weak heads that name a body of a state where they say which: "State Emergency Service".
_STATE_HEADS: Final = frozenset(("service", "office", "guard", "administration", "board"))
_FOR_THE_DEAD: Final = frozenset(("Funeral", "Memorial", "Burial", "Thanksgiving"))
_OF_STATES: Final = frozenset(("national", "federal", "royal", "central", "state"))


def _foreign(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    """ "Partido Renovador de la Costa"; an English word after the head is none of it."""
    last = m.end()
    while last > m.start("tail") and not lattice.words(last - 1, last)[0][0].isupper():
        last -= 1
    return _named(lattice, rule, m.start(), last) if last > m.start("tail") else None


_FOREIGN_PARTIES: Final = frozenset("Parti Partido Partito Partidul Partia Rassemblement".split())


def _foreign_adjective(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    """ "the Parti patriote": behind a party's foreign head a word that is not English."""
    words = lattice.words(*m.span())
    last = m.start()
    for word in words[1:]:
        foreign = word.isalpha() and encode([word.capitalize()]) == CAPITAL
        if not foreign:
            break
        last += 1
    named = words[0] in _FOREIGN_PARTIES and last > m.start()
    return _named(lattice, rule, m.start(), last + 1) if named else None


def _international(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    if lattice.words(m.start("head"), m.end())[0] != "International":
        return None
    first = m.start()
    while first > 0 and lattice.codes[first - 1] in "XKE":
        first -= 1
    return _named(lattice, rule, first, m.end())


def _party(lattice: Lattice, rule: str, m: re.Match[str]) -> Span | None:
    if lattice.words(m.start("party"), m.end("party"))[0] not in PARTY_LABELS:
        return None
    if lattice.words(m.end(), m.end() + 1)[0].lower() not in _PARTY_OFFICES:
        return None
    return _named(lattice, rule, m.start("party"), m.end("party"))


_DIRECTIONS: Final = (
    *(["North"], ["South"], ["East"], ["West"]),
    *(["Northeast"], ["Northwest"], ["Southeast"], ["Southwest"]),
)
_PARTY_OFFICES: Final = frozenset(
    "leader leaders chair chairman chairwoman mp mps mep meps senator senators candidate "
    "candidates councillor councillors lawmaker "
    "lawmakers legislator politician activist backbencher backbenchers peer".split()
)
_READERS: Final = {
    "name.longer-organisation": _longer,
    "name.organisation-head": _organisation,
    "name.foreign-head": _foreign,
    "name.foreign-adjective": _foreign_adjective,
    "name.international": _international,
    "name.party-label": _party,
}
