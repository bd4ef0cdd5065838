"""The title of an office: its spelling, its kind, its singular, and the office it names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from kg.extract import lexicon
from kg.extract.names import Name
from kg.model import EntityKind, Office, OfficeKind
from kg.text.articles import with_article
from kg.text.office_forms import office_form
from kg.text.slug import fold, slug

PLURALS: Final = frozenset(
    "presidents premiers chancellors ministers secretaries ambassadors envoys representatives "
    "speakers senators leaders heads chiefs chairmen chairs co-chairs co-chairmen commissioners "
    "governors generals directors mayors kings queens judges prosecutors lawmakers legislators "
    "congressmen spokesmen spokespersons commanders advisers advisors mps parliamentarians "
    "secretaries-general founders co-founders vice-presidents members co-leaders co-presidents "
    "vice-chairs directors-general editors trustees admirals quaestors".split()
)
_SINGULAR: Final = {
    "secretaries": "secretary",
    "chairmen": "chairman",
    "co-chairmen": "co-chairman",
    "spokesmen": "spokesman",
    "congressmen": "congressman",
    "secretaries-general": "secretary-general",
}
_SMALL: Final = frozenset(("of", "the", "for", "and", "to", "in", "at", "a", "ad"))


_IN_FULL: Final = {"sen.": "Senator", "rep.": "Representative", "gov.": "Governor"}
_SHORT: Final = re.compile(r"(?i)\b(?:sen|rep|gov)\.")


@lru_cache(maxsize=10_000)
def normalise(title: str) -> str:
    """One spelling for a title: capitals, no hyphen in Secretary-General.

    >>> normalise("secretary-general")
    'Secretary General'
    >>> normalise("Governor – General")
    'Governor General'
    """
    title = re.sub(r" [–—-] (?=[Gg]eneral)", " ", title)
    plain = re.sub(
        r"(?<=[a-z])-(?=(?:General|general|Elect|elect|President|Minister|president|minister|Chairman|chairman|Chair|chair))",
        " ",
        title,
    )
    plain = _SHORT.sub(lambda m: _IN_FULL[m[0].lower()], plain)
    plain = re.sub(r"(?i)\badvisor", lambda m: "Adviser" if m[0][0] == "A" else "adviser", plain)
    if len(plain) > 4 and plain.isupper():
        plain = plain.lower()  # a headline in capitals
    words = [w if w in _SMALL or not w.islower() else w.capitalize() for w in plain.split()]
    return " ".join(words).replace(" ,", ",")


def singular(title: str) -> str:
    """The office of one of several.

    >>> singular("Foreign Ministers")
    'Foreign Minister'
    """
    words = title.split()
    for at, word in enumerate(words):
        small = word.lower()
        if small in PLURALS:
            one = _SINGULAR.get(small, small.removesuffix("s"))
            words[at] = one.capitalize() if word[0].isupper() else one
    return " ".join(words)


@cache
def _head_kinds() -> dict[str, OfficeKind]:
    return {
        word: kind for kind, table in lexicon.ROLE_HEADS.items() for word in lexicon.words(table)
    }


_FOREIGN: Final = re.compile(
    r"\b(foreign|external)( affairs)? (minister|secretary)|secretary of state$"
    r"|(minister|secretary) (of|for)( the)? (foreign|external)"
)
_DEFENCE: Final = re.compile(
    r"\bdefen[cs]e (minister|secretary)|(minister|secretary) (of|for)( the| national)? defen[cs]e"
)
_RANKS: Final = frozenset(("major", "lieutenant", "brigadier", "colonel", "commander", "of"))
_DEPUTIES: Final = frozenset(("deputy", "vice", "assistant", "under", "associate"))


def office_kind(title: str, of: Name | None) -> OfficeKind:
    """The kind of office that a title names."""
    return _kind(title, of is not None and of.kind is not EntityKind.COUNTRY)


@lru_cache(maxsize=10_000)
def _kind(title: str, of_body: bool) -> OfficeKind:
    """The kind of a title; of a state, or nobody's, unless it is of a body or a place."""
    folded = fold(title)
    words = folded.split()
    if not _DEPUTIES.isdisjoint(words[:3]):
        return OfficeKind.DEPUTY
    if re.search(r"\bprime ministers?\b", folded):
        return OfficeKind.HEAD_OF_GOVERNMENT
    if _FOREIGN.search(folded):
        return OfficeKind.FOREIGN_MINISTER
    if _DEFENCE.search(folded):
        return OfficeKind.DEFENCE_MINISTER
    if re.search(r"secretary general|director general", folded):
        return OfficeKind.HEAD_OF_ORGANISATION
    if "exchequer" in words:
        return OfficeKind.MINISTER
    if "crown" in words:
        return OfficeKind.ROYAL
    if folded.startswith("member of"):
        return OfficeKind.LEGISLATOR
    if "general" in words and len(words) > 1 and not _RANKS.intersection(words):
        return OfficeKind.OTHER  # general counsel, Surgeon General
    heads = [_head_kinds()[word] for word in words if word in _head_kinds()]
    if not heads or "attorney" in words or "prosecutor" in words:
        return OfficeKind.OTHER
    if heads[0] is OfficeKind.HEAD_OF_STATE and of_body:
        return OfficeKind.HEAD_OF_ORGANISATION
    return heads[0]


def office_of(title: str, kind: OfficeKind, of: Name | None) -> Office:
    """The office node of a title and its organisation."""
    if of is None:
        return Office(f"office/{slug(office_form(title))}", title, kind, "", title)
    tail = of.key.rpartition("/")[2]
    return Office(
        f"office/{slug(office_form(title))}-of-{tail}",
        title,
        kind,
        of.key,
        f"{title} of {with_article(of.name)}",
    )
