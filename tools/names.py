"""Which written names of the facts may be shipped: no mojibake, no bare letters, no plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.resolve.artefact import is_acronym
from kg.text.slug import fold

ROOT = Path(__file__).resolve().parent.parent
_LATIN = re.compile(r"[0-9A-Za-zÀ-žƀ-ɏə-ʒḀ-ỿ’'‘ʻʼ`.,\-–&/+!() ]+")
_COUNTED = re.compile(r"[^\W\d_]\d$")  # "Manchester2": the source's own number for a homonym
_ORPHAN = re.compile(r"[a-zà-ž] [A-Za-z]$")  # "Ciudad de M": cut off at a letter it could not write
_BRACKET = re.compile(r"\s*\([^()]*\)\s*")


@cache
def words() -> frozenset[str]:
    """Common English words."""
    return frozenset((ROOT / "kg/text/data/words.txt").read_text(encoding="utf-8").split())


def good_alias(name: str) -> bool:
    """Whether an alias names one thing in English text.

    >>> [good_alias(name) for name in ("Ciudad de M", "Manchester2", "interior ministry", "Yangon")]
    [False, False, False, True]
    """
    if not _LATIN.fullmatch(name) or _COUNTED.search(name) or _ORPHAN.search(name):
        return False
    folded = fold(name)
    if is_acronym(name):
        return len(folded.replace(" ", "")) > 2
    if len(folded) < 4 or name.islower() or "|" in name or "~" in name:
        return False
    return " " in folded or (folded not in words() and name[0].isupper())


def cleaned(label: str, aliases: Iterable[str], adjectives: Iterable[str] = ()) -> tuple[str, ...]:
    """The good ones of some aliases, without the label, brackets, articles and repetitions."""
    seen = {fold(label), "", *map(fold, adjectives)}
    kept: list[str] = []
    for alias in sorted({plain(alias) for alias in aliases}):
        if fold(alias) not in seen and good_alias(alias) and not garbled(alias, label):
            seen.add(fold(alias))
            kept.append(alias)
    return tuple(kept)


def garbled(alias: str, label: str) -> bool:
    """Whether an alias is the label with another letter where the label has a diacritic.

    >>> garbled("Brasglia", "Brasília"), garbled("Lomi", "Lomé"), garbled("Lome", "Lomé")
    (True, True, False)
    """
    if len(alias) != len(label) or fold(alias) == fold(label):
        return False
    return all(a == b or not b.isascii() for a, b in zip(alias, label, strict=True))


def plain(name: str) -> str:
    """The name without a remark in brackets, an article in front and doubled blanks.

    >>> plain("the State Duma (Russia)")
    'State Duma'
    """
    text = " ".join(_BRACKET.sub(" ", name).split())
    return re.sub(r"^(?:the|The) (?=[A-Z])", "", text) or name.strip()
