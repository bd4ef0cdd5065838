"""Capitalised names of items that the reading has no entity for: towns, companies, bodies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

from kg.resolve.left_out import FORMS
from kg.text.slug import fold

Word = tuple[int, int]  # offsets of a word, or of several that are known to be one name
Words = list[Word]

_NAME = r"[^\W\d_a-zß-öø-ÿ]\w*+(?:[.’'&‑-]\w+)*+"
_RUN = re.compile(
    rf"(?:(?:[A-Z]\.){{2,}}|{_NAME})"
    rf"(?:[ \u00a0](?:(?:of|for|and|in|at|&) (?:the )?|de )?(?:(?:[A-Z]\.){{2,}}|{_NAME})){{0,11}}"
)
_WORD = re.compile(r"[^ \u00a0\n]+")
_SPLITS = frozenset("and for in on at".split())
_HYPHEN = re.compile("[-‑–/]")
_OPEN_COMPOUND = re.compile("[-‑](?:based|led|backed|born|owned|funded|registered|listed)$")


class Cover:
    """Spans, made ready to be asked whether any of them holds another; sorted when first asked."""

    def __init__(self, spans: Iterable[Word]) -> None:
        self._spans = spans
        self._starts: list[int] | None = None
        self._ends: list[int] = []  # the largest of all spans that start here or before

    def holds(self, start: int, end: int) -> bool:
        """Whether a span lies within one of them.

        >>> Cover([(0, 4), (6, 9)]).holds(6, 8), Cover([(0, 4), (6, 9)]).holds(3, 7)
        (True, False)
        """
        if self._starts is None:
            ordered = sorted(self._spans)
            self._starts = [first for first, _ in ordered]
            self._ends = list(accumulate((last for _, last in ordered), max))
        at = bisect_right(self._starts, start)
        return at > 0 and self._ends[at - 1] >= end


def runs(text: str, start: int, end: int) -> Iterator[Words]:
    """The stretches of capitalised words in text that nobody has read."""
    for match in _RUN.finditer(text, start, end):
        yield [word.span() for word in _WORD.finditer(text, *match.span())]


def names(text: str, words: Words, is_known: Callable[[str], object]) -> Words:
    """The known names in a stretch of words, the longest first.

    Where it begins a sentence, its first word may be none of the name; "and", "in" may stand in a
    name as well as between two; "Armenia-NATO" are two.
    """
    if len(words) > 1:
        return [part for part in _parts(text, words) if is_known(name_at(text, part))]
    name = name_at(text, words[0])
    if not name[0].islower() and is_known(name) and fold(name) not in FORMS:
        return words
    if "-" in name or "/" in name or "–" in name:
        compound = _compound(text, words[0])
        if all(is_known(name_at(text, part)) for part in compound):
            return compound
    return []


def occurrences(text: str, found: Iterable[str], start: int, end: int) -> Iterator[Word]:
    """Where any of some names stand as whole words, in order; the longer wins where two begin.

    By search for one after the other: a pattern of all names of a document takes longer to compile.

    >>> list(occurrences("Ann Berg met Ann, not Joann.", ("Ann", "Ann Berg"), 0, 28))
    [(0, 8), (13, 16)]
    """
    spans = []
    for name in found:
        at = text.find(name, start, end)
        while at >= 0:
            if _ends_words(text, at, at + len(name), end):
                spans.append((at, -len(name)))
            at = text.find(name, at + 1, end)
    done = start
    for at, length in sorted(spans):
        if at >= done:
            done = at - length
            yield at, done


def _ends_words(text: str, start: int, end: int, limit: int) -> bool:
    """Whether no word goes on at either end of a stretch; nothing is behind ``limit``."""
    return not (
        (start and (text[start - 1].isalnum() or text[start - 1] in "_-"))
        or (end < limit and (text[end].isalnum() or text[end] in "_-"))
    )


def name_at(text: str, part: Word) -> str:
    """The name that stands there, without line breaks."""
    name = text[part[0] : part[1]]
    return " ".join(name.split()) if "\n" in name else name


def _parts(text: str, words: Words) -> Words:
    written = [text[start:end] for start, end in words]
    parts = _edges(text, words)
    if is_opener(written[0]):
        parts += _edges(text, words[1:])
    if not _SPLITS.isdisjoint(written):
        begin = 0
        for cut in [*(i for i, word in enumerate(written) if word in _SPLITS), len(words)]:
            parts += _edges(text, words[begin:cut])
            begin = cut + 1
    return parts


def _edges(text: str, words: Words) -> Words:
    """From the first to the last word with a capital."""
    large = [word for word in words if not text[word[0]].islower()]
    return [(large[0][0], large[-1][1])] if large else []


def _compound(text: str, word: Word) -> list[Word]:
    """The parts of "Armenia-NATO" and the first of "UK-based"."""
    start, end = word
    if not _HYPHEN.search(text, start, end):
        return []
    if match := _OPEN_COMPOUND.search(text, start, end):
        return [(start, match.start())]
    edges = [start - 1, *(m.start() for m in _HYPHEN.finditer(text, start, end)), end]
    parts = [(a + 1, b) for a, b in pairwise(edges)]
    return parts if all(b > a and text[a].isupper() for a, b in parts) else []


@lru_cache(maxsize=1 << 14)
def is_opener(word: str) -> bool:
    """Whether a word is one of the small ones, which begin sentences and no names."""
    return fold(word) in _openers()


@cache
def _openers() -> frozenset[str]:
    lines = files("kg.text").joinpath("data", "function_words.tsv").read_text("utf-8").splitlines()
    return frozenset(next(line.split("\t")[3] for line in lines if line.startswith("en\t")).split())
