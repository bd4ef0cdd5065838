"""Which names of countries and bodies have an article within a sentence."""

from __future__ import annotations

import re
from typing import Final

_WITH_ARTICLE: Final = re.compile(
    r"^(United|European|World|Kremlin|White House|Council|Ministry|Department|Organi[sz]ation"
    r"|Netherlands|Philippines|Gambia|Bahamas|International|State|National|Republic|Czech Republic"
    r"|Federal|House|Office|Government|Central|Gulf|African|Pentagon|Vatican|Holy|Soviet|Quad)"
)


def with_article(name: str) -> str:
    """The name as it stands behind "of".

    >>> with_article("United Kingdom"), with_article("Armenia")
    ('the United Kingdom', 'Armenia')
    """
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
