"""What all documents say of a node, as the linker looks at it.

Countries and organisations that are spoken of beside a node are told by the reading's own list of
names, so that the profile of one node does not depend on the link of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kg.consolidate.facts import (
    Day,
    EntityFacts,
    OfficeFacts,
    PersonFacts,
    TenureFacts,
    least,
)
from kg.consolidate.observe import FIRM
from kg.model import EntityKind
from kg.resolve.candidates import ORGANISATIONS
from kg.resolve.gazetteer import gazetteer
from kg.resolve.item import OFFICE
from kg.resolve.profile import Post, Profile, full_names

# Where documents disagree on what something is, the more telling kind wins.
TELLING = [
    EntityKind.COUNTRY,
    EntityKind.INTERNATIONAL_ORGANISATION,
    EntityKind.GOVERNMENT_BODY,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.PERSON,
]


def entity_profile(facts: Sequence[EntityFacts]) -> Profile:
    """An entity that is no person, with the country that documents tell: what the list of names
    knows of it cannot speak for itself."""
    told = [one for one in facts if not one.implied] or list(facts)
    kind = min((EntityKind(one.kind) for one in told), key=TELLING.index)
    known, names = _known(told), _names(told)
    grammatical = not known and kind.value in ORGANISATIONS
    return Profile(
        kind=kind.value,
        names=full_names(names) if grammatical else names,
        countries=_items(one.country for one in told if one.told and one.country != one.key),
        known=known,
    )


def office_profile(facts: Sequence[OfficeFacts]) -> Profile:
    """An office: what it is called, and of what."""
    posts = {Post(one.role, _item(one.of), _country(one.of)) for one in facts}
    names = sorted({one.label or one.role for one in facts})
    return Profile(OFFICE, tuple(names), posts=tuple(sorted(posts)))


def person_profile(
    facts: Sequence[PersonFacts], offices: Iterable[OfficeFacts], tenures: Iterable[TenureFacts]
) -> Profile:
    """A person, with all offices that documents vouch for."""
    told = _told(facts)
    spans: dict[tuple[str, str], tuple[Day, Day]] = {}
    for office in offices:
        if office.firm:
            spans.setdefault((office.role, office.of), (None, None))
    for tenure in tenures:
        if tenure.stance in FIRM:
            key = tenure.role, tenure.of
            first, last = spans.get(key, (None, None))
            spans[key] = least(min, first, tenure.lo), least(max, last, tenure.hi)
    posts = {
        Post(role, _item(of), _country(of), _iso(first), _iso(last))
        for (role, of), (first, last) in spans.items()
    }
    return Profile(
        kind=EntityKind.PERSON.value,
        names=full_names(_names(told)),
        countries=_items(country for one in told for country in one.countries),
        posts=tuple(sorted(posts)),
        day=max((post.last for post in posts), default=""),
        known=_known(told),
    )


def person_names(facts: Sequence[PersonFacts]) -> tuple[str, ...]:
    """The names that the profile of a person has."""
    return full_names(_names(_told(facts)))


def _told(facts: Sequence[PersonFacts]) -> list[PersonFacts]:
    return [one for one in facts if not one.implied] or list(facts)


def _names(facts: Iterable[EntityFacts | PersonFacts]) -> tuple[str, ...]:
    """All names, the longest first."""
    names = {name for one in facts for name in (one.name, *one.forms)}
    return tuple(sorted(names, key=lambda name: (-len(name.split()), name)))


def _known(facts: Iterable[EntityFacts | PersonFacts]) -> frozenset[str]:
    return frozenset({one.wikidata for one in facts} - {""})


def _item(key: str) -> str:
    entry = gazetteer().entries.get(key)
    return entry.wikidata if entry else ""


def _items(keys: Iterable[str]) -> frozenset[str]:
    return frozenset({_item(key) for key in keys} - {""})


def _country(key: str) -> str:
    """The country that something is or belongs to."""
    entry = gazetteer().entries.get(key)
    if entry is None:
        return ""
    return entry.wikidata if entry.kind is EntityKind.COUNTRY else _item(entry.country)


def _iso(day: Day) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()
