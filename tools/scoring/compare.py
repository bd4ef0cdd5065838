"""When two values mean the same: names, roles, organisations, statuses, dates, places.

The rules are strict, because the gold lists what else is acceptable (`alt…` keys): spelling is
folded (case, diacritics, punctuation), a leading "the" is dropped, and nothing else is forgiven.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.text.slug import fold

Item = Mapping[str, object]

# One state or body under several common names: whichever the extraction prefers is right.
_SAME = (
    ("united states", "us", "u s", "usa", "america", "united states of america"),
    ("united kingdom", "uk", "u k", "britain", "great britain"),
    ("turkiye", "turkey"),
    ("czechia", "czech republic"),
    ("cabo verde", "cape verde"),
    ("south korea", "korea", "republic of korea"),
    ("timor leste", "east timor"),
    ("russia", "russian federation"),
    ("european union", "eu"),
    ("united nations", "un"),
    ("nato", "north atlantic treaty organization"),
    ("csto", "collective security treaty organization"),
    ("world trade organization", "wto"),
    ("commonwealth", "commonwealth of nations"),
    ("arab league", "league of arab states"),
    ("security council", "united nations security council"),
    ("human rights council", "united nations human rights council"),
)
_CANONICAL = {name: names[0] for names in _SAME for name in names}
_ROLE_STOPWORDS = frozenset({"of", "the", "for", "to", "and", "at", "a", "s"})


def values(item: Item, key: str, other: str) -> list[str | None]:
    """The value of a key and its acceptable alternatives; None among them accepts an absence."""
    first = item.get(key)
    firsts = list(first) if isinstance(first, list) else [first]
    more = item.get(other)
    return [*firsts, *(more if isinstance(more, list) else [])]


def folded(name: object) -> str:
    """A name as it is compared; "" for none."""
    if not isinstance(name, str):
        return ""
    plain = fold(name).removeprefix("the ")
    return _CANONICAL.get(plain, plain)


def same_name(predicted: object, accepted: Sequence[object]) -> bool:
    """Whether a predicted name, or its absence, is among those accepted."""
    return folded(predicted) in {folded(name) for name in accepted}


def role_words(role: object, organisations: Sequence[object]) -> frozenset[str]:
    """The words that make a role: without of, for, the, and its organisation's own words."""
    own = {word for name in organisations if name for word in folded(name).split()}
    words = frozenset(fold(str(role or "")).split()) - _ROLE_STOPWORDS
    return (words - own) or words


def same_role(predicted: Item, gold: Item) -> bool:
    """Whether the roles of two offices agree in their words, in whatever order."""
    organisations = [*values(gold, "org", "alt_orgs"), predicted.get("org")]
    words = role_words(predicted.get("role"), organisations)
    accepted = values(gold, "role", "alt_roles")
    return any(words == role_words(role, organisations) for role in accepted)


def same_organisation(predicted: Item, gold: Item) -> bool:
    """Whether the organisations of two offices agree; one only to be inferred may be left out."""
    if gold.get("org_inferred") and not predicted.get("org"):
        return True
    return same_name(predicted.get("org"), values(gold, "org", "alt_orgs"))


def same_status(predicted: Item, gold: Item, default: str) -> bool:
    """Whether the statuses agree. Gold without a status accepts every one."""
    if gold.get("status") is None:
        return True
    return (predicted.get("status") or default) in values(gold, "status", "alt_status")


def same_date(predicted: object, gold: Item) -> bool:
    """Whether a date is the gold's, at the gold's precision: no more, no less."""
    return (predicted or None) in values(gold, "date", "alt_date")


def participant_forms(participant: object) -> list[str]:
    """The folded forms of one participant of the gold: a name, or a name with alternatives."""
    if isinstance(participant, Mapping):
        return [folded(name) for name in values(participant, "name", "alt")]
    return [folded(participant)]


def shared_participants(predicted: Item, gold: Item) -> int:
    """How many participants of the gold the prediction names."""
    names = {folded(name) for name in _list(predicted.get("participants"))}
    return sum(
        any(form in names for form in participant_forms(one))
        for one in _list(gold.get("participants"))
    )


def participant_count(item: Item) -> int:
    """How many participants an item lists."""
    return len(_list(item.get("participants")))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
