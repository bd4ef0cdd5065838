"""Whose an office is by what stands before its title: "Norwegian", "Norway's", "NATO", "Oracle"."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import PARTY_LABELS, STATUS_WORDS
from kg.extract.names import Name
from kg.extract.party_words import ACRONYM_RULE
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.title_words import HEADLINE_VERBS, ORDINALS
from kg.extract.titles import office_kind
from kg.model import EntityKind, OfficeKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule(
        "role.owned",
        "country, nationality or organisation before the title",
        "(?<left>m{0,3}) (?<nation>A (?= O Z))? (?<of>[A C O L]) (?: \\( [X O] \\) )? "
        "(?: (?<many>[*])? | S (?<told>(?:x|next|then|#|m){0,3}))? (?<role>Z)",
        "Armenian Prime Minister Nikol Pashinyan spoke.",
        "Armenian and other prime ministers spoke.",
    ),
    Rule(
        "role.company",
        "a company that no list knows before its chief executive",
        "(?<! [X G I K]) (?<of>X{1,2}) S? (?<role>Z) (?= ,? [X G I H P])",
        "Oracular CEO Anna Berg spoke.",
        "Oracular minister Anna Berg spoke.",
    ),
)


def owner_stage(lattice: Lattice) -> None:
    """The title and whose it is become one Z."""
    for rule, read in zip(RULES, (_owned, _company), strict=True):
        lattice.stage(rule, partial(read, lattice))


MUNICIPAL: Final = frozenset({"mayor", "deputy mayor", "lord mayor", "councillor", "governor"})
_LOCAL: Final = frozenset(
    "mayor governor premier president archbishop bishop leader king prince chief police "
    "councillor senator congressman congresswoman representative mp commissioner sheriff".split()
)


def may_hold(role: Role, of: Name) -> bool:
    """A city or region has mayors and governors, not foreign ministers."""
    words = role.title.lower().split()
    regional = words[-2:] in (["first", "minister"], ["chief", "minister"], ["attorney", "general"])
    if of.kind is not EntityKind.PLACE or of.adjective or regional:
        return True  # "Bavarian": a region, not a town
    return not _LOCAL.isdisjoint((words[0], words[-1]))


_OF_STATES: Final = frozenset(
    (
        OfficeKind.LEGISLATOR, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.MINISTER,
        OfficeKind.FOREIGN_MINISTER, OfficeKind.DEFENCE_MINISTER,
    )
)  # fmt: skip


_PARTIES: Final = frozenset((ACRONYM_RULE, "name.small-party"))


def _is_party_of(name: Name, role: Role) -> bool:
    """ "Labour MP", "Green Party minister": the office is the state's, not the party's."""
    party = name.text in PARTY_LABELS or name.text.split()[-1] in ("Party", "Union", "Movement")
    party = party or name.rule in _PARTIES
    secretary = "secretary" in role.title.lower()
    return (
        party and name.kind is EntityKind.ORGANISATION and role.kind in _OF_STATES and not secretary
    )


_APOSTROPHES: Final = ("'", "’")
_BEFORE_OWNER: Final = frozenset("first deputy vice assistant special associate senior".split())


def _owned(lattice: Lattice, m: re.Match[str]) -> Span | None:
    role: Role = lattice.value(m.start("role"))
    name: Name = lattice.value(m.start("of"))
    if not may_hold(role, name) or _is_party_of(name, role):
        return None
    if m["many"] and lattice.word(m.start("many")) not in _APOSTROPHES:
        return None  # "the Greens' leader"
    told = m["told"] or ""
    if "m" in told and not _is_counted(lattice, m):
        return None  # "Norway's former and present prime ministers"
    if body := _national_branch(lattice, m, role, name):
        name = body
    if m["nation"]:
        name = _of_nation(name, lattice.value(m.start("nation")))
    first = m.end("left")
    status = role.status or ("former" if lattice.word(m.start("role") - 1) == "then" else "")
    kept: list[str] = []
    for symbol in range(m.end("left") - 1, m.start("left") - 1, -1):
        word = lattice.words(symbol, symbol + 1)[0]
        if word.lower() in STATUS_WORDS:
            status = status or STATUS_WORDS[word.lower()]
        elif word.lower() in _BEFORE_OWNER:
            kept.insert(0, word)  # "First Deputy State Duma Chairman"
        else:
            break
        first = symbol
    if kept == ["first"] or kept == ["First"]:
        kept = []  # "the first Dutch prime minister"
    title = " ".join([*kept, role.title])
    kind = office_kind(title, role.of or name)
    made = role._replace(title=title, kind=kind, status=status, text=lattice.text(first, m.end()))
    if role.of is not None or (name.adjective and role.title.lower() in MUNICIPAL):
        made = made._replace(nationality=name if name.adjective else None)
    else:
        made = made._replace(of=name, owned=True)
    return Span(first, m.end(), "Z", made)


def _is_counted(lattice: Lattice, m: re.Match[str]) -> bool:
    """ "Chile's first female president": the words between count presidents."""
    between = [i for i in range(*m.span("told")) if lattice.codes[i] == "m"]
    return all(lattice.word(i) in ORDINALS for i in between)


_HEADED: Final = frozenset(
    "president chief director chairman chairwoman chair chairperson ceo officer executive head "
    "spokesman spokeswoman spokesperson secretary-general manager".split()
)


def _national_branch(lattice: Lattice, m: re.Match[str], role: Role, name: Name) -> Name | None:
    """ "Oxfam Canada chief", "Local Government New Zealand president": no office of the country."""
    at = m.start("of")
    if name.kind is not EntityKind.COUNTRY or name.adjective or m["left"] or m.end("of") - at > 1:
        return None
    if role.title.lower().replace("-", " ").split()[-1] not in _HEADED or at == 0:
        return None
    first = at
    while first > 0 and lattice.codes[first - 1] in "XKFEO" and _is_large(lattice, first - 1):
        first -= 1
    if first == at or not _is_large(lattice, first):
        return None
    text = lattice.text(first, at + 1)
    return Name(
        EntityKind.ORGANISATION,
        f"organisation/{slug(text)}",
        text,
        text,
        country=name.key,
        rule="role.owned",
    )


def _is_large(lattice: Lattice, symbol: int) -> bool:
    word = lattice.words(symbol, symbol + 1)[0]
    inflected = lattice.codes[symbol] == "K" and word.endswith(("ed", "ing"))
    return word[0].isupper() and word.lower() not in HEADLINE_VERBS and not inflected


def _of_nation(body: Name, nation: Name) -> Name:
    """ "the Hungarian National Assembly": another body than that of another country."""
    if body.wikidata or body.country:
        return body
    country = nation.key if nation.kind is EntityKind.COUNTRY else nation.country
    key = f"{body.key}-of-{country.rpartition('/')[2]}" if country else body.key
    return body._replace(key=key, country=country)


_LED: Final = frozenset(
    ("ceo", "cfo", "chairman", "chairwoman", "chief executive", "co-ceo", "founder")
)


# A body that no list knows, before a title in small letters: "Azimio leader Raila Odinga".
_LEADING: Final = frozenset(
    "leader|co-leader|deputy leader|secretary general|general secretary|chair|chairperson|"
    "spokesperson|spokesman|spokeswoman|chief".split("|")
)
_PEOPLES: Final = frozenset(
    "druze hutu tutsi tamil sunni shia shiite alawite maronite zulu igbo yoruba hausa oromo "
    "tigray roma maori inuit sami breton walloon basque kurd uyghur uighur chechen tatar berber "
    "tuareg pashtun baloch sikh hindu muslim jew tajik turkmen uzbek kazakh kyrgyz afar amhara "
    "karen kachin chin shan mon rohingya cham hmong mapuche maya quechua aymara saxon gagauz "
    "gurkha sherpa".split()
)
_OF_A_PEOPLE: Final = re.compile("(?:i|ish|ese|an|ist|ite|ic|s|ing|ed|ly|er)$")


def _may_be_led(text: str) -> bool:
    """Not "Hutu leader", "separatist leader": a people, or a word of a kind."""
    return text.lower() not in _PEOPLES and not _OF_A_PEOPLE.search(text)


def _company(lattice: Lattice, m: re.Match[str]) -> Span | None:
    role: Role = lattice.value(m.start("role"))
    small = role.title.lower()
    text = lattice.text(m.start("of"), m.end("of"))
    party = role.text[0].islower() and small in _LEADING and _may_be_led(text)
    if role.of is not None or not (small in _LED or small.endswith("officer") or party):
        return None
    name = Name(
        EntityKind.ORGANISATION, f"organisation/{slug(text)}", text, text, rule="role.company"
    )
    made = role._replace(of=name, owned=True, text=lattice.text(m.start(), m.end()))
    return Span(m.start(), m.end(), "Z", made)
