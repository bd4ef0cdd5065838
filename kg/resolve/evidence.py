"""Which features of the table a candidate has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.model import EntityKind
from kg.resolve.candidates import COUNTRY, ORGANISATIONS, PERSON, PLACE, Candidates, Found
from kg.resolve.hazards import (
    is_body,
    is_common_word,
    is_given_name,
    is_ministry,
    is_worldwide,
)
from kg.resolve.item import OFFICE, Item, Term
from kg.resolve.profile import Post, Profile
from kg.resolve.roles import role_key
from kg.text.slug import fold

Having = tuple[str, str]  # id of a feature, what exactly was found
_BODY = EntityKind.GOVERNMENT_BODY.value
_STATES = frozenset({COUNTRY, EntityKind.INTERNATIONAL_ORGANISATION.value})
_WELL = 60  # prior from which an organisation is well known
_PROMINENT = ((100, "known.very-well"), (_WELL, "known.well"), (15, "known.somewhat"))
_LARGE = 200  # prior from which a town is large
_KNOWN_TOWN = 50  # prior from which a town is known without its country
_LONG_ACRONYM = 4  # letters
_HOMONYMS = 8  # bearers of a surname in the gazetteer from which it is common
_LATE = 5  # years after a death


def weigh(profile: Profile, found: Found, candidates: Candidates) -> list[Having]:
    """The features of a candidate, in the order in which they are told."""
    item = found.item
    features = _name(profile, found)
    if item.kind == PERSON:
        if profile.posts:
            features += _offices(profile, item, candidates)
        features += _lifetime(profile, item)
    features += _countries(profile, found, candidates)
    features += _prominence(profile, item, candidates)
    return features


def _name(profile: Profile, found: Found) -> list[Having]:
    item, how = found.item, found.how
    if item.kind == OFFICE:
        return [("name.title", "")]
    single = " " not in found.name
    if how == "surname" or (item.kind == PERSON and single):
        return [("name.surname", "")]
    if how in ("listed", "short", "variant", "former", "party"):
        features = [(f"name.{how}", found.detail)]
    elif how == "acronym":
        long = len(found.name) >= _LONG_ACRONYM
        features = [("name.long-acronym" if long else "name.acronym", "")]
    elif item.kind == PERSON and found.detail:
        features = [("name.initial", found.detail)]
    elif single and item.kind in ORGANISATIONS:
        features = [("name.one-word", found.name)]
    else:
        features = [("name.full" if how == "label" else "name.other", "")]
    return features + _besides(profile, found)


def _besides(profile: Profile, found: Found) -> list[Having]:
    """What else the name may mean."""
    item, single = found.item, " " not in found.name
    if is_ministry(found.name) and found.how != "listed":
        told = profile.countries | profile.around
        if told.isdisjoint(item.countries):
            return [("word.body", "")]
    if not single or item.kind in (COUNTRY, PERSON):
        return []
    if is_body(found.name):
        return [("word.body", "")]
    if profile.opens and is_common_word(found.name):
        return [("word.common", "")]
    if profile.compound and found.how != "acronym":
        return [("word.compound", "")]
    if not profile.there and is_given_name(found.name):
        return [("word.given", "")]
    return []


# ---------------------------------------------------------------- persons

_OFFICES = (
    *("office.holds", "office.took", "office.held"),
    *("office.same-title", "office.same-state", "office.none-known"),
)


def _offices(profile: Profile, item: Item, candidates: Candidates) -> list[Having]:
    """The best that any post of the text and any term of the item have to do with each other."""
    found = {
        having[0]: having
        for post in profile.posts
        for having in _compared(post, item, candidates, profile.day)
    }
    best = next((found[feature] for feature in _OFFICES if feature in found), None)
    return [best] if best else []


def _compared(post: Post, item: Item, candidates: Candidates, day: str) -> Iterator[Having]:
    offices = candidates.offices(post.role, post.of)
    role = role_key(post.role)
    for term in item.terms:
        office = candidates.item(term.office)
        label = office.label if office else term.office
        if term.office in offices:
            yield _timed(term, post, day), label
        elif post.country and post.country in (term.of, *(office.countries if office else ())):
            yield "office.same-state", label
        elif not post.of and " " in role and role_key(label).endswith(role):
            yield "office.same-title", label
    if post.of:
        yield "office.none-known", ""


def _timed(term: Term, post: Post, day: str) -> str:
    """How a term lies to the time of a post. An open term is not taken as current."""
    first, last = post.first or day, post.last or day
    if not first and not last:
        return "office.holds" if term.end or not term.start else "office.took"
    if term.start and last and last < term.start[: len(last)]:
        return "office.held"
    if term.end:
        return "office.held" if first[: len(term.end)] > term.end else "office.holds"
    return "office.took"


def _lifetime(profile: Profile, item: Item) -> list[Having]:
    if profile.day and item.born and item.born > profile.day:
        return [("time.unborn", "")]
    if profile.day and item.died and int(profile.day[:4]) - int(item.died[:4]) > _LATE:
        return [("time.dead", "")]
    return []


# ---------------------------------------------------------------- countries and prominence


def _countries(profile: Profile, found: Found, candidates: Candidates) -> list[Having]:
    item = found.item
    if not item.countries or item.kind in _STATES or profile.kind in _STATES:
        return []
    if profile.countries:
        if shared := profile.countries.intersection(item.countries):
            return [("country.own", candidates.label(min(shared)))]
        return [("country.other", candidates.label(min(item.countries)))]
    of_a_state = found.how in ("short", "party") or is_body(found.name)
    if shared := profile.around.intersection(item.countries):
        its = "country.its-body" if of_a_state else "country.around"
        return [(its, candidates.label(min(shared)))]
    if (item.kind == _BODY or of_a_state) and not is_worldwide(item.label):
        return [("country.foreign" if profile.around else "country.any", "")]
    local = item.kind == PLACE or (item.kind in ORGANISATIONS and not is_worldwide(item.label))
    if profile.around and local and item.prior < _WELL:
        return [("country.foreign", "")]
    # Of what only the list of names knows, the graph's texts have to tell at least the country.
    lone = found.how == "listed" and item.kind == PLACE and " " not in found.name
    return [("country.unsaid", "")] if lone and item.prior < _KNOWN_TOWN else []


def _prominence(profile: Profile, item: Item, candidates: Candidates) -> list[Having]:
    if item.kind == PERSON:
        return _renown(item, candidates)
    if item.kind == OFFICE:
        return []
    if item.kind == COUNTRY:
        return [("known.state", "")]
    if item.kind == PLACE:
        large = [("known.well", "")] if item.prior >= _LARGE else []
        return [*large, ("place.there", profile.names[0])] if profile.there else large
    return [(level, "") for least, level in _PROMINENT if item.prior >= least][:1]


def _renown(item: Item, candidates: Candidates) -> list[Having]:
    """How rare a person's surname is, and whether they led a state."""
    namesakes = candidates.namesakes(fold(item.label).rpartition(" ")[2])
    common = [("word.common-surname", str(namesakes))] if namesakes >= _HOMONYMS else []
    led = any(_leads(candidates.label(office)) for office in {term.office for term in item.terms})
    return [*common, ("known.led", "")] if led else common


_LEADS = frozenset(
    "president premier king queen monarch chancellor emperor taoiseach pope bundesprasident".split()
)
_LEADS_LESS = frozenset(
    "vice deputy assistant senate assembly chamber parliament congress house court bank region city"
    " council board university".split()
)


@lru_cache(maxsize=1 << 14)
def _leads(office: str) -> bool:
    """Whether an office leads a state, by its title.

    >>> _leads("Prime Minister of Armenia"), _leads("President of the National Assembly")
    (True, False)
    """
    words = frozenset(fold(office).split())
    leads = not _LEADS.isdisjoint(words) or {"prime", "minister"} <= words
    return leads and _LEADS_LESS.isdisjoint(words)
