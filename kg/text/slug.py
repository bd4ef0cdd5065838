"""Slugs: names turned into the last step of an IRI, readable and stable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that NFKD leaves alone although readers take them for a Latin base letter.
_LATIN: Final = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ə": "a",
        "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "n",
    }
)  # fmt: skip
_NOT_WORD: Final = re.compile(r"[^\w]+")
_APOSTROPHES: Final = re.compile("['’ʼ‘`´]")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Text without diacritics, case, apostrophes or punctuation; words joined by one blank.

    Two spellings that readers take for the same name fold to the same string.

    >>> fold("Côte d’Ivoire")
    'cote divoire'
    """
    if text.isascii():
        if text.replace(" ", "").isalnum() and "  " not in text:
            return text.lower().strip()
        return _NOT_WORD.sub(" ", text.replace("'", "").replace("`", "").lower()).strip()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.translate(_LATIN)))
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_WORD.sub(" ", kept).strip()


def slug(text: str) -> str:
    """The folded text with hyphens; letters of other scripts stay as they are.

    >>> slug("Jens Stoltenberg")
    'jens-stoltenberg'
    """
    return fold(text).replace("_", " ").replace(" ", "-") or "unnamed"
