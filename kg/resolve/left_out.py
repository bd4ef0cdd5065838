"""What may be left out of a name, or written otherwise, where nothing bears it as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text.slug import fold

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
_MINISTRIES = ("Ministry", "Department")
# Folded words with which a name begins or ends that the tables above say something of.
_FIRST = frozenset({"the", *(short.partition(" ")[0] for short in _LONG)})
_LAST = FORMS | PARTIES | frozenset(map(fold, _MINISTRIES))
_HONORIFICS = frozenset(
    "mr mrs ms dr prof sir dame lord lady king queen prince princess pope".split()
)


def may_be_other(key: str) -> bool:
    """Whether any other way of writing is known for a name of something that is no person.

    ``key``: the name as ``name_key`` folds it. Most names that text gives are nobody's in the
    gazetteer: this tells them at once.
    """
    return key.rpartition(" ")[2] in _LAST or key.partition(" ")[0] in _FIRST


def turned_round(name: str, key: str) -> str:
    """The key of a person's name with the family's in front, where it is written in no third way.

    So of two words, neither a title nor an initial: for most people one look is enough. "" where
    ``other_names_of_person`` has to tell. ``key``: the name as ``name_key`` folds it.

    >>> turned_round("Xi Jinping", "xi jinping"), turned_round("Dr. Berg", "dr berg")
    ('jinping xi', '')
    """
    first, _, last = key.partition(" ")
    if name.count(" ") != 1 or " " in last or len(first) < 2 or len(last) < 2:
        return ""
    return "" if first in _HONORIFICS else f"{last} {first}"


def other_names(name: str) -> list[str]:
    """The name of a body or place without what may be left out of it, or with what may be.

    >>> other_names("the Finance Ministry"), other_names("Acme Corp")
    (['Finance Ministry', 'Ministry of the Finance'], ['The Acme Corp'])
    """
    words = name.split()
    if len(words) < 2:
        return []
    first = fold(words[0])
    other = [" ".join(words[1:])] if first == "the" else []
    if fold(words[-1]) in FORMS:
        other.append(f"The {name}")
    if words[-1] in _MINISTRIES:
        other.append(f"{words[-1]} of {' '.join(words[:-1])}")
    if first in _LONG:
        rest = " ".join(words[1:])
        other += [f"{_LONG[first]} {rest}", f"{_LONG[first]} Department of the {rest}"]
    return other


def other_names_of_person(name: str) -> Iterator[str]:
    """A person's name without honorifics and initials, and so with the family's name in front.

    >>> list(other_names_of_person("Dr. Ann B. Berg")), list(other_names_of_person("Xi Jinping"))
    (['Ann Berg', 'Berg Ann'], ['Jinping Xi'])
    """
    words = name.split()
    kept = [word for word in words[:-1] if word.lower().removesuffix(".") not in _HONORIFICS]
    kept = [word for at, word in enumerate(kept) if not (at and is_initial(word))] + words[-1:]
    if len(kept) < len(words):
        yield " ".join(kept)
    if len(kept) in (2, 3):
        yield " ".join([*kept[1:], kept[0]])


def is_initial(word: str) -> bool:
    """Whether a word is the first letter of a name, with a full stop or without."""
    return len(word.removesuffix(".")) == 1 and "A" <= word[0] <= "Z"


def without_form(name: str) -> str:
    """The name of a company without its legal forms, "" where it has none.

    >>> without_form("Acme Holding Co Ltd"), without_form("Acme")
    ('Acme Holding', '')
    """
    rest, _, last = name.rpartition(" ")
    found = ""
    while rest and fold(last) in FORMS:
        found = rest
        rest, _, last = rest.rpartition(" ")
    return found
