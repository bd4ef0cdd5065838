"""A rule of extraction: an id, what it reads, its pattern, an example and a counter-example.

Every rule of the cascade is a ``Rule`` in the ``RULES`` of the module that applies it, and
``registry`` lists them all. Most are patterns, applied with ``Lattice.stage`` (to the whole text,
rewriting it) or ``Lattice.matches`` (to one sentence). What no pattern can say is a rule by
function; its function asks ``Lattice.uses`` first and reports with ``Lattice.took``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.extract.pattern import compile_rule
from kg.extract.search import Search


@dataclass(frozen=True)
class Rule:
    """One pattern over token characters (see ``pattern``), with its named groups as arguments."""

    id: str
    reads: str  # what the rule reads, in one line
    pattern: str  # "" where a function reads it
    example: str  # a sentence in which it reads something
    counter: str  # a similar sentence in which it must not
    keeps_words: bool = False  # the words it read stay visible to the rules after it
    # Words as they stand in a text, without any of which its reader refuses every match.
    words: frozenset[str] = frozenset()

    @classmethod
    def by_function(cls, id: str, reads: str, example: str, counter: str) -> Rule:
        """A rule that a function applies: a list of names, a choice among persons named before."""
        return cls(id, reads, "", example, counter)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Raises ValueError where a function reads."""
        if not self.pattern:
            raise ValueError(f"{self.id} has no pattern")
        return compile_rule(self.pattern)

    @cached_property
    def search(self) -> Search:
        """The pattern, with what tells where a match can be."""
        return Search(self.pattern, self.regex, self.words)

    def __post_init__(self) -> None:
        if self.pattern:
            _ = self.regex  # compiled at import, so that every word it names gets its character
