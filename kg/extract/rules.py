"""A rule of extraction: an id, what it reads, its pattern, an example and a counter-example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.extract.pattern import compile_rule


@dataclass(frozen=True)
class Rule:
    """One pattern over token characters (see ``pattern``), with its named groups as arguments."""

    id: str
    reads: str  # what the rule reads, in one line
    pattern: str
    example: str  # a sentence in which it reads something
    counter: str  # a similar sentence in which it must not
    keeps_words: bool = False  # the words it read stay visible to the rules after it

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compile_rule(self.pattern)

    def __post_init__(self) -> None:
        _ = self.regex  # compiled at import, so that every word it names gets its character
