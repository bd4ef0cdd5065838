"""What stands around a name and says that it is not what it looks like.

Each rule is a row with an example that it catches and a counter-example that it leaves; tests run
both. In them the name stands in square brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.resolve.scanning import is_opener
from kg.text.slug import fold

_BLANKS = frozenset(" \u00a0")
_ACTS_BEGIN = frozenset(" ,’'")
_BEFORE, _BEHIND = 48, 64  # characters that are looked at
_LAST_WORD = re.compile(r"[\w’'.&-]+")  # of a text that is turned round: searched from its end
_PLACED = frozenset("at de di du della".split())
_AT = re.compile(rf"[A-Z]\w+ (?:{'|'.join(sorted(_PLACED))}) $")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;“\"(\n–—-]\s*|[”\"]\s)$")
_CAPITAL_BEHIND = re.compile(r"[ \u00a0]([A-Z][\w’'-]*\.?)")
_OF_BEHIND = re.compile(r" of (?:the )?[A-Z]")
_DIRECTIONS = frozenset(
    "south north east west new central upper lower greater southern northern eastern western "
    "saint st port fort lake mount san santa el las los".split()
)
_PREPOSITIONS = frozenset("in at from to for by with after before".split())  # in headlines
_ARTICLES = frozenset({"a", "an", "the"})
# Words with capitals that end nothing in front of them, and begin nothing behind: titles and times.
TITLES = frozenset(
    "president prime minister foreign defence defense finance interior king queen prince princess "
    "chancellor secretary ambassador senator governor mayor premier chief speaker deputy vice "
    "former acting managing permanent mr mrs ms dr sir general colonel captain chairman "
    "chairwoman director parliament government army police embassy head leader spokesman "
    "spokeswoman spokesperson "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december republican democrat".split()
)
_SAYS = (
    "says?|said|announce[sd]?|warn(?:s|ed)?|want(?:s|ed)?|insist(?:s|ed)?|accuse[sd]?|"
    "den(?:y|ies|ied)|claim(?:s|ed)?|urge[sd]?|call(?:s|ed)|demand(?:s|ed)?|agree[sd]?|"
    "refuse[sd]?|reject(?:s|ed)?|threaten(?:s|ed)?|believe[sd]?|hope[sd]?|decided?|pledge[sd]?|"
    "offer(?:s|ed)?|condemn(?:s|ed)?|back(?:s|ed)|recogni[sz]e[sd]?|sanction(?:s|ed)?|expelled|"
    "vow(?:s|ed)?|promise[sd]?|signal(?:s|led)?|wishes|fears?|sees|considers?|supports?|opposes?|"
    "expects?|intends?|plans|responded|retaliated|imposed|sent|supplied|joined|withdrew"
)
_ACTS = re.compile(
    rf"(?:,? (?:also|has|have|had|is|was|will|would|does|did|now|then|itself|again|not|could|may|"
    rf"must|officially|repeatedly|recently|reportedly|strongly))*? "
    rf"(?:{_SAYS}|ready to|keen to|seeking|trying to|considering|hoping|accusing|demanding)\b"
)
_REGARDS = re.compile(
    r" (?!(?:is|was|has|lies|hosts|sits|stands|grows|gets|becomes)\b)[a-z]{3,}s"
    r" (?:the|that|its|no|to|with|it|a)\b"
)
_TIED = ("with", "between", "and")
_TIES = re.compile(
    r"(?i:relations|ties|talks|tensions|dialogue|agreement|alliance|deal|dispute|cooperation|pact)"
    r" (?:with|between) (?:\w+ and )?$"
)
_POSSESSED = re.compile(
    r"[’']s (?:\w+ ){0,2}(?:stance|position|policy|decision|response|view|allies|ambassador|envoy|"
    r"demands?|claims?|interests?|influence|concerns?|sanctions?|support|government|leaders?)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason not to link words. ``kinds``: of the items that it holds for; empty means all."""

    id: str
    words: str
    example: str
    counter_example: str
    kinds: frozenset[str] = frozenset()


RULES = (
    Rule(
        "inside.behind",
        "the words are the beginning of a longer name",
        "He reads the [Washington] Post.",
        "They met in [Washington] on Monday.",
    ),
    Rule(
        "inside.before",
        "the words are the end of a longer name",
        "Peace in the South [Caucasus] was discussed.",
        "Peace in the [Caucasus] was discussed.",
    ),
    Rule(
        "seat.acts",
        "a seat of government that acts stands for who governs there",
        "[Washington] says that it will not sign.",
        "[Washington] was covered in snow.",
        frozenset({"place"}),
    ),
    Rule(
        "seat.ties",
        "a seat of government that has relations stands for who governs there",
        "Relations with [Moscow] have cooled.",
        "The road to [Moscow] was closed.",
        frozenset({"place"}),
    ),
)
_BEHIND_IT, _BEFORE_IT, _SEAT_ACTS, _SEAT_TIES = RULES


def objection(text: str, start: int, end: int, kind: str, complete: bool = False) -> Rule | None:
    """The first rule that speaks against linking ``text[start:end]`` to an item of a kind.

    ``complete``: a grammar has found where the name begins and ends.
    """
    follows = text[end : end + 1]
    if not complete:
        if follows in _BLANKS and text[end + 1 : end + 2].isupper() and _goes_on(text, end):
            return _BEHIND_IT
        if start and text[start - 1] in _BLANKS and _began_before(text, start):
            return _BEFORE_IT
    if kind == "place":
        if follows in _ACTS_BEGIN and _acts(text, end):
            return _SEAT_ACTS
        before = text[max(0, start - _BEFORE) : start]
        if before.rstrip().lower().endswith(_TIED) and _TIES.search(before):
            return _SEAT_TIES
    return None


def _acts(text: str, end: int) -> bool:
    return any(how.match(text, end, end + _BEHIND) for how in (_ACTS, _REGARDS, _POSSESSED))


def _goes_on(text: str, end: int) -> bool:
    match = _CAPITAL_BEHIND.match(text, end, end + _BEHIND)
    return match is not None and fold(match[1]).partition(" ")[0] not in TITLES


def _began_before(text: str, start: int) -> bool:
    """Whether a longer name goes on here; a blank is in front of ``start``."""
    first = max(0, start - _BEFORE)
    last = text[text.rfind(" ", first, start - 1) + 1 or first : start - 1]
    if last.isalpha() and last.islower() and last not in _PLACED:
        return False  # most of all names: a plain word is in front
    before = text[first : start - 1]
    match = _LAST_WORD.match(before[::-1])
    if match is None:
        return False
    at = len(before) - match.end()
    written = before[at:]
    if written in _PLACED and _AT.search(text, max(0, start - _BEFORE), start):
        return True  # "the University of Illinois at [Chicago]", "Collège de [France]"
    if not written[0].isupper():
        return False
    word = fold(written)
    if word in _DIRECTIONS:
        return True
    if written.endswith(".") and len(word) > 1:
        return False  # the end of a sentence, or a title
    if word in TITLES or word in _PREPOSITIONS:
        return False
    starts = _SENTENCE_STARTS.search(before[:at]) is not None
    return not (
        starts and (is_opener(word) or word in _ARTICLES or word.endswith(("ing", "ly", "ed")))
    )
