"""The items that may be meant: by name, and blocked by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.model import EntityKind
from kg.resolve.hazards import open_title_reason
from kg.resolve.item import OFFICE, Item
from kg.resolve.keys import name_key
from kg.resolve.left_out import (
    PARTIES,
    is_initial,
    may_be_other,
    other_names,
    other_names_of_person,
    turned_round,
    without_form,
)
from kg.resolve.profile import Post, Profile
from kg.resolve.regions import country_of
from kg.resolve.spelling import may_be_spelled
from kg.text.slug import fold

if TYPE_CHECKING:
    from kg.resolve.catalogue import Catalogue

Key = TypeVar("Key")
Value = TypeVar("Value")
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


class Found(NamedTuple):
    """An item and how it was found. ``detail``: the other spelling or name."""

    item: Item
    how: str  # one of WAYS
    name: str  # the name that the text gives
    detail: str = ""


class Bearers(NamedTuple):
    """What bears one of some names, each item once, and the countries of all of it.

    ``unknown`` are those of the names that nothing bears, if others of them are known.
    """

    found: tuple[Found, ...]
    countries: frozenset[str]
    unknown: tuple[str, ...]


NOBODY = Bearers((), frozenset(), ())


class Candidates:
    """Finds the items of names in a catalogue; remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._found: defaultdict[str, dict[str, tuple[Found, ...]]] = defaultdict(dict)
        self._bearers: defaultdict[str, dict[tuple[str, ...], Bearers]] = defaultdict(dict)
        self._countries: dict[frozenset[str], frozenset[str]] = {}
        self._items: dict[str, Item | None] = {}
        self._offices: dict[tuple[str, str], tuple[str, ...]] = {}
        self._held: dict[tuple[str, str], tuple[Item, ...]] = {}
        self._namesakes: dict[str, int] = {}
        self._named: dict[str, bool] = {}
        self._regions: dict[str, str] = {}

    def item(self, qid: str) -> Item | None:
        """An item of the catalogue."""
        if qid in self._items:
            return self._items[qid]
        return _remember(self._items, qid, self.catalogue.item(qid))

    def label(self, qid: str) -> str:
        """What an item is called; one that the catalogue lacks is called by its number."""
        item = self.item(qid)
        return item.label if item else qid

    def named(self, kind: str, name: str) -> tuple[Found, ...]:
        """What bears a name, or one that differs from it by what may be left out."""
        names = self._found[kind]
        known = names.get(name)
        if known is None:
            known = _remember(names, name, tuple(self._look_up(kind, name)))
        return known

    def is_named(self, name: str) -> bool:
        """Whether anything but a person bears a name, in any of its forms."""
        known = self._named.get(name)
        if known is None:
            key = name_key(name)
            may_be = self.catalogue.may_know(key) or may_be_other(key)
            known = _remember(self._named, name, may_be and bool(self.named("", name)))
        return known

    def region(self, name: str) -> str:
        """The country that is, or has, a region of that name; "" where none is known."""
        known = self._regions.get(name)
        if known is None:
            states = (f.item.qid for f in self.named(COUNTRY, name) if f.item.kind == COUNTRY)
            known = _remember(self._regions, name, country_of(name) or next(states, ""))
        return known

    def bearers(self, kind: str, names: tuple[str, ...]) -> Bearers:
        """Everything that bears one of some names."""
        if len(names) == 1 and not self.named(kind, names[0]):
            return NOBODY  # most: what was looked up is remembered already
        of_kind = self._bearers[kind]
        known = of_kind.get(names)
        if known is None:
            known = _remember(of_kind, names, self._look_up_all(kind, names))
        return known

    def _look_up_all(self, kind: str, names: tuple[str, ...]) -> Bearers:
        found = [self.named(kind, name) for name in names]
        if not any(found):
            return NOBODY
        unknown = tuple([name for name, some in zip(names, found, strict=True) if not some])
        best = found[0] if len(found[0]) == len(names) == 1 else _best(chain.from_iterable(found))
        countries = frozenset([country for one in best for country in one.item.countries])
        return Bearers(best, self._countries.setdefault(countries, countries), unknown)

    def find(self, profile: Profile) -> Sequence[Found]:
        """Every item that may be meant, once, in the way that says most."""
        if profile.kind == OFFICE:
            found = _best(one for post in profile.posts for one in self._given(post))
        else:
            bearers = self.bearers(profile.kind, profile.names)
            found = bearers.found
            if profile.posts and (unknown := bearers.unknown if found else profile.names):
                found = _best([*found, *self.holders(unknown, profile.posts)])
        if profile.known:
            found = _best([*self._listed(profile), *found])
        if len(found) > MOST:  # "Government": only what else is known of it tells
            return [one for one in found if one.how == "listed"]
        return found

    def _listed(self, profile: Profile) -> Iterator[Found]:
        for qid in sorted(profile.known):
            item = self.item(qid) or Item(qid, profile.kind, profile.names[0])
            yield Found(item, "listed", profile.names[0])

    def _given(self, post: Post) -> Iterator[Found]:
        for qid in self.offices(post.role, post.of):
            item = self.item(qid)
            if item is not None:
                yield Found(item, "label", post.role)

    def holders(self, names: Iterable[str], posts: Iterable[Post]) -> Iterator[Found]:
        """Holders of the offices that the text gives who may be called so.

        By surname only, or by a name that may be spelled like theirs.
        """
        held = [self._holders_of(post.role, post.of) for post in posts if post.of]
        for name in names if any(held) else ():
            ending = "" if " " in name else f" {fold(name)}"
            for items in held:
                for item in items:
                    labels = (item.label, *item.aliases)
                    if ending:
                        if any(fold(label).endswith(ending) for label in labels):
                            yield Found(item, "surname", name)
                    elif label := next((n for n in labels if may_be_spelled(name, n)), ""):
                        yield Found(item, "variant", name, label)

    def offices(self, role: str, of: str) -> tuple[str, ...]:
        """The offices of a role in a country or organisation; none where that is not known."""
        if not of:
            return ()
        known = self._offices.get((role, of))
        if known is None:
            found = () if open_title_reason(role) else tuple(self.catalogue.offices(role, of))
            known = _remember(self._offices, (role, of), found)
        return known

    def namesakes(self, surname: str) -> int:
        """How many people bear a surname."""
        known = self._namesakes.get(surname)
        if known is None:
            found = [c for c in self.catalogue.named(surname) if c.how == "surname"]
            known = _remember(self._namesakes, surname, len(found))
        return known

    def _holders_of(self, role: str, of: str) -> tuple[Item, ...]:
        known = self._held.get((role, of))
        if known is None:
            offices = self.offices(role, of)
            people = {h.person for one in offices for h in self.catalogue.holders(one)}
            items = map(self.item, sorted(people))
            known = _remember(self._held, (role, of), tuple([item for item in items if item]))
        return known

    # ------------------------------------------------------------------ names

    def _look_up(self, kind: str, name: str) -> list[Found]:
        key = name_key(name)
        if self.catalogue.may_know(key) and (exact := self._exact(kind, name, name)):
            return exact
        if kind == PERSON:
            turned = turned_round(name, key)
            return [] if turned and not self.catalogue.may_know(turned) else self._person(name)
        if not may_be_other(key):
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


def _remember(known: dict[Key, Value], key: Key, value: Value) -> Value:
    """Keep something in a table that forgets all when it grows too large."""
    if len(known) > _KEPT:
        known.clear()
    known[key] = value
    return value


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
