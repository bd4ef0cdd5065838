"""Memberships of states, organisations and persons: member, joined, frozen, left, partner …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice
from kg.extract.names import DatePhrase, Name
from kg.extract.offices import Titled
from kg.extract.rules import Rule
from kg.model import Aspect, EntityKind, MemberRole, MembershipStatus

_WHO = "(?<m>[C T O])"
_GAP = (
    "(?<gap>(?:, (?:which|who) (?:also)? (?=@joined|joined|left|acceded)|, [^.nTCO:;]{1,12}? ,)? "
    "[^.nTCO:;,]{0,6}?)"
)
_BODY = "(?<adj>(?:[^.nTCO:;]{0,7} ,)?) (?<o>O) (?! S)"
_END = "(?= [. , ; n ) q D] | (?:and|as|but|while|after|when|with|on|in m? D) | $)"

RULES: tuple[Rule, ...] = (
    Rule(
        "membership.is-member",
        "X is, became, remains a member of O",
        f"{_WHO} {_GAP} (?<verb>(?:@be|@became|remains|remained|remain)) "
        f"(?<how>[^.nTCO:;,]{{0,5}}?) @member (?:m|country|nation)? (?:of|in) (?:the)? {_BODY}",
        "Norway is a founding member of the military alliance, NATO.",
        "Norway is not a member of the European Union.",
    ),
    Rule(
        "membership.comma-member",
        "X, a member of O",
        "(?<m>[C T]) , (?<how>(?:which|who|is|was|also|itself|a|an|the|x|m|currently|now){1,4}) "
        "@member (?:m|country)? of (?:the)? (?<o>O)",
        "Norway, a founding member of NATO, agreed.",
        "Norway, a former candidate for membership of NATO, agreed.",
    ),
    Rule(
        "membership.as-are",
        "members of O, as are X and Y",
        "@member of (?:the)? (?<o>O) , as (?<verb>(?:are|is)) (?:C (?:,|and|, and))* (?<m>C)",
        "Norway and Iceland are members of NATO, as are Spain and Italy.",
        "Norway and Iceland are members of NATO, as Spain and Italy know.",
    ),
    Rule(
        "membership.members-include",
        "O, whose members include X and Y",
        "(?<o>O) , whose (?:m|x){0,3} @member (?<verb>(?:include|are|is)) (?:C (?:,|and|, and))* "
        "(?<m>C)",
        "Mercosur, whose members include Brazil and Uruguay, will review its tariff.",
        "Mercosur, whose members include nobody from Norway and Uruguay, will review its tariff.",
    ),
    Rule(
        "membership.member-modifier",
        "O member X",
        "(?<o>O) (?<verb>member) (?:m)? (?<m>[C T])",
        "NATO member Norway backed the text.",
        "NATO members and Norway backed the text.",
    ),
    Rule(
        "membership.member-title",
        "member of O X",
        "@member of (?<how>the?) (?<o>O) (?<m>T)",
        "Member of the European Parliament Anna Berg wrote the report.",
        "Members of the European Parliament met Anna Berg.",
    ),
    Rule(
        "membership.admitted",
        "X was admitted to O",
        f"{_WHO} {_GAP} (?<verb>(?:was|were|been)) (?<how>(?:admitted|accepted)) (?:in)? "
        f"(?:to|into) (?:the)? (?<o>O)",
        "Norway was admitted to the United Nations in 1945.",
        "Norway was admired by the United Nations in 1945.",
    ),
    Rule(
        "membership.body-suspended",
        "O suspended X",
        "(?<o>O) (?:@have)? (?<verb>suspended) (?<m>C) (?! S | from)",
        "The African Union suspended Gabon in 2023.",
        "The African Union suspended Gabon's payments in 2023.",
    ),
    Rule(
        "membership.party-bracket",
        "X (party)",
        "(?<m>T) \\( (?<o>O) \\)",
        "The motion came from Anna Berg (Green Party).",
        "The motion came from Anna Berg (in Oslo).",
    ),
    Rule(
        "membership.politician-for",
        "X is a politician for, of, from party O",
        "(?<m>T) (?<verb>@be) (?:a|an|the) (?<how>[^.nTO;]{1,16}?) "
        "(?:politician|politicians|statesman|stateswoman|activist)"
        " (?:[^.nTCO;,]{0,4}?|, (?:and)? (?:a member)?) "
        "(?:for|of|from|with|in|to|representing|under) (?:the)? (?<o>O)",
        "Jon Lind is a Norwegian politician for the Labour Party.",
        "Jon Lind is a Norwegian politician who criticised the Labour Party.",
    ),
    Rule(
        "membership.party-politician",
        "X is a party politician",
        "(?<m>T) (?<verb>@be) (?:a|an|the) (?<how>[^.nTO;]{0,8}?) (?<o>O) (?: \\( [X O K] \\))? "
        "(?:politician|statesman|stateswoman|activist|member)",
        "Jon Lind is a British Labour Party politician.",
        "Jon Lind is a critic of Labour Party politics.",
    ),
    Rule(
        "membership.comma-party",
        "X, a politician of party O; X of party O",
        "(?<m>T) (?:,)? of the? (?<o>O)",
        "Pekka Lind of the Green League came.",
        "Pekka Lind left the Green League.",
    ),
    Rule(
        "membership.as-member",
        "as a member of O, X",
        "as (?<how>(?:a|an|the) x?) @member (?:m|country)? of (?:the)? (?<o>O) , (?<m>[C T])",
        "As a member of NATO, Norway agreed.",
        "As members of NATO agreed, Norway waited.",
    ),
    Rule(
        "membership.joined",
        "X joined O",
        f"(?<m>[C T O]) (?:{_GAP}|(?:@have)? (?:left|quit) (?:the)? O and) "
        f"(?<verb>(?:joined|rejoined|re-joined)) (?:the)? (?:x|A|m){{0,2}} (?<o>O) {_END}",
        "Norway joined NATO in 1949.",
        "Norway joined NATO allies in condemning the attack.",
    ),
    Rule(
        "membership.acceded",
        "X acceded to O",
        f"{_WHO} {_GAP} (?<verb>(?:acceded)) to (?:the)? (?<o>O)",
        "Norway acceded to NATO in 1949.",
        "Norway agreed to NATO's plan.",
    ),
    Rule(
        "membership.froze",
        "X froze, suspended its participation or membership in O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,9}?) (?<verb>(?:@froze|@suspend)) (?:its|their|his|her) "
        "(?:x|m|K)? (?:@membership|@participation) (?:in|of) (?:the)? (?<o>O)",
        "Norway announced that it had frozen its participation in the CSTO.",
        "Norway suspended talks about its membership in the CSTO.",
    ),
    Rule(
        "membership.suspended-by",
        "a body suspended X from O",
        "(?<verb>(?:suspended|suspends)) (?<m>C) from (?:the)? (?<o>O)",
        "The assembly suspended Norway from the Human Rights Council.",
        "The assembly suspended Norway's payments to the Human Rights Council.",
    ),
    Rule(
        "membership.belongs",
        "X belongs to O",
        f"{_WHO} {_GAP} (?<verb>@belong) to (?:the)? (?<o>O) (?! S)",
        "Norway also belongs to the European Union.",
        "The island belongs to Norway, not to the European Union.",
    ),
    Rule(
        "membership.was-suspended",
        "X was suspended from O",
        f"{_WHO} {_GAP} (?<verb>(?:was|were|been|is)) (?<how>suspended) from (?:the)? (?<o>O)",
        "Norway was suspended from the Council of Europe.",
        "Norway was suspended from the match.",
    ),
    Rule(
        "membership.left",
        "X left, withdrew from O",
        f"{_WHO} {_GAP} (?<verb>(?:left|leaves|quit|withdrew|withdrawn|exited)) (?:from)? "
        f"(?:the)? (?<o>O) {_END}",
        "Norway left the European Union in 2020.",
        "Norway left the European Union summit early.",
    ),
    Rule(
        "membership.expelled",
        "X was expelled from, ceased to be a member of O",
        f"{_WHO} {_GAP} (?<verb>(?:@expel from|ceased to be (?:a|an) @member (?:m)? of)) "
        f"(?:the)? (?<o>O)",
        "Norway was expelled from the Council of Europe.",
        "Norway was expelled from the room by the Council of Europe.",
    ),
    Rule(
        "membership.is-partner",
        "X is a partner of O",
        "(?<m>[C T]) (?<gap>(?:[^.nTC:;,]{1,9} (?:and|but))? [^.nTCO:;,]{0,4}?) "
        "(?<verb>(?:is|are|remains|became|was|as)) (?<how>(?:a|an|one of the|the)? "
        "(?:x|m|[-]|,){0,4}?) @partner (?:x)? of (?:the)? (?<o>O)",
        "Norway is a long-standing partner of NATO.",
        "Norway is a trading post of a partner of NATO.",
    ),
    Rule(
        "membership.partnership",
        "X expands, continues its partnership with O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,14}?) "
        "(?:expand|deepen|strengthen|continue|develop|expanding|deepening|strengthening) "
        "(?:its|their) partnership with (?:the)? (?<o>O)",
        "Norway is keen to expand its partnership with NATO.",
        "Norway seeks a partnership with NATO.",
    ),
    Rule(
        "membership.candidate",
        "X is a candidate for O",
        f"(?<m>C) {_GAP} (?<verb>(?:@be|@became|received|obtained|remains|granted)) "
        f"(?<how>[^.nTCO:;,]{{0,5}}?) @candidate (?:country|m|status)? (?:for|of|to) "
        f"(?:the|@membership|join|in|of|accession|to)* (?<o>O)",
        "Norway is a candidate for membership in the European Union.",
        "Norway is a market for candidates of the European Union.",
    ),
    Rule(
        "membership.applied",
        "X applied for membership of O",
        f"{_WHO} {_GAP} (?<verb>applied) (?:for|to) "
        f"(?:the|@membership|@join|in|of|accession|to|become|a|@member)* (?<o>O)",
        "Norway applied for membership of the European Union.",
        "Norway applied for a loan of the European Union.",
    ),
    Rule(
        "membership.observer",
        "X is an observer in O",
        f"{_WHO} {_GAP} (?<verb>(?:@be|@became|remains|has|have|holds|granted|received)) "
        f"(?<how>[^.nTCO:;,]{{0,4}}?) @observer (?:status|m|country|member)? "
        f"(?:in|of|at|with|to) (?:the)? (?<o>O)",
        "Norway is an observer in the Council of Europe.",
        "Norway is watched by observers of the Council of Europe.",
    ),
)

_MEMBER_RULES = frozenset(
    {
        "membership.is-member",
        "membership.comma-member",
        "membership.as-member",
        "membership.as-are",
        "membership.members-include",
        "membership.member-title",
    }
)
_PARTY_RULES = frozenset(
    {
        "membership.politician-for",
        "membership.party-politician",
        "membership.comma-party",
        "membership.party-bracket",
    }
)
_JOINING = frozenset({"membership.joined", "membership.left"})
_MEMBERED = re.compile(
    r"\b(Party|Council|Committee|Board|Parliament|Assembly|Senate|Academy|Club|Society|Association"
    r"|Union|Alliance|League|Movement|Front|Coalition|Congress|Federation|Chamber|Order|Group)\b"
)


def _has_members(organisation: Name) -> bool:
    """A body that persons are members of, by its name."""
    return bool(_MEMBERED.search(organisation.name)) or _is_party(organisation)


_PARTY = re.compile(
    r"\b(Party|Democrats|League|Alliance|Front|Movement|Congress|Coalition|Union|Socialists|Greens|Liberals|Republicans)\b"
)


def _is_party(organisation: Name) -> bool:
    """A party by its name; of states and bodies nobody is a politician "for"."""
    if organisation.rule == "name.acronym":
        return True  # "Anna Berg (SPD)"
    return bool(_PARTY.search(organisation.name)) and organisation.kind is EntityKind.ORGANISATION


_STARTED = frozenset("became become becomes becoming joined acceded joins".split())
_HYPOTHETICAL = frozenset(
    "will would shall could should might may can must if whether to want wants wanted wish "
    "wishes hope hopes plan plans not n't never no neither against unless until before seek "
    "seeks invited invite ’ll isn’t isn't wasn't wasn’t aren't cannot".split()
)


@dataclass(frozen=True, slots=True)
class MembershipReading:
    """A membership as read."""

    member: Name | Titled
    organisation: Name
    role: MemberRole
    status: MembershipStatus
    aspect: Aspect
    date: DatePhrase | None
    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    reported: bool = False  # the member itself is quoted as saying so


def read_memberships(lattice: Lattice, sentence: tuple[int, int]) -> list[MembershipReading]:
    """The memberships of one sentence, given as symbols (first, last)."""
    found: list[MembershipReading] = []
    for rule in RULES:
        for m in rule.regex.finditer(lattice.codes, *sentence):
            for reading in _readings(lattice, m, rule, sentence):
                if not any(_same(reading, other) for other in found):
                    found.append(reading)
    return found


def _same(a: MembershipReading, b: MembershipReading) -> bool:
    return a.member is b.member and a.organisation.key == b.organisation.key


def _readings(
    lattice: Lattice, m: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> list[MembershipReading]:
    groups = m.re.groupindex
    organisation: Name = lattice.value(m.start("o"))
    words: list[str] = []
    for group in ("gap", "verb", "how"):
        if group in groups and m[group] is not None:
            words += [w.lower() for w in lattice.words(m.start(group), m.end(group))]
    before = [w.lower() for w in lattice.words(max(sentence[0], m.start("m") - 3), m.start("m"))]
    if {"if", "whether", "unless", "when", "that"} & set(before[-1:]) and "that" not in before[-1:]:
        return []
    meaning = _meaning(rule, words)
    if meaning is None:
        return []
    role, status, aspect = meaning
    if rule.id in _PARTY_RULES and not _is_party(organisation):
        return []
    value = lattice.value(m.start("m"))
    if isinstance(value, Group) and rule.id in _JOINING and not _has_members(organisation):
        return []  # to join a company or an office is employment
    members = _members(lattice, m.start("m"), value)
    reported = rule.id == "membership.froze" and bool(
        {"announced", "said", "declared"} & set(words)
    )
    date = _date(lattice, m, sentence)
    return [
        MembershipReading(
            member, organisation, role, status, aspect, date, rule.id,
            lattice.start(min(m.start("m"), m.start())), lattice.end(m.end() - 1),
            (lattice.start(sentence[0]), lattice.end(sentence[1] - 1)), reported,
        )
        for member in members
        if not isinstance(member, Name) or member.key != organisation.key
    ]  # fmt: skip


def _members(lattice: Lattice, symbol: int, value: object) -> list[Name | Titled]:
    if isinstance(value, Group):
        return [agent for agent in value.agents if isinstance(agent, Titled)]
    if not isinstance(value, Name):
        return []
    members: list[Name | Titled] = [value]
    # "Finland and Sweden are members": the country before belongs to the subject too
    at = symbol
    while at >= 2 and lattice.codes[at - 2] == "C" and _joins(lattice, at - 1):
        at -= 2
        members.insert(0, lattice.value(at))
    return members


def _joins(lattice: Lattice, symbol: int) -> bool:
    return lattice.words(symbol, symbol + 1)[0] in ("and", ",", "&")


def _meaning(rule: Rule, words: list[str]) -> tuple[MemberRole, MembershipStatus, Aspect] | None:
    """Role, status and aspect, None where the words do not state a membership."""
    full, active = MemberRole.FULL, MembershipStatus.ACTIVE
    said = set(words)
    if rule.id == "membership.partnership":
        return MemberRole.PARTNER, active, Aspect.HOLDS
    if "become" in said and not said & {"has", "have", "had"}:
        return None
    if said & {"for", "by"} and rule.id != "membership.froze":
        return None
    certain = ("membership.froze", "membership.suspended-by", "membership.expelled")
    if rule.id not in certain and said & _HYPOTHETICAL:
        return None
    if rule.id in _MEMBER_RULES:
        if said & {"candidate", "observer", "associate", "potential", "prospective", "aspiring"}:
            return None
        if said & {"former"}:
            return full, MembershipStatus.ENDED, Aspect.ENDS
        if said & {"elected", "admitted", "founding", "among"}:
            return full, active, Aspect.STARTS if "was" in said else Aspect.HOLDS
        if said & {"was", "were"} and not said & {"been", "has", "have"}:
            return full, MembershipStatus.ENDED, Aspect.HOLDS
        starts = bool(said & _STARTED)
        return full, active, Aspect.STARTS if starts else Aspect.HOLDS
    table = {
        "membership.member-modifier": (full, active, Aspect.HOLDS),
        "membership.admitted": (full, active, Aspect.STARTS),
        "membership.body-suspended": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.party-bracket": (full, active, Aspect.HOLDS),
        "membership.politician-for": (full, active, Aspect.HOLDS),
        "membership.party-politician": (full, active, Aspect.HOLDS),
        "membership.comma-party": (full, active, Aspect.HOLDS),
        "membership.joined": (full, active, Aspect.STARTS),
        "membership.acceded": (full, active, Aspect.STARTS),
        "membership.froze": (full, MembershipStatus.FROZEN, Aspect.HOLDS),
        "membership.suspended-by": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.belongs": (full, active, Aspect.HOLDS),
        "membership.was-suspended": (full, MembershipStatus.SUSPENDED, Aspect.HOLDS),
        "membership.left": (full, MembershipStatus.ENDED, Aspect.ENDS),
        "membership.expelled": (full, MembershipStatus.ENDED, Aspect.ENDS),
        "membership.is-partner": (MemberRole.PARTNER, active, Aspect.HOLDS),
        "membership.candidate": (MemberRole.CANDIDATE, active, Aspect.HOLDS),
        "membership.applied": (MemberRole.CANDIDATE, active, Aspect.HOLDS),
        "membership.observer": (MemberRole.OBSERVER, active, Aspect.HOLDS),
    }
    return table[rule.id]


def _date(lattice: Lattice, m: re.Match[str], sentence: tuple[int, int]) -> DatePhrase | None:
    dates = [i for i in range(*sentence) if lattice.codes[i] == "D"]
    if not dates:
        return None
    after = [i for i in dates if i >= m.start()]
    chosen = after[0] if after else dates[-1]
    return lattice.value(chosen) if abs(chosen - m.end()) < 8 or chosen < m.start() else None
