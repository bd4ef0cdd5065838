"""Text printed twice: lines, and runs of lines, that stand word for word further up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kg.text.lines import Line

_SMALLEST: Final = 40  # code points: shorter lines recur by chance ("Thank you very much.")
_SMALLEST_HEADLINE: Final = 15  # a headline may be shorter and still be recognised


def find_repeats(
    lines: Sequence[Line], mined: Collection[int], headlines: Collection[int]
) -> dict[int, int]:
    """For each repeated line its number and that of the line that said it first.

    ``mined`` and ``headlines`` are numbers of the lines to look at and of those that are headlines.
    A short line counts as repeated only inside a run of repeated ones.
    """
    first: dict[str, int] = {}
    repeats: dict[int, int] = {}
    run = -1  # the number the next line would have if the run of repeats went on
    for number in sorted(mined):
        text = lines[number].text
        start = first.setdefault(text, number)
        smallest = _SMALLEST_HEADLINE if start in headlines else _SMALLEST
        if start < number and len(text) >= smallest:
            repeats[number] = start
            run = start + 1
        elif run >= 0 and run < number and lines[run].text == text and run in mined:
            repeats[number] = repeats.get(run, run)
            run += 1
        else:
            run = -1
    return _without_loose_ends(lines, repeats)


def _without_loose_ends(lines: Sequence[Line], repeats: dict[int, int]) -> dict[int, int]:
    """Drop short lines at the end of a run: what follows them is new, so they may be too."""
    kept = dict(repeats)
    for number in sorted(repeats, reverse=True):
        if len(lines[number].text) < _SMALLEST_HEADLINE and number + 1 not in kept:
            del kept[number]
    return kept
