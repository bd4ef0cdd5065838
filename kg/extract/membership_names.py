"""Names that only a membership gives away: "a member of the Tin Lanterns"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from kg.extract.codes import FUNCTION_WORDS
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NATIONAL, PARTY_LABELS
from kg.extract.membership_bodies import is_party
from kg.extract.names import Name
from kg.extract.party_words import PARTY_ADJECTIVES, PARTY_NAME
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

_CAPITALS = "[X K G E A C L I F B m N]"
_RUN = f"(?<name>{_CAPITALS}{{1,5}} (?: of (?:the)? {_CAPITALS}{{1,3}}){{0,2}})"
_BODY = "(?:band|group|duo|trio|quartet|collective|faction|movement|m|choir|supergroup|ensemble)"

BODY_RULES: tuple[Rule, ...] = (
    Rule(
        "name.party-extension",
        "the words before or behind the known name of a party that make it another party's",
        "(?<name>[X K E L]{0,2} (?<o>O) (?:of (?:the)? [X L C]{1,3})?)",
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
        "name.described-body",
        "capitals behind a word such as band, group, movement",
        f"{_BODY} ,? (?:the)? {_RUN}",
        "Anna Berg is the drummer of the rock band Tin Lanterns.",
        "Anna Berg went to the party on Friday.",
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

ADJECTIVE_RULE = Rule(
    "name.party-adjective",
    "a party as an adjective before an office or a name",
    "(?<name>[m E K]{1,2}) (?= R | (?:politician|candidate|activist|@member) )",
    "Democratic senator Anna Berg spoke.",
    "Democratic elections brought senator Anna Berg.",
)

PERSON_RULES: tuple[Rule, ...] = (
    Rule(
        "person.member",
        "a surname alone that is a member or fellow of a body of persons",
        "(?<![^ . n , D]) (?<name>(?:[X K]|X p X)) (?= (?:@have been|@be) "
        "(?:also|later|an|a|the|m|A|x|active){0,5} (?:@member|@fellow) of (?:the)? (?<o>O)"
        " | @be (?:an?|the|a) [A m x]{0,2} O (?: \\( O \\))? politician"
        " | (?:@have (?:also)? been|@be|@became) (?:also)? (?:the|a)? Z)",
        "Clerkson is a member of the Green Party.",
        "Lufthansa is a member of the Star Alliance.",
    ),
)
PARTY_REFERENCE = Rule(
    "reference.party",
    '"the party" is the only party that this sentence and the one before it name',
    "(?<=(?:the|his|her|that)) m (?! [X K G O m R Z])",
    "Anna Berg joined the Green Party in 1990. She was expelled from the party in 1995.",
    "Anna Berg of the Green Party met Jon Lind of the Blue Party. She left the party early.",
)
TOWN_RULE = Rule(
    "name.town-of",
    "names behind the town of, the towns of: towns that no list knows",
    "(?:x|town|city|village|port) of "
    "(?<name>[X K G E L C]{1,2} B? (?:(?: , | ,? and) [X K G E L C]{1,2} B?)*)",
    "The town of Marsh End joined the Harbour League.",
    "The towns of the north joined the Harbour League.",
)
IT_RULE = Rule(
    "reference.it",
    '"it" is the country that the sentence before begins with, where a membership is told of it',
    "(?<![^ . n]) it (?= [^.nCT]{0,12} (?:@member|@partner|@candidate|@observer|joined|left|acceded"
    "|applied|@belong))",
    "Norway is in Europe. It applied for membership of the European Union in 1992.",
    "Norway is in Europe. It rained.",
)
RULES = (TOWN_RULE, IT_RULE, *BODY_RULES, ADJECTIVE_RULE, *PERSON_RULES, PARTY_REFERENCE)

_SMALL = frozenset(FUNCTION_WORDS.split())
_BODY_NOUN = frozenset(
    "band group movement collective party faction resistance hacker rock pop resistance".split()
)
# Capitals behind "member of" that name no body with members of its own.
_NO_BODY = frozenset(
    "Parliament Congress Order Family House Jury Class Team Staff Jewish Muslim Christian Catholic "
    "Orthodox Roma Kurdish World Community Parliamentary Opposition Government Cabinet Council "
    "Committee".split()
)


_NAMED_BY_ONE_WORD = frozenset("band duo trio quartet party".split())
# What is joined, but is no body.
_NOT_JOINED = frozenset(
    "Accord Accords Agreement Treaty Convention Protocol Project Summit Meeting War Talks Campaign "
    "Pact Conference Charter Declaration Statement Call Pledge Compact Euro Zone Area Centre "
    "Center".split()
)


def body_name_stage(lattice: Lattice) -> None:
    """Bodies named by the words around them become O."""
    for rule in BODY_RULES:
        lattice.stage(rule, partial(_body, lattice, rule))


def _body(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    if rule.id == "name.party-extension":
        return _extended(lattice, rule, m)
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


def _extended(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    """ "Ecological Democratic Party", "Democratic Party of Hawaii": not the Democratic Party."""
    first, last, known = m.start("name"), m.end("name"), lattice.value(m.start("o"))
    if last - first == 1 or not isinstance(known, Name) or not PARTY_NAME.search(known.text):
        return None
    words = lattice.words(first, m.start("o"))
    if last == m.end("o") and {word.lower() for word in words} <= NATIONAL:
        return None  # another rule's
    before = lattice.codes[first - 1 : first]
    if any(not word[0].isupper() for word in words) or (words and before in ("", ".", "n", "q")):
        return None
    return _organisation(lattice, first, last, rule)


def party_adjective_stage(lattice: Lattice) -> None:
    """ "Democratic" in "Democratic senator Anna Berg" becomes V: the party."""
    lattice.stage(ADJECTIVE_RULE, lambda m: _adjective(lattice, m))


def _adjective(lattice: Lattice, m: re.Match[str]) -> Span | None:
    for first in range(m.start("name"), m.end("name")):
        text = lattice.text(first, m.end("name"))
        party = PARTY_ADJECTIVES.get(text)
        if party is not None and not _is_field(lattice, m):
            key = f"organisation/{slug(party)}"
            name = Name(EntityKind.ORGANISATION, key, party, text, rule=ADJECTIVE_RULE.id)
            return Span(first, m.end("name"), "V", name)
    return None


def _is_field(lattice: Lattice, m: re.Match[str]) -> bool:
    """ "Labour Minister Anna Berg" is minister of labour; a "Labour leader" leads the party."""
    head = lattice.words(m.end("name"), m.end("name") + 1)[0].lower()
    return head not in PARTY_MEN


PARTY_MEN = frozenset(
    "mp mps mep meps senator senators congressman congresswoman congressmen lawmaker lawmakers "
    "legislator legislators councillor councillors candidate politician activist member members "
    "parliamentarian representative governor mayor whip".split()
)


def member_name_stage(lattice: Lattice) -> None:
    """Persons of whom only a membership is told become P."""
    for rule in PERSON_RULES:
        lattice.stage(rule, partial(_member, lattice, rule))


_OF_PERSONS = re.compile(
    r"\b(Party|Academy|Society|Parliament|Senate|Bundestag|Politburo|Council on|House|Knesset"
    r"|Chamber|Duma)\b"
)


def _member(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    at = next(i for i in range(m.end("name"), len(lattice.codes)) if lattice.codes[i] in "OZ")
    body = lattice.value(at)
    if isinstance(body, Role):
        body = body.of
    words = lattice.words(*m.span("name"))
    if not isinstance(body, Name) or not words[0][0].isupper() or words[0].isupper():
        return None
    led = lattice.codes[at] == "Z"
    if not (is_party(body) if led else _is_of_persons(body)):
        return None
    first, last = m.span("name")
    text = lattice.text(first, last)
    mention = PersonMention(text, rule.id, lattice.start(first), lattice.end(last - 1))
    return Span(first, last, "P", mention)


def _is_of_persons(body: Name) -> bool:
    return bool(_OF_PERSONS.search(body.name)) or body.rule == "name.member-body"


_BACK = 80  # symbols that "the party" looks back at most


def party_reference_stage(lattice: Lattice) -> None:
    """ "the party" becomes the O that it means."""
    lattice.stage(PARTY_REFERENCE, lambda m: _party(lattice, m))


def _party(lattice: Lattice, m: re.Match[str]) -> Span | None:
    if lattice.words(m.start(), m.end())[0] != "party":
        return None
    low = max(0, m.start() - _BACK)
    edges = [e.end() for e in re.finditer("[.n]", lattice.codes[low : m.start()])]
    first = low + (edges[-2] if len(edges) > 1 else 0)
    parties: dict[str, Name] = {}
    for symbol in range(first, m.start()):
        value = lattice.value(symbol)
        named = lattice.codes[symbol] == "O" and isinstance(value, Name)
        if named and PARTY_NAME.search(value.name):
            parties.setdefault(value.key, value)
    if len(parties) != 1:
        return None
    name = replace(next(iter(parties.values())), text="party", rule=PARTY_REFERENCE.id)
    return Span(m.start(), m.end(), "O", name)


_TOWNS = frozenset(
    "town towns city cities municipality municipalities village villages port ports".split()
)


def town_stage(lattice: Lattice) -> None:
    """Towns named as such become L, each of a list for itself."""
    if not lattice.uses(TOWN_RULE):
        return
    spans: list[Span] = []
    for m in TOWN_RULE.regex.finditer(lattice.codes):
        if lattice.words(m.start(), m.start() + 1)[0].lower() not in _TOWNS:
            continue
        for part in re.finditer(r"[^,]+", _split(lattice, m)):
            first, last = m.start("name") + part.start(), m.start("name") + part.end()
            text = lattice.text(first, last)
            if all(word[0].isupper() for word in text.split()):
                made = Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=TOWN_RULE.id)
                known = lattice.value(first) if last - first == 1 else None
                if isinstance(known, Name):
                    made = replace(known, rule=TOWN_RULE.id)
                spans.append(Span(first, last, "L", made))
                lattice.took(TOWN_RULE, first, last)
    lattice.rewrite(spans)


def _split(lattice: Lattice, m: re.Match[str]) -> str:
    """The codes of a list of names, with commas for all that joins them."""
    words = (lattice.words(i, i + 1)[0] for i in range(*m.span("name")))
    return "".join("," if word in (",", "and") else "x" for word in words)


def it_stage(lattice: Lattice) -> None:
    """ "It" at the beginning of a sentence becomes the C of the sentence before."""
    lattice.stage(IT_RULE, lambda m: _it(lattice, m))


def _it(lattice: Lattice, m: re.Match[str]) -> Span | None:
    codes = lattice.codes
    end = len(codes[: m.start()].rstrip(".nq"))
    first = max(codes.rfind(".", 0, end), codes.rfind("n", 0, end)) + 1
    while first < end and (codes[first] in "D,q" or lattice.words(first, first + 1)[0] == "The"):
        first += 1
    value = lattice.value(first)
    if codes[first : first + 1] != "C" or not isinstance(value, Name):
        return None
    name = replace(value, text=lattice.text(m.start(), m.end()), rule=IT_RULE.id)
    return Span(m.start(), m.end(), "C", name)
