"""The items that may be meant: by name, and blocked by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.resolve.item import OFFICE, Item
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
_EXACT = frozenset(WAYS) - {"surname"}
# (id, what stands behind the name of a company or club and may be left out)
LEGALFORMS = (
    ("incorporated", "inc"), ("incorporated-long", "incorporated"), ("corporation", "corp"),
    ("corporation-long", "corporation"), ("company", "co"), ("company-long", "company"),
    ("limited", "ltd"), ("limited-long", "limited"), ("public", "plc"), ("group", "group"),
    ("german", "ag"), ("german-limited", "gmbh"), ("french", "sa"), ("italian", "spa"),
    ("dutch", "nv"), ("nordic", "ab"), ("norwegian", "asa"), ("llc", "llc"), ("football", "fc"),
)  # fmt: skip
FORMS = frozenset(form for _, form in LEGALFORMS)
# Words for the members of a party, which stand for the party as well.
PARTIES = frozenset(
    "labour conservatives democrats republicans liberals greens socialists communists "
    "nationalists".split()
)
# (id, a short way to write a country in front of a body's name, the way labels write it)
COUNTRY_WORDS = (
    ("us-dots", "u.s.", "united states"),
    ("us", "us", "united states"),
    ("uk", "uk", "united kingdom"),
    ("uk-dots", "u.k.", "united kingdom"),
)
_LONG = {fold(short): long for _, short, long in COUNTRY_WORDS}
_HONORIFICS = re.compile(
    r"(?:mr|mrs|ms|dr|prof|sir|dame|lord|lady|king|queen|prince|princess|pope)\.? ", re.I
)
_INITIAL = re.compile(r" [A-Z]\.?(?= )")


@dataclass(frozen=True, slots=True)
class Found:
    """An item and how it was found. ``detail``: the other spelling or name."""

    item: Item
    how: str  # one of WAYS
    name: str  # the name that the text gives
    detail: str = ""


class Candidates:
    """Finds the items of names in a catalogue; remembers what it found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._found: dict[tuple[str, str], tuple[Found, ...]] = {}
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
        key = kind, name
        known = self._found.get(key)
        if known is None:
            if len(self._found) > _KEPT:
                self._found.clear()
            known = self._found[key] = tuple(self._look_up(kind, name))
        return known

    def countries(self, kind: str, names: Iterable[str]) -> set[str]:
        """The countries of all items that bear one of some names."""
        return {
            country
            for name in names
            for found in self.named(kind, name)
            for country in found.item.countries
        }

    def find(self, profile: Profile) -> list[Found]:
        """Every item that may be meant, once, in the way that says most."""
        best: dict[str, Found] = {}
        for found in self._all(profile):
            known = best.get(found.item.qid)
            if known is None or WAYS.index(found.how) < WAYS.index(known.how):
                best[found.item.qid] = found
        return list(best.values()) if len(best) <= MOST else []

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
        if not of:
            return ()
        return self._remembered(("office", role, of), lambda: self.catalogue.offices(role, of))

    def bearers(self, surname: str) -> int:
        """How many people bear a surname."""
        return len(self._remembered(("surname", surname, ""), lambda: self._bearers(surname)))

    def _bearers(self, surname: str) -> list[str]:
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

    def _look_up(self, kind: str, name: str) -> Iterator[Found]:
        exact = list(self._exact(kind, name, name))
        yield from exact
        if exact:
            return
        for other in _shorter(kind, name):
            dropped = other if kind == PERSON and _INITIAL.search(name) else ""
            yield from self._exact(kind, other, name, dropped)
        if kind in (PERSON, COUNTRY):
            return
        if form := _without_form(name):
            yield from self._exact(kind or COMPANY, form, name)
        if fold(name) in PARTIES:  # "Labour" and "the Conservatives" are parties
            for full in (f"{name} Party", f"{name.removesuffix('s')} Party"):
                yield from self._exact(kind, full, name, full, "party")

    def _exact(
        self, kind: str, name: str, given: str, detail: str = "", how: str = ""
    ) -> Iterator[Found]:
        for candidate in self.catalogue.named(name):
            # Whom a surname alone means, only an office can tell: see _holders.
            if candidate.how in _EXACT and fits(kind, candidate.kind):
                item = self.item(candidate.qid)
                if item is not None:
                    yield Found(item, how or candidate.how, given, detail)


def fits(kind: str, other: str) -> bool:
    """Whether something of one kind may be an item of another; towns are states, too: Singapore."""
    if not kind:
        return other not in (PERSON, OFFICE)
    if kind in ORGANISATIONS:
        return other in ORGANISATIONS
    if kind in (COUNTRY, PLACE):
        return other in (COUNTRY, PLACE)
    return kind == other


def _shorter(kind: str, name: str) -> list[str]:
    """The name without what may be left out of it, or with what may be."""
    words = name.split()
    if kind == PERSON:
        plain = _INITIAL.sub("", _HONORIFICS.sub("", name))
        words = plain.split()
        turned = [" ".join([*words[1:], words[0]])] if len(words) in (2, 3) else []
        return [other for other in (plain, *turned) if other != name]
    if len(words) < 2:
        return []
    first = fold(words[0])
    other = [" ".join(words[1:])] if first == "the" else []
    if fold(words[-1]) in FORMS:
        other.append(f"The {name}")
    if words[-1] in ("Ministry", "Department"):
        other.append(f"{words[-1]} of {' '.join(words[:-1])}")
    if first in _LONG:
        rest = " ".join(words[1:])
        other += [f"{_LONG[first]} {rest}", f"{_LONG[first]} Department of the {rest}"]
    return other


def _without_form(name: str) -> str:
    """The name of a company without its legal forms, "" where it has none."""
    rest, _, last = name.rpartition(" ")
    found = ""
    while rest and fold(last) in FORMS:
        found = rest
        rest, _, last = rest.rpartition(" ")
    return found
