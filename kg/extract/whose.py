"""Whose an office is: the country, organisation, body or town that a title names behind it."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule.by_function(
        "name.seat",
        "the town that a mayor or governor is of, though no list knows it",
        "Mayor of Oxwater Anna Berg spoke.",
        "Minister of Oxwater Anna Berg spoke.",
    ),
    Rule.by_function(
        "name.company",
        "the company that a chief executive or chairman is of, though no list knows it",
        "Anna Berg, chairman of Merrow Oxwater, spoke.",
        "Anna Berg, a friend of Merrow Oxwater, spoke.",
    ),
    Rule.by_function(
        "name.led-body",
        "the body of several capitals that somebody is head of",
        "Anna Berg, head of the National Archive of Croatia, spoke.",
        "Anna Berg, minister of the National Economy, spoke.",
    ),
    Rule.by_function(
        "name.body",
        "the body in small letters that somebody is head of",
        "Anna Berg, head of the electoral commission, spoke.",
        "Anna Berg, head of the family, spoke.",
    ),
)
_SEAT, _COMPANY_NAME, _LED_BODY, _SMALL_BODY = RULES
_SENT: Final = frozenset(
    ("ambassador", "envoy", "consul", "nuncio", "representative", "ambassadors")
)
# Whom somebody "at the Great Plains Institute" works for; a minister at NATO is on a visit.
_EMPLOYED: Final = frozenset(
    "director adviser advisor counsel manager officer chief economist fellow president chair "
    "chairman secretary coordinator head professor dean spokesman spokeswoman spokesperson "
    "director-general managing-director vice-president vice-chair editor trustee attaché "
    "undersecretary under-secretary".split()
)
_HIGH_COMMISSIONERS: Final = (["High", "Commissioner"], ["high", "commissioner"])
_PREPOSITIONS: Final = frozenset(("of", "to", "for", "at", "in"))
_GOES_ON: Final = frozenset("xKEXGBFRm")  # "at the United Nations meeting"


def where(lattice: Lattice, m: re.Match[str], title: list[str]) -> tuple[Name | None, str, int]:
    """The organisation behind a title, what it is accredited to, and where the phrase ends."""
    of: Name | None = None
    to, preposition = "", ""
    last = m.start("where")
    sent = _is_sent(title)
    for symbol in range(m.start("where"), m.end("where")):
        if lattice.codes[symbol - 1] == "(" or lattice.codes[symbol] in "()":
            last = symbol + 1  # "(WHO)"
            continue
        if lattice.codes[symbol] not in "OCL":
            word = lattice.words(symbol, symbol + 1)[0]
            if lattice.codes[symbol] == "m" and word[0].isupper():
                break  # "of the Defence General Staff"
            preposition = word.lower() if word.lower() in _PREPOSITIONS else preposition
            continue
        name: Name = lattice.value(symbol)
        preposition = _meant(preposition, name, title)
        if preposition in ("in", "at") and not sent:
            if of is not None and lattice.codes[symbol] == "C":
                of = of._replace(country=of.country or name.key)
            elif of is None and _is_employer(lattice, symbol, name, title):
                of = name
            elif of is None or lattice.codes[symbol] == "L":
                break  # "met the President of Azerbaijan in Oslo"
        elif preposition == "for" or (
            preposition in ("to", "in", "at") and (sent or of or _is_served(name, title))
        ):
            kept = to if to and preposition in ("in", "at") else ""  # "to the UN Office in Geneva"
            accredited = f"{kept} {preposition} {name.text}"
            to = to if not sent and _is_mission(of, preposition) else accredited
        elif preposition == "to":
            break  # "the secretary to Norway" is nobody's office
        elif of is None:
            of = name
        last = symbol + 1
    return of, to, last


# "Clerk to Parliament", "Secretary to the Treasury"
_SERVING: Final = frozenset("secretary clerk adviser advisor counsel".split())
_SERVED: Final = frozenset(
    "Parliament Treasury Cabinet Congress Senate Council Board Assembly".split()
)


def _is_served(name: Name, title: list[str]) -> bool:
    return title[-1].lower() in _SERVING and name.text in _SERVED


def _is_sent(title: list[str]) -> bool:
    """Whether somebody with this title is accredited somewhere."""
    return title[-2:] in _HIGH_COMMISSIONERS or any(word.lower() in _SENT for word in title)


def _meant(preposition: str, name: Name, title: list[str]) -> str:
    """ "spokesman for the World Bank" is one of it; a "spokesman for Germany" may be a party's."""
    body = name.kind not in (EntityKind.COUNTRY, EntityKind.PLACE)
    head = title[-1].lower()
    if head == "secretary" and preposition == "to" and name.text.startswith("Ministry"):
        return "of"  # "Secretary to the Ministry of Finance"
    return "of" if body and head.startswith("spokes") and preposition == "for" else preposition


