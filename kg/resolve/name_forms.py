"""How one name is spelled in Latin letters: rules that take the spellings to one form.

That two names have one form says only that they can be spellings of one name. Nobody is taken for
somebody else for that alone (see ``kg.consolidate.spelled``). Names are given folded: lower case,
no diacritics (``kg.text.slug``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Spelling:
    """One rule, applied in the order of the table. ``examples`` meet, ``counters`` do not."""

    id: str
    pattern: str
    becomes: str
    examples: tuple[str, str]
    counters: tuple[str, str]


SPELLINGS = (
    Spelling("sch", "sch", "sh", ("schmidt", "shmidt"), ("schmidt", "schmitz")),
    Spelling("tch", "tch|tsch", "ch", ("tchernov", "chernov"), ("chernov", "chernin")),
    Spelling("kh", "kh", "h", ("rakhmon", "rahmon"), ("rahmon", "ramon")),
    Spelling("gh", "gh", "g", ("ghani", "gani"), ("gani", "hani")),
    Spelling("dh", "dh", "d", ("gadhafi", "gadafi"), ("gadafi", "gafi")),
    Spelling("ph", "ph", "f", ("stephan", "stefan"), ("stefan", "stepan")),
    Spelling("th", "th", "t", ("thomas", "tomas"), ("thomas", "tomasz")),
    Spelling("ck", "ck", "k", ("becker", "beker"), ("beker", "becher")),
    Spelling("hard-c", "c(?![heiyz])", "k", ("nicol", "nikol"), ("cech", "kech")),
    Spelling("q", "q", "k", ("qasim", "kasim"), ("qasim", "gasim")),
    Spelling("x", "x", "ks", ("alexei", "aleksei"), ("alexei", "alesei")),
    Spelling("tz", "tz", "ts", ("itzik", "itsik"), ("itzik", "isik")),
    Spelling("w", "w", "v", ("janow", "janov"), ("janow", "janof")),
    Spelling("ou", "ou", "u", ("moussa", "mussa"), ("moussa", "mossa")),
    Spelling("umlaut", "(?<=[^aeiou])([aou])e(?=[^aeiouv])", r"\1", *(
        ("schroeder", "schroder"), ("schroder", "schreder"))),
    Spelling("y-and-j", "[yj]", "i", ("kyriakos", "kiriakos"), ("kiriakos", "karakos")),
    Spelling("doubled", r"(.)\1+", r"\1", ("zelenskyy", "zelensky"), ("zelensky", "zelenka")),
    Spelling("ie", "ie", "e", ("yermak", "ermak"), ("ermak", "armak")),
    Spelling("doubled-again", r"(.)\1+", r"\1", ("alekseyev", "alekseev"), ("alekseev", "aleksov")),
    Spelling("yov", "iov$", "ev", ("kovalyov", "kovalev"), ("kovalev", "kovalov")),
    Spelling("enka", "enka$", "enko", ("lukashenka", "lukashenko"), ("lukashenko", "lukashov")),
    Spelling("turyan", "turian$", "trian", *(
        ("khachatryan", "khachaturyan"), ("khachatryan", "khachikyan"))),
    Spelling("sargsyan", "^sar[gk]i?s(?=ian$)", "sargs", *(
        ("sarkissian", "sargsyan"), ("sargsyan", "saroyan"))),
    Spelling("shvili", "ichvili$", "ishvili", *(
        ("zourabichvili", "zurabishvili"), ("zurabishvili", "zurabashvili"))),
    Spelling("gaddafi", "^[gk]ad[a]?fi$", "gadafi", ("gaddafi", "qadhafi"), ("gaddafi", "gafari")),
    Spelling("ah", "ah$", "a", ("abdullah", "abdulla"), ("abdullah", "abdul")),
)  # fmt: skip

_RULES = [(re.compile(rule.pattern), rule.becomes) for rule in SPELLINGS]


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """The one form of the spellings of a word.

    >>> spelled("khachaturyan") == spelled("khachatryan")
    True
    """
    for pattern, becomes in _RULES:
        word = pattern.sub(becomes, word)
    return word
