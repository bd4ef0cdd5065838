"""What kind of body an organisation is, by its name: does it have members, is it a party?"""

from __future__ import annotations

import re
from typing import Final

from kg.extract.lexicon import PARTY_LABELS
from kg.extract.names import Name
from kg.extract.party_words import ACRONYM_RULE, MAYBE_PARTY, names_party
from kg.model import EntityKind

# Bodies that persons are members of.
_MEMBERED: Final = re.compile(
    r"\b(?:Party|Council|Committee|Board|Parliament|Assembly|Senate|Academy|Club|Society"
    r"|Association|Union|Alliance|League|Movement|Front|Coalition|Congress|Federation|Chamber"
    r"|Group|Orchestra|Knesset|Bundestag|Bundesrat|Riksdag|Storting|Folketing|Sejm|Duma|Rada|Dáil|Seanad"
    r"|Seimas|Saeima|Riigikogu|Althing|Eduskunta|Sabha|Cortes|Institute of|Caucus|Faction|Band"
    r"|House of (?:Commons|Lords|Representatives)|Legion|Brotherhood"
    r"|Fraternity|Guild|Lodge|Trio|Quartet|Choir|Ensemble|Collective)\b"
)
_NO_PARTY: Final = re.compile(
    r"\b(?:Ministry|Department|University|Bank|Agency|Company|Corporation"
    r"|National People.s Congress|Assembly|Parliament|Forum|Conference|Commission)\b"
)
_TREATY: Final = re.compile(
    r"\b(?:Treaty|Agreement|Accords?|Convention|Protocol|Statute|Memorandum)\b"
)


_BY_MEMBERS: Final = frozenset(
    (
        "name.member-body", "name.described-body", "name.joined-body", "name.head-reference",
        "name.band", "name.is-a-band", "name.before-member", "name.movement-of-date",
    )
)  # fmt: skip


_PARTIES: Final = frozenset(
    (
        ACRONYM_RULE,
        "name.small-party",
        "name.party-plural",
        "name.party-code",
        "name.party-of-state",
        "name.party-alike",
    )
)


def has_members(organisation: Name) -> bool:
    """A body that persons are members of, by its name."""
    if organisation.rule in _BY_MEMBERS:
        return True
    return is_party(organisation) or bool(_MEMBERED.search(organisation.name))


_OF_STATES: Final = re.compile(
    r"\b(?:Community|Organi[sz]ation|Forum|Commonwealth|Bank|Initiative)\b"
)


def may_have_states(body: Name) -> bool:
    """Whether states can be what belongs to a body."""
    known = body.kind is EntityKind.INTERNATIONAL_ORGANISATION
    return known or bool(_OF_STATES.search(body.name))


# Bodies that belong to those who set them up; others set up councils and committees for others.
_OF_FOUNDERS: Final = re.compile(
    r"\b(?:Club|Society|Association|Band|Orchestra|Choir|Trio|Quartet|Ensemble|Collective|Brotherhood|Movement"
    r"|Front|League|Circle|Guild)\b"
)


def is_of_founders(organisation: Name) -> bool:
    """A body whose founders are its first members: a band, a club, a party."""
    named = organisation.rule in _BY_MEMBERS and organisation.rule != "name.head-reference"
    return named or is_party(organisation) or bool(_OF_FOUNDERS.search(organisation.name))


def is_party(organisation: Name, *, politician: bool = False) -> bool:
    """A party by its name; where somebody is its politician, less of a name will do."""
    if organisation.kind is not EntityKind.ORGANISATION or _NO_PARTY.search(organisation.name):
        return False
    if names_party(organisation.name) or organisation.name in PARTY_LABELS:
        return True
    if organisation.rule in _PARTIES:
        return True
    return politician and (
        organisation.text.replace("-", "").isupper() or bool(MAYBE_PARTY.search(organisation.name))
    )


def is_treaty(organisation: Name) -> bool:
    """A treaty is signed, kept and left, but nobody is its member; known bodies are none."""
    return not organisation.wikidata and bool(_TREATY.search(organisation.name))