def _is_mission(body: Name | None, preposition: str) -> bool:
    """ "Head of the Oslo Mission to Norway": the body is sent there, not its head."""
    kinds = (EntityKind.COUNTRY, EntityKind.PLACE)
    return preposition == "to" and body is not None and body.kind not in kinds


def _is_employer(lattice: Lattice, symbol: int, name: Name, title: list[str]) -> bool:
    behind = lattice.codes[symbol + 1 : symbol + 2]
    return (
        name.kind not in (EntityKind.COUNTRY, EntityKind.PLACE)
        and any(word.lower() in _EMPLOYED for word in title)
        and (behind == "" or behind not in _GOES_ON)
    )


def owner_behind(lattice: Lattice, last: int, head: list[str]) -> tuple[Name | None, int]:
    """Whose an office is, "of Norway" behind its field, and where the phrase then ends."""
    at = last + 1 + (lattice.word(last + 1) == "the")
    code = lattice.codes[at : at + 1]
    if lattice.word(last) == "of" and code in ("C", "O"):
        return lattice.value(at), at + 1
    if lattice.word(last) == "at" and code == "O":
        name: Name = lattice.value(at)
        if _is_employer(lattice, at, name, head):
            return name, at + 1
    return None, last


_SEATED: Final = frozenset(
    ("mayor", "governor", "king", "queen", "emir", "sultan", "duke", "president")
)
_RULING: Final = frozenset(
    ("king", "queen", "emir", "sultan", "duke", "president", "premier", "leader")
)
_COMPANY: Final = frozenset(
    "ceo officer executive chairman chairwoman director cfo founder co-founder owner editor "
    "editor-in-chief".split()
)
_LEGISLATORS: Final = frozenset(
    ("mp", "mep", "senator", "congressman", "congresswoman", "councillor")
)
_SPEAKERS: Final = frozenset(("my", "our", "your"))
_BODIES: Final = frozenset(
    "parliament government commission committee council ministry agency bank university union "
    "court assembly senate board association federation foundation institute department bureau "
    "authority congress chamber company group faction caucus fund society administration service "
    "secretariat police army navy bloc alliance broadcaster regulator watchdog".split()
)


def whose(lattice: Lattice, m: re.Match[str], title: list[str]) -> tuple[Name | None, int]:
    """The town, company or body behind "of" that no list knows, and where the phrase ends."""
    last = m.end("home")
    if m["seat"]:
        return _unlisted(lattice, m, title, last)
    if m["body"]:
        return _body(lattice, m, last)
    return None, last


def _unlisted(
    lattice: Lattice, m: re.Match[str], title: list[str], last: int
) -> tuple[Name | None, int]:
    """ "Mayor of Oxwater", "CEO of Merrow": capitals that no list knows."""
    first = m.start("seat") + 1
    if lattice.words(first, first + 1)[0].lower() == "the":
        first += 1
    text = lattice.text(first, m.end("seat"))
    head = title[-1].lower()
    if head in _LEGISLATORS:
        return None, m.end("seat")  # "MP for Oxwater East": where he was elected
    if lattice.word(m.start("seat")) == "for":
        return None, last
    if lattice.word(m.start("seat")) == "at":
        return _employer(lattice, m, title, text, last)
    chief = [word.lower() for word in title[-2:]] == ["chief", "minister"]
    ruling = head in _RULING and (len(text.split()) > 1 or _is_state(lattice, m, first, head))
    if head in ("mayor", "governor") or chief or ruling:
        if not lattice.uses(_SEAT):
            return None, last
        lattice.took(_SEAT, first, m.end("seat"))
        return seat_named(text), m.end("seat")
    company = head in _COMPANY and (head != "director" or title[0].lower() in ("managing",))
    if company and lattice.uses(_COMPANY_NAME):
        lattice.took(_COMPANY_NAME, first, m.end("seat"))
        key = f"organisation/{slug(text)}"
        return Name(EntityKind.ORGANISATION, key, text, text, rule=_COMPANY_NAME.id), m.end("seat")
    return None, last


def _employer(
    lattice: Lattice, m: re.Match[str], title: list[str], text: str, last: int
) -> tuple[Name | None, int]:
    """ "chief economist at Merrow" works there; "the director at Oxwater" may only be there."""
    works = title[0].lower() == "chief" and title[-1].lower() in _EMPLOYED
    if not works or not lattice.uses(_COMPANY_NAME):
        return None, last
    lattice.took(_COMPANY_NAME, m.start("seat") + 1, m.end("seat"))
    key = f"organisation/{slug(text)}"
    return Name(EntityKind.ORGANISATION, key, text, text, rule=_COMPANY_NAME.id), m.end("seat")


