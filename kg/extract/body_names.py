"""Bodies that only the words around them give away: "a member of the Tin Lanterns"."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.codes import FUNCTION_WORDS
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NATIONAL, PARTY_LABELS
from kg.extract.names import Name
from kg.extract.party_words import PARTY_NAME
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

_CAPITALS: Final = "[X K G E A C L I F B m N]"
_RUN: Final = f"(?<name>{_CAPITALS}{{1,5}} (?: of (?:the)? {_CAPITALS}{{1,3}}){{0,2}})"
_BAND: Final = "band|duo|trio|quartet|supergroup"
_GROUP_WORDS: Final = (
    *("band", "group", "duo", "trio", "quartet", "collective", "faction", "movement"),
    *("choir", "supergroup", "ensemble"),
)
_BODY: Final = f"(?:{'|'.join(_GROUP_WORDS)}|m)"

RULES: tuple[Rule, ...] = (
    Rule(
        "name.party-extension",
        "the words before or behind the known name of a party that make it another party's",
        "(?<name>[X K E L C]{0,2} (?<o>O) (?:of (?:the)? [X K L C B]{1,3})?)",
        "Anna Berg is a member of the Ecological Democratic Party of Hawaii.",
        "Anna Berg is a member of the Democratic Party and of the club.",
    ),
    Rule(
        "name.member-body",
        "capitals behind member of, or fellow of",
        f"(?:@member|@fellow) of (?:the)? {_RUN}",
        "Anna Berg was a member of the Tin Lanterns.",
        "Anna Berg was a member of the Kennedy family.",
    ),
    Rule(
        "name.board-of",
        "capitals behind board of, boards of directors of",
        f"(?:board|boards) of (?:(?:R|x) of)? (?:the)? {_RUN}",
        "Anna Berg serves on the boards of Tinlan and Oslo Bank.",
        "Anna Berg serves on the boards of Oslo and its port.",
    ),
    Rule(
        "name.board",
        "the Board of Directors, of Trustees of a body, where somebody joins or leaves it",
        "(?:to|on|onto|joined|left|from|@member of) the "
        "(?<name>F of (?:R|x|trustees) of (?:the)? (?:[X K G E A C L I F B m N]{1,5}|O|L))",
        "Anna Berg joined the Board of Directors of Tinlan in 2012.",
        "Anna Berg joined the Board of Trade of Tinlan in 2012.",
    ),
    Rule(
        "name.band",
        "capitals of any kind, perhaps with a number, behind band, duo, girl group",
        f"(?:{_BAND}|group) ,? (?:the)? (?<name>[^ . n , ; : ( ) q S * D \\-]{{1,4}})",
        "Anna Berg was the drummer of the rock band No Lanterns.",
        "Anna Berg left the band. No lanterns were lit.",
    ),
    Rule(
        "name.is-a-band",
        "the subject of a sentence that says that it is a band, a trio, a rebel group",
        "(?<![^ . n q]) (?:the)? (?<name>[X K G E]{1,3}) @be (?:a|an|the) [A m x , \\-]{0,6} "
        f"(?:{_BAND}|group)",
        "Tin Lanterns were a Norwegian rock band.",
        "Tin Lanterns were a Norwegian product group.",
    ),
    Rule(
        "name.before-member",
        "capitals before member, members or frontman and a name",
        "(?<![X K G E F A C L O S D q -]) (?<name>[X K G]{1,3}) (?= m? "
        "(?:@member|frontman) [X G] (?:q [X G] q|I|p)* [X K G])",
        "The song is by former Tin Lanterns member Anna Berg.",
        "The song is by former Board member Anna Berg.",
    ),
    Rule(
        "name.team",
        "a team named after a town, of a league",
        "(?<=the) (?<name>[L C X K]{1,2} [X K]) (?= of the? O)",
        "Jon Lind trains the Bergen Herons of the Northern Football League.",
        "Jon Lind knows the Bergen Heron of the Northern Football League.",
    ),
    Rule(
        "name.movement-of-date",
        "a movement or a brigade named after a day",
        "(?<name>F D)",
        "Anna Berg was a member of the Movement 2 June.",
        "Anna Berg left the Movement on 2 June.",
    ),
    Rule(
        "name.described-body",
        "capitals behind a word such as band, group, movement",
        f"{_BODY} ,? (?:the)? {_RUN}",
        "Anna Berg is the head of the resistance movement Tin Lanterns.",
        "Anna Berg went to the party on Friday.",
        words=frozenset(
            form
            for word in ("party", *_GROUP_WORDS)
            for form in (word, word.capitalize(), word.upper())
        ),
    ),
    Rule(
        "name.left-party",
        "a party whose name ends in Left, or in Left of a region",
        "(?<name>[X K G E A F m]{1,3} left (?:of [X L C]{1,2})?) (?! [X K G F])",
        "Anna Berg is president of the Republican Left of Oslo.",
        "Anna Berg left Oslo.",
    ),
    Rule(
        "name.party-of-place",
        "the short name of a party and the place that it is of",
        "(?<=the) (?<name>[F E] [L C])",
        "Anna Berg is a member of the Greens Oslo.",
        "Anna Berg is a member of the Union Oslo.",
    ),
    Rule(
        "name.joined-body",
        "two capitals or more behind joined the, withdrawal from the, accession to the",
        "(?:joined|rejoined|left|quit|(?:withdrawal|withdrew|expelled|exit) from"
        f"|(?:accession|acceded|admitted) to) the {_RUN} (?= [. , ;] | and | in | D | as | Y)",
        "Anna Berg joined the Deutscher Spielbund in 1920.",
        "Anna Berg joined the Oslo Accords in 1920.",
    ),
)

_SMALL: Final = frozenset(FUNCTION_WORDS.split())
_BODY_NOUN: Final = frozenset(
    "band group movement collective party faction resistance hacker rock pop resistance".split()
)
# Capitals behind "member of" that name no body with members of its own.
_NO_BODY: Final = frozenset(
    "Parliament Congress Order Family House Jury Class Team Staff Jewish Muslim Christian Catholic "
    "Orthodox Roma Kurdish World Community Parliamentary Opposition Government Cabinet Council "
    "Committee".split()
)


_NAMED_BY_ONE_WORD: Final = frozenset("band duo trio quartet party".split())
# What is joined, but is no body.
_NOT_JOINED: Final = frozenset(
    "Accord Accords Agreement Treaty Convention Protocol Project Summit Meeting War Talks Campaign "
    "Pact Conference Charter Declaration Statement Call Pledge Compact Euro Zone Area Centre "
    "Center".split()
)


# What a group is called that has a name of its own and members.
_GROUPS: Final = frozenset(
    "music musical rock pop girl boy vocal folk punk rap hip-hop jazz metal wave dance theatre "
    "militant rebel armed guerrilla paramilitary terrorist hacker resistance".split()
)
_PEOPLES: Final = ("ist", "ists", "ian", "ians", "ish", "ese", "an", "ic")
_OF_DATE: Final = re.compile(r"(?:Movement|Brigade) (?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})")


def body_name_stage(lattice: Lattice) -> None:
    """Bodies named by the words around them become O."""
    for rule in lattice.fitting(RULES):
        lattice.stage(rule, partial(_body, lattice, rule))


def _body(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    if rule.id in _READERS:
        return _READERS[rule.id](lattice, rule, m)
    first, last = m.span("name")
    words, codes = lattice.words(first, last), lattice.codes[first:last]
    if any(not word[0].isupper() and word not in ("of", "the") for word in words):
        return None
    if rule.id == "name.party-of-place":
        party = words[0] in PARTY_LABELS
        return _organisation(lattice, first, last, rule) if party else None
    if not set(codes) & set("XKGE") or not _NO_BODY.isdisjoint((words[0], words[-1])):
        return None
    if not _is_long_enough(lattice, rule, m) or not _stands_alone(lattice, last):
        return None
    return _organisation(lattice, first, last, rule)


def _is_long_enough(lattice: Lattice, rule: Rule, m: re.Match[str]) -> bool:
    """One word is enough where it is no known word: "a member of Mensa"."""
    first, last = m.span("name")
    if rule.id == "name.joined-body":
        return last - first > 1 and lattice.words(first, last)[-1] not in _NOT_JOINED
    if rule.id == "name.described-body":
        noun = lattice.words(m.start(), m.start() + 1)[0]
        alone = lattice.codes[first] == "X" and noun in _NAMED_BY_ONE_WORD
        return (last - first > 1 or alone) and (lattice.codes[m.start()] != "m" or noun == "party")
    return last - first > 1 or lattice.codes[first] == "X"


def _stands_alone(lattice: Lattice, last: int) -> bool:
    """What follows does not go on with the phrase: "of the Kennedy family", "of Berg's team"."""
    following = lattice.words(last, last + 1) if last < len(lattice.codes) - 1 else []
    if not following:
        return True
    word = following[0]
    if word == "or" and lattice.words(last + 1, last + 2)[0][0].isupper():
        return False  # "the Alliance for Freedom or Belief"
    if lattice.codes[last] == "S" or (word[0].isupper() and lattice.codes[last] not in "Z"):
        return False
    plain = word[0].isalpha() and word not in _SMALL and not word.endswith(("ed", "ing"))
    return not plain or word in _BODY_NOUN


def _organisation(lattice: Lattice, first: int, last: int, rule: Rule) -> Span:
    text = lattice.text(first, last)
    name = text.removeprefix("the ").removeprefix("The ")
    made = Name(EntityKind.ORGANISATION, f"organisation/{slug(name)}", name, text, rule=rule.id)
    return Span(first, last, "O", made)


_HOME: Final = frozenset(("US", "U.S.", "America", "USA"))


def _extended(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "Ecological Democratic Party", "Democratic Party of Hawaii": not the Democratic Party."""
    first, last, known = m.start("name"), m.end("name"), lattice.value(m.start("o"))
    if last - first == 1 or not isinstance(known, Name) or not PARTY_NAME.search(known.text):
        return None
    words = lattice.words(first, m.start("o"))
    if last == m.end("o") and {word.lower() for word in words} <= NATIONAL:
        return None  # another rule's
    before = lattice.codes[first - 1 : first]
    if "C" in lattice.codes[first : m.start("o")] and (words[0] in _HOME or words[0] == "American"):
        return None  # "US Democrats"
    if any(not word[0].isupper() for word in words) or (words and before in ("", ".", "n", "q")):
        return None
    return _organisation(lattice, first, last, rule)


