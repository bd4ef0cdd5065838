"""Tokens of a text: words, numbers, punctuation and line breaks, with code point offsets."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import accumulate, compress, count
from typing import Final

# Order matters: abbreviations and initials keep their full stop, so that it ends no sentence.
TOKEN: Final = re.compile(
    r"""(?![ ])(                                              # nothing else begins with a blank
    [A-Z]?[a-z]++(?=[ ,\n]) | [a-z]{3,}+(?=[.;:)?!"”])      # most tokens, told at once
  | [,.;:()?!"“”–—] | \n+
  | \d++(?:[.,:]\d++)*+(?:st|nd|rd|th)?
  | (?:[^\W\d_]\.){2,}(?:[A-Z]\b)?                          # U.S.  E.G.  K.D.
  | (?:MR|MRS|MS|DR|PROF|GEN|SEN|REP|GOV)\.(?!\n)
  | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Sen|Rep|Reps|Gov|St|Hon|Rt|Jr|Sr|JR|SR|No
      |Eng|Engr|Atty|vs|Rev|Messrs|Amb|Sec|Pres|Drs|Fr|Mt|Ft|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\.(?!\n)
  | (?:Inc|Ltd|Corp|Co|Bros)\.(?=\ [,a-z]|,)              # of a company, where the sentence goes on
  | (?:A/S|S/A|[AS]\.[AS]\.)(?!\w)
  | [A-Z]\.(?=[ \u00a0]?[A-Z])                              # an initial before a name
  | [^\W\d_]+(?:[’'‘`\-\u2011](?![sS]\b)[^\W\d_]+)*         # a word; possessive 's stays apart
  | [’'‘][sS]\b
  | [^\s]
    )""",
    re.X,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the i-th token is ``words[i]``, from ``starts[i]`` to ``ends[i]``."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def among(self, known: Container[str]) -> list[int]:
        """The tokens (by number) that are known words."""
        return list(compress(count(), map(known.__contains__, self.words)))


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Tokens of ``text[start:end]``; offsets are into the whole text."""
    parts = TOKEN.split(text[start:end])
    edges = list(accumulate(map(len, parts), initial=start))
    return Tokens(text, parts[1::2], edges[1:-1:2], edges[2::2])
