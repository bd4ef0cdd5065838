"""The items that may be meant: by name, and blocked by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.resolve.hazards import open_title_reason
from kg.resolve.item import OFFICE, Item
from kg.resolve.left_out import (
    PARTIES,
    is_initial,
    may_be_other,
    other_names,
    other_names_of_person,
    without_form,
)
from kg.resolve.profile import Profile
from kg.resolve.spelling import may_be_spelled
from kg.text.slug import fold

if TYPE_CHECKING:
    from kg.resolve.catalogue import Catalogue

PERSON = EntityKind.PERSON.value
COUNTRY = EntityKind.COUNTRY.value
PLACE = EntityKind.PLACE.value
COMPANY = EntityKind.ORGANISATION.value
ORGANISATIONS = frozenset(
    {
        EntityKind.ORGANISATION.value,
        EntityKind.GOVERNMENT_BODY.value,
        EntityKind.INTERNATIONAL_ORGANISATION.value,
    }
)
MOST = 40  # candidates that are weighed; a name with more of them is nobody's in particular
_KEPT = 100_000  # names, and items, that are remembered
# Ways to mean an item, what says most first. An adjective or a bare title is no way at all.
WAYS = (
    *("listed", "label", "alias", "variant", "short", "acronym"),
    *("former", "party", "surname", "close"),
)
_RANK = {how: rank for rank, how in enumerate(WAYS)}
_EXACT = frozenset(WAYS) - {"surname"}


@dataclass(frozen=True, slots=True)
class Found:
    """An item and how it was found. ``detail``: the other spelling or name."""

    item: Item
    how: str  # one of WAYS
    name: str  # the name that the text gives
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bearers:
    """What bears one of some names, each item once, and the countries of all of it."""

    found: tuple[Found, ...]
    countries: frozenset[str]


class Candidates:
    """Finds the items of names in a catalogue; remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._found: defaultdict[str, dict[str, tuple[Found, ...]]] = defaultdict(dict)
        self._bearers: dict[tuple[str, tuple[str, ...]], Bearers] = {}
        self._items: dict[str, Item | None] = {}
        self._held: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def item(self, qid: str) -> Item | None:
        """An item of the catalogue."""
        if qid not in self._items:
            if len(self._items) > _KEPT:
                self._items.clear()
            self._items[qid] = self.catalogue.item(qid)
        return self._items[qid]

    def label(self, qid: str) -> str:
        """What an item is called; one that the catalogue lacks is called by its number."""
        item = self.item(qid)
        return item.label if item else qid

    def named(self, kind: str, name: str) -> tuple[Found, ...]:
        """What bears a name, or one that differs from it by what may be left out."""
        names = self._found[kind]
        known = names.get(name)
        if known is None:
            if len(names) > _KEPT:
                names.clear()
            known = names[name] = tuple(self._look_up(kind, name))
        return known

    def bearers(self, kind: str, names: tuple[str, ...]) -> Bearers:
        """Everything that bears one of some names."""
        key = kind, names
        known = self._bearers.get(key)
        if known is None:
            if len(self._bearers) > _KEPT:
                self._bearers.clear()
            found = [one for name in names for one in self.named(kind, name)]
            countries = {country for one in found for country in one.item.countries}
            known = self._bearers[key] = Bearers(_best(found), frozenset(countries))
        return known

    def find(self, profile: Profile) -> Sequence[Found]:
        """Every item that may be meant, once, in the way that says most."""
        if profile.known or profile.posts or profile.kind == OFFICE:
            found = _best(self._all(profile))
        else:
            found = self.bearers(profile.kind, profile.names).found
        if len(found) > MOST:  # "Government": only what else is known of it tells
            return [one for one in found if one.how == "listed"]
        return found

    def _all(self, profile: Profile) -> Iterator[Found]:
        for qid in sorted(profile.known):
            item = self.item(qid) or Item(qid, profile.kind, profile.names[0])
            yield Found(item, "listed", profile.names[0])
        if profile.kind == OFFICE:
            for post in profile.posts:
                yield from self._given(self.offices(post.role, post.of), post.role)
            return
        for name in profile.names:
            found = self.named(profile.kind, name)
            yield from found
            if profile.posts and not found:
                yield from self._holders(profile, name)

    def _given(self, qids: Iterable[str], name: str) -> Iterator[Found]:
        for qid in qids:
            item = self.item(qid)
            if item is not None:
                yield Found(item, "label", name)

    def _holders(self, profile: Profile, name: str) -> Iterator[Found]:
        """Holders of the offices that the text gives who may be called so.

        By surname only, or by a name that may be spelled like theirs.
        """
        for post in profile.posts:
            for qid in self._holders_of(post.role, post.of):
                item = self.item(qid)
                if item is None:
                    continue
                labels = (item.label, *item.aliases)
                if " " not in name:
                    if any(fold(label).endswith(f" {fold(name)}") for label in labels):
                        yield Found(item, "surname", name)
                elif label := next((n for n in labels if may_be_spelled(name, n)), ""):
                    yield Found(item, "variant", name, label)

    def offices(self, role: str, of: str) -> tuple[str, ...]:
        """The offices of a role in a country or organisation; none where that is not known."""
        if not of or open_title_reason(role):
            return ()
        return self._remembered(("office", role, of), lambda: self.catalogue.offices(role, of))

    def namesakes(self, surname: str) -> int:
        """How many people bear a surname."""
        return len(self._remembered(("surname", surname, ""), lambda: self._namesakes(surname)))

    def _namesakes(self, surname: str) -> list[str]:
        return [c.qid for c in self.catalogue.named(surname) if c.how == "surname"]

    def _holders_of(self, role: str, of: str) -> tuple[str, ...]:
        def look_up() -> list[str]:
            offices = self.offices(role, of)
            return sorted({h.person for one in offices for h in self.catalogue.holders(one)})

        return self._remembered(("holder", role, of), look_up)

    def _remembered(
        self, key: tuple[str, str, str], look_up: Callable[[], Iterable[str]]
    ) -> tuple[str, ...]:
        known = self._held.get(key)
        if known is None:
            if len(self._held) > _KEPT:
                self._held.clear()
            known = self._held[key] = tuple(look_up())
        return known

    # ------------------------------------------------------------------ names

    def _look_up(self, kind: str, name: str) -> list[Found]:
        if exact := self._exact(kind, name, name):
            return exact
        if kind == PERSON:
            return self._person(name)
        if not may_be_other(name):
            return []
        found = [one for other in other_names(name) for one in self._exact(kind, other, name)]
        if kind == COUNTRY:
            return found
        if form := without_form(name):
            found += self._exact(kind or COMPANY, form, name)
        if fold(name) in PARTIES:  # "Labour" and "the Conservatives" are parties
            for full in (f"{name} Party", f"{name.removesuffix('s')} Party"):
                found += self._exact(kind, full, name, full, "party")
        return found

    def _person(self, name: str) -> list[Found]:
        initials = any(map(is_initial, name.split()[1:-1]))
        return [
            one
            for other in other_names_of_person(name)
            for one in self._exact(PERSON, other, name, other if initials else "")
        ]

    def _exact(
        self, kind: str, name: str, given: str, detail: str = "", how: str = ""
    ) -> list[Found]:
        found = []
        for candidate in self.catalogue.named(name):
            # Whom a surname alone means, only an office can tell: see _holders.
            if candidate.how in _EXACT and fits(kind, candidate.kind):
                item = self.item(candidate.qid)
                if item is not None:
                    found.append(Found(item, how or candidate.how, given, detail))
        return found


def _best(all_found: Iterable[Found]) -> tuple[Found, ...]:
    """Each item once, in the way that says most."""
    best: dict[str, Found] = {}
    for found in all_found:
        known = best.get(found.item.qid)
        if known is None or _RANK[found.how] < _RANK[known.how]:
            best[found.item.qid] = found
    return tuple(best.values())


def fits(kind: str, other: str) -> bool:
    """Whether something of one kind may be an item of another; towns are states, too: Singapore."""
    if not kind:
        return other not in (PERSON, OFFICE)
    if kind in ORGANISATIONS:
        return other in ORGANISATIONS
    if kind in (COUNTRY, PLACE):
        return other in (COUNTRY, PLACE)
    return kind == other