def _band(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "the band No Angels", "the girl group Pink Cream 69": every word is large."""
    first = last = m.start("name")
    while last < m.end("name") and lattice.words(last, last + 1)[0][0].isupper():
        last += 1
    if not set(lattice.codes[first:last]) & set("XKGE") or not _is_band(lattice, m.start()):
        return None
    if lattice.codes[last] == "#" and lattice.words(last, last + 1)[0].isdigit():
        last += 1  # "Pink Cream 69"
    long = last - first > 1 and _stands_alone(lattice, last)
    return _organisation(lattice, first, last, rule) if long else None


def _is_band(lattice: Lattice, noun: int) -> bool:
    """A band is one; a group is one where a word before says of what kind."""
    before = {word.lower() for word in lattice.words(max(noun - 6, 0), noun)}
    return lattice.word(noun) != "group" or not _GROUPS.isdisjoint(before)


def _subject(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "Arcadia were a pop group"; "Berg is a band leader" is somebody."""
    if not _is_band(lattice, m.end() - 1) or not _stands_alone(lattice, m.end()):
        return None
    words = lattice.words(*m.span("name"))
    large = all(word[0].isupper() for word in words)
    return _organisation(lattice, *m.span("name"), rule) if large else None


def _before_member(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "Spice Girls member Victoria Adams"; "Staff member", "Islamist members" are no names."""
    first, last = m.span("name")
    words, codes = lattice.words(first, last), lattice.codes[first:last]
    starts = first == 0 or lattice.codes[first - 1] in ".nq"
    if not all(word[0].isupper() for word in words) or (starts and codes[0] == "K"):
        return None
    if "X" not in codes or words[-1].endswith(_PEOPLES) or not _NO_BODY.isdisjoint(words):
        return None
    return _organisation(lattice, first, last, rule)


def _team(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    league = lattice.value(m.end() + (2 if lattice.codes[m.end() + 1] != "O" else 1))
    words = lattice.words(*m.span("name"))
    if not isinstance(league, Name) or not _LEAGUE.search(league.name):
        return None
    plural = words[-1].endswith(("s", "x")) and all(word[0].isupper() for word in words)
    return _organisation(lattice, *m.span("name"), rule) if plural else None


_LEAGUE: Final = re.compile(r"\b(?:League|Liga|Bundesliga)\b")


def _of_date(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    named = _OF_DATE.fullmatch(lattice.text(*m.span("name")))
    return _organisation(lattice, *m.span("name"), rule) if named else None


_DIRECTORS: Final = frozenset("Directors Trustees Governors Regents Overseers Management".split())


def _board(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "the Board of Directors of Maersk": a board is somebody's."""
    words = lattice.words(*m.span("name"))
    last = m.end("name")
    if words[0] != "Board" or words[2] not in _DIRECTORS or not words[-1][0].isupper():
        return None
    if lattice.codes[last] == "-" and lattice.words(last + 1, last + 2)[0][0].isupper():
        return None  # "A. P. Møller - Mærsk"
    return _organisation(lattice, m.start("name"), last, rule)


_READERS: Final = {
    "name.board": _board,
    "name.party-extension": _extended,
    "name.band": _band,
    "name.is-a-band": _subject,
    "name.before-member": _before_member,
    "name.team": _team,
    "name.movement-of-date": _of_date,
}