def _is_state(lattice: Lattice, m: re.Match[str], first: int, head: str) -> bool:
    """ "a politician and the 5th president of Puntland": one unknown word, no company's name."""
    before = {word.lower() for word in lattice.words(max(0, m.start() - 8), m.end("left"))}
    counted = any(word[0].isdigit() for word in before) or not before.isdisjoint(_OF_STATES)
    return head == "president" and lattice.codes[first] == "X" and counted


_OF_STATES: Final = frozenset(
    "politician statesman stateswoman elected re-elected incumbent first second third fourth fifth "
    "sixth seventh eighth ninth tenth".split()
)
_CHIEFS: Final = frozenset(
    "ceo cfo co-ceo officer executive founder co-founder owner editor".split()
)


def company_in(lattice: Lattice, m: re.Match[str], head: list[str]) -> Name | None:
    """ "CEO of Cyclone Promotions": what a chief executive is of is a company, not a field."""
    first = m.start("field")
    if head[-1].lower().split()[-1] not in _CHIEFS or lattice.word(first) not in ("of", "at"):
        return None
    if not lattice.uses(_COMPANY_NAME):
        return None
    lattice.took(_COMPANY_NAME, first + 1, m.end("field"))
    text = lattice.text(first + 1, m.end("field")).removeprefix("the ")
    key = f"organisation/{slug(text)}"
    return Name(EntityKind.ORGANISATION, key, text, text, rule=_COMPANY_NAME.id)


_LEADING: Final = _COMPANY | frozenset(
    "head chief chair chairperson president leader governor director-general rector speaker "
    "commander spokesman spokeswoman spokesperson".split()
)


def named_body(lattice: Lattice, m: re.Match[str], head: list[str]) -> tuple[Name | None, int]:
    """ "Head of the National Library of Tunisia": the body that somebody leads.

    For others ("Minister of the National Economy") the words are a field, up to the country.
    """
    first, last = m.start("named") + 2, m.end("named")
    country: Name | None = None
    end = last
    if lattice.codes[last - 1] in "CL":
        country = lattice.value(last - 1)
        end = next(i for i in range(last - 1, first, -1) if lattice.words(i, i + 1) == ["of"])
    if head[-1].lower() not in _LEADING or not lattice.uses(_LED_BODY):
        return country, end
    text = lattice.text(first, last)
    key = f"organisation/{slug(text)}"
    lattice.took(_LED_BODY, first, last)
    where_ = country.key if country is not None and country.key.startswith("country/") else ""
    return Name(EntityKind.ORGANISATION, key, text, text, country=where_, rule=_LED_BODY.id), last


def seat_named(text: str) -> Name:
    """A town that no list knows."""
    return Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=_SEAT.id)


def _body(lattice: Lattice, m: re.Match[str], last: int) -> tuple[Name | None, int]:
    """ "the electoral commission", "the Norwegian parliament": a body named in small letters."""
    first = m.start("body") + 1
    if lattice.word(first - 1) == "for" and not lattice.word(m.end("head") - 1).startswith("spoke"):
        return None, last
    owner = lattice.words(first, first + 1)[0].lower()
    if owner in _SPEAKERS:
        return None, m.end("body")  # "the secretary of my department"
    if owner in ("the", "its", "a"):
        first += 1
    country = ""
    behind = first
    while behind < m.end("body") and lattice.codes[behind] in "ACS":
        value = lattice.value(behind)
        country = value.key if isinstance(value, Name) and not country else country
        behind += 1
    if not lattice.uses(_SMALL_BODY):
        return None, last
    for symbol in range(m.end("body") - 1, behind - 1, -1):
        if lattice.words(symbol, symbol + 1)[0] not in _BODIES:
            continue
        if lattice.word(symbol - 1) == "civil":
            return None, last  # "representatives of civil society" are nobody's
        if symbol == first and not country:
            return None, symbol + 1  # "the parliament": which one?
        end = symbol + 1
        if end < m.end("body"):
            value = lattice.value(m.end("body") - 1)
            country = value.key if isinstance(value, Name) else country
            end = m.end("body")
        lattice.took(_SMALL_BODY, first, end)
        text = lattice.text(first, end)
        key = f"organisation/{slug(text)}"
        return Name(
            EntityKind.ORGANISATION, key, text, text, country=country, rule=_SMALL_BODY.id
        ), end
    return None, last
