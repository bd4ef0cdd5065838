"""Names that only a membership gives away: "a member of the Tin Lanterns"."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.membership_bodies import is_party
from kg.extract.names import Name
from kg.extract.party_words import PARTISANS, PARTY_ADJECTIVES, STANDING, names_party
from kg.extract.persons import PersonMention
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

ADJECTIVE_RULE: Final = Rule(
    "name.party-adjective",
    "a party as an adjective before an office or a name",
    "(?<name>[m E K X]{1,2}?) (?= R | H [X G] "
    "| (?:m|x){0,2} (?:politician|candidate|activist|@member|ticket|slate|peer|backbencher"
    f"|{STANDING}))",
    "Democratic senator Anna Berg spoke.",
    "Democratic elections brought senator Anna Berg.",
    words=frozenset(name.split()[-1] for name in PARTY_ADJECTIVES),
)
PARTISAN_RULE: Final = Rule(
    "name.partisan",
    "the noun for a member of a party: a Democrat, a Republican",
    "(?<=(?:a|x|m|L|C|A)) (?<name>[m E K]{1,2}) "
    "(?= [. , ; n ) D] | from | and | who | in | for | $)",
    "Anna Berg ran as a Democrat.",
    "Anna Berg ran as an Independent.",
    words=frozenset(name.split()[-1] for name in PARTISANS),
)

PARTISAN_NAME_RULE: Final = Rule(
    "name.partisan-named",
    "the noun for a member of a party before a name",
    "(?<![X K G E F O A C L]) (?<name>[m E K X]{1,2}) (?= [X G] [X K G I])",
    "She was challenged by Democrat Orlanda Ingersoll.",
    "She was challenged by Novelist Orlanda Ingersoll.",
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
_AS_ONE: Final = "(?:@member|singer|vocalist|guitarist|drummer|bassist|frontman)"
FAME_RULES: tuple[Rule, ...] = (
    Rule(
        "person.rose",
        "who rose to fame, is active, as a member, a singer, the frontman of something",
        "(?<![^ . n , D]) (?<name>G? X) "
        "(?= (?:@have been [^.nTO;]{1,8}?|x to (?:fame|prominence) D?) "
        f"as [^.nTO;]{{1,10}}? {_AS_ONE} (?:of|for|in|with) [^.nTO;]{{0,8}}? O)",
        "Clerkson rose to prominence in the 1990s as a member of the pop band Tin Lanterns.",
        "Clerkson rose to prominence in the 1990s as a place of the Green Party.",
    ),
    Rule(
        "person.fellow",
        "a surname alone that is a fellow of several bodies",
        "(?<![^ . n , D]) (?<name>X) (?= (?:@have been|@be) [^.nTO:;,]{1,4}? @fellow of "
        "[^.nTO;]{1,10} O)",
        "Clerkson is a fellow of two academies, the Norwegian Academy of Science and another.",
        "Clerkson is a fellow of two schools.",
    ),
    Rule(
        "person.and-others",
        "a surname alone before: and others such as somebody named in full",
        "(?<name>X) (?= and others (?:such as|like|including) P)",
        "Clerkson and others such as Jon Lind founded the Green League.",
        "Clerkson and others such as Oslo joined the Green League.",
    ),
)
PARTY_REFERENCE: Final = Rule(
    "reference.party",
    '"the party" is the only party that this sentence and the one before it name',
    "(?<=(?:the|his|her|that)) m (?! [X K G O m R Z])",
    "Anna Berg joined the Green Party in 1990. She was expelled from the party in 1995.",
    "Anna Berg of the Green Party met Jon Lind of the Blue Party. She left the party early.",
    words=frozenset(["party"]),
)
TOWN_RULE: Final = Rule(
    "name.town-of",
    "names behind the town of, the towns of: towns that no list knows",
    "(?:x|town|city|village|port) of "
    "(?<name>[X K G E L C]{1,2} B? (?:(?: , | ,? and) [X K G E L C]{1,2} B?)*)",
    "The town of Marsh End joined the Harbour League.",
    "The towns of the north joined the Harbour League.",
)
IT_RULE: Final = Rule(
    "reference.it",
    '"it" is the country that the sentence before begins with, where a membership is told of it',
    "(?<![^ . n]) it (?= [^.nCT]{0,12} (?:@member|@partner|@candidate|@observer|joined|left|acceded"
    "|applied|@belong|sits|sat))",
    "Norway is in Europe. It applied for membership of the European Union in 1992.",
    "Norway is in Europe. It rained.",
)
RULES: tuple[Rule, ...] = (
    TOWN_RULE,
    IT_RULE,
    ADJECTIVE_RULE,
    PARTISAN_RULE,
    PARTISAN_NAME_RULE,
    *PERSON_RULES,
    *FAME_RULES,
    PARTY_REFERENCE,
)


def party_adjective_stage(lattice: Lattice) -> None:
    """ "Democratic" in "Democratic senator Anna Berg" becomes V: the party."""
    lattice.stage(ADJECTIVE_RULE, lambda m: _adjective(lattice, m))
    if not any(word in lattice.tokens.text for word in PARTISANS):
        return
    for rule in (PARTISAN_RULE, PARTISAN_NAME_RULE):
        lattice.stage(rule, partial(_partisan, lattice, rule))


def _partisan(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    text = lattice.text(*m.span("name"))
    party = PARTISANS.get(text)
    if party is None:
        return None
    key = f"organisation/{slug(party)}"
    name = Name(EntityKind.ORGANISATION, key, party, text, rule=rule.id)
    return Span(*m.span("name"), "V", name)


def _adjective(lattice: Lattice, m: re.Match[str]) -> Span | None:
    longer = lattice.text(m.start("name") - 1, m.end("name")) if m.start("name") else ""
    begin = m.start("name") - (longer in PARTY_ADJECTIVES)  # "Christian", a first name, too
    for first in range(begin, m.end("name")):
        text = lattice.text(first, m.end("name"))
        party = PARTY_ADJECTIVES.get(text)
        if party is not None and not _is_field(lattice, m):
            key = f"organisation/{slug(party)}"
            name = Name(EntityKind.ORGANISATION, key, party, text, rule=ADJECTIVE_RULE.id)
            return Span(first, m.end("name"), "V", name)
    return None


def _is_field(lattice: Lattice, m: re.Match[str]) -> bool:
    """ "Labour Minister Anna Berg" is minister of labour; a "Labour leader" leads the party."""
    at = m.end("name")
    while lattice.word(at) in _RACES:
        at += 1
    head = lattice.words(at, at + 1)[0].lower()
    leads = head in _LEADING and lattice.text(*m.span("name")) != "Communist"  # of a state's party
    leads = leads and _names_holder(lattice, at)
    return head not in PARTY_MEN and not leads


def _names_holder(lattice: Lattice, at: int) -> bool:
    """ "Socialist Prime Minister Anna Berg"; "no Socialist President" is nobody."""
    while lattice.codes[at] in "mR":
        at += 1
    at += lattice.codes[at] == ","  # "the Liberal Democrat leader, Anna Berg"
    return lattice.codes[at] in "XGKI" and lattice.words(at, at + 1)[0][0].isupper()


_RACES: Final = frozenset(
    "presidential vice vice-presidential gubernatorial senatorial congressional mayoral "
    "parliamentary".split()
)
_LEADING: Final = frozenset("prime premier chancellor president leader".split())


PARTY_MEN: Final = frozenset(
    "mp mps mep meps senator senators congressman congresswoman congressmen lawmaker lawmakers "
    "legislator legislators councillor councillors candidate politician activist member members "
    "parliamentarian representative governor mayor whip peer backbencher gov. sen. "
    "rep. gov sen rep nominee challenger opponent incumbent hopeful frontrunner "
    "front-runner".split()
)


def member_name_stage(lattice: Lattice) -> None:
    """Persons of whom only a membership is told become P."""
    for rule in lattice.fitting(PERSON_RULES):
        lattice.stage(rule, partial(_member, lattice, rule))
    for rule in lattice.fitting(FAME_RULES):
        lattice.stage(rule, partial(_famous, lattice, rule))


def _famous(lattice: Lattice, rule: Rule, m: re.Match[str]) -> Span | None:
    words = lattice.words(*m.span("name"))
    if any(word.isupper() or not word[0].isupper() for word in words):
        return None
    return _person(lattice, rule, *m.span("name"))


def _person(lattice: Lattice, rule: Rule, first: int, last: int) -> Span:
    text = lattice.text(first, last)
    mention = PersonMention(text, rule.id, lattice.start(first), lattice.end(last - 1))
    return Span(first, last, "P", mention)


_OF_PERSONS: Final = re.compile(
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
    return _person(lattice, rule, *m.span("name"))


def _is_of_persons(body: Name) -> bool:
    return bool(_OF_PERSONS.search(body.name)) or body.rule == "name.member-body"


_BACK: Final = 80  # symbols that "the party" looks back at most


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
        if named and names_party(value.name):
            parties.setdefault(value.key, value)
    if len(parties) != 1:
        return None
    name = next(iter(parties.values()))._replace(text="party", rule=PARTY_REFERENCE.id)
    return Span(m.start(), m.end(), "O", name)


_TOWNS: Final = frozenset(
    "town towns city cities municipality municipalities village villages port ports".split()
)


def town_stage(lattice: Lattice) -> None:
    """Towns named as such become L, each of a list for itself."""
    if not lattice.uses(TOWN_RULE) or not any(lattice.fitting([TOWN_RULE])):
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
                    made = known._replace(rule=TOWN_RULE.id)
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
    name = value._replace(text=lattice.text(m.start(), m.end()), rule=IT_RULE.id)
    return Span(m.start(), m.end(), "C", name)
