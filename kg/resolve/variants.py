"""What else an item may be called: names that follow from its label by the habits of English.

A made name never stands in for one that a source gives; each says how sure it is: an "alias" is as
good as a listed one, a "short" one needs something else in the text that speaks for the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.resolve.item import Item
from kg.text.slug import fold

_BODIES = frozenset({"government-body", "organisation", "international-organisation"})

# Long and short forms that news writes for each other in front of a body's name.
# long, short, example, counter-example
PREFIXES = (
    ("United States", "US", "United States Department of State", "Estados Unidos"),
    ("United Nations", "UN", "United Nations Security Council", "UNESCO"),
    ("United Kingdom", "UK", "United Kingdom Space Agency", "Kingdom of Norway"),
    ("European Union", "EU", "European Union Satellite Centre", "Union of Writers"),
)

# Legal forms at the end of a company's name, without dots and case.
LEGAL_FORMS = frozenset(
    "ab ag as asa bv co company corp corporation gmbh holding holdings inc incorporated kk limited"
    " llc llp lp ltd nv oy oyj plc pte sa sae sarl se spa".split()
)
_FORM = re.compile(r"[\s,]+(?:& )?([A-Za-z./]+)$")
_MINISTRY = re.compile(r"^(?:Federal )?(Ministry|Department) (?:of|for) (?:the )?(.+)$")
_PARTY = re.compile(r"^(.+) Party$")
_JOINT = re.compile(r",? (?:of|in|for) (?:the )?|, ")
_LEAST = 4  # letters of a short name

# Where the family name comes first also in English: China, Taiwan, both Koreas, Vietnam, Cambodia.
FAMILY_FIRST = frozenset({"Q148", "Q865", "Q423", "Q884", "Q881", "Q424"})
_PARTICLES = frozenset(
    "al ben bin da de del della den der di do dos du el ibn la le ould ter van von zu".split()
)
_REGNAL = re.compile(r"[ivx]+")


def without_legal_form(name: str) -> str:
    """The name of a company without its legal form.

    >>> without_legal_form("Japan Air Lines Co., Ltd."), without_legal_form("Apple Inc.")
    ('Japan Air Lines', 'Apple')
    """
    while (found := _FORM.search(name)) and found[1].replace(".", "").replace(
        "/", ""
    ).lower() in LEGAL_FORMS:
        name = name[: found.start()]
    return name


def variants(item: Item, home: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Names made from the label, with how each means the item.

    ``home`` are labels, aliases and adjectives of the item's country.

    >>> post = Item("Q1", "government-body", "Ministry of Finance of Ruritania")
    >>> [name for name, how in variants(post, ("Ruritania", "Ruritanian"))]
    ['Ministry of Finance', 'Ministry of Finance', 'Finance Ministry']
    """
    if item.kind not in _BODIES:
        return
    for name in (item.label, *item.aliases):
        yield from _with_other_prefix(name)
        bare = without_legal_form(name)
        if bare != name and len(bare) >= _LEAST:
            yield bare, "alias"
    for name in (item.label, *item.aliases):
        bare = _without_home(name, home)
        if bare:
            yield bare, "short"
        if found := _MINISTRY.match(bare or name):
            yield f"{found[1]} of {found[2]}", "short"
            yield f"{found[2]} {found[1]}", "short"
    if found := _PARTY.match(item.label):
        yield found[1], "short"
        if " " not in found[1]:
            yield found[1] + "s", "short"


def _with_other_prefix(name: str) -> Iterator[tuple[str, str]]:
    for long, short, *_ in PREFIXES:
        if name.startswith(long + " "):
            yield short + name[len(long) :], "alias"
        for written in (short, ".".join(short) + "."):
            if name.startswith(written + " "):
                yield long + name[len(written) :], "alias"


def _without_home(label: str, home: tuple[str, ...]) -> str:
    folded = {fold(name) for name in home}
    for found in _JOINT.finditer(label):
        if found.start() >= _LEAST and fold(label[found.end() :]) in folded:
            return label[: found.start()]
    for name in home:
        if label.startswith(name + " ") and len(label) - len(name) > _LEAST:
            return label[len(name) + 1 :]
    return ""


def surnames(item: Item) -> set[str]:
    """What a second mention of a person may be: the family name, with its particles and without.

    >>> sorted(surnames(Item("Q1", "person", "Ursula von der Leyen")))
    ['der leyen', 'leyen', 'von der leyen']
    >>> surnames(Item("Q1", "person", "Margrethe II of Denmark"))
    set()
    """
    found: set[str] = set()
    for name in (item.label, *item.aliases):
        words = fold(name.partition(",")[0]).split()
        if len(words) < 2 or "of" in words or _REGNAL.fullmatch(words[-1]):
            continue
        start = len(words) - 1
        found.add(words[start])
        while start > 1 and words[start - 1] in _PARTICLES:
            start -= 1
            found.add(" ".join(words[start:]))
        if FAMILY_FIRST.intersection(item.countries):
            found.add(words[0])
    return {name for name in found if len(name) > 1}
