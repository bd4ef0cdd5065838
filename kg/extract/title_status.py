"""The words of a title that are a status of its holder: "former", "acting", "-elect"."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.codes import PAST
from kg.extract.lattice import Lattice
from kg.extract.lexicon import STATUS_WORDS
from kg.extract.title_words import COUNTED, ORDINALS


def _past(word: str) -> int:
    """How many characters of a word say that it is over: "ex-president", "then-president"."""
    before, joint, _ = word.partition("-")
    return len(before) + 1 if joint and before in PAST else 0


def split_left(lattice: Lattice, first: int, last: int) -> tuple[list[str], str]:
    """The words before the head without those that are a status."""
    kept: list[str] = []
    status = ""
    words = [*lattice.words(first, last), lattice.words(last, last + 1)[0]]  # with the head
    for word, following in pairwise(words):
        small = word.lower().rstrip("-")
        if (past := _past(small)) > 0:
            status, small = "former", small[past:]
            word = word[past:]
        if small in ORDINALS and following.lower() not in COUNTED:
            continue
        if small in STATUS_WORDS:
            status = status or STATUS_WORDS[small]
        elif small != "-":
            kept.append(word)
    return kept, status


def split_head(head: list[str], status: str) -> tuple[list[str], str]:
    """ "President-elect" is the office of president and the status of one elected."""
    if (past := _past(head[0].lower())) > 0:
        return [head[0][past:], *head[1:]], "former"
    if head[-1].lower() == "plenipotentiary" and len(head) > 1:
        return head[:1], status  # the office of ambassador, in full dress
    if head[-1].lower() == "a.i.":
        return head[:-1], "acting"  # "Chargé d’affaires a.i."
    if head[-1].lower() == "interim":
        return head, "acting"  # "chargé d’affaires ad interim"
    for suffix, meaning in (("-elect", "elect"), ("-designate", "nominee")):
        if head[-1].lower().endswith(suffix):
            return [*head[:-1], head[-1][: -len(suffix)]], meaning
    return head, status
