"""Names are found in text as whole words, however they overlap."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.scanning import occurrences

_TEXT = st.text("AAéb -_.", max_size=24)
_NAMES = st.sets(st.from_regex(r"[Aéb]{1,2}( [Aéb]{1,2})?", fullmatch=True), max_size=4)


@given(_TEXT, _NAMES, st.integers(0, 24), st.integers(0, 24))
def test_names_are_found_as_one_pattern_of_all_of_them_finds_them(
    text: str, names: set[str], one: int, other: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    forms = "|".join(map(re.escape, sorted(names, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")
    wanted = [match.span() for match in pattern.finditer(text, start, end)] if names else []
    assert list(occurrences(text, names, start, end)) == wanted
